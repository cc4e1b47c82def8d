"""A letter as an officer types it: made plain, compared with the draft, read again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from starlette.concurrency import run_in_threadpool

from agents.drafter.attribution import AttributedSentence, NumberedEvidence, attribute, is_readable
from agents.drafter.edit_remarks import Remark, remarks
from cases.model import Case, Draft, Ticket
from cases.retention.caches import cache_until_cleared
from connectors.safe_text import clean

LONGEST_LETTER = 20_000
"""Characters."""

MOST_WORDS = 500
"""Characters of a reason, of a question, of a word to a colleague."""

EMPTY = "La lettre est vide : écrivez une réponse, ou écartez le brouillon."
TOO_LONG = (
    f"La lettre dépasse {LONGEST_LETTER // 1000} 000 signes : raccourcissez-la, "
    "puis approuvez de nouveau. Votre texte est toujours là."
)

MOST_KEPT = 200
"""Letters whose reading is kept in memory; the oldest leaves first."""
_ENDS = (".", "?", "!", "»", ":", ";")

_TOKEN = re.compile(r"\n+|[^\S\n]+|[^\s]+")
_MOST_COMPARED = 4_000_000
"""Pairs of words compared; above, what changed is shown as one whole."""
_AROUND = 6
"""Words shown on each side of a change."""


def plain(typed: str) -> str:
    """Keep what can be seen: one kind of line break, composed accents, no hidden character."""
    return clean(typed).strip()


def few_words(typed: str) -> str:
    """Keep what an officer says beside a decision, as plain as a letter and shorter."""
    return plain(typed)[:MOST_WORDS]


def what_is_wrong(typed: str) -> str:
    """Say in French why a typed letter cannot be approved; empty when it can."""
    if len(typed) > LONGEST_LETTER:
        return TOO_LONG
    return "" if plain(typed) else EMPTY


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words: `kept`, `added`, `removed`, or `left_out` between two changes."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What was added and removed, in reading order, and how many words of each."""

    changes: Sequence[Change] = ()
    added: int = 0
    removed: int = 0


NOTHING_CHANGED = Difference()


def compare(before: str, after: str) -> Difference:
    """Compare two letters; nothing is told of spaces alone."""
    if before.split() == after.split():
        return NOTHING_CHANGED
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    changes = []
    for kind, b1, b2, a1, a2 in _operations(old, new):
        removed, added = "".join(old[b1:b2]), "".join(new[a1:a2])
        if kind == "equal" or removed.split() == added.split():
            changes.append(Change("kept", added))
            continue
        changes += [Change("removed", removed)] if removed else []
        changes += [Change("added", added)] if added else []
    return Difference(
        tuple(_shortened(changes)),
        sum(len(c.words.split()) for c in changes if c.kind == "added"),
        sum(len(c.words.split()) for c in changes if c.kind == "removed"),
    )


@dataclass(frozen=True, slots=True)
class Reread:
    """A letter beside its evidence. `is_read`: False where the text is no letter."""

    sentences: Sequence[AttributedSentence] = ()
    remarks: Sequence[Remark] = ()
    difference: Difference = NOTHING_CHANGED
    is_read: bool = True

    @property
    def listed(self) -> Sequence[AttributedSentence]:
        """The sentences, without greeting and signature."""
        return [
            s for s in self.sentences if s.evidence or s.is_unsupported or s.text.endswith(_ENDS)
        ]

    @property
    def tied(self) -> int:
        """How many sentences rest on evidence."""
        return sum(bool(one.evidence) for one in self.sentences)

    @property
    def unsupported(self) -> int:
        """How many say more than their evidence."""
        return sum(one.is_unsupported for one in self.sentences)


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter of a case; two are the same where all that reading it looks at is."""

    draft: Draft = field(compare=False)
    ticket: Ticket = field(compare=False)
    text: str
    known: tuple[object, ...]

    @classmethod
    def of(cls, case_id: str, draft: Draft, ticket: Ticket, text: str) -> "_Letter":
        # A draft is never rewritten under its number.
        written = (ticket.subject, ticket.text, ticket.received_at, ticket.requester_name)
        return cls(draft, ticket, text, (case_id, draft.number, draft.sha256, *written))


async def reread(case: Case, letter: str) -> Reread:
    """Read a letter again, beside the draft of its case."""
    if case.draft is None:
        return Reread()
    if len(letter) > LONGEST_LETTER:
        return Reread(difference=compare(plain(case.draft.text), plain(letter)), is_read=False)
    read = _Letter.of(case.id, case.draft, case.ticket, letter)
    return await run_in_threadpool(_reread, read)


# Reading costs more than all the rest of the page, and each opening of the page asks for it.
@cache_until_cleared(MOST_KEPT)
def _reread(letter: _Letter) -> Reread:
    text = plain(letter.text)
    changed = compare(plain(letter.draft.text), text)
    if not is_readable(text):
        return Reread(difference=changed, is_read=False)
    basis = NumberedEvidence(letter.draft, letter.ticket)
    sentences = attribute(text, basis)
    return Reread(sentences, remarks(sentences, basis), changed)


def _operations(
    before: Sequence[str], after: Sequence[str]
) -> Sequence[tuple[str, int, int, int, int]]:
    """Compare what lies between the words that both begin and end with."""
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    b_end, a_end = len(before) - end, len(after) - end
    middle = before[start:b_end], after[start:a_end]
    if len(middle[0]) * len(middle[1]) > _MOST_COMPARED:
        inner = [("replace", 0, len(middle[0]), 0, len(middle[1]))]
    else:
        inner = list(SequenceMatcher(None, *middle, autojunk=False).get_opcodes())
    moved = [(k, b1 + start, b2 + start, a1 + start, a2 + start) for k, b1, b2, a1, a2 in inner]
    return [
        ("equal", 0, start, 0, start),
        *moved,
        ("equal", b_end, len(before), a_end, len(after)),
    ]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _shortened(changes: Sequence[Change]) -> Iterator[Change]:
    """Leave out what was kept far from any change."""
    merged = [c for c in changes if c.words]
    for place, change in enumerate(merged):
        words = _TOKEN.findall(change.words)
        first, last = place == 0, place == len(merged) - 1
        room = 2 * _AROUND * (1 if first or last else 2)
        if change.kind != "kept" or len(words) <= room:
            yield change
            continue
        if not first:
            yield Change("kept", "".join(words[: 2 * _AROUND]))
        yield Change("left_out", " […] ")
        if not last:
            yield Change("kept", "".join(words[-2 * _AROUND :]))
