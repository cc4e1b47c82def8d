"""The leaves around a birth, one after the other: the mother's and the other parent's."""

from datetime import date, timedelta

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.famille.conge_parental import birthday_of_the_end
from statute.famille.conge_supplementaire_naissance import (
    ENFANTS_CONCERNES,
    PREMIER_DEPART,
    last_day_to_begin,
    spans,
)
from statute.famille.maternite import (
    DEUX,
    TROIS,
    TROIS_SEMAINES_AVANT,
    birth_of,
    case_of,
    leave,
    parts,
    pathological,
)
from statute.famille.paternite import days_of, first_days, last_day, length
from statute.outcome import Count, KindOfDay, Outcome, Span, Step, Text, Value

_DAY = timedelta(days=1)
MOIS_DU_CHOIX_LE_PLUS_LONG = 2


def de_la_mere(  # noqa: PLR0913, PLR0917  # every leave around a birth has its choice
    jour: date,
    aujourd_hui: date,
    naissance_prevue: date | None = None,
    naissance_de_l_enfant: date | None = None,
    rang_de_l_enfant: int | None = None,
    enfants_attendus: int | None = None,
    semaines_reportees: int | None = None,
    semaines_pathologiques_avant: int | None = None,
    semaines_pathologiques_apres: int | None = None,
    mois_de_conge_supplementaire: int | None = None,
) -> Outcome:
    """Pathological leave, maternity, pathological again, CSN, then leave and congé parental.

    The pathological weeks and the months of CSN that are not said are the most there can be.
    """
    due, born = birth_of(naissance_prevue, naissance_de_l_enfant, aujourd_hui)
    case = case_of(jour, rang_de_l_enfant, enfants_attendus)
    if due is None:
        return Outcome(missing=("naissance_prevue",))
    if case is None:
        return Outcome(missing=("rang_de_l_enfant",))
    birth = born or due
    # Moving weeks is only sure for a single child (C28 of the third reading).
    moved = 0 if case in (DEUX, TROIS) else semaines_reportees or 0
    maternity = leave(case, jour, due, born, moved)
    weeks = (semaines_pathologiques_avant, semaines_pathologiques_apres)
    before, after = pathological(maternity.first - _DAY, maternity, *weeks)
    astride = before is not None and before.first < TROIS_SEMAINES_AVANT <= before.last
    before = None if astride else before
    end = (after or maternity).last
    csn = _csn(birth, end + _DAY, mois_de_conge_supplementaire)
    lines = {"avant": before, "maternite": maternity, "apres": after, "csn": csn}
    found = {name: span for name, span in lines.items() if span is not None}
    parental_from = (csn.last if csn else end) + _DAY
    months = int(AMOUNTS.on("conge_parental.mois_avant_la_demande", jour))
    named: dict[str, Value] = {
        **{f"{name}_dit": Text(name if name in found else "") for name in lines},
        **found,
        "naissance": birth,
        "parental": Span(parental_from, birthday_of_the_end(jour, birth, enfants_attendus) - _DAY),
        "demande": months_after(parental_from, -months),
    }
    named |= {"limite": last_day_to_begin(csn.first, birth)} if csn else {}
    unsure = {
        "a_cheval": astride,
        "report_a_verifier": moved != (semaines_reportees or 0),
        "debut_2026": ENFANTS_CONCERNES <= birth < PREMIER_DEPART,
        "ecole_maternelle": case is DEUX,
    }
    # The maternity leave is shown in its two parts; a line that is not there is left out.
    ordered = ("avant", "prenatal", "postnatal", "apres", "csn", "limite", "parental", "demande")
    days = named | {step.name: step.value for step in parts(maternity, birth)}
    return Outcome(
        words="calendrier",
        values=tuple(found.values()),
        named=named,
        steps=tuple(Step(name, days[name]) for name in ordered if name in days),
        still_open=tuple(name for name, holds in unsure.items() if holds),
    )


def _csn(birth: date, first: date, months: int | None) -> Span | None:
    """Place a congé supplémentaire right after the others; none before the law, nor too late."""
    if birth < ENFANTS_CONCERNES:
        return None
    first = max(first, PREMIER_DEPART)
    if first > last_day_to_begin(first, birth):
        return None
    return spans(first, first, months or MOIS_DU_CHOIX_LE_PLUS_LONG)[0]


def du_second_parent(  # noqa: PLR0913, PLR0917  # the birth and two choices
    jour: date,
    naissance_de_l_enfant: date | None = None,
    naissance_prevue: date | None = None,
    enfants_attendus: int | None = None,
    debut_du_conge_de_naissance: str | None = None,
    fin_de_l_hospitalisation: date | None = None,
) -> Outcome:
    """Birth leave, the first days of paternity leave, the rest of it, then CSN."""
    birth = naissance_de_l_enfant or naissance_prevue
    if birth is None:
        return Outcome(missing=("naissance_de_l_enfant",))
    if enfants_attendus is None:
        return Outcome(missing=("enfants_attendus",))
    days, at_once = first_days(jour, birth, debut_du_conge_de_naissance)
    rest = length(jour, enfants_attendus) - days_of("jours_immediats", jour)
    left = Count.days(rest, KindOfDay.CALENDAIRE)
    last = last_day(jour, fin_de_l_hospitalisation or birth)
    named: dict[str, Value] = {"naissance": birth, "csn_dit": Text("")}
    steps = [*(Step("naissance", day) for day in days), Step("paternite", at_once),
             Step("reste", left), Step("dernier_jour", last)]  # fmt: skip
    if birth >= ENFANTS_CONCERNES:
        begin = last_day_to_begin(max(birth, PREMIER_DEPART), birth)
        named |= {"csn_dit": Text("csn"), "limite": begin}
        if begin >= PREMIER_DEPART:
            steps.append(Step("csn", begin))
    unsure = ("debut_2026",) if ENFANTS_CONCERNES <= birth < PREMIER_DEPART else ()
    return Outcome(words="calendrier", values=(*days, at_once, left, last), named=named,
                   steps=tuple(steps), still_open=unsure)  # fmt: skip
