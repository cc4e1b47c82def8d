"""The report of an evaluation: one HTML file that asks for nothing else, whatever tickets say.

Tickets and letters are hostile: each is escaped, what cannot be seen is taken out, and the page's
own policy lets no script run and nothing be fetched.
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cases.store import now
from connectors.safe_text import clean
from flows.evaluation.measures import COST, EDITS, FACTS, GRAMS, MEASURES, SECONDS, Measure
from flows.evaluation.paired import Paired, compare
from flows.evaluation.plots import BAR, ROOM, WIDTH, Drawing, bars_of
from flows.evaluation.running import Ran
from flows.evaluation.scores import LabelledTicket, Score
from flows.evaluation.sets import TicketSet
from flows.evaluation.tables import tested, written
from flows.working_time import PARIS
from statute.french import day

HERE = Path(__file__).parent
OUTCOMES = {
    "answer": "répond",
    "ask": "demande une précision",
    "hand_over": "passe la main",
    "refuse": "décline",
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
        return len({_worth(score) for _, score in self.by_route}) > 1


def report_of(tickets: TicketSet, ran: Sequence[Ran], on: date | None = None) -> str:
    """Write the report of routes over the same tickets, the first one being the reference."""
    style = Markup((HERE / "report.css").read_text(encoding="utf-8"))  # noqa: S704 - our own file
    values = {
        "style": style,
        "style_hash": _hash_of(style),
        "set": tickets,
        "on": day(on or now().astimezone(PARIS).date()),
        "ran": ran,
        "plotted": _plotted(ran),
        "compared": [_compared(ran[0], other) for other in ran[1:]],
        "tickets": _side_by_side(ran),
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


def _compared(before: Ran, after: Ran) -> Compared:
    found = (compare(measure, before.scores, after.scores) for measure in MEASURES)
    met = tuple(one for one in found if one.before is not None or one.after is not None)
    return Compared(before.name, after.name, met)


def _side_by_side(ran: Sequence[Ran]) -> list[SideBySide]:
    names = [one.name for one in ran]
    rows = zip(*(one.scores for one in ran), strict=True)
    return [SideBySide(row[0].ticket, tuple(zip(names, row, strict=True))) for row in rows]


def _worth(score: Score) -> tuple[object, ...]:
    return (
        score.outcome,
        score.category,
        score.missed_facts,
        score.missed_articles,
        score.asserted,
        score.guard_failures,
    )


def _hash_of(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


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
