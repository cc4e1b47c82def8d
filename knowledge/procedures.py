"""The town's own texts and the search in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Self

import numpy as np
import structlog

from cases.model import Passage
from knowledge.bearings import (
    Bearings,
    Scores,
    filed_as_wholes,
    ruled_by_units,
    shared_categories,
    shared_rules,
)
from knowledge.document import Document, Unreadable
from knowledge.extracts import extracts_of
from knowledge.index import Index
from knowledge.known import Known, KnownQuestion
from knowledge.meaning import E5, Encoder, NoMeaning, Vectors
from knowledge.quotes import quote_from
from knowledge.ranking import (
    Asked,
    Features,
    Places,
    Rankings,
    features_of,
    nearnesses,
    on_own_scale,
)
from knowledge.readers.files import read_path
from knowledge.shelf import Shelf, Shelved, vectors_of

log = structlog.get_logger()

LONGEST_QUESTION = 20_000


@dataclass(frozen=True)
class _Indexed:
    """What the search of a question needs of the extracts, a row or an entry an extract."""

    shelved: tuple[Shelved, ...]
    index: Index
    bearings: Bearings
    filed: tuple[Mapping[str, float], ...]
    ruled: Scores
    known: Known
    by_e5: bool = True

    @classmethod
    def of(cls, shelf: Shelf, bearings: Bearings, known: Sequence[KnownQuestion]) -> Self:
        return cls(
            shelf.shelved,
            Index.of(shelf.extracts, *_wholes_and_units(shelf.shelved)),
            bearings,
            tuple(filed_as_wholes(shelf.extracts, bearings)),
            ruled_by_units(shelf.extracts, bearings),
            Known.of(known, shelf.extracts),
        )

    def encoded_by(
        self, encoder: Encoder, shelf: Shelf, known: Sequence[KnownQuestion]
    ) -> Self | None:
        """Index the same extracts by another encoder; None where it fails or has not read all."""
        if shelf.encoder != encoder.name:
            return None
        try:
            known_by_it = Known.of(known, shelf.extracts, encoder)
        except NoMeaning as error:
            log.warning("known_questions_not_encoded", why=str(error))
            return None
        index = self.index.meaning(*_wholes_and_units(shelf.encoded))
        return replace(self, shelved=shelf.encoded, index=index, known=known_by_it, by_e5=False)

    def asked(self, message: str, encoder: Encoder) -> Asked:
        words = message[:LONGEST_QUESTION]
        return Asked(
            words,
            encoder.of_question(words),
            shared_categories(self.bearings.filed(words), self.filed),
            shared_rules(self.bearings.asked(words), self.ruled),
        )

    def likelihoods(self, asked: Asked, places: Places) -> tuple[Scores, float]:
        """Give how likely each extract at `places` is to answer, and from where one does."""
        near, knowing = nearnesses(self.index, asked), self.known.cover(places)
        if knowing:
            near = np.column_stack([near, self.known.likelihoods(asked.vector)])
        features = features_of(near[places])
        if not self.by_e5:
            features = on_own_scale(features)
        ranking = Rankings.from_file().chosen(knowing=knowing, own_scale=not self.by_e5)
        return ranking.likelihoods(features), ranking.answers_from


@dataclass(frozen=True)
class Procedures:
    """Every extract of the local texts, and what it takes to search them."""

    shelf: Shelf = field(default_factory=Shelf)
    indexed: _Indexed | None = None
    otherwise: _Indexed | None = None
    """By the vectors of the encoder that the shelf names, where they are there."""

    @classmethod
    def of(
        cls,
        shelf: Shelf,
        bearings: Bearings,
        known: Sequence[KnownQuestion] = (),
        encoder: Encoder = E5,
    ) -> Self:
        """Index what a shelf holds, and the known questions about it."""
        if not shelf.shelved:
            return cls()
        indexed = _Indexed.of(shelf, bearings, known)
        return cls(shelf, indexed, indexed.encoded_by(encoder, shelf, known))

    @classmethod
    def from_folder(
        cls,
        folder: Path,
        bearings: Bearings,
        known: Sequence[KnownQuestion] = (),
        encoder: Encoder = E5,
    ) -> Self:
        """Read the texts of a folder without keeping them; `Unreadable` when one cannot be used."""
        shown = folder.is_dir() and any(not p.name.startswith(".") for p in folder.iterdir())
        read = list(read_path(folder)) if shown else []
        if refused := [one for one in read if isinstance(one, Unreadable)]:
            raise Unreadable("\n".join(str(one) for one in refused))
        documents = [one for one in read if isinstance(one, Document)]
        extracts = [extract for document in documents for extract in extracts_of(document)]
        shelf = Shelf(vectors_of(extracts))
        return cls.of(_also_by(encoder, shelf), bearings, known, encoder)

    def nearnesses(self, question: str) -> tuple[Asked, Features]:
        """Tell how near each extract is to a question; `LookupError` without a text."""
        if self.indexed is None:
            raise LookupError("no text to search")
        asked = self.indexed.asked(question, E5)
        return asked, nearnesses(self.indexed.index, asked)

    def search(
        self, question: str, on: date, limit: int = 3, encoder: Encoder = E5
    ) -> tuple[Passage, ...]:
        """Give what answers best among what is in force on a day; none when nothing does.

        A passage's score is how likely (0..1) it is to answer. E5 takes the place of an encoder
        that fails or has not read the texts.
        """
        if self.indexed is None or not question.strip():
            return ()
        places = np.flatnonzero(self.shelf.in_force(on))
        if not len(places):
            return ()
        indexed, asked = self._asked(question, encoder) or (
            self.indexed,
            self.indexed.asked(question, E5),
        )
        scores, answers_from = indexed.likelihoods(asked, places)
        found = [
            _passage(indexed.shelved[places[best]], asked, float(scores[best]))
            for best in np.argsort(-scores, kind="stable")[:limit]
            if scores[best] >= answers_from
        ]
        return tuple(passage for passage in found if passage.quote)

    def quote_is_in(self, passage: Passage) -> bool:
        """Tell whether each line of a quote stands word for word, in its order, in its extract."""
        named = (passage.source, passage.place)
        texts = [e.text for e in self.shelf.extracts if (e.source, e.place) == named]
        lines = [line for line in passage.quote.split("\n") if line.strip()]
        return bool(lines) and any(_in_order(lines, text) for text in texts)

    def has_changed(self, passage: Passage, day: date) -> bool:
        """Tell whether the version that a passage quotes no longer holds on a day."""
        held = zip(self.shelf.extracts, self.shelf.in_force(day), strict=True)
        return any(not holds for extract, holds in held if extract.place == passage.place)

    def title_of(self, passage: Passage) -> str:
        """Give the title of the version that a passage quotes, or its key where it is unknown."""
        titles = [e.about.title for e in self.shelf.extracts if e.place == passage.place]
        return titles[0] if titles else passage.source

    def _asked(self, question: str, encoder: Encoder) -> tuple[_Indexed, Asked] | None:
        """Ask another encoder; None where it has not read the texts, or fails."""
        if self.otherwise is None or encoder.name != self.shelf.encoder:
            return None
        try:
            return self.otherwise, self.otherwise.asked(question, encoder)
        except NoMeaning as error:
            log.warning("question_not_encoded", why=str(error))
            return None


def _passage(one: Shelved, asked: Asked, score: float) -> Passage:
    return Passage(
        source=one.extract.source,
        heading=one.extract.heading,
        quote=quote_from(one, asked.words, asked.vector),
        score=round(score, 4),
        reference=one.extract.about.reference,
        place=one.extract.place,
    )


def _wholes_and_units(shelved: Sequence[Shelved]) -> tuple[Vectors, list[Vectors]]:
    wholes = np.vstack([one.vectors[:1] for one in shelved])
    return wholes, [one.vectors[1:] for one in shelved]


def _also_by(encoder: Encoder, shelf: Shelf) -> Shelf:
    if encoder is E5:
        return shelf
    try:
        return shelf.encoded_by(encoder)
    except NoMeaning as error:
        log.warning("texts_not_encoded", why=str(error))
        return shelf


def _in_order(lines: list[str], text: str) -> bool:
    start = 0
    for line in lines:
        found = text.find(line, start)
        if found < 0:
            return False
        start = found + len(line)
    return True
