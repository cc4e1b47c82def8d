"""What processes remember of words, to be forgotten once some were cleared. Standard library."""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

_forgetting: list[Callable[[], None]] = []


def remembers_words(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Remember the last `most` results, which hold words of tickets or letters."""

    def remember(function: Callable[P, R]) -> Callable[P, R]:
        remembering = lru_cache(maxsize=most)(function)
        _forgetting.append(remembering.cache_clear)
        return cast("Callable[P, R]", remembering)

    return remember


def forget_words() -> None:
    """Forget all that this process remembers of tickets and letters."""
    for forget in _forgetting:
        forget()
