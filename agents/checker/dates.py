"""Days written in French, with or without a year."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from statute.french import MONTHS
from statute.plain import Plain, pattern, simplify

_MONTHS = {simplify(name).text: number for number, name in enumerate(MONTHS, start=1)}
_SHORT = {"janv": 1, "fev": 2, "avr": 4, "juil": 7, "oct": 10, "nov": 11, "dec": 12}
_NUMBER_OF = {**_SHORT, **_MONTHS}
_MONTH = "|".join(sorted(_NUMBER_OF, key=len, reverse=True))

_WRITTEN = (
    rf"(?:(?P<day>[0-3]?\d)(?:er|e)? )?(?P<month>{_MONTH})\.?(?![a-z])(?: (?P<year>\d{{4}}))?"
)
_NUMERIC = r"(?P<day>[0-3]?\d)/(?P<month>[01]\d)(?:/(?P<year>\d{4}|\d{2}))?(?![\d/%a-z])"
_YEAR_ONLY = r"(?:en|l'année|année) (?P<year>20\d\d)(?!\d)"
_CENTURY = 100
_BESIDE = 25
OLDEST = 1970
MOST = 50
"""Days read of one kind: a text with more is a table or a trap, and each costs time."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A day, month or year named in simplified text: `first` to `last`, places `start` to `end`."""

    start: int
    end: int
    first: date
    last: date
    year_is_written: bool

    @property
    def exact(self) -> bool:
        """Tell whether it is one day."""
        return self.first == self.last

    def last_before(self, received: date) -> "Mention":
        """Take a mention without year as past: what has begun cannot begin after the ticket."""
        if self.year_is_written or self.first <= received:
            return self
        return replace(self.in_year(self.first.year - 1), year_is_written=False)

    def in_year(self, year: int) -> "Mention":
        """Give the same day or month of another year."""
        shift = year - self.first.year
        first, last = _shifted(self.first, shift), _shifted(self.last, shift)
        return Mention(self.start, self.end, first, last, year_is_written=True)


def mentions(plain: Plain, received: date) -> tuple[Mention, ...]:
    """Find the days a text names, in its order.

    Without a year, a day takes the year written just beside it (du 3 mars au 5 avril 2025), else
    the one that brings it nearest to `received`.
    """
    found: list[Mention] = []
    for written in (_NUMERIC, _WRITTEN, _YEAR_ONLY):
        for match in islice(pattern(written).finditer(plain.text), MOST):
            named = _span(match.groupdict(), received)
            free = all(match.end() <= m.start or m.end <= match.start() for m in found)
            if named and free:
                has_year = bool(match.groupdict().get("year"))
                found.append(Mention(match.start(), match.end(), *named, has_year))
    return _with_years_beside(sorted(found, key=lambda mention: mention.start))


def _with_years_beside(found: list[Mention]) -> tuple[Mention, ...]:
    dated = list(found)
    for place in reversed(range(len(dated))):
        mention = dated[place]
        beside = [m for m in dated if m.year_is_written and _gap(m, mention) <= _BESIDE]
        if beside and not mention.year_is_written:
            dated[place] = mention.in_year(min(beside, key=lambda m: _gap(m, mention)).first.year)
    return tuple(dated)


def _gap(one: Mention, other: Mention) -> int:
    return max(one.start - other.end, other.start - one.end)


def _span(parts: dict[str, str | None], received: date) -> tuple[date, date] | None:
    year, month, day = parts.get("year"), parts.get("month"), parts.get("day")
    try:
        if not month:
            return date(int(year or 0), 1, 1), date(int(year or 0), 12, 31)
        number = _NUMBER_OF.get(month) or int(month)
        years = [_full(year)] if year else [received.year + shift for shift in (-1, 0, 1)]
        spans = list(_spans(years, number, day))
    except ValueError:
        return None
    usable = [span for span in spans if span[0].year >= OLDEST]
    return min(usable, key=lambda span: abs(span[0] - received), default=None)


def _spans(years: list[int], month: int, day: str | None) -> Iterator[tuple[date, date]]:
    for year in years:
        if day:
            yield date(year, month, int(day)), date(year, month, int(day))
        else:
            yield date(year, month, 1), _end_of(year, month)


def _full(year: str) -> int:
    return int(year) if int(year) >= _CENTURY else 2000 + int(year)


def _end_of(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _shifted(day: date, shift: int) -> date:
    try:
        return day.replace(year=day.year + shift)
    except ValueError:
        return day.replace(year=day.year + shift, day=28)


def months_between(start: date, end: date) -> int:
    """Count the whole months from one day to a later one; 0 when it is not later."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(0, months - (end.day < start.day))
