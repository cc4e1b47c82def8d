"""Unfitness of titulaires: disponibilité d’office, preparation for another job, reclassement."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.french import counted, number
from statute.rule import (
    CODE_IN_FORCE,
    FIRST_READING,
    SECOND_READING,
    TITULAIRE,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject(
    "inaptitude",
    "Inaptitude et reclassement",
    categories=("sante-securite", "maladie"),
)


@rule(
    "DOF-01",
    SUBJECT,
    title="Disponibilité d’office pour raison de santé",
    applies_to=(TITULAIRE,),
    presumes_status=True,
    cites=(Article("décret 86-68", "art. 19"),),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        (
            "Qu'est-ce que la disponibilité d'office pour raison de santé et combien de temps "
            "dure-t-elle ?"
        ),
        "fin de mes droits a maladie on parle de dispo d'office",
        "Je suis en disponibilité d'office depuis un an, peut-elle être renouvelée ?",
        (
            "Un agent a épuisé son CMO et reste inapte temporairement : dans quelle position le "
            "placer ?"
        ),
        "DORS durée maximum et nombre de renouvellements",
        (
            "Mon congé maladie est terminé et j'attends l'avis du conseil médical, suis-je encore "
            "payée ?"
        ),
        "On veut me mettre en dispo d'office sans salaire, c'est une honte, que dit la loi ?",
        "demi traitement maintenu en attendant le conseil medical ?",
        "Après trois ans de disponibilité d'office, est-ce vraiment fini ?",
        "Peut-on renouveler une quatrième année la disponibilité d'office pour santé ?",
    ),
)
def disponibilite_d_office(jour: date) -> Answer:
    """Give a year, renewable twice, once more by exception; half pay pending the opinion."""
    annee = AMOUNTS.on("inaptitude.mois_de_disponibilite", jour) / 12
    fois = AMOUNTS.on("inaptitude.renouvellements", jour)
    return value(
        f"{counted(annee, 'an')} au plus, renouvelable {number(fois)} fois "
        f"({counted(annee * (1 + fois), 'an')} en tout), exceptionnellement une fois de plus : "
        "c’est la durée de la disponibilité d’office pour raison de santé d’un titulaire dont les "
        "congés de maladie sont épuisés. Le demi-traitement est gardé dans l’attente de l’avis "
        "médical.",
    )


@rule(
    "PPR-01",
    SUBJECT,
    title="Période de préparation au reclassement",
    applies_to=(TITULAIRE,),
    presumes_status=True,
    cites=(Article("CGFP", "L826-2", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Qu'est-ce que la PPR et combien de temps dure-t-elle ?",
        "periode de preparation au reclassement salaire maintenu ?",
        (
            "Je suis reconnue inapte à mon poste d'ATSEM, ai-je droit à une préparation au "
            "reclassement ?"
        ),
        "La PPR compte-t-elle pour l'avancement et la retraite ?",
        "Un agent inapte peut-il se former pendant un an avant d'être reclassé ?",
        "Ma procédure d'inaptitude est en cours, puis-je déjà commencer une PPR ?",
        "inapte définitif à mes fonctions, la mairie veut me licencier tout de suite !",
        "ppr durée maximale un an ou plus",
        "Est-on payé pendant la période de préparation au reclassement ?",
    ),
)
def preparation_au_reclassement(jour: date) -> Answer:
    """Give a year at most, pay kept, counted as service, from the start of the procedure."""
    duree = counted(AMOUNTS.on("inaptitude.mois_de_preparation", jour) / 12, "an")
    return value(
        f"{duree} au plus, avec maintien du traitement : la période de préparation au reclassement "
        "(PPR) est de droit pour un fonctionnaire titulaire reconnu inapte à ses fonctions, ou "
        "dont la procédure d’inaptitude est engagée. Elle compte comme du service effectif.",
    )


@rule(
    "PPR-02",
    SUBJECT,
    title="Reclassement pour inaptitude",
    applies_to=(TITULAIRE,),
    presumes_status=True,
    cites=(
        Article("CGFP", "L826-3", CODE_IN_FORCE),
        Article("CGFP", "L826-4", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Comment se passe un reclassement pour inaptitude physique ?",
        "reclassement medical detachement ou integration",
        "Je ne peux plus porter de charges, puis-je être reclassé sur un poste administratif ?",
        "Faut-il faire une PPR avant d'être reclassé ?",
        "Un agent technique inapte peut-il être détaché dans la filière administrative ?",
        "Après combien de temps puis-je être intégrée dans mon cadre d'emplois de reclassement ?",
        "le reclassement se fait il a ma demande ou c'est la mairie qui decide",
        "Peut-on me reclasser dans un grade inférieur au mien ?",
        "Mon poste ne peut pas être aménagé, quelles sont les solutions ?",
    ),
)
def reclassement(jour: date) -> Answer:
    """On request, after the preparation or at once; by secondment, integration a year later."""
    delai = counted(AMOUNTS.on("inaptitude.mois_avant_integration", jour) / 12, "an")
    return value(
        "Le reclassement est possible à la demande du titulaire inapte dont le poste ne peut être "
        "adapté, après une période de préparation (PPR) ou directement : par détachement sur un "
        f"emploi de niveau équivalent ou inférieur, avec intégration possible après {delai}. "
        "L’employeur peut aussi l’engager sans demande, sous réserve de recours.",
    )
