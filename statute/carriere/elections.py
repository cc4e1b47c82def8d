"""Staff elections: the day, who votes for what, the rules on lists."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.facts import CONTRACTUEL, STAGIAIRE, TITULAIRE
from statute.french import counted, day, number
from statute.rule import (
    SECOND_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject("elections", "Élections professionnelles", categories=("autre",))

ANNONCE = date(2025, 7, 4)
SCRUTIN = date(2026, 12, 10)
CODIFICATION = date(2025, 2, 1)
SIMPLIFICATION = date(2026, 1, 1)
VEILLE_DE_LA_SIMPLIFICATION = date(2025, 12, 31)

CST = "comité social territorial (CST)"
CAP = "commission administrative paritaire (CAP)"
CCP = "commission consultative paritaire (CCP)"

QUESTIONS_LISTES = (
    "Sous quel délai l’autorité territoriale déclare-t-elle un candidat inéligible ?",
    "candidat ineligible sur la liste du syndicat, combien de jours pour le signaler",
    "Peut-on modifier la liste électorale après la clôture si un agent change de situation ?",
    "Que doit mentionner le procès-verbal des élections : les bulletins blancs aussi ?",
    "Simplification des règles électorales de 2025 : qu’est-ce qui change pour le CST ?",
    "Liste déposée avec un candidat qui n’est pas électeur : délai de rectification ?",
    "Une agente arrive la veille du scrutin, peut-on l’inscrire sur la liste électorale ?",
    "Le délai de cinq jours pour vérifier les listes de candidats est-il toujours valable ?",
    "Organisation du scrutin de décembre : contrôle de l’éligibilité des candidats ?",
)


@rule(
    "ELE-01",
    SUBJECT,
    title="Élections professionnelles du 10 décembre 2026",
    cites=(
        Article("arrêté du 2 juillet 2025", "", ANNONCE),
        Article("CGFP", "R211-30", CODIFICATION),
        Article("CGFP", "R211-172", CODIFICATION),
        Article("CGFP", "R211-334", CODIFICATION),
    ),
    in_force_since=ANNONCE,
    verification=Verification.OFFICIAL,
    verified_on=SECOND_READING,
    questions=(
        "Quelle est la date des élections professionnelles ?",
        "c quand les elections du cst",
        "Je suis stagiaire, est-ce que je vote à la CAP ?",
        "Pour quelles instances un contractuel vote-t-il en décembre ?",
        "Élections professionnelles 2026 : CST, CAP, CCP, qui vote pour quoi ?",
        "Le vote électronique dure combien de temps ?",
        "Un CDD de remplacement est-il électeur aux élections du personnel ?",
        "Je suis titulaire, je vote combien de fois le 10 décembre ?",
        "Mon équipe demande quand on élit les représentants du personnel.",
        "Les élections syndicales, c’est bien en 2027 ?",
    ),
)
def elections_professionnelles(jour: date, aujourd_hui: date, statut: str | None = None) -> Answer:
    """Say the day, the bodies each status elects, and how long an electronic vote lasts."""
    when = "ont lieu" if aujourd_hui <= SCRUTIN else "ont eu lieu"
    hours = counted(AMOUNTS.on("elections.heures_de_vote_electronique", jour), "heure")
    days = counted(AMOUNTS.on("elections.jours_de_vote_electronique", jour), "jour")
    return value(
        f"Les élections professionnelles {when} le {day(SCRUTIN)} : {_bodies(statut)} ; un vote "
        f"électronique dure de {hours} à {days} et s’achève ce jour-là."
    )


def _bodies(statut: str | None) -> str:
    conditions = "s’il remplit les conditions de durée de contrat et de présence"
    by_status = {
        TITULAIRE: f"un titulaire vote pour le {CST} et pour la {CAP} de sa catégorie",
        STAGIAIRE: f"un stagiaire vote pour le {CST}, mais pas pour la {CAP}",
        CONTRACTUEL: f"un contractuel vote pour le {CST} et pour la {CCP}, {conditions}",
    }
    everybody = (
        f"tous les agents élisent le {CST}, les titulaires élisent aussi la {CAP}, les "
        f"contractuels la {CCP}"
    )
    return by_status.get(statut or "", everybody)


@rule(
    "ELE-02",
    SUBJECT,
    title="Listes électorales et candidats inéligibles",
    cites=(
        Article("CGFP", "R211-34", CODIFICATION),
        Article("CGFP", "R211-62", CODIFICATION),
        Article("CGFP", "R211-215", CODIFICATION),
        Article("CGFP", "R211-351", CODIFICATION),
    ),
    in_force_since=CODIFICATION,
    in_force_until=VEILLE_DE_LA_SIMPLIFICATION,
    verification=Verification.OFFICIAL,
    verified_on=SECOND_READING,
    questions=QUESTIONS_LISTES,
)
def candidats_avant_2026(jour: date) -> Answer:
    """Give five clear days to declare a candidate ineligible."""
    days = AMOUNTS.on("elections.jours_francs_ineligibilite", jour)
    return value(
        f"L’employeur a {counted(days, 'jour')} francs après la date limite de dépôt des listes "
        "pour déclarer un candidat inéligible ; une fois close, la liste électorale ne change que "
        "si un événement postérieur, prenant effet avant le jour du scrutin, donne ou retire la "
        "qualité d’électeur."
    )


@rule(
    "ELE-02",
    SUBJECT,
    title="Listes électorales et candidats inéligibles",
    cites=(
        Article("décret 2025-1430", "", SIMPLIFICATION),
        Article("CGFP", "R211-34", SIMPLIFICATION),
        Article("CGFP", "R211-62", SIMPLIFICATION),
        Article("CGFP", "R211-138", SIMPLIFICATION),
        Article("CGFP", "R211-177", SIMPLIFICATION),
        Article("CGFP", "R211-215", SIMPLIFICATION),
        Article("CGFP", "R211-339", SIMPLIFICATION),
        Article("CGFP", "R211-351", SIMPLIFICATION),
    ),
    in_force_since=SIMPLIFICATION,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=QUESTIONS_LISTES,
)
def candidats(jour: date) -> Answer:
    """Give eight clear days to declare a candidate ineligible, and count blank votes."""
    days = AMOUNTS.on("elections.jours_francs_ineligibilite", jour)
    before = AMOUNTS.on("elections.jours_francs_ineligibilite", VEILLE_DE_LA_SIMPLIFICATION)
    return value(
        f"Pour les élections de 2026, l’employeur a {counted(days, 'jour')} francs, et non plus "
        f"{number(before)}, après la date limite de dépôt des listes pour déclarer un candidat "
        "inéligible ; la liste électorale peut aussi être modifiée pour un événement antérieur, et "
        "le procès-verbal indique les votes blancs."
    )
