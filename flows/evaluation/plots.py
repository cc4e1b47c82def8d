"""A measure as lying bars, one per route: shapes at their places, which the report writes as SVG.

Each drawing stands above its table, which says the same in figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from flows.evaluation.measures import Measure, Unit
from flows.evaluation.running import Ran

WIDTH = 360
ROW = 44
BAR = 18
ROOM = WIDTH - 84
"""What the longest bar takes; its figure stands after it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A route's bar: where its name, its bar and its figure stand; `hue` from 0."""

    y: int
    width: float
    name: str
    said: str
    hue: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Bars on a paper of this height; `aim` is the place of what is aimed at, if anything is."""

    height: int
    bars: tuple[Bar, ...]
    aim: float | None = None


def bars_of(measure: Measure, ran: Sequence[Ran]) -> Drawing:
    """Draw one bar per route; a share's paper ends at 100 %, another's at its longest bar."""
    values = [measure.value(one.scores) for one in ran]
    known = [value for value in values if value is not None and not isnan(value)]
    whole = 1.0 if measure.unit is Unit.SHARE else max([*known, 0.0]) or 1.0
    bars = tuple(
        Bar(
            y=place * ROW,
            width=round(ROOM * _length(value) / whole, 1),
            name=one.name,
            said=measure.unit.write(value),
            hue=place % 6,
        )
        for place, (one, value) in enumerate(zip(ran, values, strict=True))
    )
    aim = None if measure.aim is None else round(ROOM * measure.aim, 1)
    return Drawing(len(bars) * ROW + 4, bars, aim)


def _length(value: float | None) -> float:
    return 0.0 if value is None or isnan(value) else value
