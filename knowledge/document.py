"""What a reader gives: one text with what it says of itself, cut along its own headings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Nature(StrEnum):
    """Where a text comes from, which says how it may be quoted."""

    LOCAL = "local"
    """A deliberation or a procedure of the town."""
    OFFICIAL = "official"
    """A law, a code, a decree: cited by article."""
    SHEET = "sheet"
    """What an administration explains to the public: never cited as law."""


@dataclass(frozen=True, slots=True)
class About:
    """What a text says of itself. Without `valid_until` it is still in force."""

    title: str
    reference: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    applies_to: str = ""
    owner: str = ""


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
