"""Caches of results that hold words, emptied once some were cleared. Standard library only."""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

_clear: list[Callable[[], None]] = []


def cache_until_cleared(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Cache the last `most` results, which hold words of tickets or letters."""

    def cache(function: Callable[P, R]) -> Callable[P, R]:
        cached = lru_cache(maxsize=most)(function)
        _clear.append(cached.cache_clear)
        return cast("Callable[P, R]", cached)

    return cache


def clear_caches() -> None:
    """Forget all that this process keeps in memory of tickets and letters."""
    for clear in _clear:
        clear()
