"""How often the rule is right for questions that nobody learned from (printed with -s)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from agents.checker.asked_questions import Ranked, asked_in
from agents.dependencies import Dependencies
from agents.understand.questions import questions_of
from cases.model import Classification, Urgency

QUESTIONS = Path(__file__).with_name("fresh_questions.yaml")
TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def ranked(deps: Dependencies) -> list[tuple[set[str], tuple[Ranked, ...]]]:
    """Rank every question as a ticket of its own, filed by the classifier that ships."""
    listed: list[dict[str, Any]] = yaml.safe_load(QUESTIONS.read_text("utf-8"))["questions"]
    return [(set(one["rules"]), rank(deps, one["text"])) for one in listed]


def rank(deps: Dependencies, text: str) -> tuple[Ranked, ...]:
    shares = deps.classifier.guess(text).ranked
    filed = Classification(*shares[0], shares[:3], Urgency.NORMALE, sensitive=False, reason="")
    return deps.relevance.rank(asked_in(text, questions_of(text)), [TODAY], filed)


def chosen(ranked: tuple[Ranked, ...]) -> set[str]:
    return {one.rules[0].rule.id for one in ranked if one.answered}


def test_a_question_in_other_words_gets_its_rule(
    ranked: list[tuple[set[str], tuple[Ranked, ...]]],
) -> None:
    asked = [(rules, listed) for rules, listed in ranked if rules]
    right = sum(bool(rules & chosen(listed)) for rules, listed in asked)
    beside = sum(bool(chosen(listed) - rules) for rules, listed in asked)
    print(f"{right} of {len(asked)} get a right rule, {beside} another one")  # noqa: T201
    assert right >= 45


def test_a_question_that_no_rule_answers_gets_none(
    ranked: list[tuple[set[str], tuple[Ranked, ...]]],
) -> None:
    silent = [not chosen(listed) for rules, listed in ranked if not rules]
    print(f"{sum(silent)} of {len(silent)} get none")  # noqa: T201
    assert sum(silent) >= 8
