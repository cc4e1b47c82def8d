"""Notices that end a contract, in days or in months, by the length of service."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from statute.amounts import AMOUNTS
from statute.days import CalendarDays, months_after
from statute.outcome import Count, Value

MOIS_D_UNE_ANNEE = 12


@dataclass(frozen=True, slots=True)
class Preavis:
    """A notice of so many days, or of so many months."""

    days: int = 0
    months: int = 0

    @property
    def count(self) -> Count:
        """Write it: 8 jours, or 2 mois."""
        return Count(self.months, "mois") if self.months else Count(self.days, "jour")

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
    def named(self) -> dict[str, Value]:
        """Name its parts for the words of a card; the second threshold is said in years."""
        return {
            "court": self.short.count,
            "moyen": self.middle.count,
            "long": self.long.count,
            "palier_un": Count(self.first, "mois"),
            "palier_deux": Count(self.second // MOIS_D_UNE_ANNEE, "an"),
        }

    def for_months(self, months: int) -> Preavis:
        """Give the notice for so many months of service."""
        if months < self.first:
            return self.short
        return self.middle if months < self.second else self.long
