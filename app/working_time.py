"""Delays as a town counts them: in working days (jours ouvrés), on the clock of Paris."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from statute.days import WorkingDays

PARIS = ZoneInfo("Europe/Paris")
OPENS, CLOSES = time(8), time(18)
"""What a machine tells of a delay arrives while somebody may read it."""

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    """Tell whether a day is a jour ouvré: Monday to Friday, public holidays left out."""
    return WorkingDays(1).after(day - _DAY) == day


def is_open(at: datetime) -> bool:
    """Tell whether people are at work at an instant."""
    local = at.astimezone(PARIS)
    return is_working_day(local.date()) and OPENS <= local.time() < CLOSES


def end_of_working_day(since: datetime, days: int) -> datetime:
    """Give the last second of the `days`-th working day after the day of an instant."""
    day = WorkingDays(days).after(since.astimezone(PARIS).date())
    return datetime.combine(day, time(23, 59, 59), PARIS)


def hours_after(at: datetime, hours: int) -> datetime:
    """Go forward by hours of working days, 24 in each."""
    while hours > 0:
        hours -= is_working_day(at.astimezone(PARIS).date())
        at += _HOUR
    return at


def hours_before(at: datetime, hours: int) -> datetime:
    """Go back by hours of working days, 24 in each."""
    while hours > 0:
        at -= _HOUR
        hours -= is_working_day(at.astimezone(PARIS).date())
    return at


def expired_before(at: datetime, days: int) -> datetime:
    """Give the instant such that whatever was made before it has had its working days."""
    today = at.astimezone(PARIS).date()
    first = today
    while WorkingDays(days).after(first) >= today:
        first -= _DAY
    return datetime.combine(first + _DAY, time(), PARIS)
