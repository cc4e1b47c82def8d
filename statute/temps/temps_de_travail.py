"""Temps de travail: how long a week of work may be."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.outcome import Count, Outcome, Verdict


def garanties_minimales(jour: date, heures_par_semaine: Decimal | None = None) -> Outcome:
    """Bound a week, alone and on average; list every limit and pause when it is not passed."""
    if heures_par_semaine is None:
        return Outcome(words="en_general")
    named = {"faites": Count(Fraction(heures_par_semaine), "heure")}
    if heures_par_semaine > AMOUNTS.on("temps_de_travail.maximum_par_semaine", jour):
        return Outcome(Verdict.NON, words="trop_longue", named=named)
    if heures_par_semaine > AMOUNTS.on("temps_de_travail.maximum_moyen", jour):
        return Outcome(words="pas_longtemps", named=named)
    return Outcome(words="en_general")
