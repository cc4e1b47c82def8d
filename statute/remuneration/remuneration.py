"""Rémunération: the point, the minimum, the differential indemnity; the share a job is paid."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from statute.amounts import AMOUNTS
from statute.facts import CONTRACTUEL
from statute.outcome import Count, Euros, Outcome, Step, Text, Value, Verdict

MOIS_PAR_AN = 12
TEMPS_COMPLET = 35
"""Hours a week of a full-time job."""
MAJOREES = {80: "part_payee_a_80", 90: "part_payee_a_90"}
POINT_VU = date(2026, 1, 15)
MINIMUM_VU = date(2026, 3, 27)
"""The last days on which a source still gave the value: a rise since then was not looked into."""

QUOTITE_A_VERIFIER = Outcome(Verdict.A_VERIFIER, words="quotite_a_verifier")
"""Answered where `part_payee` gives nothing."""


def traitement(indice: Fraction | int, jour: date) -> Fraction:
    """Give the monthly gross pay of an index, in euros, at full time."""
    return indice * AMOUNTS.on("remuneration.point_par_an", jour) / MOIS_PAR_AN


def indice_paye(indice: int, jour: date) -> Fraction:
    """Raise an index to the least one that is paid."""
    return max(Fraction(indice), AMOUNTS.on("remuneration.indice_minimum", jour))


def part_payee(jour: date, quotite: int | None, heures: Decimal | None) -> Fraction | None:
    """Give the share of full-time pay: 6/7 at 80 %, 32/35 at 90 %, else the quota or hours/35.

    None where no text read gives it: a quota under the least one, or one of an incomplete job.
    """
    if heures is not None and heures < TEMPS_COMPLET:
        return Fraction(heures) / TEMPS_COMPLET if quotite is None else None
    if quotite is None:
        return Fraction(1)
    if quotite < AMOUNTS.on("temps_partiel.quotite_minimale", jour):
        return None
    if quotite in MAJOREES:
        return AMOUNTS.on(f"temps_partiel.{MAJOREES[quotite]}", jour)
    return Fraction(quotite, 100)


def du_temps_de_travail(quotite: int | None, heures: Decimal | None) -> Mapping[str, Value]:
    """Name the time worked for the words: at full time, at 80 %, for so many hours a week."""
    if heures is not None and heures < TEMPS_COMPLET:
        return {"temps": Text("temps_non_complet"), "heures": Count(Fraction(heures), "heure")}
    if quotite is not None:
        words = f"temps_partiel_{quotite}" if quotite in MAJOREES else "temps_partiel"
        return {"temps": Text(words), "quotite": Count(quotite, "%")}
    return {"temps": Text("temps_plein")}


def point(
    jour: date,
    points_d_indice: int | None = None,
    indice_majore: int | None = None,
    quotite: int | None = None,
    heures_a_temps_non_complet: Decimal | None = None,
) -> Outcome:
    """Pay so much a point each month since July 2023; an index, by the share of full time."""
    par_an = AMOUNTS.on("remuneration.point_par_an", jour)
    du_point = _point(jour)
    named: dict[str, Value] = {"point": du_point, "reserve": _reserve(jour, POINT_VU)}
    if points_d_indice is not None:
        named["points"] = Count(points_d_indice, "point")
        return Outcome(words="points", values=(Euros(traitement(points_d_indice, jour)),),
                       named=named)  # fmt: skip
    if indice_majore is None:
        named["point_par_an"] = Euros(par_an, decimals=4)
        return Outcome(words="en_general", values=(du_point,), named=named)
    part = part_payee(jour, quotite, heures_a_temps_non_complet)
    if part is None:
        return QUOTITE_A_VERIFIER
    paye = indice_paye(indice_majore, jour)
    plein = traitement(paye, jour)
    named |= {"indice": indice_majore, "paye": paye}
    named |= du_temps_de_travail(quotite, heures_a_temps_non_complet)
    steps = (Step("plein", Euros(plein)), Step("part", Euros(plein * part)))
    words = "indice" if paye == indice_majore else "indice_releve"
    return Outcome(words=words, values=(Euros(plein * part),), named=named, steps=steps)


def _reserve(jour: date, vu: date) -> Text:
    """Say since when nobody has looked, to whoever asks of a later day."""
    return Text("reserve" if jour > vu else "")


def minimum(jour: date, indice_majore: int | None = None) -> Outcome:
    """Pay nobody on a lower index than the minimum."""
    plancher = AMOUNTS.on("remuneration.indice_minimum", jour)
    named: dict[str, Value] = {"reserve": _reserve(jour, MINIMUM_VU)}
    words = "minimum"
    if indice_majore is not None and indice_majore < plancher:
        words, named["indice"] = "sous_le_minimum", indice_majore
    return Outcome(words=words, values=(Euros(traitement(plancher, jour)),), named=named)


def gain(
    jour: date,
    ancien_indice_majore: int | None = None,
    nouvel_indice_majore: int | None = None,
    quotite: int | None = None,
    heures_a_temps_non_complet: Decimal | None = None,
) -> Outcome:
    """Pay the points between two indices, neither under the least one that is paid."""
    if ancien_indice_majore is None or nouvel_indice_majore is None:
        return Outcome(words="en_general", named={"point": _point(jour)})
    part = part_payee(jour, quotite, heures_a_temps_non_complet)
    if part is None:
        return QUOTITE_A_VERIFIER
    avant, apres = (indice_paye(i, jour) for i in (ancien_indice_majore, nouvel_indice_majore))
    named: dict[str, Value] = {
        "avant": avant,
        "apres": apres,
        "points": Count(abs(apres - avant), "point"),
        "point": _point(jour),
        **du_temps_de_travail(quotite, heures_a_temps_non_complet),
    }
    if avant == apres:
        return Outcome(words="aucun", values=(Euros(Fraction(0)),), named=named)
    bruts = [traitement(indice, jour) * part for indice in (avant, apres)]
    steps = (Step("avant", Euros(bruts[0])), Step("apres", Euros(bruts[1])))
    words = "de_plus" if apres > avant else "de_moins"
    return Outcome(words=words, values=(Euros(abs(bruts[1] - bruts[0])),), named=named,
                   steps=steps)  # fmt: skip


def _point(jour: date) -> Euros:
    """Give the value of a point a month, as it is published."""
    return Euros(traitement(1, jour), decimals=5)


def nbi(
    jour: date,
    statut: str | None = None,
    points_de_nbi: int | None = None,
    quotite: int | None = None,
    heures_a_temps_non_complet: Decimal | None = None,
) -> Outcome:
    """Pay each point of NBI as one of index, by the share of full time; none to a contractuel."""
    if statut == CONTRACTUEL:
        return Outcome(Verdict.NON, words="contractuel")
    if points_de_nbi is None:
        return Outcome(words="en_general", named={"point": _point(jour)})
    part = part_payee(jour, quotite, heures_a_temps_non_complet)
    if part is None:
        return QUOTITE_A_VERIFIER
    pleine = traitement(points_de_nbi, jour)
    named: dict[str, Value] = {
        "points": Count(points_de_nbi, "point"),
        "point": _point(jour),
        **du_temps_de_travail(quotite, heures_a_temps_non_complet),
    }
    steps = (Step("pleine", Euros(pleine)), Step("payee", Euros(pleine * part)))
    return Outcome(words="points", values=(Euros(pleine * part),), named=named, steps=steps)


def difference_avec_le_smic(indice: Fraction, jour: date) -> Fraction:
    """Give what the full-time pay of an index lacks of the SMIC, a month."""
    mensuel = AMOUNTS.on("remuneration.smic_par_mois", jour)
    return max(Fraction(0), mensuel - traitement(indice, jour))


def indemnite_differentielle(
    jour: date,
    indice_majore: int | None = None,
    quotite: int | None = None,
    heures_a_temps_non_complet: Decimal | None = None,
) -> Outcome:
    """Complete the index pay up to the SMIC, without request nor deliberation, by time worked.

    What becomes of it at half pay was read nowhere.
    """
    mensuel = AMOUNTS.on("remuneration.smic_par_mois", jour)
    indice = indice_paye(indice_majore or 0, jour)
    ecart = difference_avec_le_smic(indice, jour)
    named: dict[str, Value] = {
        "indice": indice,
        "dernier": ceil(mensuel / traitement(1, jour)) - 1,
        "reserve": _reserve(jour, MINIMUM_VU),
    }
    if not ecart:
        return Outcome(Verdict.NON, "aucune", (Euros(ecart),), named)
    part = part_payee(jour, quotite, heures_a_temps_non_complet)
    if part is None:
        return QUOTITE_A_VERIFIER
    named |= du_temps_de_travail(quotite, heures_a_temps_non_complet)
    steps = (
        Step("smic", Euros(mensuel)),
        Step("plein", Euros(traitement(indice, jour))),
        Step("ecart", Euros(ecart)),
        Step("part", Euros(ecart * part)),
    )
    return Outcome(words="due", values=(Euros(ecart * part),), named=named, steps=steps)
