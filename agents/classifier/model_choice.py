"""What a model is asked of a ticket in one call: its category, its questions, their rules.

Nothing it says is believed before it is checked: the category and the rules stand on the lists it
was shown, a question and a danger are said in the ticket's own words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from agents.checker.asked_questions import asked_in
from agents.checker.relevance import Relevance
from agents.classifier.danger.detector import Alarm
from agents.privacy.pseudonyms import Pseudonyms
from agents.understand.facts.career import days_of_the_facts
from agents.understand.questions import kind_of, questions_of
from cases.model import Classification, Danger, Question, Ticket, Urgency
from statute.french import simplify
from statute.rule import Rule

MOST_QUESTIONS = 5
MOST_RULES = 2
"""Of one question."""
_SHOWN_RULES = 15
_SHOWN_CATEGORIES = 5
_OF_EACH_QUESTION = 8
_FEWEST_WORDS = 2
_REST = "autre"


class SaidQuestion(BaseModel):
    """One question, in the ticket's words, and the ids of the rules that answer it."""

    model_config = ConfigDict(extra="forbid")

    words: str = Field(max_length=400)
    rules: list[str] = Field(max_length=MOST_RULES)


class SaidChoice(BaseModel):
    """What a model is asked to say."""

    model_config = ConfigDict(extra="forbid")
    SHAPE: ClassVar[str] = (
        '{"category": "", "confidence": 0.9, "urgency": "", "danger": null, "danger_words": "", '
        '"questions": [{"words": "", "rules": ["ID"]}]}'
    )

    category: str = Field(max_length=40)
    confidence: float
    urgency: Urgency
    danger: Danger | None = None
    danger_words: str = Field(default="", max_length=300)
    questions: list[SaidQuestion] = Field(max_length=MOST_QUESTIONS)


def likely_rules(
    text: str, ticket: Ticket, filed: Classification, relevance: Relevance
) -> list[Rule]:
    """List the rules that the embedded ranking finds likeliest, best first.

    Some of every question come first, then the likeliest of them all.
    """
    days = days_of_the_facts(simplify(text), ticket.received_at.date())
    ranked = relevance.rank(asked_in(text, questions_of(text)), days, filed)
    own = [each for one in ranked for each in one.rules[:_OF_EACH_QUESTION]]
    others = [each for one in ranked for each in one.rules[_OF_EACH_QUESTION:]]
    found: dict[str, Rule] = {}
    for part in (own, others):
        for each in sorted(part, key=lambda each: -each.likelihood):
            found.setdefault(each.rule.id, each.rule)
    return list(found.values())[:_SHOWN_RULES]


def system_prompt(categories: Mapping[str, str], rules: Sequence[Rule]) -> str:
    """Write the versioned prompt with the labels of categories, and the rules, that it may name."""
    listed = "\n".join(f"- {name} : {label}" for name, label in categories.items())
    named = "\n".join(f"- {rule.id} : {rule.title}" for rule in rules)
    return _prompt().replace("{categories}", listed).replace("{rules}", named)


@cache
def _prompt() -> str:
    written = Path(__file__).with_name("prompt.md").read_text(encoding="utf-8")
    return re.sub(r"<!--.*?-->\s*", "", written)


def shown_categories(
    ranked: Sequence[tuple[str, float]], labels: Mapping[str, str]
) -> dict[str, str]:
    """Keep the categories that the embedded guess finds likeliest, and the one that takes all."""
    likeliest = [name for name, _ in ranked[:_SHOWN_CATEGORIES]]
    return {name: labels[name] for name in [*likeliest, _REST] if name in labels}


def questions_in(
    said: SaidChoice, text: str, rules: Sequence[Rule], hide: Pseudonyms
) -> tuple[Question, ...]:
    """Keep the questions whose words stand in the ticket, each with rules of the list alone."""
    shown = {rule.id for rule in rules}
    found: dict[str, Question] = {}
    for one in said.questions:
        words = in_its_words(hide.restore(one.words), text)
        if len(words.split()) < _FEWEST_WORDS:
            continue
        chosen = tuple(dict.fromkeys(rule for rule in one.rules if rule in shown))
        found.setdefault(words, Question(words, kind_of(words), rules=chosen))
    return tuple(found.values())


def alarm_of(said: SaidChoice, text: str, hide: Pseudonyms) -> Alarm | None:
    """Hear the danger that a model heard, where its words stand in the ticket."""
    words = in_its_words(hide.restore(said.danger_words), text)
    return Alarm(said.danger, words) if said.danger and words else None


def in_its_words(said: str, text: str) -> str:
    """Find words in a ticket, whatever their case, accents and spaces; nothing where they are not.

    Returns them as the ticket writes them, on one line.
    """
    plain, sought = simplify(" ".join(text.split())), simplify(" ".join(said.split()))
    start = plain.text.find(sought.text.strip())
    if start < 0 or not sought.text.strip():
        return ""
    return plain.words(start, start + len(sought.text.strip())).strip()
