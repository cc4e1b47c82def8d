"""How near the meaning of a question stands to what is asked of each rule, by the embedded E5.

Words and letters (`rule_matcher.py`) miss who asks in other words. A ridge regression on the
vectors of the same examples gives each rule a score; the middle of its examples, a nearness. Both
ship as plain numbers in `matcher.npz`, so that no example is encoded at start.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from agents.understand.shorthand import written_out
from knowledge.encoder import E5, Vectors

Scores = npt.NDArray[np.float32]
"""Rows are texts; columns are rules, the last one for what no rule answers."""

_RIDGE = 2.0
LONGEST = 300
"""Characters encoded of a question, the last ones: the time grows with them."""


def vectors_of(texts: Sequence[str]) -> Vectors:
    """Encode questions in small letters, a row each (hundredths of a second each)."""
    none = np.zeros((0, E5.dimensions), np.float32)
    return np.vstack(
        [none, *(E5.of_question(written_out(text[-LONGEST:]).lower()) for text in texts)]
    )


@dataclass(frozen=True, slots=True)
class Meaning:
    """Scores rules by vectors; rows are rules, the last one for what no rule answers."""

    centre: Vectors
    shares: Vectors
    """How often each rule is asked for, all in all."""
    weights: Vectors
    middles: Vectors

    @classmethod
    def learn(cls, vectors: Vectors, asks: Scores) -> Self:
        """Learn from the vectors of examples and what each asks for."""
        centre, shares = vectors.mean(axis=0), asks.mean(axis=0)
        about = vectors - centre
        square = about.T @ about + _RIDGE * np.eye(about.shape[1], dtype=np.float32)
        weights = np.linalg.solve(square, about.T @ (asks - shares)).T
        return cls(centre, shares, weights, _of_length_one(asks.T @ about))

    @classmethod
    def from_arrays(cls, kept: Mapping[str, Any]) -> Self:
        """Read it from arrays by name, as `as_arrays` gives them."""
        return cls(*(kept[f"meaning_{name}"].astype(np.float32) for name in cls.__slots__))

    def as_arrays(self) -> dict[str, Any]:
        """Give its arrays by name, in half precision."""
        return {f"meaning_{name}": each.astype(np.float16) for name, each in asdict(self).items()}

    def of(self, vectors: Vectors) -> tuple[Scores, Scores]:
        """Score texts, and say how near the middle of the examples of each rule is."""
        about = vectors - self.centre
        scores = (about @ self.weights.T + self.shares).astype(np.float32)
        return scores, _of_length_one(about) @ self.middles.T


def _of_length_one(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    shortened: Vectors = rows / np.maximum(lengths, 1e-9)
    return shortened
