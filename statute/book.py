"""The book of rules: every subject of this room, and which rules are the law on a day."""

import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from itertools import pairwise
from types import ModuleType
from typing import Any, Self

import statute
from statute.rule import Rule


@cache
def subjects() -> tuple[ModuleType, ...]:
    """Import every module of this room that holds rules, in alphabetical order."""
    found = pkgutil.walk_packages(statute.__path__, "statute.")
    modules = [import_module(module.name) for module in found if not module.ispkg]
    return tuple(module for module in modules if any(_rules_of(module)))


def _rules_of(module: ModuleType) -> Iterable[Rule[Any]]:
    """Give the rules a module defines; one it imports from another is not its own."""
    things = (thing for thing in vars(module).values() if isinstance(thing, Rule))
    return (rule for rule in things if rule.function.__module__ == module.__name__)


@dataclass(frozen=True, slots=True)
class Book:
    """Every version of every rule; two versions of one rule never hold on the same day."""

    rules: tuple[Rule[Any], ...]

    def __post_init__(self) -> None:
        for before, after in _neighbours(self.rules):
            if before.in_force_until is None or before.in_force_until >= after.in_force_since:
                raise ValueError(f"two versions of {after.id} hold on {after.in_force_since}")

    @classmethod
    def of(cls, modules: Iterable[ModuleType] | None = None) -> Self:
        """Collect the rules written in some modules, by default all subjects, as they stand."""
        chosen = subjects() if modules is None else modules
        return cls(tuple(rule for module in chosen for rule in _rules_of(module)))

    def rules_on(self, day: date) -> tuple[Rule[Any], ...]:
        """Give the rules in force on a day."""
        return tuple(rule for rule in self.rules if rule.holds_on(day))

    def version(self, rule_id: str, day: date) -> Rule[Any] | None:
        """Give the version of a rule in force on a day, by its id or by a row it answers for."""
        return next((r for r in self.rules_on(day) if rule_id in (r.id, *r.rows)), None)


def _neighbours(rules: tuple[Rule[Any], ...]) -> list[tuple[Rule[Any], Rule[Any]]]:
    ordered = sorted(rules, key=lambda rule: (rule.id, rule.in_force_since))
    return [(a, b) for a, b in pairwise(ordered) if a.id == b.id]
