"""Contracts on permanent jobs, and those for a time: how long each may last."""

from bisect import bisect_left
from datetime import date, timedelta

from statute.amounts import AMOUNTS
from statute.contrat.services import bounds_of, in_order, total, within
from statute.days import last_day_of_months, months_after
from statute.facts import NON, OUI, Period
from statute.outcome import Count, Outcome, Step, Text, Value, Verdict

MOIS_D_UNE_ANNEE = 12
VACANCE = "vacance"
_ONE = timedelta(days=1)


def emploi_permanent(
    jour: date,
    duree_du_contrat: int | None = None,
    contrats: tuple[Period, ...] | None = None,
    date_d_arrivee: date | None = None,
) -> Outcome:
    """On a permanent job: three years a contract, six years in all, then a CDI only."""
    most = int(AMOUNTS.on("contrats.permanent_ans", jour)) * MOIS_D_UNE_ANNEE
    if duree_du_contrat is not None and duree_du_contrat > most:
        return _too_long(duree_du_contrat)
    in_all = int(AMOUNTS.on("contrats.permanent_total_ans", jour)) * MOIS_D_UNE_ANNEE
    return _until(in_all, contrats, date_d_arrivee)


def _until(months: int, contrats: tuple[Period, ...] | None, arrival: date | None) -> Outcome:
    """Give the last day of so many months from the first of the contracts, where it is known."""
    named: dict[str, Value] = {"limite": Text("limite")}
    first, _ = bounds_of(contrats, None if contrats else arrival, None)
    if first is None:
        return Outcome(words="en_general", named=named)
    last = last_day_of_months(first, months)
    steps = (Step("debut", first), Step("au_plus_tard", last))
    return Outcome(words="date", values=(last,), named={**named, "debut": first}, steps=steps)


def _too_long(months: int) -> Outcome:
    named: dict[str, Value] = {"duree": Count(months, "mois"), "limite": Text("limite")}
    return Outcome(Verdict.NON, "trop_long", named=named)


def emploi_vacant(
    jour: date,
    duree_du_contrat: int | None = None,
    contrats: tuple[Period, ...] | None = None,
    recrutement_infructueux: str | None = None,
) -> Outcome:
    """On a vacant job: one year, two in all when no fonctionnaire could be recruited."""
    once = int(AMOUNTS.on("contrats_temporaires.vacance_ans", jour)) * MOIS_D_UNE_ANNEE
    twice = int(AMOUNTS.on("contrats_temporaires.vacance_total_ans", jour)) * MOIS_D_UNE_ANNEE
    on_the_job = _of(contrats, VACANCE)
    if on_the_job:
        return _on_a_vacant_job(on_the_job, jour, once, twice, recrutement_infructueux)
    if duree_du_contrat is not None and duree_du_contrat > twice:
        return _too_long(duree_du_contrat)
    at_once = "d_emblee" if duree_du_contrat is not None and duree_du_contrat > once else ""
    named: dict[str, Value] = {"limite": Text("limite"), "d_emblee": Text(at_once)}
    if duree_du_contrat is not None:
        named["duree"] = Count(duree_du_contrat, "mois")
    return Outcome(words="en_general", named=named)


def _of(contrats: tuple[Period, ...] | None, cas: str) -> tuple[Period, ...]:
    """Keep the contracts of a case; one that says no case is of the case that is asked about."""
    return in_order(tuple(one for one in contrats or () if one.details.get("cas", cas) == cas))


def _on_a_vacant_job(
    contrats: tuple[Period, ...], jour: date, once: int, twice: int, failed: str | None
) -> Outcome:
    """Judge contracts on one vacant job by their whole length."""
    until = max(jour, *(one.last or one.first for one in contrats))
    length = total(contrats, until)
    first, _ = bounds_of(contrats, None, None)
    named: dict[str, Value] = {
        "limite": Text("limite"),
        "total": length.as_value,
        "jusqu_au": Text("jusqu_au" if first else ""),
    }
    if first:
        ends = (last_day_of_months(first, once), last_day_of_months(first, twice))
        named |= {"un_an": ends[0], "deux_ans": ends[1]}
    steps = tuple(Step("contrat", total((one,), until).as_value) for one in contrats)
    if length.at_least > twice or total((contrats[0],), until).at_least > once:
        return Outcome(Verdict.NON, "total_trop_long", named=named, steps=steps)
    if length.at_most <= once:
        return Outcome(Verdict.OUI, "total_possible", named=named, steps=steps)
    verdict = {OUI: Verdict.OUI, NON: Verdict.NON}.get(failed or "", Verdict.CELA_DEPEND)
    words = {
        Verdict.OUI: "prolongation_possible",
        Verdict.NON: "prolongation_impossible",
        Verdict.CELA_DEPEND: "prolongation_si",
    }[verdict]
    return Outcome(verdict, words, named=named, steps=steps)


def accroissement_temporaire(
    jour: date,
    duree_du_contrat: int | None = None,
    contrats: tuple[Period, ...] | None = None,
    debut_du_contrat: date | None = None,
    date_d_arrivee: date | None = None,
) -> Outcome:
    """Twelve months, renewals included, within eighteen months in a row."""
    if not contrats and not duree_du_contrat:
        most = int(AMOUNTS.on("contrats_temporaires.accroissement_mois", jour))
        return _until(most, None, date_d_arrivee)
    return _for_a_need("accroissement", jour, duree_du_contrat, contrats, debut_du_contrat)


def saisonnier(
    jour: date,
    duree_du_contrat: int | None = None,
    contrats: tuple[Period, ...] | None = None,
    debut_du_contrat: date | None = None,
    date_d_arrivee: date | None = None,
) -> Outcome:
    """Six months, renewals included, within twelve months in a row."""
    if not contrats and not duree_du_contrat:
        most = int(AMOUNTS.on("contrats_temporaires.saison_mois", jour))
        return _until(most, None, date_d_arrivee)
    return _for_a_need("saison", jour, duree_du_contrat, contrats, debut_du_contrat)


def _for_a_need(
    cas: str,
    jour: date,
    duree: int | None,
    contrats: tuple[Period, ...] | None,
    debut: date | None,
) -> Outcome:
    most = int(AMOUNTS.on(f"contrats_temporaires.{cas}_mois", jour))
    window = int(AMOUNTS.on(f"contrats_temporaires.{cas}_periode_mois", jour))
    if duree is not None and duree > most:
        return _too_long(duree)
    had = _of(contrats, cas)
    if not had:
        return Outcome(words="en_general", named={"limite": Text("limite")})
    last = max(one.last or jour for one in had)
    start = debut or max(jour, last + _ONE)
    ended = tuple(within(had, date.min, start - _ONE))
    left = next(
        (n - 1 for n in range(1, most + 1) if not _fits(ended, start, n, most, window)), most
    )
    used = total(within(ended, months_after(start, -window), start - _ONE), start)
    named: dict[str, Value] = {
        "limite": Text("limite"),
        "debut": start,
        "duree": Count(duree or left, "mois"),
        "pris": used.as_value,
    }
    value = Count(left, "mois")
    steps: tuple[Step, ...] = (Step("pris", named["pris"]), Step("reste", value))
    if duree is not None and duree <= left:
        return Outcome(Verdict.OUI, "possible", (value,), named, steps)
    if duree is None and left:
        return Outcome(Verdict.OUI, "reste", (value,), named, steps)
    earliest = _earliest(had, start, duree or 1, most, window)
    which = Text("il_en_reste" if left else "il_n_en_reste_aucun")
    named |= {"des": earliest, "il_reste": which}
    steps = (*steps, Step("des", earliest))
    words = "rien_ne_reste" if duree is None else "reste_moins"
    return Outcome(Verdict.NON, words, (value, earliest), named, steps)


def _earliest(had: tuple[Period, ...], start: date, months: int, most: int, window: int) -> date:
    """Find the first day from `start` on from which so many months fit: later days only free more.

    After a whole window without a contract, any number up to `most` does.
    """
    last = max(start, *(one.last or start for one in had))
    days = range((months_after(last, window) - start).days + 1)

    def fits(after: int) -> int:
        day = start + timedelta(days=after)
        return int(_fits(tuple(within(had, date.min, day - _ONE)), day, months, most, window))

    return start + timedelta(days=bisect_left(days, 1, key=fits))


def _fits(had: tuple[Period, ...], start: date, months: int, most: int, window: int) -> bool:
    """Tell whether so many months more stay within `most` in every window that they touch."""
    end = last_day_of_months(start, months)
    periods = (*had, Period(start, end))
    firsts = [months_after(one.last + _ONE, -window) for one in periods if one.last]
    firsts += [one.first for one in periods]
    for first in firsts:
        last = last_day_of_months(first, window)
        touched = first <= end and last >= start
        if touched and total(within(periods, first, last), last).in_thirtieths > most:
            return False
    return True


def contrat_de_projet(
    jour: date,
    duree_du_contrat: int | None = None,
    contrats: tuple[Period, ...] | None = None,
    date_d_arrivee: date | None = None,
) -> Outcome:
    """Take from one to six years for a project, renewals included."""
    least = int(AMOUNTS.on("contrats_temporaires.projet_minimum_ans", jour)) * MOIS_D_UNE_ANNEE
    most = int(AMOUNTS.on("contrats_temporaires.projet_maximum_ans", jour)) * MOIS_D_UNE_ANNEE
    if duree_du_contrat is not None and not least <= duree_du_contrat <= most:
        return _too_long(duree_du_contrat)
    return _until(most, contrats, date_d_arrivee)
