"""The letter read again: its sentences with their evidence, the officer's changes, remarks."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool

from agents.drafter.basis import Basis
from agents.drafter.edited import Remark, remarks
from agents.drafter.support import Supported, is_readable, supported
from cases.model import Case
from web.case.difference import NOTHING_CHANGED, Difference, difference
from web.case.letter import LONGEST_LETTER, plain

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


async def reread(case: Case, letter: str) -> Reread:
    """Read a letter again, beside the draft of its case."""
    return await run_in_threadpool(_reread, case, letter)


def _reread(case: Case, letter: str) -> Reread:
    if case.draft is None:
        return Reread()
    drafted, text = plain(case.draft.text), plain(letter)
    changed = difference(drafted, text)
    if len(letter) > LONGEST_LETTER or not is_readable(text):
        return Reread(difference=changed, is_read=False)
    basis = Basis(case.draft, case.ticket)
    said = supported(text, basis)
    return Reread(said, remarks(said, basis), changed)
