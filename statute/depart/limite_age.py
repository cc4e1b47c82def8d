"""Age limit: the day service ends, and how long it may last on authorisation."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.facts import OUI
from statute.french import counted, day
from statute.rule import (
    CODE_IN_FORCE,
    THIRD_READING,
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
    cites=(
        Article("CGFP", "L556-1", AFTER_2023),
        Article("CGFP", "L556-2", CODE_IN_FORCE),
        Article("CGFP", "L556-3", CODE_IN_FORCE),
        Article("CGFP", "L556-5", CODE_IN_FORCE),
        Article("CGFP", "L556-11", AFTER_2023),
        Article("CGFP", "L556-13", CODE_IN_FORCE),
    ),
    in_force_since=AFTER_2023,
    verification=Verification.OFFICIAL,
    verified_on=THIRD_READING,
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
    """End service at sixty-seven, later for children or quarters missing, never past seventy."""
    # That children count for contractuels too: L556-12; that an active job may last: L556-7.
    limite = int(AMOUNTS.on("limite_age.age_limite", jour))
    autorise = int(AMOUNTS.on("limite_age.age_limite_sur_autorisation", jour))
    if categorie_active == OUI:
        return to_check(
            "En catégorie active, la limite d’âge dépend de l’emploi et peut être plus basse que "
            f"{counted(limite, 'an')} ; celle de cet emploi est à vérifier. À sa demande, l’agent "
            f"apte peut être prolongé jusqu’à {counted(limite, 'an')}."
        )
    born = date_de_naissance
    limit = f" (le {day(months_after(born, limite * MONTHS_A_YEAR))})" if born else ""
    last = f" (le {day(months_after(born, autorise * MONTHS_A_YEAR))})" if born else ""
    return value(
        f"La limite d’âge est de {counted(limite, 'an')}{limit} pour un fonctionnaire ou "
        f"un contractuel, hors catégorie active. {_reculs(jour)} Une autorisation peut aussi être "
        "demandée (un refus doit être motivé). Le tout s’arrête à "
        f"{counted(autorise, 'an')}{last}."
    )


def _reculs(jour: date) -> str:
    par_enfant, au_plus, parent, trimestres = (
        counted(AMOUNTS.on(f"limite_age.{name}", jour), unit)
        for name, unit in (
            ("recul_par_enfant", "an"),
            ("recul_au_plus", "an"),
            ("recul_du_parent", "an"),
            ("trimestres_de_prolongation", "trimestre"),
        )
    )
    enfants, age = (AMOUNTS.on(f"limite_age.{name}_du_parent", jour) for name in ("enfants", "age"))
    return (
        f"Elle recule d’{par_enfant} par enfant alors à charge ({au_plus} au plus), ou d’{parent} "
        f"pour l’agent apte qui, à {counted(age, 'an')}, avait au moins "
        f"{counted(enfants, 'enfant')} vivants. Si la carrière est incomplète, {trimestres} de "
        "plus au maximum peuvent être demandés, selon l’intérêt du service et l’aptitude."
    )
