"""A letter beside all that it may rest on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from agents.drafter.guards.quotation import without_marks, without_quotes
from cases.model import Finding, FindingOutcome, Outcome


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter and what it may rest on. `carried`: what is ours to say, with its figures."""

    text: str
    outcome: Outcome
    findings: tuple[Finding, ...]
    carried: str
    ours: str
    """Our own addresses."""
    exact: str
    """The letter put together without a model: each sentence must rest on one of its own."""
    texts: str = ""
    """The words of the texts it quotes: of the town, official. They are said between quotes."""
    asked: str = ""
    """The honest words of the ticket, which a letter may only repeat as the requester's."""
    named: str = ""
    """The titles and headings of the texts it quotes: names that it may say, no figure."""
    unsaid: tuple[str, ...] = ()
    """What no letter repeats: orders hidden in the ticket or its files, our own instructions."""

    @property
    def decided(self) -> tuple[Finding, ...]:
        """The findings that say something."""
        open_ones = {FindingOutcome.UNDECIDED, FindingOutcome.TO_CHECK}
        return tuple(f for f in self.findings if f.outcome not in open_ones)

    @property
    def sources(self) -> str:
        """What is ours to say, and the texts."""
        return f"{self.carried}\n{self.texts}"

    @property
    def known(self) -> str:
        """All that it may say: the sources and the letter written without a model."""
        return f"{self.sources}\n{self.exact}"

    @property
    def own_words(self) -> Letter:
        """What it says outside quotes, beside what may be said there."""
        said, exact = (without_marks(without_quotes(text)) for text in (self.text, self.exact))
        return replace(self, text=said, exact=exact, texts="")
