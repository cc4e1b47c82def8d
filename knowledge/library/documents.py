"""A text as a reader finds it: what it says of itself, its sections, the articles it names.

Numbers of articles are brought to the one form LEGI uses, `L822-3`, and its days to ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Self


class Nature(StrEnum):
    """Where a text comes from, which says how it may be quoted."""

    LOCAL = "local"
    """A deliberation or a procedure of the town."""
    OFFICIAL = "official"
    """A law, a code, a decree: cited by article."""
    SHEET = "sheet"
    """What an administration explains to the public: never cited as law."""


_DAYS = ("valid_from", "valid_until")


@dataclass(frozen=True, slots=True)
class About:
    """What a text says of itself. Without `valid_until` it is still in force."""

    title: str
    reference: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    applies_to: str = ""
    owner: str = ""

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read it from the JSON of the database."""
        days = {day: date.fromisoformat(stored[day]) if stored[day] else None for day in _DAYS}
        return cls(**{**stored, **days})

    def to_json(self) -> dict[str, Any]:
        """Write it for the database, its days as `2026-01-31`."""
        written = asdict(self)
        return written | {day: written[day] and written[day].isoformat() for day in _DAYS}


OVER = frozenset({"ABROGE", "ANNULE", "MODIFIE", "MODIFIE_MORT_NE", "PERIME", "TRANSFERE"})
"""States of an article that is no longer the law, as LEGI writes them."""


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading, or one article.

    `headings` goes from the outermost to the nearest. Paragraphs of `text` are parted by an empty
    line; a table is its Markdown rows. An article has a number (`L822-3`), days and a state of its
    own (`VIGUEUR`, `ABROGE`... as LEGI writes it).
    """

    headings: tuple[str, ...]
    text: str
    article: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    state: str = ""
    cites: tuple[str, ...] = ()
    """Articles that the text links to, as it writes them."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text as a reader found it; `key` names it from one import to the next."""

    key: str
    about: About
    nature: Nature
    sections: tuple[Section, ...] = field(default=())


class Unreadable(ValueError):
    """A file cannot be imported: one French sentence naming the file and what to do."""


_NUMBER = r"\d{1,5}(?:-\d{1,4})*"
# A lone letter and digits may be anything: a dot, a hyphen or the word “article” tells an article.
_NAMED = re.compile(
    rf"(?P<word>\barticles?\s+)?\b(?P<letter>[LRD])(?P<dot>\.?)\s?(?P<star>\*?)\s?"
    rf"(?P<number>{_NUMBER})(?![\w])",
    re.IGNORECASE,
)
_WRITTEN = re.compile(rf"^(?P<letter>[LRDA])\.?\s?(?P<star>\*{{0,2}})\s?(?P<number>{_NUMBER})")


def articles_named(text: str) -> tuple[str, ...]:
    """List the numbers of articles a text names, each once, in its order."""
    found = (
        _joined(match)
        for match in _NAMED.finditer(text)
        if match["letter"].isupper() and (match["word"] or match["dot"] or "-" in match["number"])
    )
    return tuple(dict.fromkeys(found))


def article_number(written: str) -> str:
    """Bring the number of an article to LEGI's form; one without a letter stays as it is."""
    return _WRITTEN.sub(_joined, re.sub(r"\s+", " ", written).strip())


def by_number(article: str) -> list[tuple[int, str]]:
    """Key that sorts articles as a code does: `L9` before `L10`."""
    parts = re.findall(r"\d+|\D+", article)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _joined(match: re.Match[str]) -> str:
    return match["letter"] + match["star"] + match["number"]


_NEVER = 2999
"""The year by which LEGI says that a day is not set."""


def published_day(written: str | None) -> date | None:
    """Read a day as LEGI writes it; one that it does not set is None."""
    try:
        day = date.fromisoformat((written or "").strip()[:10])
    except ValueError:
        return None
    return None if day.year >= _NEVER else day


def last_day(end: date | None) -> date | None:
    """Tell the last day a version holds, from the day the next one begins."""
    return None if end is None or end == date.min else end - timedelta(days=1)
