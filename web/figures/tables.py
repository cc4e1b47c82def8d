"""A table of figures: as French text on the page, as numbers in a spreadsheet's file."""

from dataclasses import dataclass
from enum import Enum

from statute.french import NBSP
from web import french
from web.spreadsheet import BOM, harmless, line

Value = float | None
"""None: not known, or too few to say."""

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
                return french.share(value)
            case Unit.SECONDS:
                return french.duration(value)
            case Unit.EUROS:
                return french.figure(value, 4 if 0 < value < FEW_EUROS else 2) + f"{NBSP}€"
            case Unit.GRAMS | Unit.WATT_HOURS:
                sign = "g" if self is Unit.GRAMS else "Wh"
                return french.figure(value, 3 if 0 < value < 1 else 1) + f"{NBSP}{sign}"
            case _:
                return french.figure(value)

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
                return f"{value / french.HOUR:.1f}".replace(".", ",")
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
        lines = [line(map(harmless, [self.head, *(c.label + c.unit.value for c in self.columns)]))]
        for row in (*self.rows, *([self.total] if self.total else ())):
            pairs = zip(self.columns, row.values, strict=True)
            numbers = [column.unit.in_a_file(value) for column, value in pairs]
            lines.append(line([harmless(row.label), *numbers]))
        return BOM + "".join(lines)
