"""A team whose door answers what a test scripts, and whose search repeats what it was asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TypeVar

from pydantic import BaseModel

from agents.checker.asked_questions import Asked, Ranked, Relevant
from agents.checker.relevance import Relevance, RelevanceWeights
from agents.dependencies import NoOfficialTexts, OfficialSearch
from agents.gateway.model_answer import ModelFailure
from agents.privacy.pseudonyms import Pseudonyms
from cases.model import Classification, Message, Passage, Ticket, TicketStatus
from cases.model_call import ModelCall
from knowledge.encoder import E5, Encoder
from statute.book import Book
from statute.facts import Facts

T = TypeVar("T", bound=BaseModel)
CALL = ModelCall("reader", "essai", 10, 5)


@dataclass
class ScriptedDoor:
    """Serves the reader when it has something to say; None of `said` makes it fail."""

    serving: bool = False
    said: dict[str, object] | None = None
    asked: list[tuple[str, str, bool]] = field(default_factory=list)

    def serves(self, role: str, *, sensitive: bool) -> bool:
        return self.serving and role == "reader" and not sensitive

    def embedding(self, *, sensitive: bool) -> None:  # noqa: ARG002 - no route
        return None

    async def embed(
        self, texts: Sequence[str], *, hide: Pseudonyms | None, sensitive: bool
    ) -> list[list[float]]:
        raise NotImplementedError

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
        self.asked.append((system, hide.hide(user), sensitive))
        if self.said is None:
            raise ModelFailure(role)
        return answer.model_validate(self.said), CALL


@dataclass
class ScriptedSearch:
    asked: list[tuple[str, date]] = field(default_factory=list)
    in_the_text: bool = True
    heading: str = "Titre"
    score: float = 0.5

    def quote_is_in(self, passage: Passage) -> bool:
        return self.in_the_text and bool(passage.quote)

    def search(
        self, question: str, on: date, limit: int = 3, encoder: Encoder = E5
    ) -> tuple[Passage, ...]:
        assert encoder is E5
        self.asked.append((question, on))
        return (Passage("note.md", self.heading, "Un paragraphe.", self.score),)[:limit]


@dataclass(frozen=True)
class ScriptedFinder:
    book: Book
    ids: tuple[str, ...]
    asked: list[tuple[str, Classification]] = field(default_factory=list)

    weights: RelevanceWeights = field(default_factory=RelevanceWeights.from_file)

    def rank(
        self, asked: Sequence[Asked], days: Sequence[date], classification: Classification
    ) -> tuple[Ranked, ...]:
        self.asked.append((" ".join(one.situated for one in asked), classification))
        versions = [
            next(filter(None, (self.book.version(rule, on) for on in days)), None)
            for rule in self.ids
        ]
        rules = tuple(Relevant(version, 1.0) for version in versions if version)
        return tuple(Ranked(one, answered=True, rules=rules) for one in asked)


@dataclass
class FakeTeam:
    gateway: ScriptedDoor = field(default_factory=ScriptedDoor)
    book: Book = field(default_factory=Book.of)
    procedures: ScriptedSearch = field(default_factory=ScriptedSearch)
    official: OfficialSearch = field(default_factory=NoOfficialTexts)
    rules_age_after_days: int = 400
    changed: dict[str, str] = field(default_factory=dict)
    today: date | None = None
    of_town: Facts = field(default_factory=dict)
    finds: tuple[str, ...] = ()
    """Rules to apply whatever is asked; else they are found as in the real team."""

    @cached_property
    def relevance(self) -> Relevance | ScriptedFinder:
        return ScriptedFinder(self.book, self.finds) if self.finds else Relevance.of(self.book)


def a_ticket(text: str, subject: str = "") -> Ticket:
    at = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    message = Message("1", "Camille Durand", at, text, from_requester=True)
    return Ticket(
        system="demo",
        number="1",
        subject=subject,
        requester_email="camille.durand@example.org",
        requester_name="Camille Durand",
        received_at=at,
        status=TicketStatus.OPEN,
        messages=(message,),
    )
