"""The book of rules, and how a jurist's test asks it."""

from collections.abc import Callable
from datetime import date

import pytest

from cases.model import Finding
from statute.book import Book
from statute.facts import FactValue

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def book() -> Book:
    return Book.of()


@pytest.fixture
def said(book: Book) -> Callable[..., Finding | None]:
    """Apply the version of a rule in force on a day to some facts."""

    def apply(rule_id: str, on: date = TODAY, **facts: FactValue) -> Finding | None:
        rule = book.version(rule_id, on)
        return rule.apply(facts, on) if rule else None

    return apply
