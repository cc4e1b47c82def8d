"""Dated values of the law, read from `amounts/*.yaml`: one file per subject."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Never, Self

import yaml
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    ValidationError,
    model_validator,
)

from statute import french

_FRENCH_ERRORS = {
    "missing": "manque",
    "extra_forbidden": "n’est pas une clé attendue",
    "date_type": "n’est pas une date (AAAA-MM-JJ)",
    "date_parsing": "n’est pas une date (AAAA-MM-JJ)",
    "date_from_datetime_parsing": "n’est pas une date (AAAA-MM-JJ)",
    "string_type": "n’est pas un texte",
    "bool_type": "doit être true ou false",
    "bool_parsing": "doit être true ou false",
    "too_short": "est vide",
    "string_too_short": "est vide",
}


class AmountUnknown(LookupError):
    """An amount has no known value on a day; the message is one French sentence."""


class AmountsError(ValueError):
    """A file of amounts cannot be used; one French sentence per fault."""


def _exact(value: object) -> Fraction:
    """Read a whole number, or a text such as 6/7; a YAML float has already lost its decimals."""
    try:
        return Fraction(str(value)) if type(value) in {int, str} else _refuse()
    except (ValueError, ZeroDivisionError):
        return _refuse()


def _refuse() -> Never:
    raise ValueError("doit être un nombre entier ou un texte exact comme « 6/7 »")


class DatedValue(BaseModel):
    """A value from one day on, and where the law says it."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    value: Annotated[Fraction, BeforeValidator(_exact)]
    in_force_from: date
    article: str = Field(min_length=1)
    url: str | None = None
    last_verified_on: date


class Amount(BaseModel):
    """The successive values of one amount, oldest first.

    Nothing is known of a `revised` one in the years after its last verification: it may change
    every January.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str = Field(min_length=1)
    revised: bool = False
    values: tuple[DatedValue, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _oldest_first(self) -> Self:
        days = [value.in_force_from for value in self.values]
        if days != sorted(set(days)):
            raise ValueError("n’a pas ses valeurs dans l’ordre des dates")
        return self


class _File(RootModel[dict[str, Amount]]):
    pass


@dataclass(frozen=True, slots=True)
class Amounts:
    """All amounts by name, `subject.amount`."""

    by_name: Mapping[str, Amount]

    @classmethod
    def from_folder(cls, folder: Path) -> Self:
        """Read every YAML file of a folder; `AmountsError` tells all faults of a file."""
        by_name: dict[str, Amount] = {}
        for path in sorted(folder.glob("*.yaml")):
            by_name |= {f"{path.stem}.{key}": amount for key, amount in _read(path).items()}
        return cls(by_name)

    def on(self, name: str, day: date) -> Fraction:
        """Give the value in force on a day; `AmountUnknown` before the first, or too far after."""
        amount = self.by_name[name]
        known = [v for v in amount.values if v.in_force_from <= day]
        if not known or (amount.revised and day.year > known[-1].last_verified_on.year):
            label = amount.label[:1].lower() + amount.label[1:]
            raise AmountUnknown(
                f"À ce jour, aucune valeur sûre au {french.day(day)} n’est connue pour : {label}."
            )
        return known[-1].value


def _read(path: Path) -> dict[str, Amount]:
    try:
        return _File.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))).root
    except yaml.YAMLError as fault:
        raise AmountsError(f"Le fichier {path.name} n’est pas du YAML lisible.") from fault
    except ValidationError as fault:
        raise AmountsError("\n".join(_sentences(path.name, fault))) from fault


def _sentences(name: str, fault: ValidationError) -> list[str]:
    sentences = []
    for error in fault.errors():
        key = ".".join(str(part) for part in error["loc"]) or "le fichier"
        said = error["msg"].removeprefix("Value error, ")
        reason = said if error["type"] == "value_error" else _FRENCH_ERRORS.get(error["type"])
        sentences.append(f"Dans {name}, « {key} » {reason or 'n’a pas la forme attendue'}.")
    return sentences


AMOUNTS = Amounts.from_folder(Path(__file__).parent / "amounts")
