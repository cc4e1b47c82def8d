"""Text as the detectors compare it: no accents, no case, no invisible characters."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_INVISIBLE = frozenset({"Cf", "Co", "Cn", "Cs"})
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "œ": "oe", "æ": "ae"})
MAX_TICKET = 20_000
"""Characters of a ticket that are read: twenty times the longest honest one seen."""


def fold(text: str) -> str:
    """Lower the case, drop accents, control and invisible characters, and join the spaces."""
    plain = unicodedata.normalize("NFKD", visible(text).lower().translate(_QUOTES))
    if not plain.isascii():
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _SPACES.sub(" ", plain).strip()


def visible(text: str) -> str:
    """Drop the characters a reader does not see; spaces and line ends stay."""
    # Asked first because it is quick: nothing that is printable is hidden.
    if text.isprintable():
        return text
    return "".join(c for c in text if c.isprintable() or c in "\n\t" or _is_seen(c))


def hidden_characters(text: str) -> int:
    """Count characters that hide words from a reader: tags, zero-width, direction overrides."""
    return sum(1 for c in text if _hides(c))


def _is_seen(char: str) -> bool:
    category = unicodedata.category(char)
    return category not in _INVISIBLE and (category != "Cc" or char == "\r")


def _hides(char: str) -> bool:
    if "\U000e0000" <= char <= "\U000e007f":  # tags: whole sentences nobody sees
        return True
    return char in "\u202d\u202e\u2066\u2067\u2068\u2062\u2063\u2064"
