"""Détachement: the way back after a short or a long one, its longest period."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import last_day_of_months, months_after
from statute.outcome import Outcome, Step, Value, Verdict

MOIS_D_UNE_ANNEE = 12


def de_courte_duree(
    jour: date, debut_du_detachement: date | None = None, fin_du_detachement: date | None = None
) -> Outcome:
    """Give the same job back after six months at most, else the first vacancy of the grade."""
    first, last = debut_du_detachement, fin_du_detachement
    if first is None:
        return Outcome(words="en_general")
    limit = last_day_of_months(first, int(AMOUNTS.on("detachement.courte_duree", jour)))
    named: dict[str, Value] = {"debut": first}
    steps: tuple[Step, ...] = (Step("debut", first), Step("limite", limit))
    if last is None or last < first:
        return Outcome(words="limite", values=(limit,), named=named, steps=steps)
    named["fin"] = last
    steps = (*steps, Step("fin", last))
    if last <= limit:
        return Outcome(Verdict.OUI, "meme_emploi", named=named, steps=steps)
    named["limite"] = limit
    return Outcome(Verdict.NON, "premiere_vacance", named=named, steps=steps)


def de_longue_duree(
    jour: date, debut_du_detachement: date | None = None, fin_du_detachement: date | None = None
) -> Outcome:
    """Last five years at most, renewable; integration is offered beyond."""
    if debut_du_detachement is None:
        return Outcome(words="en_general")
    months = MOIS_D_UNE_ANNEE * int(AMOUNTS.on("detachement.longue_duree", jour))
    limit = last_day_of_months(debut_du_detachement, months)
    named: dict[str, Value] = {"debut": debut_du_detachement}
    if fin_du_detachement is None:
        return Outcome(words="date", values=(limit,), named=named, steps=(Step("fin", limit),))
    notice = months_after(fin_du_detachement, -int(AMOUNTS.on("detachement.annonce", jour)))
    return Outcome(
        words="date",
        values=(limit,),
        named={**named, "annonce": notice},
        steps=(Step("fin", limit), Step("annonce", notice)),
        still_open=("renouvellement",),
    )
