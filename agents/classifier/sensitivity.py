"""Which tickets hold what only few may read: an own detector, wide on purpose.

A missed cry for help costs more than an officer's minute, so every family of `sensitivity.yaml`
would rather ring once too often.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from agents.folding import MAX_TICKET, fold
from agents.team import Guess
from cases.model import Ticket

PRIVATE = frozenset({"discipline-conflit", "maladie"})
"""Categories whose tickets tell of a quarrel or of a person's health."""
LIKELY = 0.4
LOOKS_SENSITIVE = 0.5
"""Where both errors weigh alike on authors that were not read."""


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of sensitive matter; `label` is what the officer reads."""

    id: str
    label: str
    for_a_person: bool
    danger: bool
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Signs:
    """The families a text shows signs of, the gravest first."""

    families: tuple[Family, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """What the officer reads."""
        return tuple(family.label for family in self.families)

    @property
    def for_a_person(self) -> bool:
        """Whether an officer writes the answer alone: harassment, discipline, distress..."""
        return any(family.for_a_person for family in self.families)

    @property
    def danger(self) -> bool:
        """Whether a person may be in danger."""
        return any(family.danger for family in self.families)

    def of(self, family_id: str) -> bool:
        """Tell whether one family is among them."""
        return any(family.id == family_id for family in self.families)


def is_sensitive(guess: Guess, signs: Signs) -> bool:
    """Tell whether only few may read a ticket, by its words or by how it looks."""
    category, share = guess.ranked[0]
    private = category in PRIVATE and share >= LIKELY
    return private or bool(signs.families) or guess.sensitivity >= LOOKS_SENSITIVE


def signs_of_sensitivity(text: str) -> Signs:
    """Find the sensitive matters a text speaks of."""
    folded = fold(text[:MAX_TICKET])
    return Signs(tuple(f for f in _families() if f.pattern.search(folded)))


def signs_in(ticket: Ticket) -> Signs:
    """Find the sensitive matters the requester speaks of, subject included."""
    return signs_of_sensitivity(f"{ticket.subject}\n{ticket.text}")


@cache
def _families() -> tuple[Family, ...]:
    path = Path(__file__).with_name("sensitivity.yaml")
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(
        Family(
            id=family["id"],
            label=family["label"],
            for_a_person=family["for_a_person"],
            danger=family["danger"],
            pattern=re.compile(r"\b(?:" + "|".join(family["patterns"]) + ")"),
        )
        for family in listed
    )
