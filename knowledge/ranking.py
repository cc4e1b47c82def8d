"""How likely each extract is to answer a question: a logistic regression of nearnesses.

Its few weights (`ranking.yaml`, made by `make train`) were learned on questions about the
procedures of an invented town; they weigh nearnesses, never words, and so serve any town. There
are two sets: with known questions about the extracts (see `known`), and without.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.index import Index, Scores, on_one_scale
from knowledge.meaning import Vectors

LEARNED = Path(__file__).with_name("ranking.yaml")
_LEAST_SHARE = 0.05
"""A procedure that the classifier would file elsewhere is unlikely, not impossible."""

Features = npt.NDArray[np.float64]
Places = npt.NDArray[np.int_]


class Ranking(BaseModel):
    """Weights of the columns of features, and from which likelihood an extract answers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    weights: tuple[float, ...]
    bias: float
    answers_from: float

    def likelihoods(self, features: Features) -> Scores:
        """Give, for each row, how likely (0..1) the extract is to answer."""
        told: Scores = 1 / (1 + np.exp(-(features @ np.array(self.weights) + self.bias)))
        return told


class Rankings(BaseModel):
    """The weights for texts of which no question is known, and for those with known questions."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    plain: Ranking
    knowing: Ranking

    @classmethod
    @cache
    def from_file(cls, path: Path = LEARNED) -> Self:
        """Read the weights that ship with the application."""
        return cls.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its words, its vector, what it shares with each extract (see `bearings`)."""

    words: str
    vector: Vectors
    categories: Scores
    rules: Scores


def nearnesses(index: Index, asked: Asked) -> Features:
    """Tell how near each extract (a row) is to a question in each of five ways."""
    return np.column_stack(
        [
            index.said(asked.words),
            index.meant(asked.vector),
            index.unit_meant(asked.vector),
            np.log(asked.categories + _LEAST_SHARE),
            asked.rules,
        ]
    )


def features_of(near: Features) -> Features:
    """Tell each nearness as it is, on the scale of its question, and beside the best.

    Rows that must not count (a repealed text would dwarf the one in force) are left out before.
    """
    columns = [
        column
        for score in near.T
        for column in (score, on_one_scale(score), score - score.max(initial=-np.inf))
    ]
    return np.column_stack(columns)
