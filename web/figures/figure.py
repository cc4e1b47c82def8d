"""One figure, and the two ways its table runs: over time, or by subject."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from web.figures import words
from web.figures.period import Period
from web.figures.plots import MOST_BARS, Drawing, bars_of, drawable
from web.figures.tables import Column, Row, Table, Value

LEAST = 5
"""Fewer letters than this make no median and no share: one of them would decide of it."""


class InTime(Protocol):
    """What was counted in a piece of the period."""

    @property
    def piece(self) -> int:
        """Its number, from 0."""
        ...


class OnSubject(Protocol):
    """What was counted of a category."""

    @property
    def category(self) -> str | None:
        """Its id; None when the request was not placed yet."""
        ...


Counted = TypeVar("Counted")
Timed = TypeVar("Timed", bound=InTime)
Placed = TypeVar("Placed", bound=OnSubject)
Values = Callable[[list[Counted]], tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: the drawing of some columns of its table."""

    id: str
    section: str
    table: Table
    draw: Callable[[Table, Sequence[int]], Drawing]
    drawn: tuple[int, ...]

    @property
    def title(self) -> str:
        """Name it."""
        return words.TITLES[self.id]

    @property
    def drawing(self) -> Drawing | None:
        """Draw it, unless there is nothing to draw."""
        values = [row.values[index] for row in self.table.rows for index in self.drawn]
        return self.draw(self.table, self.drawn) if any(values) else None

    @property
    def left_out(self) -> int:
        """Count the rows that were drawable and had no room."""
        if self.draw is not bars_of:
            return 0
        return max(0, len(drawable(self.table, self.drawn)) - MOST_BARS)

    @property
    def legend(self) -> list[str]:
        """Name what is drawn, in the order of the colours."""
        return [self.table.columns[index].label for index in self.drawn]


def over_time(
    period: Period, counted: Iterable[Timed], columns: tuple[Column, ...], values: Values[Timed]
) -> Table:
    """Make one row for each piece of the period, and one for all."""
    every = list(counted)
    rows = tuple(
        Row(piece.label, values([one for one in every if one.piece == number]), piece.short)
        for number, piece in enumerate(period.pieces)
    )
    return Table("Période", columns, rows, Row(words.ALL, values(every)))


def by_subject(
    labels: Mapping[str, str],
    counted: Iterable[Placed],
    columns: tuple[Column, ...],
    values: Values[Placed],
) -> Table:
    """Make one row for each category that was met, the fullest first, and one for all."""

    def name(one: Placed) -> str:
        return labels.get(one.category, one.category) if one.category else words.NO_CATEGORY

    return by("Sujet", name, counted, columns, values)


def by(
    head: str,
    name: Callable[[Counted], str],
    counted: Iterable[Counted],
    columns: tuple[Column, ...],
    values: Values[Counted],
) -> Table:
    """Make one row for each name, the one with most in its first columns first, and one for all."""
    every = list(counted)
    found: dict[str, list[Counted]] = {}
    for one in every:
        found.setdefault(name(one), []).append(one)
    rows = [Row(label, values(ones)) for label, ones in found.items()]
    rows.sort(key=lambda row: (-(row.values[0] or 0), row.label))
    return Table(head, columns, tuple(rows), Row(words.ALL, values(every)))


def tally(counts: Iterable[tuple[str, int]], names: Iterable[str]) -> tuple[int, ...]:
    """Add up counts by name, in the order of the names."""
    found: Counter[str] = Counter()
    for name, count in counts:
        found[name] += count
    return tuple(found[name] for name in names)


def share(part: float, whole: float) -> Value:
    """Give a share of one, unless too few are there to say it."""
    return part / whole if whole >= LEAST else None
