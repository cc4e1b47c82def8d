"""Visits to the occupational health service."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.french import counted
from statute.rule import (
    CODE_IN_FORCE,
    SECOND_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject(
    "suivi_medical",
    "Médecine de prévention",
    categories=("sante-securite", "maladie"),
)

REFORME = date(2025, 12, 12)
VEILLE_DE_LA_REFORME = date(2025, 12, 11)

QUESTIONS = (
    "Tous les combien doit-on passer une visite médicale du travail ?",
    "visite medecine preventive frequence",
    "Je n'ai pas vu le médecin du travail depuis trois ans, est-ce normal ?",
    "La visite d'information et de prévention est-elle toujours tous les deux ans ?",
    "À quelle fréquence convoquer les agents à la visite médicale ?",
    "VIP agents territoriaux périodicité",
    "Je suis en suivi renforcé (travaux en hauteur), à quand ma prochaine visite ?",
    "Un agent sur poste aménagé doit-il voir le médecin plus souvent ?",
    "j'ai jamais de visite medicale dans cette mairie, vous êtes en tort non ?",
    "Visite intermédiaire de suivi médical renforcé : quel délai ?",
    "En période de préparation au reclassement, visite médicale tous les 4 ans ?",
)


@rule(
    "VIP-01",
    SUBJECT,
    title="Visite d’information et de prévention (avant le 12 décembre 2025)",
    cites=(Article("décret 85-603", "art. 20"),),
    in_force_since=CODE_IN_FORCE,
    in_force_until=VEILLE_DE_LA_REFORME,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=QUESTIONS,
)
def visite_avant_la_reforme(jour: date) -> Answer:
    """At least every two years."""
    annees = counted(AMOUNTS.on("suivi_medical.annees_entre_deux_visites", jour), "an")
    return value(
        f"Au moins tous les {annees} : c’était le rythme de la visite d’information et de "
        "prévention (visite médicale du travail) de chaque agent.",
    )


@rule(
    "VIP-01",
    SUBJECT,
    title="Visite d’information et de prévention",
    cites=(
        Article("décret 85-603", "art. 20", REFORME),
        Article("décret 85-603", "art. 21", REFORME),
    ),
    in_force_since=REFORME,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=QUESTIONS,
)
def visite(jour: date) -> Answer:
    """Every five years; every four, with one within two years, for a reinforced follow-up."""
    annees = counted(AMOUNTS.on("suivi_medical.annees_entre_deux_visites", jour), "an")
    avant = counted(
        AMOUNTS.on("suivi_medical.annees_entre_deux_visites", VEILLE_DE_LA_REFORME), "an"
    )
    renforce = counted(AMOUNTS.on("suivi_medical.annees_en_suivi_renforce", jour), "an")
    entre = counted(AMOUNTS.on("suivi_medical.annees_avant_visite_intermediaire", jour), "an")
    return value(
        f"Au moins tous les {annees} (et non plus {avant}) pour la visite d’information et de "
        "prévention (visite médicale du travail). En suivi renforcé, sur un poste adapté ou en "
        "période de préparation au reclassement (PPR) : au moins tous les "
        f"{renforce}, avec une visite intermédiaire dans les {entre}.",
    )
