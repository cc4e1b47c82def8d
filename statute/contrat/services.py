"""Services under contracts: how long they last together, and which gaps break them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Self

from statute.days import months_after, months_within
from statute.facts import Period
from statute.outcome import Duration

_ONE = timedelta(days=1)
JOURS_D_UN_MOIS = 30
"""Thirtieths: what days left beside whole months are of a month's pay."""
SHORTEST_MONTH, LONGEST_MONTH = 28, 31


@dataclass(frozen=True, slots=True)
class Length:
    """Whole months, then days: from 15 January to 20 March, 2 months and 6 days."""

    months: int = 0
    days: int = 0

    @classmethod
    def between(cls, first: date, last: date) -> Self:
        """Measure from a first day to a last one, both in it; nothing when they are crossed."""
        return cls(*months_within(first, last))

    def __add__(self, other: "Length") -> "Length":
        return Length(self.months + other.months, self.days + other.days)

    @property
    def at_least(self) -> Fraction:
        """Count it in months, each left day a part of the longest month."""
        return self.months + Fraction(self.days, LONGEST_MONTH)

    @property
    def at_most(self) -> Fraction:
        """Count it in months, each left day a part of the shortest month."""
        return self.months + Fraction(self.days, SHORTEST_MONTH)

    @property
    def in_thirtieths(self) -> Fraction:
        """Count it in months, each left day a thirtieth of one."""
        return self.months + Fraction(self.days, JOURS_D_UN_MOIS)

    @property
    def as_value(self) -> Duration:
        """Give it as an answer does: days that add up to more than a month make months."""
        if self.days <= JOURS_D_UN_MOIS:
            return Duration(self.months, self.days)
        more, days = divmod(self.days, JOURS_D_UN_MOIS)
        return Duration(self.months + more, days)

    def short_of(self, months: int) -> Duration:
        """Tell what lacks to make so many months, where something does: at least a day."""
        lacking = max(1, (months - self.months) * JOURS_D_UN_MOIS - self.days)
        return Duration(*divmod(lacking, JOURS_D_UN_MOIS))


def total(periods: Iterable[Period], until: date) -> Length:
    """Add up the lengths of periods, up to a day that counts."""
    return sum((Length.between(one.first, end_of(one, until)) for one in periods), Length())


def end_of(period: Period, until: date) -> date:
    """Give the last day of a period, not beyond `until`."""
    return min(period.last or until, until)


def in_order(periods: tuple[Period, ...]) -> tuple[Period, ...]:
    """Sort periods by their first day."""
    return tuple(sorted(periods, key=lambda one: one.first))


@dataclass(frozen=True, slots=True)
class Gap:
    """The longest gap that keeps services together: so many months, or less than that."""

    months: int
    less_than: bool = False
    resignation_breaks: bool = False

    def breaks(self, before: Period, after: Period) -> bool:
        """Tell whether what separates two periods loses the services of the first."""
        if before.last is None:
            return False
        if self.resignation_breaks and before.details.get("fin") == DEMISSION:
            return True
        longest = months_after(before.last + _ONE, self.months)
        return after.first >= longest if self.less_than else after.first > longest


DEMISSION = "démission"
"""What a contract's `fin` says when the agent resigned from it."""


def unbroken(periods: tuple[Period, ...], gap: Gap) -> tuple[Period, ...]:
    """Keep the last periods, those that no gap too long separates from each other."""
    ordered = in_order(periods)
    breaks = (place for place, pair in enumerate(pairwise(ordered), 1) if gap.breaks(*pair))
    return ordered[max(breaks, default=0) :]


def within(periods: Iterable[Period], first: date, last: date) -> Iterator[Period]:
    """Cut periods to a stretch."""
    for one in periods:
        begin, end = max(one.first, first), end_of(one, last)
        if begin <= end:
            yield Period(begin, end, one.details)


def seniority(
    contrats: tuple[Period, ...], gap: Gap, on: date, *, part_time_as_such: bool = False
) -> Fraction:
    """Count months of service up to a day; `part_time_as_such`: half-time a month counts half."""
    begun = tuple(one for one in contrats if one.first <= on)
    served = Fraction(0)
    for one in unbroken(begun, gap):
        quota = Fraction(str(one.details.get("quotite", 100))) / 100
        served += total((one,), on).in_thirtieths * (quota if part_time_as_such else 1)
    return served


def bounds_of(
    contrats: tuple[Period, ...] | None, first: date | None, last: date | None
) -> tuple[date | None, date | None]:
    """Give the first and last day of a contract: as told, else those of the contracts listed.

    Contracts that do not follow one another without a gap are not one: they tell nothing here.
    """
    if first is not None or not contrats:
        return first, last
    ordered = in_order(contrats)
    joined = all(a.last and a.last + _ONE == b.first for a, b in pairwise(ordered))
    if not joined or ordered[-1].last is None or last not in {None, ordered[-1].last}:
        return first, last
    return ordered[0].first, ordered[-1].last
