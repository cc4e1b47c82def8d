"""Pay of sick leave, counted day by day: the share of pay of each day, over its own twelve months.

Every calendar day of leave counts, week-ends included. A day D looks back on the window from the
day after D minus twelve months to D: while fewer of its days than the scale allows were paid at the
first rate, D is too; then at half. The first rate is that of the day the note was issued (in full
before 1 March 2025). A carence day stands among the days at the first rate and is not paid.

Source: CGFP L822-2 and L822-3; circular of 5 January 1979 by the CIG's sheet « annmed »; décret
88-145 art. 7 for contractuels.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from statute.amounts import AMOUNTS
from statute.days import CODE_IN_FORCE, last_day_of_months, months_after
from statute.facts import NON, Period
from statute.outcome import Share, Span

MOIS_DE_LA_FENETRE = 12
JOURS_D_UN_MOIS = 30
"""The law says months; counted apart, day by day, each is thirty days."""
REFORME = date(2025, 3, 1)
"""Sick notes issued from this day on are paid nine tenths at first, no longer in full."""
ARRETS = "arrets_de_maladie"
AVIS = "avis"
CARENCE = "carence"
"""Details of a period of the fact `arrets_de_maladie`: day of its note; `non`: no unpaid day."""

_ONE = timedelta(days=1)


class Rate(StrEnum):
    """At which rate of its scale a day is paid."""

    FIRST = "debut"
    HALF = "suite"
    NOTHING = "rien"


@dataclass(frozen=True, slots=True)
class Scale:
    """How many days are paid at the first rate, then at half; None: as long as the leave may last.

    `amounts` is the file of `statute/amounts/` that holds both rates.
    """

    amounts: str
    first: int
    half: int | None


ScaleAt = Callable[[date], Scale]
"""Gives the scale of an unbroken leave by its first day."""


@dataclass(frozen=True, slots=True)
class SickDay:
    """A day of leave: its rate, the share of pay it makes, and whether it is the unpaid day.

    The share of a carence day is that of the days it stands among; the day itself is withheld.
    """

    day: date
    rate: Rate
    share: Fraction
    carence: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row at the same share."""

    span: Span
    share: Share
    rate: Rate

    @property
    def days(self) -> int:
        """Count them."""
        return (self.span.last - self.span.first).days + 1


def fonctionnaires(on: date) -> Scale:
    """Three months at the first rate, then half until twelve months of leave."""
    months = AMOUNTS.on("conge_maladie.mois_du_debut", max(on, CODE_IN_FORCE))
    return Scale("conge_maladie", int(months) * JOURS_D_UN_MOIS, None)


def contractuels(mois_de_services: int, on: date) -> Scale:
    """By the months of service at the start of the leave: nothing, or as many months at each."""
    file, on = "conge_maladie_contractuels", max(on, CODE_IN_FORCE)
    months = 0
    for place in ("un", "deux", "trois"):
        if mois_de_services >= AMOUNTS.on(f"{file}.palier_{place}", on):
            months = int(AMOUNTS.on(f"{file}.mois_du_palier_{place}", on))
    return Scale(file, months * JOURS_D_UN_MOIS, months * JOURS_D_UN_MOIS)


def shares_by_day(
    arrets: tuple[Period, ...], scale_at: ScaleAt, since: date, until: date
) -> tuple[SickDay, ...]:
    """Give each day of leave from `since` to `until`; all the leave before is counted too.

    Nothing is given of the days of a leave that follow twelve months of leave in twelve: what then
    begins is another matter. A leave with no last day lasts until `until`. Raises `AmountUnknown`
    for a day before the code, or whose note is.
    """
    return tuple(
        SickDay(day, rate, _share(scale, period, day, rate), carence)
        for period, scale, day, rate, carence in _counted(arrets, scale_at, until)
        if since <= day
    )


def leaves(arrets: tuple[Period, ...]) -> list[list[Period]]:
    """Join the periods that follow one another without a day between: each list is one leave."""
    joined: list[list[Period]] = []
    for period in sorted(arrets, key=lambda one: one.first):
        before = joined[-1][-1].last if joined else None
        if before is not None and period.first == before + _ONE:
            joined[-1].append(period)
        else:
            joined.append([period])
    return joined


def window(day: date) -> Span:
    """Find the twelve months that end on a day."""
    return Span(months_after(day, -MOIS_DE_LA_FENETRE) + _ONE, day)


def runs(days: tuple[SickDay, ...]) -> tuple[Run, ...]:
    """Join the days in a row that have the same share."""
    found: list[Run] = []
    numbered = enumerate(days)
    for _, group in groupby(
        numbered, lambda one: (one[1].day - timedelta(days=one[0]), one[1].share, one[1].rate)
    ):
        same = [day for _, day in group]
        span = Span(same[0].day, same[-1].day)
        found.append(Run(span, Share(same[0].share), same[0].rate))
    return tuple(found)


def issued(period: Period) -> date:
    """Find the day a note was issued: the first day of its leave unless another is told."""
    noted = period.details.get(AVIS)
    return noted if isinstance(noted, date) else period.first


def _counted(
    arrets: tuple[Period, ...], scale_at: ScaleAt, until: date
) -> Iterator[tuple[Period, Scale, date, Rate, bool]]:
    """Rate every day from the first of all, as each depends on those before; the last: carence."""
    at_first: deque[date] = deque()
    at_half: deque[date] = deque()
    for leave in leaves(arrets):
        begins = leave[0].first
        scale = scale_at(begins)
        bears_carence = leave[0].details.get(CARENCE) != NON
        for day, period in _days_of(leave, min(until, end_of_twelve_months(begins))):
            opens = window(day).first
            for paid in (at_first, at_half):
                while paid and paid[0] < opens:
                    paid.popleft()
            rate = Rate.NOTHING
            if len(at_first) < scale.first:
                rate = Rate.FIRST
                at_first.append(day)
            elif scale.half is None or len(at_half) < scale.half:
                rate = Rate.HALF
                at_half.append(day)
            yield period, scale, day, rate, bears_carence and day == begins


def end_of_twelve_months(begins: date) -> date:
    """Find the last day of an unbroken leave of twelve months."""
    return last_day_of_months(begins, MOIS_DE_LA_FENETRE)


def _days_of(leave: list[Period], until: date) -> Iterator[tuple[date, Period]]:
    for period in leave:
        day = period.first
        while day <= min(period.last or until, until):
            yield day, period
            day += _ONE


def _share(scale: Scale, period: Period, day: date, rate: Rate) -> Fraction:
    if rate is Rate.NOTHING:
        return Fraction(0)
    if rate is Rate.FIRST:
        return AMOUNTS.on(f"{scale.amounts}.part_du_debut", issued(period))
    return AMOUNTS.on(f"{scale.amounts}.part_de_la_suite", day)
