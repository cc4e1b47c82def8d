"""Which rows of a table a question is about: the one it names, the span its numbers fall in.

A wrong row is a wrong right: where the question does not tell for certain, every row is given.
"""

import re
from collections.abc import Sequence

from knowledge.library.extracts import cells
from knowledge.vocabulary import folded

_TOKEN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HOURS = re.compile(r"(\d+) ?h(?:eures?)?\b(?: ?(\d+))?|(\d+)h(\d+)")
_LETTER = re.compile(r"[A-Z]")
_SHORTEST_NAME = 3
_TWO = 2
_MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
_DAY = re.compile(rf"(\d+)(?:er)? ({_MONTHS.replace(' ', '|')})")
_NO_AMOUNT = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b")
_NUMBER = re.compile(r"\d+(?:,\d+)?")
_BOTH = re.compile(r"(?:de |entre )?(\d+) (?:a|et|-|–) (\d+)\b")
_FROM = re.compile(r"(\d+)(?: \w+)? (?:et plus|ou plus|au moins)\b|a partir de (\d+)\b")
_ABOVE = re.compile(r"(?:au[- ]dela de|plus de) (\d+)\b")
_UNTIL = re.compile(r"jusqu['’]a (\d+)\b|(\d+)(?: \w+)? (?:au plus|ou moins)\b")
_BELOW = re.compile(r"moins de (\d+)\b")


def rows_asked(table: Sequence[str], question: str) -> list[str]:
    """Choose the rows that a question is about; all of them where it does not tell.

    The first line of `table` is its head, the second the rule under it.
    """
    head, _, *rows = table
    heading = cells(head)[0]
    names = {row: cells(row)[0] for row in rows}
    if named := [row for row in rows if _is_named(heading, names[row], question)]:
        # "Entretiens" is a word of many questions: a row whose name is half asked, two words at
        # least beyond those of the named ones, is given beside it.
        common = {word for row in named for word in _long_words(names[row])}
        asked = _long_words(question)
        own = {row: _long_words(names[row]) - common for row in rows}
        half = [row for row in rows if len(own[row] & asked) >= max(_TWO, len(own[row]) / 2)]
        return [row for row in rows if row in named or row in half]
    return _in_season(rows, question) or _in_span(rows, question) or rows


def _is_named(heading: str, name: str, question: str) -> bool:
    """Tell whether a question repeats the first cell, alone when long or after its heading."""
    if _LETTER.fullmatch(name):
        # "a" is a word: a letter counts when it is written large after its heading.
        return re.search(rf"(?i:{re.escape(heading)}) {name}\b", question) is not None
    asked, wanted, head = _tokens(question), _tokens(name), _tokens(heading)
    long_enough = len("".join(wanted)) >= _SHORTEST_NAME and not name.isdecimal()
    return bool(wanted) and (
        _contains(asked, [*head, *wanted]) or (long_enough and _contains(asked, wanted))
    )


def _contains(asked: Sequence[str], wanted: Sequence[str]) -> bool:
    return any(asked[place : place + len(wanted)] == wanted for place in range(len(asked)))


def _long_words(text: str) -> set[str]:
    return {word.rstrip("sx") for word in _tokens(text) if len(word) > _SHORTEST_NAME}


def _tokens(text: str) -> list[str]:
    hours = _HOURS.sub(lambda h: f"{h[1] or h[3]}h{h[2] or h[4] or ''}", folded(text))
    return _TOKEN.findall(hours)


def _in_season(rows: Sequence[str], question: str) -> list[str]:
    """Keep the row whose two days have the question's day between them, if it is the only one."""
    days, found = _days(question), []
    for row in rows:
        ends = _days(cells(row)[0])
        if len(ends) != _TWO:
            continue
        first, last = ends
        if any(
            first <= day <= last if first <= last else day >= first or day <= last for day in days
        ):
            found.append(row)
    return found if len(found) == 1 else []


def _days(text: str) -> list[tuple[int, int]]:
    """Read the days of the year: month and day."""
    named = _DAY.findall(folded(text))
    return [(_MONTHS.split().index(month) + 1, int(day)) for day, month in named]


def _in_span(rows: Sequence[str], question: str) -> list[str]:
    """Keep the row in whose span the question's numbers fall, if all rows are spans and agree."""
    spans = {row: _span(cells(row)[0]) for row in rows}
    if not all(spans.values()):
        return []
    bare = _NO_AMOUNT.sub(" ", _DAY.sub(" ", folded(question)))
    numbers = [float(number.replace(",", ".")) for number in _NUMBER.findall(bare)]
    found = [
        row
        for row, span in spans.items()
        if span and any(span[0] <= number <= span[1] for number in numbers)
    ]
    return found if len(found) == 1 else []


def _span(cell: str) -> tuple[float, float] | None:
    """Read the span of a cell, ends included: strict ends are moved by a hair."""
    text, hair = folded(cell), 1e-6
    if found := _BOTH.match(text):
        return float(found[1]), float(found[2])
    for pattern, least, most in (
        (_FROM, 0.0, None),
        (_ABOVE, hair, None),
        (_UNTIL, None, 0.0),
        (_BELOW, None, -hair),
    ):
        if found := pattern.match(text):
            end = float(next(group for group in found.groups() if group))
            return (end + least, float("inf")) if least is not None else (0.0, end + (most or 0.0))
    return None
