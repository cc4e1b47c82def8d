"""The book of rules: which of them are the law on a day, and which a ticket asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from types import ModuleType
from typing import Any, Self

from statute import conge_maladie, conges_annuels, report_conges_annuels, temps_partiel
from statute.plain import simplify
from statute.rule import Rule

SUBJECTS: tuple[ModuleType, ...] = (
    conges_annuels,
    report_conges_annuels,
    conge_maladie,
    temps_partiel,
)


@dataclass(frozen=True, slots=True)
class Book:
    """Every version of every rule; two versions of one rule never hold on the same day."""

    rules: tuple[Rule[Any], ...]

    def __post_init__(self) -> None:
        for before, after in _neighbours(self.rules):
            if before.in_force_until is None or before.in_force_until >= after.in_force_since:
                raise ValueError(f"two versions of {after.id} hold on {after.in_force_since}")

    @classmethod
    def of(cls, modules: Iterable[ModuleType] = SUBJECTS) -> Self:
        """Collect the rules written in some modules, in the order they are written."""
        return cls(
            tuple(r for module in modules for r in vars(module).values() if isinstance(r, Rule))
        )

    def rules_on(self, day: date) -> tuple[Rule[Any], ...]:
        """Give the rules in force on a day."""
        return tuple(rule for rule in self.rules if rule.holds_on(day))

    def version(self, rule_id: str, day: date) -> Rule[Any] | None:
        """Give the version of a rule in force on a day, by its id or by a row of its scale."""
        return next((r for r in self.rules_on(day) if rule_id in (r.id, *r.rows)), None)

    def asked_in(
        self, text: str, day: date, likely_categories: Iterable[str] = ()
    ) -> tuple[Rule[Any], ...]:
        """Give the rules of that day which a ticket's text asks for.

        A likely category helps its own subjects to be recognised; it never excludes another.
        """
        likely = set(likely_categories)
        simple = simplify(text).text
        return tuple(
            rule
            for rule in self.rules_on(day)
            if rule.asked_by.is_in(simple, likely=not likely.isdisjoint(rule.subject.categories))
        )


def _neighbours(rules: tuple[Rule[Any], ...]) -> list[tuple[Rule[Any], Rule[Any]]]:
    ordered = sorted(rules, key=lambda rule: (rule.id, rule.in_force_since))
    return [(a, b) for a, b in pairwise(ordered) if a.id == b.id]
