"""Indemnité de résidence."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.outcome import Count, Euros, Outcome, Step, Text, Value
from statute.remuneration.remuneration import (
    QUOTITE_A_VERIFIER,
    du_temps_de_travail,
    indice_paye,
    part_payee,
    traitement,
)

ZONES = ("1", "2", "3")


def residence_due(indice: Fraction, zone: str, jour: date) -> Fraction:
    """Give a month's residence indemnity of an index, NBI included, in a zone, at full time."""
    return traitement(indice, jour) * AMOUNTS.on(f"indemnites.residence_zone_{zone}", jour)


def residence(  # noqa: PLR0913, PLR0917  # each part of pay has its fact
    jour: date,
    indice_majore: int | None = None,
    points_de_nbi: int | None = None,
    zone_de_residence: str | None = None,
    quotite: int | None = None,
    heures_a_temps_non_complet: Decimal | None = None,
) -> Outcome:
    """Add a share of the index pay by the zone of the place of work, from a least index."""
    # That the place of work decides, and not the home: Conseil d’État, 30 May 2007, n° 268682, as
    # told by banquedesterritoires.fr and the public fact sheet F32511.
    if zone_de_residence is not None and not AMOUNTS.on(
        f"indemnites.residence_zone_{zone_de_residence}", jour
    ):
        return Outcome(words="zone_sans_indemnite", values=(Euros(Fraction(0)),),
                       named={"zone": zone_de_residence})  # fmt: skip
    if indice_majore is None:
        return Outcome(words="en_general")
    part = part_payee(jour, quotite, heures_a_temps_non_complet)
    if part is None:
        return QUOTITE_A_VERIFIER
    base = indice_paye(indice_majore, jour) + (points_de_nbi or 0)
    named: dict[str, Value] = {
        "indice": indice_majore,
        "nbi": Text("avec_nbi" if points_de_nbi else "sans_nbi"),
        "points": Count(points_de_nbi or 0, "point"),
        "calculee": Text(
            "sur_le_minimum" if indice_paye(indice_majore, jour) > indice_majore else ""
        ),
        **du_temps_de_travail(quotite, heures_a_temps_non_complet),
    }
    due = {zone: residence_due(base, zone, jour) * part for zone in ZONES}
    base_step = Step("base", Euros(traitement(base, jour)))
    if zone_de_residence is None:
        steps = (base_step, *(Step(f"zone_{zone}", Euros(due[zone])) for zone in ZONES))
        named |= {f"zone_{zone}": Euros(due[zone]) for zone in ZONES}
        return Outcome(words="par_zone", named=named, steps=steps)
    steps = (base_step, Step(f"zone_{zone_de_residence}", Euros(due[zone_de_residence])))
    named["zone"] = zone_de_residence
    named["part"] = Text(f"part_{zone_de_residence}")
    return Outcome(words="d_une_zone", values=(Euros(due[zone_de_residence]),),
                   named=named, steps=steps)  # fmt: skip
