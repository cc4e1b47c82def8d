"""Cuts a text into what a search finds and what a letter may quote, word for word."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from knowledge.document import About, Document, Nature, Section

_ROW = re.compile(r"^\|.*\|$")
_RULE = re.compile(r"^\|[-:| ]+\|$")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-ZÀ-Ý«])|\n")
LONGEST = 2_000
"""Characters of a section; a longer one is parted between its paragraphs."""


@dataclass(frozen=True)
class Extract:
    """What stands under one heading of a text, or in one article.

    `source` is the text's key, `version` the hash of all that version of it says; `number` orders
    the extracts of a text.
    """

    source: str
    version: str
    number: int
    about: About
    nature: Nature
    headings: tuple[str, ...]
    text: str
    article: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    state: str = ""
    cites: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The nearest heading."""
        return self.headings[-1] if self.headings else ""

    @property
    def told(self) -> str:
        """The extract with the titles that say what it is about."""
        return f"{self.about.title}. {self.heading}. {self.text}"

    def holds_on(self, day: date) -> bool:
        """Tell whether the extract, and the text it stands in, is in force on a day."""
        spans = (
            (self.about.valid_from, self.about.valid_until),
            (self.valid_from, self.valid_until),
        )
        return all((since or day) <= day <= (until or day) for since, until in spans)

    @property
    def place(self) -> str:
        """Where it stands, for whoever wants to open it."""
        return f"{self.version}-{self.number}"

    @cached_property
    def units(self) -> tuple[str, ...]:
        """What a letter may quote alone: rows of tables, then sentences."""
        return (*self.rows, *self.sentences)

    @property
    def told_units(self) -> tuple[str, ...]:
        """Its units with the titles that say what they are about."""
        return tuple(f"{self.about.title}. {self.heading}. {unit}" for unit in self.units)

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """The lines of its tables, without their heads."""
        return tuple(row for table in tables_of(self.text) for row in table[2:])

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences and list items, tables left out."""
        tabled = {line for table in tables_of(self.text) for line in table}
        prose = "\n".join(line for line in self.text.split("\n") if line.strip() not in tabled)
        return tuple(s for part in _SENTENCE_END.split(prose) if (s := part.strip()))


def extracts_of(document: Document) -> tuple[Extract, ...]:
    """Cut a document: a section an extract, parted between paragraphs where it is long."""
    version = version_of(document)
    parts = [(section, part) for section in document.sections for part in _parts(section.text)]
    return tuple(
        _extract(document, version, number, section, part)
        for number, (section, part) in enumerate(parts)
    )


def version_of(document: Document) -> str:
    """Hash all that a document says: the same text has the same version wherever it came from."""
    return hashlib.sha256(repr(document).encode()).hexdigest()


def _extract(document: Document, version: str, number: int, section: Section, text: str) -> Extract:
    return Extract(
        source=document.key,
        version=version,
        number=number,
        about=document.about,
        nature=document.nature,
        headings=section.headings,
        text=text,
        article=section.article,
        valid_from=section.valid_from,
        valid_until=section.valid_until,
        state=section.state,
        cites=section.cites,
    )


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for paragraph in text.split("\n\n"):
        if parts and len(parts[-1]) + len(paragraph) <= LONGEST:
            parts[-1] = f"{parts[-1]}\n\n{paragraph}"
        elif paragraph.strip():
            parts.append(paragraph)
    return parts


def tables_of(text: str) -> list[list[str]]:
    """Give each table of a text: its head, the rule under it, then its rows, as they are written.

    Lines between pipes that have no rule under the first are no table.
    """
    blocks: list[list[str]] = [[]]
    for line in (line.strip() for line in text.split("\n")):
        if _ROW.match(line):
            blocks[-1].append(line)
        else:
            blocks.append([])
    return [block for block in blocks if len(block) > 1 and _RULE.match(block[1])]
