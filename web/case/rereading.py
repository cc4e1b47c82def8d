"""The letter read again: its sentences with their evidence, the officer's changes, remarks."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool

from agents.drafter.basis import Basis
from agents.drafter.edited import Remark, remarks
from agents.drafter.support import Supported, is_readable, supported
from cases.memory import remembers_words
from cases.model import Case, Draft, Ticket
from web.case.difference import NOTHING_CHANGED, Difference, difference
from web.case.letter import LONGEST_LETTER, plain

MOST_KEPT = 200
"""Letters whose reading is kept in memory; the oldest leaves first."""
_ENDS = (".", "?", "!", "»", ":", ";")


@dataclass(frozen=True, slots=True)
class Reread:
    """A letter beside its evidence. `is_read`: False where the text is no letter."""

    sentences: Sequence[Supported] = ()
    remarks: Sequence[Remark] = ()
    difference: Difference = NOTHING_CHANGED
    is_read: bool = True

    @property
    def listed(self) -> Sequence[Supported]:
        """The sentences, without greeting and signature."""
        return [s for s in self.sentences if s.appuis or s.is_unsupported or s.text.endswith(_ENDS)]

    @property
    def tied(self) -> int:
        """How many sentences rest on evidence."""
        return sum(bool(one.appuis) for one in self.sentences)

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
        return Reread(difference=difference(plain(case.draft.text), plain(letter)), is_read=False)
    read = _Letter.of(case.id, case.draft, case.ticket, letter)
    return await run_in_threadpool(_reread, read)


# Reading costs more than all the rest of the page, and each opening of the page asks for it.
@remembers_words(MOST_KEPT)
def _reread(letter: _Letter) -> Reread:
    text = plain(letter.text)
    changed = difference(plain(letter.draft.text), text)
    if not is_readable(text):
        return Reread(difference=changed, is_read=False)
    basis = Basis(letter.draft, letter.ticket)
    said = supported(text, basis)
    return Reread(said, remarks(said, basis), changed)
