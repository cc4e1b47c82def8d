"""What the agents work with, built once per process by the composition root."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import yaml

from agents.door import ModelDoor
from cases.model import Classification, Passage
from knowledge.found import Found
from knowledge.procedures import Procedures
from statute.book import Book
from statute.rule import Rule


@dataclass(frozen=True, slots=True)
class Guess:
    """Categories by falling probability (they sum to 1), and how sensitive the ticket looks.

    `sure`: the first one is likely enough to be told without the others.
    """

    ranked: tuple[tuple[str, float], ...]
    sensitivity: float
    sure: bool = True


class EmbeddedClassifier(Protocol):
    """What guesses a category with no model (see `agents/classifier/embedded.py`)."""

    def guess(self, text: str) -> Guess:
        """Guess one ticket from its subject and text together."""
        ...

    def filed(self, text: str) -> Mapping[str, float]:
        """Give each category's share quickly, by words alone."""
        ...


@dataclass(frozen=True, slots=True)
class Relevant:
    """A rule and how likely (0..1) it is that the ticket asks for it."""

    rule: Rule[Any]
    likelihood: float


class RuleFinder(Protocol):
    """What finds the rules a ticket asks for (see `agents/checker/relevance.py`)."""

    def rank(self, text: str, on: date, classification: Classification) -> tuple[Relevant, ...]:
        """Give the rules in force on a day that a text asks for, likeliest first."""
        ...


@dataclass(frozen=True, slots=True)
class Category:
    """A category a ticket may receive; `label` is what people read."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """How a letter is signed: the town, the team that signs, how to reach it.

    `notice` stands under the signature: that a tool prepared the letter and a person approved it.
    """

    town: str
    signature: str
    contact: str
    notice: str = ""


class OfficialSearch(Protocol):
    """What searches the official texts (see `knowledge/official.py`)."""

    async def search(self, question: str, on: date, limit: int = 3) -> tuple[Found, ...]:
        """Give the passages that answer a question by the law of a day, best first."""
        ...

    async def quote_is_in(self, passage: Passage) -> bool:
        """Tell whether a passage's quote stands word for word in the text it names."""
        ...


class NoOfficialTexts:
    """Holds no official text."""

    async def search(self, _question: str, _on: date, _limit: int = 3) -> tuple[Found, ...]:
        """Find nothing."""
        return ()

    async def quote_is_in(self, _passage: Passage) -> bool:
        """Hold no quote."""
        return False


@dataclass(frozen=True, slots=True)
class Team:
    """The agents' tools. `categories` is the whole list a ticket may be filed under."""

    categories: tuple[Category, ...]
    door: ModelDoor
    classifier: EmbeddedClassifier
    book: Book
    relevance: RuleFinder
    procedures: Procedures
    letterhead: Letterhead
    rules_age_after_days: int = 400
    changed: Mapping[str, str] = field(default_factory=dict)
    """By rule, the articles that changed after its sources were verified."""
    today: date | None = None
    """The day letters are written; None: the day each ticket came."""
    official: OfficialSearch = field(default_factory=NoOfficialTexts)

    @property
    def category_ids(self) -> tuple[str, ...]:
        """The ids a classification may hold."""
        return tuple(category.id for category in self.categories)


def read_categories(path: Path) -> tuple[Category, ...]:
    """Read `categories.yaml`. Raises `ValueError` when `autre`, which catches all, is not there."""
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))
    categories = tuple(Category(str(c["id"]), str(c["label"])) for c in listed)
    if not any(category.id == "autre" for category in categories):
        raise ValueError(f"{path} : la catégorie « autre » est obligatoire.")
    return categories
