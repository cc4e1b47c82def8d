"""Discipline of contractuels: sanctions, who is heard, how long they last."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.facts import CDI
from statute.french import counted
from statute.rule import (
    CONTRACTUEL,
    SECOND_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject(
    "discipline_contractuel",
    "Discipline d’un contractuel",
    categories=("discipline-conflit",),
)

DECRET_DE_2022 = date(2022, 8, 12)


@rule(
    "CTR-15",
    SUBJECT,
    title="Sanctions d’un contractuel",
    cites=(
        Article("décret 88-145", "art. 36", DECRET_DE_2022),
        Article("décret 88-145", "art. 36-1", DECRET_DE_2022),
        Article("CGFP", "R272-20"),
    ),
    in_force_since=DECRET_DE_2022,
    applies_to=(CONTRACTUEL,),
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Quelles sanctions disciplinaires risque un agent contractuel ?",
        "sanction contractuel cdd exclusion combien de jours max",
        "Peut-on exclure un agent en CDI pendant un an ?",
        (
            "Je suis en CDD et on veut m’exclure trois jours sans passer par un conseil de "
            "discipline, c’est légal ?"
        ),
        "Licenciement disciplinaire d’un contractuel : préavis et indemnité ?",
        "Faut-il saisir la CCP avant de sanctionner un contractuel ?",
        "Mon agent sous contrat arrive tout le temps en retard, quelles sanctions possibles ?",
        "On me reproche des faits d’il y a 4 ans, peut-on encore me sanctionner en CDI ?",
        "Un blâme pour un contractuel, il faut l’avis d’une commission ?",
        "Échelle des sanctions des agents contractuels territoriaux ?",
        "Combien de temps un blâme reste-t-il dans mon dossier de contractuel ?",
        "effacer une sanction de mon dossier, je suis en cdi et j’ai été exclu un mois en 2023",
        "Au bout de combien d’années les faits sont-ils prescrits pour un agent sous contrat ?",
        "je risque quoi comme sanction pour des retards répétés, je suis contractuelle en CDD",
    ),
)
def sanctions(jour: date, type_de_contrat: str | None = None) -> Answer:
    """Hear the joint body from four days of exclusion on; light sanctions go in three years."""
    courte = counted(AMOUNTS.on("discipline_contractuel.exclusion_courte_jours", jour), "jour")
    apres = counted(AMOUNTS.on("discipline_contractuel.exclusion_longue_des_jours", jour), "jour")
    ans = counted(AMOUNTS.on("discipline_contractuel.prescription_ans", jour), "an")
    return value(
        "Un contractuel risque un avertissement, un blâme ou une exclusion de "
        f"{courte} au plus, sans consultation de la commission consultative paritaire (CCP) ; "
        f"après son avis, une exclusion de {apres} à {_longest(jour, type_de_contrat)} ou un "
        f"licenciement sans préavis ni indemnité. Passé {ans}, plus de poursuites (prescription). "
        f"{_erased(jour)}"
    )


def _erased(jour: date) -> str:
    seul = counted(AMOUNTS.on("discipline_contractuel.effacement_ans", jour), "an")
    demande = counted(AMOUNTS.on("discipline_contractuel.effacement_sur_demande_ans", jour), "an")
    return (
        f"Effacement du dossier : {seul} pour le blâme et l’exclusion courte, {demande} et sur "
        "demande pour une exclusion plus longue."
    )


def _longest(jour: date, kind: str | None) -> str:
    en_cdd = counted(AMOUNTS.on("discipline_contractuel.exclusion_cdd_mois", jour), "mois")
    en_cdi = counted(AMOUNTS.on("discipline_contractuel.exclusion_cdi_ans", jour), "an")
    if kind == CDI:
        return f"{en_cdi} en CDI ({en_cdd} en CDD)"
    return f"{en_cdd} en CDD ({en_cdi} en CDI)"
