"""Coming back from disponibilité: when to ask, which job is offered, three refusals."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import last_day_of_months, months_after
from statute.outcome import Outcome, Step, Text, Value, Verdict

MOIS_D_UNE_ANNEE = 12
CONJOINT = "suivre son conjoint"
AUTRE = "autre motif"


def demande_de_retour(
    jour: date,
    aujourd_hui: date,
    date_de_fin: date | None = None,
    debut_de_la_disponibilite: date | None = None,
) -> Outcome:
    """Return or renewal is asked for three months before the end, unless it is a short one."""
    if date_de_fin is None:
        return Outcome(words="en_general")
    last = months_after(date_de_fin, -int(AMOUNTS.on("disponibilite.demande_avant_la_fin", jour)))
    named: dict[str, Value] = {"fin": date_de_fin}
    first = debut_de_la_disponibilite
    short = int(AMOUNTS.on("disponibilite.courte_disponibilite", jour))
    if first is not None and first <= date_de_fin <= last_day_of_months(first, short):
        return Outcome(words="courte", named={**named, "debut": first})
    named["retard"] = Text("passee" if last < aujourd_hui else "")
    return Outcome(words="date", values=(last,), named=named, steps=(Step("limite", last),))


def droit_au_retour(
    jour: date,
    motif_de_la_disponibilite: str | None = None,
    debut_de_la_disponibilite: date | None = None,
    date_de_fin: date | None = None,
) -> Outcome:
    """Of right after family or health; one of three vacancies after three years or another ground.

    How long it lasted decides, from the first day to the last.
    """
    motif = motif_de_la_disponibilite
    first, last = debut_de_la_disponibilite, date_de_fin
    if motif is None:
        return Outcome(words="en_general")
    months = MOIS_D_UNE_ANNEE * int(AMOUNTS.on("disponibilite.absence_courte", jour))
    long = None
    if first is not None and last is not None and first <= last:
        long = last > last_day_of_months(first, months)
    verdict, words = _job_due(motif, long=long)
    return Outcome(verdict, words, still_open=("refus",))


def _job_due(motif: str, *, long: bool | None) -> tuple[Verdict, str]:
    """Tell the job due by ground and length (CGFP L514-6, L514-7); `long`: over three years."""
    if motif not in {CONJOINT, AUTRE}:
        return Verdict.OUI, "de_droit"
    if long is None:
        return Verdict.CELA_DEPEND, "conjoint" if motif == CONJOINT else "autre"
    if motif == CONJOINT:
        return Verdict.OUI, "trois_vacances" if long else "de_droit"
    return (Verdict.A_VERIFIER, "au_dela") if long else (Verdict.OUI, "trois_vacances")


def retour(
    jour: date,
    aujourd_hui: date,
    date_de_fin: date | None = None,
    debut_de_la_disponibilite: date | None = None,
    motif_de_la_disponibilite: str | None = None,
) -> Outcome | None:
    """Say when to ask, then which job is due, then what three refusals cost."""
    if date_de_fin is None:
        about = motif_de_la_disponibilite or debut_de_la_disponibilite
        return Outcome(missing=("date_de_fin",)) if about else None
    ask = demande_de_retour(jour, aujourd_hui, date_de_fin, debut_de_la_disponibilite)
    due = droit_au_retour(jour, motif_de_la_disponibilite, debut_de_la_disponibilite, date_de_fin)
    return Outcome(
        due.verdict,
        words="etapes",
        values=ask.values,
        named={**ask.named, "demande": Text(ask.words), "emploi": Text(f"emploi_{due.words}")},
        steps=ask.steps,
        still_open=("refus",),
    )
