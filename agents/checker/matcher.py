"""How much a text looks like what is asked of each rule: words and letters shared with examples.

A kernel ridge regression: each rule's score is a weighted sum of how near the text is to each
example, so that one product of matrices gives both the score and the nearest example. Counting
words takes seconds at start; the weights take minutes to solve and ship (`matcher.npz`, made by
`make train`), as plain numbers that no code is loaded from.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from agents.checker.asked import Asked
from agents.folding import fold

Scores = npt.NDArray[np.float32]
"""Rows are texts; columns are rules, the last one for what no rule answers."""

SHIPPED = Path(__file__).with_name("matcher.npz")
_RIDGE = 0.1
_OFFSET = 0.1
"""Kernel: the square of nearness, so that a near example weighs more than several far ones; the
offset keeps some of the plain nearness."""


@dataclass(frozen=True)
class Examples:
    """Counted examples: `kernel` compares, `asks` holds 1 where an example asks for a rule."""

    counter: Any
    counted: Any
    asks: Scores

    @classmethod
    def of(cls, asked: Sequence[Asked], ids: Sequence[str]) -> Self:
        """Count the words and letters of examples (seconds of CPU)."""
        words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, dtype=np.float32)
        letters = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2, dtype=np.float32
        )
        counter = FeatureUnion([("words", words), ("letters", letters)])
        counted = counter.fit_transform([fold(one.text) for one in asked])
        place = {rule: i for i, rule in enumerate(ids)}
        asks = np.zeros((len(asked), len(ids) + 1), dtype=np.float32)
        for row, one in enumerate(asked):
            asks[row, [place[rule] for rule in one.rules] or [len(ids)]] = 1.0
        return cls(counter, counted, asks)

    def kernel(self, texts: Sequence[str]) -> Scores:
        """Compare texts (rows) with the examples (columns)."""
        wanted = self.counter.transform([fold(text) for text in texts])
        nearness = np.asarray((wanted @ self.counted.T).todense(), dtype=np.float32) / 2
        return np.square(nearness + np.float32(_OFFSET))


def solved(kernel: Scores, asks: Scores) -> Scores:
    """Weigh the examples so that the kernel between them tells what each asks for."""
    ridge = kernel + _RIDGE * np.eye(len(kernel), dtype=np.float32)
    weights: Scores = np.linalg.solve(ridge, asks)
    return weights


@dataclass(frozen=True)
class Matcher:
    """Scores the rules of `ids` for a text."""

    ids: tuple[str, ...]
    examples: Examples
    weights: Scores

    @classmethod
    def shipped(cls, asked: Sequence[Asked], ids: Sequence[str], path: Path = SHIPPED) -> Self:
        """Make it from the weights that ship; `ValueError` when they are of other examples."""
        with np.load(path, allow_pickle=False) as kept:
            if str(kept["examples"]) != hash_of(asked):
                raise ValueError(f"{path.name} was learned from other examples: make train")
            weights = kept["weights"].astype(np.float32)
        return cls(tuple(ids), Examples.of(asked, ids), weights)

    def of(self, texts: Sequence[str]) -> tuple[Scores, Scores]:
        """Give the scores, and how near the nearest example of each rule is."""
        kernel = self.examples.kernel(texts)
        return kernel @ self.weights, nearest(kernel, self.examples.asks)


def nearest(kernel: Scores, asks: Scores) -> Scores:
    """Give, for each text and rule, the kernel of the nearest example that asks for the rule."""
    columns = [
        kernel[:, asks[:, rule] > 0].max(axis=1, initial=0.0) for rule in range(asks.shape[1])
    ]
    return np.stack(columns, axis=1)


def save(weights: Scores, asked: Iterable[Asked], path: Path = SHIPPED) -> None:
    """Write the weights; half precision changes no ranking and halves the file."""
    halved = weights.astype(np.float16)
    np.savez_compressed(path, weights=halved, examples=np.array(hash_of(asked)))


def hash_of(asked: Iterable[Asked]) -> str:
    """Hash examples in their order, to tell whether the weights are of those of today."""
    lines = (f"{' '.join(one.rules)}\x1f{one.text}" for one in asked)
    return hashlib.sha256("\x1e".join(lines).encode()).hexdigest()
