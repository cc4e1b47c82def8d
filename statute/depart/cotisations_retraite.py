"""What the agent and the town pay to the CNRACL, the pension fund of territorial fonctionnaires."""

from datetime import date
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.french import NBSP, day
from statute.rule import (
    SECOND_READING,
    STAGIAIRE,
    TITULAIRE,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject(
    "cotisations_retraite", "Cotisations de retraite (CNRACL)", categories=("retraite",)
)

TAUX_ACTUEL = date(2020, 1, 1)
DECRET_DE_2024 = date(2024, 1, 1)
DECRET_DE_2025 = date(2025, 1, 1)
BAREME = (2025, 2026, 2027, 2028)
"""The years whose rate the decree of 2025 sets; whether each was applied was not read."""

QUESTIONS_EMPLOYEUR = (
    "Quel est le taux de la cotisation employeur à la CNRACL ?",
    "taux patronal cnracl cette année svp",
    "Contribution CNRACL de la collectivité : combien pour 2026 ?",
    "Le taux employeur de la CNRACL augmente-t-il encore de trois points ?",
    "Pour préparer le budget, quel pourcentage de charges de retraite sur un fonctionnaire ?",
    "on paie combien de part patronale de retraite pr un titulaire",
    "C’est toujours 34,65 % la part patronale ?",
    "En tant que gestionnaire paie, je cherche le taux de la contribution employeur retraite.",
    "Combien la mairie verse-t-elle à la caisse de retraite pour moi ?",
    "Quel taux employeur CNRACL est prévu pour 2027 et 2028 ?",
)


@rule(
    "RET-01",
    SUBJECT,
    title="Retenue de l’agent pour la CNRACL",
    cites=(Article("décret 2014-1531", "art. 11", TAUX_ACTUEL),),
    in_force_since=TAUX_ACTUEL,
    applies_to=(TITULAIRE, STAGIAIRE),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Quel est le taux de ma cotisation retraite sur ma paie ?",
        "cnracl retenue agent c combien de pourcent",
        "Pourquoi on me retire 11,10 % sur mon salaire pour la retraite ?",
        "La retenue CNRACL de l’agent a-t-elle augmenté ?",
        "Ligne CNRACL sur mon bulletin : à quoi correspond le taux ?",
        "On me prélève plus de 10 % pour la pension, c’est normal ?",
        "Part salariale de retraite d’un fonctionnaire territorial ?",
        "combien je cotise pour ma retraite chaque mois en tant que titulaire",
        "Depuis quand la retenue pour pension est-elle à 11,10 % ?",
        "Mon agent stagiaire demande quelle part de son traitement part en cotisation de pension.",
    ),
)
def retenue_de_l_agent(jour: date) -> Answer:
    """Withhold a fixed share of a fonctionnaire's index pay for the pension fund."""
    taux = _two_decimals(AMOUNTS.on("cotisations_retraite.taux_de_l_agent", jour))
    return value(
        f"La retenue pour la retraite est de {taux} du traitement indiciaire brut d’un "
        "fonctionnaire affilié à la CNRACL (Caisse nationale de retraites des agents des "
        f"collectivités locales), taux en vigueur depuis le {day(TAUX_ACTUEL)}."
    )


@rule(
    "RET-02",
    SUBJECT,
    title="Contribution de l’employeur à la CNRACL",
    cites=(Article("décret 2024-49", "art. 2", DECRET_DE_2024),),
    in_force_since=DECRET_DE_2024,
    in_force_until=date(2024, 12, 31),
    applies_to=(TITULAIRE, STAGIAIRE),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=QUESTIONS_EMPLOYEUR,
)
def contribution_de_l_employeur_en_2024(jour: date) -> Answer:
    """Charge the employer one more point in 2024."""
    return _contribution(jour, "2024-49", "")


@rule(
    "RET-02",
    SUBJECT,
    title="Contribution de l’employeur à la CNRACL",
    cites=(Article("décret 2025-86", "art. 1", DECRET_DE_2025),),
    in_force_since=DECRET_DE_2025,
    applies_to=(TITULAIRE, STAGIAIRE),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=QUESTIONS_EMPLOYEUR,
)
def contribution_de_l_employeur(jour: date) -> Answer:
    """Charge the employer three more points a year, on the schedule of one decree."""
    bareme = ", ".join(
        f"{_two_decimals(AMOUNTS.on(f'cotisations_retraite.bareme_{year}', jour))} en {year}"
        for year in BAREME
        if year != jour.year
    )
    return _contribution(jour, "2025-86", f" (barème : {bareme})")


def _contribution(jour: date, decret: str, bareme: str) -> Answer:
    taux = _two_decimals(AMOUNTS.on("cotisations_retraite.taux_de_l_employeur", jour))
    return value(
        f"Le barème du décret {decret} fixe pour {jour.year} à {taux} du traitement indiciaire "
        f"brut la contribution de l’employeur à la CNRACL{bareme}, la caisse de retraite des "
        "fonctionnaires territoriaux ; elle n’est pas retenue sur la paie de l’agent."
    )


def _two_decimals(rate: Fraction) -> str:
    """Write a rate as pay slips do: 11,10 %."""
    return f"{float(rate * 100):.2f}".replace(".", ",") + f"{NBSP}%"
