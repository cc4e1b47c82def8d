"""Mutation to another local government: notice, silence, refund of training."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.french import counted
from statute.rule import (
    CODE_IN_FORCE,
    FIRST_READING,
    TITULAIRE,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject("mutation", "Mutation", categories=("mobilite",))


def _months(name: str, jour: date) -> str:
    return counted(AMOUNTS.on(f"mutation.{name}", jour), "mois")


@rule(
    "MUT-01",
    SUBJECT,
    title="Mutation : préavis et refus",
    cites=(Article("CGFP", "L511-3", CODE_IN_FORCE), Article("CGFP", "L512-24", CODE_IN_FORCE)),
    in_force_since=CODE_IN_FORCE,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Quel est le préavis pour une mutation vers une autre commune ?",
        "Ma mairie peut-elle refuser ma mutation ?",
        "j'ai demandé ma mut il y a 2 mois et demi, pas de réponse, ça veut dire non ?",
        "Mon maire veut me garder 6 mois alors que la nouvelle collectivité m'attend.",
        "Le silence de mon employeur sur ma demande de mutation vaut-il refus ?",
        "preavis mutation 3 mois obligatoire ou on peut négocier ?",
        "Un agent de mon équipe part par mutation, combien de temps puis-je le retenir ?",
        "je suis pris au département, ma ville bloque mon depart, elle a le droit ???",
        "Qui prononce la mutation et à quelle date prend-elle effet ?",
        "Sous combien de temps doit-on répondre à une demande de mutation externe ?",
        "Recrutée par l'agglo, quand puis-je quitter ma mairie si elle ne dit rien ?",
    ),
)
def mutation(jour: date) -> Answer:
    """Allow the employer three months' notice and no more; its silence accepts."""
    return value(
        "Pour un fonctionnaire, une mutation ne peut être refusée que pour nécessités du service "
        "(ou sur avis de la Haute Autorité pour la transparence de la vie publique) et "
        f"{_months('silence', jour)} de silence de l’employeur valent acceptation. Il peut "
        f"imposer un préavis de {_months('preavis', jour)} au plus, sauf accord plus court ou "
        "durée plus longue prévue par le statut particulier. La mutation est prononcée par la "
        "collectivité d’accueil."
    )


@rule(
    "MUT-02",
    SUBJECT,
    title="Mutation dans les trois ans de la titularisation",
    cites=(Article("CGFP", "L512-25", CODE_IN_FORCE), Article("CGFP", "L423-10", CODE_IN_FORCE)),
    in_force_since=CODE_IN_FORCE,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Mutation moins de 3 ans après la titularisation : qui rembourse la formation ?",
        "titularisé il y a un an, si je mute je dois rembourser ma formation ?",
        "Ma commune me réclame le coût de la formation d'intégration parce que je pars.",
        "La collectivité d'accueil doit-elle verser une indemnité à la collectivité d'origine ?",
        "On recrute un policier municipal titularisé depuis 18 mois, que devons-nous payer ?",
        "indemnité de mutation trois ans après titularisation, calcul ?",
        "L'agent qu'on a formé s'en va 2 ans après son stage, peut-on se faire rembourser ?",
        "désaccord entre deux mairies sur le montant du remboursement de la formation",
        "Faut-il attendre 3 ans après la titularisation pour muter sans frais ?",
        "Au bout de quel délai la nouvelle collectivité ne doit plus rien à l'ancienne ?",
        "policier municipal avec un engagement de servir : qui rembourse ma formation si je mute ?",
    ),
)
def remboursement_de_la_formation(jour: date) -> Answer:
    """Make the town that hires within three years of tenure pay for the training."""
    # The exception of the municipal police is L423-10, read in the code (text of mid-2025).
    years = counted(AMOUNTS.on("mutation.remboursement_de_la_formation", jour), "an")
    return value(
        f"Si la mutation a lieu dans les {years} après la titularisation, c’est la collectivité "
        "d’accueil, non l’agent, qui indemnise celle d’origine : paie pendant la formation "
        "obligatoire et coût des formations complémentaires. Sans accord sur le montant, elle "
        "rembourse toutes les dépenses. Exception : un policier municipal qui rompt un engagement "
        "de servir rembourse lui-même."
    )
