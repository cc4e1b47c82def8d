"""What the classifier learned: plain numbers in a file that no code is loaded from.

Two linear models read a ticket, one its words and letters, one its meaning (multilingual E5); the
logarithms of their shares are added, each weighed so that the sum means frequencies.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from agents.classifier.counting import Arrays, Counter

Rows = npt.NDArray[np.float64]
"""A row a text, a column a category."""

SHIPPED = Path(__file__).with_name("classifier.npz")
_VERSION = 1


class Unreadable(ValueError):
    """A file holds no learned classifier; the message is one French sentence."""


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear model: a row of `weights` a feature, a column what is told."""

    weights: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]

    def of(self, features: Any) -> Rows:  # noqa: ANN401 - dense or sparse
        """Give the scores of texts."""
        told: Rows = np.asarray(features @ self.weights, dtype=np.float64) + self.bias
        return told


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
class Learned:
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
            counter=Counter.kept(kept),
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
    told: Rows = raised / raised.sum(axis=1, keepdims=True)
    return told


def logs_of(scores: Rows) -> Rows:
    """Turn scores into logarithms of shares."""
    return np.log(np.maximum(shares_of(scores), 1e-12))
