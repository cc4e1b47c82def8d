"""Charts of a table, as shapes at their places, which a template writes as SVG.

Colours are classes, so that the style sheet decides of them; each drawing stands beside its
table, which says the same in words.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from math import ceil, floor, log10

from web.figures import figure_labels
from web.figures.figure_table import Column, Row, Table, Unit, Value
from web.formatting import DAY, HOUR

WIDTH = 640
HEIGHT = 250
LEFT, RIGHT, TOP, BOTTOM = 62, 10, 12, 30
ROW = 40
BAR = 15
MOST_BARS = 12  # the page says twelve, too
MOST_LABELS = 9
TICKS = 4


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a series (`hue`); `tip` is shown under a pointer."""

    x: float
    y: float
    width: float
    height: float
    hue: int
    tip: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a series."""

    x: float
    y: float
    hue: int
    tip: str


@dataclass(frozen=True, slots=True)
class Caption:
    """A text; `anchor` is start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(slots=True)
class Drawing:
    """What is drawn. `lines` join points of one series: hue, then "x,y x,y"."""

    width: float = WIDTH
    height: float = HEIGHT
    grid: list[float] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    lines: list[tuple[int, str]] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    words: list[Caption] = field(default_factory=list)


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
        return figure_labels.TITLES[self.id]

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


def columns_of(table: Table, drawn: Sequence[int]) -> Drawing:
    """Draw one column per row of the table, the drawn values heaped up."""
    drawing, step = Drawing(), (WIDTH - LEFT - RIGHT) / max(1, len(table.rows))
    heaps = [sum(_numbers(row.values, drawn)) for row in table.rows]
    scale = _axis(drawing, table, drawn, max(heaps, default=0))
    width = min(0.7 * step, 46)
    for place, row in enumerate(table.rows):
        x = LEFT + place * step + (step - width) / 2
        values = _numbers(row.values, drawn)
        for hue, (low, high) in enumerate(pairwise(accumulate(values, initial=0.0))):
            tip = _tip(row.label, table.columns[drawn[hue]], high - low)
            if high > low:
                box = Box(x, scale.y(high), width, scale.y(low) - scale.y(high), hue, tip)
                drawing.boxes.append(box)
    return drawing


def lines_of(table: Table, drawn: Sequence[int]) -> Drawing:
    """Draw one line per drawn column, broken where a value is not known."""
    drawing, step = Drawing(), (WIDTH - LEFT - RIGHT) / max(1, len(table.rows))
    highest = max((n for row in table.rows for n in _numbers(row.values, drawn)), default=0)
    scale = _axis(drawing, table, drawn, highest)
    for hue, index in enumerate(drawn):
        run: list[str] = []
        for place, row in enumerate(table.rows):
            value = row.values[index]
            if value is None:
                _end(drawing, hue, run)
                run = []
                continue
            x, y = LEFT + (place + 0.5) * step, scale.y(value)
            run.append(f"{x:.1f},{y:.1f}")
            drawing.dots.append(Dot(x, y, hue, _tip(row.label, table.columns[index], value)))
        _end(drawing, hue, run)
    return drawing


def bars_of(table: Table, drawn: Sequence[int]) -> Drawing:
    """Draw one lying bar per row, its name above it; the first `MOST_BARS` rows."""
    rows = drawable(table, drawn)[:MOST_BARS]
    drawing = Drawing(height=max(1, len(rows)) * ROW + 4)
    longest = max((sum(_numbers(row.values, drawn)) for row in rows), default=0) or 1
    room = WIDTH - 90
    for place, row in enumerate(rows):
        y, x = place * ROW, 0.0
        drawing.words.append(Caption(0, y + 14, row.label, "start"))
        for hue, value in enumerate(_numbers(row.values, drawn)):
            width = value / longest * room
            if value:
                tip = _tip(row.label, table.columns[drawn[hue]], value)
                drawing.boxes.append(Box(x, y + 19, width, BAR, hue, tip))
            x += width
        whole = sum(_numbers(row.values, drawn))
        total = table.columns[drawn[0]].unit.write(whole)
        drawing.words.append(Caption(x + 7, y + 19 + BAR - 3, total, "start"))
    return drawing


def drawable(table: Table, drawn: Sequence[int]) -> list[Row]:
    """List the rows that would have a bar."""
    return [row for row in table.rows if sum(_numbers(row.values, drawn)) > 0]


@dataclass(frozen=True, slots=True)
class _Scale:
    top: float

    def y(self, value: float) -> float:
        """Place a value: the top of the paper is the end of the scale."""
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / self.top)


def _axis(drawing: Drawing, table: Table, drawn: Sequence[int], highest: float) -> _Scale:
    unit = table.columns[drawn[0]].unit
    tick = _tick(highest, unit)
    count = max(1, ceil(highest / tick))
    scale = _Scale(count * tick)
    for number in range(count + 1):
        y = scale.y(number * tick)
        drawing.grid.append(y)
        drawing.words.append(Caption(LEFT - 8, y + 4, _tick_text(number * tick, unit), "end"))
    step = (WIDTH - LEFT - RIGHT) / max(1, len(table.rows))
    every = ceil(len(table.rows) / MOST_LABELS)
    for place, row in enumerate(table.rows):
        if place % every == 0:
            drawing.words.append(Caption(LEFT + (place + 0.5) * step, HEIGHT - 9, row.short))
    return scale


def _tick(highest: float, unit: Unit) -> float:
    base = 1.0
    if unit is Unit.SECONDS:
        base = DAY if highest >= 2 * DAY else HOUR
    rough = highest / base / TICKS
    if rough <= 0:
        return base
    power = 10.0 ** floor(log10(rough))
    nice = next(n * power for n in (1, 2, 5, 10) if n * power >= rough * 0.999)
    return base * (max(nice, 1) if unit in {Unit.COUNT, Unit.SECONDS} else nice)


def _tick_text(value: float, unit: Unit) -> str:
    if unit is Unit.SECONDS and 0 < value < 2 * DAY:
        return f"{value / HOUR:.0f}\u00a0h"
    return "0" if value == 0 else unit.write(value)


def _numbers(values: Sequence[Value], drawn: Iterable[int]) -> list[float]:
    return [values[index] or 0.0 for index in drawn]


def _tip(row: str, column: Column, value: float) -> str:
    return f"{row}, {column.label} : {column.unit.write(value)}"


def _end(drawing: Drawing, hue: int, run: Sequence[str]) -> None:
    if len(run) > 1:
        drawing.lines.append((hue, " ".join(run)))
