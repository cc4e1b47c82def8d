"""How likely an official extract is to answer: a logistic regression of raw nearnesses.

The nearness of meaning, how far it is below the nearest, and the share of what the question's words
tell that the extract holds. None is a rank: whether anything answers can be told from them. The
weights (`official.yaml`, made by `make train-official`) were learned on questions about
the code général de la fonction publique.
"""

from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import yaml
from pydantic import BaseModel, ConfigDict

LEARNED = Path(__file__).with_name("official.yaml")

Scores = npt.NDArray[np.float64]
Features = npt.NDArray[np.float64]


class OfficialRanking(BaseModel):
    """Weights of the columns of features, from which likelihood to show and to quote."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    weights: tuple[float, ...]
    bias: float
    shown_from: float
    quoted_from: float

    @classmethod
    @cache
    def from_file(cls, path: Path = LEARNED) -> Self:
        """Read the weights that ship with the application."""
        return cls.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))

    def likelihoods(self, features: Features) -> Scores:
        """Give, for each row, how likely (0..1) the extract is to answer."""
        told: Scores = 1 / (1 + np.exp(-(features @ np.array(self.weights) + self.bias)))
        return told
