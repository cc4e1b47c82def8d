"""Words of French texts: written alike, the empty ones left out, weighed by how rare they are."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cases.folding import without_accents

STOP_WORDS = frozenset(
    Path(__file__).with_name("stop_words.txt").read_text(encoding="utf-8").split()
)
"""Too common in French tickets to tell one procedure from another (accents removed)."""
_SHORTEST_WORD = 3
_NOT_A_LETTER = re.compile(r"[^a-z]+")
_WORD = re.compile(r"[a-z0-9]+")
_MOST_WORDS = 24
"""Of a long message the rarest words are asked for: the others would find every text."""


def folded(text: str) -> str:
    """Write in small letters without accents."""
    return without_accents(text.lower())


def content_words(text: str) -> str:
    """Keep the words that carry meaning, without accents, figures or signs."""
    words = _NOT_A_LETTER.sub(" ", folded(text)).split()
    return " ".join(w for w in words if len(w) >= _SHORTEST_WORD and w not in STOP_WORDS)


_FOLDED = {chr(code): folded(chr(code)) for code in range(0xC0, 0x250)} | {"œ": "oe", "æ": "ae"}


def words_of(text: str) -> list[str]:
    """Part a text into words as both databases index them: unaccented small letters, and figures.

    Ligatures are parted too: « œuvre » is `oeuvre`.
    """
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
        """Inverse document frequency of a word (the idf of BM25); zero where no text holds it."""
        count = self.counts.get(word, 0)
        return math.log1p((self.extracts - count + 0.5) / (count + 0.5)) if count else 0.0

    def rarest(self, question: str, most: int) -> list[str]:
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
        """Share (0..1) of the weight of a question's words that each text holds."""
        weights = {word: self.weight(word) for word in question}
        whole = sum(weights.values())
        if not whole:
            return [0.0 for _ in texts]
        words = (set(words_of(text)) for text in texts)
        return [sum(w for word, w in weights.items() if word in own) / whole for own in words]
