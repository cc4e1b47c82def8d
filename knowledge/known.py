"""Questions whose answer somebody has already shown: what is asked again is found again.

A town's officers write them down in a file beside its texts; those that ship are about the
procedures of an invented town. A question counts only where it names a heading that is there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.extracts import Extract
from knowledge.meaning import E5, Encoder, Vectors

SHIPPED = Path(__file__).with_name("train")
_ENOUGH = 0.8
"""The share of headings that must have a known question before these weigh in the ranking."""

Scores = npt.NDArray[np.float64]


class KnownQuestion(BaseModel):
    """A question as people ask it, and the headings that answer it: « texte.md#Rubrique »."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(min_length=1, max_length=20_000)
    answered_by: tuple[str, ...] = ()


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    questions: list[KnownQuestion]


def read_known(path: Path) -> tuple[KnownQuestion, ...]:
    """Read a YAML file of questions, or those of a folder; none where there is no such path.

    Raises `ValueError` in one French sentence for a file that does not hold questions.
    """
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path] if path.is_file() else []
    return tuple(question for file in files for question in _questions_of(file))


def _questions_of(file: Path) -> list[KnownQuestion]:
    try:
        return _File.model_validate(yaml.safe_load(file.read_text(encoding="utf-8"))).questions
    except (yaml.YAMLError, ValidationError, UnicodeDecodeError):
        raise ValueError(
            f"{file} : il faut une liste « questions », chacune avec « text » et « answered_by » "
            "(par exemple « teletravail.md#Demande »)."
        ) from None


def place_named(extract: Extract) -> str:
    """Name an extract as a known question does."""
    return f"{extract.source}#{extract.heading}"


@dataclass(frozen=True)
class Known:
    """Known questions about extracts: a row a question, a column an extract it is answered by."""

    vectors: Vectors
    answered: npt.NDArray[np.bool_]

    @classmethod
    def of(
        cls,
        questions: Sequence[KnownQuestion],
        extracts: Sequence[Extract],
        encoder: Encoder = E5,
    ) -> Self:
        """Keep the questions that an extract answers, with their vectors."""
        places = [place_named(extract) for extract in extracts]
        told = [q for q in questions if not set(q.answered_by).isdisjoint(places)]
        answered = [[place in question.answered_by for place in places] for question in told]
        return cls(
            encoder.of_known([question.text for question in told]),
            np.array(answered, dtype=np.bool_).reshape(len(told), len(places)),
        )

    def cover(self, places: npt.NDArray[np.int_]) -> bool:
        """Tell whether enough of the extracts at `places` have a known question."""
        return bool(self.answered[:, places].any(axis=0).mean() >= _ENOUGH)

    def nearness(self, asked: Vectors) -> Scores:
        """Give how near the nearest known question of each extract is (the mean where it has none).

        Zero for all where no question is known.
        """
        if not len(self.vectors):
            return np.zeros(self.answered.shape[1])
        near = (self.vectors @ asked[0]).astype(np.float64)
        best = np.where(self.answered, near[:, None], -1.0).max(axis=0)
        nearest: Scores = np.where(self.answered.any(axis=0), best, near.mean())
        return nearest
