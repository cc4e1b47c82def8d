"""The days of a month of pay that sick leave takes: at which rate each is paid, in thirtieths."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from statute.facts import Period
from statute.sante.paie_des_arrets import Rate, ScaleAt, SickDay, leaves, shares_by_day

TRENTIEMES = 30
"""Days of a month of pay, whatever the calendar (K5)."""


@dataclass(frozen=True, slots=True)
class MoisDeMaladie:
    """A month's sick days, each with its share; `unrated` are those after twelve months of leave.

    `part` is the share of the month's pay that is paid in all, before any unpaid day is withheld.
    """

    first: date
    last: date
    days: tuple[SickDay, ...]
    unrated: int

    @property
    def part(self) -> Fraction:
        """Withhold from a month a thirtieth a sick day, less its share; a wholly sick one adds up.

        One of 28 or 31 days that is sick from end to end counts for its thirty thirtieths.
        """
        if self.is_whole:
            return sum((day.share for day in self.days), Fraction(0)) / len(self.days)
        withheld = sum((1 - day.share for day in self.days), Fraction(0))
        return 1 - withheld / TRENTIEMES

    @property
    def is_whole(self) -> bool:
        """Tell whether every day of the month is sick."""
        return len(self.days) == self.last.day

    @property
    def is_unsure(self) -> bool:
        """Tell whether no text read says how the month is cut: sick whole, at two rates, not 30."""
        rates = {day.share for day in self.days}
        return self.is_whole and len(rates) > 1 and self.last.day != TRENTIEMES

    @property
    def unpaid_days(self) -> int:
        """Count its jours de carence, one a leave that begins in it and bears one."""
        return sum(day.carence for day in self.days)

    def at(self, rate: Rate) -> int:
        """Count its calendar days at a rate."""
        return sum(day.rate is rate for day in self.days)


def month_of(arrets: tuple[Period, ...], jour: date, told: date | None) -> date | None:
    """Find the first day of the month of pay: that told, that of the facts' day, if it is sick.

    Else the one month that holds the last leave; None where there are several.
    """
    if told is not None:
        return told.replace(day=1)
    periods = leaves(arrets)[-1]
    begins = periods[0].first
    ends = periods[-1].last or max(jour, begins)
    this, first, last = (day.replace(day=1) for day in (jour, begins, ends))
    if first <= this <= last:
        return this
    return first if first == last else None


def sick_days_of(month: date, arrets: tuple[Period, ...], scale_at: ScaleAt) -> MoisDeMaladie:
    """Rate the sick days of the month that begins on a day; a leave without end fills it.

    Raises `AmountUnknown`, as `shares_by_day` does.
    """
    last = month.replace(day=monthrange(month.year, month.month)[1])
    days = shares_by_day(arrets, scale_at, month, last)
    sick = sum(
        max(0, (min(one.last or last, last) - max(one.first, month)).days + 1) for one in arrets
    )
    return MoisDeMaladie(month, last, days, sick - len(days))
