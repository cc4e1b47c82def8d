"""Temps partiel: how long it is granted for, and how it is renewed or changed."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.french import counted
from statute.rule import THIRD_READING, Answer, Article, Verification, rule, value
from statute.temps.temps_partiel import MOIS_PAR_AN, SUBJECT

TACITE_RECONDUCTION = date(2004, 8, 1)


@rule(
    "TP-04",
    SUBJECT,
    title="Durée et renouvellement du temps partiel",
    cites=(Article("décret 2004-777", "art. 18", TACITE_RECONDUCTION),),
    in_force_since=TACITE_RECONDUCTION,
    verification=Verification.OLDER_COPY,
    verified_on=THIRD_READING,
    questions=(
        "Mon temps partiel est-il reconduit tacitement chaque année ?",
        "faut il refaire une demande de temps partiel tous les ans",
        "Pour combien de temps un temps partiel est-il accordé ?",
        "Ça fait trois ans que je suis à 80 %, dois-je redéposer un dossier ?",
        "Je voudrais revenir à temps plein plus tôt que prévu, quel délai pour prévenir ?",
        "changer de quotité en cours d’année, passer de 80 à 90 %, combien de mois avant ?",
        "Puis-je demander un temps partiel pour 4 mois seulement ?",
        "mon 80% se renouvelle tout seul ou pas ??",
        "Un agent veut arrêter son temps partiel par anticipation : quel préavis lui demander ?",
        "Durée minimale et maximale d’une période de temps partiel",
        "Mon temps partiel de six mois se termine fin août, il continue si je ne dis rien ?",
        "Au bout de 3 ans à 80 %, est-ce que je dois refaire une demande écrite ?",
    ),
)
def duree(jour: date) -> Answer:
    """Six months to a year, tacitly renewed; two months' notice to change, none if it is grave."""
    courte, longue, preavis = (
        AMOUNTS.on(f"temps_partiel.{name}", jour)
        for name in (
            "mois_de_la_periode_la_plus_courte",
            "mois_de_la_periode_la_plus_longue",
            "mois_de_preavis",
        )
    )
    limite = counted(AMOUNTS.on("temps_partiel.annees_de_tacite_reconduction", jour), "an")
    return value(
        f"Le temps partiel est accordé pour {counted(courte, 'mois')} à "
        f"{counted(longue / MOIS_PAR_AN, 'an')}, puis se renouvelle automatiquement, "
        f"sans démarche (tacite reconduction), dans la limite de {limite} ; ensuite, une nouvelle "
        "demande est nécessaire. Un changement de quotité ou une fin anticipée se "
        f"demande {counted(preavis, 'mois')} avant, ou sans délai pour un motif grave (baisse de "
        "revenus, changement de situation familiale...).",
    )
