"""Dismissal of contractuels: notice, indemnity, the two together, protection of parents."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil

from statute.amounts import AMOUNTS
from statute.contrat.preavis import MOIS_D_UNE_ANNEE, Preavis, Scale
from statute.contrat.services import Gap, Length, seniority
from statute.days import CalendarDays, WorkingDays, months_within
from statute.facts import CDD, CDI, OUI, Period
from statute.outcome import Count, Euros, KindOfDay, Outcome, Step, Text, Value, Verdict

DAYS_IN_A_WEEK = 7
SANS_PREAVIS = ("fin pendant l’essai", "faute disciplinaire")
NO_DISMISSAL = ("démission", "fin du contrat prévue")
INSUFFISANCE = "insuffisance professionnelle"
PROJET = "projet"
NO_INDEMNITY_BEFORE = ("retraite à taux plein", "emploi public équivalent")
"""What follows a contract and leaves no indemnity."""
_NO_INDEMNITY = {
    **dict.fromkeys((*SANS_PREAVIS, *NO_DISMISSAL), "motif_sans_indemnite"),
    **dict.fromkeys(NO_INDEMNITY_BEFORE, "suite_sans_indemnite"),
}
"""The text that refuses it, by why the contract ends or what follows it."""
JOURS_D_ACHEMINEMENT = 15
"""Days that may pass between the sending of a registered letter and its presentation."""


def preavis_de_licenciement(  # noqa: PLR0913, PLR0917  # each fact makes the answer finer
    jour: date,
    mois_de_services: int | None = None,
    handicap_reconnu: str | None = None,
    date_de_notification: date | None = None,
    contrats: tuple[Period, ...] | None = None,
    envoi_du_licenciement: date | None = None,
    motif_de_la_fin: str | None = None,
) -> Outcome | None:
    """Give the notice of a resignation, doubled for a declared disability, within four months."""
    if motif_de_la_fin in NO_DISMISSAL:
        return None
    if motif_de_la_fin in SANS_PREAVIS:
        return Outcome(Verdict.NON, "aucun_preavis")
    scale = Scale.of("licenciement_contractuel", jour)
    months = mois_de_services
    if contrats:
        months = _served_at_sending(jour, contrats, envoi_du_licenciement, date_de_notification)
        if months is None:
            return Outcome(missing=("envoi_du_licenciement",))
    named: dict[str, Value] = {**scale.named, "sans": Text("sans")}
    if months is None:
        return Outcome(words="en_general", named=named)
    notice = _notice(jour, months, handicap_reconnu)
    served = Count(months, "mois")
    named |= {
        "mois": served,
        "preavis": notice.count,
        "double": Text("double" if handicap_reconnu == OUI else ""),
        "jusqu_au": Text("jusqu_au" if date_de_notification else ""),
    }
    steps: tuple[Step, ...] = (Step("anciennete", served), Step("preavis", notice.count))
    if date_de_notification is None:
        return Outcome(words="avec_anciennete", values=(notice.count,), named=named, steps=steps)
    end = notice.after(date_de_notification)
    named["presentation"] = date_de_notification
    steps = (*steps, Step("fin_du_preavis", end))
    return Outcome(
        words="avec_anciennete",
        values=(end,),
        named=named,
        steps=steps,
        still_open=("arret_de_maladie",),
    )


def _notice(jour: date, months: int, handicap: str | None) -> Preavis:
    notice = Scale.of("licenciement_contractuel", jour).for_months(months)
    if handicap != OUI:
        return notice
    return notice.doubled(int(AMOUNTS.on("licenciement_contractuel.double_plafond_mois", jour)))


def _served_at_sending(
    jour: date, contrats: tuple[Period, ...], sent: date | None, presented: date | None
) -> int | None:
    """Count service to the sending of the letter; None where only that day could tell."""
    months = int(AMOUNTS.on("licenciement_contractuel.coupure_mois", jour))
    gap = Gap(months, resignation_breaks=True)
    if sent is not None or presented is None:
        return int(seniority(contrats, gap, sent or jour))
    scale = Scale.of("licenciement_contractuel", jour)
    latest = int(seniority(contrats, gap, presented))
    earliest = seniority(contrats, gap, presented - timedelta(days=JOURS_D_ACHEMINEMENT))
    same = scale.for_months(latest) == scale.for_months(int(earliest))
    return latest if same else None


def indemnite_de_licenciement(  # noqa: PLR0911, PLR0913, PLR0917  # each fact makes the answer finer
    jour: date,
    mois_de_services: int | None = None,
    contrats: tuple[Period, ...] | None = None,
    remuneration_nette_de_base: Decimal | None = None,
    motif_de_la_fin: str | None = None,
    suite_du_contrat: str | None = None,
    type_de_contrat: str | None = None,
    mois_de_cdd_restants: int | None = None,
    cas_du_contrat: str | None = None,
    date_de_depart: date | None = None,
    date_de_fin: date | None = None,
) -> Outcome:
    """Half a month of net pay a year for twelve years, then a third; twelve months at most."""
    for reason in (motif_de_la_fin, suite_du_contrat):
        if reason in _NO_INDEMNITY:
            return Outcome(Verdict.NON, _NO_INDEMNITY[reason])
    if cas_du_contrat == PROJET:
        return Outcome(words="contrat_de_projet")
    months = None if mois_de_services is None else Fraction(mois_de_services)
    if contrats:
        months = _served_for_the_indemnity(jour, contrats, jour)
    named: dict[str, Value] = {
        name: str(_part(jour, name)) for name in ("debut", "suite", "insuffisance")
    }
    named |= {"limites": Text("limites"), "moitie": Text("")}
    named["en_cdd"] = Text("" if type_de_contrat == CDI else "en_cdd")
    if months is None:
        return Outcome(words="en_general", named=named)
    years = _years(jour, months)
    if not years:
        return Outcome(Verdict.NON, "trop_court", named=named)
    fixed_term = type_de_contrat != CDI
    left = _months_left(mois_de_cdd_restants, date_de_depart, date_de_fin) if fixed_term else None
    if left is None and type_de_contrat == CDD:
        return Outcome(missing=("mois_de_cdd_restants",))
    if left is not None and left < years:
        if not left:
            return Outcome(Verdict.NON, "aucun_mois_restant", named=named)
        named |= {"restants": Count(left, "mois"), "en_cdd": Text("par_les_mois_restants")}
        years = left
    return _amount(jour, years, remuneration_nette_de_base, motif_de_la_fin, named)


def _months_left(told: int | None, effect: date | None, end: date | None) -> int | None:
    """Give the months a contract had still to run: as told, else whole ones from its two days."""
    if told is not None or effect is None or end is None or effect > end:
        return told
    return months_within(effect + timedelta(days=1), end)[0]


def _served_for_the_indemnity(jour: date, contrats: tuple[Period, ...], on: date) -> Fraction:
    """Count service to a day, part-time for what it is, in contracts less than two months apart."""
    months = int(AMOUNTS.on("licenciement_contractuel.coupure_indemnite_mois", jour))
    return seniority(contrats, Gap(months, less_than=True), on, part_time_as_such=True)


def _years(jour: date, months: Fraction) -> int:
    """Count years, the last one from its sixth month on."""
    years, more = divmod(months, MOIS_D_UNE_ANNEE)
    return int(years) + (more >= AMOUNTS.on("licenciement_contractuel.fraction_comptee_mois", jour))


def _part(jour: date, which: str) -> Fraction:
    return AMOUNTS.on(f"licenciement_contractuel.part_{which}", jour)


def _months_of_pay(jour: date, years: int) -> Fraction:
    first = int(AMOUNTS.on("licenciement_contractuel.premieres_annees", jour))
    most = AMOUNTS.on("licenciement_contractuel.indemnite_au_plus_mois", jour)
    after = _part(jour, "suite") * max(0, years - first)
    return min(_part(jour, "debut") * min(years, first) + after, most)


def _amount(
    jour: date, years: int, base: Decimal | None, motif: str | None, named: dict[str, Value]
) -> Outcome:
    """Say the months of pay, and the amount when the pay is known; half for inadequacy."""
    months = _months_of_pay(jour, years)
    if motif == INSUFFISANCE:
        months *= _part(jour, "insuffisance")
        named = {**named, "moitie": Text("moitie")}
    counted = Count(months, "mois")
    named = {**named, "annees": Count(years, "année"), "mois": counted}
    steps: tuple[Step, ...] = (Step("annees", named["annees"]), Step("mois", counted))
    if base is None:
        return Outcome(words="en_mois", values=(counted,), named=named, steps=steps)
    paid = Euros(months * Fraction(base))
    named["base"] = Euros(Fraction(base))
    steps = (*steps, Step("indemnite", paid))
    return Outcome(words="chiffree", values=(paid,), named=named, steps=steps)


def licenciement(  # noqa: PLR0913, PLR0917  # what CTR-13 and CTR-14 each need
    jour: date,
    date_de_notification: date | None = None,
    mois_de_services: int | None = None,
    date_d_arrivee: date | None = None,
    contrats: tuple[Period, ...] | None = None,
    handicap_reconnu: str | None = None,
    envoi_du_licenciement: date | None = None,
    jours_de_conge_restants: Decimal | None = None,
    remuneration_nette_de_base: Decimal | None = None,
    motif_de_la_fin: str | None = None,
    suite_du_contrat: str | None = None,
    type_de_contrat: str | None = None,
    mois_de_cdd_restants: int | None = None,
    cas_du_contrat: str | None = None,
) -> Outcome | None:
    """Notice, then the leave left: the day of effect, to which service for the indemnity goes."""
    if motif_de_la_fin in NO_DISMISSAL:
        return None
    if motif_de_la_fin in SANS_PREAVIS:
        return Outcome(Verdict.NON, "ni_preavis_ni_indemnite")
    if cas_du_contrat == PROJET:
        return Outcome(words="contrat_de_projet")
    services = contrats or (date_d_arrivee and (Period(date_d_arrivee, None),)) or ()
    if date_de_notification is None or (mois_de_services is None and not services):
        return Outcome(words="en_general")
    letter = envoi_du_licenciement or date_de_notification
    months = mois_de_services
    if services:
        months = _served_at_sending(jour, services, envoi_du_licenciement, date_de_notification)
    if months is None:
        return Outcome(missing=("envoi_du_licenciement",))
    notice = _notice(jour, months, handicap_reconnu)
    end = notice.after(date_de_notification)
    left = Count.days(ceil(jours_de_conge_restants or 0), KindOfDay.OUVRE)
    effect = WorkingDays(int(left.number)).after(end)
    if services:
        served, sure = _served_for_the_indemnity(jour, services, effect), True
    else:
        served = Fraction(months + Length.between(letter, effect).months)
        # Months told at the letter leave a begun one out: it may complete the year.
        sure = _years(jour, served) == _years(jour, served + 1)
    told = indemnite_de_licenciement(
        jour,
        int(served),
        remuneration_nette_de_base=remuneration_nette_de_base,
        motif_de_la_fin=motif_de_la_fin,
        suite_du_contrat=suite_du_contrat,
        type_de_contrat=type_de_contrat,
        mois_de_cdd_restants=mois_de_cdd_restants,
    )
    return told if told.missing else _in_effect(notice, end, left, effect, told, sure=sure)


def _in_effect(  # noqa: PLR0913  # the notice, the leave and the indemnity
    notice: Preavis, end: date, left: Count, effect: date, told: Outcome, *, sure: bool
) -> Outcome:
    """Say the day of effect with the indemnity that service to that day gives."""
    steps = (
        Step("preavis", notice.count),
        Step("fin_du_preavis", end),
        Step("conges", left),
        Step("effet", effect),
    )
    return Outcome(
        None if sure else Verdict.A_VERIFIER,
        words="effet_sans_indemnite" if told.verdict is Verdict.NON else f"effet_{told.words}",
        values=(effect, *told.values),
        named={
            **told.named,
            "preavis": notice.count,
            "fin_du_preavis": end,
            "jours": left,
            "puis_conges": Text("puis_conges" if left.number else ""),
        },
        steps=(*steps, *told.steps),
    )


def protection_de_la_grossesse(jour: date, date_de_fin: date | None = None) -> Outcome:
    """No dismissal during pregnancy, the leaves of birth or adoption, and ten weeks after."""
    if date_de_fin is None:
        return Outcome(words="protection", named={"jusqu_au": Text("")})
    weeks = int(AMOUNTS.on("licenciement_contractuel.protection_semaines", jour))
    end = CalendarDays(weeks * DAYS_IN_A_WEEK).after(date_de_fin)
    named: dict[str, Value] = {"jusqu_au": Text("jusqu_au"), "conge": date_de_fin}
    steps = (Step("conge", date_de_fin), Step("protection", end))
    return Outcome(words="protection", values=(end,), named=named, steps=steps)
