"""Unemployment: who is compensated after leaving, and who pays."""

from datetime import date

from statute.facts import CONTRACTUEL
from statute.rule import (
    SECOND_READING,
    THIRD_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    to_check,
    value,
)

SUBJECT = Subject("chomage", "Allocation chômage d’un agent public", categories=("depart",))

DECRET = date(2020, 6, 19)
CODE_DU_TRAVAIL = date(2024, 1, 1)
ACCORD = date(2026, 2, 25)

L5424_1 = Article("CT", "L5424-1", date(2019, 8, 23))


@rule(
    "ARE-01",
    SUBJECT,
    title="Chômage après une démission",
    cites=(Article("décret 2020-741", "art. 3", DECRET), L5424_1),
    in_force_since=DECRET,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=(
        "Si je démissionne de la mairie, ai-je droit au chômage ?",
        "demission fonction publique chomage ou pas",
        "Je démissionne pour suivre mon conjoint muté, serai-je indemnisé ?",
        "J’ai refusé le renouvellement de mon CDD, puis-je toucher l’ARE ?",
        "On me propose un renouvellement avec moins d’heures, si je refuse j’ai le chômage ?",
        "Un fonctionnaire qui démissionne touche-t-il les allocations chômage ?",
        "Qu’est-ce qu’une démission légitime pour un agent public ?",
        "Ma collègue a démissionné et touche le chômage, pourquoi pas moi ?",
        "Un agent qui quitte son poste de lui-même nous réclame l’ARE, que répondre ?",
        "Je refuse de prolonger mon contrat pour raison familiale, perte d’emploi involontaire ?",
    ),
)
def apres_une_demission() -> Answer:
    """Pay nothing after a resignation, unless its reason is legitimate."""
    # The number of the article: info-decision.fr, which quotes article 3, 2° of the decree.
    return value(
        "Une démission n’ouvre pas l’allocation chômage (ARE, allocation d’aide au retour à "
        "l’emploi), sauf motif légitime au sens de l’assurance chômage. Le refus d’un "
        "renouvellement de contrat non plus, sauf motif personnel légitime ou modification "
        "importante (substantielle) du contrat que l’employeur ne justifie pas. Un réexamen est "
        "possible plus tard : son délai est à vérifier auprès de France Travail."
    )


@rule(
    "ARE-02",
    SUBJECT,
    title="Qui paie le chômage d’un agent public",
    cites=(L5424_1, Article("CT", "L5424-2", CODE_DU_TRAVAIL)),
    in_force_since=CODE_DU_TRAVAIL,
    verification=Verification.OFFICIAL,
    verified_on=SECOND_READING,
    questions=(
        "Qui me verse le chômage à la fin de mon contrat : la mairie ou France Travail ?",
        "pole emploi me renvoie vers la mairie pour mes allocations, c normal ?",
        "La collectivité est-elle en auto-assurance pour le chômage ?",
        "La gestion du chômage peut-elle être confiée à France Travail par convention ?",
        "Un fonctionnaire privé d’emploi est-il payé par son ancien employeur ?",
        "La commune peut-elle adhérer à l’assurance chômage pour ses titulaires ?",
        "Adhésion de la collectivité au régime d’assurance chômage pour ses contractuels ?",
        "France Travail refuse de m’indemniser car mon dernier employeur est public, qui paie ?",
        "Fin de CDD : à quel organisme dois-je demander mes allocations ?",
        "Qui prend en charge l’ARE après la révocation d’un fonctionnaire ?",
    ),
)
def qui_paie(statut: str | None = None) -> Answer:
    """Make the town pay its own fonctionnaires; it may insure its contractuels."""
    fonctionnaire = (
        "la collectivité paie elle-même l’allocation chômage (auto-assurance) : elle ne peut pas "
        "adhérer à l’assurance chômage, mais peut en confier la gestion à France Travail"
    )
    contractuel = (
        "l’allocation est payée par France Travail si la collectivité a choisi d’adhérer à "
        "l’assurance chômage, par la collectivité sinon"
    )
    if statut == CONTRACTUEL:
        return value(f"Pour un contractuel, {contractuel}.")
    if statut is not None:
        return value(f"Pour un fonctionnaire privé d’emploi, {fonctionnaire}.")
    return value(f"Pour un fonctionnaire, {fonctionnaire} ; pour un contractuel, {contractuel}.")


@rule(
    "ARE-03",
    SUBJECT,
    title="Chômage après une rupture conventionnelle : accord de 2026",
    cites=(L5424_1,),
    in_force_since=ACCORD,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Combien de mois de chômage après une rupture conventionnelle dans la fonction publique ?",
        "rupture co + chomage, la durée a baissé en 2026 ?",
        "L’accord de février 2026 sur le chômage s’applique-t-il aux agents territoriaux ?",
        "Si je signe une rupture conventionnelle, combien de temps serai-je indemnisé ?",
        "Est-ce vrai que l’indemnisation passe à 15 mois après une rupture conventionnelle ?",
        "J’ai 56 ans, durée d’ARE après rupture conventionnelle avec la mairie ?",
        "Nouvelle règle chômage rupture conventionnelle : concerne-t-elle les contractuels ?",
        "Un agent hésite sur sa rupture conventionnelle à cause de la baisse du chômage annoncée.",
    ),
)
def apres_une_rupture_conventionnelle() -> Answer:
    """Know only that a private-sector agreement would shorten it; its effect here is unknown."""
    return to_check(
        "La durée du chômage après une rupture conventionnelle suit les règles de l’assurance "
        "chômage ; un accord du secteur privé de février 2026 prévoit de la réduire, mais son "
        "entrée en vigueur et son effet sur les agents publics sont à vérifier."
    )
