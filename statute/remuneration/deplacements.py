"""Frais de déplacement: meals and nights on mission, kilometres with one's own car, their total."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.facts import OUI
from statute.outcome import Count, Euros, Outcome, Step, Text, Value, Verdict

TRANCHES = (1, 2, 3)
NUITS = {"nuits_a_paris": "nuit_paris", "nuits_en_grande_ville": "nuit_grande_ville",
         "nuits_ailleurs": "nuit"}  # fmt: skip
"""Nights by place, and the name of what one is paid."""


def repas_et_nuits(  # noqa: PLR0913, PLR0917  # each line of expenses has its fact
    jour: date,
    nuits_a_paris: int | None = None,
    nuits_en_grande_ville: int | None = None,
    nuits_ailleurs: int | None = None,
    repas_a_ses_frais: int | None = None,
    mobilite_reduite: str | None = None,
) -> Outcome:
    """Pay each night by its place, each meal the same, at most; no count: the rates."""
    nuits = (nuits_a_paris, nuits_en_grande_ville, nuits_ailleurs)
    steps = _sejour(jour, nuits, repas_a_ses_frais, mobilite_reduite)
    return _total(steps, "total", mobilite_reduite)


def _sejour(
    jour: date, nuits: tuple[int | None, ...], repas: int | None, mobilite_reduite: str | None
) -> tuple[Step, ...]:
    """Write a line for the nights of each place and one for the meals; those told alone."""
    lignes = [
        (place, count, "nuit_mobilite_reduite" if mobilite_reduite == OUI else rate)
        for (place, rate), count in zip(NUITS.items(), nuits, strict=True)
    ]
    return tuple(
        Step(name, Euros(count * AMOUNTS.on(f"deplacements.{rate}", jour)))
        for name, count, rate in (*lignes, ("repas", repas, "repas"))
        if count is not None
    )


def bareme(
    jour: date,
    puissance_fiscale: int | None = None,
    kilometres: int | None = None,
    kilometres_du_deplacement: int | None = None,
    kilometres_deja_payes: int | None = None,
) -> Outcome:
    """Pay each kilometre by the car's power, band after band of the year's kilometres.

    A trip is paid what the year's kilometres give with it, less what they gave before it.
    """
    if kilometres_du_deplacement is not None:
        if puissance_fiscale is None and kilometres_deja_payes is not None:
            return selon_la_puissance(jour, kilometres_deja_payes, kilometres_du_deplacement)
        if puissance_fiscale is None or kilometres_deja_payes is None:
            return Outcome(missing=("puissance_fiscale", "kilometres_deja_payes"))
        return _du_deplacement(
            jour, puissance_fiscale, kilometres_deja_payes, kilometres_du_deplacement
        )
    if puissance_fiscale is None:
        return Outcome(words="en_general")
    named = _de_la_voiture(jour, puissance_fiscale)
    if kilometres is None:
        return Outcome(words="voiture", named=named)
    du = cumul(jour, puissance_fiscale, kilometres)
    named["kilometres"] = Count(kilometres, "km")
    return Outcome(words="annee", values=(Euros(du),), named=named,
                   steps=_tranches(jour, puissance_fiscale, 0, kilometres))  # fmt: skip


def kilometres_pendant_la_majoration(jour: date, puissance_fiscale: int | None = None) -> Outcome:
    """From June to December 2026 the rates are raised by an order that was not found."""
    if puissance_fiscale is None:
        return Outcome(Verdict.A_VERIFIER, words="en_general")
    named = _de_la_voiture(jour, puissance_fiscale)
    return Outcome(Verdict.A_VERIFIER, words="voiture", named=named)


def cumul(jour: date, puissance: int, parcourus: int) -> Fraction:
    """Give what a year's kilometres are paid, in euros, since 1 January."""
    tranches = zip(_par_tranche(jour, parcourus), _taux(jour, puissance), strict=True)
    return sum((count * taux for count, taux in tranches), Fraction(0))


def _du_trajet(jour: date, puissance: int, avant: int, parcourus: int) -> Fraction:
    """Give what some kilometres are paid after those of the year before them."""
    return cumul(jour, puissance, avant + parcourus) - cumul(jour, puissance, avant)


def _du_deplacement(jour: date, puissance: int, avant: int, parcourus: int) -> Outcome:
    du = _du_trajet(jour, puissance, avant, parcourus)
    named = _de_la_voiture(jour, puissance)
    named |= {"avant": Count(avant, "km"), "kilometres": Count(parcourus, "km")}
    return Outcome(words="deplacement", values=(Euros(du),), named=named,
                   steps=_tranches(jour, puissance, avant, parcourus))  # fmt: skip


def selon_la_puissance(jour: date, avant: int, parcourus: int) -> Outcome:
    """Give what a trip is paid with each class of car."""
    named: dict[str, Value] = {
        "kilometres": Count(parcourus, "km"),
        "avant": Count(avant, "km"),
        **{
            f"avec_{puissance}": Euros(_du_trajet(jour, puissance, avant, parcourus))
            for puissance in (5, 6, 8)
        },
    }
    return Outcome(Verdict.CELA_DEPEND, words="selon_la_puissance", named=named)


def _tranches(jour: date, puissance: int, avant: int, parcourus: int) -> tuple[Step, ...]:
    """Write a line for each band that the kilometres after those before reach."""
    de_plus = zip(_par_tranche(jour, avant + parcourus), _par_tranche(jour, avant), strict=True)
    return tuple(
        Step(f"tranche_{n}", Euros((jusque - deja) * taux))
        for n, (jusque, deja), taux in zip(TRANCHES, de_plus, _taux(jour, puissance), strict=True)
        if jusque > deja
    )


def _de_la_voiture(jour: date, puissance: int) -> dict[str, Value]:
    return {
        "puissance": Count(puissance, "CV"),
        "taux": Text(f"taux_{_voiture(jour, puissance)}"),
        "classe": Text(f"classe_{_voiture(jour, puissance)}"),
    }


def _voiture(jour: date, puissance: int) -> str:
    if puissance >= AMOUNTS.on("deplacements.puissance_8_cv", jour):
        return "8_cv"
    return "6_cv" if puissance >= AMOUNTS.on("deplacements.puissance_6_cv", jour) else "5_cv"


def _taux(jour: date, puissance: int) -> tuple[Fraction, ...]:
    voiture = _voiture(jour, puissance)
    return tuple(AMOUNTS.on(f"deplacements.km_{voiture}_tranche_{n}", jour) for n in TRANCHES)


def _par_tranche(jour: date, parcourus: int) -> tuple[Fraction, ...]:
    premiere = AMOUNTS.on("deplacements.fin_de_la_premiere_tranche", jour)
    deuxieme = AMOUNTS.on("deplacements.fin_de_la_deuxieme_tranche", jour)
    zero = Fraction(0)
    return (
        min(Fraction(parcourus), premiere),
        max(zero, min(Fraction(parcourus), deuxieme) - premiere),
        max(zero, parcourus - deuxieme),
    )


def mission(  # noqa: PLR0913, PLR0917  # each line of expenses has its fact
    jour: date,
    nuits_a_paris: int | None = None,
    nuits_en_grande_ville: int | None = None,
    nuits_ailleurs: int | None = None,
    repas_a_ses_frais: int | None = None,
    mobilite_reduite: str | None = None,
    puissance_fiscale: int | None = None,
    kilometres_du_deplacement: int | None = None,
    kilometres_deja_payes: int | None = None,
    peages_et_parking: Decimal | None = None,
) -> Outcome:
    """Sum nights, meals, kilometres by the year's bands and receipts."""
    nuits = (nuits_a_paris, nuits_en_grande_ville, nuits_ailleurs)
    steps = _sejour(jour, nuits, repas_a_ses_frais, mobilite_reduite)
    if kilometres_du_deplacement:
        if puissance_fiscale is None or kilometres_deja_payes is None:
            return Outcome(missing=("puissance_fiscale", "kilometres_deja_payes"))
        du = _du_trajet(jour, puissance_fiscale, kilometres_deja_payes, kilometres_du_deplacement)
        steps += (Step("km", Euros(du)),)
    return _total(steps + _justificatifs(peages_et_parking), "total", mobilite_reduite)


def mission_pendant_la_majoration(  # noqa: PLR0913, PLR0917  # each line of expenses has its fact
    jour: date,
    nuits_a_paris: int | None = None,
    nuits_en_grande_ville: int | None = None,
    nuits_ailleurs: int | None = None,
    repas_a_ses_frais: int | None = None,
    mobilite_reduite: str | None = None,
    kilometres_du_deplacement: int | None = None,
    peages_et_parking: Decimal | None = None,
) -> Outcome:
    """Sum all but the kilometres, whose rate from June to December 2026 was not found."""
    nuits = (nuits_a_paris, nuits_en_grande_ville, nuits_ailleurs)
    steps = _sejour(jour, nuits, repas_a_ses_frais, mobilite_reduite)
    steps += _justificatifs(peages_et_parking)
    if not kilometres_du_deplacement:
        return _total(steps, "total", mobilite_reduite)
    sum_up = _total(steps, "sans_les_kilometres", mobilite_reduite)
    named = {**sum_up.named, "kilometres": Count(kilometres_du_deplacement, "km")}
    return replace(sum_up, verdict=Verdict.A_VERIFIER, named=named)


def _justificatifs(peages: Decimal | None) -> tuple[Step, ...]:
    return (Step("justificatifs", Euros(Fraction(peages))),) if peages else ()


def _total(steps: tuple[Step, ...], words: str, mobilite_reduite: str | None) -> Outcome:
    """Sum lines of expenses, each with its rate; the general words when there is none."""
    if not steps and words == "total":
        return Outcome(words="en_general")
    total = sum((s.value.amount for s in steps if isinstance(s.value, Euros)), Fraction(0))
    named: dict[str, Value] = dict.fromkeys((*NUITS, "repas"), Text(""))
    reduced = "taux_mobilite_reduite" if mobilite_reduite == OUI else ""
    for name in {step.name for step in steps} & named.keys():
        named[name] = Text((name in NUITS and reduced) or f"taux_{name}")
    steps = (*steps, Step("total", Euros(total)))
    return Outcome(words=words, values=(Euros(total),), named=named, steps=steps)
