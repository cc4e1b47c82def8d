"""Which letters two people must approve: those of a sensitive case, and of a large amount."""

import re
from dataclasses import dataclass
from decimal import Decimal

from cases.model import Case
from cases.queues.danger_alerts import alarm_of

_NUMBER = r"\d{1,3}(?:[\s.'’]{1,2}\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_EUROS = r"(?:€|euros?\b|eur\b)"
_AMOUNT = re.compile(rf"(?i)(?<![\d,.])({_NUMBER})\s*([kM]?)\s?{_EUROS}")
_BEFORE = re.compile(rf"€\s?({_NUMBER})")
_TEENS = "onze|douze|treize|quatorze|quinze|seize|dix-sept|dix-huit|dix-neuf"
_IN_WORDS = re.compile(
    rf"(?i)\b(?:mille|millions?|milliards?|(?:{_TEENS})[\s-]cents?)\b[\w\s’'-]{{0,60}}?{_EUROS}"
)
_MONEY = re.compile(r"(?i)€|\beuros?\b|\beur\b")
# In a paragraph about money, whatever is not a year, a day, an article or a number of a text.
_ANY = re.compile(rf"(?<![\w.,/-])(?!(?:19|20)\d\d\b)({_NUMBER})(?![\w/-]|[.,]\d)")
_MULTIPLES = {"": 1, "k": 1_000, "m": 1_000_000}

IN_WORDS = Decimal(1_000_000_000)
"""Euros that thousands written in words count for: not read, only never overlooked."""


@dataclass(frozen=True, slots=True)
class TwoPeople:
    """When one approval is not enough. `above_eur`: euros, 0 for no matter how much."""

    for_sensitive: bool = True
    above_eur: Decimal = Decimal(1000)

    def reason(self, case: Case, text: str) -> str:
        """Say in French why a letter needs two people; empty when one is enough.

        Whoever is in danger does not wait for a second person.
        """
        return "" if alarm_of(case.classification) else self._why_in_no_danger(case, text)

    def is_waived(self, case: Case, text: str) -> bool:
        """Tell whether two people would have been needed, had nobody been in danger."""
        needed = self._why_in_no_danger(case, text)
        return bool(needed) and alarm_of(case.classification) is not None

    def _why_in_no_danger(self, case: Case, text: str) -> str:
        if self.for_sensitive and case.classification and case.classification.sensitive:
            return "dossier sensible"
        if self.above_eur and any(amount > self.above_eur for amount in amounts_in(text)):
            return f"montant de plus de {self.above_eur:f} €"
        return ""


def amounts_in(text: str) -> list[Decimal]:
    """Find the euros that a letter names.

    In a paragraph that speaks of money, any number that could be an amount counts as one: a
    needless second reading costs minutes, an overlooked amount more.
    """
    amounts = [_euros(found[1]) * _MULTIPLES[found[2].lower()] for found in _AMOUNT.finditer(text)]
    amounts += [_euros(found[1]) for found in _BEFORE.finditer(text)]
    for paragraph in filter(_MONEY.search, text.split("\n\n")):
        amounts += [_euros(found[1]) for found in _ANY.finditer(paragraph)]
    return amounts + [IN_WORDS for _ in _IN_WORDS.finditer(text)]


def _euros(number: str) -> Decimal:
    whole, _, cents = re.sub(r"[\s'’]", "", number).partition(",")
    if not cents and re.fullmatch(r"\d+\.\d{1,2}", whole):
        return Decimal(whole)
    return Decimal(f"{whole.replace('.', '')}.{cents or 0}")
