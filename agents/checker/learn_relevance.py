"""Learns how to find the rules of a ticket from labelled tickets: `make train`.

No ticket is weighed by examples of its own author, nor filed by a classifier that read them: the
weights of `relevance.yaml` fit what an unseen writer looks like, and the printed figures are of
unseen writers (only the counts of words are of all).
"""

import itertools
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
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
    signs_of,
    subjects_of,
    taken,
)
from agents.classifier.embedded import EmbeddedClassifier
from agents.classifier.examples import shipped_examples
from agents.classifier.learn import taught_by
from cases.model import Classification, Urgency
from statute.book import Book

WRITTEN = Path(__file__).with_name("relevance.yaml")
_TOP = 3
_ANSWERED = 0.92
"""The least share of answerable tickets to answer: what is not leaves an officer alone with it."""

Truth = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Judged:
    """One ticket's features, question by question (a row a rule), and the rules it asks for."""

    author: str
    text: str
    features: tuple[Features, ...]
    asked: Truth


@dataclass(frozen=True, slots=True)
class Unseen:
    """What weights learned without its author say of a ticket, question by question."""

    judged: Judged
    likely: tuple[Features, ...]
    signs: Features
    answerable: float = 0.0


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a ticket is answered, and when a rule is taken: see `Learned`."""

    answered_from: float
    taken_from: float
    beside_the_best: float
    most: int


def main() -> None:
    """Learn, print what an unseen author would get, write the files."""
    book = Book.of()
    asked = examples_of(book)
    examples = Examples.of(asked, list(subjects_of(book)))
    kernel = examples.kernel([one.text for one in asked])
    judged = list(judge_all(book, asked, examples, kernel))
    unseen = [told for author in authors_of(judged) for told in weighed_without(author, judged)]
    unseen = [told for author in authors_of(judged) for told in sounded_without(author, unseen)]
    answering = [t for t in _thresholds() if answered(unseen, t) >= _ANSWERED]
    best = max(answering, key=lambda t: worth(unseen, t))
    learned = _learned(judged, unseen, best)
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
        classifier = _classifier_without(author, book)
        theirs = np.flatnonzero(authors == author).tolist()
        questions = [questions_in(asked[place].text) for place in theirs]
        near = examples.kernel([q for listed in questions for q in listed])[:, seen]
        rows = zip(near @ weights, nearest(near, asks), strict=True)
        for place, listed in zip(theirs, questions, strict=True):
            likely = likely_of(subjects, _filed(classifier, asked[place]))
            own = itertools.islice(rows, len(listed))
            features = tuple(features_of(scores, nearness, likely) for scores, nearness in own)
            yield Judged(author, asked[place].text, features, examples.asks[place, :-1] > 0)


def _classifier_without(author: str, book: Book) -> EmbeddedClassifier:
    return taught_by([e for e in shipped_examples(book) if e.author != author])


def _filed(classifier: EmbeddedClassifier, asked: Asked) -> Classification:
    ranked = classifier.guess(asked.text).ranked
    return Classification(*ranked[0], ranked[:_TOP], Urgency.NORMALE, sensitive=False, reason="")


def weighed_without(author: str, judged: Sequence[Judged]) -> Iterator[Unseen]:
    """Give the likelihoods of an author's tickets by weights fitted on the others."""
    weights, bias = fitted([j for j in judged if j.author != author])
    for one in judged:
        if one.author == author:
            likely = tuple(likelihoods(f, weights, bias) for f in one.features)
            yield Unseen(one, likely, signs_of(one.text, one.features, likely))


def sounded_without(author: str, unseen: Sequence[Unseen]) -> Iterator[Unseen]:
    """Say how surely an author's tickets ask for any rule, by weights fitted on the others."""
    weights, bias = sounded([u for u in unseen if u.judged.author != author])
    for one in unseen:
        if one.judged.author == author:
            yield replace(one, answerable=float(likelihoods(one.signs, weights, bias)))


def fitted(judged: Sequence[Judged]) -> tuple[Features, float]:
    """Fit the weights and the bias of a rule's features, said for features as they come."""
    # Which question asks for which rule is not labelled: only tickets of one question teach.
    single = [j for j in judged if len(j.features) == 1]
    rows = np.vstack([j.features[0] for j in single])
    return _logistic(rows, np.concatenate([j.asked for j in single]))


def sounded(unseen: Sequence[Unseen]) -> tuple[Features, float]:
    """Fit the weights and the bias of a ticket's signs; both outcomes weigh alike."""
    asks = np.array([bool(u.judged.asked.any()) for u in unseen])
    return _logistic(np.vstack([u.signs for u in unseen]), asks, "balanced")


def _logistic(
    rows: Features, truth: Truth, class_weight: str | None = None
) -> tuple[Features, float]:
    learner = LogisticRegression(max_iter=1000, class_weight=class_weight)
    scaler, learner = (
        step for _, step in make_pipeline(StandardScaler(), learner).fit(rows, truth).steps
    )
    weights = learner.coef_[0] / scaler.scale_
    return weights, float(learner.intercept_[0] - weights @ scaler.mean_)


def _learned(judged: Sequence[Judged], unseen: Sequence[Unseen], best: Thresholds) -> Learned:
    (weights, bias), (signs, signs_bias) = fitted(judged), sounded(unseen)
    return Learned(
        weights=tuple(round(float(w), 4) for w in weights),
        bias=round(bias, 4),
        signs=tuple(round(float(w), 4) for w in signs),
        signs_bias=round(signs_bias, 4),
        answered_from=best.answered_from,
        taken_from=best.taken_from,
        beside_the_best=best.beside_the_best,
        most=best.most,
    )


def _picked(one: Unseen, by: Thresholds) -> list[int]:
    if one.answerable < by.answered_from:
        return []
    return list(taken(one.likely, by.taken_from, by.beside_the_best, by.most))


def answered(unseen: Sequence[Unseen], by: Thresholds) -> float:
    """Give the share of the tickets that some rule answers for which one is taken."""
    truths = [bool(_picked(one, by)) for one in unseen if one.judged.asked.any()]
    return sum(truths) / max(len(truths), 1)


def worth(unseen: Sequence[Unseen], by: Thresholds) -> float:
    """Weigh what is found against what is chosen in vain.

    A rule that is missed costs the answer; one too many costs a sentence to strike out, and a
    ticket that no rule answers must not be answered.
    """
    right = chosen = asked = silent = quiet = 0
    for one in unseen:
        picked, truth = _picked(one, by), one.judged.asked
        right += int(truth[picked].sum())
        chosen += len(picked)
        asked += int(truth.sum())
        quiet += not truth.any()
        silent += not truth.any() and not picked
    precision, recall = right / max(chosen, 1), right / max(asked, 1)
    dearer = 2
    f_measure = (1 + dearer) * precision * recall / max(dearer * precision + recall, 1e-9)
    return f_measure + silent / max(quiet, 1)


def _told(unseen: Sequence[Unseen], best: Thresholds) -> str:
    answerable = [one for one in unseen if one.judged.asked.any()]
    others = [one for one in unseen if not one.judged.asked.any()]
    picked = [(one.judged.asked, _picked(one, best)) for one in answerable]
    found = sum(int(truth[places].sum()) for truth, places in picked)
    right = [_first_is_right(one, Thresholds(0.0, 0.0, 0.0, 1)) for one in answerable]
    count = len(authors_of([one.judged for one in unseen]))
    lines = [
        f"{len(unseen)} tickets of {count} authors, each one unseen",
        f"likeliest rule is asked for: {_share(right)}",
        f"answered where a rule answers: {_share(bool(places) for _, places in picked)}",
        f"all rules found: {_share(int(t[p].sum()) == int(t.sum()) for t, p in picked)}",
        f"rules chosen that are asked for: {found / max(sum(len(p) for _, p in picked), 1):.2f}",
        f"silent where no rule answers: {_share(not _picked(one, best) for one in others)}",
    ]
    return "\n".join(lines) + "\n"


def _first_is_right(one: Unseen, by: Thresholds) -> bool:
    return bool(one.judged.asked[_picked(one, by)[0]])


def _share(truths: Iterable[bool]) -> str:
    listed = [bool(truth) for truth in truths]
    return f"{sum(listed) / max(len(listed), 1):.2f}"


def _thresholds() -> Iterator[Thresholds]:
    for answered, taken_from, beside in itertools.product(
        (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5), (0.1, 0.15, 0.2, 0.3), (0.15, 0.3, 0.5)
    ):
        yield Thresholds(answered, taken_from, beside, 2)


def authors_of(judged: Sequence[Judged]) -> list[str]:
    """List the authors of tickets, each once."""
    return sorted({one.author for one in judged})


if __name__ == "__main__":
    main()
