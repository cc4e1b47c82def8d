"""Congé de maladie ordinaire of fonctionnaires: pay of each day, days taken, rate of a note."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.facts import Period
from statute.outcome import Count, Euros, KindOfDay, Outcome, Share, Span, Step, Value, Verdict
from statute.sante.dernier_arret import (
    Leave,
    asks_for_notices,
    bears_carence,
    half_pay_by_months,
    last_leave,
    outcome_of,
)
from statute.sante.paie_des_arrets import REFORME, Rate, fonctionnaires, leaves, window

_ONE = timedelta(days=1)


def traitement(
    jour: date,
    mois_de_cmo: int | None = None,
    arrets_de_maladie: tuple[Period, ...] | None = None,
    traitement_mensuel: Decimal | None = None,
    nbi_mensuelle: Decimal | None = None,
) -> Outcome | None:
    """Pay the first rate three months, then half for nine; each day where leaves are known.

    What follows twelve months is another matter, for the conseil médical first. Half pay opens a
    look at what the general scheme would give.
    """
    outcome = _rates(jour, mois_de_cmo, arrets_de_maladie)
    lines = {"traitement": traitement_mensuel, "nbi": nbi_mensuelle}
    told = {name: Fraction(paid) for name, paid in lines.items() if paid is not None}
    if "traitement" not in told or outcome.missing or outcome.verdict is not None:
        return outcome
    named, steps = _in_euros(jour, told)
    open_ones = ("en_euros", *(("nbi_en_euros",) if "nbi" in told else ()))
    return replace(
        outcome,
        named={**outcome.named, **named},
        steps=(*outcome.steps, *steps),
        # In euros the words are long enough: what else is told of the days is left out.
        still_open=open_ones,
    )


def _in_euros(
    jour: date, lines: Mapping[str, Fraction]
) -> tuple[Mapping[str, Value], tuple[Step, ...]]:
    """Give each line of pay at both rates, a month, by `<line>_debut` and `<line>_suite`."""
    shares = {
        part: AMOUNTS.on(f"conge_maladie.part_{name}", jour)
        for part, name in (("debut", "du_debut"), ("suite", "de_la_suite"))
    }
    named = {
        f"{line}_{part}": Euros(paid * share)
        for line, paid in lines.items()
        for part, share in shares.items()
    }
    return named, tuple(Step(f"mois_{name}", value) for name, value in named.items())


def nbi(jour: date, nbi_mensuelle: Decimal | None = None,
        traitement_mensuel: Decimal | None = None) -> Outcome:  # fmt: skip
    """Pay the NBI as the traitement is paid; in euros where it is told."""
    if nbi_mensuelle is None:
        return Outcome(words="en_general")
    lines = {"nbi": Fraction(nbi_mensuelle)}
    if traitement_mensuel is not None:
        lines["traitement"] = Fraction(traitement_mensuel)
    named, steps = _in_euros(jour, lines)
    values = (named["nbi_debut"], named["nbi_suite"])
    still_open = ("en_euros",) if traitement_mensuel is not None else ()
    return Outcome(words="montant", values=values, named=named, steps=steps, still_open=still_open)


def _rates(
    jour: date, mois_de_cmo: int | None, arrets_de_maladie: tuple[Period, ...] | None
) -> Outcome:
    debut = int(AMOUNTS.on("conge_maladie.mois_du_debut", jour))
    total = debut + int(AMOUNTS.on("conge_maladie.mois_de_la_suite", jour))
    # Whatever day its notes were issued.
    if mois_de_cmo is not None and mois_de_cmo >= total:
        return Outcome(Verdict.A_VERIFIER, "tous_pris")
    if arrets_de_maladie:
        leave, outcome = _paid(arrets_de_maladie)
        if leave is None or leave.outlasts_the_right:
            return outcome
        said = (
            *(("deja",) if leave.already else ()),
            *(("carence",) if bears_carence(arrets_de_maladie) else ()),
        )
        floor = ("plancher",) if leave.days_at(Rate.HALF) else ()
        return replace(outcome, still_open=(*outcome.still_open, *said), to_do=floor)
    if mois_de_cmo is None or mois_de_cmo < debut:
        return Outcome(words="en_general", to_do=("exceptions",))
    part = Share(AMOUNTS.on("conge_maladie.part_de_la_suite", jour))
    pris = Count(mois_de_cmo, "mois")
    return Outcome(words="demi_traitement", values=(part,), named={"pris": pris},
                   to_do=("plancher",))  # fmt: skip


def fenetre(jour: date, arrets_de_maladie: tuple[Period, ...] | None = None) -> Outcome:
    """Count each day of the last leave over the twelve months that end on it."""
    if not arrets_de_maladie:
        mois = Count(AMOUNTS.on("conge_maladie.mois_de_reference", jour), "mois")
        return Outcome(words="en_general", values=(mois,))
    return _paid(arrets_de_maladie)[1]


def _paid(arrets: tuple[Period, ...]) -> tuple[Leave | None, Outcome]:
    asked = asks_for_notices(arrets)
    if asked is not None:
        return None, asked
    leave = last_leave(arrets, fonctionnaires)
    months = int(AMOUNTS.on("conge_maladie.mois_du_debut", leave.first))
    half = half_pay_by_months(leave, months)
    if half is None:
        return leave, outcome_of(leave)
    outcome = outcome_of(leave, {"bascule": half})
    return leave, replace(outcome, still_open=(*outcome.still_open, "vers"))


def duree(
    jour: date,
    aujourd_hui: date,
    mois_de_cmo: int | None = None,
    arrets_de_maladie: tuple[Period, ...] | None = None,
) -> Outcome:
    """Up to twelve months within twelve months in a row; days taken where leaves are known."""
    if arrets_de_maladie:
        return _taken(arrets_de_maladie, aujourd_hui)
    total = int(AMOUNTS.on("conge_maladie.mois_au_total", jour))
    if mois_de_cmo is None:
        return Outcome(words="en_general", values=(Count(total, "mois"),))
    pris, reste = Count(mois_de_cmo, "mois"), Count(max(0, total - mois_de_cmo), "mois")
    words = "reste" if mois_de_cmo < total else "epuise"
    return Outcome(words=words, values=(reste,), named={"pris": pris})


def _taken(arrets: tuple[Period, ...], aujourd_hui: date) -> Outcome:
    """Count the days of leave of the twelve months that end with the last one, or today."""
    last = leaves(arrets)[-1][-1]
    year = window(last.last or max(aujourd_hui, last.first))
    spans = [
        Span(max(one.first, year.first), min(one.last or year.last, year.last))
        for one in arrets
        if one.first <= year.last and (one.last or year.last) >= year.first
    ]
    days = sum((span.last - span.first).days + 1 for span in spans)
    whole = (year.last - year.first).days + 1
    taken, left = (Count.days(n, KindOfDay.CALENDAIRE) for n in (days, whole - days))
    steps = (Step("pris", taken), Step("reste", left))
    return Outcome(words="jours_pris" if left.number else "douze_mois", values=(taken,),
                   named={"annee": year, "reste": left}, steps=steps)  # fmt: skip


def entree_en_vigueur(date_de_l_arret: date | None = None) -> Outcome:
    """Choose between full pay and nine tenths by the day of the note, first or extension."""
    if date_de_l_arret is None:
        return Outcome(words="en_general")
    before = date_de_l_arret < REFORME
    taux = Share(AMOUNTS.on("conge_maladie.part_du_debut", REFORME - _ONE if before else REFORME))
    words = "avant" if before else "depuis"
    return Outcome(words=words, values=(taux,), named={"avis": date_de_l_arret})
