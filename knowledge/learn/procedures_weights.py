"""Learns the weights of the ranking of local texts: part of `make train`.

The questions of `train/` are about the procedures of an invented town, read from a folder; other
questions are about matters that none of these treats. No author's questions are judged by weights
that saw them, nor by known questions of the same author; the printed figures are of unseen authors.
Ten authors wrote to few briefs: their questions are known, never judged (see `_NEVER_JUDGED`).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from knowledge.encoder import E5, Vectors
from knowledge.library.extracts import Extract, encode_extracts, extracts_of
from knowledge.readers.files import read_folder
from knowledge.search.index import Features, Index, Scores, TextFeatures
from knowledge.search.known_questions import (
    SHIPPED,
    KnownQuestion,
    KnownQuestions,
    place_named,
    read_known,
    store_vectors,
)
from knowledge.search.ranking import LEARNED, Ranking, Rankings, features_of, on_own_scale

_NEVER_JUDGED = frozenset(f"author_{letter}" for letter in "klmnuvwxyz")
"""Written to few briefs, they tell one another too well: weights learned on them trust known
questions more than other people's questions bear, which cost six development tickets of thirty."""
_LIKELY = (0.3, 0.5, 0.7)
"""Likelihoods from which the letters quote: see `agents.drafter.quotable`."""
_KEPT = 0.95
"""The least share of answerable questions for which something is found."""

_NOBODY = ""
_UNTREATED = 0.5
_ELSEWHERE = 0.3
"""How much these questions count in learning: they are as many as the true ones, and easier."""

Truth = npt.NDArray[np.bool_]
Sources = npt.NDArray[np.str_]
FeatureMaker = Callable[[Features], Features]
"""Makes features of nearnesses."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One question, how near each extract is to it, whether it answers, and the question's vector.

    `weight` is how much it counts in learning.
    """

    author: str
    question: KnownQuestion
    near: Features
    answers: Truth
    vector: Vectors
    weight: float = 1.0

    def among(self, kept: Truth, weight: float) -> "Judged":
        """Ask the same question of fewer extracts."""
        return replace(self, near=self.near[kept], answers=self.answers[kept], weight=weight)


def learn(
    folder: Path, features: TextFeatures, untreated: Sequence[str], out: Path = LEARNED
) -> str:
    """Learn from the questions about a folder's texts, write the weights, say how good they are.

    `untreated` are questions about matters of which none of the texts says a word.
    """
    store_vectors([question.text for question in read_known(SHIPPED)])
    extracts = [extract for read in read_folder(folder) for extract in extracts_of(read)]
    judged = _judged(Index.of(encode_extracts(extracts), features), extracts, untreated)
    files = sorted(SHIPPED.glob("*.yaml"))
    known_to = {
        author: KnownQuestions.of(
            [question for file in files if file.stem != author for question in read_known(file)],
            extracts,
        )
        for author in {one.author for one in judged}
    }
    judged_knowing = [
        replace(one, near=np.column_stack([one.near, known_to[one.author].likelihoods(one.vector)]))
        for one in judged
    ]
    sources = np.array([extract.source for extract in extracts])
    learned = {
        "plain": _learn_set(judged, sources, features_of),
        "knowing": _learn_set(judged_knowing, sources, features_of),
        "plain_on_own_scale": _learn_set(judged, sources, _on_own_scale),
        "knowing_on_own_scale": _learn_set(judged_knowing, sources, _on_own_scale),
    }
    rankings = Rankings(**{name: ranking for name, (_, ranking) in learned.items()})
    head = "# Made by `make train`: do not edit by hand.\n"
    out.write_text(head + yaml.safe_dump(rankings.model_dump(mode="json")), encoding="utf-8")
    asked = sum(one.author != _NOBODY for one in judged)
    return (
        f"{asked} questions about procedures, each author unseen\n"
        f"--- no question known\n{learned['plain'][0]}"
        f"--- the questions of the other authors known\n{learned['knowing'][0]}"
        f"--- no question known, meaning on its own scale\n{learned['plain_on_own_scale'][0]}"
        f"--- questions known, meaning on its own scale\n{learned['knowing_on_own_scale'][0]}"
    )


def _judged(index: Index, extracts: Sequence[Extract], untreated: Sequence[str]) -> list[Judged]:
    places = [place_named(extract) for extract in extracts]

    authors = (path for path in sorted(SHIPPED.glob("*.yaml")) if path.stem not in _NEVER_JUDGED)

    def judge(author: str, question: KnownQuestion, weight: float = 1.0) -> Judged:
        asked = index.question(question.text, E5)
        truth = np.array([place in question.answered_by for place in places])
        return Judged(author, question, index.nearnesses(asked), truth, asked.vector, weight)

    return [
        *(judge(path.stem, question) for path in authors for question in read_known(path)),
        *(judge(_NOBODY, KnownQuestion(text=text), _UNTREATED) for text in untreated),
    ]


def _on_own_scale(near: Features) -> Features:
    return on_own_scale(features_of(near))


def _learn_set(
    judged: Sequence[Judged], sources: Sources, make: FeatureMaker
) -> tuple[str, Ranking]:
    """Say how good weights are that never saw an author, and give those that saw all."""
    asked = [one for one in judged if one.author != _NOBODY]
    unseen = [
        (one, ranking.likelihoods(make(one.near)))
        for author in sorted({one.author for one in asked})
        for ranking in [_fit([j for j in judged if j.author != author], sources, make)]
        for one in asked
        if one.author == author
    ]
    tops = [float(scores.max()) for one, scores in unseen if one.answers.any()]
    floor = float(np.quantile(tops, 1 - _KEPT))
    fitted = _fit(judged, sources, make).model_copy(update={"answers_from": round(floor, 4)})
    return _report(unseen, floor), fitted


def _fit(judged: Sequence[Judged], sources: Sources, make: FeatureMaker) -> Ranking:
    shown = [*judged, *_of_other_towns(judged, sources)]
    rows = np.vstack([make(one.near) for one in shown])
    truth = np.concatenate([one.answers for one in shown])
    weights = np.concatenate([np.full(len(one.near), one.weight) for one in shown])
    scaler, learner = StandardScaler(), LogisticRegression(max_iter=1000)
    learner.fit(scaler.fit_transform(rows), truth, sample_weight=weights)
    slopes = learner.coef_[0] / scaler.scale_
    bias = float(learner.intercept_[0] - slopes @ scaler.mean_)
    return Ranking(
        weights=tuple(round(float(w), 4) for w in slopes), bias=round(bias, 4), answers_from=0.0
    )


def _of_other_towns(judged: Sequence[Judged], sources: Sources) -> Iterator[Judged]:
    """Ask the same questions of a few of the texts, with and without the one that answers.

    A town has three texts or three hundred, and lacks the one that would answer.
    """
    dice = np.random.default_rng(0)
    names = np.unique(sources)
    for one in judged:
        answering = np.unique(sources[one.answers])
        if len(answering):
            others = dice.permutation(np.setdiff1d(names, answering))
            few = np.isin(sources, others[: dice.integers(1, len(others) + 1)])
            yield one.among(few, _ELSEWHERE)
            yield one.among(few | np.isin(sources, answering), _ELSEWHERE)


def _report(unseen: Sequence[tuple[Judged, Scores]], floor: float) -> str:
    answerable = [(one, scores) for one, scores in unseen if one.answers.any()]
    others = [scores for one, scores in unseen if not one.answers.any()]
    orders = [(one.answers, np.argsort(-scores)) for one, scores in answerable]
    first = np.mean([answers[order[0]] for answers, order in orders])
    third = np.mean([answers[order[:3]].any() for answers, order in orders])
    kept = np.mean([scores.max() >= floor for _, scores in answerable])
    silent = np.mean([scores.max() < floor for scores in others])
    tops = [(one.answers[int(np.argmax(s))], s.max()) for one, s in unseen]
    first_right = "; ".join(
        f"{np.mean([right for right, top in tops if top >= likelihood]):.2f} "
        f"from a likelihood of {likelihood}"
        for likelihood in _LIKELY
    )
    return (
        f"right heading first: {first:.2f}, in the first three: {third:.2f}\n"
        f"answered: {kept:.2f}; silent where nothing answers: {silent:.2f}\n"
        f"first heading right: {first_right}\n"
    )
