"""How near a question is to each extract: its meaning, its words, and the text as a whole.

Ranking adds scores brought to one scale for the question at hand. Whether anything answers at all
cannot be told from ranks: it is told from the raw nearness of meanings and of words (`sure`).
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge.extracts import Extract
from knowledge.meaning import Vectors

STOP_WORDS = frozenset(
    Path(__file__).with_name("stop_words.txt").read_text(encoding="utf-8").split()
)
"""Too common in French tickets to tell one procedure from another (accents removed)."""

_NOT_A_LETTER = re.compile(r"[^a-z]+")
_SHORTEST_WORD = 3
_NO_WORD = "zzzqx"

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True)
class _Half:
    """One way of counting words, and the texts it has counted."""

    counter: Any
    vectors: Any

    @classmethod
    def of(cls, counter: TfidfVectorizer, texts: Sequence[str]) -> Self:
        # Texts of figures alone have no word to count: one that no question holds stands for them.
        told = any(telling_words(text) for text in texts)
        return cls(counter, counter.fit_transform(texts if told else [_NO_WORD] * len(texts)))

    def scores(self, question: str) -> Scores:
        """Give the cosine with each text, 0 to 1."""
        asked = self.counter.transform([question])
        return np.asarray((self.vectors @ asked.T).todense(), dtype=np.float64).ravel()


@dataclass(frozen=True)
class Index:
    """Words weigh the sense, letters forgive the spelling, the whole text tells the subject."""

    words: _Half
    letters: _Half
    wholes: _Half
    whole_of: npt.NDArray[np.int_]
    meanings: Vectors
    unit_meanings: Vectors
    unit_of: npt.NDArray[np.int_]

    @classmethod
    def of(
        cls, extracts: Sequence[Extract], meanings: Vectors, unit_meanings: Sequence[Vectors]
    ) -> Self:
        """Count the words of extracts; `unit_meanings` holds the vectors of each one's units."""
        texts = [f"{e.about.title}\n{e.heading}\n{e.text}" for e in extracts]
        sources = list(dict.fromkeys(e.source for e in extracts))
        whole_of = np.array([sources.index(e.source) for e in extracts])
        wholes = [
            "\n".join(text for text, place in zip(texts, whole_of, strict=True) if place == number)
            for number in range(len(sources))
        ]
        counts = [len(vectors) for vectors in unit_meanings]
        return cls(
            _Half.of(_counter("word", (1, 2)), texts),
            _Half.of(_counter("char_wb", (3, 5)), texts),
            _Half.of(_counter("char_wb", (3, 5)), wholes),
            whole_of,
            meanings,
            np.vstack(unit_meanings),
            np.repeat(np.arange(len(counts)), counts),
        )

    def meaning(self, meanings: Vectors, unit_meanings: Sequence[Vectors]) -> Self:
        """Give the same words with the vectors of another encoder."""
        return replace(self, meanings=meanings, unit_meanings=np.vstack(unit_meanings))

    def said(self, question: str) -> Scores:
        """Give the nearness of words to each extract, 0 to 1: the mean of three cosines."""
        whole = self.wholes.scores(question)[self.whole_of]
        cosines = (self.words.scores(question), self.letters.scores(question), whole)
        mean: Scores = np.mean(cosines, axis=0)
        return mean

    def meant(self, asked: Vectors) -> Scores:
        """Give the nearness of meaning to each extract as a whole."""
        meant: Scores = np.asarray(self.meanings @ asked[0], dtype=np.float64)
        return meant

    def unit_meant(self, asked: Vectors) -> Scores:
        """Give the nearness of meaning to the nearest sentence or row of each extract."""
        best = np.full(len(self.meanings), -1.0)
        np.maximum.at(best, self.unit_of, (self.unit_meanings @ asked[0]).astype(np.float64))
        return best


def on_one_scale(scores: Scores) -> Scores:
    """Bring scores to mean zero and spread one, so that they add up."""
    spread = float(scores.std())
    scaled: Scores = (scores - scores.mean()) / (spread or 1.0)
    return scaled


def _counter(analyzer: str, sizes: tuple[int, int]) -> TfidfVectorizer:
    return TfidfVectorizer(
        preprocessor=telling_words, analyzer=analyzer, ngram_range=sizes, sublinear_tf=True
    )


def telling_words(text: str) -> str:
    """Keep the words that tell something, without accents, figures or signs."""
    words = _NOT_A_LETTER.sub(" ", folded(text)).split()
    return " ".join(w for w in words if len(w) >= _SHORTEST_WORD and w not in STOP_WORDS)


def folded(text: str) -> str:
    """Write in small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
