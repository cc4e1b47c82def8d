"""What is known of words: first names, surnames, the town's staff, and the words of French."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from cases.folding import fold

WORD = re.compile(r"[\w’'\-]+")
_NAME_PART = re.compile(r"[^\W\d_]{1,60}(?:['’\-][^\W\d_]{1,60}){0,5}[^\W\d_]{2}")
_staff: frozenset[str] = frozenset()


def know_staff(names: Iterable[str]) -> None:
    """Keep the names of the town's staff, for the whole process: they are hidden wherever met."""
    global _staff  # noqa: PLW0603 - one directory for the process, as there is one analyzer
    words = {fold(word) for name in names for word in name_words(name)}
    _staff = frozenset(word for word in words - not_a_name() if len(word) > len("le"))


def staff() -> frozenset[str]:
    """List the folded words of the staff's names; none where the site gives no directory."""
    return _staff


def name_words(text: str) -> list[str]:
    """Cut a name into the words that may be met alone."""
    return _NAME_PART.findall(text)


def is_first_name(word: str) -> bool:
    """Tell whether a word is a first name, or a double one."""
    folded = fold(word)
    known = _listed("first_names.txt")
    return folded in known or folded.partition("-")[0] in known


def is_diminutive(word: str) -> bool:
    """Tell whether a word is what a first name is often shortened to; believed with a capital."""
    return fold(word) in _listed("diminutives.txt")


def is_surname(word: str) -> bool:
    """Tell whether a word is one of the most frequent surnames."""
    return fold(word) in _listed("surnames.txt")


def not_a_name() -> frozenset[str]:
    """List the words that stand where names do and are none, folded."""
    return _listed("not_a_name.txt")


@cache
def _listed(name: str) -> frozenset[str]:
    words = Path(__file__).with_name(name).read_text(encoding="utf-8").split()
    return frozenset(fold(word) for word in words)


_CAPITALS = re.compile(r"[^\W\d_]{2,40}")
_SHOUTED = 0.6
"""Share of capitals from which a line is taken for one written in capitals."""
PARTICLES = frozenset(
    {
        *("de", "du", "des", "la", "le", "van", "von", "el", "al", "ben", "bin"),
        *("da", "dos", "do", "di", "ait", "ou"),
    }
)


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
        """Tell whether a word is a first name; one that is also a common word needs its capital.

        The dictionary holds words that nobody writes to a town (`vincent`, `thomas`): what is in
        use is in `words_too.txt`. Of a double name each half must be one.
        """
        if word[:1].isupper():
            return is_first_name(word) or is_diminutive(word)
        if not is_first_name(word):
            return False
        folded = fold(word)
        if "-" in folded:
            known = _listed("first_names.txt")
            return not self._knows(word) or all(part in known for part in folded.split("-"))
        return not self._knows(word) or folded not in _listed("words_too.txt") | not_a_name()

    def truecase(self, text: str) -> str:
        """Write a text as it would be without its capital letters, place for place."""
        return "".join(self._truecase_line(line) for line in text.splitlines(keepends=True))

    def _truecase_line(self, line: str) -> str:
        letters = [c for c in line if c.isalpha()]
        upper = sum(c.isupper() for c in letters)
        shouted = len(letters) > len("abcd") and upper >= _SHOUTED * len(letters)

        def truecase_word(match: re.Match[str]) -> str:
            word = match[0]
            if not word.isupper():
                return word
            if self.knows(word) and not is_first_name(word):
                written = word.lower() if shouted else word
            else:
                written = word.capitalize() if shouted or len(word) > len("ABC") else word
            return written if len(written) == len(word) else word

        return _CAPITALS.sub(truecase_word, line)
