"""The CDI after six years of services: in months told, or in contracts with their gaps."""

from datetime import date, timedelta
from itertools import pairwise

from statute.amounts import AMOUNTS
from statute.contrat.services import Gap, Length, end_of, in_order, unbroken
from statute.days import last_day_of_months, months_after
from statute.facts import Period
from statute.outcome import Count, Outcome, Step, Text, Value, Verdict

MOIS_D_UNE_ANNEE = 12
COMPTES = ("permanent", "remplacement", "vacance", "accroissement", "saison")
"""The cases of contract whose services count; one that says no case is told to count."""
ETAT_D_URGENCE = (date(2020, 1, 1), date(2022, 7, 31))
"""The health emergency fell within these days (law of 30 July 2022); its own days were not read."""
JOURS_INCERTAINS = 3
"""Days by which ways of adding up cut months may differ."""


def passage_en_cdi(
    jour: date,
    mois_de_services: int | None = None,
    date_d_arrivee: date | None = None,
    contrats: tuple[Period, ...] | None = None,
    categorie: str | None = None,
) -> Outcome:
    """After six years of counted services, a contract that fills a permanent job must be a CDI."""
    # A contract to replace somebody, or to wait for a fonctionnaire, stays a CDD: the article
    # speaks only of jobs filled for good.
    needed = int(AMOUNTS.on("contrats.cdi_ans", jour)) * MOIS_D_UNE_ANNEE
    comptent = {"comptent": Text("comptent")}
    if contrats:
        return _by_contracts(jour, contrats, categorie, needed)
    if mois_de_services is not None and mois_de_services >= needed:
        told = Count(mois_de_services, "mois")
        return Outcome(Verdict.OUI, "mois_suffisants", named={**comptent, "mois": told})
    if mois_de_services is not None:
        lacking = Count(needed - mois_de_services, "mois")
        named = {**comptent, "a_la_fin": Text("")}
        return Outcome(Verdict.NON, "mois_insuffisants", (lacking,), named)
    if date_d_arrivee is None:
        return Outcome(words="en_general", named={**comptent, "quand": Text("")})
    earliest = months_after(date_d_arrivee, needed)
    named = {**comptent, "quand": Text("au_plus_tot")}
    return Outcome(words="en_general", values=(earliest,), named=named)


def _by_contracts(
    jour: date, contrats: tuple[Period, ...], categorie: str | None, needed: int
) -> Outcome:
    gap = Gap(int(AMOUNTS.on("contrats.cdi_interruption_mois", jour)))
    ordered = in_order(contrats)
    wanted = categorie or ordered[-1].details.get("categorie")
    counted = tuple(
        one
        for one in ordered
        if one.details.get("cas") in {None, *COMPTES}
        and one.details.get("categorie") in {None, wanted}
    )
    services = unbroken(counted, gap)
    reached, served = _day_of(services, needed)
    lengths = (
        Length.between(one.first, end_of(one, jour)).as_value
        for one in services
        if one.first <= jour
    )
    steps = tuple(Step("contrat", length) for length in lengths)
    comptent = {"comptent": Text("comptent")}
    if reached is not None and reached <= jour - timedelta(
        days=JOURS_INCERTAINS * bool(served.days)
    ):
        steps = (*steps, Step("atteints", reached))
        return Outcome(Verdict.OUI, "atteints", (reached,), comptent, steps)
    others = tuple(one for one in ordered if one not in counted)
    if _may_be_no_gap(counted, others, gap):
        return Outcome(Verdict.A_VERIFIER, "coupure_a_verifier", named=comptent, steps=steps)
    if reached is None:
        lacking = served.short_of(needed)
        last = services[-1].last if services else None
        named: dict[str, Value] = {**comptent, "a_la_fin": Text("a_la_fin" if last else "")}
        if last:
            named["fin"] = last
        return Outcome(Verdict.NON, "mois_insuffisants", (lacking,), named, steps)
    steps = (*steps, Step("atteints", reached))
    if served.days and reached <= jour + timedelta(days=JOURS_INCERTAINS):
        return Outcome(Verdict.A_VERIFIER, "au_jour_pres", (reached,), comptent, steps)
    return Outcome(Verdict.NON, "atteints_plus_tard", (reached,), comptent, steps)


def _day_of(services: tuple[Period, ...], needed: int) -> tuple[date | None, Length]:
    """Find the day after so many months of services, and what was served before its contract."""
    served = Length()
    for one in services:
        last = last_day_of_months(one.first, needed - served.months)
        day = last + timedelta(days=1 - served.days)
        if one.last is None or day <= one.last + timedelta(days=1):
            return day, served
        served += Length.between(one.first, one.last)
    return None, served


def _may_be_no_gap(counted: tuple[Period, ...], others: tuple[Period, ...], gap: Gap) -> bool:
    """Tell whether a gap that is too long holds an uncounted contract, or the health emergency."""
    begun, ended = ETAT_D_URGENCE
    return any(
        (before.last < ended and after.first > begun)
        or any(before.last < one.first < after.first for one in others)
        for before, after in pairwise(counted)
        if before.last is not None and gap.breaks(before, after)
    )
