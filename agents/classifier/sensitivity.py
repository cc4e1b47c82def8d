"""What a ticket's words tell by rules alone: matters that only few may read, and how urgent it is.

The detector of sensitive matters is wide on purpose: a missed cry for help costs more than an
officer's minute, so every family of `sensitivity.yaml` would rather ring once too often.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml

from cases.folding import MAX_TICKET, fold
from cases.model import Urgency
from statute.french import MONTHS

CONFLICT = "discipline-conflit"
PRIVATE = frozenset({CONFLICT, "maladie"})
"""Categories whose tickets tell of a quarrel or of a person's health."""
_SOON = timedelta(days=10)
_HALF_A_YEAR = timedelta(days=180)
_DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_MONTHS = tuple(fold(month) for month in MONTHS)
_DATE = re.compile(
    r"\b(?P<day>\d{1,2})(?:er)?(?:[/.](?P<month>\d{1,2})(?:[/.](?P<year>20\d\d|\d\d))?"
    rf"| (?P<named>{'|'.join(_MONTHS)})(?: (?P<named_year>20\d\d))?)\b",
)
_PASSING = re.compile(
    r"\b(?:rhume|rhinopharyngite|gastro(?:-enterite)?|angine|rage de dents|rien de grave)\b"
)
_IN_GENERAL = re.compile(
    r"\b(?:purement pedagogique|pas de cas (?:en cours|particulier)"
    r"|question (?:generale|de principe|pedagogique)|a titre general"
    r"|pour mon (?:support|expose|concours|memoire)\b)"
)


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
    """The families a text shows signs of, the gravest first.

    `passing`: all it tells of anybody's health is a cold, or the like.
    """

    families: tuple[Family, ...]
    passing: bool = False

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


def signs_of_sensitivity(text: str) -> Signs:
    """Find the sensitive matters a text speaks of.

    A question of law about nobody (« purement pédagogique ») tells nothing of anybody’s health.
    """
    folded = without_figures(fold(text[:MAX_TICKET]))
    in_general = _IN_GENERAL.search(folded) is not None
    found = tuple(
        family
        for family in _families()
        if family.pattern.search(folded) and (family.for_a_person or not in_general)
    )
    if _PASSING.search(folded) and all(family.id == "sick_leave" for family in found):
        return Signs((), passing=True)
    return Signs(found)


def without_figures(folded: str) -> str:
    """Take out of a folded text the figures of speech: « n’en peux plus de ce logiciel »."""
    return _figures().sub(" ", folded)


@cache
def _figures() -> re.Pattern[str]:
    path = Path(__file__).with_name("figures.yaml")
    lines: list[str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return re.compile(r"\b(?:" + "|".join(lines) + ")")


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


def urgency_of(text: str, signs: Signs, received_on: date) -> Urgency:
    """Read the urgency of a ticket received on a day (dates within ten days make it `haute`)."""
    folded = fold(text[:MAX_TICKET])
    wordings = _wordings_of_urgency()
    if signs.of("distress") or wordings["danger"].search(folded):
        return Urgency.CRITIQUE
    days = (_day(match, received_on) for match in _DATE.finditer(folded))
    near = wordings["soon"].search(folded) or any(
        day is not None and received_on <= day <= received_on + _SOON for day in days
    )
    if signs.danger:
        return Urgency.CRITIQUE if near else Urgency.HAUTE
    return Urgency.HAUTE if near or wordings["harm"].search(folded) else Urgency.NORMALE


@cache
def _wordings_of_urgency() -> dict[str, re.Pattern[str]]:
    path = Path(__file__).with_name("urgency.yaml")
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))
    joined = {name: "|".join(lines).replace("{day}", _DAY) for name, lines in listed.items()}
    return {name: re.compile(rf"\b(?:{line})") for name, line in joined.items()}


def _day(match: re.Match[str], today: date) -> date | None:
    """Read a day; one that names no year is the nearest to come, or just past."""
    written = match["year"] or match["named_year"]
    month = _MONTHS.index(match["named"]) + 1 if match["named"] else int(match["month"])
    year = int(written) if written else today.year
    if written and len(written) < len("2026"):
        year += 2000
    try:
        day = date(year, month, int(match["day"]))
        turned = not written and day < today - _HALF_A_YEAR
        return day.replace(year=day.year + 1) if turned else day
    except ValueError:
        return None
