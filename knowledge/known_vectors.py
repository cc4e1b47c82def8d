"""The vectors of the known questions that ship: a process that starts need not read them again.

Made by `make train`. A question that is not there (a town's own) is encoded when it is needed.
"""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from knowledge.meaning import DIMENSIONS, E5, Encoder, Vectors

FILE = Path(__file__).with_name("known_vectors.npz")
_KEY = 16
"""Bytes of a question's hash."""


def vectors_of(questions: Sequence[str], encoder: Encoder = E5) -> Vectors:
    """Give the vector of each known question, a row each; those that ship are read from a file."""
    if encoder is not E5:
        return encoder.of_known(questions)
    others = unread(questions)
    encoded = dict(zip(others, encoder.of_known(others), strict=True))
    rows = [encoded[q] if q in encoded else _kept()[_key_of(q)] for q in questions]
    return np.vstack([np.zeros((0, DIMENSIONS), np.float32), *rows])


def unread(questions: Sequence[str]) -> list[str]:
    """List the questions whose vector is not in the file."""
    return [question for question in questions if _key_of(question) not in _kept()]


def keep_vectors(questions: Sequence[str]) -> None:
    """Encode questions and write their vectors, in half precision (under a kilobyte each)."""
    keys = np.frombuffer(b"".join(map(_key_of, questions)), np.uint8).reshape(-1, _KEY)
    np.savez_compressed(FILE, keys=keys, vectors=E5.of_known(questions).astype(np.float16))
    _kept.cache_clear()


@cache
def _kept() -> Mapping[bytes, Vectors]:
    with np.load(FILE, allow_pickle=False) as read:
        vectors = read["vectors"].astype(np.float32)
        return {bytes(key): vectors[row] for row, key in enumerate(read["keys"])}


def _key_of(question: str) -> bytes:
    return hashlib.sha256(question.encode()).digest()[:_KEY]
