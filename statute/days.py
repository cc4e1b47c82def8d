"""Days counted in three ways that must not be mixed: calendar, working (ouvrés), ouvrables."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays

CODE_IN_FORCE = date(2022, 3, 1)
"""The day the code replaced the earlier statutes: rules that cite it say nothing of days before."""
_SUNDAY = 6
_SATURDAY = 5
_ONE = timedelta(days=1)


@cache
def _holidays() -> holidays.HolidayBase:
    """List the public holidays of mainland France; a local law may add some (Alsace-Moselle)."""
    return holidays.country_holidays("FR")


FEASTS = {
    "Toussaint": ("Toussaint", 0),
    "Noël": ("Noël", 0),
    "Ascension": ("Ascension", 0),
    "jour de l'an": ("Jour de l'an", 0),
    "nouvel an": ("Jour de l'an", 0),
    "Pâques": ("Lundi de Pâques", -1),
    "lundi de Pâques": ("Lundi de Pâques", 0),
    "Pentecôte": ("Lundi de Pentecôte", -1),
    "lundi de Pentecôte": ("Lundi de Pentecôte", 0),
}
"""Feasts as one names them: the public holiday each is, or how many days it is from one."""


@cache
def feast_of(name: str, year: int) -> date:
    """Find the day of one of `FEASTS` in a year."""
    holiday, days = FEASTS[name]
    (day, *_) = holidays.country_holidays("FR", years=year, language="fr").get_named(
        holiday, lookup="exact"
    )
    return day + timedelta(days=days)


def is_holiday(day: date) -> bool:
    """Tell whether a day is a public holiday everywhere in France."""
    return day in _holidays()


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """Every day counts."""

    count: int

    def after(self, day: date) -> date:
        """Find the day that ends the delay begun on `day`, which does not count."""
        return day + timedelta(days=self.count)

    def before(self, day: date) -> date:
        """Find the last day on which something due so long before `day` is in time."""
        return day - timedelta(days=self.count)


@dataclass(frozen=True, slots=True)
class OuvrableDays:
    """Monday to Saturday, holidays left out."""

    count: int

    def after(self, day: date) -> date:
        """Find the last of the counted days that follow `day`."""
        return _counted(day, self.count, _SUNDAY)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Jours ouvrés: Monday to Friday, holidays left out."""

    count: int

    def after(self, day: date) -> date:
        """Find the last of the counted days that follow `day`."""
        return _counted(day, self.count, _SATURDAY)


def _counted(day: date, count: int, first_day_of_rest: int) -> date:
    while count > 0:
        day += _ONE
        count -= day.weekday() < first_day_of_rest and not is_holiday(day)
    return day


def months_after(day: date, months: int) -> date:
    """Find the same day some months later (before, when negative), or that month's last day."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def next_open_day(day: date) -> date:
    """Find the first day from `day` on that is no Saturday, Sunday or holiday (CPC 642)."""
    while day.weekday() >= _SATURDAY or is_holiday(day):
        day += _ONE
    return day


def last_day_of_franc_months(day: date, months: int) -> date:
    """Find the last useful day of a franc delay in months begun on `day` (court delays).

    Neither its first nor its last day counts; one that ends on a closed day goes on to the next
    open one.
    """
    return next_open_day(months_after(day, months) + _ONE)


def last_day_of_franc_days(day: date, days: int) -> date:
    """Find the last useful day of a delay of so many jours francs begun on `day`."""
    return next_open_day(day + timedelta(days=days + 1))


def last_day_of_months(day: date, months: int) -> date:
    """Find the last day of a period of so many months whose first day is `day`.

    It is the eve of the same day, or the last day of a month that lacks that day.
    """
    end = months_after(day, months)
    return end if end.day < day.day else end - _ONE


def months_within(first: date, last: date) -> tuple[int, int]:
    """Count the whole months of a period, both days in it, then the days left over."""
    months = max(0, (last.year - first.year) * 12 + last.month - first.month + 1)
    while months and last_day_of_months(first, months) > last:
        months -= 1
    return months, max(0, (last - last_day_of_months(first, months)).days)
