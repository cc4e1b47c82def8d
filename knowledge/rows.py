"""Which rows of a table a question is about: the one it names, the span its numbers fall in."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from knowledge.index import folded, telling_words

_NUMBER = re.compile(r"\d+(?:,\d+)?")
_SPANS = (
    (re.compile(r"^(?:de )?(\d+) (?:à|et|-|–) (\d+)$"), "both"),
    (re.compile(r"^jusqu['’]à (\d+)|^moins de (\d+)|^(\d+) (?:au plus|et moins)"), "until"),
    (re.compile(r"^au[- ]delà de (\d+)|^plus de (\d+)|^(\d+) (?:et plus|ou plus)"), "from"),
)
_NOT_TOLD = re.compile(r"[^a-z0-9]")
_SHORTEST_NAME = 3
_GRAMS = (3, 4, 5)
_NEAR_THE_BEST = 0.6
_LEAST_ALIKE = 3.0
"""Parts of words that only one row holds: `pac`, `acs` and `pacs` are enough."""
_MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
_DAY = re.compile(rf"(\d+)(?:er)? ({_MONTHS.replace(' ', '|')})")


def rows_asked(table: Sequence[str], question: str) -> list[str]:
    """Give the rows that a question is about; all of them where it does not tell.

    The first line of `table` is its head.
    """
    head, *rows = table
    for found in (_named(head, rows, question), _spanned(rows, question), _alike(rows, question)):
        if found:
            return found
    return rows


def cells(row: str) -> list[str]:
    """Part a row of a Markdown table into its cells."""
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def _named(head: str, rows: Iterable[str], question: str) -> list[str]:
    """Keep the rows whose first cell the question repeats, alone when long or after its heading."""
    asked, heading = _squashed(question), _squashed(cells(head)[0])
    return [
        row
        for row in rows
        if (name := _squashed(cells(row)[0]))
        and (f"{heading}{name}" in asked or (len(name) >= _SHORTEST_NAME and name in asked))
    ]


def _spanned(rows: Iterable[str], question: str) -> list[str]:
    days, rest = _days(question), _DAY.sub(" ", folded(question))
    numbers = [float(n.replace(",", ".")) for n in _NUMBER.findall(rest)]
    return [
        row
        for row in rows
        if any(_in_span(cells(row)[0], number) for number in numbers)
        or any(_in_season(cells(row)[0], day) for day in days)
    ]


def _days(text: str) -> list[tuple[int, int]]:
    """Read the days of the year: month and day."""
    return [
        (_MONTHS.split().index(month) + 1, int(day)) for day, month in _DAY.findall(folded(text))
    ]


def _in_season(cell: str, day: tuple[int, int]) -> bool:
    """Tell whether a day is between the two days of a cell, over the new year if need be."""
    ends = _days(cell)
    if len(ends) != 2:  # noqa: PLR2004 - a span has two ends
        return False
    first, last = ends
    return first <= day <= last if first <= last else day >= first or day <= last


def _in_span(cell: str, number: float) -> bool:
    for pattern, kind in _SPANS:
        if found := pattern.match(cell):
            ends = [float(end) for end in found.groups() if end]
            low = ends[0] if kind in {"both", "from"} else 0.0
            high = ends[-1] if kind in {"both", "until"} else float("inf")
            return low <= number <= high
    return False


def _alike(rows: Sequence[str], question: str) -> list[str]:
    """Keep the rows that share parts of words with the question which few other rows hold."""
    asked = _grams(question)
    of_rows = [_grams(row) for row in rows]
    held = Counter(gram for grams in of_rows for gram in grams)
    scores = [
        sum(1 / held[g] for g in grams & asked if held[g] * 2 <= len(rows)) for grams in of_rows
    ]
    best = max(scores, default=0.0)
    return [
        row
        for row, score in zip(rows, scores, strict=True)
        if best >= _LEAST_ALIKE and score >= best * _NEAR_THE_BEST
    ]


def _grams(text: str) -> set[str]:
    words = telling_words(text).split()
    return {word[i : i + n] for word in words for n in _GRAMS for i in range(len(word) - n + 1)}


def _squashed(text: str) -> str:
    return _NOT_TOLD.sub("", folded(text))
