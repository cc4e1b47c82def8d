"""Days counted in three ways that must not be mixed: calendar, working (ouvrés), ouvrables."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays

_SUNDAY = 6
_SATURDAY = 5
_ONE = timedelta(days=1)


@cache
def _holidays() -> holidays.HolidayBase:
    """Give the public holidays of mainland France; a local law may add some (Alsace-Moselle)."""
    return holidays.country_holidays("FR")


def is_holiday(day: date) -> bool:
    """Tell whether a day is a public holiday everywhere in France."""
    return day in _holidays()


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """Every day counts."""

    count: int

    def after(self, day: date) -> date:
        """Give the day that ends the delay begun on `day`, which does not count."""
        return day + timedelta(days=self.count)

    def before(self, day: date) -> date:
        """Give the last day on which something due so long before `day` is in time."""
        return day - timedelta(days=self.count)


@dataclass(frozen=True, slots=True)
class OuvrableDays:
    """Monday to Saturday, holidays left out."""

    count: int

    def after(self, day: date) -> date:
        """Give the last of the counted days that follow `day`."""
        return _counted(day, self.count, _SUNDAY)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Jours ouvrés: Monday to Friday, holidays left out."""

    count: int

    def after(self, day: date) -> date:
        """Give the last of the counted days that follow `day`."""
        return _counted(day, self.count, _SATURDAY)


def _counted(day: date, count: int, first_day_of_rest: int) -> date:
    while count > 0:
        day += _ONE
        count -= day.weekday() < first_day_of_rest and not is_holiday(day)
    return day


def months_after(day: date, months: int) -> date:
    """Give the same day some months later (before, when negative), or that month's last day."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, _last_day(year, month + 1)))


def _last_day(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - _ONE).day
