"""How near a question is to each passage: words, parts of words, and the procedure as a whole."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge.passages import Paragraph

STOP_WORDS = frozenset(
    Path(__file__).with_name("stop_words.txt").read_text(encoding="utf-8").split()
)
"""Too common in French tickets to tell one procedure from another (accents removed)."""

_NOT_A_LETTER = re.compile(r"[^a-z]+")
_SHORTEST_WORD = 3


@dataclass(frozen=True)
class _Half:
    """One way of counting words, and the texts it has counted."""

    counter: Any
    vectors: Any

    @classmethod
    def of(cls, counter: TfidfVectorizer, texts: list[str]) -> Self:
        return cls(counter, counter.fit_transform(texts))

    def scores(self, question: str) -> list[float]:
        """Give the cosine with each text, 0 to 1."""
        asked = self.counter.transform([question])
        return [float(score) for score in (self.vectors @ asked.T).toarray().ravel()]


@dataclass(frozen=True)
class Index:
    """Words weigh the sense, letters forgive the spelling, the procedure tells the subject."""

    words: _Half
    letters: _Half
    procedures: _Half
    procedure_of: tuple[int, ...]

    @classmethod
    def of(cls, paragraphs: tuple[Paragraph, ...]) -> Self:
        """Count the words of every passage and of every procedure as a whole."""
        texts = [f"{p.about.title}\n{p.heading}\n{p.text}" for p in paragraphs]
        sources = list(dict.fromkeys(p.source for p in paragraphs))
        of = tuple(sources.index(p.source) for p in paragraphs)
        whole = [
            "\n".join(text for text, place in zip(texts, of, strict=True) if place == number)
            for number in range(len(sources))
        ]
        return cls(
            _Half.of(_counter("word", (1, 2)), texts),
            _Half.of(_counter("char_wb", (3, 5)), texts),
            _Half.of(_counter("char_wb", (3, 5)), whole),
            of,
        )

    def scores(self, question: str) -> list[float]:
        """Give one score a passage, the mean of three cosines."""
        whole = self.procedures.scores(question)
        passages = zip(self.words.scores(question), self.letters.scores(question), strict=True)
        return [
            (words + letters + whole[place]) / 3
            for (words, letters), place in zip(passages, self.procedure_of, strict=True)
        ]


def _counter(analyzer: str, sizes: tuple[int, int]) -> TfidfVectorizer:
    return TfidfVectorizer(
        preprocessor=telling_words, analyzer=analyzer, ngram_range=sizes, sublinear_tf=True
    )


def telling_words(text: str) -> str:
    """Keep the words that tell something, without accents, figures or signs."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = _NOT_A_LETTER.sub(" ", plain).split()
    return " ".join(w for w in words if len(w) >= _SHORTEST_WORD and w not in STOP_WORDS)
