"""Entretien professionnel annuel: convocation, report, review."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import CalendarDays, last_day_of_franc_days, months_after
from statute.facts import TITULAIRE
from statute.outcome import Outcome, Step, Text, Value, Verdict


def delais_de_l_entretien(
    jour: date,
    aujourd_hui: date,
    statut: str | None = None,
    date_de_l_entretien: date | None = None,
    date_de_notification: date | None = None,
) -> Outcome:
    """Eight days' notice, report in fifteen, review in fifteen clear days, then the CAP.

    The report notified is what the review runs from.
    """
    if statut not in {None, TITULAIRE}:
        return Outcome(Verdict.A_VERIFIER, "autre_statut", named={"statut": statut or ""})
    if date_de_notification is not None:
        days = int(AMOUNTS.on("entretien_professionnel.demande_de_revision", jour))
        last = last_day_of_franc_days(date_de_notification, days)
        late = ("passee",) if last < aujourd_hui else ()
        named: dict[str, Value] = {"notification": date_de_notification}
        steps = (Step("revision", last),)
        return Outcome(words="revision", values=(last,), named=named, steps=steps, still_open=late)
    if date_de_l_entretien is None:
        return Outcome(words="entretien", named={"delais": Text("en_general")})
    days = int(AMOUNTS.on("entretien_professionnel.compte_rendu", jour))
    report = CalendarDays(days).after(date_de_l_entretien)
    return Outcome(
        words="entretien",
        values=(report,),
        named={"entretien": date_de_l_entretien, "delais": Text("date")},
        steps=(Step("compte_rendu", report),),
    )


def saisine_de_la_cap(
    jour: date, aujourd_hui: date, reponse_a_la_revision: date | None = None
) -> Outcome:
    """Give the month after the employer's answer in which the CAP may be asked."""
    if reponse_a_la_revision is None:
        return Outcome(words="en_general")
    months = int(AMOUNTS.on("entretien_professionnel.saisine_de_la_cap", jour))
    last = months_after(reponse_a_la_revision, months)
    return Outcome(
        words="date",
        values=(last,),
        named={"reponse": reponse_a_la_revision},
        steps=(Step("reponse", reponse_a_la_revision), Step("saisine", last)),
        still_open=("passee",) if last < aujourd_hui else (),
    )
