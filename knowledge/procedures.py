"""The town's own texts and the search in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Self

import numpy as np

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
from knowledge.meaning import of_question
from knowledge.quotes import quote_from
from knowledge.ranking import Asked, Features, Places, Rankings, features_of, nearnesses
from knowledge.readers.files import read_path
from knowledge.shelf import Shelf, vectors_of

LONGEST_QUESTION = 20_000


@dataclass(frozen=True)
class _Indexed:
    """What the search of a question needs of the extracts, a row or an entry an extract."""

    index: Index
    bearings: Bearings
    filed: tuple[Mapping[str, float], ...]
    ruled: Scores
    known: Known

    @classmethod
    def of(cls, shelf: Shelf, bearings: Bearings, known: Sequence[KnownQuestion]) -> Self:
        vectors = [one.vectors for one in shelf.shelved]
        wholes = np.vstack([each[:1] for each in vectors])
        return cls(
            Index.of(shelf.extracts, wholes, [each[1:] for each in vectors]),
            bearings,
            tuple(filed_as_wholes(shelf.extracts, bearings)),
            ruled_by_units(shelf.extracts, bearings),
            Known.of(known, shelf.extracts),
        )

    def asked(self, message: str) -> Asked:
        words = message[:LONGEST_QUESTION]
        return Asked(
            words,
            of_question(words),
            shared_categories(self.bearings.filed(words), self.filed),
            shared_rules(self.bearings.asked(words), self.ruled),
        )

    def likelihoods(self, asked: Asked, places: Places) -> tuple[Scores, float]:
        """Give how likely each extract at `places` is to answer, and from where one does."""
        near, rankings = nearnesses(self.index, asked), Rankings.from_file()
        ranking = rankings.plain
        if self.known.cover(places):
            near = np.column_stack([near, self.known.nearness(asked.vector)])
            ranking = rankings.knowing
        return ranking.likelihoods(features_of(near[places])), ranking.answers_from


@dataclass(frozen=True)
class Procedures:
    """Every extract of the local texts, and what it takes to search them."""

    shelf: Shelf = field(default_factory=Shelf)
    indexed: _Indexed | None = None

    @classmethod
    def of(
        cls,
        shelf: Shelf,
        bearings: Bearings,
        known: Sequence[KnownQuestion] = (),
    ) -> Self:
        """Index what a shelf holds, and the known questions about it."""
        if not shelf.shelved:
            return cls()
        return cls(shelf, _Indexed.of(shelf, bearings, known))

    @classmethod
    def from_folder(
        cls,
        folder: Path,
        bearings: Bearings,
        known: Sequence[KnownQuestion] = (),
    ) -> Self:
        """Read the texts of a folder without keeping them; `Unreadable` when one cannot be used."""
        shown = folder.is_dir() and any(not p.name.startswith(".") for p in folder.iterdir())
        read = list(read_path(folder)) if shown else []
        if refused := [one for one in read if isinstance(one, Unreadable)]:
            raise Unreadable("\n".join(str(one) for one in refused))
        documents = [one for one in read if isinstance(one, Document)]
        extracts = [extract for document in documents for extract in extracts_of(document)]
        return cls.of(Shelf(vectors_of(extracts)), bearings, known)

    def nearnesses(self, question: str) -> tuple[Asked, Features]:
        """Tell how near each extract is to a question; `LookupError` without a text."""
        if self.indexed is None:
            raise LookupError("no text to search")
        asked = self.indexed.asked(question)
        return asked, nearnesses(self.indexed.index, asked)

    def search(self, question: str, on: date, limit: int = 3) -> tuple[Passage, ...]:
        """Give what answers best among what is in force on a day; none when nothing does.

        A passage's score is how likely (0..1) it is to answer.
        """
        if self.indexed is None or not question.strip():
            return ()
        places = np.flatnonzero(self.shelf.in_force(on))
        if not len(places):
            return ()
        asked = self.indexed.asked(question)
        scores, answers_from = self.indexed.likelihoods(asked, places)
        found = [
            self._passage(int(places[best]), asked, float(scores[best]))
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

    def _passage(self, place: int, asked: Asked, score: float) -> Passage:
        one = self.shelf.shelved[place]
        return Passage(
            source=one.extract.source,
            heading=one.extract.heading,
            quote=quote_from(one, asked.words, asked.vector),
            score=round(score, 4),
            reference=one.extract.about.reference,
            place=one.extract.place,
        )


def _in_order(lines: list[str], text: str) -> bool:
    start = 0
    for line in lines:
        found = text.find(line, start)
        if found < 0:
            return False
        start = found + len(line)
    return True
