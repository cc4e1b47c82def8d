"""Words and letters of a text, counted as when the classifier learned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from agents.folding import fold

Arrays = dict[str, npt.NDArray[Any]]
"""Plain numbers by their name in a file."""


@dataclass(frozen=True)
class Counter:
    """Counts texts; a row a text, a column a word, a pair of words or a few letters of one."""

    features: Any

    @classmethod
    def of(cls, texts: Sequence[str]) -> Self:
        """Learn the words and letters of texts, and how rare each is."""
        features = FeatureUnion([(kind, _vectorizer(kind)) for kind in ("words", "letters")])
        return cls(features.fit([fold(text) for text in texts]))

    @classmethod
    def kept(cls, arrays: Arrays) -> Self:
        """Make it from numbers that `arrays` gave."""
        made = []
        for kind in ("words", "letters"):
            terms = arrays[kind].tobytes().decode().split("\n")
            vectorizer = _vectorizer(kind, {term: place for place, term in enumerate(terms)})
            vectorizer.idf_ = arrays[f"{kind}_rarity"]
            made.append((kind, vectorizer))
        return cls(FeatureUnion(made))

    @property
    def arrays(self) -> Arrays:
        """Give what it learned: terms, one a line, and how rare each is."""
        told: Arrays = {}
        for kind, vectorizer in self.features.transformer_list:
            terms = "\n".join(vectorizer.get_feature_names_out()).encode()
            told[kind] = np.frombuffer(terms, dtype=np.uint8)
            told[f"{kind}_rarity"] = vectorizer.idf_.astype(np.float32)
        return told

    def count(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 - a sparse matrix, untyped
        """Count texts as they were written."""
        return self.features.transform([fold(text) for text in texts])


def _vectorizer(kind: str, terms: dict[str, int] | None = None) -> TfidfVectorizer:
    same = {"sublinear_tf": True, "dtype": np.float32, "vocabulary": terms}
    # A name that one person wrote once is no word to learn from, and none to keep.
    rare = {} if terms else {"min_df": 2}
    if kind == "words":
        return TfidfVectorizer(ngram_range=(1, 2), **same, **rare)
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), **same, **rare)
