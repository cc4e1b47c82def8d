"""Known questions: those whose answer somebody has already shown; asked again, it is found again.

A town's officers write them down in a file beside its texts; those that ship are about the
procedures of an invented town. A question counts only where it names a heading that is there;
one that names none tells what these texts do not say.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sklearn.linear_model import LogisticRegression

from knowledge.encoder import DIMENSIONS, E5, Encoder, Vectors
from knowledge.library.extracts import Extract
from knowledge.search.index import Scores

SHIPPED = Path(__file__).parents[1] / "train"
_VECTORS_FILE = Path(__file__).with_name("known_vectors.npz")
_KEY = 16
"""Bytes of a question's hash."""
_ENOUGH = 0.8
"""The share of headings that must have a known question before these weigh in the ranking."""
_SHARPNESS = 5.0
_SPREAD = 4.5
"""The mean length that vectors are brought to: the spread of one encoder is not another's."""
_LEAST = 1e-6


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
    questions: list[KnownQuestion] = []
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path] if path.is_file() else []
    for file in files:
        try:
            read = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
            questions += _File.model_validate(read).questions
        except (yaml.YAMLError, ValidationError, UnicodeDecodeError):
            raise ValueError(
                f"{file} : il faut une liste « questions », chacune avec « text » et "
                "« answered_by » (par exemple « teletravail.md#Demande »)."
            ) from None
    return tuple(questions)


def place_named(extract: Extract) -> str:
    """Name an extract as a known question does."""
    return f"{extract.source}#{extract.heading}"


def known_vectors(questions: Sequence[str], encoder: Encoder = E5) -> Vectors:
    """Encode known questions, a row each.

    The vectors by E5 of those that ship are read from a file, made by `make train`: a process that
    starts need not encode them again. A question that is not there (a town's own) is encoded.
    """
    if encoder is not E5:
        return encoder.of_known(questions)
    others = without_stored_vector(questions)
    encoded = dict(zip(others, encoder.of_known(others), strict=True))
    rows = [encoded[q] if q in encoded else _stored_vectors()[_key_of(q)] for q in questions]
    return np.vstack([np.zeros((0, DIMENSIONS), np.float32), *rows])


def without_stored_vector(questions: Sequence[str]) -> list[str]:
    """List the questions whose vector is not in the file."""
    return [question for question in questions if _key_of(question) not in _stored_vectors()]


def store_vectors(questions: Sequence[str]) -> None:
    """Encode questions and write their vectors, in half precision (under a kilobyte each)."""
    keys = np.frombuffer(b"".join(map(_key_of, questions)), np.uint8).reshape(-1, _KEY)
    vectors = E5.of_known(questions).astype(np.float16)
    np.savez_compressed(_VECTORS_FILE, keys=keys, vectors=vectors)
    _stored_vectors.cache_clear()


@cache
def _stored_vectors() -> Mapping[bytes, Vectors]:
    with np.load(_VECTORS_FILE, allow_pickle=False) as read:
        vectors = read["vectors"].astype(np.float32)
        return {bytes(key): vectors[row] for row, key in enumerate(read["keys"])}


def _key_of(question: str) -> bytes:
    return hashlib.sha256(question.encode()).digest()[:_KEY]


@dataclass(frozen=True)
class KnownQuestions:
    """Known questions about extracts, and what they teach of where a question belongs.

    `answered`: a row a question, a column an extract it is answered by; a row without any is a
    question that no extract answers. `regression` is None where there is too little to learn.
    """

    answered: npt.NDArray[np.bool_]
    regression: "_Regression | None"

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
        used = [*here, *(q for q in questions if not q.answered_by)] if here else []
        rows = [[place in question.answered_by for place in places] for question in used]
        answered = np.array(rows, dtype=np.bool_).reshape(len(used), len(places))
        vectors = known_vectors([question.text for question in used], encoder)
        return cls(answered, _Regression.fit(vectors, answered))

    def cover(self, places: npt.NDArray[np.int_]) -> bool:
        """Tell whether enough of the extracts at `places` have a known question."""
        return bool(self.answered[:, places].any(axis=0).mean() >= _ENOUGH)

    def likelihoods(self, asked: Vectors) -> Scores:
        """How likely (as a logarithm) each extract is to be asked for; zero for all unknown.

        An extract without a known question gets the mean of the others.
        """
        if self.regression is None:
            return np.zeros(self.answered.shape[1])
        return self.regression.likelihoods(asked)


@dataclass(frozen=True)
class _Regression:
    """A multinomial logistic regression of vectors, a class an extract and one for none."""

    learner: LogisticRegression
    mean: Vectors
    scale: float
    extracts: int

    @classmethod
    def fit(cls, vectors: Vectors, answered: npt.NDArray[np.bool_]) -> "Self | None":
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
        likely = np.full(self.extracts + 1, np.nan)
        likely[self.learner.classes_] = np.log(np.clip(shares, _LEAST, 1))
        of_extracts: Scores = likely[:-1]
        return np.where(np.isnan(of_extracts), np.nanmean(of_extracts), of_extracts)
