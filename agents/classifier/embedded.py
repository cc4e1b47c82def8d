"""The classifier without a model, and what it learned: numbers no code is loaded from.

Two linear models read a ticket, one its words and letters, one its meaning (multilingual E5); the
logarithms of their shares are added, each weighed so that the sum means frequencies.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from agents.classifier.sensitivity import PRIVATE, Signs
from cases.folding import MAX_TICKET, fold
from knowledge.encoder import E5

Rows = npt.NDArray[np.float64]
"""A row a text, a column a category."""
Arrays = dict[str, npt.NDArray[Any]]
"""Plain numbers by their name in a file."""

SHIPPED = Path(__file__).with_name("classifier.npz")
_VERSION = 1


class Unreadable(ValueError):
    """A file holds no learned classifier; the message is one French sentence."""


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
    def from_arrays(cls, arrays: Arrays) -> Self:
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
        """What it learned: terms, one a line, and how rare each is."""
        learned: Arrays = {}
        for kind, vectorizer in self.features.transformer_list:
            terms = "\n".join(vectorizer.get_feature_names_out()).encode()
            learned[kind] = np.frombuffer(terms, dtype=np.uint8)
            learned[f"{kind}_rarity"] = vectorizer.idf_.astype(np.float32)
        return learned

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


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear model: a row of `weights` a feature, a column what is told."""

    weights: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]

    def of(self, features: Any) -> Rows:  # noqa: ANN401 - dense or sparse
        """Score texts, from their features."""
        scores: Rows = np.asarray(features @ self.weights, dtype=np.float64) + self.bias
        return scores


@dataclass(frozen=True, slots=True)
class Sharpness:
    """How much each half counts in the sum, and the words where they are alone.

    `sensitive` weighs words, meaning and one; `sure_from` is the least share (0..1) from which
    enough first guesses are right.
    """

    words: float = 1.0
    meaning: float = 1.0
    alone: float = 1.0
    sensitive: tuple[float, float, float] = (0.5, 0.5, 0.0)
    sure_from: float = 0.5


@dataclass(frozen=True)
class CategoryModel:
    """The numbers of a classifier; `examples` is the hash of what it learned from.

    The last column of both models says how sensitive a text is.
    """

    categories: tuple[str, ...]
    counter: Counter
    words: Linear
    meaning: Linear
    centre: npt.NDArray[np.float32]
    sharpness: Sharpness
    examples: str = ""

    def read_words(self, texts: Sequence[str]) -> Rows:
        """Score texts by their words and letters."""
        return self.words.of(self.counter.count(texts))

    def read_meaning(self, vectors: npt.NDArray[np.float32]) -> Rows:
        """Score texts by their meaning."""
        return self.meaning.of(vectors - self.centre)

    def save(self, path: Path) -> None:
        """Write it; half precision changes no ranking and halves the file.

        A file that is there is replaced at once: who reads it finds the old one or the new.
        """
        sharp = self.sharpness
        half, single = np.float16, np.float32
        draft = path.with_name(f"{path.name}.{os.getpid()}.npz")
        np.savez_compressed(
            draft,
            version=np.array(_VERSION),
            categories=np.array(self.categories),
            examples=np.array(self.examples),
            words_weights=self.words.weights.astype(half),
            words_bias=self.words.bias.astype(single),
            meaning_weights=self.meaning.weights.astype(single),
            meaning_bias=self.meaning.bias.astype(single),
            centre=self.centre.astype(single),
            sharpness=np.array([sharp.words, sharp.meaning, sharp.alone, *sharp.sensitive]),
            sure_from=np.array(sharp.sure_from),
            allow_pickle=False,
            **self.counter.arrays,
        )
        draft.replace(path)

    @classmethod
    def from_file(cls, path: Path = SHIPPED) -> Self:
        """Read it (tenths of a second). Raises `Unreadable`, `OSError`."""
        try:
            with np.load(path, allow_pickle=False) as kept:
                return cls._of({name: kept[name] for name in kept.files})
        except (BadZipFile, KeyError, ValueError, EOFError):
            raise Unreadable(
                f"{path} ne contient pas un classement appris : « guichet train » le refait, "
                "« guichet train --forget » l’efface."
            ) from None

    @classmethod
    def _of(cls, kept: Arrays) -> Self:
        if int(kept["version"]) != _VERSION:
            raise ValueError("another version")
        words, meaning, alone, *sensitive = (float(number) for number in kept["sharpness"])
        by_words, by_meaning, one = sensitive
        return cls(
            categories=tuple(str(name) for name in kept["categories"]),
            counter=Counter.from_arrays(kept),
            words=Linear(kept["words_weights"].astype(np.float32), kept["words_bias"]),
            meaning=Linear(kept["meaning_weights"], kept["meaning_bias"]),
            centre=kept["centre"],
            sharpness=Sharpness(
                words, meaning, alone, (by_words, by_meaning, one), float(kept["sure_from"])
            ),
            examples=str(kept["examples"]),
        )


def shares_of(scores: Rows) -> Rows:
    """Turn scores into shares of one."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Rows = raised / raised.sum(axis=1, keepdims=True)
    return shares


def logs_of(scores: Rows) -> Rows:
    """Turn scores into logarithms of shares."""
    return np.log(np.maximum(shares_of(scores), 1e-12))


LIKELY = 0.5
LOOKS_SENSITIVE = 0.8
"""Beside the words' signs, which come first: what only looks sensitive must look so plainly."""


@dataclass(frozen=True, slots=True)
class Guess:
    """Categories by falling probability (they sum to 1), and how sensitive the ticket looks.

    `sure`: the first one is likely enough to be told without the others.
    """

    ranked: tuple[tuple[str, float], ...]
    sensitivity: float
    sure: bool = True

    def is_sensitive(self, signs: Signs) -> bool:
        """Tell whether only few may read the ticket, by its words' signs or by how it looks."""
        category, share = self.ranked[0]
        private = category in PRIVATE and share >= LIKELY
        looks = private or self.sensitivity >= LOOKS_SENSITIVE
        return bool(signs.families) or (looks and not signs.passing)


class EmbeddedClassifier:
    """Guesses the category among the configured ones, and scores sensitivity in 0..1."""

    def __init__(self, model: CategoryModel, allowed: Iterable[str]) -> None:
        """Raise `ValueError` where what was learned knows none of the `allowed` categories."""
        wanted = set(allowed)
        self._model = model
        self._places = [i for i, name in enumerate(model.categories) if name in wanted]
        if not self._places:
            raise ValueError(
                "Le classement appris ne connaît aucune des catégories réglées : relancez "
                "« guichet train »."
            )

    @classmethod
    def shipped(cls, allowed: Iterable[str], path: Path = SHIPPED) -> Self:
        """Read what ships with the application, or what a town learned (tenths of a second)."""
        return cls(CategoryModel.from_file(path), allowed)

    def guess(self, text: str) -> Guess:
        """Guess one ticket from its subject and text together (tenths of a second when long).

        Capitals and accents count in neither half: the same words mean the same, however typed.
        """
        model, read = self._model, text[:MAX_TICKET]
        words = model.read_words([read])
        meaning = model.read_meaning(E5.of_question(fold(read)))
        ranked = self._ranked(join_halves(model.sharpness, words, meaning))
        return Guess(
            ranked,
            sensitivity=float(sensitivity_of(model.sharpness, words, meaning)[0]),
            sure=ranked[0][1] >= model.sharpness.sure_from,
        )

    def filed(self, text: str) -> dict[str, float]:
        """Compute each category's share by words alone: for texts by the hundred."""
        words = self._model.read_words([text[:MAX_TICKET]])
        return dict(self._ranked(self._model.sharpness.alone * logs_of(words[:, :-1])))

    def _ranked(self, scores: Rows) -> tuple[tuple[str, float], ...]:
        """Rank the allowed categories by their shares, from the scores of one text."""
        shares = shares_of(scores[:, self._places])[0]
        names = [self._model.categories[place] for place in self._places]
        return tuple((names[i], float(shares[i])) for i in np.argsort(-shares, kind="stable"))


def join_halves(sharp: Sharpness, words: Rows, meaning: Rows) -> Rows:
    """Add both halves' logarithms of the shares of categories, each as much as it counts."""
    return sharp.words * logs_of(words[:, :-1]) + sharp.meaning * logs_of(meaning[:, :-1])


def sensitivity_of(sharp: Sharpness, words: Rows, meaning: Rows) -> Rows:
    """Say in 0..1 how sensitive texts look."""
    of_words, of_meaning, one = sharp.sensitive
    score = of_words * words[:, -1] + of_meaning * meaning[:, -1] + one
    looks: Rows = 1 / (1 + np.exp(-score))
    return looks
