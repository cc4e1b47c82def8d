"""Holding a second activity: declared on a short post, else authorised."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.facts import NON, OUI
from statute.outcome import Count, Outcome, Step, Text, Value, Verdict


def temps_non_complet(
    jour: date, heures_par_semaine: Decimal | None = None, quotite: int | None = None
) -> Outcome:
    """Let an agent of a small part-time post hold a private activity that is only declared."""
    full = AMOUNTS.on("cumul.heures_du_temps_complet", jour)
    limit = AMOUNTS.on("cumul.part_du_temps_complet", jour) * full
    named: dict[str, Value] = {"limite": Count(limit, "heure"), "plafond": Text("plafond")}
    if quotite is not None:
        return Outcome(Verdict.NON, "temps_partiel", named=named)
    if heures_par_semaine is None:
        return Outcome(words="en_general", named=named)
    named["heures"] = Count(Fraction(heures_par_semaine), "heure")
    if heures_par_semaine <= limit:
        return Outcome(Verdict.OUI, "possible", named=named)
    return Outcome(Verdict.NON, "impossible", named=named)


def activite_accessoire(
    jour: date, plusieurs_employeurs: str | None = None, demande_de_cumul: date | None = None
) -> Outcome:
    """Ask for a written authorisation beforehand; silence for a month, or two, is a refusal."""
    delay = {OUI: "deux_mois", NON: "un_mois"}.get(plusieurs_employeurs or "", "un_ou_deux")
    if demande_de_cumul is None:
        return Outcome(words="en_general", named={"delai": Text(delay)})
    one, two = (
        months_after(demande_de_cumul, int(AMOUNTS.on(f"cumul.{name}", jour)))
        for name in ("mois_de_reponse", "mois_de_reponse_plusieurs_employeurs")
    )
    named: dict[str, Value] = {"demande": demande_de_cumul, "delai": Text(delay), "fin": two}
    refused = {OUI: two, NON: one}.get(plusieurs_employeurs or "")
    if refused is None:
        return Outcome(words="deux_dates", values=(one, two), named=named)
    return Outcome(words="date", values=(refused,), named=named, steps=(Step("refus", refused),))
