"""French text: numbers and days as every rule writes them, and a forgiving form to read.

The forgiving form has no accents, no capitals and no doubled letters.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from cases.folding import without_accents

NBSP = "\u00a0"
PERCENT = "%"
_INVARIABLE = {PERCENT, "€", "CV", "km", ""}
_THOUSANDS_APART = {"km"}
"""Units of which there are thousands: 12 000 km."""
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip

_PLURAL_FROM = 2

Number = int | Decimal | Fraction


def number(value: Number) -> str:
    """Write at most two decimals, comma before them: 12,5."""
    exact = Fraction(value)
    rounded = (Decimal(exact.numerator) / exact.denominator).quantize(
        Decimal("0.01"),
        rounding=ROUND_HALF_UP,
    )
    return f"{rounded:f}".rstrip("0").rstrip(".").replace(".", ",")


def percent(share: Number) -> str:
    """Write a share of one as a percentage: 6/7 gives 85,71 %."""
    return f"{number(Fraction(share) * 100)}{NBSP}%"


def counted(value: Number, noun: str) -> str:
    """Write a number and its noun or unit: 1 jour, 12,5 jours ouvrés, 80 %, 12 000 km."""
    written = noun
    if value >= _PLURAL_FROM and noun not in _INVARIABLE:
        written = " ".join(word if word.endswith("s") else f"{word}s" for word in noun.split(" "))
    amount = number(value)
    if noun in _THOUSANDS_APART:
        whole, comma, rest = amount.partition(",")
        amount = f"{int(whole):,}".replace(",", NBSP) + comma + rest
    return f"{amount}{NBSP}{written}".strip()


def euros(value: Number, decimals: int = 2) -> str:
    """Write an amount to the cent or finer, thousands apart: 2,29 €, 7 €, 1 867,02 €."""
    exact = Fraction(value)
    rounded = (Decimal(exact.numerator) / exact.denominator).quantize(
        Decimal(1).scaleb(-decimals),
        rounding=ROUND_HALF_UP,
    )
    whole = f".{'0' * decimals}"
    written = f"{rounded:,f}".removesuffix(whole).replace(",", NBSP).replace(".", ",")
    return f"{written}{NBSP}€"


def moment(local: datetime) -> str:
    """Write a moment as the clock that it is of tells it: 24 novembre 2026 à 9 h 05."""
    return f"{day(local.date())} à {local.hour}{NBSP}h{NBSP}{local.minute:02}"


def inside(label: str) -> str:
    """Write a label inside a sentence: no capital, but for an acronym."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def month(value: date) -> str:
    """Write the month of a day: mars 2025."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def day(value: date) -> str:
    """Write a day in full: 1er mars 2025."""
    ordinal = "1er" if value.day == 1 else str(value.day)
    return f"{ordinal}{NBSP}{MONTHS[value.month - 1]} {value.year}"


_SAME = str.maketrans({"’": "'", "ʼ": "'", "œ": "oe", "Œ": "oe", "–": "-", "—": "-", "\t": " "})
_DOUBLED_IN_PATTERN = re.compile(r"(?<!\\)([a-z])\1")


@dataclass(frozen=True, slots=True)
class Plain:
    """Simplified `text` and, for each of its characters, the place it came from in `source`."""

    text: str
    source: str
    places: tuple[int, ...]

    def words(self, start: int, end: int) -> str:
        """Quote the writer's own whole words between two places of the simplified text."""
        while end < len(self.text) and self.text[end].isalnum():
            end += 1
        after = self.places[end] if end < len(self.places) else len(self.source)
        return self.source[self.places[start] : after].strip()


def simplify(source: str) -> Plain:
    """Simplify a text and remember where each character came from."""
    kept: list[str] = []
    places: list[int] = []
    for place, written in enumerate(source):
        for character in without_accents(written.translate(_SAME)).lower():
            doubled = kept and kept[-1] == character and (character.isalpha() or character == " ")
            if not doubled:
                kept.append(character)
                places.append(place)
    return Plain("".join(kept), source, tuple(places))


@lru_cache(maxsize=2048)
def pattern(written: str) -> re.Pattern[str]:
    """Compile a pattern written in ordinary French so that it matches simplified text.

    It starts at the beginning of a word; accents and doubled letters in it do not matter.
    """
    simple = _DOUBLED_IN_PATTERN.sub(r"\1", without_accents(written.translate(_SAME)))
    return re.compile(rf"(?<![a-z0-9])(?:{simple})")
