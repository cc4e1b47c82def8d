"""Learns how nearnesses tell what answers a question: part of `make train`.

The questions of `train/` are about the procedures of an invented town, read from a folder; other
questions are about matters that none of these treats. No author's questions are judged by weights
that saw them, nor by known questions of the same author; the printed figures are of unseen authors.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from knowledge.bearings import Bearings, Scores
from knowledge.known import SHIPPED, Known, KnownQuestion, place_named, read_known
from knowledge.meaning import Vectors
from knowledge.procedures import Procedures
from knowledge.ranking import LEARNED, Features, Ranking, Rankings, columns_of, on_own_scale

_LIKELY = (0.3, 0.5)
"""Likelihoods from which the letters quote: see `agents.drafter.wording`."""
_KEPT = 0.92
"""The least share of answerable questions for which something is found."""

Truth = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Judged:
    """One question: a row of features and a truth for each extract, and its own vector."""

    author: str
    question: KnownQuestion
    features: Features
    answers: Truth
    vector: Vectors


def learn(folder: Path, bearings: Bearings, untreated: Sequence[str], out: Path = LEARNED) -> str:
    """Learn from the questions about a folder's texts, write the weights, say how good they are.

    `untreated` are questions about matters of which none of the texts says a word.
    """
    procedures = Procedures.from_folder(folder, bearings)
    judged = _judged(procedures, untreated)
    knowing = _knowing(judged, procedures)
    plain_told, plain = _learned(judged)
    knowing_told, knowing_ranking = _learned(knowing)
    own_plain_told, own_plain = _learned(_on_own_scale(judged))
    own_knowing_told, own_knowing = _learned(_on_own_scale(knowing))
    rankings = Rankings(
        plain=plain,
        knowing=knowing_ranking,
        plain_on_own_scale=own_plain,
        knowing_on_own_scale=own_knowing,
    )
    head = "# Made by `make train`: do not edit by hand.\n"
    out.write_text(head + yaml.safe_dump(rankings.model_dump(mode="json")), encoding="utf-8")
    return (
        f"{len(judged)} questions about procedures, each author unseen\n"
        f"--- no question known\n{plain_told}"
        f"--- the questions of the other authors known\n{knowing_told}"
        f"--- no question known, meaning on its own scale\n{own_plain_told}"
        f"--- questions known, meaning on its own scale\n{own_knowing_told}"
    )


def _judged(procedures: Procedures, untreated: Sequence[str]) -> list[Judged]:
    asked = [
        (path.stem, question)
        for path in sorted(SHIPPED.glob("*.yaml"))
        for question in read_known(path)
    ]
    # The unanswerable ones belong to each author in turn: they are unseen too when judged.
    authors = sorted({author for author, _ in asked})
    for number, text in enumerate(untreated):
        asked.append((authors[number % len(authors)], KnownQuestion(text=text)))
    places = [place_named(extract) for extract in procedures.shelf.extracts]
    judged = []
    for author, question in asked:
        told, features = procedures.features(question.text, np.arange(len(places)))
        truth = np.array([place in question.answered_by for place in places])
        judged.append(Judged(author, question, features, truth, told.vector))
    return judged


def _knowing(judged: Sequence[Judged], procedures: Procedures) -> list[Judged]:
    """Add what the questions of the other authors say of each question."""
    extracts = procedures.shelf.extracts
    of_others = {
        author: Known.of([j.question for j in judged if j.author != author], extracts)
        for author in {one.author for one in judged}
    }
    return [
        Judged(
            one.author,
            one.question,
            np.hstack([one.features, columns_of(of_others[one.author].nearness(one.vector))]),
            one.answers,
            one.vector,
        )
        for one in judged
    ]


def _on_own_scale(judged: Sequence[Judged]) -> list[Judged]:
    return [replace(one, features=on_own_scale(one.features)) for one in judged]


def _learned(judged: Sequence[Judged]) -> tuple[str, Ranking]:
    """Say how good weights are that never saw an author, and give those that saw all."""
    unseen = [
        (one, ranking.likelihoods(one.features))
        for author in sorted({one.author for one in judged})
        for ranking in [_fitted([j for j in judged if j.author != author])]
        for one in judged
        if one.author == author
    ]
    tops = [float(scores.max()) for one, scores in unseen if one.answers.any()]
    floor = float(np.quantile(tops, 1 - _KEPT))
    return _told(unseen, floor), _fitted(judged).model_copy(
        update={"answers_from": round(floor, 4)}
    )


def _fitted(judged: Sequence[Judged]) -> Ranking:
    rows = np.vstack([one.features for one in judged])
    truth = np.concatenate([one.answers for one in judged])
    learner = LogisticRegression(max_iter=1000)
    scaler, learner = (
        step for _, step in make_pipeline(StandardScaler(), learner).fit(rows, truth).steps
    )
    weights = learner.coef_[0] / scaler.scale_
    bias = float(learner.intercept_[0] - weights @ scaler.mean_)
    return Ranking(
        weights=tuple(round(float(w), 4) for w in weights), bias=round(bias, 4), answers_from=0.0
    )


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
