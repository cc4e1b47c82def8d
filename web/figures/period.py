"""The period that is looked at, in whole days of the town's clock, and its pieces."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from statute.french import MONTHS

USUAL_WEEKS = 12
MOST_DAYS = 5 * 366
MOST_IN_DAYS = 14
MOST_IN_WEEKS = 7 * 27

WRONG_DATE = "Cette date n’a pas été comprise : voici les douze dernières semaines."
WRONG_ORDER = "La première date vient après la seconde : voici les douze dernières semaines."
TOO_LONG = "Cinq ans au plus à la fois : la période a été raccourcie."

_DAY = timedelta(days=1)
_EARLIEST = date(1900, 1, 1)
_WEEK = 7 * _DAY


@dataclass(frozen=True, slots=True)
class Piece:
    """A day, a week or a month, or what the period holds of it; `until` is the day after."""

    since: date
    until: date
    label: str
    short: str


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to another, both included; `remark` says what was wrong with what was asked."""

    first: date
    last: date
    zone: tzinfo
    remark: str = ""

    @property
    def pieces(self) -> list[Piece]:
        """Part it in days, weeks (from Monday) or months, by its length."""
        days = (self.last - self.first).days + 1
        found, since, after = [], self.first, self.last + _DAY
        while since < after:
            if days <= MOST_IN_DAYS:
                start, end = since, since + _DAY
                label, short = f"{since:%d/%m/%Y}", f"{since:%d/%m}"
            elif days <= MOST_IN_WEEKS:
                start = since - since.weekday() * _DAY
                end = start + _WEEK
                label, short = f"semaine du {since:%d/%m/%Y}", f"{since:%d/%m}"
            else:
                start = since.replace(day=1)
                end = (start + 31 * _DAY).replace(day=1)
                label, short = f"{MONTHS[since.month - 1]} {since.year}", f"{since:%m/%y}"
            until = min(end, after)
            in_part = " (en partie)" if (since, until) != (start, end) else ""
            found.append(Piece(since, until, label + in_part, short))
            since = until
        return found

    @property
    def cuts(self) -> list[datetime]:
        """List the midnights that part its pieces, and those of both ends."""
        days = [piece.since for piece in self.pieces] + [self.last + _DAY]
        return [datetime.combine(day, time.min, self.zone) for day in days]


def period_of(since: str, until: str, today: date, zone: tzinfo) -> Period:
    """Read the two dates of the form; without them, the last twelve weeks up to today."""
    usual = today - today.weekday() * _DAY - (USUAL_WEEKS - 1) * _WEEK
    try:
        last = min(_plausible(until), today) if until else today
        first = _plausible(since) if since else min(usual, last)
    except ValueError:
        return Period(usual, today, zone, WRONG_DATE)
    if first > last:
        return Period(usual, today, zone, WRONG_ORDER)
    earliest = last - (MOST_DAYS - 1) * _DAY
    return Period(max(first, earliest), last, zone, TOO_LONG if first < earliest else "")


def _plausible(day: str) -> date:
    """Read a day; before 1900 the earliest days of the calendar have none before them."""
    return max(date.fromisoformat(day), _EARLIEST)
