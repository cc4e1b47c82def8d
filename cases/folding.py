"""Text as it is compared: no accents, and for the detectors no case, no invisible characters.

What else makes two words alike differs on purpose, and stands where it is needed: `statute.french`
also drops doubled letters and remembers places; the search in texts lowers the case; the words of
cases (`cases.queues.full_text`) are those of the databases' own index, without ligatures; names of
people (`cases.retention.personal_data`) and of fields in Redmine fold the case of every alphabet.
What an evaluation compares (`cli.evaluation.scores`) keeps its accents.
"""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_INVISIBLE = frozenset({"Cf", "Co", "Cn", "Cs", "Cc"})
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "œ": "oe", "æ": "ae"})
_HIDING = frozenset("\u202d\u202e\u2066\u2067\u2068\u2062\u2063\u2064")
_FIRST_TAG, _LAST_TAG = "\U000e0000", "\U000e007f"
"""Tags spell whole sentences that nobody sees."""
MAX_TICKET = 20_000
"""Characters of a ticket that are read: twenty times the longest honest one seen."""


def without_accents(text: str) -> str:
    """Write a text without accents, in compatible characters (NFKD); the case stays."""
    plain = unicodedata.normalize("NFKD", text)
    if plain.isascii():
        return plain
    return "".join(c for c in plain if not unicodedata.combining(c))


def fold(text: str) -> str:
    """Lower the case, drop accents, control and invisible characters, and join the spaces."""
    plain = without_accents(visible(text).lower().translate(_QUOTES))
    return _SPACES.sub(" ", plain).strip()


def fold_in_place(text: str) -> str:
    """Lower the case and drop accents, each character kept in its place: lengths are the same."""
    return text.translate(_IN_PLACE)


class _InPlace(dict[int, str]):
    """The plain character of each, learned as they come."""

    def __missing__(self, code: int) -> str:
        written = chr(code)
        plain = without_accents(written.translate(_QUOTES)).lower()
        self[code] = plain if len(plain) == 1 else written
        return self[code]


_IN_PLACE = _InPlace()


def visible(text: str) -> str:
    """Drop the characters a reader does not see; spaces and line ends stay."""
    # Asked first because it is quick: nothing that is printable is hidden.
    if text.isprintable():
        return text
    return "".join(
        c
        for c in text
        if c.isprintable() or c in "\n\t\r" or unicodedata.category(c) not in _INVISIBLE
    )


def hidden_characters(text: str) -> int:
    """Count characters that hide words from a reader: tags, zero-width, direction overrides."""
    return sum(c in _HIDING or _FIRST_TAG <= c <= _LAST_TAG for c in text)


def unshouted(text: str) -> str:
    """Write in small letters a text that is in capitals; another is given as it is.

    Models of meaning read capitals as other words.
    """
    letters = [character for character in text if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return text.lower() if capitals > len(letters) / 2 else text
