"""Congé de longue durée (CLD): the five diseases, duration and pay."""

from datetime import date
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.french import counted, percent
from statute.rule import (
    CODE_IN_FORCE,
    STAGIAIRE,
    THIRD_READING,
    TITULAIRE,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject("longue_duree", "Congé de longue durée", categories=("maladie",))
FONCTIONNAIRES = (TITULAIRE, STAGIAIRE)


@rule(
    "CLD-01",
    SUBJECT,
    title="Maladies ouvrant droit au congé de longue durée",
    applies_to=FONCTIONNAIRES,
    presumes_status=True,
    cites=(
        Article("CGFP", "L822-12", CODE_IN_FORCE),
        Article("CGFP", "L822-14", CODE_IN_FORCE),
        Article("CGFP", "L822-15", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=THIRD_READING,
    questions=(
        "Quelles maladies ouvrent droit au congé de longue durée ?",
        "cld pour depression c'est possible ?",
        "J'ai un cancer du sein, puis-je demander un CLD ?",
        "La sclérose en plaques donne-t-elle droit à un congé de longue durée ?",
        "liste maladies cld fonctionnaire",
        "Un agent atteint d'une maladie mentale relève-t-il du CLM ou du CLD ?",
        "mon hernie discale est invalidante depuis un an, on me refuse le CLD, pourquoi ?",
        "Différence entre congé de longue maladie et congé de longue durée ?",
        "burn out reconnu par le psychiatre, droit a la longue durée ?",
        "parkinson : longue durée ou seulement longue maladie ?",
    ),
)
def maladies(jour: date) -> Answer:
    """Five groups of diseases give this leave, after the full pay of a long-illness leave."""
    entier, plein, part, reduit = _paie(jour)
    return value(
        "Tuberculose, maladie mentale, cancer, poliomyélite, déficit immunitaire grave et acquis : "
        "ces maladies ouvrent le congé de longue durée d’un fonctionnaire, payé "
        f"{percent(entier)} pendant {counted(plein, 'an')} puis {percent(part)} pendant "
        f"{counted(reduit, 'an')}. {_A_LA_SUITE} Une autre maladie peut relever d’un congé de "
        "maladie ordinaire, de longue maladie ou pour invalidité imputable au service (CITIS).",
    )


_A_LA_SUITE = (
    "Il suit la période à plein traitement de la longue maladie, qui en fait partie : ces durées "
    "se comptent du premier jour de la longue maladie."
)


def _paie(jour: date) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """Give the share and the years of full pay, then those of half pay."""
    entier, plein, part, reduit = (
        AMOUNTS.on(f"longue_duree.{name}", jour)
        for name in (
            "part_pleine",
            "annees_a_plein_traitement",
            "part_reduite",
            "annees_a_traitement_reduit",
        )
    )
    return entier, plein, part, reduit


@rule(
    "CLD-02",
    SUBJECT,
    title="Durée et traitement du congé de longue durée",
    applies_to=FONCTIONNAIRES,
    presumes_status=True,
    cites=(
        Article("CGFP", "L822-13", CODE_IN_FORCE),
        Article("CGFP", "L822-14", CODE_IN_FORCE),
        Article("CGFP", "L822-15", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=THIRD_READING,
    questions=(
        "Combien de temps suis-je payée en congé de longue durée ?",
        "cld salaire 3 ans puis demi traitement ?",
        "Quelle est la durée maximale d'un CLD ?",
        "Je suis en longue durée depuis 3 ans, vais-je passer à 50 % ?",
        "Après cinq ans de CLD pour dépression, peut-on en avoir un second pour un cancer ?",
        "Un agent en CLD depuis deux ans et demi : quand passe-t-il à demi-traitement ?",
        "les droits a cld se renouvellent ils apres une reprise du travail",
        "On me dit que mes années de CLD d'il y a 15 ans comptent encore, c'est vrai ?",
        "indemnité de résidence et sft en congé longue durée",
        "droit à CLD une seule fois dans la carrière ?",
    ),
)
def duree_et_traitement(jour: date) -> Answer:
    """Full pay for three years, half pay for two, once per disease group in a career."""
    entier, plein, part, reduit = _paie(jour)
    return value(
        f"{percent(entier)} du traitement pendant {counted(plein, 'an')}, puis {percent(part)} "
        f"(demi-traitement) pendant {counted(reduit, 'an')}, pour un fonctionnaire en congé de "
        f"longue durée : {counted(plein + reduit, 'an')} au plus par groupe de maladies, sur toute "
        f"la carrière. {_A_LA_SUITE} L’agent peut demander à rester en longue maladie. Le "
        "supplément familial et l’indemnité de résidence restent versés en totalité.",
    )
