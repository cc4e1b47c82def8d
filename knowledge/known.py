"""Questions whose answer somebody has already shown: what is asked again is found again.

A town's officers write them down in a file beside its texts; those that ship are about the
procedures of an invented town. A question counts only where it names a heading that is there;
one that names none tells what these texts do not say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sklearn.linear_model import LogisticRegression

from knowledge.extracts import Extract
from knowledge.known_vectors import vectors_of
from knowledge.meaning import E5, Encoder, Vectors

SHIPPED = Path(__file__).with_name("train")
_ENOUGH = 0.8
"""The share of headings that must have a known question before these weigh in the ranking."""
_SHARPNESS = 5.0
_SPREAD = 4.5
"""The mean length that vectors are brought to: the spread of one encoder is not another's."""
_LEAST = 1e-6

Scores = npt.NDArray[np.float64]


class KnownQuestion(BaseModel):
    """A question as people ask it, and the headings that answer it: « texte.md#Rubrique ».

    Without any, no text answers it.
    """

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
    """Known questions about extracts, and what they teach of where a question belongs.

    `answered`: a row a question, a column an extract it is answered by; a row without any is a
    question that no extract answers. `taught` gives, from a question's vector, the logarithm of
    how likely each extract is to be the one asked for; None where there is too little to learn.
    """

    answered: npt.NDArray[np.bool_]
    taught: "_Taught | None"

    @classmethod
    def of(
        cls,
        questions: Sequence[KnownQuestion],
        extracts: Sequence[Extract],
        encoder: Encoder = E5,
    ) -> Self:
        """Learn from the questions that an extract answers, and from those that nothing does."""
        places = [place_named(extract) for extract in extracts]
        here = [q for q in questions if not set(q.answered_by).isdisjoint(places)]
        told = [*here, *(q for q in questions if not q.answered_by)] if here else []
        rows = [[place in question.answered_by for place in places] for question in told]
        answered = np.array(rows, dtype=np.bool_).reshape(len(told), len(places))
        vectors = vectors_of([question.text for question in told], encoder)
        return cls(answered, _Taught.by(vectors, answered))

    def cover(self, places: npt.NDArray[np.int_]) -> bool:
        """Tell whether enough of the extracts at `places` have a known question."""
        return bool(self.answered[:, places].any(axis=0).mean() >= _ENOUGH)

    def likelihoods(self, asked: Vectors) -> Scores:
        """Give how likely (as a logarithm) each extract is to be asked for; zero for all unknown.

        An extract without a known question gets the mean of the others.
        """
        if self.taught is None:
            return np.zeros(self.answered.shape[1])
        return self.taught.likelihoods(asked)


@dataclass(frozen=True)
class _Taught:
    """A multinomial logistic regression of vectors, a class an extract and one for none."""

    learner: LogisticRegression
    mean: Vectors
    scale: float
    extracts: int

    @classmethod
    def by(cls, vectors: Vectors, answered: npt.NDArray[np.bool_]) -> "Self | None":
        rows, places = np.nonzero(answered)
        nothing = np.flatnonzero(~answered.any(axis=1))
        labels = np.concatenate([places, np.full(len(nothing), answered.shape[1])])
        if len(np.unique(labels)) < 2:  # noqa: PLR2004 - nothing to choose between
            return None
        mean = vectors.mean(axis=0)
        scale = _SPREAD / float(np.linalg.norm(vectors - mean, axis=1).mean() + _LEAST)
        learner = LogisticRegression(C=_SHARPNESS, max_iter=2000)
        learner.fit((vectors[np.concatenate([rows, nothing])] - mean) * scale, labels)
        return cls(learner, mean, scale, answered.shape[1])

    def likelihoods(self, asked: Vectors) -> Scores:
        shares = self.learner.predict_proba((asked[:1] - self.mean) * self.scale)[0]
        told = np.full(self.extracts + 1, np.nan)
        told[self.learner.classes_] = np.log(np.clip(shares, _LEAST, 1))
        of_extracts: Scores = told[:-1]
        return np.where(np.isnan(of_extracts), np.nanmean(of_extracts), of_extracts)
