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


@pytest.fixture
def found(book: Book) -> Callable[..., Finding]:
    """Answer today, by the law of a day, on some facts."""

    def apply(rule_id: str, on: date = TODAY, **facts: FactValue) -> Finding:
        version = book.version(rule_id, on)
        assert version is not None
        finding = version.apply(facts, on, TODAY)
        assert finding is not None
        return finding

    return apply


@pytest.fixture
def told(found: Callable[..., Finding]) -> Callable[..., str]:
    """Say the sentence of that answer."""

    def said(rule_id: str, on: date = TODAY, **facts: FactValue) -> str:
        return found(rule_id, on, **facts).answer.replace("\u00a0", " ")

    return said
