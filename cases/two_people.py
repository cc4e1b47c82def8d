"""Which letters two people must approve: those of a sensitive case, and of a large amount."""

import re
from dataclasses import dataclass
from decimal import Decimal

from cases.model import Case

_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_EUROS = r"(?:€|euros?\b|eur\b)"
_AMOUNT = re.compile(rf"(?i)(?<![\d,.])({_NUMBER})\s*(k?)\s?{_EUROS}")
_BEFORE = re.compile(rf"€\s?({_NUMBER})")
_IN_WORDS = re.compile(rf"(?i)\b(?:mille|millions?|milliards?)\b[\w\s’'-]{{0,60}}?{_EUROS}")

IN_WORDS = Decimal(1_000_000_000)
"""Euros that thousands written in words count for: not read, only never overlooked."""


@dataclass(frozen=True, slots=True)
class TwoPeople:
    """When one approval is not enough. `above_eur`: euros, 0 for no matter how much."""

    for_sensitive: bool = True
    above_eur: Decimal = Decimal(1000)

    def why(self, case: Case, text: str) -> str:
        """Say in French why a letter needs two people; empty when one is enough."""
        if self.for_sensitive and case.classification and case.classification.sensitive:
            return "dossier sensible"
        if self.above_eur and any(amount > self.above_eur for amount in amounts_in(text)):
            return f"montant de plus de {self.above_eur:f} €"
        return ""


def amounts_in(text: str) -> list[Decimal]:
    """Give the euros that a letter names."""
    amounts = [_euros(found[1]) * (1000 if found[2] else 1) for found in _AMOUNT.finditer(text)]
    amounts += [_euros(found[1]) for found in _BEFORE.finditer(text)]
    return amounts + [IN_WORDS for _ in _IN_WORDS.finditer(text)]


def _euros(number: str) -> Decimal:
    whole, _, cents = re.sub(r"\s", "", number).partition(",")
    if not cents and re.fullmatch(r"\d+\.\d{1,2}", whole):
        return Decimal(whole)
    return Decimal(f"{whole.replace('.', '')}.{cents or 0}")
