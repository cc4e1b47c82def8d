"""Médiation préalable obligatoire: which decisions, in which towns, and until when."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import last_day_of_franc_months
from statute.facts import NON, OUI
from statute.outcome import Outcome, Step, Verdict

SANCTION = "sanction, licenciement, entretien professionnel ou mutation"
AUTRE = "autre"
WITHOUT = (SANCTION, AUTRE)
"""Matters that no mediation precedes; every other choice of the fact is on the decree's list."""


def needs_mediation(convention: str | None, matter: str | None) -> bool | None:
    """Tell whether a mediation must come before the court; None while it is not known."""
    if convention == NON or matter in WITHOUT:
        return False
    return True if convention == OUI and matter is not None else None


def mediation(  # noqa: PLR0913, PLR0917  # the town, the matter and two days
    jour: date,
    aujourd_hui: date,
    convention_de_mediation: str | None = None,
    objet_de_la_decision: str | None = None,
    date_de_notification: date | None = None,
    fin_de_la_mediation: date | None = None,
) -> Outcome:
    """Compulsory before the court where the town agreed with its CDG, for seven matters."""
    needed = needs_mediation(convention_de_mediation, objet_de_la_decision)
    if needed is None:
        known = convention_de_mediation == OUI
        verdict = Verdict.CELA_DEPEND if known else Verdict.A_VERIFIER
        return Outcome(verdict, words="selon_l_objet" if known else "convention_inconnue")
    if not needed:
        no_town = convention_de_mediation == NON
        return Outcome(Verdict.NON, words="sans_convention" if no_town else "hors_liste")
    months = int(AMOUNTS.on("recours.mois_de_recours", jour))
    if fin_de_la_mediation is not None:
        last = last_day_of_franc_months(fin_de_la_mediation, months)
        steps = (Step("fin", fin_de_la_mediation), Step("tribunal", last))
        past = ("date_passee",) if last < aujourd_hui else ()
        named = {"fin": fin_de_la_mediation}
        return Outcome(Verdict.OUI, "terminee", (last,), named, steps, past)
    if date_de_notification is not None:
        last = last_day_of_franc_months(date_de_notification, months)
        steps = (Step("notification", date_de_notification), Step("mediateur", last))
        named = {"notification": date_de_notification}
        past = ("date_passee",) if last < aujourd_hui else ()
        return Outcome(Verdict.OUI, "a_saisir", (last,), named, steps, past)
    return Outcome(Verdict.OUI, words="obligatoire")
