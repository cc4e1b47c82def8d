"""A letter beside all that it may rest on."""

from __future__ import annotations

from dataclasses import dataclass

from cases.model import Finding, FindingOutcome, Outcome


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter and what it may rest on. `carried`: our own sources, whose figures it may repeat."""

    text: str
    outcome: Outcome
    findings: tuple[Finding, ...]
    carried: str
    ours: str
    """Our contact and our own procedures: their addresses and their promises may be repeated."""
    exact: str
    """The letter put together without a model: each sentence must rest on one of its own."""
    asked: str = ""
    """The honest words of the ticket, which a letter may only repeat as the requester's."""
    unsaid: tuple[str, ...] = ()
    """What no letter repeats: orders hidden in the ticket or its files, our own instructions."""

    @property
    def decided(self) -> tuple[Finding, ...]:
        """The findings that say something."""
        open_ones = {FindingOutcome.UNDECIDED, FindingOutcome.TO_CHECK}
        return tuple(f for f in self.findings if f.outcome not in open_ones)

    @property
    def known(self) -> str:
        """All that is ours to say: the sources and the letter written without a model."""
        return f"{self.carried}\n{self.exact}"
