"""Age limit: the day service ends, and how long it may last on authorisation."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.facts import OUI
from statute.french import counted, day
from statute.rule import (
    FIRST_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    to_check,
    value,
)

SUBJECT = Subject("limite_age", "Limite d’âge", categories=("retraite",))

AFTER_2023 = date(2024, 1, 1)
"""The law of 2023 opened the stay until seventy; its exact day was not read."""
MONTHS_A_YEAR = 12


@rule(
    "LIM-01",
    SUBJECT,
    title="Limite d’âge et maintien en fonctions",
    cites=(Article("CGFP", "L556-1", AFTER_2023), Article("CGFP", "L556-11", AFTER_2023)),
    in_force_since=AFTER_2023,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Jusqu’à quel âge puis-je travailler ?",
        "j’ai 66 ans et je veux pas m’arreter, je peux rester jusqu’a quand",
        "Quelle est la limite d’âge dans la fonction publique territoriale ?",
        "Peut-on continuer à travailler après 67 ans ?",
        "Mon agent de 67 ans demande à être maintenu en activité, dois-je accepter ?",
        "La mairie peut-elle refuser que je reste jusqu’à 70 ans, et doit-elle dire pourquoi ?",
        "Je suis contractuel, y a-t-il un âge maximum pour garder mon poste ?",
        "On veut me mettre à la retraite d’office à 67 ans, ils ont le droit ?",
        "Prolongation d’activité au-delà de la limite d’âge : jusqu’à quel âge maximum ?",
        "recul limite age fonctionnaire maintien en fonction 70 ans",
        "À quelle date atteint-on la limite d’âge quand on est né en mai 1960 ?",
    ),
)
def limite_d_age(
    jour: date,
    date_de_naissance: date | None = None,
    categorie_active: str | None = None,
) -> Answer:
    """End service at sixty-seven, or at seventy if the employer authorises it."""
    limite = int(AMOUNTS.on("limite_age.age_limite", jour))
    autorise = int(AMOUNTS.on("limite_age.age_limite_sur_autorisation", jour))
    if categorie_active == OUI:
        return to_check(
            "En catégorie active, la limite d’âge dépend de l’emploi et peut être plus basse que "
            f"{counted(limite, 'an')} ; celle de cet emploi est à vérifier."
        )
    born = date_de_naissance
    limit = f" (le {day(months_after(born, limite * MONTHS_A_YEAR))})" if born else ""
    last = f" (le {day(months_after(born, autorise * MONTHS_A_YEAR))})" if born else ""
    return value(
        f"La limite d’âge est de {counted(limite, 'an')}{limit} pour un fonctionnaire comme pour "
        "un contractuel, hors catégorie active. Ensuite, rester n’est possible que sur "
        f"autorisation, jusqu’à {counted(autorise, 'an')} au plus{last} : l’employeur peut "
        "refuser, et un refus doit être motivé."
    )
