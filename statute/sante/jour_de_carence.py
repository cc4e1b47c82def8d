"""The first day of a sick leave, unpaid: what it costs, and when it is paid all the same."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from statute.amounts import AMOUNTS
from statute.days import CalendarDays, months_after
from statute.facts import NON, OUI, Period
from statute.outcome import Count, Euros, Outcome, Step, Text, Value, Verdict
from statute.sante.paie_des_arrets import CARENCE, leaves

JOURS_D_UN_MOIS = 30
MOIS_PAR_AN = 12
HEURES_PAR_JOUR = 24
JOURS_PAR_SEMAINE = 7
PREMIER_DECES = date(2020, 7, 1)
"""Deaths of a child from this day on take the unpaid day away."""
MAJOREES = {80: "part_payee_a_80", 90: "part_payee_a_90"}
"""Quotas of part time that are paid more than their share."""


def retenue(  # noqa: PLR0913, PLR0917  # each part of pay has its fact
    jour: date,
    indice_majore: int | None = None,
    points_de_nbi: int | None = None,
    zone_de_residence: str | None = None,
    primes_de_fonctions: Decimal | None = None,
    quotite: int | None = None,
    arrets_de_maladie: tuple[Period, ...] | None = None,
    arrets_distincts: int | None = None,
    remuneration_brute_mensuelle: Decimal | None = None,
    traitement_mensuel: Decimal | None = None,
    nbi_mensuelle: Decimal | None = None,
) -> Outcome:
    """Withhold a thirtieth of pay, NBI, residence and primes of the post, at the quota paid.

    The child supplement and what is no pay of every month are left out. Of several leaves, and no
    index, tell how many such days there are; without an index, the whole gross pay gives about it.
    """
    several = len(leaves(arrets_de_maladie)) if arrets_de_maladie else 0
    if traitement_mensuel is not None:
        told = {
            "traitement": traitement_mensuel,
            "nbi": nbi_mensuelle,
            "primes": primes_de_fonctions,
        }
        return _of_a_slip({name: amount for name, amount in told.items() if amount})
    if indice_majore is None and arrets_de_maladie and several > 1:
        return _of_several(jour, leaves(arrets_de_maladie))
    if indice_majore is None and not several and (arrets_distincts or 0) > 1:
        days = Count(arrets_distincts or 0, "jour")
        return Outcome(words="par_arret", values=(days,),
                       named={"arrets": Count(days.number, "arrêt")})  # fmt: skip
    if indice_majore is None and remuneration_brute_mensuelle is not None:
        gross = Fraction(remuneration_brute_mensuelle)
        day = Euros(gross / JOURS_D_UN_MOIS)
        return Outcome(words="du_brut", values=(day,), named={"brut": Euros(gross)},
                       steps=(Step("brut", Euros(gross)), Step("jour", day)))  # fmt: skip
    if indice_majore is None:
        return Outcome(words="en_general", values=(Count(1, "jour"),))
    point = AMOUNTS.on("remuneration.point_par_an", jour) / MOIS_PAR_AN
    minimum = AMOUNTS.on("remuneration.indice_minimum", jour)
    paid = paid_share(quotite, jour)
    nbi = points_de_nbi or 0
    parts = {"traitement": max(Fraction(indice_majore), minimum) * point * paid}
    if nbi:
        parts["nbi"] = nbi * point * paid
    if zone_de_residence is not None:
        share = AMOUNTS.on(f"indemnites.residence_zone_{zone_de_residence}", jour)
        parts["residence"] = share * (max(Fraction(indice_majore), minimum) + nbi) * point * paid
    if primes_de_fonctions is not None:
        # They are told as the pay slip bears them: at the quota already.
        parts["primes"] = Fraction(primes_de_fonctions)
    day = Euros(sum(parts.values(), Fraction(0)) / JOURS_D_UN_MOIS)
    steps = (*(Step(name, Euros(amount)) for name, amount in parts.items()), Step("jour", day))
    known = points_de_nbi is not None and zone_de_residence is not None
    still_open = () if known and primes_de_fonctions is not None else ("reste",)
    return Outcome(words="montant", values=(day,), steps=steps, still_open=still_open)


def _of_a_slip(lines: Mapping[str, Decimal]) -> Outcome:
    """Withhold a thirtieth of lines of pay as a slip bears them, at the quota already."""
    day = Euros(sum(map(Fraction, lines.values()), Fraction(0)) / JOURS_D_UN_MOIS)
    steps = (*(Step(name, Euros(Fraction(a))) for name, a in lines.items()), Step("jour", day))
    return Outcome(words="montant", values=(day,), steps=steps)


def _of_several(jour: date, joined: list[list[Period]]) -> Outcome:
    """Count a day a leave that bears one; what returns within 48 hours may be a relapse.

    A leave whose period tells `carence` is certain.
    """
    bearing = [leave[0] for leave in joined if leave[0].details.get(CARENCE) != NON]
    most = AMOUNTS.on("jour_de_carence.heures_de_reprise", jour) / HEURES_PAR_JOUR
    relapses = [
        after[0]
        for before, after in pairwise(joined)
        if CARENCE not in after[0].details
        and before[-1].last is not None
        and (after[0].first - before[-1].last).days - 1 <= most
    ]
    steps = tuple(Step("carence", one.first) for one in bearing)
    for_certain = Count(len(bearing) - len(relapses), "jour")
    if not relapses:
        named: dict[str, Value] = {"arrets": Count(len(joined), "arrêt")}
        return Outcome(words="plusieurs", values=(for_certain,), named=named, steps=steps)
    counts = (for_certain, Count(len(bearing), "jour"))
    which = Text("un_retour" if len(relapses) == 1 else "plusieurs_retours")
    named = {"retour": relapses[0].first, "retours": which}
    return Outcome(
        Verdict.CELA_DEPEND, "plusieurs_et_rechute", values=counts, named=named, steps=steps
    )


def premier_jour(
    arrets_de_maladie: tuple[Period, ...] | None = None,
    date_de_l_arret: date | None = None,
    jour_travaille: str | None = None,
) -> Outcome:
    """Find the unpaid day: the first of the leave, or the next one if that day was worked."""
    begins = leaves(arrets_de_maladie)[-1][0].first if arrets_de_maladie else date_de_l_arret
    if begins is None:
        return Outcome(words="travaille" if jour_travaille == OUI else "en_general")
    if jour_travaille == OUI:
        after = begins + timedelta(days=1)
        return Outcome(words="lendemain", values=(after,), named={"debut": begins})
    return Outcome(words="date", values=(begins,), named={"debut": begins})


def paid_share(quotite: int | None, jour: date) -> Fraction:
    """Give the share of full-time pay that a quota is paid."""
    if not quotite:
        return Fraction(1)
    if quotite in MAJOREES:
        return AMOUNTS.on(f"temps_partiel.{MAJOREES[quotite]}", jour)
    return Fraction(quotite, 100)


def exceptions(  # noqa: PLR0913, PLR0917  # each exception has its fact
    jour: date,
    arrets_de_maladie: tuple[Period, ...] | None = None,
    grossesse_declaree: str | None = None,
    ald_sur_l_avis: str | None = None,
    premier_arret_de_l_ald: date | None = None,
    deces_avant_25_ans: date | None = None,
) -> Outcome:
    """Find an exception that facts show; their list where they show none."""
    if grossesse_declaree == OUI:
        return Outcome(Verdict.OUI, "grossesse")
    begins = leaves(arrets_de_maladie)[-1][0].first if arrets_de_maladie else None
    if deces_avant_25_ans is not None and deces_avant_25_ans >= PREMIER_DECES:
        after = _after_a_death(jour, deces_avant_25_ans, arrets_de_maladie or ())
        if after is not None:
            return after
    if ald_sur_l_avis == OUI:
        return _of_a_long_affection(jour, begins, premier_arret_de_l_ald)
    return _after_a_return(jour, arrets_de_maladie or ()) or Outcome(words="en_general")


def _after_a_death(jour: date, death: date, arrets: tuple[Period, ...]) -> Outcome | None:
    """Pay the first day of the first leave within thirteen weeks of the death."""
    weeks = int(AMOUNTS.on("jour_de_carence.semaines_apres_le_deces", jour))
    limit = CalendarDays(weeks * JOURS_PAR_SEMAINE).after(death)
    begun = [leave[0].first for leave in leaves(arrets)]
    within = [first for first in begun if death <= first <= limit]
    if begun and (not within or within[0] != begun[-1]):
        return None
    if not begun and jour > limit:
        return None
    return Outcome(Verdict.OUI, "deces", values=(limit,))


def _of_a_long_affection(jour: date, begins: date | None, bore: date | None) -> Outcome:
    """Withhold one day in three years for an affection, from the first leave that bore it."""
    if begins is None or bore is None or begins < bore:
        return Outcome(Verdict.CELA_DEPEND, "ald")
    years = int(AMOUNTS.on("jour_de_carence.annees_d_ald", jour))
    until = months_after(bore, years * MOIS_PAR_AN)
    named: dict[str, Value] = {"premier": bore}
    if bore < begins < until:
        return Outcome(Verdict.OUI, "ald_couverte", (until - timedelta(days=1),), named)
    return Outcome(Verdict.NON, "ald_nouvelle", named=named)


def _after_a_return(jour: date, arrets: tuple[Period, ...]) -> Outcome | None:
    """Compare a return to work, in calendar days, with the longest that a relapse allows."""
    joined = leaves(arrets)
    if not joined:
        return None
    last = joined[-1]
    if len(last) > 1:
        return Outcome(Verdict.OUI, "prolongation", named={"debut": last[-1].first})
    if len(joined) == 1:
        return None
    before = joined[-2][-1].last or last[0].first
    back = (last[0].first - before).days - 1
    most = AMOUNTS.on("jour_de_carence.heures_de_reprise", jour) / HEURES_PAR_JOUR
    named: dict[str, Value] = {"reprise": Count(back, "jour"), "debut": last[0].first}
    if back <= most:
        return Outcome(Verdict.CELA_DEPEND, "rechute", named=named)
    return Outcome(words="reprise_longue", named=named)
