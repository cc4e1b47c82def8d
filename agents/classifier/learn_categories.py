"""Learns the classifier; `python -m agents.classifier.learn_categories` writes the one that ships.

Whoever wrote a ticket is left out of what it is judged by: weights of the halves, thresholds and
printed figures are those of unseen authors. Only the numbers that are written learn from all.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # no stubs

from agents.classifier.classifier_report import Judged, report
from agents.classifier.embedded import (
    SHIPPED,
    CategoryModel,
    Counter,
    EmbeddedClassifier,
    Guess,
    Linear,
    Rows,
    Sharpness,
    join_halves,
    logs_of,
    sensitivity_of,
    shares_of,
)
from agents.classifier.examples import LABELLED, Example, hash_of, shipped_examples
from cases.folding import fold
from knowledge.encoder import E5, Progress, Vectors, no_progress
from statute.book import Book

_RIGHT = 0.92
"""Share of first guesses that are right where the classifier says that it is sure."""
_SCALE = 4.0
"""E5's vectors stand close together: spread, so that the learner's usual strength suits them."""


def main() -> None:
    """Learn from what ships, print what an unseen author would get, write the file."""
    model, judged = learn(shipped_examples(Book.of()))
    model.save(SHIPPED)
    sys.stdout.write(report(judged, model.sharpness.sure_from))


@dataclass(frozen=True, slots=True)
class Part:
    """An author's tickets, scored by both halves: the last column says how sensitive they are."""

    categories: tuple[str, ...]
    examples: Sequence[Example]
    words: Rows
    meaning: Rows

    @property
    def truth(self) -> npt.NDArray[np.int_]:
        """The places of the labelled categories."""
        return np.array([self.categories.index(e.category) for e in self.examples])


def learn(
    examples: Sequence[Example], progress: Progress = no_progress
) -> tuple[CategoryModel, tuple[Judged, ...]]:
    """Learn from examples (minutes), and judge the labelled ones by what other authors taught."""
    vectors = vectors_of([e.text for e in examples], progress)
    parts = list(_parts_of_unseen_authors(examples, vectors))
    sharpness = _sharpness(parts)
    judged = tuple(one for part in parts for one in _judged(part, sharpness))
    # The least share from which enough first guesses of unseen authors are right.
    ranked = sorted(judged, key=lambda one: -one.share)
    right = np.cumsum([one.right for one in ranked]) / np.arange(1, len(ranked) + 1)
    enough = np.flatnonzero(right >= _RIGHT)
    sure_from = ranked[int(enough[-1])].share if len(enough) else 1.0
    sharpness = replace(sharpness, sure_from=sure_from)
    whole = replace(fit(examples, vectors), sharpness=sharpness, examples=hash_of(examples))
    return whole, judged


def train_on(examples: Sequence[Example]) -> EmbeddedClassifier:
    """Make a classifier of examples whose halves count as in the one that ships."""
    fitted = fit(examples, vectors_of([e.text for e in examples]))
    model = replace(fitted, sharpness=CategoryModel.from_file().sharpness)
    return EmbeddedClassifier(model, model.categories)


def vectors_of(texts: Sequence[str], progress: Progress = no_progress) -> Vectors:
    """Encode texts as questions, each once in the life of a process."""
    rows = np.zeros((len(texts), E5.dimensions), np.float32)
    _vector("")  # the model is loaded once, before the threads ask for it
    with ThreadPoolExecutor(os.cpu_count()) as side_by_side:
        for place, row in enumerate(side_by_side.map(_vector, map(fold, texts))):
            rows[place] = row
            progress(place + 1, len(texts))
    return rows


@cache
def _vector(text: str) -> Vectors:
    row: Vectors = E5.of_question(text)[0]
    return row


def fit(examples: Sequence[Example], vectors: Vectors) -> CategoryModel:
    """Fit both halves on examples and their vectors."""
    counter = Counter.of([e.text for e in examples])
    centre = vectors.mean(axis=0)
    # On matrices this small, more threads only wait for each other: ten times the CPU.
    with threadpool_limits(1):
        words = _linear(counter.count([e.text for e in examples]), examples, 10.0)
        meaning = _linear((vectors - centre) * _SCALE, examples, 1.0)
    meaning = Linear(meaning.weights * np.float32(_SCALE), meaning.bias)
    categories = tuple(sorted({e.category for e in examples}))
    return CategoryModel(categories, counter, words, meaning, centre, Sharpness())


def _linear(features: Any, examples: Sequence[Example], strength: float) -> Linear:  # noqa: ANN401 - dense or sparse
    known = [i for i, e in enumerate(examples) if e.sensitive is not None]
    category = _logistic(features, [e.category for e in examples], strength, examples)
    sensitive = _logistic(
        features[known],
        [bool(examples[i].sensitive) for i in known],
        strength,
        [examples[i] for i in known],
    )
    weights = np.hstack([category.coef_.T, sensitive.coef_.T]).astype(np.float32)
    bias = np.concatenate([category.intercept_, sensitive.intercept_]).astype(np.float32)
    return Linear(weights, bias)


def _logistic(
    features: Any,  # noqa: ANN401 - same
    labels: Sequence[str] | Sequence[bool],
    strength: float,
    examples: Sequence[Example],
) -> Any:  # noqa: ANN401 - scikit-learn is untyped
    learner = LogisticRegression(C=strength, class_weight="balanced", max_iter=300, tol=1e-3)
    return learner.fit(features, labels, sample_weight=[e.weight for e in examples])


def _parts_of_unseen_authors(examples: Sequence[Example], vectors: Vectors) -> Iterator[Part]:
    """Score the labelled tickets of each author by what the other authors taught."""
    categories = tuple(sorted({e.category for e in examples}))
    for author in sorted({e.author for e in examples if e.weight >= LABELLED}):
        others = [i for i, e in enumerate(examples) if e.author != author]
        theirs = [i for i, e in enumerate(examples) if e.author == author and e.weight >= LABELLED]
        taught = fit([examples[i] for i in others], vectors[others])
        chosen = [examples[i] for i in theirs]
        yield Part(
            categories,
            chosen,
            _aligned(taught.read_words([e.text for e in chosen]), taught, categories),
            _aligned(taught.read_meaning(vectors[theirs]), taught, categories),
        )


def _aligned(scores: Rows, taught: CategoryModel, categories: Sequence[str]) -> Rows:
    """Add a column for a category that only the author left out knows, and no chance."""
    place = {name: i for i, name in enumerate(taught.categories)}
    none = scores.min(axis=1) - 20.0
    columns = [scores[:, place[c]] if c in place else none for c in categories]
    return np.column_stack([*columns, scores[:, -1]])


def _sharpness(parts: Sequence[Part]) -> Sharpness:
    """Find what makes shares mean frequencies on authors that were not read."""
    words = np.vstack([part.words for part in parts])
    meaning = np.vstack([part.meaning for part in parts])
    truth = np.concatenate([part.truth for part in parts])
    by_words, by_meaning = logs_of(words[:, :-1]), logs_of(meaning[:, :-1])
    steps = np.arange(0.1, 2.05, 0.05)
    of_words, of_meaning = min(
        product(steps, steps),
        key=lambda pair: _surprise(pair[0] * by_words + pair[1] * by_meaning, truth),
    )
    alone = min(steps, key=lambda step: _surprise(step * by_words, truth))
    labels = [e.sensitive for part in parts for e in part.examples]
    known = [i for i, label in enumerate(labels) if label is not None]
    scores = np.column_stack([words[known, -1], meaning[known, -1]])
    learner = LogisticRegression(class_weight="balanced")
    learner.fit(scores, [bool(labels[i]) for i in known])
    word_weight, meaning_weight = (float(weight) for weight in learner.coef_[0])
    sensitive = word_weight, meaning_weight, float(learner.intercept_[0])
    return Sharpness(float(of_words), float(of_meaning), float(alone), sensitive)


def _surprise(scores: Rows, truth: npt.NDArray[np.int_]) -> float:
    shares = shares_of(scores)[np.arange(len(truth)), truth]
    return -float(np.log(np.maximum(shares, 1e-12)).mean())


def _judged(part: Part, sharpness: Sharpness) -> Iterator[Judged]:
    shares = shares_of(join_halves(sharpness, part.words, part.meaning))
    sensitivity = sensitivity_of(sharpness, part.words, part.meaning)
    for example, row, sensitive in zip(part.examples, shares, sensitivity, strict=True):
        order = np.argsort(-row, kind="stable")
        ranked = tuple((part.categories[i], float(row[i])) for i in order)
        yield Judged(example, Guess(ranked, float(sensitive)))


if __name__ == "__main__":
    main()
