"""Heures supplémentaires: the indemnity (IHTS), its monthly cap and its rates."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.outcome import Count, Euros, Outcome, Step, Text, Value, Verdict


def plafond_mensuel(
    jour: date,
    categorie: str | None = None,
    heures_supplementaires: Decimal | None = None,
    quotite: int | None = None,
    heures_par_semaine: Decimal | None = None,
) -> Outcome:
    """Categories B and C, twenty-five hours a month at full time, less at part time."""
    if quotite is None and _non_complet(jour, heures_par_semaine):
        return Outcome(Verdict.A_VERIFIER, words="complementaires")
    plafond = _plafond(jour, quotite)
    limite = Count(plafond, "heure")
    named: dict[str, Value] = {
        "limite": limite,
        "quotite": Count(quotite or 100, "%"),
        "a": Text("a_quotite" if quotite else ""),
    }
    if categorie == "A":
        return Outcome(Verdict.NON, words="categorie_a", named=named)
    if heures_supplementaires is not None and heures_supplementaires > plafond:
        faites = Fraction(heures_supplementaires)
        exces = Count(faites - plafond, "heure")
        named |= {"faites": Count(faites, "heure"), "de_plus": faites - plafond}
        return Outcome(Verdict.NON, words="depassement", values=(exces,), named=named)
    named["partiel"] = Text("sans_majoration" if quotite else "suit_la_quotite")
    if categorie is None and heures_supplementaires is not None:
        named["faites"] = Count(Fraction(heures_supplementaires), "heure")
        return Outcome(Verdict.CELA_DEPEND, words="selon_la_categorie", named=named)
    return Outcome(words="plafond", values=(limite,), named=named)


def _plafond(jour: date, quotite: int | None) -> Fraction:
    """Give the hours payable in a month, in proportion of part time."""
    plafond = AMOUNTS.on("heures_supplementaires.heures_par_mois", jour)
    return plafond if quotite is None else plafond * quotite / 100


def _non_complet(jour: date, heures_par_semaine: Decimal | None) -> bool:
    complet = AMOUNTS.on("cumul.heures_du_temps_complet", jour)
    return heures_par_semaine is not None and heures_par_semaine < complet


def taux(  # noqa: PLR0913, PLR0917  # an hour's price, then the month's hours by kind
    jour: date,
    indice_majore: int | None = None,
    zone_de_residence: str | None = None,
    heures_supplementaires: Decimal | None = None,
    heures_de_nuit: Decimal | None = None,
    heures_du_dimanche: Decimal | None = None,
    quotite: int | None = None,
    heures_par_semaine: Decimal | None = None,
) -> Outcome:
    """Pay 1/1820 of the year's pay, times 1.25 then 1.27 at full time, as it is at part.

    The copy read has no date, older pages still quote 1.07: an officer looks before it is said.
    """
    named: dict[str, Value] = {"residence": Text("" if zone_de_residence else "hors_residence")}
    horaire = None
    if indice_majore is not None:
        horaire = _heure_normale(jour, indice_majore, zone_de_residence)
        named["indice"] = Count(indice_majore, "")
    if quotite is None and _non_complet(jour, heures_par_semaine):
        words = "complementaires" if horaire is None else "complementaires_payees"
        values = () if horaire is None else (Euros(horaire),)
        return Outcome(Verdict.A_VERIFIER, words=words, values=values, named=named)
    faites = None if heures_supplementaires is None else Fraction(heures_supplementaires)
    if quotite is not None:
        return _a_temps_partiel(jour, quotite, horaire, faites, named)
    if horaire is None:
        return _a_confirmer("en_general")
    premier, second = (_value(jour, name) for name in ("premier_taux", "second_taux"))
    rates = (Euros(horaire * premier), Euros(horaire * second))
    steps = (Step("horaire", Euros(horaire)), Step("premier", rates[0]), Step("second", rates[1]))
    prices: dict[str, Value] = {
        **named,
        "premier": rates[0],
        "second": rates[1],
        "horaire": Euros(horaire),
    }
    if faites is None:
        return _a_confirmer("taux", rates, prices, steps)
    payees = min(faites, _plafond(jour, None))
    nuit, dimanche = Fraction(heures_de_nuit or 0), Fraction(heures_du_dimanche or 0)
    if nuit + dimanche > payees:  # which of them are paid is not known
        return _a_confirmer("taux", rates, prices, steps)
    increase = nuit * _value(jour, "majoration_de_nuit")
    increase += dimanche * _value(jour, "majoration_du_dimanche")
    return _du_mois(jour, horaire, payees, increase, (prices, steps))


def _a_confirmer(
    words: str,
    values: tuple[Value, ...] = (),
    named: Mapping[str, Value] | None = None,
    steps: tuple[Step, ...] = (),
) -> Outcome:
    """Say that the rates must be read in the text of the day."""
    return Outcome(Verdict.A_VERIFIER, words, values, named or {}, steps, ("a_confirmer",))


def _heure_normale(jour: date, indice_majore: int, zone: str | None) -> Fraction:
    """Price an hour of full time: a year's index pay and residence indemnity over 1820."""
    indice = max(Fraction(indice_majore), AMOUNTS.on("remuneration.indice_minimum", jour))
    residence = AMOUNTS.on(f"indemnites.residence_zone_{zone}", jour) if zone else Fraction(0)
    annuel = AMOUNTS.on("remuneration.point_par_an", jour) * indice
    return annuel * (1 + residence) / _value(jour, "diviseur")


def _value(jour: date, name: str) -> Fraction:
    return AMOUNTS.on(f"heures_supplementaires.{name}", jour)


def _du_mois(
    jour: date,
    horaire: Fraction,
    payees: Fraction,
    increase: Fraction,
    so_far: tuple[dict[str, Value], tuple[Step, ...]],
) -> Outcome:
    """Add the month's hours; beyond fourteen, which rate night and Sunday took is not known.

    `increase` counts the hours that night and Sunday add, as so many more of the same rate.
    """
    prices, steps = so_far
    premier, second = (_value(jour, name) for name in ("premier_taux", "second_taux"))
    tranche = _value(jour, "heures_du_premier_taux")
    au_premier = min(payees, tranche)
    parts = (au_premier * premier, (payees - au_premier) * second)
    steps = (
        *steps,
        Step("au_premier", Euros(horaire * parts[0])),
        Step("au_second", Euros(horaire * parts[1])),
    )
    low = horaire * (sum(parts) + increase * premier)
    high = low if payees <= tranche else horaire * (sum(parts) + increase * second)
    named: dict[str, Value] = {
        **prices,
        "payees": Count(payees, "heure"),
        "partiel": Euros(horaire * payees),
    }
    if increase:
        steps = (*steps, Step("majorations", Euros(horaire * increase * premier)))
    if low != high:
        named |= {"moins": Euros(low), "plus": Euros(high)}
        return _a_confirmer("entre_deux", (), named, steps)
    steps = (*steps, Step("total", Euros(low)))
    words = "mois_majore" if increase else "mois"
    return Outcome(Verdict.A_VERIFIER, words, (Euros(low),), named, steps, ("a_confirmer",))


def _a_temps_partiel(
    jour: date,
    quotite: int,
    horaire: Fraction | None,
    faites: Fraction | None,
    named: dict[str, Value],
) -> Outcome:
    """Pay an hour at its plain price, within the month's cap in proportion."""
    plafond = _plafond(jour, quotite)
    named = {**named, "plafond": Count(plafond, "heure"), "quotite": Count(quotite, "%")}
    if horaire is None:
        return _a_confirmer("partiel", named=named)
    named["horaire"] = Euros(horaire)
    hour = Step("horaire", Euros(horaire))
    if faites is None:
        value = (Euros(horaire),)
        return _a_confirmer("partiel_heure", value, named, (hour,))
    payees = min(faites, plafond)
    total = Euros(horaire * payees)
    named["payees"] = Count(payees, "heure")
    steps = (hour, Step("total", total))
    return _a_confirmer("partiel_mois", (total,), named, steps)
