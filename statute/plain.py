"""A forgiving form of French text: no accents, no capitals, no doubled letters."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_SAME = str.maketrans({"’": "'", "ʼ": "'", "œ": "oe", "Œ": "oe", "–": "-", "—": "-", "\t": " "})
_DOUBLED_IN_PATTERN = re.compile(r"(?<!\\)([a-z])\1")


@dataclass(frozen=True, slots=True)
class Plain:
    """Simplified `text` and, for each of its characters, the place it came from in `source`."""

    text: str
    source: str
    places: tuple[int, ...]

    def words(self, start: int, end: int) -> str:
        """Give back the writer's own whole words between two places of the simplified text."""
        while end < len(self.text) and self.text[end].isalnum():
            end += 1
        after = self.places[end] if end < len(self.places) else len(self.source)
        return self.source[self.places[start] : after].strip()


def simplify(source: str) -> Plain:
    """Simplify a text and remember where each character came from."""
    kept: list[str] = []
    places: list[int] = []
    for place, character in _simple_characters(source):
        doubled = kept and kept[-1] == character and (character.isalpha() or character == " ")
        if not doubled:
            kept.append(character)
            places.append(place)
    return Plain("".join(kept), source, tuple(places))


def _simple_characters(source: str) -> Iterator[tuple[int, str]]:
    for place, character in enumerate(source):
        for simple in _without_accents(character.translate(_SAME)).lower():
            yield place, simple


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=2048)
def pattern(written: str) -> re.Pattern[str]:
    """Compile a pattern written in ordinary French so that it matches simplified text.

    It starts at the beginning of a word; accents and doubled letters in it do not matter.
    """
    simple = _DOUBLED_IN_PATTERN.sub(r"\1", _without_accents(written.translate(_SAME)))
    return re.compile(rf"(?<![a-z0-9])(?:{simple})")
