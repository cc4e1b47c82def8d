"""What an officer said of a ticket instead of the machine. Standard library only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

CATEGORY = "category"
"""What a correction is about when it is no fact: the ticket's category."""


class Said(StrEnum):
    """How an officer corrected what the machine understood."""

    VALUE = "value"
    NOT_SAID = "not_said"
    AS_READ = "as_read"
    """An earlier correction is withdrawn: what the machine reads counts again."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction of a fact, or of the category.

    `value` and `read`, what the machine had understood, are written as a machine writes them (ISO
    day, decimal point); empty where nothing was said. `by` is a login.
    """

    about: str
    said: Said
    value: str
    read: str
    by: str
    at: datetime


def standing(made: Iterable[Correction]) -> dict[str, Correction]:
    """Give the corrections that count: of each thing the last one, unless it was withdrawn."""
    last = {one.about: one for one in made}
    return {about: one for about, one in last.items() if one.said is not Said.AS_READ}
