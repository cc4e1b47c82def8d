"""French ways of writing numbers and days, so that every rule writes them alike."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

NBSP = "\u00a0"
PERCENT = "%"
_INVARIABLE = {PERCENT, "€", "CV", "km", ""}
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
    """Write a number and its noun or unit: 1 jour, 12,5 jours, 3 mois, 80 %, 7 CV."""
    invariable = noun in _INVARIABLE or noun.endswith("s")
    ending = "" if invariable or value < _PLURAL_FROM else "s"
    return f"{number(value)}{NBSP}{noun}{ending}".strip()


def euros(value: Number) -> str:
    """Write an amount to the cent, thousands apart: 2,29 €, 7 €, 1 867,02 €."""
    exact = Fraction(value)
    cents = (Decimal(exact.numerator) / exact.denominator).quantize(
        Decimal("0.01"),
        rounding=ROUND_HALF_UP,
    )
    written = f"{cents:,.2f}".removesuffix(".00").replace(",", NBSP).replace(".", ",")
    return f"{written}{NBSP}€"


def moment(local: datetime) -> str:
    """Write a moment as the clock that it is of tells it: 24 novembre 2026 à 9 h 05."""
    return f"{day(local.date())} à {local.hour}{NBSP}h{NBSP}{local.minute:02}"


def day(value: date) -> str:
    """Write a day in full: 1er mars 2025."""
    ordinal = "1er" if value.day == 1 else str(value.day)
    return f"{ordinal}{NBSP}{MONTHS[value.month - 1]} {value.year}"
