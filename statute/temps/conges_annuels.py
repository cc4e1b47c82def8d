"""Congés annuels: entitlement, changed weeks, incomplete year, fractionnement, longest absence."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.facts import STAGIAIRE, Period
from statute.outcome import Count, KindOfDay, Outcome, Span, Step, Value, Verdict

MOIS_D_UNE_ANNEE = 12
AGE_DU_CONGE_ENTIER = 21
"""Under this age, in years on 1 January, one may ask for a whole year's leave (85-1250 art. 2)."""
SEMAINE_ORDINAIRE = Decimal(5)
AUTRES_SEMAINES = (Decimal(4), Decimal("2.5"))
"""Weeks that serve as examples: the usual one, then two shorter ones."""


def droit_annuel(
    jour: date,
    jours_par_semaine: Decimal | None = None,
    date_d_arrivee: date | None = None,
    semaines: tuple[Period, ...] | None = None,
) -> Outcome | None:
    """Five times the days worked in a week for a full year; each part of a changed year its own."""
    # A full year's figure would mislead who arrived in its course: CA-04 answers.
    if date_d_arrivee is not None and date_d_arrivee > date(jour.year, 1, 1):
        return None
    if semaines is not None:
        return _year_of_parts(jour, semaines)
    multiple = AMOUNTS.on("conges_annuels.semaines_de_conge", jour)
    if jours_par_semaine is not None:
        conges = Count.days(multiple * Fraction(jours_par_semaine), KindOfDay.OUVRE)
        semaine = Count(Fraction(jours_par_semaine), "jour")
        return Outcome(words="annee", values=(conges,), named={"semaine": semaine},
                       steps=(Step("annee", conges),))  # fmt: skip
    examples = (SEMAINE_ORDINAIRE, *AUTRES_SEMAINES)
    named = {
        name: Count(factor * Fraction(days), "jour")
        for place, days in enumerate(examples, 1)
        for name, factor in ((f"semaine_{place}", Fraction(1)), (f"conges_{place}", multiple))
    }
    return Outcome(words="en_general", named=named)


def _year_of_parts(jour: date, semaines: tuple[Period, ...]) -> Outcome | None:
    """Sum five times the week of each part, by its months; by days too where a month is cut."""
    first, last = date(jour.year, 1, 1), date(jour.year, 12, 31)
    parts = list(_within(semaines, first, last))
    if not parts or any("jours" not in part.details for part in parts):
        return Outcome(missing=("jours_par_semaine",))
    edges = [first - timedelta(days=1), *(part.last or last for part in parts)]
    begins = [*(part.first for part in parts), last + timedelta(days=1)]
    if any(begin != end + timedelta(days=1) for end, begin in zip(edges, begins, strict=True)):
        return Outcome(missing=("semaines",))  # a part of the year is not the year's leave
    multiple = AMOUNTS.on("conges_annuels.semaines_de_conge", jour)
    rights = [multiple * Fraction(str(part.details["jours"])) for part in parts]
    return _rounded("parties", list(zip(rights, parts, strict=True)))


def _within(periods: tuple[Period, ...], first: date, last: date) -> Iterator[Period]:
    for one in sorted(periods, key=lambda period: period.first):
        begin, end = max(one.first, first), min(one.last or last, last)
        if begin <= end:
            yield replace(one, first=begin, last=end)


def _share_of_year(part: Period) -> Fraction:
    days = ((part.last or part.first) - part.first).days + 1
    year = date(part.first.year, 12, 31) - date(part.first.year - 1, 12, 31)
    return Fraction(days, year.days)


def _months(part: Period) -> Fraction:
    """Count months, a month cut by its days: from 15 September to 31 December, 3 + 16/30."""
    months, day, last = Fraction(0), part.first, part.last or part.first
    while day <= last:
        month_ends = date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)
        end = min(month_ends, last)
        months += Fraction((end - day).days + 1, month_ends.day)
        day = end + timedelta(days=1)
    return months


def _rounded(words: str, parts: list[tuple[Fraction, Period]]) -> Outcome:
    """Add the parts of a year's rights, each a year's right and a period; up to the half-day.

    Where a month is cut and counting by days rounds otherwise, an officer must look.
    """
    by_months = [right * _months(part) / MOIS_D_UNE_ANNEE for right, part in parts]
    steps = [Step("partie", Count.days(days, KindOfDay.OUVRE)) for days in by_months]
    rounded = other = _to_the_half_day(sum(by_months, Fraction(0)))
    cut = (
        part.first.day != 1 or ((part.last or part.first) + timedelta(days=1)).day != 1
        for _, part in parts
    )
    if any(cut):
        other = _to_the_half_day(sum(right * _share_of_year(part) for right, part in parts))
    if rounded != other:
        low, high = sorted((rounded, other))
        named = {"moins": Count(low, "jour"), "plus": Count(high, "jour")}
        return Outcome(Verdict.A_VERIFIER, words="entre_deux", named=named, steps=tuple(steps))
    total = Count.days(rounded, KindOfDay.OUVRE)
    return Outcome(words=words, values=(total,), steps=(*steps, Step("arrondi", total)))


def _to_the_half_day(days: Fraction | int) -> Fraction:
    return Fraction(ceil(days * 2), 2)


def droit_proratise(
    jour: date,
    date_d_arrivee: date | None = None,
    date_de_depart: date | None = None,
    jours_par_semaine: Decimal | None = None,
    date_de_naissance: date | None = None,
) -> Outcome | None:
    """Leave follows the share of the year served, rounded up to the half-day.

    Who was under 21 on 1 January may take the leave of a whole year, what is over being unpaid.
    """
    semaine = Fraction(jours_par_semaine or SEMAINE_ORDINAIRE)
    annuel = AMOUNTS.on("conges_annuels.semaines_de_conge", jour) * semaine
    named: dict[str, Value] = {
        "semaine": Count(semaine, "jour"),
        "annuel": annuel,
        "moitie": Count(annuel / 2, "jour"),
    }
    if date_d_arrivee is None and date_de_depart is None:
        return Outcome(words="en_general", named=named)
    debut, fin = _service(jour, date_d_arrivee, date_de_depart)
    first, last = date(debut.year, 1, 1), date(debut.year, 12, 31)
    if fin < debut or (debut, fin) == (first, last):
        return None
    served = Period(debut, fin)
    outcome = _rounded("prorata", [(annuel, served)])
    named |= {**outcome.named, "debut": debut, "fin": fin, "conges": Count(annuel, "jour")}
    years = AGE_DU_CONGE_ENTIER * MOIS_D_UNE_ANNEE
    young = date_de_naissance is not None and months_after(date_de_naissance, years) > first
    return replace(outcome, named=named, to_do=("moins_de_21_ans",) if young else ())


def _service(jour: date, arrivee: date | None, depart: date | None) -> tuple[date, date]:
    """Bound the service by the year of the departure, of the arrival to come, or of the facts."""
    annee = depart.year if depart else jour.year
    annee = max(annee, arrivee.year) if arrivee and not depart else annee
    debut = max(arrivee or date.min, date(annee, 1, 1))
    return debut, min(depart or date.max, date(annee, 12, 31))


def fractionnement(jour: date, jours_hors_periode: Decimal | None = None) -> Outcome:
    """Five to seven days taken outside 1 May - 31 October give one day more, eight give two."""
    un = AMOUNTS.on("conges_annuels.fractionnement_premier_jour", jour)
    deux = AMOUNTS.on("conges_annuels.fractionnement_second_jour", jour)
    if jours_hors_periode is None:
        return Outcome(words="en_general", named={"sous_deux": Count(deux - 1, "jour")})
    pris = Count(Fraction(jours_hors_periode), "jour")
    aim = un if jours_hors_periode < un else deux
    named: dict[str, Value] = {
        "pris": pris,
        "manquent": Count(max(Fraction(0), aim - Fraction(jours_hors_periode)), "jour"),
    }
    days = sum(jours_hors_periode >= enough for enough in (un, deux))
    given = Count.days(days, KindOfDay.OUVRE)
    steps = (Step("pris", pris), Step("donnes", given))
    words = ("aucun", "un", "deux")[days]
    verdict = Verdict.OUI if days else Verdict.NON
    row = "CA-03" if words == "deux" else ""
    return Outcome(verdict, words, (given,), named, steps, row=row)


def absence_maximale(
    jour: date,
    premier_jour_de_conge: date | None = None,
    dernier_jour_de_conge: date | None = None,
    jours_d_absence_demandes: Decimal | None = None,
) -> Outcome:
    """Bound an absence for annual leave: 31 days in a row, first and last both in them."""
    at_most = AMOUNTS.on("conges_annuels.absence_maximale", jour)
    if premier_jour_de_conge is None or dernier_jour_de_conge is None:
        return _of_length(at_most, premier_jour_de_conge, jours_d_absence_demandes)
    if dernier_jour_de_conge < premier_jour_de_conge:
        return Outcome(missing=("dernier_jour_de_conge",))
    days = (dernier_jour_de_conge - premier_jour_de_conge).days + 1
    absence = Count.days(days, KindOfDay.CALENDAIRE)
    dates = Span(premier_jour_de_conge, dernier_jour_de_conge)
    steps = (Step("absence", absence), Step("maximum", Count(at_most, "jour")))
    if days > at_most:
        last = premier_jour_de_conge + timedelta(days=int(at_most) - 1)
        named: dict[str, Value] = {"dates": dates, "dernier": last}
        return Outcome(Verdict.NON, "trop_longue", (absence,), named, steps)
    return Outcome(Verdict.OUI, "possible", (absence,), {"dates": dates}, steps)


def _of_length(at_most: Fraction, first: date | None, asked: Decimal | None) -> Outcome:
    """Bound an absence whose length alone is told, or its last day where the first one is."""
    if asked is None and first is None:
        return Outcome(words="en_general")
    if asked is None or first is not None:
        last = (first or date.min) + timedelta(days=int(at_most) - 1)
        too_long = asked is not None and asked > at_most
        return Outcome(Verdict.NON if too_long else None, "jusqu_au", (last,),
                       {"premier": first or last})  # fmt: skip
    length = Count.days(Fraction(asked), KindOfDay.CALENDAIRE)
    steps = (Step("absence", length), Step("maximum", Count(at_most, "jour")))
    if asked > at_most:
        return Outcome(Verdict.NON, "duree_trop_longue", (length,), steps=steps)
    return Outcome(Verdict.OUI, "duree_possible", (length,), steps=steps)


def acquis_pendant_un_conge(jour: date, jours_par_semaine: Decimal | None = None) -> Outcome:
    """Count a year's leave whole: a health or family leave is service."""
    return replace(_annee(jour, jours_par_semaine), verdict=Verdict.OUI)


def regle_du_prive(jour: date, jours_par_semaine: Decimal | None = None) -> Outcome:
    """Set the year's leave against the private sector's rule, which does not hold."""
    return replace(_annee(jour, jours_par_semaine), verdict=Verdict.NON)


def _annee(jour: date, jours_par_semaine: Decimal | None) -> Outcome:
    semaine = Count(Fraction(jours_par_semaine or SEMAINE_ORDINAIRE), "jour")
    multiple = AMOUNTS.on("conges_annuels.semaines_de_conge", jour)
    conges = Count.days(multiple * semaine.number, KindOfDay.OUVRE)
    steps = (Step("semaine", semaine), Step("annee", conges))
    return Outcome(None, "en_general", (conges,), {"semaine": semaine}, steps)


def restants_en_fin_d_annee(  # noqa: PLR0913, PLR0917  # the leave, its account and its owner
    jour: date,
    statut: str | None = None,
    quotite: int | None = None,
    jours_de_conge_restants: Decimal | None = None,
    jours_de_conge_pris: Decimal | None = None,
    jours_sur_le_cet: Decimal | None = None,
) -> Outcome:
    """Say by which day the year's leave is taken, and what of it may be saved."""
    end = date(jour.year, 12, 31)
    if statut == STAGIAIRE:
        return Outcome(words="stagiaire", values=(end,))
    if quotite is not None:
        return Outcome(words="temps_partiel", values=(end,))
    if jours_de_conge_restants is None or jours_de_conge_pris is None:
        return Outcome(words="en_general", values=(end,))
    minimum = AMOUNTS.on("compte_epargne_temps.conges_a_prendre", jour)
    place = AMOUNTS.on("compte_epargne_temps.plafond", jour) - Fraction(jours_sur_le_cet or 0)
    pris, restants = Fraction(jours_de_conge_pris), Fraction(jours_de_conge_restants)
    manquent = max(Fraction(0), minimum - pris)
    versables = Count(max(Fraction(0), min(restants - manquent, place)), "jour")
    named: dict[str, Value] = {
        "restants": Count(restants, "jour"),
        "pris": Count(pris, "jour"),
        "manquent": Count(manquent, "jour"),
    }
    steps = (
        Step("restants", named["restants"]),
        Step("pris", named["pris"]),
        Step("versables", versables),
    )
    words = "a_prendre_d_abord" if manquent else "epargne"
    return Outcome(words=words, values=(end, versables), named=named, steps=steps)
