"""The rules that a model chose for a question, before those that the ranking finds likely."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from agents.checker.asked_questions import Ranked, Relevant
from statute.book import Book
from statute.rule import Rule

_CHOSEN = 0.99
_BESIDE = 0.15
"""Likelihood under which a rule is no second one, and takes the place of none that was chosen."""


def as_chosen(ranked: Ranked, chosen: Sequence[str], book: Book, days: Sequence[date]) -> Ranked:
    """Put the chosen rules first; where none was, no rule answers the question.

    The others stay, fainter: they answer only where the facts exclude what was chosen.
    """
    if not chosen:
        return replace(ranked, answered=False, rules=())
    versions = {each.rule.id: each.rule for each in ranked.rules}
    first = [
        Relevant(rule, _CHOSEN - place / 100)
        for place, name in enumerate(chosen)
        if (rule := versions.get(name) or _in_force(book, name, days)) is not None
    ]
    others = (
        Relevant(each.rule, min(each.likelihood, _BESIDE))
        for each in ranked.rules
        if each.rule.id not in chosen
    )
    return replace(ranked, answered=True, rules=(*first, *others))


def _in_force(book: Book, name: str, days: Sequence[date]) -> Rule | None:
    versions = (book.version(name, day) for day in days)
    return next((version for version in versions if version is not None), None)
