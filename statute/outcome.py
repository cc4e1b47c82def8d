"""What a rule answers: a verdict, a typed value, the steps that lead to it; no French sentence.

A card's words say it (`statute/phrasing.py`). Money and shares are exact fractions until they are
written: nothing is rounded before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from cases.model import FindingOutcome

Number = int | Fraction


class Verdict(StrEnum):
    """What is answered to « ai-je droit ? »; none where the question asks a value."""

    OUI = "oui"
    NON = "non"
    CELA_DEPEND = "cela dépend"
    A_VERIFIER = "à vérifier"
    """What is known is said, and an officer must look before more is."""


class KindOfDay(StrEnum):
    """Which days a count of days counts; they must not be mixed."""

    CALENDAIRE = "jour calendaire"
    OUVRABLE = "jour ouvrable"
    OUVRE = "jour ouvré"


@dataclass(frozen=True, slots=True)
class Euros:
    """An amount of money, exact; written to the cent unless more decimals are wanted."""

    amount: Fraction
    decimals: int = 2


@dataclass(frozen=True, slots=True)
class Share:
    """A share of one: 9/10 is written 90 %."""

    of_one: Fraction


@dataclass(frozen=True, slots=True)
class Count:
    """A number of something, by its noun in the singular: mois, semaine, jour ouvré, point."""

    number: Number
    noun: str

    @classmethod
    def days(cls, number: Number, kind: KindOfDay) -> "Count":
        """Count days of a kind."""
        return cls(number, kind.value)


@dataclass(frozen=True, slots=True)
class Age:
    """An age or a length in months, written in years: 753 is 62 ans et 9 mois."""

    months: int


@dataclass(frozen=True, slots=True)
class Duration:
    """How long a contract or its services last: whole months, then days (12 mois et 1 jour)."""

    months: int
    days: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A period, from its first day to its last, both in it."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Text:
    """Another text of the card, by its name, that stands inside the words."""

    name: str


Value = Euros | Share | Count | Age | Duration | Span | Text | date | Number | str
"""A `str` is a fact's own word, such as a category."""


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the arithmetic: its label is the card's (`etapes`), by this name."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule answers on the facts.

    `values` is the answer's own, one or a list; `words` names the text of the card that says it,
    and `named` what else that text names. `still_open` and `to_do` name further texts of the card:
    a condition nobody has checked yet, what to do and by when. `row`: the line applied, when the
    rule holds a whole scale. `missing`: facts without which nothing can be said.
    """

    verdict: Verdict | None = None
    words: str = ""
    values: tuple[Value, ...] = ()
    named: Mapping[str, Value] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    still_open: tuple[str, ...] = ()
    to_do: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    row: str = ""
    sentence: str = ""
    """Said instead of `words`: what a value of the law that is not known leaves to say."""

    @property
    def decision(self) -> FindingOutcome:
        """Say it as a case keeps it."""
        if self.missing:
            return FindingOutcome.UNDECIDED
        return _DECISIONS.get(self.verdict, FindingOutcome.VALUE)


_DECISIONS: dict[Verdict | None, FindingOutcome] = {
    Verdict.OUI: FindingOutcome.MET,
    Verdict.NON: FindingOutcome.NOT_MET,
    Verdict.A_VERIFIER: FindingOutcome.TO_CHECK,
}
