"""Congé de grave maladie (CGM) of contractuels."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.french import counted, percent
from statute.rule import (
    CODE_IN_FORCE,
    CONTRACTUEL,
    SECOND_READING,
    Answer,
    Article,
    Subject,
    Verification,
    met,
    not_met,
    rule,
    value,
)

SUBJECT = Subject("grave_maladie", "Congé de grave maladie", categories=("maladie",))


@rule(
    "CGM-01",
    SUBJECT,
    title="Congé de grave maladie d’un contractuel",
    applies_to=(CONTRACTUEL,),
    presumes_status=True,
    cites=(Article("décret 88-145", "art. 8"),),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Un contractuel peut-il avoir un congé de grave maladie ?",
        "cgm contractuel anciennete minimum",
        "Je suis contractuelle depuis un an et j'ai un cancer, à quel congé ai-je droit ?",
        "Combien de temps dure le congé de grave maladie et comment est-il payé ?",
        "J'ai lu qu'il suffisait de 4 mois de services pour la grave maladie, c'est exact ?",
        "Un agent en CDI depuis 5 ans a une sclérose en plaques : CLM ou grave maladie ?",
        "longue maladie pour les non titulaires ça existe ?",
        "grave maladie contractuel 60 % ou 50 % la deuxieme année",
        "On me refuse la grave maladie parce que je n'ai que deux ans de contrat, normal ?",
        "plein traitement en grave maladie pendant combien de mois",
        "Le congé de grave maladie peut-il durer plus de 3 ans ?",
    ),
)
def grave_maladie(jour: date, mois_de_services: int | None = None) -> Answer:
    """After three years of service: three years at most, a year in full and two at half pay."""
    seuil = AMOUNTS.on("grave_maladie.mois_de_services", jour)
    anciennete = counted(seuil / 12, "an")
    entier = AMOUNTS.on("grave_maladie.part_pleine", jour)
    plein = AMOUNTS.on("grave_maladie.mois_a_plein_traitement", jour)
    reduit = AMOUNTS.on("grave_maladie.mois_a_traitement_reduit", jour)
    part = percent(AMOUNTS.on("grave_maladie.part_reduite", jour))
    paie = (
        f"{counted((plein + reduit) / 12, 'an')} au plus : {counted(plein, 'mois')} à "
        f"{percent(entier)} du traitement, puis {counted(reduit, 'mois')} à {part}"
    )
    if mois_de_services is None:
        return value(
            f"Le congé de grave maladie est possible pour un contractuel après {anciennete} de "
            f"services{_pas_comme_a_l_etat(jour)} ; il dure {paie}.",
        )
    if mois_de_services < seuil:
        return not_met(
            "Le congé de grave maladie n’est pas encore possible pour un contractuel avec "
            f"{counted(mois_de_services, 'mois')} de services : il en faut {anciennete}"
            f"{_pas_comme_a_l_etat(jour)}. Il dure alors {paie}.",
        )
    return met(
        f"Le congé de grave maladie est possible pour un contractuel qui compte, comme ici, au "
        f"moins {anciennete} de services ; il dure {paie}.",
    )


def _pas_comme_a_l_etat(jour: date) -> str:
    """Name the shorter service of State staff, which many take for theirs, while it exists."""
    etat = AMOUNTS.on("grave_maladie.mois_de_services_etat", jour)
    if etat == AMOUNTS.on("grave_maladie.mois_de_services", jour):
        return ""
    return f" (les {counted(etat, 'mois')} ne valent qu’à l’État)"
