"""Learns how to find the rules of a ticket from labelled tickets: `make train`.

No ticket is weighed by examples of its own author, nor filed by a classifier that read them: the
weights of `relevance.yaml` fit what an unseen writer looks like, and the printed figures are of
unseen writers (only the counts of words are of all).
"""

import itertools
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from agents.checker.asked import Asked, questions_in
from agents.checker.matcher import Examples, Scores, nearest, save, solved
from agents.checker.relevance import (
    Features,
    Learned,
    examples_of,
    features_of,
    likelihoods,
    likely_of,
    subjects_of,
    taken,
)
from agents.classifier.embedded import TRAINING, EmbeddedClassifier, read_examples
from cases.model import Classification, Urgency
from statute.book import Book

WRITTEN = Path(__file__).with_name("relevance.yaml")
_TOP = 3

Truth = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Judged:
    """One ticket's features, question by question (a row a rule), and the rules it asks for."""

    author: str
    features: tuple[Features, ...]
    asked: Truth


def main() -> None:
    """Learn, print what an unseen author would get, write the files."""
    book = Book.of()
    asked = examples_of(book)
    examples = Examples.of(asked, list(subjects_of(book)))
    kernel = examples.kernel([one.text for one in asked])
    judged = list(judge_all(book, asked, examples, kernel))
    unseen = []
    for author in sorted({j.author for j in judged}):
        weights, bias = fitted([j for j in judged if j.author != author])
        theirs = (j for j in judged if j.author == author)
        unseen += [(j, [likelihoods(f, weights, bias) for f in j.features]) for j in theirs]
    best = max(_thresholds(), key=lambda t: worth(unseen, *t))
    weights, bias = fitted(judged)
    learned = Learned(
        weights=tuple(round(float(w), 3) for w in weights),
        bias=round(bias, 3),
        taken_from=best[0],
        beside_the_best=best[1],
        most=best[2],
    )
    sys.stdout.write(_told(unseen, best))
    head = "# Made by `make train`: do not edit by hand.\n"
    WRITTEN.write_text(head + yaml.safe_dump(learned.model_dump(mode="json")), encoding="utf-8")
    save(solved(kernel, examples.asks), asked)


def judge_all(
    book: Book, asked: Sequence[Asked], examples: Examples, kernel: Scores
) -> Iterator[Judged]:
    """Describe every labelled ticket by examples of other authors."""
    authors = np.array([one.author for one in asked])
    subjects = list(subjects_of(book).values())
    for author in sorted({one.author for one in asked if one.author}):
        seen = np.flatnonzero(authors != author)
        asks = examples.asks[seen]
        weights = solved(kernel[np.ix_(seen, seen)], asks)
        classifier = _classifier_without(author)
        theirs = np.flatnonzero(authors == author).tolist()
        questions = [questions_in(asked[place].text) for place in theirs]
        near = examples.kernel([q for listed in questions for q in listed])[:, seen]
        rows = zip(near @ weights, nearest(near, asks), strict=True)
        for place, listed in zip(theirs, questions, strict=True):
            likely = likely_of(subjects, _filed(classifier, asked[place]))
            own = itertools.islice(rows, len(listed))
            features = tuple(features_of(scores, nearness, likely) for scores, nearness in own)
            yield Judged(author, features, examples.asks[place, :-1] > 0)


def _classifier_without(author: str) -> EmbeddedClassifier:
    examples = read_examples(TRAINING)
    unread = author if author in {e.author for e in examples} else ""
    return _classifier(unread)


@cache
def _classifier(unread: str) -> EmbeddedClassifier:
    examples = [e for e in read_examples(TRAINING) if e.author != unread]
    return EmbeddedClassifier.train(examples, {e.category for e in examples})


def _filed(classifier: EmbeddedClassifier, asked: Asked) -> Classification:
    ranked = classifier.guess(asked.text).ranked
    return Classification(*ranked[0], ranked[:_TOP], Urgency.NORMALE, sensitive=False, reason="")


def fitted(judged: Sequence[Judged]) -> tuple[Features, float]:
    """Fit the weights and the bias, said for features as they come."""
    # Which question asks for which rule is not labelled: only tickets of one question teach.
    single = [j for j in judged if len(j.features) == 1]
    rows = np.vstack([j.features[0] for j in single])
    asked = np.concatenate([j.asked for j in single])
    scaled = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500)).fit(rows, asked)
    scaler, learner = scaled[0], scaled[1]
    weights = learner.coef_[0] / scaler.scale_
    return weights, float(learner.intercept_[0] - weights @ scaler.mean_)


Unseen = Sequence[tuple[Judged, Sequence[Features]]]


def worth(unseen: Unseen, from_: float, beside: float, most: int) -> float:
    """Weigh what is found against what is chosen in vain.

    A rule that is missed costs the answer; one too many costs a sentence to strike out, and a
    ticket that no rule answers must not be answered.
    """
    right = chosen = asked = silent = quiet = 0
    for judged, likely in unseen:
        picked = list(taken(likely, from_, beside, most))
        right += int(judged.asked[picked].sum())
        chosen += len(picked)
        asked += int(judged.asked.sum())
        if not judged.asked.any():
            quiet += 1
            silent += not picked
    precision, recall = right / max(chosen, 1), right / max(asked, 1)
    dearer = 3
    f_measure = (1 + dearer) * precision * recall / max(dearer * precision + recall, 1e-9)
    return f_measure + silent / max(quiet, 1)


def _told(unseen: Unseen, best: tuple[float, float, int]) -> str:
    answerable = [(j, likely) for j, likely in unseen if j.asked.any()]
    others = [likely for j, likely in unseen if not j.asked.any()]
    picked = [(j, list(taken(likely, *best))) for j, likely in answerable]
    found = sum(int(j.asked[p].sum()) for j, p in picked)
    lines = [
        f"{len(unseen)} tickets of {len({j.author for j, _ in unseen})} authors, each one unseen",
        f"likeliest rule is asked for: {_share(_first_is_right(*one) for one in answerable)}",
        f"rules found: {found / sum(int(j.asked.sum()) for j, _ in picked):.2f}",
        f"rules chosen that are asked for: {found / max(sum(len(p) for _, p in picked), 1):.2f}",
        f"silent where no rule answers: {_share(not taken(li, *best) for li in others)}",
    ]
    return "\n".join(lines) + "\n"


def _first_is_right(judged: Judged, likely: Sequence[Features]) -> bool:
    return bool(judged.asked[next(iter(taken(likely, 0.0, 0.0, 1)))])


def _share(truths: Iterator[bool]) -> str:
    listed = [bool(truth) for truth in truths]
    return f"{sum(listed) / max(len(listed), 1):.2f}"


def _thresholds() -> Iterator[tuple[float, float, int]]:
    shares = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
    return itertools.product(shares, (0.1, 0.2, 0.3, 0.4, 0.5), (2, 3))


if __name__ == "__main__":
    main()
