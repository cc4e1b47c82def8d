"""The one place that words outcomes: values written in French, and the texts of cards filled in.

A text of a card names values between braces, with a unit where one is written:
`{conge_maladie.mois_du_debut en mois}`, `{conge_maladie.part_du_debut en %}`, `{fin}`,
`{conge_maladie.part_du_debut au 2025-02-28 en %}`. A name with a dot is a dated value of the law
(`statute/amounts/`), on the day whose law is applied unless « au » gives another; the others are
what the rule computed.

A sentence between square brackets, after words and a colon, is said in a letter only to whoever
tells of one of these words; in no letter where there are none: `[maternité, adoption : Pour...]`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from statute import french
from statute.outcome import Age, Count, Duration, Euros, Number, Share, Span, Text, Value

YEARS_AND_MONTHS = "ans et mois"
"""The unit of a number of months that is written in years: 62 ans et 9 mois."""
MONTHS_IN_A_YEAR = 12

PLACEHOLDER = re.compile(
    r"\{(?P<name>[\w.]+)(?: au (?P<day>\d{4}-\d\d-\d\d))?(?: en (?P<unit>[^{}]+))?\}"
)
PERCENT_TO_THE_HUNDREDTH = "% au centième"
"""The unit of a rate written as pay slips do: 11,10 %."""
_ASIDE = re.compile(r"\[(?P<told>[^\[\]:]*):\s*(?P<said>[^\[\]]*)\]")
Asides = tuple[tuple[str, tuple[str, ...]], ...]
"""Sentences of an answer, each with the words of whom it concerns; of none, an officer's alone."""
_BEFORE_A_UNIT = re.compile(
    r"(?<=\d) (?=(?:[%€]|(?:jour|mois|an|année|semaine|heure|point|fois|km|CV)s?\b))"
    rf"|(?<=1er) (?={'|'.join(french.MONTHS)})"
)
"""Where a space must not end a line: `1 jour`, `1er mai`."""
_ELIDED_ONE = re.compile(rf"(?<=\bd’)1(?=[ {french.NBSP}]an\b)")
"""A one that is written in letters after an elision: d’un an."""


class Unworded(LookupError):
    """A text names a value that nothing gives; the message is one French sentence."""


def worded(
    text: str,
    amount: Callable[[str, date | None], Fraction],
    values: Mapping[str, Value],
    texts: Mapping[str, str],
) -> str:
    """Fill in a text of a card with dated values of the law, by `amount`, and a rule's own.

    Raises `Unworded`, and what `amount` raises.
    """

    def written(place: re.Match[str]) -> str:
        name, unit = place["name"], place["unit"] or ""
        if "." in name:
            day = date.fromisoformat(place["day"]) if place["day"] else None
            return _in_unit(amount(name, day), unit)
        if name not in values:
            raise Unworded(f"« {name} » n’est pas une valeur que la règle donne.")
        value = values[name]
        if isinstance(value, Text):
            return worded(texts[value.name], amount, values, texts) if value.name else ""
        return _in_unit(value, unit) if isinstance(value, int | Fraction) else shown(value)

    filled = PLACEHOLDER.sub(written, text)
    return _BEFORE_A_UNIT.sub(french.NBSP, _ELIDED_ONE.sub("un", filled))


def split_asides(text: str) -> tuple[str, Asides]:
    """Take the brackets off a filled text; list what stood between them, and for whom."""
    asides = tuple(
        (found["said"], tuple(word.strip() for word in found["told"].split(",") if word.strip()))
        for found in _ASIDE.finditer(text)
    )
    return _ASIDE.sub(lambda found: found["said"], text), asides


def named_values(values: Sequence[Value]) -> dict[str, Value]:
    """Name an outcome's own values for its words: `valeur`, `valeur_2`, `valeur_3`..."""
    return {f"valeur_{place}" if place > 1 else "valeur": v for place, v in enumerate(values, 1)}


def shown(value: Value) -> str:  # noqa: PLR0911  # one for each kind of value
    """Write a value as a French reader expects it."""
    if isinstance(value, Euros):
        return french.euros(value.amount, value.decimals)
    if isinstance(value, Share):
        return french.percent(value.of_one)
    if isinstance(value, Age):
        return _in_years(value.months)
    if isinstance(value, Duration):
        return _together((value.months, "mois"), (value.days, "jour"))
    if isinstance(value, Count):
        return french.counted(value.number, value.noun)
    if isinstance(value, Span):
        if value.first == value.last:
            return f"le {french.day(value.first)}"
        return f"du {french.day(value.first)} au {french.day(value.last)}"
    if isinstance(value, date):
        return french.day(value)
    if isinstance(value, Text):
        raise TypeError("a text of a card is no value")
    return value if isinstance(value, str) else french.number(value)


def _in_unit(value: Number, unit: str) -> str:
    if unit == french.PERCENT:
        return french.percent(value)
    if unit == PERCENT_TO_THE_HUNDREDTH:
        hundredths = Decimal(floor(Fraction(value) * 10_000 + Fraction(1, 2)))
        return f"{hundredths / 100:.2f}{french.NBSP}%".replace(".", ",")
    if unit == "€":
        return french.euros(value)
    if unit == YEARS_AND_MONTHS:
        return _in_years(int(value))
    return french.counted(value, unit) if unit else french.number(value)


def _in_years(months: int) -> str:
    years, months = divmod(months, MONTHS_IN_A_YEAR)
    return _together((years, "an"), (months, "mois"))


def _together(*parts: tuple[int, str]) -> str:
    return " et ".join(french.counted(n, noun) for n, noun in parts if n) or french.counted(
        0, "mois"
    )
