"""Days written in French, with or without a year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from agents.checker.facts.numbers import NUMBER, as_number
from agents.checker.facts.tense import YEARS, When, told_by
from statute.french import MONTHS
from statute.plain import Plain, pattern, simplify

_MONTHS = {simplify(name).text: number for number, name in enumerate(MONTHS, start=1)}
_SHORT = {"janv": 1, "fev": 2, "avr": 4, "juil": 7, "oct": 10, "nov": 11, "dec": 12}
_NUMBER_OF = {**_SHORT, **_MONTHS}
MONTH = "|".join(sorted(_NUMBER_OF, key=len, reverse=True))
"""A pattern for the name of a month in simplified text."""

_WRITTEN = (
    rf"(?:(?P<day>[0-3]?\d|premier)(?:er|e)? )?(?P<month>{MONTH})\.?(?![a-z])"
    r"(?: (?P<year>\d{4}))?"
)
_NUMERIC = r"(?P<day>[0-3]?\d)/(?P<month>[01]\d)(?:/(?P<year>\d{4}|\d{2}))?(?![\d/%a-z])"
_IN_FULL = (
    r"(?<![.-])(?P<day>[0-3]?\d)(?P<apart>[/.-])(?P<month>[01]?\d)(?P=apart)(?P<year>\d{4})(?!\d)"
)
_YEAR_ONLY = r"(?:en|l'année|année) (?P<year>20\d\d)(?!\d)"
WEEK = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_DAYS_AGO = {"hier": 1, "avant-hier": 2, "avant hier": 2}
_ROUGHLY = (8, 15)
"""Days that only mean a week or two when somebody counts them back."""
_NO_DAY = (
    rf"(?! ?(?:{MONTH}|h(?![a-z])|heures?|jours?|ans?(?![a-z])|mois|semaines?|€|euros|%|[/.:,]\d"
    rf"|\d|au \d"
    r"|et le \d|du mois|points?|km|minutes|eme|e(?![a-z])))(?![a-z\d])"
)
_NEAR = pattern(
    "avant[- ]hier|hier|aujourd'hui|ce matin|ce jour(?![a-z])|cet après[- ]midi|ce midi"
    rf"|(?:il )?y ?a (?P<ago>{NUMBER}) jours?(?![a-z])|(?P<named>{'|'.join(WEEK)})(?! (?:\d|proch))"
    rf"(?: (?:dernier|matin|soir))?|(?:(?<=le )"
    rf"|(?<=au ))(?P<alone>[0-3]?\d)(?:er)?(?: de ce mois)?{_NO_DAY}"
)
_TO_COME = re.compile(r" prochain(?![a-z])")
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
    to_come: bool = False
    settled: bool = False
    """Its words put it in a year: no other is likely."""

    @property
    def exact(self) -> bool:
        """Tell whether it is one day."""
        return self.first == self.last

    def last_before(self, received: date) -> "Mention":
        """Take a mention without year as past: what has begun cannot begin after the ticket."""
        if self.year_is_written or self.to_come or self.first <= received:
            return self
        return replace(self.in_year(self.first.year - 1), year_is_written=False)

    def in_year(self, year: int) -> "Mention":
        """Give the same day or month of another year."""
        shift = year - self.first.year
        first, last = _shifted(self.first, shift), _shifted(self.last, shift)
        return Mention(self.start, self.end, first, last, year_is_written=True)


def mentions(plain: Plain, received: date) -> tuple[Mention, ...]:
    """Find the days a text names, in its order.

    Without a year, a day takes the year written just beside it (du 3 mars au 5 avril 2025), the
    next one where it is said (en juillet prochain), the one that its words tell (j'ai posé deux
    jours en mars), else the one that brings it nearest to `received`.
    """
    found: list[Mention] = []
    for written in (_IN_FULL, _NUMERIC, _WRITTEN, _YEAR_ONLY):
        for match in islice(pattern(written).finditer(plain.text), MOST):
            to_come = _TO_COME.match(plain.text, match.end()) is not None
            told = When.COMING if to_come else told_by(plain.text, *match.span())
            named = _span(match.groupdict(), received, told)
            free = all(match.end() <= m.start or m.end <= match.start() for m in found)
            if named and free:
                has_year = bool(match["year"])
                settled = told is not None
                place = match.start(), match.end()
                found.append(Mention(*place, *named, has_year, to_come, settled))
    return _with_years_beside(sorted(found, key=lambda mention: mention.start))


def near_days(plain: Plain, received: date, *, past: bool) -> tuple[Mention, ...]:
    """Find days said from the day of the ticket: hier, lundi, il y a 4 jours, le 11."""
    found = []
    for match in islice(_NEAR.finditer(plain.text), MOST):
        day = _near(match, received, past=past)
        if day:
            found.append(Mention(match.start(), match.end(), day, day, year_is_written=True))
    return tuple(found)


def _near(match: re.Match[str], received: date, *, past: bool) -> date | None:
    if match["alone"]:
        return _such_day(int(match["alone"]), received, past=past)
    if match["named"]:
        days = (received.weekday() - WEEK.index(match["named"])) % 7
        return received + timedelta(days=-days if past else 7 - days) if days else None
    if not past:
        return None
    if match["ago"]:
        days = int(as_number(match["ago"]))
        return None if days in _ROUGHLY else received - timedelta(days=days)
    return received - timedelta(days=_DAYS_AGO.get(match[0], 0))


def _such_day(number: int, received: date, *, past: bool) -> date | None:
    """Give the last, or the next, day of this number; None when the month has none."""
    first = received.replace(day=1)
    other = first - timedelta(days=1) if past else _end_of(first.year, first.month) + timedelta(1)
    for month in (received, other):
        try:
            day = month.replace(day=number)
        except ValueError:
            return None
        if day <= received if past else day >= received:
            return day
    return None


def _with_years_beside(found: list[Mention]) -> tuple[Mention, ...]:
    dated = list(found)
    for place in reversed(range(len(dated))):
        mention = dated[place]
        beside = [m for m in dated if m.year_is_written and _gap(m, mention) <= _BESIDE]
        if beside and not (mention.year_is_written or mention.to_come):
            dated[place] = mention.in_year(min(beside, key=lambda m: _gap(m, mention)).first.year)
    return tuple(dated)


def _gap(one: Mention, other: Mention) -> int:
    return max(one.start - other.end, other.start - one.end)


def _span(
    parts: dict[str, str | None], received: date, told: When | None
) -> tuple[date, date] | None:
    year, month, day = parts.get("year"), parts.get("month"), parts.get("day")
    try:
        if not month:
            return date(int(year or 0), 1, 1), date(int(year or 0), 12, 31)
        number = _NUMBER_OF.get(month) or int(month)
        years = [_full(year)] if year else [received.year + shift for shift in (-1, 0, 1)]
        spans = list(_spans(years, number, day))
    except ValueError:
        return None
    usable = [s for s in spans if s[0].year >= OLDEST]
    fitting = [s for s in usable if year or _fits(s, told, received)]
    return min(fitting or usable, key=lambda span: abs(span[0] - received), default=None)


def _fits(span: tuple[date, date], told: When | None, received: date) -> bool:
    if told in YEARS:
        return span[0].year == received.year + YEARS[told]
    if told is When.PAST:
        return span[0] <= received
    return told is None or span[1] >= received


def _spans(years: list[int], month: int, day: str | None) -> Iterator[tuple[date, date]]:
    for year in years:
        if day:
            on = date(year, month, 1 if day == "premier" else int(day))
            yield on, on
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


def month_number(name: str) -> int:
    """Give the number of a month that `MONTH` matched."""
    return _NUMBER_OF[name]


def months_between(start: date, end: date) -> int:
    """Count the whole months from one day to a later one; 0 when it is not later."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(0, months - (end.day < start.day))
