"""Work that is cancelled at a chosen one of the places where it waits."""

import asyncio
from collections.abc import Callable, Coroutine, Generator
from contextlib import suppress
from functools import partial
from typing import Any


async def cancelled_at(place: int, work: Coroutine[Any, Any, None]) -> int:
    """Cancel `work` where it waits for the `place`-th time (0: nowhere); give how often it did."""
    watched = _Watched(work, place)
    with suppress(asyncio.CancelledError):
        await asyncio.create_task(_awaited(watched))
    return watched.waits


async def _awaited(watched: "_Watched") -> None:
    await watched


class _Watched:
    """Hands on all that a coroutine waits for, and counts it."""

    def __init__(self, work: Coroutine[Any, Any, None], place: int) -> None:
        self._work = work
        self._place = place
        self.waits = 0

    def __await__(self) -> Generator[Any, Any, None]:
        step: Callable[[], Any] = partial(self._work.send, None)
        while True:
            try:
                waited = step()
            except StopIteration:
                return
            self._count()
            try:
                step = partial(self._work.send, (yield waited))
            except BaseException as error:  # noqa: BLE001 - handed on, whatever it is
                step = partial(self._work.throw, error)

    def _count(self) -> None:
        self.waits += 1
        task = asyncio.current_task()
        if self.waits == self._place and task is not None:
            task.cancel()
