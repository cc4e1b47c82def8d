"""Trial period of contractuels: how long, and how it is broken off."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.facts import CDI
from statute.french import counted
from statute.rule import (
    CONTRACTUEL,
    SECOND_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    to_check,
    value,
)

SUBJECT = Subject(
    "periode_essai", "Période d’essai", categories=("contrat-contractuel", "recrutement")
)

CODIFICATION = date(2025, 10, 1)
"""From this day on the code speaks of trial, renewal and probation; before it, decrees did."""
VEILLE = date(2025, 9, 30)
DECRET_DE_2015 = date(2016, 1, 1)

WEEKS_IN_A_YEAR = 52
MONTHS_IN_A_YEAR = 12
WORKING_DAYS_IN_A_WEEK = 5

QUESTIONS = (
    "Quelle est la durée de la période d’essai d’un contractuel ?",
    "periode d’essai cdd 1 an mairie ?",
    "J’ai signé un CDD de 6 mois, combien de temps dure mon essai ?",
    "La période d’essai peut-elle être renouvelée ?",
    (
        "On me remet une période d’essai alors que je reprends le même poste dans la même "
        "collectivité, c’est normal ?"
    ),
    "Manager : je recrute un agent en CDI, quelle période d’essai prévoir dans le contrat ?",
    "mon contrat de 3 ans prévoit 4 mois d’essai, c pas trop ?",
    "Contrat de 3 mois : combien de jours d’essai au maximum ?",
    "La période d’essai est-elle obligatoire dans un contrat de droit public ?",
    "CDD de deux ans, période d’essai de deux ou trois mois ?",
    "viré pendant ma période d’essai, j’ai droit à un préavis ou à une indemnité ?",
    "Manager : mon nouvel agent ne convient pas après trois semaines d’essai, comment rompre ?",
    "ils m’ont dit au téléphone que mon essai s’arrêtait ce soir, c’est légal ça ?",
    "Faut-il un entretien préalable pour rompre la période d’essai d’un contractuel ?",
)


@rule(
    "CTR-08",
    SUBJECT,
    title="Durée de la période d’essai",
    cites=(Article("décret 88-145", "art. 4", DECRET_DE_2015),),
    in_force_since=DECRET_DE_2015,
    in_force_until=VEILLE,
    applies_to=(CONTRACTUEL,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=QUESTIONS,
)
def essai_avant_le_code(
    jour: date,
    duree_du_contrat: int | None = None,
    type_de_contrat: str | None = None,
) -> Answer:
    """One working day per week of contract, within limits that grow with its length."""
    return _essai(jour, duree_du_contrat, type_de_contrat, two_years_written=True)


@rule(
    "CTR-08",
    SUBJECT,
    title="Durée de la période d’essai",
    cites=(
        Article("CGFP", "R332-20", CODIFICATION),
        Article("CGFP", "R332-21", CODIFICATION),
        Article("CGFP", "R332-22", CODIFICATION),
        Article("CGFP", "R332-25", CODIFICATION),
    ),
    in_force_since=CODIFICATION,
    applies_to=(CONTRACTUEL,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=QUESTIONS,
)
def essai(
    jour: date,
    duree_du_contrat: int | None = None,
    type_de_contrat: str | None = None,
) -> Answer:
    """As before, but the code has no line for a contract of exactly two years."""
    return _essai(jour, duree_du_contrat, type_de_contrat, two_years_written=False)


def _essai(jour: date, duree: int | None, kind: str | None, *, two_years_written: bool) -> Answer:
    fois = counted(AMOUNTS.on("periode_essai.renouvellements", jour), "fois")
    suite = (
        f"renouvelable {fois}, jamais pour le même emploi chez le même employeur. L’employeur peut "
        "y mettre fin sans préavis ni indemnité, mais après un entretien et par lettre motivée"
    )
    if kind == CDI:
        cdi = counted(AMOUNTS.on("periode_essai.plafond_cdi_mois", jour), "mois")
        return value(f"Si le contrat le prévoit, l’essai d’un CDI dure {cdi} au plus, {suite}.")
    if duree is None:
        return value(_scale(jour, suite, two_years_written=two_years_written))
    if duree == _threshold(3, jour) and not two_years_written:
        return to_check(
            f"L’essai d’un CDD d’exactement {_years(duree)} est à vérifier : le texte en vigueur "
            f"vise les contrats de moins de {_years(duree)} ({_cap(3, jour)}) et de plus de "
            f"{_years(duree)} ({_cap(4, jour)}), sans dire lequel s’applique."
        )
    return value(
        f"Pour un contrat de {counted(duree, 'mois')}, l’essai, si le contrat le prévoit, dure "
        f"{_limit(duree, jour)} au plus, {suite}."
    )


def _scale(jour: date, suite: str, *, two_years_written: bool) -> str:
    par_semaine = counted(AMOUNTS.on("periode_essai.jours_par_semaine", jour), "jour")
    plus = "à partir de" if two_years_written else "plus de"
    return (
        f"L’essai, s’il est prévu au contrat, dure {par_semaine} ouvré par semaine de contrat, au "
        f"plus {_cap(1, jour)} (contrat de moins de {counted(_threshold(1, jour), 'mois')}), "
        f"{_cap(2, jour)} (moins de {_years(_threshold(2, jour))}), {_cap(3, jour)} (moins de "
        f"{_years(_threshold(3, jour))}) ou {_cap(4, jour)} ({plus} {_years(_threshold(3, jour))} "
        f"ou CDI), {suite}."
    )


def _limit(duree: int, jour: date) -> str:
    """Give the cap, or the working days when the weeks of the contract are fewer."""
    weeks = duree * WEEKS_IN_A_YEAR // MONTHS_IN_A_YEAR
    days = weeks * int(AMOUNTS.on("periode_essai.jours_par_semaine", jour))
    first_cap = int(AMOUNTS.on("periode_essai.plafond_1_semaines", jour))
    if days < first_cap * WORKING_DAYS_IN_A_WEEK:
        ouvres = "ouvré" if days == 1 else "ouvrés"
        return f"{counted(days, 'jour')} {ouvres} (environ {counted(weeks, 'semaine')} de contrat)"
    shorter = (level for level in (1, 2, 3) if duree < _threshold(level, jour))
    return _cap(next(shorter, 4), jour)


def _threshold(level: int, jour: date) -> int:
    return int(AMOUNTS.on(f"periode_essai.palier_{level}_mois", jour))


def _cap(level: int, jour: date) -> str:
    if level == 1:
        return counted(AMOUNTS.on("periode_essai.plafond_1_semaines", jour), "semaine")
    return counted(AMOUNTS.on(f"periode_essai.plafond_{level}_mois", jour), "mois")


def _years(months: int) -> str:
    return counted(months // MONTHS_IN_A_YEAR, "an")
