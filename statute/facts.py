"""The facts that rules need: what one is, its values, and those there are (`faits/*.yaml`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from cases.model import Correction
from statute import french
from statute.edited_file import EditedFileError, read_edited

Statut = Literal["titulaire", "stagiaire", "contractuel"]
TITULAIRE: Final = "titulaire"
STAGIAIRE: Final = "stagiaire"
CONTRACTUEL: Final = "contractuel"
TOUS: tuple[Statut, ...] = (TITULAIRE, STAGIAIRE, CONTRACTUEL)

CDD = "CDD"
CDI = "CDI"

NAISSANCE = "naissance d’un enfant"
ADOPTION = "adoption d’un enfant"
SOINS = "soins à un conjoint, un enfant à charge ou un ascendant"
HANDICAP = "handicap de l’agent"
SANS_MOTIF_DE_DROIT = "aucun motif de droit"

MERE = "la mère"
SECOND_PARENT = "le père ou l’autre parent"

JOUR_DES_FAITS = "jour_des_faits"
"""The day that says which law is applied."""

Scalar = str | int | Decimal | date


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of a situation: first and last day, both in it, and what held meanwhile.

    `last` is None while it lasts. `details` are scalars by name: the day a note was issued, days
    worked a week.
    """

    first: date
    last: date | None
    details: Mapping[str, Scalar] = field(default_factory=dict, hash=False)

    @property
    def shown(self) -> str:
        """Write its bounds as a French reader expects them."""
        if self.last is None:
            return f"depuis le {french.day(self.first)}"
        return f"du {french.day(self.first)} au {french.day(self.last)}"

    def __str__(self) -> str:
        """Write it as `Fact.parse` reads it."""
        details = "".join(f" {name}={value}" for name, value in sorted(self.details.items()))
        return f"{self.first}..{self.last or ''}{details}"


FactValue = Scalar | tuple[Period, ...]
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

    A fact that has `after` is asked only once that other fact is known. Periods (`kind` is tuple)
    follow one another without overlap; `details` says what each may tell, and its kind. What is
    `of_town` is set by the town (`[town]` of the settings) and never asked of a requester. Of a
    rule that takes `asked_as` too, that one is asked, and this one is only welcome.
    """

    id: str
    label: str
    question: str
    kind: type[Scalar] | type[tuple[Period, ...]]
    choices: tuple[str, ...] = ()
    unit: str = ""
    at_least: int = 0
    at_most: int = 0
    after: str = ""
    details: Mapping[str, type[Scalar]] = field(default_factory=dict, hash=False)
    of_town: bool = False
    asked_as: str = ""

    def shown(self, value: FactValue) -> str:
        """Write a value as a French reader expects it."""
        if isinstance(value, date):
            return french.day(value)
        if isinstance(value, int | Decimal):
            return french.counted(value, self.unit)
        return value if isinstance(value, str) else " ; ".join(one.shown for one in value)

    def accepts(self, value: FactValue) -> bool:
        """Tell whether a value is one this fact can have."""
        if isinstance(value, int | Decimal):
            return self.at_least <= value <= self.at_most
        if isinstance(value, date):
            return EARLIEST <= value <= LATEST
        if isinstance(value, tuple):
            return self.kind is tuple and not self.fault_of(value)
        return not self.choices or value in self.choices

    def fault_of(self, periods: tuple[Period, ...]) -> str:
        """Say in French what is wrong with periods; nothing where they hold."""
        for one in periods:
            if one.last is not None and one.last < one.first:
                return f"une période finit le {french.day(one.last)}, avant de commencer"
            if not all(EARLIEST <= day <= LATEST for day in (one.first, one.last or one.first)):
                return "une période est hors des dates possibles"
            for name, value in one.details.items():
                if name not in self.details or not isinstance(value, self.details[name]):
                    return f"« {name} » n’est pas un détail de cette période, ou pas de sa forme"
                if isinstance(value, int | Decimal) and value < 0:
                    return f"« {name} » ne peut pas être négatif"
        for before, after in pairwise(sorted(periods, key=lambda period: period.first)):
            if before.last is None or before.last >= after.first:
                return f"deux périodes se recouvrent au {french.day(after.first)}"
        return ""

    def written(self, value: FactValue) -> str:
        """Write a value as `parse` reads it."""
        if isinstance(value, tuple):
            return "; ".join(map(str, value))
        return value.isoformat() if isinstance(value, date) else str(value)

    def parse(self, text: str) -> FactValue | None:
        """Read a value written by a machine (ISO day, decimal point); None when it is not one."""
        text = text.strip()
        value: FactValue = text
        try:
            if self.kind is tuple:
                value = tuple(self._period(part) for part in text.split(";") if part.strip())
            elif self.kind is date:
                value = date.fromisoformat(text)
            elif self.kind is not str and not _NUMBER.fullmatch(text):
                return None
            elif self.kind is not str:
                value = int(text) if self.kind is int else Decimal(text.replace(",", "."))
        except ValueError:
            return None
        return value if self.accepts(value) else None

    def _period(self, text: str) -> Period:
        """Read « 2026-01-05..2026-02-18 avis=2026-01-05 ». Raises `ValueError`."""
        bounds, *details = text.split()
        first, _, last = bounds.partition("..")
        told = (part.partition("=") for part in details)
        return Period(
            date.fromisoformat(first),
            date.fromisoformat(last) if last else None,
            {name: _scalar(self.details.get(name, str), value) for name, _, value in told},
        )


def _scalar(kind: type[Scalar], text: str) -> Scalar:
    """Read a value of a kind. Raises `ValueError`."""
    if kind is date:
        return date.fromisoformat(text)
    if kind is str:
        return text
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return int(text) if kind is int else Decimal(text.replace(",", "."))


@dataclass(frozen=True, slots=True)
class FactRead:
    """One fact read in the ticket, with the words it came from, and their file if they had one.

    A `correction` is an officer's, who needs no words.
    """

    fact: str
    value: FactValue
    words: str
    attachment: str = ""
    correction: Correction | None = None


ROOM = Path(__file__).with_name("faits")
_FIRST = ("personne", "temps", "sante", "famille", "remuneration")
"""Files whose facts are asked first, in this order."""
_KINDS: Mapping[str, type[Scalar] | type[tuple[Period, ...]]] = {
    "choix": str,
    "date": date,
    "nombre entier": int,
    "nombre": Decimal,
    "périodes": tuple,
}


class _Written(BaseModel):
    """A fact as its file writes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    libelle: str = Field(min_length=1)
    question: str = Field(pattern=r"\?$")
    forme: Literal["choix", "date", "nombre entier", "nombre", "périodes"]
    choix: tuple[str, ...] = ()
    unite: str = ""
    au_moins: int = 0
    au_plus: int = 0
    apres: str = ""
    details: dict[str, Literal["choix", "date", "nombre entier", "nombre"]] = {}
    de_la_ville: Literal["oui"] | None = None
    sinon_demander: str = ""

    def as_fact(self, name: str) -> Fact:
        """Make the fact of that name."""
        return Fact(
            name,
            self.libelle,
            self.question,
            _KINDS[self.forme],
            self.choix,
            self.unite,
            self.au_moins,
            self.au_plus,
            self.apres,
            {key: _scalar_kind(kind) for key, kind in self.details.items()},
            of_town=self.de_la_ville is not None,
            asked_as=self.sinon_demander,
        )


def _scalar_kind(form: str) -> type[Scalar]:
    kind = _KINDS[form]
    if kind is tuple:
        raise ValueError(form)
    return kind  # type: ignore[return-value]  # no tuple, as was just seen


class _File(RootModel[dict[str, _Written]]):
    pass


def _read() -> dict[str, Fact]:
    """Read every fact, those of the first files first. Raises `EditedFileError`."""
    paths = {path.stem: path for path in sorted(ROOM.glob("*.yaml"))}
    ordered = [paths.pop(name) for name in _FIRST] + list(paths.values())
    facts: dict[str, Fact] = {}
    for path in ordered:
        for name, fact in read_edited(path, _File).root.items():
            if name in facts:
                raise EditedFileError(f"statute/faits/{path.name} : « {name} » est déjà un fait.")
            facts[name] = fact.as_fact(name)
    return facts


FACTS: dict[str, Fact] = _read()


def with_implied(facts: Facts, on: date) -> Facts:
    """Add the months of service that an arrival implies on a day, where nobody told them."""
    arrived = facts.get("date_d_arrivee")
    if "mois_de_services" in facts or not isinstance(arrived, date) or arrived > on:
        return facts
    months = (on.year - arrived.year) * 12 + on.month - arrived.month - (on.day < arrived.day)
    services = FACTS["mois_de_services"]
    return {**facts, services.id: months} if services.accepts(months) else facts
