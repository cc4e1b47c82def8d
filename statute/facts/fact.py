"""One fact of a case: what it is called, the question that asks for it, the values it can have."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from statute import french

FactValue = str | int | Decimal | date
Facts = Mapping[str, FactValue]

OUI = "oui"
NON = "non"
OUI_OU_NON = (OUI, NON)

EARLIEST = date(1900, 1, 1)
LATEST = date(2100, 12, 31)
"""No day of a living person's case stands outside: rules count years from the days they get."""

_NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,4})?")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a case. A number stands between `at_least` and `at_most`, with its unit.

    A fact that has `after` is asked only once that other fact is known.
    """

    id: str
    label: str
    question: str
    kind: type[FactValue]
    choices: tuple[str, ...] = ()
    unit: str = ""
    at_least: int = 0
    at_most: int = 0
    after: str = ""

    def shown(self, value: FactValue) -> str:
        """Write a value as a French reader expects it."""
        if isinstance(value, date):
            return french.day(value)
        if isinstance(value, int | Decimal):
            return french.counted(value, self.unit)
        return value

    def accepts(self, value: FactValue) -> bool:
        """Tell whether a value is one this fact can have."""
        if isinstance(value, int | Decimal):
            return self.at_least <= value <= self.at_most
        if isinstance(value, date):
            return EARLIEST <= value <= LATEST
        return not self.choices or value in self.choices

    def written(self, value: FactValue) -> str:
        """Write a value as `parse` reads it."""
        return value.isoformat() if isinstance(value, date) else str(value)

    def parse(self, text: str) -> FactValue | None:
        """Read a value written by a machine (ISO day, decimal point); None when it is not one."""
        try:
            value = _parse(self.kind, text.strip())
            return value if self.accepts(value) else None
        except ValueError:
            return None


def _parse(kind: type[FactValue], text: str) -> FactValue:
    if kind is str:
        return text
    if kind is date:
        return date.fromisoformat(text)
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return int(text) if kind is int else Decimal(text.replace(",", "."))
