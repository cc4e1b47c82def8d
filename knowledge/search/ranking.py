"""How likely each extract is to answer a question: logistic regressions of nearnesses.

The few weights weigh nearnesses, never words. Those of local texts (`procedures_ranking.yaml`, made
by `make train`) were learned on questions about the procedures of an invented town, and so serve
any town. There are sets with known questions about the extracts (see `known_questions`) and
without; and, of each, one that looks at meaning on its own scale, for an encoder that is not the
one that was learned with.

Those of official texts (`official_ranking.yaml`, made by `make train-official`) were learned on
questions about the code général de la fonction publique. Their features are the nearness of
meaning, how far it is below the nearest, and the share of what the question's words weigh that the
extract holds: none is a rank, so that whether anything answers can be told from them.
"""

from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.search.index import Features, Scores

LEARNED = Path(__file__).with_name("procedures_ranking.yaml")
LEARNED_OFFICIAL = Path(__file__).with_name("official_ranking.yaml")
_COLUMNS = 3
_OF_MEANING = (1, 2, 5)
"""Which scores, of three columns each, are of meaning; the last is of known questions."""


class _Regression(BaseModel):
    """Weights of the columns of features."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    weights: tuple[float, ...]
    bias: float

    def likelihoods(self, features: Features) -> Scores:
        """For each row, how likely (0..1) the extract is to answer."""
        likely: Scores = 1 / (1 + np.exp(-(features @ np.array(self.weights) + self.bias)))
        return likely


class Ranking(_Regression):
    """The weights for local texts, and from which likelihood an extract answers."""

    answers_from: float


class Rankings(BaseModel):
    """The weights for texts of which no question is known, and for those with known questions.

    The last two are for any encoder.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    plain: Ranking
    knowing: Ranking
    plain_on_own_scale: Ranking
    knowing_on_own_scale: Ranking

    @classmethod
    @cache
    def from_file(cls, path: Path = LEARNED) -> Self:
        """Read the weights that ship with the application."""
        return cls.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))

    def choose(self, *, knowing: bool, own_scale: bool) -> Ranking:
        """Choose the weights for what the features tell."""
        if own_scale:
            return self.knowing_on_own_scale if knowing else self.plain_on_own_scale
        return self.knowing if knowing else self.plain


class OfficialRanking(_Regression):
    """The weights for official texts, and from which likelihood to show and to quote."""

    shown_from: float
    quoted_from: float

    @classmethod
    @cache
    def from_file(cls, path: Path = LEARNED_OFFICIAL) -> Self:
        """Read the weights that ship with the application."""
        return cls.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def features_of(near: Features) -> Features:
    """Three features of each nearness: itself, on the scale of its question, below the best.

    Rows that must not count (a repealed text would dwarf the one in force) are left out before.
    """
    columns: list[Scores] = []
    for score in near.T:
        # Mean zero and spread one, so that the nearnesses add up.
        standard = (score - score.mean()) / (float(score.std()) or 1.0)
        columns += [score, standard, score - score.max(initial=-np.inf)]
    return np.column_stack(columns)


def on_own_scale(features: Features) -> Features:
    """Replace features of meaning by their place among each other: no two encoders have one scale.

    `features` come as `features_of` gives them.
    """
    rescaled = features.copy()
    for column in (_COLUMNS * score for score in _OF_MEANING):
        if column < rescaled.shape[1]:
            standard = rescaled[:, column + 1 : column + 2]
            rescaled[:, column : column + _COLUMNS] = features_of(standard)
    return rescaled
