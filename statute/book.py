"""The book of rules: those of every card of this room, and which are the law on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Self

from statute.amounts import AmountUnknown
from statute.branches import Branch, decided, samples_of
from statute.card import ROOM, cards, rules_of
from statute.facts import FACTS, Facts
from statute.outcome import Outcome
from statute.rule import Rule


@dataclass(frozen=True, slots=True)
class Applied:
    """What a version of a rule answers on some facts, by the law of the day `on`."""

    rule: Rule
    outcome: Outcome
    on: date
    answer: str
    used: tuple[str, ...]


@cache
def _rules_in(room: Path) -> tuple[Rule, ...]:
    """Make the rules of a room once: what is learned of them is kept by what they are."""
    return tuple(rule for path, card in cards(room).items() for rule in rules_of(path, card))


@dataclass(frozen=True)
class Book:
    """Every version of every rule; two versions of one rule never hold on the same day."""

    rules: tuple[Rule, ...]

    @cached_property
    def _by_id(self) -> dict[str, tuple[Rule, ...]]:
        """Index the versions of a rule by its id and by each row it answers for, oldest first."""
        found: dict[str, list[Rule]] = {}
        for rule in sorted(self.rules, key=lambda rule: rule.in_force_since):
            for row in (rule.id, *rule.rows):
                found.setdefault(row, []).append(rule)
        return {row: tuple(versions) for row, versions in found.items()}

    def __post_init__(self) -> None:
        ordered = sorted(self.rules, key=lambda rule: (rule.id, rule.in_force_since))
        for before, after in pairwise(ordered):
            ended = before.in_force_until
            if before.id == after.id and (ended is None or ended >= after.in_force_since):
                raise ValueError(f"two versions of {after.id} hold on {after.in_force_since}")

    @classmethod
    def of(cls, room: Path | None = None) -> Self:
        """Collect the rules of the cards of a room, by default ours. Raises `EditedFileError`."""
        return cls(_rules_in(ROOM if room is None else room))

    def rules_on(self, day: date) -> tuple[Rule, ...]:
        """List the rules in force on a day."""
        return tuple(rule for rule in self.rules if rule.holds_on(day))

    def version(self, rule_id: str, day: date) -> Rule | None:
        """Find the version of a rule in force on a day, by its id or by a row it answers for."""
        return next((rule for rule in self.versions(rule_id) if rule.holds_on(day)), None)

    def versions(self, rule_id: str) -> tuple[Rule, ...]:
        """List the versions of a rule, by its id or by a row it answers for, oldest first."""
        return self._by_id.get(rule_id, ())

    def applied(self, rule_id: str, facts: Facts, on: date, today: date) -> Applied | None:
        """Apply a rule by the law of the day it names, else of `on`; None when it says nothing."""
        versions = self.versions(rule_id)
        day = versions[-1].day_of_law(facts, on) if versions else on
        version = self.version(rule_id, day)
        outcome = version.outcome(facts, day, today) if version else None
        if version is None or outcome is None:
            return None
        try:
            answer = version.in_words(outcome, day)
        except AmountUnknown as unknown:
            answer = str(unknown)
        return Applied(version, outcome, day, answer, version.used(facts))

    def simulated(self, facts: Facts, on: date, today: date) -> Iterator[Applied]:
        """Apply every rule to a situation; those that say nothing of it are left out."""
        for rule_id in dict.fromkeys(rule.id for rule in self.rules):
            found = self.applied(rule_id, facts, on, today)
            if found is not None:
                yield found

    def branches(self, one: Applied, facts: Facts, today: date) -> Iterator[Branch]:
        """Say what each fact that is not known would change: by its choices, or by what it decides.

        Facts that change nothing, alone, are left out.
        """
        for name in (*one.rule.needs, *one.rule.welcomes):
            if name in facts:
                continue
            fact = FACTS[name]
            others = {
                fact.written(value): self.applied(
                    one.rule.id, {**facts, name: value}, one.on, today
                )
                for value in samples_of(fact, today)
            }
            answers = (other.outcome for other in others.values() if other)
            decides = decided(one.outcome, (each for each in answers if not each.missing))
            said = {value: other.answer if other else "" for value, other in others.items()}
            if decides and set(said.values()) != {one.answer}:
                yield Branch(name, said if fact.choices else {}, decides)
