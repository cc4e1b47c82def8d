"""Leave for relatives: présence parentale, solidarité familiale, proche aidant."""

from datetime import date, timedelta

from statute.amounts import AMOUNTS, AmountUnknown
from statute.french import counted, number
from statute.rule import (
    CODE_IN_FORCE,
    FIRST_READING,
    SECOND_READING,
    THIRD_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject(
    "conges_proches",
    "Congés pour un proche malade, handicapé ou en fin de vie",
    categories=("maternite-paternite",),
)

EMPLOI_GARDE = date(2026, 2, 22)


def _amount(name: str, jour: date) -> int:
    return int(AMOUNTS.on(f"conges_proches.{name}", jour))


@rule(
    "CPP-01",
    SUBJECT,
    title="Congé de présence parentale",
    cites=(
        Article("CGFP", "L632-1", CODE_IN_FORCE),
        Article("CGFP", "L632-2", CODE_IN_FORCE),
        Article("CGFP", "L632-3", CODE_IN_FORCE),
        Article("décret 2020-1492", ""),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Mon enfant est gravement malade, quel congé puis-je prendre pour rester près de lui ?",
        "Combien de jours de congé de présence parentale ?",
        "conge presence parentale paye par qui ? AJPP",
        "Ma fille a un cancer, je dois l'accompagner aux traitements plusieurs mois",
        "Le congé de présence parentale est-il rémunéré par la collectivité ?",
        "J'ai épuisé mes 310 jours de présence parentale, peut-on renouveler ?",
        (
            "Un agent demande à prendre sa présence parentale quelques jours par semaine, "
            "est-ce permis ?"
        ),
        "Contractuelle, ai-je droit à la présence parentale pour mon fils handicapé ?",
        "Sur combien de temps s'étalent les 310 jours de présence parentale ?",
        "Ma hiérarchie peut-elle refuser un congé de présence parentale ?",
    ),
)
def presence_parentale(jour: date) -> Answer:
    """Three hundred and ten working days in thirty-six months, unpaid, renewable once."""
    days = counted(_amount("presence_parentale_jours", jour), "jour")
    months = counted(_amount("presence_parentale_mois", jour), "mois")
    return value(
        f"{days} ouvrés au plus sur {months}, renouvelables 1 fois pour la même cause : le congé "
        "de présence parentale est de droit auprès d’un enfant à charge gravement malade, "
        "accidenté ou handicapé, pour tous les agents, contractuels compris ; il peut être "
        "fractionné. Il n’est pas rémunéré : il ouvre l’allocation journalière de présence "
        "parentale (AJPP)."
    )


SOLIDARITE = (
    "Quel congé pour accompagner un parent en fin de vie ?",
    "Combien de temps dure le congé de solidarité familiale ?",
    "mon pere est en soins palliatifs je veux etre avec lui, j'ai droit a quoi",
    "Le congé de solidarité familiale est-il payé ?",
    "AJAP : la collectivité me verse quelque chose pendant la fin de vie de ma mère ?",
    "Peut-on renouveler les 3 mois de congé de solidarité familiale ?",
    "Ma sœur est en phase terminale, puis-je m'arrêter de travailler quelques semaines ?",
    "Est-ce que je retrouve mon poste après un congé de solidarité familiale ?",
    "Une agente veut accompagner sa mère mourante à mi-temps, quel congé lui proposer ?",
    "conge fin de vie d'un proche territorial duree et salaire",
    "Mon poste est supprimé pendant mon congé de solidarité familiale, que se passe-t-il ?",
)
SOLIDARITE_CITES = (
    Article("CGFP", "L633-1", CODE_IN_FORCE),
    Article("CGFP", "L633-2", CODE_IN_FORCE),
    Article("CGFP", "L633-3", CODE_IN_FORCE),
)


def _solidarite(jour: date) -> str:
    months = counted(_amount("solidarite_familiale_mois", jour), "mois")
    times = number(_amount("solidarite_familiale_renouvellements", jour))
    return (
        f"{months} au plus, renouvelables {times} fois : le congé de solidarité familiale est de "
        "droit auprès d’un proche en fin de vie ; il peut être fractionné ou pris à temps partiel. "
        "Il n’est pas rémunéré, mais peut ouvrir l’allocation journalière d’accompagnement (AJAP)"
    )


@rule(
    "CSF-01",
    SUBJECT,
    title="Congé de solidarité familiale",
    cites=SOLIDARITE_CITES,
    in_force_since=CODE_IN_FORCE,
    in_force_until=EMPLOI_GARDE - timedelta(days=1),
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=SOLIDARITE,
)
def solidarite_familiale_avant_2026(jour: date) -> Answer:
    """Three months, renewable once, unpaid, beside a relative near death."""
    return value(f"{_solidarite(jour)}.")


@rule(
    "CSF-01",
    SUBJECT,
    title="Congé de solidarité familiale",
    cites=(*SOLIDARITE_CITES, Article("décret 2013-67", "art. 3-1", EMPLOI_GARDE)),
    in_force_since=EMPLOI_GARDE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=SOLIDARITE,
)
def solidarite_familiale(jour: date) -> Answer:
    """Three months, renewable once, unpaid; the post is kept."""
    return value(
        f"{_solidarite(jour)}. L’emploi est conservé ou, s’il est supprimé, remplacé par le plus "
        "proche."
    )


@rule(
    "CPR-01",
    SUBJECT,
    title="Congé de proche aidant",
    cites=(
        Article("CGFP", "L634-1", CODE_IN_FORCE),
        Article("CGFP", "L634-2", CODE_IN_FORCE),
        Article("CGFP", "L634-3", CODE_IN_FORCE),
        Article("CGFP", "L634-4", CODE_IN_FORCE),
        Article("CSS", "D168-12"),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=THIRD_READING,
    questions=(
        "Qu'est-ce que le congé de proche aidant et combien de temps dure-t-il ?",
        "Ma mère a Alzheimer, je dois m'en occuper, quel congé existe ?",
        "conge aidant paye ou non ? ajpa combien de jours par mois",
        "Mon mari est handicapé, puis-je prendre un congé pour l'aider au quotidien ?",
        "Combien de fois puis-je renouveler mon congé de proche aidant ?",
        "J'ai déjà pris 9 mois de proche aidant, combien m'en reste-t-il ?",
        "Un agent demande un congé de proche aidant à temps partiel, est-ce possible ?",
        "Aidante de mon père dépendant : est-ce que je garde mon salaire ?",
        "Le congé de proche aidant est limité à un an dans la carrière ou par personne aidée ?",
        "Le temps de proche aidant compte-t-il pour la retraite et l'ancienneté ?",
        "AJPA : 22 jours par mois, est-ce le maximum pendant un congé de proche aidant ?",
    ),
)
def proche_aidant(jour: date) -> Answer:
    """Three months, renewable, one year over a career, unpaid."""
    months = counted(_amount("proche_aidant_mois", jour), "mois")
    years = counted(_amount("proche_aidant_ans", jour), "an")
    paid = counted(_amount("proche_aidant_allocations", jour), "jour")
    return value(
        f"{months} au plus, renouvelables, dans la limite d’{years} sur toute la carrière : le "
        "congé de proche aidant est de droit, en continu, fractionné ou à temps partiel. Il n’est "
        "pas rémunéré, mais ouvre l’allocation journalière du proche aidant (AJPA), "
        f"{paid} par mois au plus{_in_all(jour)}, et compte comme service effectif et pour la "
        "retraite."
    )


def _in_all(jour: date) -> str:
    """Say how many days of allowance one relative opens; nothing before these were counted."""
    try:
        days = counted(_amount("allocations_par_proche", jour), "jour")
    except AmountUnknown:
        return ""
    return f" et {days} en tout par personne aidée (pas tout un an de congé)"
