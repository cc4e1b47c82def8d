"""The indemnity at the end of short fixed-term contracts, and all that is paid on that day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS, AmountUnknown
from statute.contrat.fin_de_contrat import delay
from statute.contrat.services import Length, bounds_of
from statute.days import months_after
from statute.facts import CDI, OUI, Period
from statute.outcome import Count, Euros, Outcome, Share, Step, Text, Value, Verdict

MOIS_D_UNE_ANNEE = 12
SEMAINE_ORDINAIRE = Decimal(5)
SANS_INDEMNITE = ("saison", "projet")
"""Cases of contract that the law of the indemnity leaves out."""
MENE_A_SON_TERME = "fin du contrat prévue"
SUITES_EXCLUES = (
    "renouvellement ou autre contrat territorial",
    "nomination comme stagiaire",
    "CDI équivalent refusé",
)
EMPLOI_PUBLIC = "emploi public équivalent"
"""A public job may be a territorial one, which leaves no indemnity, or not."""


def indemnite(  # noqa: PLR0913, PLR0917  # each fact may refuse it
    jour: date,
    duree_du_contrat: int | None = None,
    remuneration_brute_mensuelle: Decimal | None = None,
    type_de_contrat: str | None = None,
    date_de_depart: date | None = None,
    date_de_signature: date | None = None,
    debut_du_contrat: date | None = None,
    date_de_fin: date | None = None,
    cas_du_contrat: str | None = None,
    motif_de_la_fin: str | None = None,
    suite_du_contrat: str | None = None,
    contrats: tuple[Period, ...] | None = None,
    date_d_arrivee: date | None = None,
) -> Outcome:
    """Pay a tenth of all gross pay, for a year at most at less than two SMIC."""
    refused = _refusal(type_de_contrat, cas_du_contrat, motif_de_la_fin, suite_du_contrat)
    if refused:
        return Outcome(Verdict.NON, refused)
    debut_du_contrat, end = bounds_of(contrats, debut_du_contrat, date_de_fin or date_de_depart)
    if not contrats and duree_du_contrat is None:
        debut_du_contrat = debut_du_contrat or date_d_arrivee
    length = _length(duree_du_contrat, debut_du_contrat, end)
    named: dict[str, Value] = {"exclusions": Text("exclusions"), "versement": Text("")}
    if end is not None:
        months = int(_amount("versement_mois", jour))
        named |= {"versement": Text("versement"), "verse_le": months_after(end, months)}
    if length is not None:
        named["duree"] = length.as_value
        most = int(_amount("duree_maximale_ans", jour)) * MOIS_D_UNE_ANNEE
        if length.at_least > most:
            return Outcome(Verdict.NON, "trop_long", named=named)
    last = end or jour
    first = date_de_signature or debut_du_contrat
    if first is None:
        first = months_after(last, -length.months) if length else last
    elif end is None and length is not None:
        last = months_after(first, length.months)
    paid = _paid(jour, remuneration_brute_mensuelle, length, _Ceilings(first, last), named)
    if suite_du_contrat == EMPLOI_PUBLIC and paid.verdict is None:
        sum_of = Text("somme" if paid.values else "")
        named = {**paid.named, "somme": sum_of}
        return replace(paid, verdict=Verdict.CELA_DEPEND, words="selon_l_emploi", named=named)
    if paid.words != "chiffree" or cas_du_contrat is None or suite_du_contrat is None:
        return paid
    when = () if end is None else (Step("versement", named["verse_le"]),)
    return replace(paid, verdict=Verdict.OUI, words="due", steps=(*paid.steps, *when))


def _refusal(kind: str | None, cas: str | None, motif: str | None, suite: str | None) -> str:
    """Name the text that refuses the indemnity, if a fact does."""
    if kind == CDI:
        return "en_cdi"
    if cas in SANS_INDEMNITE:
        return "cas_exclu"
    if motif is not None and motif != MENE_A_SON_TERME:
        return "pas_mene_a_son_terme"
    return "suite_exclue" if suite in SUITES_EXCLUES else ""


def _length(months: int | None, first: date | None, last: date | None) -> Length | None:
    if first is not None and last is not None and first <= last:
        return Length.between(first, last)
    return None if months is None else Length(months)


class _Ceilings:
    """Twice the SMIC on each day of a contract, as far as it is known; it changes on a first."""

    def __init__(self, first: date, last: date) -> None:
        months = range(1, Length.between(first, last).months + 2)
        turns = (months_after(first.replace(day=1), month) for month in months)
        days = [first, *(day for day in turns if first < day < last), max(first, last)]
        found = [_ceiling(day) for day in days]
        self.known = [ceiling for ceiling in found if ceiling is not None]
        self.unsure = len(self.known) < len(found)


def _ceiling(jour: date) -> Fraction | None:
    try:
        smic = AMOUNTS.on("remuneration.smic_par_mois", jour)
    except AmountUnknown:
        return None
    return smic * _amount("multiple_du_smic", jour)


def _amount(name: str, jour: date) -> Fraction:
    return AMOUNTS.on(f"indemnite_fin_contrat.{name}", jour)


def _paid(
    jour: date,
    pay: Decimal | None,
    length: Length | None,
    ceilings: _Ceilings,
    named: dict[str, Value],
) -> Outcome:
    """Judge pay by the ceilings of the contract's days, then take a tenth of it all."""
    named |= {"soit": Text(""), "part": Share(_amount("part", jour))}
    if ceilings.known:
        named |= {"soit": Text("soit"), "plafond": Euros(ceilings.known[-1])}
    if pay is None:
        return Outcome(words="en_general", named=named)
    named["paie"] = Euros(Fraction(pay))
    if ceilings.known and pay >= min(ceilings.known):
        named |= {"avant": Euros(ceilings.known[0]), "apres": Euros(ceilings.known[-1])}
        if pay < max(ceilings.known):
            return Outcome(Verdict.A_VERIFIER, "plafond_change", named=named)
        if ceilings.unsure:
            return Outcome(Verdict.A_VERIFIER, "plafond_a_venir", named=named)
        return Outcome(Verdict.NON, "trop_paye", named=named)
    if length is None:
        return Outcome(words="en_general", named=named)
    whole = Fraction(pay) * length.in_thirtieths
    tenth = Euros(whole * _amount("part", jour))
    steps = (Step("total", Euros(whole)), Step("indemnite", tenth))
    return Outcome(words="chiffree", values=(tenth,), named=named, steps=steps)


def fin_de_cdd(  # noqa: PLR0913, PLR0917  # what CTR-09, CA-11 and CTR-10 each need
    jour: date,
    duree_du_contrat: int | None = None,
    remuneration_brute_mensuelle: Decimal | None = None,
    jours_de_conge_restants: Decimal | None = None,
    jours_par_semaine: Decimal | None = None,
    type_de_contrat: str | None = None,
    date_de_signature: date | None = None,
    debut_du_contrat: date | None = None,
    date_de_fin: date | None = None,
    cas_du_contrat: str | None = None,
    motif_de_la_fin: str | None = None,
    suite_du_contrat: str | None = None,
    mois_de_services: int | None = None,
    handicap_reconnu: str | None = None,
    contrats: tuple[Period, ...] | None = None,
) -> Outcome | None:
    """Add up the tenth of CTR-10 and the leave of CA-11; the renewal was announced before."""
    if type_de_contrat == CDI:
        return None
    pay = remuneration_brute_mensuelle
    debut_du_contrat, date_de_fin = bounds_of(contrats, debut_du_contrat, date_de_fin)
    length = _length(duree_du_contrat, debut_du_contrat, date_de_fin)
    if pay is None or length is None:
        return Outcome(words="en_general")
    if jours_de_conge_restants is None:
        return Outcome(missing=("jours_de_conge_restants",))
    tenth = indemnite(
        jour,
        duree_du_contrat,
        pay,
        date_de_signature=date_de_signature,
        debut_du_contrat=debut_du_contrat,
        date_de_fin=date_de_fin,
        cas_du_contrat=cas_du_contrat,
        motif_de_la_fin=motif_de_la_fin,
        suite_du_contrat=suite_du_contrat,
    )
    paid = tenth.values[0] if tenth.values else Euros(Fraction(0))
    if tenth.verdict is Verdict.A_VERIFIER or not isinstance(paid, Euros):
        return replace(tenth, words="indemnite_a_verifier", named={})
    leave, days = _leave(jour, pay, jours_de_conge_restants, jours_par_semaine)
    total = Euros(paid.amount + leave.amount)
    named: dict[str, Value] = {"indemnite": paid, "conges": leave, "jours": days}
    months = max(length.months, mois_de_services or 0)
    announced: tuple[str, ...] = ()
    if date_de_fin is not None:
        notice = delay(jour, months, doubled=handicap_reconnu == OUI)
        announced = ("annonce",)
        named["annonce"] = notice.before(date_de_fin)
    if tenth.verdict is Verdict.NON and not total.amount:
        return Outcome(Verdict.NON, "rien_a_payer", named=named, still_open=announced)
    named["et_conges"] = Text("et_conges" if leave.amount else "")
    steps = (Step("indemnite", paid), Step("conges", leave), Step("total", total))
    depends = Verdict.CELA_DEPEND if tenth.verdict is Verdict.CELA_DEPEND else None
    return Outcome(
        depends, _TOTALS.get(tenth.verdict, "total"), (total,), named, steps, still_open=announced
    )


_TOTALS: dict[Verdict | None, str] = {
    Verdict.NON: "sans_indemnite",
    Verdict.CELA_DEPEND: "selon_l_emploi",
}
"""The text of the total, by the verdict on the indemnity."""


def _leave(jour: date, pay: Decimal, left: Decimal, semaine: Decimal | None) -> tuple[Euros, Count]:
    """Pay each day of leave left, within four weeks, a part of the year's pay (CA-11)."""
    weeks, months, year = (
        AMOUNTS.on(f"indemnite_conges_annuels.{name}", jour)
        for name in ("semaines_indemnisees", "mois_de_remuneration", "jours_de_l_annee")
    )
    days = min(Fraction(left), weeks * Fraction(semaine or SEMAINE_ORDINAIRE))
    return Euros(days * Fraction(pay) * months / year), Count(days, "jour")


def versement_de_l_indemnite(
    jour: date,
    aujourd_hui: date,
    date_de_fin: date | None = None,
    date_de_depart: date | None = None,
    type_de_contrat: str | None = None,
) -> Outcome | None:
    """Pay it within a month of the end of the contract."""
    if type_de_contrat == CDI:
        return None
    end = date_de_fin or date_de_depart
    if end is None:
        return Outcome(words="en_general")
    paid = months_after(end, int(_amount("versement_mois", jour)))
    return Outcome(
        words="date",
        values=(paid,),
        named={"fin": end},
        steps=(Step("fin", end), Step("versement", paid)),
        still_open=("passee",) if paid < aujourd_hui else (),
    )
