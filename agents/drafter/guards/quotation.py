"""What stands between quotation marks, found in one walk: marks left open cost no second one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_OPENING = re.compile('[«“"]')
_CLOSING = {"«": "»", "“": "”", '"': '"'}
_MARKS = str.maketrans(dict.fromkeys('«»“”"', " "))
_INNER = ((re.compile(r"«[ \u00a0\u202f]*"), "“"), (re.compile(r"[ \u00a0\u202f]*»"), "”"))


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, and where they stand with their marks."""

    words: str
    start: int
    end: int


def quoted(text: str) -> Iterator[Quote]:
    """Give the quotes of a text in order; straight marks hold no more than a line."""
    place = 0
    never_closed: set[str] = set()
    while found := _OPENING.search(text, place):
        start, place, mark = found.start(), found.end(), found[0]
        if mark in never_closed:
            continue
        end = text.find(_CLOSING[mark], place)
        if end < 0:
            never_closed.add(mark)
            continue
        inside = text[place:end]
        words = inside.strip()
        if mark == '"' and (not inside.strip("\n") or "\n" in words):
            continue
        place = end + 1
        yield Quote(words, start, place)


def within_quotes(text: str) -> str:
    """Write the marks of a text as those of a quote within a quote: it closes none but its own."""
    for mark, inner in _INNER:
        text = mark.sub(inner, text)
    return text


def without_marks(text: str) -> str:
    """Leave out the marks that no quote took with it: read again, two of them would hide words."""
    return text.translate(_MARKS)


def without_quotes(text: str, stand_in: Callable[[Quote], str] = lambda _quote: " ") -> str:
    """Put something in the place of each quote."""
    kept, start = [], 0
    for quote in quoted(text):
        kept += [text[start : quote.start], stand_in(quote)]
        start = quote.end
    return "".join([*kept, text[start:]])
