"""What the checker receives, keeps on its way and returns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypedDict, TypeVar

from pydantic import BaseModel

from agents.meaning import Door as EmbeddingDoor
from agents.privacy import Pseudonyms
from agents.team import OfficialSearch, RuleFinder
from cases.attachment import ReadIn
from cases.correction import Correction
from cases.model import Classification, Finding, ModelCall, Passage, Ticket
from knowledge.meaning import E5, Encoder
from statute.book import Book
from statute.facts import FactValue
from statute.rule import Rule

T = TypeVar("T", bound=BaseModel)

Corrected = Mapping[str, Correction]
"""The corrections that stand, by what they are about."""


class Door(EmbeddingDoor, Protocol):
    """The part of the model door that the checker uses."""

    def serves(self, role: str, *, sensitive: bool) -> bool:
        """Tell whether a model serves this role."""
        ...

    async def ask(  # noqa: PLR0913  # the door's own signature
        self,
        role: str,
        *,
        system: str,
        user: str,
        answer: type[T],
        hide: Pseudonyms,
        sensitive: bool,
    ) -> tuple[T, ModelCall]:
        """Ask one question; `ModelFailure` when no usable answer came."""
        ...


class Search(Protocol):
    """The part of the local procedures that the checker uses."""

    def search(
        self, question: str, on: date, limit: int = 3, encoder: Encoder = E5
    ) -> tuple[Passage, ...]:
        """Give the passages that answer a question on a day, best first."""
        ...

    def quote_is_in(self, passage: Passage) -> bool:
        """Tell whether a passage's quote stands word for word in the procedure it names."""
        ...


class Team(Protocol):
    """What the checker needs of the team."""

    @property
    def door(self) -> Door:
        """The door to the models."""
        ...

    @property
    def book(self) -> Book:
        """The rules."""
        ...

    @property
    def relevance(self) -> RuleFinder:
        """What finds the rules a ticket asks for."""
        ...

    @property
    def rules_age_after_days(self) -> int:
        """From how many days after its last verification a rule is shown with a warning."""
        ...

    @property
    def changed(self) -> Mapping[str, str]:
        """By rule, the articles that changed after its sources were verified."""
        ...

    @property
    def today(self) -> date | None:
        """The day letters are written; None: the day each ticket came."""
        ...

    @property
    def procedures(self) -> Search:
        """The local procedures."""
        ...

    @property
    def official(self) -> OfficialSearch:
        """The official texts."""
        ...


@dataclass(frozen=True, slots=True)
class FactRead:
    """One fact read in the ticket, with the words it came from, and their file if they had one.

    A `correction` is an officer's, who needs no words.
    """

    fact: str
    value: FactValue
    words: str
    attachment: str = ""
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What the statute and the procedures say of a ticket on the day of its facts."""

    findings: tuple[Finding, ...]
    passages: tuple[Passage, ...]
    missing_facts: tuple[str, ...]
    calls: tuple[ModelCall, ...]
    on: date
    facts: tuple[FactRead, ...] = ()
    official: tuple[Passage, ...] = ()
    """Passages of official texts, searched where no rule answers."""
    on_read_in: ReadIn | None = None
    """Where the day of the facts was read; None when it is the day the ticket came."""


class CheckState(TypedDict, total=False):
    """The graph's state: each node adds its part."""

    ticket: Ticket
    classification: Classification
    team: Team
    corrected: Corrected
    text: str
    asked: str
    on_read_in: ReadIn | None
    days: tuple[date, ...]
    facts: tuple[FactRead, ...]
    rules: tuple[Rule[Any], ...]
    calls: tuple[ModelCall, ...]
    findings: tuple[Finding, ...]
    passages: tuple[Passage, ...]
    official: tuple[Passage, ...]


def missing_in(findings: Iterable[Finding]) -> tuple[str, ...]:
    """List each missing fact once, in the order the findings name them."""
    return tuple(dict.fromkeys(fact for finding in findings for fact in finding.missing))
