"""What the agents work with, built once per process by the composition root."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

import yaml

from agents.checker.relevance import Relevance
from agents.classifier.embedded import EmbeddedClassifier
from agents.drafter.state import Letterhead
from agents.gateway.model_gateway import ModelGateway
from cases.model import Passage
from knowledge.search.procedures import Procedures
from knowledge.search.quotes import Found
from statute.book import Book
from statute.facts import Facts


@dataclass(frozen=True, slots=True)
class Category:
    """A category a ticket may receive; `label` is what people read."""

    id: str
    label: str


class OfficialSearch(Protocol):
    """What searches the official texts (see `knowledge/search/official_texts.py`)."""

    async def search(self, question: str, on: date, limit: int = 3) -> tuple[Found, ...]:
        """Find the passages that answer a question by the law of a day, best first."""
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
class Dependencies:
    """The agents' tools. `categories` is the whole list a ticket may be filed under."""

    categories: tuple[Category, ...]
    gateway: ModelGateway
    classifier: EmbeddedClassifier
    book: Book
    relevance: Relevance
    procedures: Procedures
    letterhead: Letterhead
    rules_age_after_days: int = 400
    changed: Mapping[str, str] = field(default_factory=dict)
    """By rule, the articles that changed after its sources were verified."""
    today: date | None = None
    """The day letters are written; None: the day each ticket came."""
    town_domains: tuple[str, ...] = ()
    """The domains of the town's own addresses; none: no sender is compared with them."""
    of_town: Facts = field(default_factory=dict)
    """Facts that the town set for all its agents."""
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
