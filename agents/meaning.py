"""The route for embeddings as an encoder of the search: always under pseudonyms."""

import asyncio
import threading
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol, TypeVar

import numpy as np

from agents.door import ModelFailure
from agents.door.routes import Embedding
from agents.privacy import Pseudonyms
from cases.model import Ticket
from knowledge.meaning import E5, Encoder, NoMeaning, Progress, Vectors, unseen

T = TypeVar("T")
_AT_ONCE = 32
"""Texts in one request."""


class Door(Protocol):
    """The part of the model door that encodes."""

    def embedding(self, *, sensitive: bool) -> Embedding | None:
        """Describe the embedding model of the route; None where the embedded one serves."""
        ...

    async def embed(
        self, texts: Sequence[str], *, hide: Pseudonyms | None, sensitive: bool
    ) -> list[list[float]]:
        """Give each text's numbers; `ModelFailure` when no usable answer came."""
        ...


def encoder_of_texts(door: Door) -> Encoder:
    """Give what encodes the town's texts and its known questions."""
    route = door.embedding(sensitive=False)
    return E5 if route is None else _Routed(door, route, None, sensitive=False)


def encoder_of(door: Door, ticket: Ticket, *, sensitive: bool) -> Encoder:
    """Give what encodes a ticket's question: a sensitive one stays on the site's own machines."""
    route = door.embedding(sensitive=sensitive)
    if route is None:
        return E5
    return _Routed(door, route, Pseudonyms.for_ticket(ticket), sensitive=sensitive)


@dataclass(frozen=True)
class _Routed:
    """An encoder behind the door; to be called from any thread but the one that serves it."""

    door: Door
    route: Embedding
    hide: Pseudonyms | None
    sensitive: bool

    @property
    def name(self) -> str:
        return self.route.name

    @property
    def dimensions(self) -> int:
        return self.route.dimensions

    def of_passages(self, texts: Sequence[str], progress: Progress = unseen) -> Vectors:
        parts = [np.zeros((0, self.dimensions), np.float32)]
        for start in range(0, len(texts), _AT_ONCE):
            parts.append(self._encoded(texts[start : start + _AT_ONCE]))
            progress(min(start + _AT_ONCE, len(texts)), len(texts))
        return np.vstack(parts)

    def of_known(self, questions: Sequence[str]) -> Vectors:
        return self.of_passages(questions)

    def of_question(self, text: str) -> Vectors:
        return self._encoded([text])

    def _encoded(self, texts: Sequence[str]) -> Vectors:
        try:
            rows = _wait_for(self.door.embed(texts, hide=self.hide, sensitive=self.sensitive))
        except ModelFailure as failure:
            raise NoMeaning(str(failure)) from None
        # In 32 bits the square of a small number is nothing.
        exact = np.asarray(rows, dtype=np.float64)
        exact /= np.abs(exact).max(axis=1, keepdims=True)
        exact /= np.linalg.norm(exact, axis=1, keepdims=True)
        return exact.astype(np.float32)


def _wait_for(answer: Coroutine[Any, Any, T]) -> T:
    with _opening:
        loop = _loop()
    return asyncio.run_coroutine_threadsafe(answer, loop).result()


_opening = threading.Lock()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Open the one loop on which embedding routes are asked: the search itself awaits nothing."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True, name="embeddings").start()
    return loop
