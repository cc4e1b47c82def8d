"""Supplément familial de traitement: amounts by children, shared custody, part-time, dates."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS, AmountUnknown
from statute.days import months_after
from statute.facts import OUI, Period
from statute.outcome import Count, Euros, Outcome, Step, Text, Value, Verdict
from statute.remuneration.remuneration import (
    QUOTITE_A_VERIFIER,
    TEMPS_COMPLET,
    du_temps_de_travail,
    part_payee,
    traitement,
)

_ROWS = {1: "SFT-01", 2: "SFT-02", 3: "SFT-03"}
_MORE = "SFT-04"
_SCALE = 3
"""Beyond so many children, the scale adds the same for each."""
AGE_LIMITE = 20 * 12
"""The age, in months, at which a child counts no more (fact sheet F32513)."""


def supplement(
    enfants: int,
    indice: Fraction | int,
    jour: date,
    part: Fraction = Fraction(1),
    *,
    non_complet: bool = False,
) -> Fraction:
    """Give the monthly supplement of some children at an index, NBI included.

    Part time cuts the share of the index pay alone, never under the full-time minimum; hours of
    an incomplete job cut the whole, but the amount of one child.
    """
    if enfants == 0:
        return Fraction(0)
    if enfants == 1:
        return AMOUNTS.on("supplement_familial.fixe_1_enfant", jour)
    bas, haut = bornes(jour)
    pris = traitement(min(max(Fraction(indice), bas), haut), jour)
    fixe, variable = _parts(enfants, jour)
    if non_complet:
        return (fixe + variable * pris) * part
    return max(fixe + variable * pris * part, fixe + variable * traitement(bas, jour))


def bornes(jour: date) -> tuple[Fraction, Fraction]:
    """Give the least and the highest index that the supplement counts."""
    return (
        AMOUNTS.on("supplement_familial.indice_plancher", jour),
        AMOUNTS.on("supplement_familial.indice_plafond", jour),
    )


def _parts(enfants: int, jour: date) -> tuple[Fraction, Fraction]:
    """Give the fixed euros and the share of the index pay for two children or more."""
    ligne = f"{min(enfants, _SCALE)}_enfants"
    de_plus = max(0, enfants - _SCALE)
    fixe, part = (
        AMOUNTS.on(f"supplement_familial.{kind}_{ligne}", jour)
        + de_plus * AMOUNTS.on(f"supplement_familial.{kind}_par_enfant_de_plus", jour)
        for kind in ("fixe", "part")
    )
    return fixe, part


def est_partage(enfants: int | None, en_alternance: int | None) -> bool:
    """Tell whether some of the children live with each parent in turn."""
    return bool(enfants and en_alternance and en_alternance <= enfants)


def part_des_enfants(enfants: int, en_alternance: int | None) -> Fraction:
    """Give the share of the supplement of all the children: half for one in alternating custody."""
    if not est_partage(enfants, en_alternance):
        return Fraction(1)
    return (enfants - Fraction(en_alternance or 0) / 2) / enfants


def montant(  # noqa: PLR0913, PLR0917  # each part of pay has its fact
    jour: date,
    enfants_a_charge: int | None = None,
    indice_majore: int | None = None,
    points_de_nbi: int | None = None,
    quotite: int | None = None,
    heures_a_temps_non_complet: Decimal | None = None,
    enfants_en_alternance: int | None = None,
    enfants_ensuite: int | None = None,
) -> Outcome | None:
    """Add a fixed part and a share of the index pay, itself bounded below and above.

    Where the number of children changes, `changement` answers.
    """
    if enfants_ensuite is not None:
        return None
    return _montant(
        jour,
        enfants_a_charge,
        (indice_majore, points_de_nbi),
        (quotite, heures_a_temps_non_complet),
        enfants_en_alternance,
    )


def _montant(
    jour: date,
    enfants_a_charge: int | None,
    indices: tuple[int | None, int | None],
    temps: tuple[int | None, Decimal | None],
    enfants_en_alternance: int | None = None,
) -> Outcome:
    """Say the supplement of some children at an index and points of NBI, for a time of work."""
    indice_majore, points_de_nbi = indices
    quotite, heures_a_temps_non_complet = temps
    if enfants_a_charge is None:
        return _bareme(jour)
    if enfants_a_charge == 0:
        return Outcome(Verdict.NON, "sans_enfant", (Euros(Fraction(0)),))
    row = _ROWS.get(enfants_a_charge, _MORE)
    part = part_payee(jour, quotite, heures_a_temps_non_complet)
    if part is None and enfants_a_charge > 1:
        return replace(QUOTITE_A_VERIFIER, row=row)
    non_complet = quotite is None and (heures_a_temps_non_complet or TEMPS_COMPLET) < TEMPS_COMPLET
    indice = None if indice_majore is None else indice_majore + (points_de_nbi or 0)
    tous = [
        supplement(enfants_a_charge, i, jour, part or Fraction(1), non_complet=non_complet)
        for i in (bornes(jour) if indice is None else (*bornes(jour), indice))
    ]
    share = part_des_enfants(enfants_a_charge, enfants_en_alternance)
    bas, haut, du = tous[0], tous[1], tous[-1]
    steps = [*lignes(enfants_a_charge, du, jour, non_complet=non_complet), Step("tous", Euros(du))]
    if share != 1:
        steps.append(Step("partage", Euros(du * share)))
    named: dict[str, Value] = {
        "enfants": Count(enfants_a_charge, "enfant"),
        "partage": Text("partage" if share != 1 else ""),
        "bas": Euros(bas * share),
        "haut": Euros(haut * share),
        "indice": indice or 0,
        "nbi": Text("avec_nbi" if points_de_nbi else ""),
        **du_temps_de_travail(quotite, heures_a_temps_non_complet),
    }
    one_source = non_complet and enfants_a_charge > 1
    verdict = Verdict.A_VERIFIER if one_source else None
    still_open = ("non_complet", "dates") if one_source else ("dates",)
    if bas != haut and indice is None:
        between = (Euros(bas * share), Euros(haut * share))
        return Outcome(verdict or Verdict.CELA_DEPEND, "entre", between, named,
                       still_open=still_open, row=row)  # fmt: skip
    words = "fixe" if bas == haut else "exact"
    named["borne"] = Text(borne(indice, jour))
    return Outcome(verdict, words, (Euros(du * share),), named, tuple(steps),
                   still_open=still_open, row=row)  # fmt: skip


def lignes(enfants: int, du: Fraction, jour: date, *, non_complet: bool) -> tuple[Step, ...]:
    """Part an amount in its fixed euros and its share of the index pay, for two children or more.

    The hours of an incomplete job cut both together.
    """
    if enfants == 1 or non_complet:
        return ()
    fixe, _ = _parts(enfants, jour)
    return (Step("fixe", Euros(fixe)), Step("variable", Euros(du - fixe)))


def borne(indice: int | None, jour: date) -> str:
    """Name the words for an index at which the supplement is the least, or the highest."""
    bas, haut = bornes(jour)
    if indice is None or bas < indice < haut:
        return "selon_l_indice"
    return "au_minimum" if indice <= bas else "au_maximum"


def _bareme(jour: date) -> Outcome:
    """Say the amount of one child, the bounds of two and three, and those of each one more."""
    bas, haut = bornes(jour)
    named: dict[str, Value] = {}
    for enfants in (2, 3, 4):
        minus = 3 if enfants > _SCALE else 0
        for name, indice in (("bas", bas), ("haut", haut)):
            amount = supplement(enfants, indice, jour) - supplement(minus, indice, jour)
            named[f"{name}_{enfants}"] = Euros(amount) if name == "haut" else amount
    return Outcome(words="en_general", named=named, still_open=("dates",))


def parents_separes(  # noqa: PLR0913, PLR0917  # each part of pay has its fact
    jour: date,
    enfants_a_charge: int | None = None,
    enfants_en_alternance: int | None = None,
    indice_majore: int | None = None,
    points_de_nbi: int | None = None,
    quotite: int | None = None,
    heures_a_temps_non_complet: Decimal | None = None,
    autre_parent_agent_public: str | None = None,
) -> Outcome:
    """Share between two homes: of the supplement of all, half the part of each child in turn."""
    if not est_partage(enfants_a_charge, enfants_en_alternance):
        if autre_parent_agent_public == OUI and not enfants_en_alternance:
            return Outcome(Verdict.NON, words="deux_agents")
        return Outcome(words="en_general")
    outcome = _montant(
        jour,
        enfants_a_charge,
        (indice_majore, points_de_nbi),
        (quotite, heures_a_temps_non_complet),
        enfants_en_alternance,
    )
    if outcome.words == QUOTITE_A_VERIFIER.words:
        return replace(outcome, row="")
    words = "partage_entre" if outcome.words == "entre" else "partage_exact"
    en_alternance = Count(enfants_en_alternance or 0, "enfant")
    weight = part_des_enfants(enfants_a_charge or 0, enfants_en_alternance)
    named: dict[str, Value] = {
        **outcome.named,
        "en_alternance": en_alternance,
        "part": f"{weight.numerator}/{weight.denominator}",
        "tous": next((step.value for step in outcome.steps if step.name == "tous"), ""),
    }
    return replace(outcome, words=words, named=named, still_open=outcome.still_open[:-1], row="")


def a_temps_partiel(  # noqa: PLR0913, PLR0917  # each part of pay has its fact
    jour: date,
    enfants_a_charge: int | None = None,
    indice_majore: int | None = None,
    points_de_nbi: int | None = None,
    quotite: int | None = None,
    heures_a_temps_non_complet: Decimal | None = None,
    arrets_de_maladie: tuple[Period, ...] | None = None,
) -> Outcome | None:
    """Cut the share of the index pay alone, never under the full-time minimum.

    A sick leave without part time is another matter.
    """
    if arrets_de_maladie and quotite is None:
        return None
    if not enfants_a_charge:
        return _minima(jour)
    plancher = bornes(jour)[0]
    least = supplement(enfants_a_charge, plancher, jour)
    named: dict[str, Value] = {
        "enfants": Count(enfants_a_charge, "enfant"),
        "minimum": Euros(least),
    }
    if indice_majore is None or enfants_a_charge == 1:
        words = "un_enfant" if enfants_a_charge == 1 else "minimum"
        return Outcome(words=words, values=(Euros(least),), named=named)
    indice = indice_majore + (points_de_nbi or 0)
    plein = supplement(enfants_a_charge, indice, jour)
    named["indice"] = indice
    if quotite is None:
        return Outcome(words="sans_quotite", values=(Euros(plein),), named=named)
    part = part_payee(jour, quotite, heures_a_temps_non_complet)
    if part is None:
        return QUOTITE_A_VERIFIER
    du = supplement(enfants_a_charge, indice, jour, part)
    named["quotite"] = Count(quotite, "%")
    steps = (Step("plein", Euros(plein)), Step("minimum", Euros(least)), Step("du", Euros(du)))
    return Outcome(words="exact", values=(Euros(du),), named=named, steps=steps)


def _minima(jour: date) -> Outcome:
    """Name the least amounts of a day, where they are known."""
    try:
        plancher = bornes(jour)[0]
    except AmountUnknown:
        return Outcome(words="en_general")
    un, deux, trois, quatre = (supplement(n, plancher, jour) for n in (1, 2, 3, 4))
    amounts = (un, deux, trois, quatre - trois)
    return Outcome(
        words="minima",
        named={f"minimum_{n}": Euros(amount) for n, amount in enumerate(amounts, 1)},
    )


def dates(
    naissance_de_l_enfant: date | None = None, jour_des_vingt_ans: date | None = None
) -> Outcome:
    """Start on the 1st of the month after the birth, stop on the 1st of the month of age 20."""
    if naissance_de_l_enfant is None and jour_des_vingt_ans is None:
        return Outcome(Verdict.A_VERIFIER, words="en_general")
    if naissance_de_l_enfant is None or jour_des_vingt_ans is not None:
        return fin_a_vingt_ans(jour_des_vingt_ans or date.max)
    debut = months_after(naissance_de_l_enfant.replace(day=1), 1)
    fin = fin_a_vingt_ans(months_after(naissance_de_l_enfant, AGE_LIMITE))
    named = {**fin.named, "naissance": naissance_de_l_enfant}
    steps = (Step("debut", debut), *fin.steps)
    return replace(fin, words="dates", values=(debut, *fin.values), named=named, steps=steps)


def fin_a_vingt_ans(vingt_ans: date) -> Outcome:
    """Stop on the 1st of the month in which a child is 20."""
    cesse = vingt_ans.replace(day=1)
    named: dict[str, Value] = {"cesse": cesse, "dernier": cesse - timedelta(days=1)}
    steps = (Step("cesse", cesse),)
    return Outcome(Verdict.A_VERIFIER, "fin", (cesse,), named, steps)


def changement(  # noqa: PLR0913, PLR0917  # each part of pay has its fact
    jour: date,
    enfants_a_charge: int | None = None,
    enfants_ensuite: int | None = None,
    indice_majore: int | None = None,
    points_de_nbi: int | None = None,
    quotite: int | None = None,
    heures_a_temps_non_complet: Decimal | None = None,
    rang_de_l_enfant: int | None = None,
    jour_des_vingt_ans: date | None = None,
) -> Outcome:
    """Compare the supplement of the children of now with that of those after a change."""
    if enfants_ensuite is None:
        enfants_ensuite = enfants_apres(enfants_a_charge, rang_de_l_enfant, jour_des_vingt_ans)
    if enfants_ensuite is None:
        return replace(_bareme(jour), words="en_general", still_open=())
    temps = (quotite, heures_a_temps_non_complet)
    travail = ((indice_majore, points_de_nbi), temps)
    apres = _montant(jour, enfants_ensuite, *travail)
    if apres.words == QUOTITE_A_VERIFIER.words:
        return QUOTITE_A_VERIFIER
    ensuite = Count(enfants_ensuite, "enfant")
    named = {**apres.named, **du_temps_de_travail(*temps), "apres": ensuite}
    still_open = (*apres.still_open[:-1], "dates")
    if jour_des_vingt_ans is not None:
        named |= fin_a_vingt_ans(jour_des_vingt_ans).named
        still_open = (*still_open[:-1], "jusqu_a_vingt_ans")
    words = "ensuite" if len(apres.values) == 1 else "ensuite_entre"
    told = replace(apres, words=words, named=named, steps=(), still_open=still_open, row="")
    if enfants_a_charge in {None, enfants_ensuite}:
        return told
    return comparer(_montant(jour, enfants_a_charge, *travail), told, enfants_a_charge or 0)


def enfants_apres(enfants: int | None, rang: int | None, vingt_ans: date | None) -> int | None:
    """Count the children after one is born of the next rank, or is 20; those of now otherwise."""
    if vingt_ans is not None and enfants:
        return enfants - 1
    return rang if rang is not None and enfants in {None, rang - 1} else enfants


def comparer(avant: Outcome, apres: Outcome, enfants: int) -> Outcome:
    """Say what a change adds or takes away, where both amounts are known."""
    before, due = (tuple(v for v in o.values if isinstance(v, Euros)) for o in (avant, apres))
    if len(before) != 1 or len(due) != 1:
        return apres
    steps = (Step("avant", before[0]), Step("apres", due[0]))
    ecart = due[0].amount - before[0].amount
    named = {
        **apres.named,
        "avant": Count(enfants, "enfant"),
        "du_avant": before[0],
        "ecart": Euros(abs(ecart)),
    }
    return replace(apres, words="de_plus" if ecart > 0 else "de_moins", named=named, steps=steps)


def plancher_et_plafond(
    jour: date,
    enfants_a_charge: int | None = None,
    indice_majore: int | None = None,
    points_de_nbi: int | None = None,
) -> Outcome:
    """Tell why two indices may give the same supplement: below and above it changes no more."""
    bas, haut = bornes(jour)
    named: dict[str, Value] = {"plancher": Count(bas, ""), "plafond": Count(haut, "")}
    if enfants_a_charge == 1:
        du = supplement(1, bas, jour)
        return Outcome(words="un_enfant", values=(Euros(du),), named=named)
    if not enfants_a_charge:
        return replace(_bareme(jour), words="en_general", named={**_bareme(jour).named, **named},
                       still_open=())  # fmt: skip
    least, most = (supplement(enfants_a_charge, indice, jour) for indice in (bas, haut))
    named |= {
        "enfants": Count(enfants_a_charge, "enfant"),
        "bas": Euros(least),
        "haut": Euros(most),
    }
    if indice_majore is None:
        return Outcome(words="bornes", values=(Euros(least), Euros(most)), named=named)
    indice = Fraction(indice_majore + (points_de_nbi or 0))
    named["indice"] = Count(indice, "")
    words = "sous" if indice <= bas else "au_dessus" if indice >= haut else "entre_les_deux"
    du = supplement(enfants_a_charge, indice, jour)
    return Outcome(words=words, values=(Euros(du),), named=named)
