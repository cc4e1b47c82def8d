"""Complementary insurance: what the employer pays towards santé and prévoyance."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.french import counted, day, euros, percent
from statute.rule import (
    CODE_IN_FORCE,
    SECOND_READING,
    Answer,
    Article,
    Subject,
    Verification,
    not_met,
    rule,
    value,
)

SUBJECT = Subject(
    "protection_sociale",
    "Mutuelle et prévoyance : la participation de l’employeur",
    categories=("action-sociale-psc",),
)

PREVOYANCE = date(2025, 1, 1)
SANTE = date(2026, 1, 1)
LOI_PREVOYANCE = date(2025, 12, 24)
ECHEANCE = date(2029, 1, 1)
"""The last day on which the compulsory collective contract starts."""

QUESTIONS_PREVOYANCE = (
    "Combien la mairie paie-t-elle pour ma prévoyance ?",
    "la participation employeur a la prevoyance c combien par mois",
    "Y a-t-il un minimum légal de participation au maintien de salaire ?",
    "Ma collectivité ne participe pas à ma garantie maintien de salaire, est-ce obligatoire ?",
    "7 € par mois pour la prévoyance, c’est bien le minimum ?",
    "Participation prévoyance : montant plancher pour un employeur territorial ?",
    "Puis-je toucher l’aide de l’employeur si j’ai pris ma propre prévoyance ?",
    "Un agent demande pourquoi il n’a que 7 euros sur sa fiche de paie pour la prévoyance.",
    "les contractuels aussi ont la participation prévoyance ?",
    "Depuis quelle date la participation à la prévoyance est-elle obligatoire pour la mairie ?",
)
QUESTIONS_SANTE = (
    "Combien l’employeur verse-t-il pour ma mutuelle santé ?",
    "la mairie participe a ma mutuelle ? combien",
    "Depuis quand la participation à la complémentaire santé est-elle obligatoire ?",
    "15 € par mois pour la mutuelle : minimum légal ou choix de la collectivité ?",
    "Ma boîte ne me donne rien pour la mutuelle, c’est légal ?",
    "Montant de référence et part employeur pour la complémentaire santé des agents ?",
    "Faut-il une mutuelle labellisée pour toucher la participation de l’employeur ?",
    "J’ai la mutuelle de mon conjoint, ai-je quand même les 15 euros ?",
    "Un CDD peut-il avoir l’aide à la mutuelle ?",
)


@rule(
    "PSC-01",
    SUBJECT,
    title="Participation de l’employeur à la prévoyance",
    cites=(Article("CGFP", "L827-11", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    in_force_until=date(2024, 12, 31),
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=QUESTIONS_PREVOYANCE,
)
def prevoyance_facultative() -> Answer:
    """Leave the employer free to pay nothing before 2025."""
    return not_met(
        f"Avant le {day(PREVOYANCE)}, aucun minimum n’oblige l’employeur à participer à la "
        "prévoyance (maintien de salaire) de ses agents : seule la délibération de la collectivité "
        "en décide."
    )


@rule(
    "PSC-01",
    SUBJECT,
    title="Participation de l’employeur à la prévoyance",
    cites=(
        Article("CGFP", "L827-11", CODE_IN_FORCE),
        Article("décret 2022-581", "art. 2", PREVOYANCE),
    ),
    in_force_since=PREVOYANCE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=QUESTIONS_PREVOYANCE,
)
def participation_a_la_prevoyance(jour: date) -> Answer:
    """Make the employer pay at least a fifth of a reference amount a month."""
    reference = AMOUNTS.on("protection_sociale.reference_prevoyance", jour)
    part = AMOUNTS.on("protection_sociale.part_prevoyance", jour)
    return value(
        f"L’employeur verse au moins {euros(part * reference)} par mois pour la prévoyance "
        "(maintien de salaire) de chaque agent adhérent, contractuel compris, soit "
        f"{percent(part)} de {euros(reference)} : c’est obligatoire depuis le {day(PREVOYANCE)}. "
        "La délibération de la collectivité fixe le montant, qui peut être plus élevé, et les "
        "contrats acceptés."
    )


@rule(
    "PSC-02",
    SUBJECT,
    title="Participation de l’employeur à la complémentaire santé",
    cites=(Article("CGFP", "L827-10", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    in_force_until=date(2025, 12, 31),
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=QUESTIONS_SANTE,
)
def sante_facultative() -> Answer:
    """Leave the employer free to pay nothing before 2026."""
    return not_met(
        f"Avant le {day(SANTE)}, aucun minimum n’oblige l’employeur à participer à la "
        "complémentaire santé (mutuelle) de ses agents : seule la délibération de la collectivité "
        "en décide."
    )


@rule(
    "PSC-02",
    SUBJECT,
    title="Participation de l’employeur à la complémentaire santé",
    cites=(Article("CGFP", "L827-10", CODE_IN_FORCE), Article("décret 2022-581", "art. 6", SANTE)),
    in_force_since=SANTE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=QUESTIONS_SANTE,
)
def participation_a_la_sante(jour: date) -> Answer:
    """Make the employer pay at least half of a reference amount a month."""
    reference = AMOUNTS.on("protection_sociale.reference_sante", jour)
    part = AMOUNTS.on("protection_sociale.part_sante", jour)
    return value(
        f"L’employeur verse au moins {euros(part * reference)} par mois pour la complémentaire "
        f"santé (mutuelle) de chaque agent adhérent, contractuel compris, soit {percent(part)} de "
        f"{euros(reference)} : c’est obligatoire depuis le {day(SANTE)}. La délibération de la "
        "collectivité fixe le montant, qui peut être plus élevé, et les contrats acceptés "
        "(labellisé ou collectif)."
    )


@rule(
    "PSC-03",
    SUBJECT,
    title="Réforme de la prévoyance : contrat collectif obligatoire",
    cites=(
        Article("loi 2025-1251", "art. 6", LOI_PREVOYANCE),
        Article("CGFP", "L827-6", LOI_PREVOYANCE),
        Article("CGFP", "L827-11", LOI_PREVOYANCE),
    ),
    in_force_since=LOI_PREVOYANCE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Quand la prévoyance deviendra-t-elle obligatoire pour tous les agents ?",
        "prevoyance 50 % payé par l’employeur c’est pour quand",
        "La loi de décembre 2025 sur la prévoyance s’applique-t-elle déjà chez nous ?",
        "Devrai-je quitter ma prévoyance labellisée personnelle ?",
        "Contrat collectif à adhésion obligatoire : quelle date limite pour la collectivité ?",
        "Notre convention de participation finit fin 2027, que se passe-t-il après ?",
        "Je suis en arrêt longue maladie, serai-je forcé d’adhérer au contrat de prévoyance ?",
        "On m’a dit que dès 2026 l’employeur paye la moitié de la prévoyance, c’est faux ?",
        "La réforme de la prévoyance change-t-elle aussi la mutuelle santé ?",
        "Convention prévoyance qui court jusqu’en 2030 : doit-on la modifier en 2029 ?",
        "Après combien de jours de reprise un agent en arrêt doit-il adhérer à la prévoyance ?",
        "la labellisation prévoyance est supprimée, et celle de la mutuelle santé aussi ?",
    ),
)
def prevoyance_obligatoire(jour: date) -> Answer:
    """Start the compulsory contract, half paid by the employer, in 2029 or when one ends before."""
    part = AMOUNTS.on("protection_sociale.part_prevoyance_de_la_reforme", jour)
    reprise = AMOUNTS.on("protection_sociale.jours_de_reprise", jour)
    actuel = AMOUNTS.on("protection_sociale.part_prevoyance", jour) * AMOUNTS.on(
        "protection_sociale.reference_prevoyance", jour
    )
    return value(
        f"La prévoyance devient obligatoire au plus tard le {day(ECHEANCE)} : un contrat collectif "
        f"payé par l’employeur à au moins {percent(part)} de la cotisation des garanties "
        "minimales, dès la fin d’une convention de participation qui s’achève avant ; une plus "
        f"longue est adaptée à cette date. D’ici là, {euros(actuel)} par mois au moins. La "
        "labellisation disparaît en prévoyance seulement ; la santé ne change pas. Un agent en "
        f"arrêt n’est tenu d’adhérer qu’après {counted(reprise, 'jour')} consécutifs de reprise."
    )
