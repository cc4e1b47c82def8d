"""A table of figures, over time or by subject: as text on the page, as numbers in a file."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TypeVar

from statute.french import NBSP
from web import formatting
from web.figures import figure_labels
from web.figures.period import Period
from web.formatting import BOM, csv_line, harmless_cell

Value = float | None
"""None: not known, or too few to say."""

LEAST = 5
"""Fewer letters than this make no median and no share: one of them would decide of it."""

FEW_EUROS = 0.01
"""Below, cents would say nothing."""


class Unit(Enum):
    """What a column counts; in a file a share is in hundredths and a duration in hours."""

    COUNT = ""
    SHARE = " (en %)"
    SECONDS = " (en heures)"
    EUROS = " (en euros)"
    GRAMS = " (en grammes)"
    WATT_HOURS = " (en Wh)"

    def write(self, value: Value) -> str:
        """Write a value as French readers do."""
        if value is None:
            return "–"
        match self:
            case Unit.SHARE:
                return formatting.share(value)
            case Unit.SECONDS:
                return formatting.duration(value)
            case Unit.EUROS:
                return formatting.figure(value, 4 if 0 < value < FEW_EUROS else 2) + f"{NBSP}€"
            case Unit.GRAMS | Unit.WATT_HOURS:
                sign = "g" if self is Unit.GRAMS else "Wh"
                return formatting.figure(value, 3 if 0 < value < 1 else 1) + f"{NBSP}{sign}"
            case _:
                return formatting.figure(value)

    def in_a_file(self, value: Value) -> str:
        """Write a value so that a French spreadsheet takes it for a number."""
        if value is None:
            return ""
        match self:
            case Unit.COUNT:
                return str(round(value))
            case Unit.SHARE:
                return f"{value * 100:.1f}".replace(".", ",")
            case Unit.SECONDS:
                return f"{value / formatting.HOUR:.1f}".replace(".", ",")
            case _:
                return f"{value:.4f}".replace(".", ",")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column says, and its unit."""

    label: str
    unit: Unit = Unit.COUNT


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its name (a short one for an axis), one value per column."""

    label: str
    values: tuple[Value, ...]
    short: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; `head` says what the rows are. `total`: a last row, if any."""

    head: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None

    @property
    def lines(self) -> list[tuple[str, list[str]]]:
        """Write it for the page, the total left out."""
        return [(row.label, self.written(row)) for row in self.rows]

    def written(self, row: Row) -> list[str]:
        """Write the values of one of its rows."""
        pairs = zip(self.columns, row.values, strict=True)
        return [column.unit.write(value) for column, value in pairs]

    def csv(self) -> str:
        """Write it for a spreadsheet: UTF-8 with its mark, semicolons, decimal commas."""
        lines = [
            csv_line(
                map(harmless_cell, [self.head, *(c.label + c.unit.value for c in self.columns)])
            )
        ]
        for row in (*self.rows, *([self.total] if self.total else ())):
            pairs = zip(self.columns, row.values, strict=True)
            numbers = [column.unit.in_a_file(value) for column, value in pairs]
            lines.append(csv_line([harmless_cell(row.label), *numbers]))
        return BOM + "".join(lines)


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


def over_time(
    period: Period, counted: Iterable[Timed], columns: tuple[Column, ...], values: Values[Timed]
) -> Table:
    """Make one row for each piece of the period, and one for all."""
    every = list(counted)
    rows = tuple(
        Row(piece.label, values([one for one in every if one.piece == number]), piece.short)
        for number, piece in enumerate(period.pieces)
    )
    return Table("Période", columns, rows, Row(figure_labels.ALL, values(every)))


def by_subject(
    labels: Mapping[str, str],
    counted: Iterable[Placed],
    columns: tuple[Column, ...],
    values: Values[Placed],
) -> Table:
    """Make one row for each category that was met, the fullest first, and one for all."""

    def name(one: Placed) -> str:
        return labels.get(one.category, one.category) if one.category else figure_labels.NO_CATEGORY

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
    return Table(head, columns, tuple(rows), Row(figure_labels.ALL, values(every)))


def tally(counts: Iterable[tuple[str, int]], names: Iterable[str]) -> tuple[int, ...]:
    """Add up counts by name, in the order of the names."""
    found: Counter[str] = Counter()
    for name, count in counts:
        found[name] += count
    return tuple(found[name] for name in names)


def share(part: float, whole: float) -> Value:
    """Divide into a share of one; None where too few are there to say it."""
    return part / whole if whole >= LEAST else None
