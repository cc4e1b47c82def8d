"""The words of texts as both databases index them, and what each tells: the rarer, the more."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.index import folded

_WORD = re.compile(r"[a-z0-9]+")
_FOLDED = {chr(code): folded(chr(code)) for code in range(0xC0, 0x250)} | {"œ": "oe", "æ": "ae"}
_MOST_WORDS = 24
"""Of a long message the rarest words are asked for: the others would find every text."""
_SATURATION, _LENGTH = 1.2, 0.75
"""The usual constants of BM25."""


def words_of(text: str) -> list[str]:
    """Part a text into words: small letters without accents nor ligatures, and figures."""
    plain = text.lower()
    # Letter by letter through Unicode, or through a table, costs ten times what a few sweeps do.
    for letter in _FOLDED.keys() & set(plain):
        plain = plain.replace(letter, _FOLDED[letter])
    return _WORD.findall(plain)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """In how many of so many extracts each word stands."""

    counts: Mapping[str, int]
    extracts: int

    def weight(self, word: str) -> float:
        """Give what a word tells (the idf of BM25); nothing where no text holds it."""
        held = self.counts.get(word, 0)
        return math.log1p((self.extracts - held + 0.5) / (held + 0.5)) if held else 0.0

    def telling(self, question: str, most: int) -> list[str]:
        """Choose the rarest words of a question, as many as stand in about `most` extracts.

        A database then ranks few rows, however common the other words are.
        """
        known = {word for word in words_of(question) if word in self.counts}
        chosen: list[str] = []
        for word in sorted(known, key=lambda word: (self.counts[word], word))[:_MOST_WORDS]:
            most -= self.counts[word]
            if chosen and most < 0:
                break
            chosen.append(word)
        return chosen

    def shares(self, question: Sequence[str], texts: Iterable[str]) -> list[float]:
        """Give the share (0..1) of what a question's words tell that each text holds."""
        weights = {word: self.weight(word) for word in question}
        whole = sum(weights.values())
        if not whole:
            return [0.0 for _ in texts]
        helds = (set(words_of(text)) for text in texts)
        return [sum(w for word, w in weights.items() if word in held) / whole for held in helds]
