"""Compte personnel de formation (CPF): its hours, and those of a private account."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil

from statute.amounts import AMOUNTS
from statute.facts import NON, OUI
from statute.outcome import Count, Outcome, Step, Text, Value, Verdict

CATEGORIE_C = "C"


def heures_du_compte(  # noqa: PLR0913, PLR0917  # the person, the years, the hours of the post
    jour: date,
    aujourd_hui: date,
    categorie: str | None = None,
    diplome_de_niveau_3: str | None = None,
    annees_de_compte_formation: int | None = None,
    heures_par_semaine: Decimal | None = None,
    date_d_arrivee: date | None = None,
) -> Outcome:
    """Credit twenty-five hours a year up to a cap, twice as many to the least qualified.

    A year on a post of fewer hours than a full one gives its share, rounded up; part-time chosen
    on a full post counts in full.
    """
    common = categorie not in {None, CATEGORIE_C} or diplome_de_niveau_3 == OUI
    low = categorie == CATEGORIE_C and diplome_de_niveau_3 == NON
    years, words = annees_de_compte_formation, "compte"
    if years is None and date_d_arrivee is not None and (common or low):
        # The whole years of service at the end of this year.
        from_january = date_d_arrivee == date(date_d_arrivee.year, 1, 1)
        years = max(0, aujourd_hui.year - date_d_arrivee.year + from_january)
        words = "compte_a_la_fin_de_l_annee"
    if years is None:
        if not common and not low:
            return Outcome(words="en_general")
        named: dict[str, Value] = {"qui": Text("categorie_c")}
        if categorie not in {None, CATEGORIE_C}:
            named = {"qui": Text("autre_categorie"), "categorie": categorie or ""}
        return Outcome(words="peu_qualifie" if low else "ordinaire", named=named)
    if not common and not low:
        asked = "categorie" if categorie is None else "diplome_de_niveau_3"
        return Outcome(missing=(asked,))
    suffix = "_peu_qualifie" if low else ""
    a_year = AMOUNTS.on(f"compte_formation.heures_par_an{suffix}", jour)
    cap = AMOUNTS.on(f"compte_formation.plafond{suffix}", jour)
    if heures_par_semaine is not None:
        share = Fraction(heures_par_semaine) / AMOUNTS.on("cumul.heures_du_temps_complet", jour)
        a_year *= min(share, Fraction(1))
    credit = ceil(a_year)
    total = Count(min(cap, credit * Fraction(years)), "heure")
    counted = Count(years, "an")
    return Outcome(
        words=words,
        values=(total,),
        named={"credit": Count(credit, "heure"), "annees": counted, "plafond": Count(cap, "heure"),
               "fin": date(aujourd_hui.year, 12, 31)},
        steps=(Step("an", Count(credit, "heure")), Step("annees", counted), Step("total", total)),
    )  # fmt: skip


def conversion(
    jour: date,
    euros_du_compte_formation: Decimal | None = None,
    categorie: str | None = None,
    diplome_de_niveau_3: str | None = None,
) -> Outcome:
    """Make hours of the euros of a private account, to the nearest hour, up to a cap."""
    if euros_du_compte_formation is None:
        return Outcome(words="en_general")
    rate = AMOUNTS.on("compte_formation.euros_par_heure", jour)
    exact = Fraction(euros_du_compte_formation) / rate
    hours = int((Decimal(exact.numerator) / exact.denominator).quantize(Decimal(1), ROUND_HALF_UP))
    low = categorie in {None, CATEGORIE_C} and diplome_de_niveau_3 != OUI
    cap = int(AMOUNTS.on("compte_formation.plafond", jour))
    most = int(AMOUNTS.on("compte_formation.plafond_peu_qualifie", jour)) if low else cap
    if cap < hours and cap != most and (categorie is None or diplome_de_niveau_3 is None):
        asked = "categorie" if categorie is None else "diplome_de_niveau_3"
        return Outcome(missing=(asked,))
    total = Count(min(hours, most), "heure")
    steps = (Step("conversion", Count(hours, "heure")), Step("plafonnee", total))
    return Outcome(Verdict.OUI, "convertie", (total,), {"plafond": Count(most, "heure")}, steps)
