"""Category, priority, queue and tags as keywords on the requester's mails, which stay in place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from connectors.base import Triage, TriageResult
from connectors.mailbox.imap import Session
from connectors.mailbox.site import SENT_KEYWORD
from connectors.mailbox.threads import Place, Thread

PRIORITY, QUEUE = "priorite-", "file-"

_KEYWORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


_NOT_A_KEYWORD = (
    "« {} » ne peut être un mot-clé de messagerie : lettres sans accent, chiffres et tirets."
)
_TAKEN = "« {} » a déjà un sens pour le guichet : choisir un autre mot comme étiquette."
_NOT_KEPT = "La messagerie n’a pas gardé le mot-clé « {} » : vérifier que le dossier en accepte."


@dataclass(frozen=True, slots=True)
class Keyword:
    """One field as a keyword: the pattern of those it takes the place of, whether it is taken."""

    name: str
    keyword: str
    family: re.Pattern[str] = re.compile("(?!)")
    taken: bool = False

    @property
    def why_not(self) -> str:
        """Why it is not even asked for; empty when it may be."""
        if self.taken:
            return _TAKEN.format(self.keyword)
        return "" if _KEYWORD.fullmatch(self.keyword) else _NOT_A_KEYWORD.format(self.keyword)

    def superseded(self, held: Iterable[str]) -> set[str]:
        """List the keywords that this one takes the place of."""
        mine = self.keyword.casefold()
        return {flag for flag in held if self.family.fullmatch(flag) and flag != mine}

    def holds(self, held: frozenset[str]) -> bool:
        """Tell whether a mail with these keywords has what is wished."""
        return self.keyword.casefold() in held and not self.superseded(held)


def write_triage(
    session: Session, thread: Thread, triage: Triage, categories: Iterable[str]
) -> TriageResult:
    """Write the keywords that differ; report what holds afterwards, whatever was answered."""
    fields, tags = _wishes(triage, categories)
    wishes = [*fields, *tags]
    possible = [wish for wish in wishes if not wish.why_not]
    held = _written(session, thread, possible) if possible else []
    lost = {
        wish: wish.why_not or _NOT_KEPT.format(wish.keyword)
        for wish in wishes
        if wish.why_not or not held or not all(wish.holds(flags) for flags in held)
    }
    return TriageResult(
        written=tuple(w.name for w in fields if w not in lost),
        refused={w.name: lost[w] for w in fields if w in lost},
    ).with_tags(triage.tags, " ".join(lost[w] for w in tags if w in lost))


def _wishes(triage: Triage, categories: Iterable[str]) -> tuple[list[Keyword], list[Keyword]]:
    names = "|".join(re.escape(name.casefold()) for name in categories) or "(?!)"
    families = {
        "category": re.compile(names),
        "priority": re.compile(f"{PRIORITY}-?[0-9]+"),
        "queue": re.compile(f"{QUEUE}.+"),
    }
    wanted = {
        "category": triage.category,
        "priority": None if triage.priority is None else f"{PRIORITY}{triage.priority}",
        "queue": None if triage.queue is None else f"{QUEUE}{triage.queue}",
    }
    reserved = [*families.values(), re.compile(SENT_KEYWORD.casefold())]
    tags = [
        Keyword("tags", tag, taken=any(kept.fullmatch(tag.casefold()) for kept in reserved))
        for tag in triage.tags
    ]
    fields = [
        Keyword(name, word, families[name]) for name, word in wanted.items() if word is not None
    ]
    return fields, tags


def _written(session: Session, thread: Thread, wishes: list[Keyword]) -> list[frozenset[str]]:
    """Write in each folder; return the flags each mail has then."""
    here = [letter for letter in thread.asked if letter.place is not Place.GONE]
    by_folder = sorted(here, key=lambda letter: letter.folder)
    held: list[frozenset[str]] = []
    for folder, letters in groupby(by_folder, key=lambda letter: letter.folder):
        opened = session.open(folder, to_write=True)
        uids = [letter.uid for letter in letters if letter.validity == opened.validity]
        for uid, flags in session.flags(uids).items():
            missing = [w.keyword for w in wishes if w.keyword.casefold() not in flags]
            superseded = set().union(*(wish.superseded(flags) for wish in wishes))
            if taken := [keyword for keyword in missing if opened.takes(keyword)]:
                session.add_flags([uid], taken)
            if superseded:
                session.remove_flags([uid], superseded)
        held += session.flags(uids).values()
    return held
