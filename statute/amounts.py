"""Dated values of the law, read from `amounts/*.yaml`: one file per subject."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Annotated, Never, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    model_validator,
)

from statute import french
from statute.edited_file import read_edited


class AmountUnknown(LookupError):
    """An amount has no known value on a day; the message is one French sentence."""


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


@dataclass(frozen=True)
class Amounts:
    """All amounts of a folder by name, `subject.amount`, read when first asked."""

    folder: Path

    @cached_property
    def by_name(self) -> Mapping[str, Amount]:
        """Read every YAML file of the folder. Raises `EditedFileError`."""
        return {
            f"{path.stem}.{key}": amount
            for path in sorted(self.folder.glob("*.yaml"))
            for key, amount in read_edited(path, _File).root.items()
        }

    def on(self, name: str, day: date) -> Fraction:
        """Find the value in force on a day; `AmountUnknown` before the first, or too far after."""
        amount = self.by_name[name]
        known = [v for v in amount.values if v.in_force_from <= day]
        if not known or (amount.revised and day.year > known[-1].last_verified_on.year):
            raise AmountUnknown(
                f"À ce jour, aucune valeur sûre au {french.day(day)} n’est connue pour : "
                f"{french.inside(amount.label)}."
            )
        return known[-1].value


AMOUNTS = Amounts(Path(__file__).with_name("amounts"))
