from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statute.book import Book
from statute.facts import FACTS

BOOK = Book.of()


def test_every_rule_cites_an_article_and_has_a_title() -> None:
    for rule in BOOK.rules:
        assert rule.cites, rule.id
        assert rule.title, rule.id


def test_every_fact_has_a_label_and_a_french_question() -> None:
    for fact in FACTS.values():
        assert fact.label
        assert fact.question.endswith("?")


@given(st.dates(date(1980, 1, 1), date(2035, 12, 31)))
def test_a_rule_has_one_version_a_day(day: date) -> None:
    ids = [rule.id for rule in BOOK.rules_on(day)]
    assert len(ids) == len(set(ids))


def test_two_versions_that_hold_on_one_day_are_refused() -> None:
    before = next(rule for rule in BOOK.rules if rule.id == "CMO-02")
    endless = replace(before, in_force_until=None)
    others = tuple(rule for rule in BOOK.rules if rule is not before)
    with pytest.raises(ValueError, match="CMO-02"):
        Book((endless, *others))
