"""Learns how nearnesses tell what answers a question: part of `make train`.

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

from knowledge.bearings import Bearings, Scores
from knowledge.extracts import Extract
from knowledge.known import SHIPPED, Known, KnownQuestion, place_named, read_known
from knowledge.known_vectors import keep_vectors
from knowledge.meaning import Vectors
from knowledge.procedures import Procedures
from knowledge.ranking import LEARNED, Features, Ranking, Rankings, features_of, on_own_scale

_NEVER_JUDGED = frozenset(f"author_{letter}" for letter in "klmnuvwxyz")
"""Written to few briefs, they tell one another too well: weights learned on them trust known
questions more than other people's questions bear, which cost six development tickets of thirty."""
_LIKELY = (0.3, 0.5, 0.7)
"""Likelihoods from which the letters quote: see `agents.drafter.floors`."""
_KEPT = 0.95
"""The least share of answerable questions for which something is found."""

_NOBODY = ""
_UNTREATED = 0.5
_ELSEWHERE = 0.3
"""How much these questions count in learning: they are as many as the true ones, and easier."""

Truth = npt.NDArray[np.bool_]
Sources = npt.NDArray[np.str_]
Told = Callable[[Features], Features]
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
        """Give the same question asked of fewer extracts."""
        return replace(self, near=self.near[kept], answers=self.answers[kept], weight=weight)


def learn(folder: Path, bearings: Bearings, untreated: Sequence[str], out: Path = LEARNED) -> str:
    """Learn from the questions about a folder's texts, write the weights, say how good they are.

    `untreated` are questions about matters of which none of the texts says a word.
    """
    keep_vectors([question.text for question in read_known(SHIPPED)])
    procedures = Procedures.from_folder(folder, bearings)
    extracts = procedures.shelf.extracts
    judged = _judged(procedures, untreated)
    sources = np.array([extract.source for extract in extracts])
    judged_knowing = _knowing(judged, extracts)
    plain_told, plain = _learned(judged, sources)
    knowing_told, knowing = _learned(judged_knowing, sources)
    own_plain_told, own_plain = _learned(judged, sources, _told_on_own_scale)
    own_knowing_told, own_knowing = _learned(judged_knowing, sources, _told_on_own_scale)
    rankings = Rankings(
        plain=plain,
        knowing=knowing,
        plain_on_own_scale=own_plain,
        knowing_on_own_scale=own_knowing,
    )
    head = "# Made by `make train`: do not edit by hand.\n"
    out.write_text(head + yaml.safe_dump(rankings.model_dump(mode="json")), encoding="utf-8")
    asked = sum(one.author != _NOBODY for one in judged)
    return (
        f"{asked} questions about procedures, each author unseen\n"
        f"--- no question known\n{plain_told}"
        f"--- the questions of the other authors known\n{knowing_told}"
        f"--- no question known, meaning on its own scale\n{own_plain_told}"
        f"--- questions known, meaning on its own scale\n{own_knowing_told}"
    )


def _judged(procedures: Procedures, untreated: Sequence[str]) -> list[Judged]:
    places = [place_named(extract) for extract in procedures.shelf.extracts]

    authors = (path for path in sorted(SHIPPED.glob("*.yaml")) if path.stem not in _NEVER_JUDGED)

    def judge(author: str, question: KnownQuestion, weight: float = 1.0) -> Judged:
        asked, near = procedures.nearnesses(question.text)
        truth = np.array([place in question.answered_by for place in places])
        return Judged(author, question, near, truth, asked.vector, weight)

    return [
        *(judge(path.stem, question) for path in authors for question in read_known(path)),
        *(judge(_NOBODY, KnownQuestion(text=text), _UNTREATED) for text in untreated),
    ]


def _knowing(judged: Sequence[Judged], extracts: Sequence[Extract]) -> list[Judged]:
    """Add what the questions of the other authors say of each question."""
    files = sorted(SHIPPED.glob("*.yaml"))
    known = {
        author: Known.of(
            [question for file in files if file.stem != author for question in read_known(file)],
            extracts,
        )
        for author in {one.author for one in judged}
    }
    return [
        replace(one, near=np.column_stack([one.near, known[one.author].likelihoods(one.vector)]))
        for one in judged
    ]


def _told_on_own_scale(near: Features) -> Features:
    return on_own_scale(features_of(near))


def _learned(
    judged: Sequence[Judged], sources: Sources, told: Told = features_of
) -> tuple[str, Ranking]:
    """Say how good weights are that never saw an author, and give those that saw all."""
    asked = [one for one in judged if one.author != _NOBODY]
    unseen = [
        (one, ranking.likelihoods(told(one.near)))
        for author in sorted({one.author for one in asked})
        for ranking in [_fitted([j for j in judged if j.author != author], sources, told)]
        for one in asked
        if one.author == author
    ]
    tops = [float(scores.max()) for one, scores in unseen if one.answers.any()]
    floor = float(np.quantile(tops, 1 - _KEPT))
    fitted = _fitted(judged, sources, told).model_copy(update={"answers_from": round(floor, 4)})
    return _told(unseen, floor), fitted


def _fitted(judged: Sequence[Judged], sources: Sources, told: Told) -> Ranking:
    shown = [*judged, *_of_other_towns(judged, sources)]
    rows = np.vstack([told(one.near) for one in shown])
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


def _told(unseen: Sequence[tuple[Judged, Scores]], floor: float) -> str:
    answerable = [(one, scores) for one, scores in unseen if one.answers.any()]
    others = [scores for one, scores in unseen if not one.answers.any()]
    orders = [(one.answers, np.argsort(-scores)) for one, scores in answerable]
    first = np.mean([answers[order[0]] for answers, order in orders])
    third = np.mean([answers[order[:3]].any() for answers, order in orders])
    kept = np.mean([scores.max() >= floor for _, scores in answerable])
    silent = np.mean([scores.max() < floor for scores in others])
    first_right = "; ".join(
        f"{_right_from(unseen, likelihood):.2f} from a likelihood of {likelihood}"
        for likelihood in _LIKELY
    )
    return (
        f"right heading first: {first:.2f}, in the first three: {third:.2f}\n"
        f"answered: {kept:.2f}; silent where nothing answers: {silent:.2f}\n"
        f"first heading right: {first_right}\n"
    )


def _right_from(unseen: Sequence[tuple[Judged, Scores]], likelihood: float) -> float:
    tops = [(one.answers[int(np.argmax(s))], s.max()) for one, s in unseen]
    return float(np.mean([right for right, top in tops if top >= likelihood]))
