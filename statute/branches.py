"""What a fact that is not known would change in an answer: by choice, or what it decides."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from statute.days import months_after
from statute.facts import Fact, FactValue, Period
from statute.outcome import Age, Count, Duration, Euros, Outcome, Share, Span, Value

ANSWER = "la réponse"
CONDITIONS = "ce qui s’applique"
TIMES = frozenset({"an", "année", "mois", "semaine", "jour", "heure"})
NUMBERS = (0, 1, 2, 3, 4, 6, 8, 12, 15, 24, 36, 60, 100, 400, 2_000)
"""Tried for a number nobody told, where it may be one: thresholds of the law stand between them."""
MONTHS_AROUND = (-120, -60, -36, -24, -12, -6, -3, -1, 0, 1, 3, 6, 12, 36)
"""Days tried around today for a date nobody told."""
LONGEST_TRIED = timedelta(days=100)


@dataclass(frozen=True, slots=True)
class Branch:
    """A fact that would change an answer, by its name.

    `gives`: the answer under each of its choices (empty where nothing would be said); nothing for a
    date, a number or periods. `decides`: what it changes, in French (« le montant »).
    """

    fact: str
    gives: Mapping[str, str]
    decides: tuple[str, ...]


def samples_of(fact: Fact, today: date) -> Iterator[FactValue]:
    """Give values that a fact may have: all its choices, or a few that stand apart."""
    tried: Iterator[FactValue]
    if fact.choices:
        tried = iter(fact.choices)
    elif fact.kind is date:
        tried = (months_after(today, months) for months in MONTHS_AROUND)
    elif fact.kind is tuple:
        firsts = (months_after(today, months) for months in MONTHS_AROUND)
        tried = ((Period(first, first + LONGEST_TRIED),) for first in firsts)
    else:
        tried = iter(NUMBERS if fact.kind is int else map(Decimal, NUMBERS))
    return (value for value in tried if fact.accepts(value))


def decided(one: Outcome, others: Iterable[Outcome]) -> tuple[str, ...]:
    """Name what differs between an answer and those that values of a fact give.

    That something else applies is said only where nothing finer can be.
    """
    kinds = dict.fromkeys(kind for other in others for kind in decided_between(one, other))
    return tuple(kind for kind in kinds if kind != CONDITIONS) or tuple(kinds)


def decided_between(before: Outcome, after: Outcome) -> tuple[str, ...]:
    """Name what differs between two answers: the yes or no, then the kinds of values."""
    kinds = [ANSWER] if before.verdict is not after.verdict else []
    if before.values != after.values:
        kinds += map(kind_of, after.values or before.values)
    if not kinds and (before.words, before.named) != (after.words, after.named):
        kinds.append(CONDITIONS)
    return tuple(dict.fromkeys(kinds))


def kind_of(value: Value) -> str:
    """Say in French what a value is."""
    if isinstance(value, Euros):
        return "le montant"
    if isinstance(value, Share):
        return "le taux"
    if isinstance(value, date | Span):
        return "les dates"
    if isinstance(value, Age | Duration):
        return "la durée"
    if isinstance(value, Count):
        return "la durée" if value.noun.split(" ")[0] in TIMES else "le nombre"
    return CONDITIONS
