"""Stretches of days in French text: du 3 au 12 mars, depuis le 5 octobre, 6 mois dès le 1er mai."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice, pairwise

from agents.understand.dates import (
    MOST,
    NUMBER,
    WEEK,
    Mention,
    SpanMention,
    as_number,
    mentions,
    near_days,
)
from agents.understand.tense import AT_THE_DAY
from statute.days import last_day_of_months
from statute.french import Plain, pattern

_WEEKDAY = rf"(?:(?:{'|'.join(WEEK)}) )?"
_PART = r"(?:(?:la |le )?(?P<part>debut|mi|fin|courant)(?: (?:du mois )?(?:de |d')|[ -]))?"
_FROM = re.compile(
    rf"(?:\b(?:du|de|d'|depuis|des|entre|a partir (?:du|de|d')|a compter (?:du|de|d'))"
    rf"(?: le| la)? ?{_WEEKDAY}{_PART})$"
)
_FROM_OR_ON = re.compile(rf"{_FROM.pattern[:-1]}|\b(?:le|des le) ?{_WEEKDAY}(?:)$")
_BRACKET = re.compile(rf"\((?:le )?{_WEEKDAY}{_PART}$")
_OPEN = re.compile(
    rf"(?:\b(?P<word>depuis|des|a partir (?:du|de|d')|a compter (?:du|de|d'))"
    rf"(?: le| la)? ?{_WEEKDAY}{_PART})$"
)
_TO = re.compile(
    rf" ?(?:inclus )?(?:,? ?(?:jusqu'(?:au|en|a)|au|a|-|et)) ?(?:le |la )?{_WEEKDAY}{_PART}"
)
_BARE_DAY = re.compile(
    rf"\b(?:du|entre le) {_WEEKDAY}(?P<day>[0-3]?\d|premier)(?:er)? "
    rf"(?:jusqu'au|au|et le) {_WEEKDAY}$"
)
_LENGTH = rf"(?P<n>{NUMBER}) (?P<unit>jours?|j|semaines?|sem|mois|ans?)(?![a-z])"
_BEFORE = pattern(rf"{_LENGTH}(?: [a-zé']{{1,14}}){{0,3}} ?$")
_AFTER = re.compile(
    r"(?: ?[,;-])? ?(?P<said>[:(] ?|pour (?:une dure de )?|pendant |durant |soit |de |d'"
    r"|d'une dure de |prevue?s? )?"
    rf"{_LENGTH}(?(said)|(?= ?[.;)]| (?:prevue?s?|d'aret|en tout|au total)|\s*\Z))"
)
_UNTIL = re.compile(
    r"(?:(?!depuis|a partir|a compter|du \d|entre |prolonger )[^?!\n]){0,80}?"
    rf"\bjusqu'(?:au|a|en)(?: le| la)? ?{_WEEKDAY}{_PART}"
)
_UNTIL_JUST_BEFORE = re.compile(r"jusqu'(?:au|a) [a-z0-9/ ]{2,30}[ ,(]{1,3}(?:et )?$")
_THE = re.compile(rf"\b(?:le|ce|des le) ?{_WEEKDAY}$")
_NUMBER_ALONE = re.compile(r"[0-3]?\d(?:er)?")
_TWO_DAYS = re.compile(rf"(?:\bles? |\(){_WEEKDAY}(?P<day>[0-3]?\d|premier)(?:er)? et {_WEEKDAY}$")
_PROLONGED = re.compile(
    r"[^?!\n]{0,60}?\b(?:prolong|renouvel)[a-z]{1,8}[^?!.\n]{0,30}? jusqu'(?:au|a|en)(?: le| la)? ?"
    rf"{_WEEKDAY}{_PART}"
)
_MORE = re.compile(
    rf"[^?!\n]{{0,60}}?\b(?:prolong|renouvel)[a-z]{{1,8}} (?:pour |de |d'|encore ){{1,2}}{_LENGTH}"
)
_RESUMED = re.compile(
    r"[^?!\n]{0,80}?\b(?:repris|reprends|reprend|reprendrai|reprise|retour)(?! (?:de|du) cong)"
    rf"(?: [a-z']{{1,9}}){{0,4}}? (?:le|du) ?{_WEEKDAY}"
)
_REACH = 60
_MONTHS_OF = {"mois": 1, "an": 12, "ans": 12}
_MIDDLE = 15
_SEASON = pattern(r"(?P<season>printemps|été|automne) (?P<which>prochain|dernier)(?![a-z])")
_SEASONS = {
    "printemps": ((3, 20), (6, 20)),
    "ete": ((6, 21), (9, 21)),
    "automne": ((9, 22), (12, 20)),
}


def spans_in(plain: Plain, received: date) -> tuple[SpanMention, ...]:
    """Find the stretches a text tells, in its order; none overlaps another."""
    named = sorted(
        (*mentions(plain, received), *near_days(plain, received, past=True)),
        key=lambda mention: mention.start,
    )
    found = [*_between(plain, named), *_from_a_bare_day(plain, named)]
    for match in islice(_SEASON.finditer(plain.text), MOST):
        first, last = (date(received.year, *day) for day in _SEASONS[match["season"]])
        ahead = match["which"] == "prochain"
        year = received.year + (first <= received if ahead else -(last >= received))
        whole = first.replace(year=year), last.replace(year=year)
        found.append(SpanMention(*match.span(), *whole))
    taken = [(span.start, span.end) for span in found]
    for place, mention in enumerate(named):
        if all(mention.end <= start or end <= mention.start for start, end in taken):
            before = named[place - 1] if place else None
            span = _open_or_counted(plain, mention, received, before, named[place + 1 :])
            if span:
                found.append(span)
                taken.append((span.start, span.end))
    found += [more for span in found for more in _prolonged(plain, span, named)]
    return tuple(sorted(islice(found, MOST), key=lambda span: span.start))


def _prolonged(plain: Plain, span: SpanMention, named: list[Mention]) -> Iterator[SpanMention]:
    """Find the stretch that prolongs another: du 2 au 20, prolongé jusqu'au 4 décembre."""
    if span.last is None:
        return
    first = span.last + timedelta(days=1)
    longer = _MORE.match(plain.text, span.end)
    if longer:
        yield SpanMention(longer.start("n"), longer.end(), first, length_from(first, longer))
        return
    for mention in named:
        if 0 < mention.start - span.end <= 2 * _REACH:
            to = _PROLONGED.fullmatch(plain.text, span.end, mention.start)
            last = _day_of(mention, to["part"], mention.last) if to else span.last
            if last > span.last:
                yield SpanMention(mention.start, mention.end, first, last)
                return


def _between(plain: Plain, named: list[Mention]) -> Iterator[SpanMention]:
    """Find a first and a last day: du 1er février au 31 mars, le 2 mars jusqu'au 5."""
    for one, other in pairwise(named):
        joined = _TO.fullmatch(plain.text, one.end, other.start)
        opens = _FROM if not joined or "jusqu'" not in joined[0] else _FROM_OR_ON
        low = max(0, one.start - _REACH)
        opened = opens.search(plain.text, low, one.start) or (
            _BRACKET.search(plain.text, low, one.start)
        )
        of_every_week = {plain.text[m.start : m.end] for m in (one, other)} <= set(WEEK)
        if opened and joined and not of_every_week:
            first, last = _in_order(plain, one, other)
            yield SpanMention(
                opened.start(),
                other.end,
                _day_of(first, opened["part"], first.first),
                _day_of(last, joined["part"], last.last),
            )


def _in_order(plain: Plain, one: Mention, other: Mention) -> tuple[Mention, Mention]:
    """Put an end after its beginning, in the years, or the month, that words leave open."""
    last = other
    if _NUMBER_ALONE.fullmatch(plain.text, other.start, other.end):
        told = int(plain.text[other.start : other.end].removesuffix("er"))
        month = one.first if told >= one.first.day else one.first.replace(day=1) + timedelta(31)
        try:
            day = month.replace(day=told)
        except ValueError:
            day = last_day_of_months(month.replace(day=1), 1)
        return one, replace(other, first=day, last=day)
    # An end that nothing puts in a year follows the other.
    if one.settled and not (other.settled or other.year_is_written):
        last = replace(other.in_year(one.first.year), year_is_written=False)
    if last.last < one.first and not last.year_is_written:
        return one, last.in_year(last.first.year + 1)
    if last.last < one.first:
        return one.in_year(one.first.year - 1), last
    return one, last


def _from_a_bare_day(plain: Plain, named: list[Mention]) -> Iterator[SpanMention]:
    """Find a first day told by its number alone: du 3 au 12 mars, les 3 et 4 mars."""
    for mention in named:
        match = _BARE_DAY.search(plain.text, max(0, mention.start - _REACH), mention.start)
        both = _TWO_DAYS.search(plain.text, max(0, mention.start - _REACH), mention.start)
        opened = match or both
        if not (opened and mention.exact):
            continue
        number = 1 if opened["day"] == "premier" else int(opened["day"])
        month = mention.first.replace(day=1)
        if number > mention.first.day:
            month = (month - timedelta(days=1)).replace(day=1)
        try:
            first = month.replace(day=number)
        except ValueError:
            continue
        if match or first + timedelta(days=1) == mention.first:
            yield SpanMention(opened.start(), mention.end, first, mention.first)


def _open_or_counted(
    plain: Plain,
    mention: Mention,
    received: date,
    before: Mention | None,
    later: list[Mention],
) -> SpanMention | None:
    """Find a first day whose end is told apart, by a length, or not: depuis le 5 octobre."""
    opened = _OPEN.search(plain.text, max(0, mention.start - _REACH), mention.start)
    on = None if opened else _THE.search(plain.text, max(0, mention.start - _REACH), mention.start)
    if not opened and not (on and mention.exact):
        return None
    begins, part = (opened.start(), opened["part"]) if opened else (mention.start, None)
    told = mention.last_before(received) if opened and opened["word"] == "depuis" else mention
    first = _day_of(told, part, told.first)
    counted = _AFTER.match(plain.text, mention.end)
    if counted and (opened or "pour" in counted[0]):
        return SpanMention(begins, counted.end(), first, length_from(first, counted))
    ahead = _BEFORE.search(plain.text, max(0, begins - _REACH), begins)
    if opened and ahead and opened["word"] != "depuis":
        return SpanMention(ahead.start(), mention.end, first, length_from(first, ahead))
    if not opened:
        return None
    until = before and _UNTIL_JUST_BEFORE.search(plain.text, max(0, begins - _REACH), begins)
    if before and until and before.exact and before.first > first:
        return SpanMention(before.start, mention.end, first, before.first)
    told_apart = _end_told_apart(plain, mention, first, later)
    end, last = told_apart or (mention.end, None)
    return SpanMention(begins, end, first, last)


def _end_told_apart(
    plain: Plain, mention: Mention, first: date, later: list[Mention]
) -> tuple[int, date] | None:
    """Find where another clause tells the last day, and it: jusqu'au 4 décembre, repris le 5."""
    for end in later:
        if end.start - mention.end > 2 * _REACH:
            return None
        back = _RESUMED.fullmatch(plain.text, mention.end, end.start)
        if back and end.exact and end.first > first:
            return end.end, end.first - timedelta(days=1)
        closed = _UNTIL.fullmatch(plain.text, mention.end, end.start)
        if closed:
            _, last = _in_order(plain, replace(mention, first=first), end)
            return end.end, _day_of(last, closed["part"], last.last)
    return None


def _day_of(mention: Mention, part: str | None, whole: date) -> date:
    """Give the day of a mention that `part` tells (debut, mi, fin), else its `whole`'s own."""
    known = {"debut": mention.first, "fin": mention.last}
    return mention.first.replace(day=_MIDDLE) if part == "mi" else known.get(part or "", whole)


def length_from(first: date, length: re.Match[str]) -> date | None:
    """Count a length told in days, weeks, months or years from its first day."""
    number, unit = as_number(length["n"]), length["unit"]
    if unit in _MONTHS_OF:
        months = number * _MONTHS_OF[unit]
        return last_day_of_months(first, int(months)) if months == int(months) else None
    days = int(number) * (7 if unit.startswith("sem") else 1)
    return first + timedelta(days=days - 1) if days else None


_UNTIL_A_DAY = pattern(rf"jusqu'(?:au|en|à)(?: la)?(?: fin)?{AT_THE_DAY}")


def until_a_day(plain: Plain, received: date) -> Iterator[SpanMention]:
    """Find what lasted from the beginning of the year until a day: jusqu'au 30 avril."""
    for mention in mentions(plain, received):
        before = plain.text[max(0, mention.start - _REACH) : mention.start]
        opened = _UNTIL_A_DAY.search(before)
        if opened and mention.last <= received:
            start = mention.start - len(before) + opened.start()
            yield SpanMention(start, mention.end, date(received.year, 1, 1), mention.last)
