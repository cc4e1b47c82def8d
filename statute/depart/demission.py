"""Démission of a fonctionnaire."""

from datetime import date

from statute.amounts import AMOUNTS, AmountUnknown
from statute.french import counted
from statute.rule import (
    CODE_IN_FORCE,
    STAGIAIRE,
    THIRD_READING,
    TITULAIRE,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject("demission", "Démission d’un fonctionnaire", categories=("depart",))


@rule(
    "DEM-01",
    SUBJECT,
    title="Démission d’un fonctionnaire",
    cites=(Article("CGFP", "L551-1", CODE_IN_FORCE), Article("CGFP", "L551-2", CODE_IN_FORCE)),
    in_force_since=CODE_IN_FORCE,
    applies_to=(TITULAIRE, STAGIAIRE),
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=(
        "Comment démissionner quand on est fonctionnaire titulaire ?",
        "je veux démissionner de la mairie, y a un préavis de combien ?",
        "Ma démission a été acceptée mais je change d’avis, puis-je revenir dessus ?",
        "La collectivité peut-elle refuser ma démission ?",
        "j’ai envoyé ma lettre de demission il y a 3 semaines et aucune reponse",
        "Un agent m’a dit oralement qu’il démissionnait, est-ce que ça suffit ?",
        "Stagiaire de la fonction publique, je souhaite démissionner avant ma titularisation.",
        "Sous quel délai l’employeur doit-il répondre à une démission de fonctionnaire ?",
        "demission refusée, quel recours, la CAP ?",
        "Si je pars sans attendre la réponse à ma démission, qu’est-ce que je risque ?",
        "Qui fixe la date de départ après une démission ?",
        "Une démission donnée par téléphone ou à l’oral est-elle valable ?",
        "J’ai démissionné sous le coup de la colère, c’est rattrapable ?",
    ),
)
def demission(jour: date, statut: str | None = None) -> Answer:
    """Count a resignation once accepted, within a month; then it is irrevocable."""
    months = counted(AMOUNTS.on("demission.reponse_de_l_employeur", jour), "mois")
    return value(
        "Un fonctionnaire démissionne par écrit, sans équivoque : à l’oral, cela ne compte pas."
        f"{_of_a_trainee(jour) if statut == STAGIAIRE else ''} La démission ne prend effet qu’une "
        "fois acceptée, à la date fixée par l’employeur, qui décide sous "
        f"{months} après réception ; son silence n’est pas une acceptation. S’il refuse, la "
        "commission administrative paritaire (CAP) peut être saisie. Acceptée, elle est "
        "irrévocable ; partir avant la date fixée expose à une sanction."
    )


def _of_a_trainee(jour: date) -> str:
    try:
        months = counted(AMOUNTS.on("demission.stagiaire_mois", jour), "mois")
    except AmountUnknown:
        return ""
    return f" Un stagiaire le fait au moins {months} avant de partir."
