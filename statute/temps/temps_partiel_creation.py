"""Temps partiel to create or take over a business."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.french import counted
from statute.rule import (
    CODE_IN_FORCE,
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
    "temps_partiel_creation_entreprise",
    "Temps partiel pour créer ou reprendre une entreprise",
    categories=("temps-partiel",),
)


@rule(
    "TP-05",
    SUBJECT,
    title="Temps partiel pour créer ou reprendre une entreprise",
    cites=(Article("CGFP", "L123-8", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Je veux créer ma boîte tout en gardant mon poste à la mairie, puis-je passer à mi-temps ?",
        "temps partiel pour création d’entreprise : quelle durée maximum ?",
        "je monte ma micro entreprise, faut que je me mette à temps partiel ?",
        "Puis-je reprendre la boulangerie de mon oncle en restant agent territorial à 50 % ?",
        "Mes trois ans de temps partiel création se terminent, est-ce renouvelable ?",
        "Ma collectivité peut-elle refuser un temps partiel demandé pour lancer une activité ?",
        "Un agent à temps complet se lance comme auto-entrepreneur, quel temps partiel ?",
        "J’ai déjà eu un temps partiel création il y a deux ans, je peux en redemander un ?",
        "création d’activité + temps partiel à 40 %, possible ?",
        "Mon temps complet m’empêche d’ouvrir mon commerce, que faire sans démissionner ?",
        "C’est de droit, le temps partiel pour devenir repreneur d’une société ?",
        "Un temps partiel création peut-il durer 4 ans en tout ?",
    ),
)
def creation_d_entreprise(jour: date, quotite: int | None = None) -> Answer:
    """Three years and one more, at least half time, if the service allows; again after three."""
    au_moins, duree, renouvellement, delai = (
        AMOUNTS.on(f"temps_partiel_creation.{name}", jour)
        for name in (
            "quotite_minimale",
            "annees",
            "annees_de_renouvellement",
            "annees_avant_un_nouveau",
        )
    )
    if quotite is not None and quotite < au_moins:
        return not_met(
            "Le temps partiel pour créer ou reprendre une entreprise ne peut être inférieur à "
            f"{counted(au_moins, '%')} : {counted(quotite, '%')} n’est pas possible.",
        )
    return value(
        f"{counted(duree, 'an')} au plus, renouvelables {counted(renouvellement, 'an')}, à "
        f"{counted(au_moins, '%')} au moins : un agent à temps complet peut créer ou reprendre une "
        "entreprise à temps partiel, sur autorisation, si le service le permet ; ce n’est pas de "
        f"droit. Il faut attendre {counted(delai, 'an')} avant un nouveau temps partiel de ce "
        "type.",
    )
