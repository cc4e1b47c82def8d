"""The indemnity at the end of short fixed-term contracts."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS, AmountUnknown
from statute.days import months_after
from statute.facts import CDI
from statute.french import counted, euros, percent
from statute.rule import (
    CODE_IN_FORCE,
    CONTRACTUEL,
    THIRD_READING,
    Answer,
    Article,
    Subject,
    Verification,
    not_met,
    rule,
    to_check,
    value,
)

SUBJECT = Subject(
    "indemnite_fin_contrat",
    "Indemnité de fin de contrat",
    categories=("contrat-contractuel",),
)

CONTRATS_DE_2021 = date(2021, 1, 1)
MONTHS_IN_A_YEAR = 12


@rule(
    "CTR-10",
    SUBJECT,
    rows=("CTR-11",),
    title="Indemnité de fin de contrat",
    cites=(
        Article("CGFP", "L554-3", CODE_IN_FORCE),
        Article("décret 88-145", "art. 39-1-1", CONTRATS_DE_2021),
    ),
    in_force_since=CODE_IN_FORCE,
    applies_to=(CONTRACTUEL,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=(
        "Ai-je droit à une prime de précarité à la fin de mon CDD à la mairie ?",
        "indemnité de fin de contrat fonction publique c combien ?",
        "Mon CDD de 8 mois se termine, vais-je toucher les 10 % ?",
        "CDD de 18 mois, pourquoi on me refuse la prime de précarité ?",
        "Quel est le plafond de salaire pour toucher l’indemnité de fin de contrat ?",
        "J’ai fini mon contrat saisonnier, ai-je la prime de fin de contrat ?",
        "On renouvelle mon contrat : la prime de 10 % est-elle perdue ?",
        (
            "J’ai refusé le CDI qu’on me proposait, est-ce que je touche quand même la prime de "
            "précarité ?"
        ),
        "je demissionne avant la fin de mon cdd, j’aurai la prime de précarité ?",
        "Je gagne 2 100 € brut en CDD d’un an : calcul de mon indemnité de fin de contrat ?",
        "fin de contrat depuis deux mois et toujours pas de prime de précarité, quel délai ???",
        "RH : indemnité de fin de contrat pour un agent nommé stagiaire à l’issue de son CDD ?",
        "Je suis nommée stagiaire sans concours après mon CDD : l’indemnité de fin est-elle due ?",
    ),
)
def indemnite(
    jour: date,
    duree_du_contrat: int | None = None,
    remuneration_brute_mensuelle: Decimal | None = None,
    type_de_contrat: str | None = None,
    date_de_depart: date | None = None,
) -> Answer:
    """Pay a tenth of all gross pay, for a year at most at less than two SMIC."""
    if type_de_contrat == CDI:
        return not_met("Non : l’indemnité de fin de contrat n’existe que pour les CDD, pas en CDI.")
    most = int(AMOUNTS.on("indemnite_fin_contrat.duree_maximale_ans", jour))
    if duree_du_contrat is not None and duree_du_contrat > most * MONTHS_IN_A_YEAR:
        return not_met(
            f"Non : un CDD de {counted(duree_du_contrat, 'mois')} dépasse la limite de "
            f"{counted(most, 'an')}, renouvellements compris, au-delà de laquelle l’indemnité de "
            "fin de contrat n’est pas due."
        )
    pay = remuneration_brute_mensuelle
    ceiling, first = _ceiling(jour), _first_ceiling(jour, duree_du_contrat, date_de_depart)
    if pay is not None and first is not None and ceiling is not None and first <= pay < ceiling:
        return to_check(
            f"Le plafond de l’indemnité de fin de contrat, {_times_the_smic(jour)}, est passé de "
            f"{euros(first)} à {euros(ceiling)} par mois pendant le contrat : avec {euros(pay)} "
            "bruts, le jour où il se lit décide, et il est à vérifier."
        )
    if pay is not None and ceiling is not None and pay >= ceiling:
        return not_met(
            f"Non : avec {euros(pay)} bruts par mois, la rémunération n’est pas inférieure à "
            f"{_ceiling_said(jour)}, condition de l’indemnité de fin de contrat."
        )
    if pay is not None and duree_du_contrat is not None:
        return value(_estimate(jour, pay, duree_du_contrat))
    return value(
        f"L’indemnité de fin de contrat (prime de précarité) est de {percent(_share(jour))} du "
        f"total brut, pour un CDD de {counted(most, 'an')} au plus, renouvellements compris, mené "
        f"à son terme (sans démission) et payé moins de {_ceiling_said(jour)} ; "
        f"{_exclusions(jour)}."
    )


def _estimate(jour: date, pay: Decimal, months: int) -> str:
    amount = Fraction(pay) * months * _share(jour)
    return (
        f"Environ {euros(amount)} bruts : {percent(_share(jour))} de {counted(months, 'mois')} à "
        f"{euros(pay)}, si le CDD est mené à son terme et payé moins de {_ceiling_said(jour)} ; "
        f"{_exclusions(jour)}."
    )


def _exclusions(jour: date) -> str:
    delai = counted(AMOUNTS.on("indemnite_fin_contrat.versement_mois", jour), "mois")
    return (
        "rien pour un contrat saisonnier ou de projet, un renouvellement ou nouveau contrat public "
        "territorial, le refus d’un CDI équivalent ou une nomination comme stagiaire ou élève "
        f"après un concours. Versement sous {delai}"
    )


def _share(jour: date) -> Fraction:
    return AMOUNTS.on("indemnite_fin_contrat.part", jour)


def _ceiling(jour: date) -> Fraction | None:
    try:
        smic = AMOUNTS.on("remuneration.smic_par_mois", jour)
    except AmountUnknown:
        return None
    return smic * AMOUNTS.on("indemnite_fin_contrat.multiple_du_smic", jour)


def _first_ceiling(jour: date, months: int | None, end: date | None) -> Fraction | None:
    """Give the ceiling at the signature: so long before the end, or the day of the facts."""
    return _ceiling(min(jour, months_after(end or jour, -(months or 0))))


def _ceiling_said(jour: date) -> str:
    ceiling = _ceiling(jour)
    return _times_the_smic(jour) + (f" ({euros(ceiling)} par mois)" if ceiling else "")


def _times_the_smic(jour: date) -> str:
    times = counted(AMOUNTS.on("indemnite_fin_contrat.multiple_du_smic", jour), "fois")
    return f"{times} le SMIC"
