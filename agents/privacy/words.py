"""Which words are names, and which never are."""

import re
from functools import cache
from pathlib import Path

from agents.folding import fold

WORD = re.compile(r"[\w’'\-]+")
_NAME_PART = re.compile(r"[^\W\d_]{1,60}(?:['’\-][^\W\d_]{1,60}){0,5}[^\W\d_]{2}")


def name_words(text: str) -> list[str]:
    """Cut a name into the words that may be met alone."""
    return _NAME_PART.findall(text)


def is_first_name(word: str) -> bool:
    """Tell whether a word is a first name, or a double one."""
    folded = fold(word)
    return folded in first_names() or folded.partition("-")[0] in first_names()


def is_surname(word: str) -> bool:
    """Tell whether a word is one of the most frequent surnames."""
    return fold(word) in surnames()


@cache
def first_names() -> frozenset[str]:
    """Give the first names we know, folded."""
    return _listed("first_names.txt")


@cache
def surnames() -> frozenset[str]:
    """Give the most frequent surnames, of many origins, folded."""
    return _listed("surnames.txt")


@cache
def not_a_name() -> frozenset[str]:
    """Give the words that stand where names do and are none, folded."""
    return _listed("not_a_name.txt")


def _listed(name: str) -> frozenset[str]:
    words = Path(__file__).with_name(name).read_text(encoding="utf-8").split()
    return frozenset(fold(word) for word in words)
