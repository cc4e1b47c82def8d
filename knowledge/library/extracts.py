"""Extracts: a text cut into what a search finds and what a letter may quote, word for word.

A `Corpus` is extracts with the vectors of their meaning.

Whom an official extract is for is read in its own words: a heading ("Fonction publique
hospitalière") or the first words of an article ("Le fonctionnaire de l'Etat..."). What names others
and never a town's agents, nor public agents at large, is not for them; where it does not say, it is
for all.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self

import numpy as np

from cases.model import Passage
from knowledge.encoder import E5, Encoder, Progress, Vectors, no_progress
from knowledge.library.documents import OVER, About, Document, Nature
from knowledge.vocabulary import folded

_ROW = re.compile(r"^\|.*\|$")
_RULE = re.compile(r"^\|[-:| ]+\|$")
_PIPE = re.compile(r"(?<!\\)\|")
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
    def titled_text(self) -> str:
        """The extract with the titles that say what it is about."""
        return f"{self.about.title}. {self.heading}. {self.text}"

    def holds_on(self, day: date) -> bool:
        """Tell whether the extract, and the text it stands in, is in force on a day."""
        spans = (
            (self.about.valid_from, self.about.valid_until),
            (self.valid_from, self.valid_until),
        )
        return all((since or day) <= day <= (until or day) for since, until in spans)

    def passage(self, quote: str, score: float) -> Passage:
        """Make a passage of what a letter quotes of it; `score` (0..1) is how likely it answers."""
        return Passage(
            source=self.source,
            heading=self.heading,
            quote=quote,
            score=round(score, 4),
            reference=self.about.reference,
            place=self.place,
            nature=self.nature.value,
            article=self.article,
        )

    @property
    def place(self) -> str:
        """Where it stands, for whoever wants to open it."""
        return f"{self.version}-{self.number}"

    @cached_property
    def units(self) -> tuple[str, ...]:
        """What a letter may quote alone: rows of tables, then sentences."""
        return (*self.rows, *self.sentences)

    @property
    def titled_units(self) -> tuple[str, ...]:
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
        Extract(
            source=document.key,
            version=version,
            number=number,
            about=document.about,
            nature=document.nature,
            headings=section.headings,
            text=part,
            article=section.article,
            valid_from=section.valid_from,
            valid_until=section.valid_until,
            state=section.state,
            cites=section.cites,
        )
        for number, (section, part) in enumerate(parts)
    )


def version_of(document: Document) -> str:
    """Hash all that a document says: the same text has the same version wherever it came from."""
    return hashlib.sha256(repr(document).encode()).hexdigest()


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for paragraph in text.split("\n\n"):
        if parts and len(parts[-1]) + len(paragraph) <= LONGEST:
            parts[-1] = f"{parts[-1]}\n\n{paragraph}"
        elif paragraph.strip():
            parts.append(paragraph)
    return parts


def tables_of(text: str) -> list[list[str]]:
    """List the tables of a text: head, rule under it, then rows, as they are written.

    Lines between pipes that have no rule under the first are no table.
    """
    blocks: list[list[str]] = [[]]
    for line in (line.strip() for line in text.split("\n")):
        if _ROW.match(line):
            blocks[-1].append(line)
        else:
            blocks.append([])
    return [block for block in blocks if len(block) > 1 and _RULE.match(block[1])]


def cells(row: str) -> list[str]:
    """Part a row of a Markdown table into its cells."""
    bare = row.strip().removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\|", "|") for cell in _PIPE.split(bare)]


_OTHERS = re.compile(
    r"fonction publique (?:de l.|d.)etat|hospitali|\bfp[eh]\b|\bl\. ?5\b"
    r"|(?:fonctionnaires?(?: civils?)?|agents?(?: contractuels?| publics?)?|services?"
    r"|administrations?|corps de fonctionnaires) de l.etat"
    r"|\bmagistrat|\bmilitaire|police nationale|penitentiaire|ambassad|\bministr|\bministeri"
)
_OURS = re.compile(
    r"territoria(?:l|ux)|agents? publics?\b(?! de l.etat)|\bfpt\b|\bl\. ?[24]\b"
    r"|employeurs? publics?|personnes? publiques?|centres? de gestion|collectivites"
    r"|\bcommun(?:e|es|al|ale|aux)\b"
)
# A text is for employees of private law where its title says so and its words nothing else.
_PRIVATE = re.compile(r"code du travail|secteur prive|convention collective|\bsalarie")
_PUBLIC = re.compile(r"fonctions? publiques?|agents? publics?|fonctionnaire|droit public")
_FIRST_WORDS = 200


def may_be_found(extract: Extract) -> bool:
    """Tell whether an extract is for a town's agents and was in force on days that are known."""
    return is_for_a_town(extract) and not (extract.state in OVER and extract.valid_until is None)


def is_for_a_town(extract: Extract) -> bool:
    """Tell whether an extract may be cited to an agent of a town."""
    if _PRIVATE.search(folded(extract.about.title)):
        public = extract.text if extract.nature is Nature.OFFICIAL else extract.about.title
        if not _PUBLIC.search(folded(" ".join((*extract.headings, public)))):
            return False
    for heading in map(folded, reversed(extract.headings)):
        others, ours = _OTHERS.search(heading), _OURS.search(heading)
        if others or ours:
            if not ours:
                return False
            break
    text = folded(extract.text)
    return not (_OTHERS.search(text[:_FIRST_WORDS]) and not _OURS.search(text))


@dataclass(frozen=True)
class EncodedExtract:
    """An extract and the vectors of the whole, then of its units.

    An official extract has none of units, and none at all where no search may give it.
    """

    extract: Extract
    vectors: Vectors


@dataclass(frozen=True)
class Corpus:
    """Extracts in the order of their import: of two versions of a text, the later comes last."""

    by_e5: tuple[EncodedExtract, ...] = ()
    by_encoder: tuple[EncodedExtract, ...] = ()
    """The same extracts with the vectors of `encoder`; none unless it encoded them all."""
    encoder: str = ""

    def encoded_by(self, encoder: Encoder) -> Self:
        """Add the vectors of another encoder. Raises `NoMeaning`."""
        encoded = encode_extracts(self.extracts, encoder=encoder)
        return replace(self, by_encoder=encoded, encoder=encoder.name)

    @cached_property
    def extracts(self) -> tuple[Extract, ...]:
        """The extracts, without their vectors."""
        return tuple(one.extract for one in self.by_e5)

    def in_force(self, on: date) -> list[bool]:
        """Tell which extracts hold on a day.

        Of the versions of a text that have begun, the one that began last counts (of two that
        began together, the one imported last); where it has ended, no earlier one revives.
        """
        begun: dict[str, tuple[date, int, str]] = {}
        for place, extract in enumerate(self.extracts):
            since = extract.about.valid_from or date.min
            if since <= on:
                version = (since, place, extract.version)
                begun[extract.source] = max(begun.get(extract.source, version), version)
        return [
            extract.holds_on(on) and begun[extract.source][2] == extract.version
            for extract in self.extracts
        ]


def encode_extracts(
    extracts: Sequence[Extract], progress: Progress = no_progress, encoder: Encoder = E5
) -> tuple[EncodedExtract, ...]:
    """Encode extracts and their units; the slow part of an import. Raises `NoMeaning`."""
    texts = [_texts_to_encode(extract) for extract in extracts]
    vectors = encoder.of_passages([text for own in texts for text in own], progress)
    ends = np.cumsum([len(own) for own in texts])[:-1]
    parts = np.split(vectors, ends) if extracts else []
    return tuple(EncodedExtract(e, part) for e, part in zip(extracts, parts, strict=True))


def _texts_to_encode(extract: Extract) -> list[str]:
    if extract.nature is Nature.LOCAL:
        return [extract.titled_text, *extract.titled_units]
    return [extract.titled_text] if may_be_found(extract) else []
