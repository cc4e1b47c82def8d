"""Which rows of a table a question is about: the one it names, the span its numbers fall in.

A wrong row is a wrong right: where the question does not tell for certain, every row is given.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from knowledge.index import folded

_PIPE = re.compile(r"(?<!\\)\|")
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
    """Give the rows that a question is about; all of them where it does not tell.

    The first line of `table` is its head, the second the rule under it.
    """
    head, _, *rows = table
    first = cells(head)[0]
    if named := [row for row in rows if _is_named(first, cells(row)[0], question)]:
        # "Entretiens" is a word of many questions: what is half named is given beside it.
        said = {word for row in named for word in _telling(cells(row)[0])}
        asked = _telling(question)
        return [row for row in rows if row in named or _is_half_named(cells(row)[0], asked, said)]
    return _in_season(rows, question) or _in_span(rows, question) or rows


def cells(row: str) -> list[str]:
    """Part a row of a Markdown table into its cells."""
    bare = row.strip().removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\|", "|") for cell in _PIPE.split(bare)]


def _is_named(heading: str, name: str, question: str) -> bool:
    """Tell whether a question repeats the first cell, alone when long or after its heading."""
    if _LETTER.fullmatch(name):
        # "a" is a word: a letter counts when it is written large after its heading.
        return re.search(rf"(?i:{re.escape(heading)}) {name}\b", question) is not None
    asked, wanted, head = _tokens(question), _tokens(name), _tokens(heading)
    long_enough = len("".join(wanted)) >= _SHORTEST_NAME and not name.isdecimal()
    return bool(wanted) and (
        _holds(asked, [*head, *wanted]) or (long_enough and _holds(asked, wanted))
    )


def _is_half_named(name: str, asked: AbstractSet[str], said: AbstractSet[str]) -> bool:
    """Tell whether half of what a cell says beyond what is `said` is asked, two words at least."""
    telling = _telling(name) - said
    return len(telling & asked) >= max(_TWO, len(telling) / 2)


def _telling(text: str) -> set[str]:
    return {word.rstrip("sx") for word in _tokens(text) if len(word) > _SHORTEST_NAME}


def _tokens(text: str) -> list[str]:
    hours = _HOURS.sub(lambda h: f"{h[1] or h[3]}h{h[2] or h[4] or ''}", folded(text))
    return _TOKEN.findall(hours)


def _holds(asked: Sequence[str], wanted: Sequence[str]) -> bool:
    return any(
        list(asked[place : place + len(wanted)]) == list(wanted) for place in range(len(asked))
    )


def _in_season(rows: Sequence[str], question: str) -> list[str]:
    """Keep the row whose two days have the question's day between them, if it is the only one."""
    days = _days(question)
    found = [row for row in rows if any(_between(_days(cells(row)[0]), day) for day in days)]
    return found if len(found) == 1 else []


def _days(text: str) -> list[tuple[int, int]]:
    """Read the days of the year: month and day."""
    named = _DAY.findall(folded(text))
    return [(_MONTHS.split().index(month) + 1, int(day)) for day, month in named]


def _between(ends: Sequence[tuple[int, int]], day: tuple[int, int]) -> bool:
    if len(ends) != 2:  # noqa: PLR2004 - a span has two ends
        return False
    first, last = ends
    return first <= day <= last if first <= last else day >= first or day <= last


def _in_span(rows: Sequence[str], question: str) -> list[str]:
    """Keep the row in whose span the question's numbers fall, if all rows are spans and agree."""
    spans = [_span(cells(row)[0]) for row in rows]
    if not all(spans):
        return []
    bare = _NO_AMOUNT.sub(" ", _DAY.sub(" ", folded(question)))
    numbers = [float(number.replace(",", ".")) for number in _NUMBER.findall(bare)]
    found = {
        row
        for row, span in zip(rows, spans, strict=True)
        if span and any(span[0] <= number <= span[1] for number in numbers)
    }
    return list(found) if len(found) == 1 else []


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
