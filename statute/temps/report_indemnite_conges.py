"""Leave not taken: carried over to the next year, or paid at the end of service."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.facts import Period
from statute.outcome import Count, Euros, KindOfDay, Outcome, Step, Text, Value, Verdict

SEMAINE_ORDINAIRE = Decimal(5)
FAMILIAL = "congé parental ou familial"
SANTE = "congé de santé"


def report_apres_conge_de_sante(  # noqa: PLR0913, PLR0917  # a year, or several, of leave
    jour: date,
    jours_de_conge_pris: Decimal | None = None,
    jours_de_conge_restants: Decimal | None = None,
    jours_par_semaine: Decimal | None = None,
    conges_par_annee: tuple[Period, ...] | None = None,
    jours_de_conge_acquis: Decimal | None = None,
    date_de_depart: date | None = None,
) -> Outcome | None:
    """Carry over what of four weeks a year a health absence prevented from being taken.

    The days already taken count in the four weeks; no more than what is left can be carried.
    Nothing is carried over for who leaves in the year: what is left is paid.
    """
    if _leaves_in_the_year(jour, date_de_depart):
        return None
    semaines = AMOUNTS.on("report_conges_annuels.semaines_de_report", jour)
    semaine = Fraction(jours_par_semaine or SEMAINE_ORDINAIRE)
    limite = semaines * semaine
    named: dict[str, Value] = {
        "semaine": Count(semaine, "jour"),
        "limite": Count(limite, "jour"),
    }
    if conges_par_annee is not None and (years := _carried(semaines, semaine, conges_par_annee)):
        total = Count.days(sum(years, Fraction(0)), KindOfDay.OUVRE)
        steps = tuple(Step("annee", Count.days(days, KindOfDay.OUVRE)) for days in years)
        return Outcome(words="annees", values=(total,), steps=(*steps, Step("total", total)))
    if jours_de_conge_pris is None:
        return Outcome(words="en_general", named=named)
    pris = Fraction(jours_de_conge_pris)
    restants = None if jours_de_conge_restants is None else Fraction(jours_de_conge_restants)
    if restants is None and jours_de_conge_acquis is not None:
        restants = max(Fraction(0), Fraction(jours_de_conge_acquis) - pris)
    reportes = Count.days(_of_the_year(limite, pris, restants), KindOfDay.OUVRE)
    steps = (
        Step("limite", Count.days(limite, KindOfDay.OUVRE)),
        Step("pris", Count.days(pris, KindOfDay.OUVRE)),
        Step("total", reportes),
    )
    words = "reportes" if reportes.number else "aucun"
    named |= {"pris": Count(pris, "jour")}
    others = (restants or Fraction(0)) - Fraction(reportes.number)
    if words == "reportes" and others > 0:
        words, named["autres"] = "une_partie", Count(others, "jour")
    return Outcome(words=words, values=(reportes,), named=named, steps=steps)


def _carried(semaines: Fraction, semaine: Fraction, annees: tuple[Period, ...]) -> list[Fraction]:
    """Count the days carried over of each year whose days taken are known, oldest first."""
    return [
        _of_the_year(
            semaines * Fraction(str(annee.details.get("semaine", semaine))),
            Fraction(str(annee.details["pris"])),
            Fraction(str(annee.details["restants"])) if "restants" in annee.details else None,
        )
        for annee in sorted(annees, key=lambda period: period.first)
        if "pris" in annee.details
    ]


def _of_the_year(limite: Fraction, pris: Fraction, restants: Fraction | None) -> Fraction:
    carried = max(Fraction(0), limite - pris)
    return carried if restants is None else min(carried, restants)


def _leaves_in_the_year(jour: date, date_de_depart: date | None) -> bool:
    return date_de_depart is not None and date_de_depart <= date(jour.year, 12, 31)


def report_apres_conge_familial(
    jour: date,
    jours_de_conge_restants: Decimal | None = None,
    date_de_depart: date | None = None,
) -> Outcome | None:
    """Carry over every day not taken, after a family leave, unless one leaves in the year."""
    if _leaves_in_the_year(jour, date_de_depart):
        return None
    if jours_de_conge_restants is None:
        return Outcome(words="en_general")
    reportes = Count.days(Fraction(jours_de_conge_restants), KindOfDay.OUVRE)
    return Outcome(words="reportes", values=(reportes,), steps=(Step("total", reportes),))


def depart_du_report(date_de_reprise: date | None = None) -> Outcome:
    """Count the months of carry-over from the return to work."""
    if date_de_reprise is None:
        return Outcome(words="en_general")
    return Outcome(words="reprise", values=(date_de_reprise,))


def indemnite_compensatrice(
    jour: date,
    jours_par_semaine: Decimal | None = None,
    jours_de_conge_restants: Decimal | None = None,
    empechement_des_conges: str | None = None,
    remuneration_brute_mensuelle: Decimal | None = None,
) -> Outcome:
    """Leave that could not be taken before the end is paid, four weeks a year at most."""
    semaine = Fraction(jours_par_semaine or SEMAINE_ORDINAIRE)
    limite = limite_payable(jour, jours_par_semaine)
    named: dict[str, Value] = {
        "semaine": Count(semaine, "jour"),
        "limite": Count(limite, "jour"),
    }
    if jours_de_conge_restants is None:
        return Outcome(words="en_general", named=named)
    restants = Fraction(jours_de_conge_restants)
    payes = restants if empechement_des_conges == FAMILIAL else min(restants, limite)
    value = Count.days(payes, KindOfDay.OUVRE)
    steps: tuple[Step, ...] = (
        Step("restants", Count.days(restants, KindOfDay.OUVRE)),
        Step("payes", value),
    )
    verdict = Verdict.OUI if empechement_des_conges in {SANTE, FAMILIAL} else None
    named |= {"restants": Count(restants, "jour"), "montant": Text("")}
    if remuneration_brute_mensuelle is None:
        return Outcome(verdict, "payes", (value,), named, steps)
    par_jour = prix_d_un_jour(jour, remuneration_brute_mensuelle)
    total = Euros(par_jour * payes)
    named |= {"montant": Text("montant"), "par_jour": Euros(par_jour), "total": total}
    steps = (*steps, Step("jour", Euros(par_jour)), Step("total", total))
    return Outcome(verdict, "payes", (value, total), named, steps)


def limite_payable(jour: date, jours_par_semaine: Decimal | None) -> Fraction:
    """Count the days of a year that can be paid, unless a family leave prevented them."""
    semaines = AMOUNTS.on("indemnite_conges_annuels.semaines_indemnisees", jour)
    return semaines * Fraction(jours_par_semaine or SEMAINE_ORDINAIRE)


def prix_d_un_jour(jour: date, remuneration_brute_mensuelle: Decimal) -> Fraction:
    """Price a day of leave, in euros: twelve gross months of full work over 250."""
    mois = AMOUNTS.on("indemnite_conges_annuels.mois_de_remuneration", jour)
    diviseur = AMOUNTS.on("indemnite_conges_annuels.jours_de_l_annee", jour)
    return Fraction(remuneration_brute_mensuelle) * mois / diviseur


def montant_de_l_indemnite(
    jour: date,
    remuneration_brute_mensuelle: Decimal | None = None,
    jours_de_conge_restants: Decimal | None = None,
    jours_par_semaine: Decimal | None = None,
    empechement_des_conges: str | None = None,
) -> Outcome:
    """Pay the days left, four weeks at most unless a family leave prevented them."""
    if remuneration_brute_mensuelle is None:
        return Outcome(words="en_general")
    par_jour = prix_d_un_jour(jour, remuneration_brute_mensuelle)
    base = {"brut": Euros(Fraction(remuneration_brute_mensuelle)), "par_jour": Euros(par_jour)}
    if jours_de_conge_restants is None:
        price = Euros(par_jour)
        return Outcome(words="un_jour", values=(price,), named=base, steps=(Step("jour", price),))
    restants = Fraction(jours_de_conge_restants)
    limite = limite_payable(jour, jours_par_semaine)
    payes = restants if empechement_des_conges == FAMILIAL else min(restants, limite)
    unsure = payes < restants and empechement_des_conges is None
    total = Euros(par_jour * payes)
    named: dict[str, Value] = {
        **base,
        "jours": Count(payes, "jour"),
        "restants": Count(restants, "jour"),
        "sans_limite": Euros(par_jour * restants),
    }
    steps = (
        Step("jour", Euros(par_jour)),
        Step("jours", Count.days(payes, KindOfDay.OUVRE)),
        Step("total", total),
    )
    words = "limite" if unsure else "limite_atteinte" if payes < restants else "total"
    return Outcome(words=words, values=(total, Euros(par_jour)), named=named, steps=steps)
