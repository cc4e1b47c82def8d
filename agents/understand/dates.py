"""Numbers and days as French tickets write them, in figures or in words.

A day without a year is put in the one that the words around it tell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from agents.understand.tense import Tense, season_tense, sentence_ends, tense_of, weekday_before
from statute.days import FEASTS, feast_of
from statute.french import MONTHS, Plain, pattern, simplify

_SMALL = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14,
    "quinze": 15, "seize": 16,
}  # fmt: skip
_TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_HUNDREDS = {"cent", "cents"}
_ORDINALS = {
    "premier": 1, "premiere": 1, "second": 2, "seconde": 2, "deuxieme": 2, "troisieme": 3,
    "quatrieme": 4, "cinquieme": 5, "sixieme": 6, "septieme": 7, "huitieme": 8, "neuvieme": 9,
    "dixieme": 10,
}  # fmt: skip


def _longest_first(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_BELOW_TWENTY = rf"(?:dix[- ](?:sept|huit|neuf)|{_longest_first(_SMALL)})"
_BELOW_HUNDRED = (
    r"(?:(?:quatre[- ]vingts?|vingt|trente|quarante|cinquante|soixante)"
    rf"(?:[- ](?:et[- ])?{_BELOW_TWENTY})?|{_BELOW_TWENTY})"
)
_HUNDRED = r"(?:(?:deux|trois|quatre|cinq|six|sept|huit|neuf)[- ])?cents?"

NUMBER = (
    r"(?:(?<!\d[.,/-])(?<!\d )"
    rf"(?:\d{{1,3}}(?:[.,]\d{{1,2}})?|{_HUNDRED}(?:[- ]{_BELOW_HUNDRED})?|{_BELOW_HUNDRED}))"
)
"""A pattern for one number below a thousand in simplified text."""

AMOUNT = r"(?:(?<!\d[.,])(?<!\d )(?:\d{1,3}(?:[ .]\d{3})+|\d{1,6})(?:,\d{1,2}|\.\d\d)?(?!\d))"
"""A pattern for a sum or a large count in figures, thousands apart or not."""

ORDINAL = rf"(?:(?:{_longest_first(_ORDINALS)})|\d\d?(?:er|ere|nde|nd|ieme|eme|e))(?![a-z])"
"""A pattern for a rank in simplified text."""


def as_number(written: str) -> Decimal:
    """Read a number that `NUMBER` matched."""
    if written[0].isdigit():
        return Decimal(written.replace(",", "."))
    total = 0
    for word in re.split("[- ]", written):
        if word in _HUNDREDS:
            total = max(total, 1) * 100
        elif word in _TENS and total % 100 == _SMALL["quatre"]:
            total += 76
        else:
            total += {**_SMALL, **_TENS}.get(word, 0)
    return Decimal(total)


def as_amount(written: str) -> Decimal:
    """Read a sum that `AMOUNT` matched: a point before three figures sets thousands apart."""
    figures = re.sub(r"[ .](?=\d{3}(?!\d))", "", written)
    return Decimal(figures.replace(",", "."))


def as_rank(written: str) -> int:
    """Read a rank that `ORDINAL` matched."""
    return _ORDINALS.get(written) or int(re.sub("[a-z]+", "", written))


def as_months(match: re.Match[str]) -> int:
    """Read a length in months, of `n` months or years as the group `unit` says."""
    return int(as_number(match["n"]) * (1 if match["unit"] == "mois" else 12))


_YEARS = {Tense.LAST_YEAR: -1, Tense.THIS_YEAR: 0, Tense.NEXT_YEAR: 1}

_MONTHS = {simplify(name).text: number for number, name in enumerate(MONTHS, start=1)}
_SHORT = {"janv": 1, "fev": 2, "avr": 4, "juil": 7, "oct": 10, "nov": 11, "dec": 12}
_NUMBER_OF = {**_SHORT, **_MONTHS, "sept": 9}
MONTH = "|".join(sorted({*_SHORT, *_MONTHS}, key=len, reverse=True))
"""A pattern for the name of a month in simplified text."""

_AFTER_SHORT = "|".join(f"(?<={name})" for name in _SHORT)
_WRITTEN = (
    rf"(?:(?P<day>[0-3]?\d|premier)(?:er|e)? )?(?P<month>{MONTH}|(?<=\d )sept|(?<=er )sept)"
    rf"(?:(?:{_AFTER_SHORT}|(?<= sept))\.)?(?![a-z])"
    r"(?: (?P<year>\d{4}|2\d(?=[,;:!)]|\.(?!\d)|\s*\Z)))?"
)
_NUMERIC = r"(?P<day>[0-3]?\d)/(?P<month>[01]\d)(?:/(?P<year>\d{4}|\d{2}))?(?![\d/%a-z])"
_SHORTLY = (
    r"(?:(?<=le )|(?<=au )|(?<=du ))(?P<day>[0-3]?\d)/(?P<month>\d)(?P<year>(?!))?"
    r"(?![\d/%a-z]| (?:de|d'|du|des|temps|par)(?![a-z]))"
)
"""Le 3/4 is a day; « 3/4 » alone, or « le 3/4 du temps », a share."""
_IN_FULL = (
    r"(?<![.-])(?P<day>[0-3]?\d)(?P<apart>[/.-])(?P<month>[01]?\d)(?P=apart)(?P<year>\d{4})(?!\d)"
)
_YEAR_ONLY = r"(?:en|l'année|année) (?P<year>20\d\d)(?!\d)"
WEEK = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_DAYS_AGO = {"hier": 1, "avant-hier": 2, "avant hier": 2}
_ROUGHLY = (8, 15)
"""Days that only mean a week or two when somebody counts them back."""
_NO_DAY = (
    rf"(?! ?(?:{MONTH}|sept(?![a-z])|h(?![a-z])|heures?|jours?|ans?(?![a-z])|mois|semaines?"
    r"|€|euros|%|[/.:,]\d|\d|au \d|et le \d|du mois|points?|km|minutes|eme|e(?![a-z])"
    r"|(?:bis )?(?:rue|avenue|boulevard|chemin|impasse)))(?![a-z\d])"
)
_NEAR = pattern(
    "avant[- ]hier|hier|aujourd'hui|ce matin|ce jour(?![a-z])|cet après[- ]midi|ce midi"
    rf"|(?:il )?y ?a (?P<ago>{NUMBER}) jours?(?![a-z])"
    rf"|(?P<day>{'|'.join(WEEK)}) (?P<number>[0-3]?\d)(?:er)?{_NO_DAY}"
    rf"|(?P<named>{'|'.join(WEEK)})(?! (?:\d|proch))"
    rf"(?: (?:dernier|matin|soir))?|(?:(?<=le )"
    rf"|(?<=au ))(?P<alone>[0-3]?\d)(?:er)?(?: de ce mois)?{_NO_DAY}"
)
_TO_COME = re.compile(r" prochain(?![a-z])")
_FEAST_OF = {simplify(name).text: name for name in FEASTS}
_FEAST = pattern(
    r"(?:(?=lundi de)|(?:à|avant|après|depuis|dès|entre|jusqu'à|jusqu'au|jour|jeudi)(?: de)?"
    r"(?: la| l'| le)?|de(?: la)?(?=[^.?!;,]{4,14} (?:à|au|jusqu'))|et(?: le)?(?= jour| nouvel)) ?"
    rf"(?P<feast>{'|'.join(_FEAST_OF)})(?: (?P<year>20\d\d))?(?![a-z])"
)
"""A feast that stands for a day: not the holidays, the bonus or the party named after it."""
_AHEAD = pattern(
    rf"(?P<after>après[- ])?demain|(?P<named>{'|'.join(WEEK)}) prochain(?! (?:le )?\d)"
    rf"|dans (?P<n>{NUMBER}) (?P<unit>jours?|semaines?|mois|ans?)(?! (?:ouvr|calend|franc))"
    r"(?![a-z])|(?P<next>semaine prochaine|mois prochain)"
)
_SINCE = re.compile(r"\bdepuis (?:le )?$")
_CENTURY = 100
_BORN = pattern(r"(?:née?s?|accouché|décédée?s?)(?: le)? $")
"""A birth told takes no year from a plan beside it: dès mars 2027, ma fille née le 8 juillet."""
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
    feast: str = ""
    """The feast it is, if it is one: its day may change with the year."""

    @property
    def exact(self) -> bool:
        """Tell whether it is one day."""
        return self.first == self.last

    @property
    def one_month(self) -> bool:
        """Tell whether it is one whole month."""
        return not self.exact and self.first.month == self.last.month

    def last_before(self, received: date) -> "Mention":
        """Take a mention without year as past: what has begun cannot begin after the ticket."""
        if self.year_is_written or self.to_come or self.first <= received:
            return self
        return replace(self.in_year(self.first.year - 1), year_is_written=False)

    def in_year(self, year: int) -> "Mention":
        """Move it to another year, same day and month."""
        shift = year - self.first.year
        first, last = _shifted(self.first, shift), _shifted(self.last, shift)
        if self.feast:
            first = last = feast_of(self.feast, year)
        return Mention(self.start, self.end, first, last, year_is_written=True, feast=self.feast)


@dataclass(frozen=True, slots=True)
class SpanMention:
    """A stretch told at places `start` to `end`: first and last day, both in it.

    `last` is None while it lasts, or where its end is not told.
    """

    start: int
    end: int
    first: date
    last: date | None


@lru_cache(maxsize=1)  # each table of days asks for those of the same text
def mentions(plain: Plain, received: date) -> tuple[Mention, ...]:
    """Find the days a text names, in its order.

    Without a year, a day takes the year written just beside it (du 3 mars au 5 avril 2025), the
    next one where it is said (en juillet prochain), the one that its words tell (j'ai posé deux
    jours en mars), else the one that brings it nearest to `received`. A feast is a day; what is
    told from `received` is one by its days (demain, dans 10 jours), else a week or a month.
    """
    found = list(_said_otherwise(plain, received))
    for written in (_IN_FULL, _NUMERIC, _SHORTLY, _WRITTEN, _YEAR_ONLY):
        for match in islice(pattern(written).finditer(plain.text), MOST):
            to_come = _TO_COME.match(plain.text, match.end()) is not None
            tense = Tense.COMING if to_come else tense_of(plain.text, *match.span())
            parts = match.groupdict()
            if tense is None and parts.get("month") and not parts["year"]:
                tense = season_tense(plain.text, match.start(), _month_of(parts["month"]))
            named = _span(parts, received, tense, weekday_before(plain.text, match.start()))
            free = all(match.end() <= m.start or m.end <= match.start() for m in found)
            if named and free:
                has_year = bool(match["year"])
                settled = tense is not None
                place = match.start(), match.end()
                found.append(Mention(*place, *named, has_year, to_come, settled))
    dated = sorted(found, key=lambda mention: mention.start)
    for at in reversed(range(len(dated))):
        mention = dated[at]
        # What lasts since a day has its own year: that of a day told before it is another.
        begins = _SINCE.search(plain.text, max(0, mention.start - 12), mention.start)
        beside = [
            m
            for m in dated
            if m.year_is_written
            and _beside(plain.text, m, mention)
            and not (begins and m.start < mention.start)
        ]
        born = mention.settled and _BORN.search(plain.text, 0, mention.start)
        if beside and not (mention.year_is_written or mention.to_come or born):
            dated[at] = mention.in_year(min(beside, key=lambda m: _gap(m, mention)).first.year)
    return tuple(dated)


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
    if match["day"]:
        day = _such_day(int(match["number"]), received, past=past)
        return day if day and day.weekday() == WEEK.index(match["day"]) else None
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
    """Find the last, or the next, day of this number; None when the month has none."""
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


def _gap(one: Mention, other: Mention) -> int:
    return max(one.start - other.end, other.start - one.end)


def _beside(text: str, one: Mention, other: Mention) -> bool:
    """Tell whether two days stand side by side in one sentence."""
    between = min(one.end, other.end), max(one.start, other.start)
    return _gap(one, other) <= _BESIDE and not sentence_ends(text, *between)


def _month_of(written: str | None) -> int:
    return _NUMBER_OF.get(written or "") or int(written or 0)


def _span(
    parts: dict[str, str | None], received: date, tense: Tense | None, weekday: str
) -> tuple[date, date] | None:
    year, month, day = parts.get("year"), parts.get("month"), parts.get("day")
    try:
        if not month:
            return date(int(year or 0), 1, 1), date(int(year or 0), 12, 31)
        number = _month_of(month)
        years = [received.year + shift for shift in (-1, 0, 1)]
        if year:
            years = [int(year) if int(year) >= _CENTURY else 2000 + int(year)]
        spans = [_day_or_month(one, number, day) for one in years]
    except ValueError:
        return None
    usable = [s for s in spans if s[0].year >= OLDEST]
    if weekday and day:
        usable = [s for s in usable if WEEK[s[0].weekday()] == weekday] or usable
    return _likeliest(usable, received, None if year else tense)


def _likeliest(
    spans: list[tuple[date, date]], received: date, tense: Tense | None
) -> tuple[date, date] | None:
    """Choose the year that the words tell, the nearest to `received` of those."""
    fitting = [span for span in spans if _fits(span, tense, received)]
    return min(fitting or spans, key=lambda span: abs(span[0] - received), default=None)


def _said_otherwise(plain: Plain, received: date) -> Iterator[Mention]:
    """Find feasts, then what is told ahead: a day by days, a week or month by longer units."""
    for match in islice(_FEAST.finditer(plain.text), MOST):
        name, place = _FEAST_OF[match["feast"]], (match.start("feast"), match.end())
        tense = None if match["year"] else tense_of(plain.text, *place)
        years = [int(match["year"] or received.year)]
        if not match["year"]:
            years = [years[0] - 1, *years, years[0] + 1]
        feasts = [(feast_of(name, year),) * 2 for year in years]
        likeliest = _likeliest(feasts, received, tense)
        if likeliest:
            known = bool(match["year"])
            yield Mention(*place, *likeliest, known, settled=tense is not None, feast=name)
    for match in islice(_AHEAD.finditer(plain.text), MOST):
        count, unit = as_number(match["n"] or "1"), match["unit"] or match["next"] or ""
        if count != int(count):
            continue
        days, by_days = int(count), unit.startswith("j") and count not in _ROUGHLY
        if unit.startswith(("mois", "an")):
            months = received.month - 1 + days * (12 if unit.startswith("an") else 1)
            span = _day_or_month(received.year + months // 12, months % 12 + 1, None)
        elif unit and not by_days:
            weeks = timedelta(weeks=days // 7 if unit.startswith("j") else days)
            monday = received - timedelta(days=received.weekday()) + weeks
            span = monday, monday + timedelta(days=6)
        else:
            if match["named"]:
                days = (WEEK.index(match["named"]) - received.weekday() - 1) % 7 + 1
            elif not unit:
                days = 2 if match["after"] else 1
            span = (received + timedelta(days=days),) * 2
        yield Mention(*match.span(), *span, year_is_written=False, to_come=True, settled=True)


def _fits(span: tuple[date, date], tense: Tense | None, received: date) -> bool:
    if tense in _YEARS:
        return span[0].year == received.year + _YEARS[tense]
    if tense is Tense.PAST:
        return span[0] <= received
    return tense is None or span[1] >= received


def _day_or_month(year: int, month: int, day: str | None) -> tuple[date, date]:
    """Find the first and last day of what is named. Raises `ValueError` where it does not exist."""
    if not day:
        return date(year, month, 1), _end_of(year, month)
    on = date(year, month, 1 if day == "premier" else int(day))
    return on, on


def _end_of(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _shifted(day: date, shift: int) -> date:
    try:
        return day.replace(year=day.year + shift)
    except ValueError:
        return day.replace(year=day.year + shift, day=28)


def month_number(name: str) -> int:
    """Read the number of a month that `MONTH` matched."""
    return _NUMBER_OF[name]


def months_between(start: date, end: date) -> int:
    """Count the whole months from one day to a later one; 0 when it is not later."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(0, months - (end.day < start.day))
