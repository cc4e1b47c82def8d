"""Small numbers as French tickets write them: in figures or in words."""

from decimal import Decimal

_IN_WORDS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14,
    "quinze": 15, "seize": 16, "dix-huit": 18, "vingt": 20,
}  # fmt: skip

NUMBER = r"(?:\d{1,3}(?:[.,]5)?|" + "|".join(sorted(_IN_WORDS, key=len, reverse=True)) + ")"
"""A pattern for one of them in simplified text."""


def as_number(written: str) -> Decimal:
    """Read a number that `NUMBER` matched."""
    if written in _IN_WORDS:
        return Decimal(_IN_WORDS[written])
    return Decimal(written.replace(",", "."))
