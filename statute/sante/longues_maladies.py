"""Congé de longue maladie (CLM) and congé de longue durée (CLD): how long, paid how much.

Days of both run from the first day of the CLM: a CLD follows its year at full pay, which counts
as its first (CGFP L822-14). A CLM taken in several times is read on a window of four years.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.days import last_day_of_months, months_after
from statute.facts import OUI, Period
from statute.outcome import Count, Euros, Outcome, Share, Step, Text, Value, Verdict
from statute.sante.paie_des_arrets import leaves
from statute.sante.reste_a_courir import left_after, left_until, of_months

RESTE_EN_LONGUE_MALADIE = "longue maladie"
MOIS_DE_LA_FENETRE = 48
"""Months of the window on which a split CLM is read: AN QE 100064, 15 February 2011."""
JOURS_D_UNE_ANNEE = 365
_ONE = timedelta(days=1)


def _months(name: str, jour: date) -> int:
    return int(AMOUNTS.on(f"longue_maladie.{name}", jour))


def _years(name: str, jour: date) -> Count:
    return Count(AMOUNTS.on(f"longue_maladie.{name}", jour) / 12, "an")


def _ends(first: date, jour: date) -> tuple[date, date]:
    """Find the last day at full pay and the last of all of an unbroken CLM."""
    full = last_day_of_months(first, _months("mois_a_plein_traitement", jour))
    return full, last_day_of_months(first, _months("mois_au_total", jour))


def _start(debut: date | None, periodes: tuple[Period, ...] | None) -> date | None:
    return debut or (periodes[0].first if periodes else None)


def duree(  # noqa: PLR0913, PLR0917  # a start is told in several ways
    jour: date,
    aujourd_hui: date,
    debut_de_la_longue_maladie: date | None = None,
    periodes_de_longue_maladie: tuple[Period, ...] | None = None,
    mois_de_longue_maladie: int | None = None,
    arrets_de_maladie: tuple[Period, ...] | None = None,
) -> Outcome:
    """Three years at most, by periods of three to six months, in a row or not; what is left."""
    total = _years("mois_au_total", jour)
    if periodes_de_longue_maladie is not None and len(periodes_de_longue_maladie) > 1:
        return _split(jour, periodes_de_longue_maladie)
    first = _start(debut_de_la_longue_maladie, periodes_de_longue_maladie)
    if first is None and mois_de_longue_maladie is not None:
        left = left_after(mois_de_longue_maladie, _months("mois_au_total", jour))
        pris = of_months(mois_de_longue_maladie)
        words = "reste" if left.months else "epuise"
        return Outcome(words=words, values=(left,), named={"total": total, "pris": pris})
    of_the_leave = ("du_premier_arret",) if first is None and arrets_de_maladie else ()
    first = first or _first_sick_day(arrets_de_maladie)
    if first is None:
        return Outcome(words="en_general", named={"total": total})
    full, end = _ends(first, jour)
    named, left_steps = left_until(end, max(aujourd_hui, first - _ONE))
    return Outcome(
        words="datee",
        values=(end,),
        named={"debut": first, "plein": full, "total": total, **named},
        steps=(Step("plein", full), Step("demi", end), *left_steps),
        still_open=of_the_leave,
    )


def _first_sick_day(arrets: tuple[Period, ...] | None) -> date | None:
    """Find the first day of the last sick leave: a CLM asked for meanwhile is dated from it."""
    return leaves(arrets)[-1][0].first if arrets else None


def _in_euros(paid: Decimal | None, share: Fraction) -> Mapping[str, Value]:
    """Name the half pay in euros, where the traitement is told."""
    if paid is None:
        return {"soit": Text("")}
    return {"soit": Text("soit"), "moitie": Euros(Fraction(paid) * share)}


def traitement(  # noqa: PLR0913, PLR0917  # a start is told in several ways
    jour: date,
    debut_de_la_longue_maladie: date | None = None,
    periodes_de_longue_maladie: tuple[Period, ...] | None = None,
    mois_de_longue_maladie: int | None = None,
    arrets_de_maladie: tuple[Period, ...] | None = None,
    traitement_mensuel: Decimal | None = None,
) -> Outcome:
    """Full pay for a year, half pay for two, until a decree says sixty per cent."""
    if periodes_de_longue_maladie is not None and len(periodes_de_longue_maladie) > 1:
        return _split(jour, periodes_de_longue_maladie)
    first = _start(debut_de_la_longue_maladie, periodes_de_longue_maladie)
    of_the_leave: tuple[str, ...] = ()
    if first is None and mois_de_longue_maladie is None and arrets_de_maladie:
        first, of_the_leave = _first_sick_day(arrets_de_maladie), ("du_premier_arret",)
    if first is None:
        full = _years("mois_a_plein_traitement", jour)
        half = _months("mois_a_traitement_reduit", jour) // 12
        if mois_de_longue_maladie is not None:
            return _after_months(jour, mois_de_longue_maladie)
        return Outcome(words="en_general", named={"annee": full, "ensuite": half})
    full_until, end = _ends(first, jour)
    return Outcome(
        words="date",
        values=(full_until, end),
        named={
            "debut": first,
            **_in_euros(traitement_mensuel, AMOUNTS.on("longue_maladie.part_reduite", jour)),
        },
        steps=(Step("plein", full_until), Step("demi", end)),
        still_open=of_the_leave,
    )


def _after_months(jour: date, months: int) -> Outcome:
    """Say the share after some months of an unbroken leave, and how long it lasts."""
    full = _months("mois_a_plein_traitement", jour)
    whole = _months("mois_au_total", jour)
    named: dict[str, Value] = {"pris": of_months(months)}
    if months >= whole:
        return Outcome(Verdict.A_VERIFIER, "mois_epuises", named=named)
    at_full = months < full
    share = Share(AMOUNTS.on(f"longue_maladie.part_{'pleine' if at_full else 'reduite'}", jour))
    left = left_after(months, full if at_full else whole)
    words = "mois_pleins" if at_full else "mois_reduits"
    return Outcome(words=words, values=(share, left), named=named, steps=(Step("reste", left),))


def _split(jour: date, periodes: tuple[Period, ...]) -> Outcome:
    """Say about when the last of several leaves is no more paid in full, then ends, if it goes on.

    Each day looks back on the window: the leave is paid in full while less than a year of it was,
    and goes on while less than three years of it were taken. Sick leave taken in between suspends
    the count, in a way no text read tells: an officer must look.
    """
    *earlier, last = sorted(periodes, key=lambda period: period.first)
    whole = _months("mois_au_total", jour) // 12 * JOURS_D_UNE_ANNEE
    year = _months("mois_a_plein_traitement", jour) // 12 * JOURS_D_UNE_ANNEE
    taken: list[date] = []
    in_full: list[date] = []

    def take(day: date) -> None:
        taken.append(day)
        if _in_window(in_full, day) < year:
            in_full.append(day)

    for one in earlier:
        for place in range(((one.last or one.first) - one.first).days + 1):
            take(one.first + place * _ONE)
    before, day = _in_window(taken, last.first), last.first
    while _in_window(taken, day) < whole:
        take(day)
        day += _ONE
    named: dict[str, Value] = {"debut": last.first, "pris": Count(before, "jour")}
    if day == last.first:
        return Outcome(Verdict.A_VERIFIER, "fractionne_epuise", named=named)
    reduced = last.first
    for paid in in_full[bisect_left(in_full, last.first) :]:
        reduced += _ONE * (paid == reduced)
    end = day - _ONE
    if reduced == last.first:
        return Outcome(Verdict.A_VERIFIER, "fractionne_demi", (end,), named)
    return Outcome(Verdict.A_VERIFIER, "fractionne", (reduced - _ONE, end), named)


def _in_window(days: list[date], day: date) -> int:
    """Count those of some days, in order, that are in the window which ends the day before."""
    return len(days) - bisect_right(days, months_after(day, -MOIS_DE_LA_FENETRE))


def nouveau_conge(  # noqa: PLR0913  # each way of telling the leave before
    jour: date,
    debut_de_la_longue_maladie: date | None = None,
    periodes_de_longue_maladie: tuple[Period, ...] | None = None,
    longue_maladie_epuisee: str | None = None,
    date_de_reprise: date | None = None,
    *,
    aujourd_hui: date,
) -> Outcome:
    """Ask a year back at work of another such leave; the one under way may go on before it."""
    # That the year is asked once the three years are used: BIP:coloma, on article 18 of the decree.
    back = _months("mois_de_reprise", jour)
    named: dict[str, Value] = {
        "total": _years("mois_au_total", jour),
        "reprise": Count(back // 12, "an"),
    }
    if longue_maladie_epuisee == OUI and date_de_reprise is not None:
        again = months_after(date_de_reprise, back)
        named |= {"repris": date_de_reprise}
        verdict = Verdict.OUI if aujourd_hui >= again else Verdict.NON
        words = "apres_la_reprise" if verdict is Verdict.OUI else "pas_avant_la_reprise"
        return Outcome(verdict, words, (again,), named)
    if periodes_de_longue_maladie:
        last = max(one.last or max(one.first, jour) for one in periodes_de_longue_maladie)
        since = months_after(last + _ONE, -MOIS_DE_LA_FENETRE)
        used = sum(
            ((one.last or last) - max(one.first, since + _ONE)).days + 1
            for one in periodes_de_longue_maladie
            if (one.last or last) > since
        )
        left = _months("mois_au_total", jour) // 12 * JOURS_D_UNE_ANNEE - used
        named |= {"fin": last, "pris": Count(used, "jour")}
        if left > 0:
            return Outcome(Verdict.OUI, "continue", (Count(left, "jour"),), named)
        return Outcome(Verdict.NON, "epuise", (months_after(last + _ONE, back),), named)
    if debut_de_la_longue_maladie is None:
        return Outcome(words="en_general", named=named)
    _, end = _ends(debut_de_la_longue_maladie, jour)
    again = months_after(end + _ONE, back)
    named |= {"debut": debut_de_la_longue_maladie, "fin": end}
    return Outcome(words="date", values=(again,), named=named)


def longue_duree(  # noqa: PLR0913, PLR0917  # a start is told in several ways
    jour: date,
    aujourd_hui: date,
    debut_de_la_longue_maladie: date | None = None,
    suite_de_la_longue_maladie: str | None = None,
    mois_de_longue_duree: int | None = None,
    debut_de_la_longue_duree: date | None = None,
    traitement_mensuel: Decimal | None = None,
) -> Outcome:
    """Full pay for three years, half pay for two, once per disease group in a career."""
    years = [
        int(AMOUNTS.on(f"longue_duree.{name}", jour))
        for name in ("annees_a_plein_traitement", "annees_a_traitement_reduit")
    ]
    total = Count(sum(years), "an")
    first = debut_de_la_longue_maladie
    supposed = first is None and debut_de_la_longue_duree is not None
    if debut_de_la_longue_duree is not None and first is None:
        # The year of CLM in full pay is told apart: it counts as the first of the five.
        first = months_after(debut_de_la_longue_duree, -_months("mois_a_plein_traitement", jour))
    if first is None and mois_de_longue_duree is not None:
        return _months_of_long_illness(jour, years, mois_de_longue_duree)
    if first is None:
        return Outcome(words="en_general", named={"total": total})
    if suite_de_la_longue_maladie == RESTE_EN_LONGUE_MALADIE:
        return Outcome(words="reste", values=_ends(first, jour), named={"debut": first})
    full, end = last_day_of_months(first, 12 * years[0]), last_day_of_months(first, 12 * sum(years))
    named, left_steps = left_until(end, max(aujourd_hui, first - _ONE))
    return Outcome(
        words="date",
        values=(full, end),
        named={
            "debut": first,
            "total": total,
            **named,
            **_in_euros(traitement_mensuel, AMOUNTS.on("longue_duree.part_reduite", jour)),
        },
        steps=(Step("plein", full), Step("demi", end), *left_steps),
        still_open=("annee_comptee",) if supposed else (),
    )


def _months_of_long_illness(jour: date, years: list[int], months: int) -> Outcome:
    """Say the share after some months of a CLD, the year of CLM counted, and what is left."""
    full, whole = 12 * years[0], 12 * sum(years)
    named: dict[str, Value] = {"pris": of_months(months), "total": Count(sum(years), "an")}
    if months >= whole:
        return Outcome(Verdict.A_VERIFIER, "mois_epuises", named=named)
    at_full = months < full
    share = Share(AMOUNTS.on(f"longue_duree.part_{'pleine' if at_full else 'reduite'}", jour))
    left, to_the_end = left_after(months, full if at_full else whole), left_after(months, whole)
    words = "mois_pleins" if at_full else "mois_reduits"
    named["fin"] = to_the_end
    return Outcome(words=words, values=(share, left), named=named,
                   steps=(Step("reste", to_the_end),))  # fmt: skip


def passage_en_longue_duree(
    jour: date,
    debut_de_la_longue_maladie: date | None = None,
) -> Outcome:
    """Find when a CLD may follow: once the CLM is no more paid in full (CGFP L822-14)."""
    annee = _years("mois_a_plein_traitement", jour)
    if debut_de_la_longue_maladie is None:
        return Outcome(words="en_general", named={"annee": annee})
    full, end = _ends(debut_de_la_longue_maladie, jour)
    return Outcome(
        words="date",
        values=(full + _ONE,),
        named={"debut": debut_de_la_longue_maladie, "plein": full, "fin": end, "annee": annee},
        steps=(Step("plein", full), Step("passage", full + _ONE)),
    )
