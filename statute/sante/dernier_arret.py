"""The last leave of a list: at which share each of its days is paid, as an outcome.

The cards that use it have the texts `un_taux`, `deux_taux`, `trois_taux`, `plusieurs_taux`,
`en_cours`, `ensuite`, `douze_mois` and `vers`, and the steps `deja`, `debut`, `suite`, `rien`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from statute.days import months_after
from statute.facts import NON, Period
from statute.outcome import Count, KindOfDay, Outcome, Span, Step, Value, Verdict
from statute.sante.paie_des_arrets import (
    ARRETS,
    AVIS,
    CARENCE,
    JOURS_D_UN_MOIS,
    REFORME,
    Rate,
    Run,
    ScaleAt,
    end_of_twelve_months,
    leaves,
    runs,
    shares_by_day,
    window,
)

_ONE = timedelta(days=1)
_WORDS = {1: "un_taux", 2: "deux_taux", 3: "trois_taux"}


@dataclass(frozen=True, slots=True)
class Leave:
    """An unbroken leave: its runs of days, and what was paid at the first rate in the year before.

    `last` is None while it lasts; its runs then go on to twelve months of leave.
    """

    first: date
    last: date | None
    runs: tuple[Run, ...]
    already: int

    @property
    def outlasts_the_right(self) -> bool:
        """Tell whether it goes on after twelve months of leave."""
        return self.last is not None and self.last > self.runs[-1].span.last

    def days_at(self, rate: Rate) -> int:
        """Count its days at a rate."""
        return sum(run.days for run in self.runs if run.rate is rate)


def last_leave(arrets: tuple[Period, ...], scale_at: ScaleAt, until: date | None = None) -> Leave:
    """Count the last leave, which a contract's end (`until`, from its first day on) may cut."""
    periods = leaves(arrets)[-1]
    first, last = periods[0].first, periods[-1].last
    if until is not None:
        last = min(last or until, until)
    before = shares_by_day(arrets, scale_at, window(first).first, first - _ONE)
    days = shares_by_day(arrets, scale_at, first, last or end_of_twelve_months(first))
    already = sum(day.rate is Rate.FIRST for day in before)
    return Leave(first, last, runs(days), already)


def asks_for_notices(arrets: tuple[Period, ...]) -> Outcome | None:
    """Ask when the notes of a leave were issued, if it is astride the day the first rate fell."""
    for period in leaves(arrets)[-1]:
        astride = period.first < REFORME <= (period.last or date.max)
        if astride and AVIS not in period.details:
            return Outcome(missing=(ARRETS,))
    return None


def bears_carence(arrets: tuple[Period, ...]) -> bool:
    """Tell whether the last leave has an unpaid first day, as far as it is told."""
    return leaves(arrets)[-1][0].details.get(CARENCE) != NON


def outcome_of(leave: Leave, more: Mapping[str, Value] | None = None, row: str = "") -> Outcome:
    """Say each run of days and its share; no last day where the right to leave runs out."""
    already = Count.days(leave.already, KindOfDay.CALENDAIRE)
    last = leave.runs[-1]
    endless = leave.last is None or leave.outlasts_the_right
    ends: list[Value] = [run.span for run in leave.runs]
    if endless:
        ends[-1] = last.span.first
    steps = [Step(run.rate.value, end) for run, end in zip(leave.runs, ends, strict=True)]
    named: dict[str, Value] = {
        "deja": already,
        "debut": leave.first,
        "arret": Span(leave.first, leave.runs[-1].span.last),
        "jours_du_debut": Count.days(leave.days_at(Rate.FIRST), KindOfDay.CALENDAIRE),
        "jours_de_la_suite": Count.days(leave.days_at(Rate.HALF), KindOfDay.CALENDAIRE),
        **(more or {}),
    }
    values = [
        value for run, end in zip(leave.runs, ends, strict=True) for value in (end, run.share)
    ]
    still_open: tuple[str, ...] = ()
    words = _WORDS.get(len(leave.runs), "plusieurs_taux")
    verdict = None
    if endless and len(leave.runs) > 1:
        _, second, *others = leave.runs
        values = [*values[:2], second.span.first, second.share]
        words = "en_cours"
        if others:
            named |= {"ensuite": others[0].span.first, "part": others[0].share}
            still_open = ("ensuite",)
    if leave.outlasts_the_right:
        verdict, words, still_open = Verdict.A_VERIFIER, "douze_mois", ()
    steps = [Step("deja", already), *steps]
    return Outcome(verdict, words, tuple(values), named, tuple(steps), still_open, row=row)


def half_pay_by_months(leave: Leave, months: int) -> date | None:
    """Find when half pay would begin by counting months from date to date, where that differs.

    Only a leave that is alone in its twelve months can be counted so.
    """
    half = next((run.span.first for run in leave.runs if run.rate is Rate.HALF), None)
    whole = leave.first + timedelta(days=months * JOURS_D_UN_MOIS)
    by_months = months_after(leave.first, months)
    return by_months if half == whole != by_months and not leave.already else None
