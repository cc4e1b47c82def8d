"""What sick leave costs, and what is left of the days paid at the first rate."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.facts import CONTRACTUEL, Period
from statute.outcome import Count, Euros, KindOfDay, Number, Outcome, Share, Step, Value
from statute.sante.conge_maladie_contractuels import Services
from statute.sante.dernier_arret import asks_for_notices
from statute.sante.jour_de_carence import paid_share
from statute.sante.paie_des_arrets import (
    JOURS_D_UN_MOIS,
    MOIS_DE_LA_FENETRE,
    Rate,
    ScaleAt,
    fonctionnaires,
    leaves,
    shares_by_day,
)

_ONE = timedelta(days=1)


def _scale(
    statut: str | None, services: int | None, arrived: date | None, on: date
) -> ScaleAt | None:
    """Find the scale of a status; None for a contractuel whose seniority is not known."""
    if statut != CONTRACTUEL:
        return fonctionnaires
    served = Services.of(services, arrived, on)
    return served.scale_at if served else None


def jours_restants(  # noqa: PLR0913, PLR0917  # days taken are told in one of three ways
    jour: date,
    aujourd_hui: date,
    statut: str | None = None,
    arrets_de_maladie: tuple[Period, ...] | None = None,
    jours_d_arret_sur_un_an: int | None = None,
    mois_de_cmo: int | None = None,
    mois_de_services: int | None = None,
    date_d_arrivee: date | None = None,
) -> Outcome:
    """Count the days that may still be paid at the first rate, and when all of them are back."""
    begins = leaves(arrets_de_maladie)[-1][0].first if arrets_de_maladie else jour
    scale_at = _scale(statut, mois_de_services, date_d_arrivee, begins)
    if scale_at is None:
        return Outcome(words="bareme")
    total = scale_at(begins).first
    part = "conge_maladie_contractuels" if statut == CONTRACTUEL else "conge_maladie"
    named: dict[str, Value] = {
        "taux": Share(AMOUNTS.on(f"{part}.part_du_debut", jour)),
        "total": _calendar(total),
    }
    if not total:
        return Outcome(words="aucun_droit", values=(_calendar(0),), named=named)
    if arrets_de_maladie:
        asked = asks_for_notices(arrets_de_maladie)
        return asked or _left_after(arrets_de_maladie, scale_at, total, aujourd_hui, named)
    taken = jours_d_arret_sur_un_an
    if taken is None and mois_de_cmo is not None:
        taken = mois_de_cmo * JOURS_D_UN_MOIS
    if taken is None:
        return Outcome(words="en_general", values=(_calendar(total),), named=named)
    left = _calendar(max(0, total - taken))
    named["pris"] = _calendar(taken)
    words = "compte" if taken < total else "compte_epuise"
    return Outcome(words=words, values=(left,), named=named,
                   steps=(Step("total", named["total"]), Step("pris", named["pris"]),
                          Step("reste", left)))  # fmt: skip


def _calendar(days: Number) -> Count:
    return Count.days(days, KindOfDay.CALENDAIRE)


def _left_after(
    arrets: tuple[Period, ...],
    scale_at: ScaleAt,
    total: int,
    today: date,
    named: Mapping[str, Value],
) -> Outcome:
    """Count from the day after the last leave, or from tomorrow while it lasts without an end."""
    last = leaves(arrets)[-1][-1].last
    on = max(today, (last or today) + _ONE)
    until = on - _ONE
    first = months_after(on, -MOIS_DE_LA_FENETRE) + _ONE
    paid = [
        day.day
        for day in shares_by_day(arrets, scale_at, first, until)
        if day.rate is Rate.FIRST and day.day <= until
    ]
    left = _calendar(max(0, total - len(paid)))
    values: tuple[Value, ...] = (left,)
    told = {**named, "le": on, "pris": _calendar(len(paid)), "depuis": first}
    steps: tuple[Step, ...] = (
        Step("total", told["total"]),
        Step("pris", told["pris"]),
        Step("reste", left),
    )
    if not paid:
        return Outcome(words="entiers", values=values, named=told, steps=steps)
    back = months_after(paid[-1], MOIS_DE_LA_FENETRE)
    told["premier"] = months_after(paid[0], MOIS_DE_LA_FENETRE)
    words = "restent" if left.number else "epuises"
    steps = (*steps, Step("entiers", back))
    return Outcome(words=words, values=(left, back), named=told, steps=steps)


def perte(  # noqa: PLR0913, PLR0917  # pay is told in several ways
    jour: date,
    statut: str | None = None,
    indice_majore: int | None = None,
    points_de_nbi: int | None = None,
    traitement_mensuel: Decimal | None = None,
    quotite: int | None = None,
) -> Outcome:
    """Say what each day of a leave takes off pay: the unpaid day, a tenth of a day, then half.

    No total: the readings differ on whether the unpaid day also loses its tenth.
    """
    base = _base(jour, indice_majore, points_de_nbi, traitement_mensuel, quotite)
    if base is None:
        return Outcome(words="en_general")
    day = base / JOURS_D_UN_MOIS
    first = Euros(day * (1 - AMOUNTS.on("conge_maladie.part_du_debut", jour)))
    half = Euros(day * (1 - AMOUNTS.on("conge_maladie.part_de_la_suite", jour)))
    values = (Euros(day), first, half)
    names = ("carence", "par_jour", "par_jour_ensuite")
    steps = (Step("base", Euros(base)), *map(Step, names, values))
    still_open = ("contractuel",) if statut == CONTRACTUEL else ()
    return Outcome(words="par_jour", values=values, steps=steps, still_open=still_open)


def _base(
    jour: date, indice: int | None, nbi: int | None, told: Decimal | None, quotite: int | None
) -> Fraction | None:
    """Give the month's pay of an index and its NBI at a quota, else what is told of it."""
    if indice is not None:
        point = AMOUNTS.on("remuneration.point_par_an", jour) / 12
        least = AMOUNTS.on("remuneration.indice_minimum", jour)
        return (max(Fraction(indice), least) + (nbi or 0)) * point * paid_share(quotite, jour)
    return None if told is None else Fraction(told)


def paie_des_longs_conges(
    jour: date,
    indice_majore: int | None = None,
    points_de_nbi: int | None = None,
    traitement_mensuel: Decimal | None = None,
    quotite: int | None = None,
) -> Outcome:
    """Give the month's traitement in a long leave: whole, then half. NBI is left to an officer."""
    base = _base(jour, indice_majore, None, traitement_mensuel, quotite)
    if base is None:
        return Outcome(words="en_general")
    half = Euros(base * AMOUNTS.on("longue_maladie.part_reduite", jour))
    steps = (Step("plein", Euros(base)), Step("demi", half))
    still_open = ("nbi",) if points_de_nbi else ()
    return Outcome(words="montant", values=(Euros(base), half), steps=steps, still_open=still_open)
