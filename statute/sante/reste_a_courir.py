"""What is left of a right that runs: to its last day, or after so many months taken of it."""

from collections.abc import Mapping
from datetime import date, timedelta

from statute.days import months_within
from statute.outcome import Age, Count, Duration, Step, Text, Value

MOIS_PAR_AN = 12
_ONE = timedelta(days=1)


def left_until(last: date, today: date) -> tuple[Mapping[str, Value], tuple[Step, ...]]:
    """Name what is left after today, by `encore`, and give it as a step; nothing once it is over.

    The cards that use it have the text `encore`, which names `{reste}`, and the step `reste`.
    """
    if last <= today:
        return {"encore": Text("")}, ()
    left = Duration(*months_within(today + _ONE, last))
    return {"encore": Text("encore"), "reste": left}, (Step("reste", left),)


def left_after(taken: int, total: int) -> Age:
    """Take whole months off a right in months."""
    return Age(max(0, total - taken))


def of_months(months: int) -> Value:
    """Write a number of months as it is told: whole years, else months."""
    if months and months % MOIS_PAR_AN == 0:
        return Count(months // MOIS_PAR_AN, "an")
    return Count(months, "mois")
