"""The classifier without a model: words and letters counted, a logistic regression, calibrated.

It learns at process start from the sentences in `train/` (under two CPU-seconds), so that no
trained file has to be shipped, trusted or kept in step with the library.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import yaml
from sklearn.calibration import CalibratedClassifierCV
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import LeaveOneGroupOut
from sklearn.pipeline import FeatureUnion
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # no stubs

from agents.folding import MAX_TICKET, fold
from agents.team import Guess

TRAINING = Path(__file__).with_name("train")


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled ticket; `author` says who wrote it, so that no one is tested on oneself."""

    text: str
    category: str
    sensitive: bool
    author: str
    id: str = ""
    written: str = ""
    """The text as it was written; `text` is its folded form."""


class EmbeddedClassifier:
    """Guesses the category among the configured ones, and scores sensitivity in 0..1."""

    def __init__(self, features: Any, categories: Any, sensitivity: Any) -> None:  # noqa: ANN401 - scikit-learn is untyped
        self._features = features
        self._categories = categories
        self._sensitivity = sensitivity

    @classmethod
    def train(cls, examples: Sequence[Example], allowed: Iterable[str]) -> Self:
        """Learn from labelled tickets; those of a category not `allowed` are left out."""
        kept = set(allowed)
        chosen = [e for e in examples if e.category in kept]
        features = _features().fit([e.text for e in chosen])
        counted = features.transform([e.text for e in chosen])
        authors = [e.author for e in chosen]
        # On matrices this small, more threads only wait for each other: ten times the CPU.
        with threadpool_limits(1):
            return cls(
                features,
                _learner(counted, [e.category for e in chosen], authors),
                _learner(counted, [e.sensitive for e in chosen], authors),
            )

    @classmethod
    def from_training(cls, allowed: Iterable[str]) -> Self:
        """Learn from the sentences that ship with the application."""
        return cls.train(read_examples(TRAINING), allowed)

    def guess(self, text: str) -> Guess:
        """Guess one ticket from its subject and text together."""
        counted = self._features.transform([fold(text[:MAX_TICKET])])
        shares = self._categories.predict_proba(counted)[0]
        order = np.argsort(-shares, kind="stable")
        names = self._categories.classes_
        ranked = tuple((str(names[i]), float(shares[i])) for i in order)
        yes = list(self._sensitivity.classes_).index(True)
        return Guess(ranked, float(self._sensitivity.predict_proba(counted)[0][yes]))


def read_examples(folder: Path) -> list[Example]:
    """Read every labelled file of a folder; a file is an author."""
    return [
        Example(
            fold(written := f"{ticket.get('subject', '')}\n{ticket['text']}"),
            ticket["category"],
            ticket["sensitive"],
            path.stem,
            str(ticket.get("id", "")),
            written,
        )
        for path in sorted(folder.glob("*.yaml"))
        for ticket in yaml.safe_load(path.read_text(encoding="utf-8"))["tickets"]
    ]


def _features() -> FeatureUnion:
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
    return FeatureUnion([("words", words), ("letters", letters)])


def _learner(counted: Any, labels: Sequence[Any], authors: Sequence[str]) -> Any:  # noqa: ANN401 - same
    learner = LogisticRegression(C=10, class_weight="balanced", max_iter=300, tol=1e-3)
    if len(set(authors)) == 1:
        return learner.fit(counted, labels)
    # One temperature, found on authors the learner has not read: shares then mean frequencies.
    folds = list(LeaveOneGroupOut().split(counted, labels, authors))
    calibrated = CalibratedClassifierCV(learner, method="temperature", cv=folds, ensemble=False)
    return calibrated.fit(counted, labels)
