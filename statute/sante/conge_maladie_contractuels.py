"""Sick leave, grave maladie (CGM) and work accidents of contractuels: pay by seniority."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Self

from statute.amounts import AMOUNTS
from statute.days import last_day_of_months, months_after
from statute.facts import Period
from statute.outcome import Count, KindOfDay, Outcome, Share, Span, Step, Text, Value, Verdict
from statute.sante.dernier_arret import (
    Leave,
    asks_for_notices,
    bears_carence,
    half_pay_by_months,
    last_leave,
    outcome_of,
)
from statute.sante.paie_des_arrets import JOURS_D_UN_MOIS, Rate, Scale, contractuels, leaves
from statute.sante.reste_a_courir import left_after, of_months

PALIERS = (
    ("CMC-04", "palier_trois", "mois_du_palier_trois"),
    ("CMC-03", "palier_deux", "mois_du_palier_deux"),
    ("CMC-02", "palier_un", "mois_du_palier_un"),
)
"""Row of the scale, the seniority it starts at, months at each rate; the longest first."""
SANS_PALIER = "CMC-01"

PALIERS_ACCIDENT = (
    ("palier_accident_trois", "mois_accident_trois"),
    ("palier_accident_deux", "mois_accident_deux"),
    ("palier_accident_un", "mois_accident_un"),
)
MOIS_PAR_AN = 12
_ONE = timedelta(days=1)


def _amount(name: str, jour: date) -> Fraction:
    return AMOUNTS.on(f"conge_maladie_contractuels.{name}", jour)


def _seniority(mois: Fraction | int) -> Count:
    mois = Fraction(mois)
    return Count(mois, "mois") if mois < MOIS_PAR_AN else Count(mois / MOIS_PAR_AN, "an")


@dataclass(frozen=True, slots=True)
class Services:
    """Whole months of service on any day: exact from a day of arrival, else from those of a day."""

    months: int
    on: date
    arrived: date | None = None

    @classmethod
    def of(cls, months: int | None, arrived: date | None, on: date) -> Self | None:
        """Take the months told of a day, else what the arrival makes of them; None without any."""
        if months is None and arrived is not None and arrived <= on:
            return cls(_whole_months(arrived, on), on, arrived)
        return None if months is None else cls(months, on)

    def at_least(self, day: date) -> int:
        """Count the months served for certain on a day."""
        if self.arrived is not None:
            return max(0, _whole_months(self.arrived, day))
        since = _whole_months(self.on, day) if day >= self.on else -_whole_months(day, self.on) - 1
        return max(0, self.months + since)

    def at_most(self, day: date) -> int:
        """Count the months that may have been served on a day: those told left out their days."""
        return self.at_least(day) + (self.arrived is None and day != self.on)

    def scale_at(self, first: date) -> Scale:
        """Find the scale of a leave by its first day."""
        return contractuels(self.at_most(first), first)

    def are_sure(self, arrets: tuple[Period, ...], until: date) -> bool:
        """Tell whether each leave has one scale, the last one the same until a day."""
        *before, begins = (leave[0].first for leave in leaves(arrets))
        earlier = (contractuels(self.at_least(first), first) for first in before)
        same = all(self.scale_at(f) == least for f, least in zip(before, earlier, strict=True))
        return same and contractuels(self.at_most(until), begins) == self.scale_at(begins)


def remuneration(  # noqa: PLR0913, PLR0917  # seniority is told in one of two ways
    jour: date,
    aujourd_hui: date,
    mois_de_services: int | None = None,
    arrets_de_maladie: tuple[Period, ...] | None = None,
    fin_du_contrat: date | None = None,
    date_d_arrivee: date | None = None,
) -> Outcome:
    """By seniority: nothing, or one, two, three months at the first rate and as many at half pay.

    Seniority is that of the first day of the last leave; nothing follows the contract's end.
    """
    begins = leaves(arrets_de_maladie)[-1][0].first if arrets_de_maladie else jour
    services = Services.of(mois_de_services, date_d_arrivee, begins)
    if services is None:
        asked = Outcome(missing=("mois_de_services",))
        paliers = tuple((seuil, mois) for _, seuil, mois in PALIERS)
        return asked if arrets_de_maladie else _whole_scale(paliers, jour)
    row, seuil, duree = next(
        (palier for palier in PALIERS if services.months >= _amount(palier[1], jour)),
        (SANS_PALIER, "palier_un", ""),
    )
    threshold, mois = _amount(seuil, jour), Count(_amount(duree, jour) if duree else 0, "mois")
    named: dict[str, Value] = {"anciennete": _seniority(threshold), "duree": mois}
    if arrets_de_maladie:
        named["debut"] = begins
        if fin_du_contrat is not None and fin_du_contrat < begins:
            named["fin_du_contrat"] = fin_du_contrat
            return Outcome(Verdict.A_VERIFIER, "contrat_fini", named=named)
        named |= {"services": Count(services.months, "mois"), "quand": Text("atteints_peut_etre")}
        if services.arrived is not None:
            reached = months_after(services.arrived, int(threshold))
            named |= {"quand": Text("atteints_le"), "atteints": reached}
        paid = _paid(arrets_de_maladie, services, fin_du_contrat, aujourd_hui)
        if paid is not None:
            decided = paid.verdict is None and bool(paid.words)
            said: tuple[str, ...] = ("palier_applique",) if decided else ()
            if said and bears_carence(arrets_de_maladie):
                said = (*said, "carence")
            still_open = (*paid.still_open, *said)
            return replace(paid, named={**named, **paid.named}, row=row, still_open=still_open)
    if not duree:
        return Outcome(words="rien", values=(Share(Fraction(0)),), named=named, row=row)
    return Outcome(words="palier", named=named, row=row)


def _whole_scale(paliers: tuple[tuple[str, str], ...], jour: date) -> Outcome:
    named: dict[str, Value] = {
        f"{name}_{place}": value
        for place, (seuil, mois) in enumerate(reversed(paliers), 1)
        for name, value in (
            ("seuil", _seniority(_amount(seuil, jour))),
            ("duree", Count(_amount(mois, jour), "mois")),
        )
    }
    return Outcome(words="bareme", named=named)


def _paid(
    arrets: tuple[Period, ...], services: Services, ends: date | None, today: date
) -> Outcome | None:
    """Count the last leave, unless what seniority it or one before had cannot be told.

    None where seniority gives nothing.
    """
    if (asked := asks_for_notices(arrets)) is not None:
        return asked
    leave = last_leave(arrets, services.scale_at, ends)
    # What is said of a leave that lasts goes as far as its second change of rate.
    changes = leave.runs[min(len(leave.runs) - 1, 2)].span.first
    pays = bool(services.scale_at(leave.first).first)
    if not services.are_sure(arrets, leave.last or max(today, changes)):
        return Outcome(Verdict.A_VERIFIER, "palier_franchi" if pays else "rien_au_debut")
    return _to_two_days(leave, services.scale_at(leave.first)) if pays else None


def _to_two_days(leave: Leave, scale: Scale) -> Outcome:
    """Say the leave, and what counting its months from date to date would change.

    Months of thirty days leave a day or two unpaid at the end of a leave that whole months cover.
    """
    months = scale.first // JOURS_D_UN_MOIS
    if leave.last and leave.days_at(Rate.NOTHING) and not leave.already:
        covered = last_day_of_months(leave.first, 2 * months)
        if leave.last <= covered:
            outcome = outcome_of(leave, {"couvert": covered})
            return replace(outcome, still_open=(*outcome.still_open, "sans_reste"))
    half = half_pay_by_months(leave, months)
    if half is None:
        return outcome_of(leave)
    outcome = outcome_of(leave, {"bascule": half, "mois_du_taux": Count(months, "mois"),
                                 "jours_du_taux": Count(scale.first, "jour")})  # fmt: skip
    return replace(outcome, still_open=(*outcome.still_open, "vers"))


def _whole_months(first: date, last: date) -> int:
    months = (last.year - first.year) * MOIS_PAR_AN + last.month - first.month
    return months if months_after(first, months) <= last else months - 1


def accident_du_travail(
    jour: date,
    mois_de_services: int | None = None,
    date_de_l_accident: date | None = None,
    date_d_arrivee: date | None = None,
) -> Outcome:
    """Full pay one, two or three months by seniority, then daily allowances.

    Counted from the accident, as if the leave began that day.
    """
    served = Services.of(mois_de_services, date_d_arrivee, date_de_l_accident or jour)
    if served is None:
        return _whole_scale(PALIERS_ACCIDENT, jour)
    mois_de_services = served.months
    months = next(
        _amount(mois, jour)
        for seuil, mois in PALIERS_ACCIDENT
        if mois_de_services >= _amount(seuil, jour)
    )
    days = Count.days(months * JOURS_D_UN_MOIS, KindOfDay.CALENDAIRE)
    named: dict[str, Value] = {
        "duree": Count(months, "mois"),
        "services": Count(mois_de_services, "mois"),
    }
    if date_de_l_accident is None:
        return Outcome(words="duree", values=(days,), named=named)
    last = date_de_l_accident + timedelta(days=int(days.number) - 1)
    named["accident"] = date_de_l_accident
    steps = (Step("accident", date_de_l_accident), Step("duree", days), Step("fin", last))
    return Outcome(words="jusqu_au", values=(last, days), named=named, steps=steps)


def grave_maladie(  # noqa: PLR0913, PLR0917  # seniority and time taken are told in two ways
    jour: date,
    mois_de_services: int | None = None,
    debut_de_la_grave_maladie: date | None = None,
    fin_du_contrat: date | None = None,
    mois_de_grave_maladie: int | None = None,
    date_d_arrivee: date | None = None,
) -> Outcome:
    """After three years of service: three years at most, a year in full and two at half pay."""
    seuil = AMOUNTS.on("grave_maladie.mois_de_services", jour)
    plein = AMOUNTS.on("grave_maladie.mois_a_plein_traitement", jour)
    reduit = AMOUNTS.on("grave_maladie.mois_a_traitement_reduit", jour)
    # Many take the shorter service of State staff for theirs: it is named while it exists.
    other = AMOUNTS.on("grave_maladie.mois_de_services_etat", jour) != seuil
    named: dict[str, Value] = {
        "anciennete": _seniority(seuil),
        "duree": _seniority(plein + reduit),
        "etat": Text("pas_comme_a_l_etat" if other else ""),
    }
    on = debut_de_la_grave_maladie or jour
    served = Services.of(mois_de_services, date_d_arrivee, on)
    if served is not None and served.months < seuil:
        named["services"] = Count(served.months, "mois")
        if date_d_arrivee is None or date_d_arrivee > on:
            return Outcome(Verdict.NON, "pas_encore", named=named)
        reached = months_after(date_d_arrivee, int(seuil))
        named["atteints"] = reached
        return Outcome(Verdict.NON, "a_partir_du", (reached,), named, (Step("atteints", reached),))
    verdict = None if served is None else Verdict.OUI
    if debut_de_la_grave_maladie is None and mois_de_grave_maladie is not None:
        return _months_of_grave(jour, verdict, mois_de_grave_maladie, int(plein), int(reduit))
    if debut_de_la_grave_maladie is None:
        return Outcome(verdict, "possible" if verdict else "en_general", named=named)
    if fin_du_contrat is not None and fin_du_contrat < debut_de_la_grave_maladie:
        named |= {"fin_du_contrat": fin_du_contrat, "debut": debut_de_la_grave_maladie}
        return Outcome(Verdict.A_VERIFIER, "contrat_fini", named=named)
    runs = list(
        _grave_runs(jour, debut_de_la_grave_maladie, int(plein), int(reduit), fin_du_contrat)
    )
    values = tuple(value for run in runs for value in run)
    steps = tuple(Step(name, run[0]) for name, run in zip(("plein", "reduit"), runs, strict=False))
    words = "dates" if len(runs) > 1 else "dates_courtes"
    return Outcome(verdict, words, values, named, steps)


def _months_of_grave(
    jour: date, verdict: Verdict | None, months: int, plein: int, reduit: int
) -> Outcome:
    """Say the share after some months of the leave, and how long it lasts."""
    named: dict[str, Value] = {"pris": of_months(months), "duree": _seniority(plein + reduit)}
    if months >= plein + reduit:
        return Outcome(Verdict.A_VERIFIER, "mois_epuises", named=named)
    at_full = months < plein
    part = "pleine" if at_full else "reduite"
    share = Share(AMOUNTS.on(f"grave_maladie.part_{part}", jour))
    left = left_after(months, plein if at_full else plein + reduit)
    words = "mois_pleins" if at_full else "mois_reduits"
    return Outcome(verdict, words, (share, left), named, (Step("reste", left),))


def nouvelle_grave_maladie(
    jour: date, aujourd_hui: date, date_de_reprise: date | None = None
) -> Outcome:
    """Open another leave after a year back at work; before it, only a used up one forbids it."""
    back = int(AMOUNTS.on("grave_maladie.mois_de_reprise", jour))
    reprise = _seniority(back)
    if date_de_reprise is None:
        return Outcome(words="en_general", named={"reprise": reprise})
    again = months_after(date_de_reprise, back)
    named: dict[str, Value] = {"reprise": reprise, "repris": date_de_reprise}
    steps = (Step("nouveau", again),)
    if aujourd_hui >= again:
        return Outcome(Verdict.OUI, "depuis", (again,), named, steps)
    return Outcome(Verdict.A_VERIFIER, "pas_avant", (again,), named, steps)


def _grave_runs(
    jour: date, first: date, plein: int, reduit: int, ends: date | None
) -> Iterator[tuple[Span, Share]]:
    """Date both parts of the leave, from day to day; the contract's end stops them."""
    ends = ends or date.max
    half = months_after(first, plein)
    parts = (
        (first, half, "part_pleine"),
        (half, months_after(first, plein + reduit), "part_reduite"),
    )
    for begins, after, part in parts:
        if begins <= ends:
            last = min(after - _ONE, ends)
            yield Span(begins, last), Share(AMOUNTS.on(f"grave_maladie.{part}", jour))
