"""Weeks of the year that changed, told by months, by quotas, by what came then (puis à 80 %)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice, pairwise

from agents.understand.dates import MOST, NUMBER, SpanMention, as_number
from agents.understand.doubt import in_doubt
from agents.understand.spans import until_a_day
from statute.facts import FactRead, Period
from statute.french import Plain, pattern

_WEEK_OF = {"50": "2.5", "60": "3", "70": "3.5", "80": "4", "90": "4.5", "100": "5"}
"""Days a week of a quota, of five."""
_WEEK = pattern(
    rf"(?P<n>{NUMBER}) ?(?:jours?|j)(?![a-z])(?P<half> et demie?)?"
    r"(?! ?(?:de (?:congé|ca|rtt|vacances)|rtt|ca(?![a-z])|en plus|ouvr|fériés?))"
    r"|(?P<half_time>mi[- ]temps)|(?P<full>(?:temps (?:plein|complet)|plein temps))"
    r"|(?P<quota>50|60|70|80|90|100) ?%|(?P<fifths>4/5|quatre cinquièmes)"
)
_THEN = pattern(
    r"(?:puis|ensuite|et après|après|le reste|depuis|maintenant|désormais|aujourd'hui|à présent)"
    r"[^.?!\n]{0,60}$"
)
_ABOUT_LEAVE = pattern(
    r"(?:congés?|vacances|ca)(?![a-z])(?! (?:de |d')?(?:mala|mat|paren))|à combien|droit|au total"
)
_ABOUT_A_YEAR = pattern(r"20\d\d|(?:cette|l'|de l'|mon) ?année|au total|en tout")
_FEWEST, _MOST_DAYS = 2, 7
_BESIDE = 35


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class _Week:
    start: int
    end: int
    days: Decimal
    counted: bool


def changed_weeks(plain: Plain, received: date, spans: Iterable[SpanMention]) -> Iterator[FactRead]:
    """Read the days a week of each stretch of the year; nothing unless they make the year whole."""
    if not (_ABOUT_LEAVE.search(plain.text) and _ABOUT_A_YEAR.search(plain.text)):
        return
    stretches = _stretches(plain, received, spans)
    weeks = list(_weeks(plain))
    if not stretches or len(weeks) < _FEWEST:
        return
    told = _paired(plain, stretches, weeks, received.year)
    whole = sorted(told, key=lambda period: period.first)
    follow = all(
        one.last and one.last + timedelta(days=1) == other.first for one, other in pairwise(whole)
    )
    if len(whole) < _FEWEST or not follow or whole[0].first != date(received.year, 1, 1):
        return
    if whole[-1].last != date(received.year, 12, 31):
        return
    words = plain.words(stretches[0].start, max(stretches[-1].end, weeks[-1].end))
    yield FactRead("semaines", tuple(whole), words)


def _stretches(plain: Plain, received: date, spans: Iterable[SpanMention]) -> list[_Stretch]:
    """List the stretches of this year, in their order; a month without year is of this one."""
    found: list[_Stretch] = []
    for span in (*spans, *until_a_day(plain, received)):
        shift = span.first.year - received.year
        written = str(span.first.year) in plain.text[span.start : span.end]
        if shift == 1 and not written:
            first = span.first.replace(year=received.year)
            last = span.last.replace(year=span.last.year - 1) if span.last else None
        elif shift == 0:
            first, last = span.first, span.last
        else:
            continue
        if not any(one.start < span.end and span.start < one.end for one in found):
            found.append(_Stretch(span.start, span.end, first, last))
    return sorted(found, key=lambda one: one.start)


def _weeks(plain: Plain) -> Iterator[_Week]:
    for match in islice(_WEEK.finditer(plain.text), MOST):
        if in_doubt(plain, match.start(), match.start(), imperfect=True):
            continue
        if match["n"]:
            days = as_number(match["n"]) + (Decimal("0.5") if match["half"] else 0)
        elif match["quota"]:
            days = Decimal(_WEEK_OF[match["quota"]])
        else:
            days = Decimal("2.5" if match["half_time"] else "4" if match["fifths"] else "5")
        if 0 < days <= _MOST_DAYS:
            yield _Week(*match.span(), days, bool(match["n"]))


def _paired(plain: Plain, stretches: list[_Stretch], weeks: list[_Week], year: int) -> list[Period]:
    """Give each stretch the week told beside it, before it where the first one is told so."""
    first = stretches[0]
    before = any(0 <= first.start - week.end <= _BESIDE for week in weeks)
    edges = [0, *(one.start for one in stretches), len(plain.text)]
    told: list[Period] = []
    left = list(weeks)
    for place, one in enumerate(stretches):
        earlier = (stretches[place - 1].end if place else 0, one.start)
        later = (one.end, edges[place + 2])
        ways = (earlier, later) if before else (later,)
        within = ([w for w in left if low <= w.start and w.end <= high] for low, high in ways)
        near = next(filter(None, within), None)
        if not near:
            return []
        counted = [week for week in near if week.counted] or near
        week = counted[-1] if before else counted[0]
        last = min(one.last or date(year, 12, 31), date(year, 12, 31))
        told.append(Period(one.first, last, {"jours": week.days}))
        left = [other for other in left if other.start > max(week.end, one.start if before else 0)]
    end = told[-1].last
    after = [week for week in left if week.start > stretches[-1].end]
    if end and end != date(year, 12, 31) and after:
        week = next((one for one in after if one.counted), after[0])
        if _THEN.search(plain.text[max(0, week.start - 70) : week.start]):
            rest = Period(end + timedelta(days=1), date(year, 12, 31), {"jours": week.days})
            told.append(rest)
    return told
