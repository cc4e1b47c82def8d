"""The search in the town's own texts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import structlog

from cases.model import Passage
from knowledge.encoder import E5, Encoder, NoMeaning
from knowledge.library.extracts import Corpus, EncodedExtract, encode_extracts, extracts_of
from knowledge.readers.files import read_folder
from knowledge.search.index import Index, IndexedQuestion, Scores, TextFeatures
from knowledge.search.known_questions import KnownQuestion, KnownQuestions
from knowledge.search.quotes import in_order, quote_local
from knowledge.search.ranking import Rankings, features_of, on_own_scale

log = structlog.get_logger()

LONGEST_QUESTION = 20_000


@dataclass(frozen=True)
class _Search:
    """A corpus indexed by the vectors of one encoder, and what known questions teach of it."""

    encoded: tuple[EncodedExtract, ...]
    index: Index
    known: KnownQuestions
    by_e5: bool = True

    def question(self, message: str, encoder: Encoder) -> IndexedQuestion:
        return self.index.question(message[:LONGEST_QUESTION], encoder)

    def likelihoods(
        self, question: IndexedQuestion, places: npt.NDArray[np.int_]
    ) -> tuple[Scores, float]:
        """How likely each extract at `places` is to answer, and from which likelihood one does."""
        near, knowing = self.index.nearnesses(question), self.known.cover(places)
        if knowing:
            near = np.column_stack([near, self.known.likelihoods(question.vector)])
        features = features_of(near[places])
        if not self.by_e5:
            features = on_own_scale(features)
        ranking = Rankings.from_file().choose(knowing=knowing, own_scale=not self.by_e5)
        return ranking.likelihoods(features), ranking.answers_from


@dataclass(frozen=True)
class Procedures:
    """Every extract of the local texts, and what it takes to search them."""

    corpus: Corpus = field(default_factory=Corpus)
    by_e5: _Search | None = None
    by_encoder: _Search | None = None
    """By the vectors of the encoder that the corpus names, where they are there."""

    @classmethod
    def of(
        cls,
        corpus: Corpus,
        features: TextFeatures,
        known: Sequence[KnownQuestion] = (),
        encoder: Encoder = E5,
    ) -> Self:
        """Index a corpus, and the known questions about it."""
        if not corpus.by_e5:
            return cls()
        index = Index.of(corpus.by_e5, features)
        by_e5 = _Search(corpus.by_e5, index, KnownQuestions.of(known, corpus.extracts))
        if corpus.encoder != encoder.name:
            return cls(corpus, by_e5)
        try:
            known_by_encoder = KnownQuestions.of(known, corpus.extracts, encoder)
        except NoMeaning as error:
            log.warning("known_questions_not_encoded", why=str(error))
            return cls(corpus, by_e5)
        index = index.with_vectors(corpus.by_encoder)
        by_encoder = _Search(corpus.by_encoder, index, known_by_encoder, by_e5=False)
        return cls(corpus, by_e5, by_encoder)

    @classmethod
    def from_folder(
        cls,
        folder: Path,
        features: TextFeatures,
        known: Sequence[KnownQuestion] = (),
        encoder: Encoder = E5,
    ) -> Self:
        """Read the texts of a folder without keeping them. Raises `Unreadable`."""
        extracts = [extract for read in read_folder(folder) for extract in extracts_of(read)]
        corpus = Corpus(encode_extracts(extracts))
        if encoder is not E5:
            try:
                corpus = corpus.encoded_by(encoder)
            except NoMeaning as error:
                log.warning("texts_not_encoded", why=str(error))
        return cls.of(corpus, features, known, encoder)

    def search(
        self, question: str, on: date, limit: int = 3, encoder: Encoder = E5
    ) -> tuple[Passage, ...]:
        """Find what answers best among what is in force on a day; none when nothing does.

        A passage's score is how likely (0..1) it is to answer. E5 takes the place of an encoder
        that fails or has not read the texts.
        """
        if self.by_e5 is None or not question.strip():
            return ()
        places = np.flatnonzero(self.corpus.in_force(on))
        if not len(places):
            return ()
        search, asked = self.by_e5, None
        if self.by_encoder is not None and encoder.name == self.corpus.encoder:
            try:
                asked = self.by_encoder.question(question, encoder)
                search = self.by_encoder
            except NoMeaning as error:
                log.warning("question_not_encoded", why=str(error))
        if asked is None:
            asked = self.by_e5.question(question, E5)
        scores, answers_from = search.likelihoods(asked, places)
        found = []
        for best in np.argsort(-scores, kind="stable")[:limit]:
            one = search.encoded[places[best]]
            if scores[best] >= answers_from and (
                quote := quote_local(one, asked.words, asked.vector)
            ):
                found.append(one.extract.passage(quote, float(scores[best])))
        return tuple(found)

    def quote_is_in(self, passage: Passage) -> bool:
        """Tell whether each line of a quote stands word for word, in its order, in its extract."""
        named = (passage.source, passage.place)
        texts = [e.text for e in self.corpus.extracts if (e.source, e.place) == named]
        lines = [line for line in passage.quote.split("\n") if line.strip()]
        return any(in_order(lines, text) for text in texts)

    def has_changed(self, passage: Passage, day: date) -> bool:
        """Tell whether the version that a passage quotes no longer holds on a day."""
        in_force = zip(self.corpus.extracts, self.corpus.in_force(day), strict=True)
        return any(not holds for extract, holds in in_force if extract.place == passage.place)

    def title_of(self, passage: Passage) -> str:
        """Title of the version that a passage quotes, or its key where it is unknown."""
        titles = [e.about.title for e in self.corpus.extracts if e.place == passage.place]
        return titles[0] if titles else passage.source
