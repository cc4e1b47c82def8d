"""Contracts for a time: replacement, vacancy, temporary or seasonal increase, project."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.french import counted
from statute.rule import (
    CODE_IN_FORCE,
    CONTRACTUEL,
    FIRST_READING,
    Answer,
    Article,
    Subject,
    Verification,
    not_met,
    rule,
    value,
)

SUBJECT = Subject(
    "contrats_temporaires", "Contrats temporaires", categories=("contrat-contractuel",)
)

MONTHS_IN_A_YEAR = 12


@rule(
    "CTR-03",
    SUBJECT,
    title="Contrat de remplacement",
    cites=(Article("CGFP", "L332-13", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    applies_to=(CONTRACTUEL,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Combien de temps peut durer un contrat de remplacement d’un agent absent ?",
        "je remplace une collègue en congé maternité, mon contrat va jusqu’à quand ?",
        "Mon CDD de remplacement peut-il être renouvelé si l’agent titulaire prolonge son arrêt ?",
        "Peut-on embaucher le remplaçant quelques jours avant le départ de l’agent, en tuilage ?",
        "La personne que je remplace revient lundi, mon contrat s’arrête tout de suite ?",
        "remplacement d’un agent a temps partiel, quelle duree de contrat possible",
        (
            "Un agent part en disponibilité 6 mois pour suivre un proche : puis-je prendre un "
            "contractuel en remplacement ?"
        ),
        "Y a-t-il une durée maximale pour un CDD L332-13 de remplacement ?",
        "Mon contrat de remplaçant est renouvelé automatiquement tant que l’arrêt maladie dure ?",
        "Remplacement d’un agent en longue maladie : peut-on faire un CDD de deux ans ?",
    ),
)
def remplacement() -> Answer:
    """Replace for as long as the absence, even from a little before it."""
    return value(
        "Un contrat de remplacement est un CDD conclu dans la limite de la durée de l’absence de "
        "l’agent remplacé, sans maximum en mois : il peut commencer avant son départ et être "
        "renouvelé tant que l’absence continue, par décision expresse, jamais par tacite "
        "reconduction."
    )


@rule(
    "CTR-04",
    SUBJECT,
    title="Contrat sur emploi vacant",
    cites=(Article("CGFP", "L332-14", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    applies_to=(CONTRACTUEL,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        (
            "Combien de temps peut-on employer un contractuel sur un poste vacant en attendant un "
            "fonctionnaire ?"
        ),
        "contrat pour vacance temporaire d’emploi : durée max ?",
        "Mon CDD L332-14 d’un an se termine, la mairie peut-elle me prolonger ?",
        (
            "J’occupe un poste vacant depuis 2 ans dans l’attente du recrutement d’un titulaire, "
            "peut-on encore renouveler ?"
        ),
        "on a pas trouvé de fonctionnaire sur le poste vacant, je prolonge la contractuelle ?",
        "Vacance d’emploi : CDD de 18 mois d’emblée, possible ou pas ?",
        "La prolongation d’un an sur poste vacant suppose-t-elle un recrutement infructueux ?",
        "Ils me refont un contrat en attendant de trouver un titulaire, jusqu’à quand ?",
        (
            "L’agent est parti en mutation, je prends un contractuel le temps de recruter un "
            "titulaire : quelle durée ?"
        ),
        "Ancien article 3-2, contrat d’un an renouvelable une fois, c’est toujours ça ?",
    ),
)
def emploi_vacant(jour: date, duree_du_contrat: int | None = None) -> Answer:
    """On a vacant job: one year, two in all when no fonctionnaire could be recruited."""
    un_contrat = int(AMOUNTS.on("contrats_temporaires.vacance_ans", jour))
    total = int(AMOUNTS.on("contrats_temporaires.vacance_total_ans", jour))
    limite = (
        f"{counted(un_contrat, 'an')} au plus, prolongeable jusqu’à {counted(total, 'an')} au "
        "total si le recrutement d’un fonctionnaire n’a pas abouti"
    )
    if duree_du_contrat is not None and duree_du_contrat > total * MONTHS_IN_A_YEAR:
        return not_met(
            f"Sur un emploi vacant en attente d’un fonctionnaire, un CDD de "
            f"{counted(duree_du_contrat, 'mois')} n’est pas possible : {limite}."
        )
    d_emblee = (
        f" {counted(duree_du_contrat, 'mois')} d’emblée, en un seul contrat, n’est donc pas "
        "possible."
        if duree_du_contrat is not None and duree_du_contrat > un_contrat * MONTHS_IN_A_YEAR
        else ""
    )
    return value(
        f"Sur un emploi vacant, dans l’attente d’un fonctionnaire, un CDD dure {limite}.{d_emblee}"
    )


@rule(
    "CTR-05",
    SUBJECT,
    title="Accroissement temporaire d’activité",
    cites=(Article("CGFP", "L332-23", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    applies_to=(CONTRACTUEL,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Quelle est la durée maximale d’un contrat pour accroissement temporaire d’activité ?",
        "CDD surcroît de travail : combien de mois au total ?",
        "Mon contrat pour accroissement temporaire fait déjà 10 mois, renouvelable 6 mois ?",
        "cdd renfort pour surcharge de boulot, ça peut durer combien de tps maxi",
        (
            "J’ai besoin d’un renfort pour un pic d’activité au service état civil : quelle durée "
            "de contrat puis-je faire ?"
        ),
        "Peut-on renouveler un contrat L332-23 1° au-delà d’un an ?",
        "Sur quelle période s’apprécient les 12 mois d’accroissement temporaire ?",
        (
            "L’année dernière j’ai fait 12 mois en accroissement d’activité, peut-on me reprendre "
            "tout de suite sur le même motif ?"
        ),
        "Ils me reconduisent en besoin occasionnel depuis deux ans, est-ce légal ?",
    ),
)
def accroissement_temporaire(jour: date, duree_du_contrat: int | None = None) -> Answer:
    """Twelve months, renewals included, within eighteen months in a row."""
    return _accroissement("accroissement", "un accroissement temporaire", jour, duree_du_contrat)


@rule(
    "CTR-06",
    SUBJECT,
    title="Contrat saisonnier",
    cites=(Article("CGFP", "L332-23", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    applies_to=(CONTRACTUEL,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Combien de temps peut durer un contrat saisonnier à la mairie ?",
        "emploi saisonnier piscine : 7 mois c’est possible ?",
        "Je suis saisonnier depuis avril, jusqu’à quand peut-on me prolonger ?",
        "Quelle est la durée maximale d’un recrutement pour accroissement saisonnier d’activité ?",
        "On recrute des surveillants de baignade pour la saison, quelle durée de CDD maximum ?",
        "job d’été puis job d’hiver dans la meme commune, combien de mois en tout sur l’année ?",
        "Un saisonnier peut-il être renouvelé après ses six mois ?",
        (
            "Les espaces verts veulent garder leur saisonnier jusqu’à Noël, il est là depuis mai : "
            "a-t-on le droit ?"
        ),
        "Contrat saisonnier L332-23 2°, période de référence ?",
    ),
)
def saisonnier(jour: date, duree_du_contrat: int | None = None) -> Answer:
    """Six months, renewals included, within twelve months in a row."""
    return _accroissement("saison", "un accroissement saisonnier", jour, duree_du_contrat)


def _accroissement(kind: str, besoin: str, jour: date, duree: int | None) -> Answer:
    most = int(AMOUNTS.on(f"contrats_temporaires.{kind}_mois", jour))
    period = AMOUNTS.on(f"contrats_temporaires.{kind}_periode_mois", jour)
    limite = (
        f"{counted(most, 'mois')} au plus, renouvellements compris, sur une période de "
        f"{counted(period, 'mois')} consécutifs"
    )
    if duree is not None and duree > most:
        return not_met(
            f"Un CDD de {counted(duree, 'mois')} pour {besoin} d’activité n’est pas possible : il "
            f"dure {limite}."
        )
    return value(f"Un CDD pour {besoin} d’activité dure {limite}.")


@rule(
    "CTR-07",
    SUBJECT,
    title="Contrat de projet",
    cites=(
        Article("CGFP", "L332-24", CODE_IN_FORCE),
        Article("CGFP", "L332-25", CODE_IN_FORCE),
        Article("CGFP", "L332-26", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    applies_to=(CONTRACTUEL,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Quelle est la durée d’un contrat de projet ?",
        "contrat de projet 6 mois c possible ?",
        "Mon contrat de projet peut-il être renouvelé et jusqu’à quand ?",
        "Je suis en contrat de projet depuis 5 ans, aurai-je un CDI au bout de six ans ?",
        "Durée minimale et maximale du contrat de projet L332-24 ?",
        "Le projet est abandonné, peut-on rompre mon contrat de projet avant la date prévue ?",
        "Nous recrutons un chef de projet Petites villes de demain : combien d’années de contrat ?",
        "Le contrat de projet s’arrête quand le projet est fini ou à la date écrite ?",
        "contrat de projet = cdi a la fin ou pas ?",
        "contrat de projet : combien d’années maximum, renouvellement compris ?",
        "Un contrat de projet peut-il durer moins d’un an ou plus de six ans ?",
        (
            "Le financement du projet tombe à l’eau au bout de huit mois, je peux rompre le "
            "contrat de l’agent ?"
        ),
    ),
)
def contrat_de_projet(jour: date, duree_du_contrat: int | None = None) -> Answer:
    """Take from one to six years for a project, renewals included."""
    least = int(AMOUNTS.on("contrats_temporaires.projet_minimum_ans", jour))
    most = int(AMOUNTS.on("contrats_temporaires.projet_maximum_ans", jour))
    rupture = counted(AMOUNTS.on("contrats_temporaires.projet_rupture_ans", jour), "an")
    limits = f"au moins {counted(least, 'an')} et au plus {counted(most, 'an')}"
    if duree_du_contrat is not None and not (
        least * MONTHS_IN_A_YEAR <= duree_du_contrat <= most * MONTHS_IN_A_YEAR
    ):
        return not_met(
            f"Un contrat de projet de {counted(duree_du_contrat, 'mois')} n’est pas possible : il "
            f"dure {limits}, renouvellements compris."
        )
    return value(
        f"Un contrat de projet dure {limits}, renouvellements compris, et finit avec le projet ; "
        "s’il ne peut pas se réaliser, l’employeur peut rompre le contrat après "
        f"{rupture}. Il n’ouvre pas de CDI et ne compte pas dans les années qui y mènent."
    )
