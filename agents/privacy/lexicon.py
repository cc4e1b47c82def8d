"""The words of French, as the language model's own lexicon lists them."""

import re
from functools import lru_cache

from agents.folding import fold
from agents.privacy.words import WORD, is_first_name, not_a_name

_CAPITALS = re.compile(r"[^\W\d_]{2,40}")
_SHOUTED = 0.6
"""Share of capitals from which a line is taken for one written in capitals."""


class Lexicon:
    """Tells French words from others; accents and case make no difference."""

    def __init__(self, words: frozenset[str]) -> None:
        self._words = words
        self.knows = lru_cache(4096)(self._knows)

    def _knows(self, word: str) -> bool:
        folded = fold(word)
        if folded in self._words or folded in not_a_name():
            return True
        stem = folded.rpartition("'")[2]
        if stem != folded and len(folded) - len(stem) <= len("qu'"):
            return stem in self._words or stem in not_a_name()
        parts = folded.split("-")
        return len(parts) > 1 and all(part in self._words for part in parts)

    def may_be_a_first_name(self, word: str) -> bool:
        """Tell whether a word is a first name; one that is also a common word needs its capital."""
        return is_first_name(word) and (word[:1].isupper() or not self._knows(word))

    def softened(self, text: str) -> str:
        """Write a text as it would be without its capital letters, place for place."""
        return "".join(self._softened_line(line) for line in text.splitlines(keepends=True))

    def _softened_line(self, line: str) -> str:
        letters = [c for c in line if c.isalpha()]
        upper = sum(c.isupper() for c in letters)
        shouted = len(letters) > len("abcd") and upper >= _SHOUTED * len(letters)

        def soft(match: re.Match[str]) -> str:
            word = match[0]
            if not word.isupper():
                return word
            if self.knows(word) and not is_first_name(word):
                written = word.lower() if shouted else word
            else:
                written = word.capitalize() if shouted or len(word) > len("ABC") else word
            return written if len(written) == len(word) else word

        return _CAPITALS.sub(soft, line)


def words_of(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Cut a part of a text into words."""
    return list(WORD.finditer(text, start, end))
