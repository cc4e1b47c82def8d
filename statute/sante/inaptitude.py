"""Unfitness of titulaires: disponibilité d’office, preparation for another job."""

from datetime import date, timedelta

from statute.amounts import AMOUNTS
from statute.days import last_day_of_months
from statute.outcome import Count, Outcome, Step, Value
from statute.sante.reste_a_courir import left_after, left_until, of_months

_ONE = timedelta(days=1)


def disponibilite_d_office(
    jour: date,
    aujourd_hui: date,
    debut_de_la_disponibilite_d_office: date | None = None,
    mois_de_disponibilite_d_office: int | None = None,
) -> Outcome:
    """Give a year, renewable twice, once more by exception; half pay pending the opinion."""
    months = int(AMOUNTS.on("inaptitude.mois_de_disponibilite", jour))
    times = int(AMOUNTS.on("inaptitude.renouvellements", jour))
    year, total = Count(months // 12, "an"), Count(months * (1 + times) // 12, "an")
    first = debut_de_la_disponibilite_d_office
    if first is None and mois_de_disponibilite_d_office is not None:
        left = left_after(mois_de_disponibilite_d_office, months * (1 + times))
        named: dict[str, Value] = {"pris": of_months(mois_de_disponibilite_d_office)}
        words = "reste" if left.months else "epuisee"
        return Outcome(words=words, values=(left,), named={**named, "total": total})
    if first is None:
        return Outcome(words="en_general", named={"annee": year, "total": total})
    ends = {
        name: last_day_of_months(first, months * periods)
        for name, periods in (("annee", 1), ("total", 1 + times), ("exception", 2 + times))
    }
    told, left_steps = left_until(ends["total"], max(aujourd_hui, first - _ONE))
    return Outcome(
        words="date",
        values=tuple(ends.values()),
        named={"debut": first, **told},
        steps=(*(Step(name, end) for name, end in ends.items()), *left_steps),
    )


def preparation_au_reclassement(
    jour: date, aujourd_hui: date, debut_de_la_preparation: date | None = None
) -> Outcome:
    """Give a year at most, pay kept, counted as service, from the start of the procedure."""
    months = int(AMOUNTS.on("inaptitude.mois_de_preparation", jour))
    year = Count(months // 12, "an")
    first = debut_de_la_preparation
    if first is None:
        return Outcome(words="en_general", named={"annee": year})
    end = last_day_of_months(first, months)
    told, left_steps = left_until(end, max(aujourd_hui, first - _ONE))
    named: dict[str, Value] = {"annee": year, "debut": first, **told}
    return Outcome(words="date", values=(end,), named=named,
                   steps=(Step("debut", first), Step("fin", end), *left_steps))  # fmt: skip
