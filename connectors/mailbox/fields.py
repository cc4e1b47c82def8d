"""Category, priority and queue as keywords on the requester's mails: no mail is moved for them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from connectors.base import Triage, TriageResult
from connectors.mailbox.letters import Letter, Place
from connectors.mailbox.session import Session
from connectors.mailbox.threads import Thread

PRIORITY, QUEUE = "priorite-", "file-"

_KEYWORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


@dataclass(frozen=True, slots=True)
class _Wish:
    """One field: the keyword wanted, and the pattern of those it takes the place of."""

    name: str
    keyword: str
    family: re.Pattern[str]

    @property
    def can_be_one(self) -> bool:
        return _KEYWORD.fullmatch(self.keyword) is not None

    def superseded(self, held: Iterable[str]) -> set[str]:
        mine = self.keyword.casefold()
        return {flag for flag in held if self.family.fullmatch(flag) and flag != mine}

    def holds(self, held: frozenset[str]) -> bool:
        return self.keyword.casefold() in held and not self.superseded(held)


def write_triage(
    session: Session, thread: Thread, triage: Triage, categories: Iterable[str]
) -> TriageResult:
    """Write the keywords that differ; report what holds afterwards, whatever was answered."""
    wishes = _wishes(triage, categories)
    refused = {w.name: _NOT_A_KEYWORD.format(w.keyword) for w in wishes if not w.can_be_one}
    possible = [wish for wish in wishes if wish.can_be_one]
    held = _written(session, thread, possible) if possible else []
    holding = [w for w in possible if held and all(w.holds(flags) for flags in held)]
    lost = {w.name: _NOT_KEPT.format(w.keyword) for w in possible if w not in holding}
    return TriageResult(written=tuple(w.name for w in holding), refused=refused | lost)


_NOT_A_KEYWORD = (
    "« {} » ne peut être un mot-clé de messagerie : lettres sans accent, chiffres et tirets."
)
_NOT_KEPT = "La messagerie n’a pas gardé le mot-clé « {} » : vérifier que le dossier en accepte."


def _wishes(triage: Triage, categories: Iterable[str]) -> list[_Wish]:
    wishes = []
    if triage.category is not None:
        names = "|".join(re.escape(name.casefold()) for name in categories) or "(?!)"
        wishes.append(_Wish("category", triage.category, re.compile(names)))
    if triage.priority is not None:
        wished = f"{PRIORITY}{triage.priority}"
        wishes.append(_Wish("priority", wished, re.compile(f"{PRIORITY}-?[0-9]+")))
    if triage.queue is not None:
        wishes.append(_Wish("queue", f"{QUEUE}{triage.queue}", re.compile(f"{QUEUE}.+")))
    return wishes


def _written(session: Session, thread: Thread, wishes: list[_Wish]) -> list[frozenset[str]]:
    """Write in each folder; return the flags each mail has then."""
    here = [letter for letter in thread.asked if letter.place is not Place.GONE]
    by_folder = sorted(here, key=lambda letter: letter.folder)
    held: list[frozenset[str]] = []
    for folder, letters in groupby(by_folder, key=lambda letter: letter.folder):
        held += _write_in(session, folder, list(letters), wishes)
    return held


def _write_in(
    session: Session, folder: str, letters: list[Letter], wishes: list[_Wish]
) -> list[frozenset[str]]:
    opened = session.open(folder, to_write=True)
    uids = [letter.uid for letter in letters if letter.validity == opened.validity]
    before = session.flags(uids)
    for uid, flags in before.items():
        missing = [w.keyword for w in wishes if w.keyword.casefold() not in flags]
        superseded = set().union(*(wish.superseded(flags) for wish in wishes))
        if taken := [keyword for keyword in missing if opened.takes(keyword)]:
            session.add_flags([uid], taken)
        if superseded:
            session.remove_flags([uid], superseded)
    return list(session.flags(uids).values())
