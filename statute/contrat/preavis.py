"""Notices counted in days or in months, as contracts of contractuels have them."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from statute.amounts import AMOUNTS
from statute.days import CalendarDays, months_after
from statute.french import NBSP, counted

MONTHS_IN_A_YEAR = 12
CONTRATS_COMPTES = (
    f"L’ancienneté réunit tous les contrats séparés de 4{NBSP}mois au plus, sauf après une "
    "démission."
)
"""Which contracts count: articles 39 and 40 of décret 88-145, told by BIP:ntiint."""


@dataclass(frozen=True, slots=True)
class Preavis:
    """A notice of so many days, or of so many months."""

    days: int = 0
    months: int = 0

    @property
    def said(self) -> str:
        """Say it: 8 jours, 2 mois."""
        return counted(self.months, "mois") if self.months else counted(self.days, "jour")

    def before(self, end: date) -> date:
        """Give the last day on which a notice due so long before `end` is in time."""
        return months_after(end, -self.months) if self.months else self._days.before(end)

    def after(self, start: date) -> date:
        """Give the day on which a notice begun on `start` ends."""
        return months_after(start, self.months) if self.months else self._days.after(start)

    def doubled(self, at_most_months: int) -> Self:
        """Give twice the notice, months within a limit."""
        return type(self)(self.days * 2, min(self.months * 2, at_most_months))

    @property
    def _days(self) -> CalendarDays:
        return CalendarDays(self.days)


@dataclass(frozen=True, slots=True)
class Scale:
    """The three usual notices: short of `first` months of service, of `second`, then beyond."""

    short: Preavis
    middle: Preavis
    long: Preavis
    first: int
    second: int

    @classmethod
    def of(cls, subject: str, day: date) -> Self:
        """Read the scale of a subject in its amounts."""
        read = {
            name: int(AMOUNTS.on(f"{subject}.preavis_{name}", day))
            for name in ("court_jours", "moyen_mois", "long_mois", "palier_un", "palier_deux")
        }
        return cls(
            short=Preavis(days=read["court_jours"]),
            middle=Preavis(months=read["moyen_mois"]),
            long=Preavis(months=read["long_mois"]),
            first=read["palier_un"],
            second=read["palier_deux"],
        )

    @property
    def first_said(self) -> str:
        """Say the first threshold: 6 mois."""
        return counted(self.first, "mois")

    @property
    def second_said(self) -> str:
        """Say the second threshold, in years: 2 ans."""
        return counted(self.second // MONTHS_IN_A_YEAR, "an")

    def for_months(self, months: int) -> Preavis:
        """Give the notice for so many months."""
        if months < self.first:
            return self.short
        return self.middle if months < self.second else self.long
