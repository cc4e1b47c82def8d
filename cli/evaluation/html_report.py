"""The report of an evaluation: one HTML file that asks for nothing else, whatever tickets say.

Tickets and letters are hostile: each is escaped, what cannot be seen is taken out, and the page's
own policy lets no script run and nothing be fetched. A measure is drawn as lying bars, one per
route, above a table that says the same in figures.
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import isnan
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.working_time import PARIS
from cases.store.database import now
from cli.evaluation.comparison import Paired, compare, grids_of, tested, written
from cli.evaluation.labelled_ticket import LabelledTicket
from cli.evaluation.measures import COST, EDITS, FACTS, GRAMS, MEASURES, SECONDS, Measure, Unit
from cli.evaluation.scores import Ran, Score
from cli.evaluation.ticket_sets import TicketSet
from cli.terminal import say, stop
from connectors.safe_text import clean
from statute.french import day

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
    figure: str
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
            width=0.0 if value is None or isnan(value) else round(ROOM * value / whole, 1),
            name=one.name,
            figure=measure.unit.write(value),
            hue=place % 6,
        )
        for place, (one, value) in enumerate(zip(ran, values, strict=True))
    )
    aim = None if measure.aim is None else round(ROOM * measure.aim, 1)
    return Drawing(len(bars) * ROW + 4, bars, aim)


HERE = Path(__file__).parent
OUTCOMES = {
    "answer": "répond",
    "ask": "demande une précision",
    "hand_over": "passe la main",
    "refuse": "décline",
    "close": "propose de clore",
}
# Code points that no HTML may hold, beside those that `clean` drops; the last two of each plane.
_NO_CHARACTER = re.compile(
    "[\ufdd0-\ufdef"
    + "".join(f"{chr(p + 0xFFFE)}{chr(p + 0xFFFF)}" for p in range(0, 0x110000, 0x10000))
    + "]"
)


@dataclass(frozen=True, slots=True)
class Plotted:
    """A measure of all routes: its drawing, and the lines of its table."""

    measure: Measure
    drawing: Drawing
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A route beside the first one."""

    before: str
    after: str
    found: tuple[Paired, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A ticket and what each route made of it."""

    ticket: LabelledTicket
    by_route: tuple[tuple[str, Score], ...]

    @property
    def differs(self) -> bool:
        """Whether the routes do not come to the same."""
        worth = {
            (
                score.outcome,
                score.category,
                score.missed_facts,
                score.missed_articles,
                score.asserted,
                score.guard_failures,
                tuple(one.grade for one in score.questions),
            )
            for _, score in self.by_route
        }
        return len(worth) > 1


def write_report(path: Path, tickets: TicketSet, ran: Sequence[Ran]) -> None:
    """Write the HTML report, or stop with a sentence."""
    try:
        path.write_text(report_of(tickets, ran), encoding="utf-8", errors="replace")
    except OSError as error:
        stop(f"{path} ne peut être écrit : {error.strerror}.")
    say(f"Le rapport est dans {path}. Il montre les tickets et les lettres : gardez-le comme eux.")


def report_of(tickets: TicketSet, ran: Sequence[Ran], on: date | None = None) -> str:
    """Write the report of routes over the same tickets, the first one being the reference."""
    style = Markup((HERE / "report.css").read_text(encoding="utf-8"))  # noqa: S704 - our own file
    names = [one.name for one in ran]
    rows = zip(*(one.scores for one in ran), strict=True)
    values = {
        "style": style,
        "style_hash": base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        "set": tickets,
        "on": day(on or now().astimezone(PARIS).date()),
        "ran": ran,
        "plotted": _plotted(ran),
        "grids": [grid for one in ran for grid in grids_of(one)],
        "compared": [
            Compared(
                ran[0].name,
                other.name,
                tuple(
                    one
                    for measure in MEASURES
                    for one in [compare(measure, ran[0].scores, other.scores)]
                    if one.before is not None or one.after is not None
                ),
            )
            for other in ran[1:]
        ],
        "tickets": [
            SideBySide(row[0].ticket, tuple(zip(names, row, strict=True))) for row in rows
        ],
        "paper": {"width": WIDTH, "bar": BAR, "room": ROOM},
        "outcomes": OUTCOMES,
        "facts": FACTS, "cost": COST, "seconds": SECONDS, "grams": GRAMS, "edits": EDITS,
    }  # fmt: skip
    return _environment().get_template("report.html").render(values)


def _plotted(ran: Sequence[Ran]) -> list[Plotted]:
    return [
        Plotted(
            measure,
            bars_of(measure, ran),
            tuple((one.name, written(measure, one.scores)) for one in ran),
        )
        for measure in MEASURES
        if any(measure.value(one.scores) is not None for one in ran)
    ]


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["tested"] = tested
    return made


def _harmless(value: object) -> object:
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _NO_CHARACTER.sub("\ufffd", clean(value))
