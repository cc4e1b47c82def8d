"""Encoders that are not E5: they count words by hash, and may be told to fail."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

import numpy as np

from knowledge.encoder import NoMeaning, Progress, Vectors, no_progress
from knowledge.vocabulary import content_words

DIMENSIONS = 64


def counted(text: str, dimensions: int = DIMENSIONS) -> list[float]:
    """Count the words of a text by their hash, and their first letters, which forgive endings."""
    row = [0.0] * dimensions
    row[0] = 0.1  # a text without a word is a vector too
    for word in content_words(text).split():
        for part in (word, word[:5]):
            row[crc32(part.encode()) % dimensions] += 1.0
    return row


@dataclass
class WordCounter:
    """An encoder in the process; `fails_after` so many requests, for ever."""

    name: str = "mots (64)"
    dimensions: int = DIMENSIONS
    fails_after: int | None = None
    asked: list[str] = field(default_factory=list)
    requests: int = 0

    def of_passages(self, texts: Sequence[str], progress: Progress = no_progress) -> Vectors:
        self.requests += 1
        if self.fails_after is not None and self.requests > self.fails_after:
            raise NoMeaning("panne")
        self.asked += texts
        rows = np.array([counted(t, self.dimensions) for t in texts], np.float32)
        rows = rows.reshape(-1, self.dimensions)
        progress(len(texts), len(texts))
        told: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return told

    def of_known(self, questions: Sequence[str]) -> Vectors:
        return self.of_passages(questions)

    def of_question(self, text: str) -> Vectors:
        return self.of_passages([text])


def embeds(asked: dict[str, Any], dimensions: int = DIMENSIONS) -> tuple[int, str]:
    """Answer a request for embeddings as OpenAI would, the last text first."""
    rows = [
        {"object": "embedding", "index": place, "embedding": counted(text, dimensions)}
        for place, text in enumerate(asked["input"])
    ]
    return said(rows[::-1])


def said(rows: list[dict[str, Any]]) -> tuple[int, str]:
    """Answer with these rows."""
    usage = {"prompt_tokens": 3, "total_tokens": 3}
    return 200, json.dumps({"object": "list", "model": "m", "data": rows, "usage": usage})
