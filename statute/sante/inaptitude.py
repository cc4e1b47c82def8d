"""Unfitness of titulaires: disponibilité d’office, preparation for another job."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import last_day_of_months
from statute.outcome import Count, Outcome, Step, Value


def disponibilite_d_office(
    jour: date, debut_de_la_disponibilite_d_office: date | None = None
) -> Outcome:
    """Give a year, renewable twice, once more by exception; half pay pending the opinion."""
    months = int(AMOUNTS.on("inaptitude.mois_de_disponibilite", jour))
    times = int(AMOUNTS.on("inaptitude.renouvellements", jour))
    year, total = Count(months // 12, "an"), Count(months * (1 + times) // 12, "an")
    first = debut_de_la_disponibilite_d_office
    if first is None:
        return Outcome(words="en_general", named={"annee": year, "total": total})
    ends = {
        name: last_day_of_months(first, months * periods)
        for name, periods in (("annee", 1), ("total", 1 + times), ("exception", 2 + times))
    }
    return Outcome(
        words="date",
        values=tuple(ends.values()),
        named={"debut": first},
        steps=tuple(Step(name, end) for name, end in ends.items()),
    )


def preparation_au_reclassement(jour: date, debut_de_la_preparation: date | None = None) -> Outcome:
    """Give a year at most, pay kept, counted as service, from the start of the procedure."""
    months = int(AMOUNTS.on("inaptitude.mois_de_preparation", jour))
    year = Count(months // 12, "an")
    if debut_de_la_preparation is None:
        return Outcome(words="en_general", named={"annee": year})
    end = last_day_of_months(debut_de_la_preparation, months)
    named: dict[str, Value] = {"annee": year, "debut": debut_de_la_preparation}
    return Outcome(words="date", values=(end,), named=named)
