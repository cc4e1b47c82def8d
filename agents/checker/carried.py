"""Whether words can mean a value: a model that quotes « 4 jours » cannot have read seven."""

import re
from datetime import date
from decimal import Decimal

from agents.checker.facts.numbers import AMOUNT, NUMBER, as_amount, as_number
from statute.facts import Fact, FactValue
from statute.french import MONTHS
from statute.plain import pattern, simplify

_NUMBER = re.compile(rf"(?<![a-z0-9])(?:{NUMBER})(?![a-z])")
_AMOUNT = re.compile(AMOUNT)
_YEARS = pattern(r"(?:ans?|années?)(?![a-z])")
_WEEKDAYS = pattern(r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|tous les jours)")
_RELATIVE = pattern(
    r"(?:aujourd'hui|demain|hier|semaine|mois|année|rentrée|noël|pâques|toussaint|été|prochaine?"
    r"|dernière?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
)
_MONTHS = tuple(simplify(month).text for month in MONTHS)
_A_YEAR = 12


def carries(words: str, value: FactValue, fact: Fact) -> bool:
    """Tell whether simplified words can mean a value: its number, its day or its month is there.

    Words of a choice are not weighed: an officer reads them beside it.
    """
    if isinstance(value, date):
        return _dates(words, value)
    if not isinstance(value, int | Decimal):
        return True
    found = {as_number(m[0]) for m in _NUMBER.finditer(words)}
    found |= {as_amount(m[0]) for m in _AMOUNT.finditer(words)}
    if Decimal(value) in found:
        return True
    if fact.unit == "mois" and _YEARS.search(words):
        return any(n * _A_YEAR <= value < (n + 1) * _A_YEAR for n in found)
    return not found and fact.unit == "jour" and bool(_WEEKDAYS.search(words))


def _dates(words: str, value: date) -> bool:
    numbers = {int(n) for n in re.findall(r"(?<![0-9])[0-9]{1,4}(?![0-9])", words)}
    named = _MONTHS[value.month - 1] in words or value.month in numbers
    return named or value.day in numbers or bool(not numbers and _RELATIVE.search(words))
