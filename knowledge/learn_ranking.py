"""Learns how nearnesses tell what answers a question: part of `make train`.

The questions of `train/` are about the procedures of an invented town, read from a folder. No
author's questions are judged by weights that saw them; the printed figures are of unseen authors.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from knowledge.bearings import Bearings, Scores
from knowledge.procedures import Procedures
from knowledge.ranking import LEARNED, Features, Ranking

QUESTIONS = Path(__file__).with_name("train")
_LIKELY = (0.3, 0.5)
"""Likelihoods from which the letters quote: see `agents.drafter.wording`."""
_KEPT = 0.92
"""The least share of answerable questions for which something is found."""

Truth = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Judged:
    """One question: a row of features and a truth for each extract."""

    author: str
    features: Features
    answers: Truth


def learn(folder: Path, bearings: Bearings, out: Path = LEARNED) -> str:
    """Learn from the questions about a folder's texts, write the weights, say how good they are."""
    procedures = Procedures.from_folder(folder, bearings)
    judged = _judged(procedures)
    unseen = [
        (one, ranking.likelihoods(one.features))
        for author in sorted({one.author for one in judged})
        for ranking in [_fitted([j for j in judged if j.author != author])]
        for one in judged
        if one.author == author
    ]
    tops = [float(scores.max()) for one, scores in unseen if one.answers.any()]
    floor = float(np.quantile(tops, 1 - _KEPT))
    ranking = _fitted(judged).model_copy(update={"answers_from": round(floor, 4)})
    head = "# Made by `make train`: do not edit by hand.\n"
    out.write_text(head + yaml.safe_dump(ranking.model_dump(mode="json")), encoding="utf-8")
    return _told(unseen, floor)


def _judged(procedures: Procedures) -> list[Judged]:
    places = [f"{e.source}#{e.heading}" for e in procedures.shelf.extracts]
    judged = []
    for path in sorted(QUESTIONS.glob("*.yaml")):
        for question in yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]:
            text, answered = question["text"], set(question["answered_by"])
            truth = np.array([place in answered for place in places])
            _, features = procedures.features(text, np.arange(len(places)))
            judged.append(Judged(path.stem, features, truth))
    return judged


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
        f"{len(unseen)} questions about procedures, each author unseen\n"
        f"right heading first: {first:.2f}, in the first three: {third:.2f}\n"
        f"answered: {kept:.2f}; silent where nothing answers: {silent:.2f}\n"
        f"first heading right: {first_right}\n"
    )


def _right_from(unseen: Sequence[tuple[Judged, Scores]], likelihood: float) -> float:
    tops = [(one.answers[int(np.argmax(s))], s.max()) for one, s in unseen]
    return float(np.mean([right for right, top in tops if top >= likelihood]))
