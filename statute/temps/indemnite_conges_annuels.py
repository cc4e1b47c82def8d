"""Indemnité compensatrice: leave that could not be taken before the end of employment."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.french import NBSP, counted, euros, number
from statute.rule import (
    SECOND_READING,
    THIRD_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject(
    "indemnite_conges_annuels",
    "Indemnité compensatrice de congés annuels",
    categories=("conges",),
)

INDEMNITE_ECRITE = date(2025, 6, 23)
SEMAINE_ORDINAIRE = Decimal(5)
ARRETE = "arrêté du 21 juin 2025 (FPT)"


@rule(
    "CA-10",
    SUBJECT,
    title="Indemnité pour congés annuels non pris en fin de fonctions",
    cites=(
        Article("décret 85-1250", "art. 5-2", INDEMNITE_ECRITE),
        Article("décret 88-145", "art. 5"),
        Article("Conseil d’État", "17 octobre 2025, n° 495899", date(2025, 10, 17)),
    ),
    in_force_since=INDEMNITE_ECRITE,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=(
        "Mes congés non pris me seront-ils payés à la fin de mon contrat ?",
        "je pars a la retraite apres 1 an d arret, on me paie mes CA restants ?",
        "Je démissionne et il me reste 12 jours de congés, sont-ils indemnisés ?",
        "Un fonctionnaire peut-il toucher une indemnité compensatrice de congés payés ?",
        "L’indemnité est-elle limitée à quatre semaines par an ?",
        "Mise à la retraite pour invalidité : que deviennent les congés que je n’ai pas pu poser ?",
        "Fin de CDD, le service n’a jamais voulu que je pose, combien de semaines on me doit ?",
        "Après mon congé maternité mon contrat s’arrête, tous mes jours restants sont payés ?",
        "Un agent quitte la mairie sans avoir soldé ses congés par choix, doit-on les payer ?",
        "Est-ce que les congés se paient au lieu d’être pris quand on part ?",
        "La limite de 4 semaines vaut-elle si mon congé parental m’a privé de mes congés ?",
    ),
)
def indemnite_compensatrice(jour: date, jours_par_semaine: Decimal | None = None) -> Answer:
    """Leave that could not be taken before the end is paid, four weeks a year at most."""
    semaines = AMOUNTS.on("indemnite_conges_annuels.semaines_indemnisees", jour)
    semaine = jours_par_semaine or SEMAINE_ORDINAIRE
    return value(
        "Les congés annuels qui n’ont pas pu être pris avant la fin de la relation de travail sont "
        "payés par une indemnité compensatrice : "
        f"{number(semaines)}{NBSP}semaines au plus par période de référence "
        f"({counted(semaines * Fraction(semaine), 'jour')} pour {counted(semaine, 'jour')} par "
        "semaine), sans limite si un congé familial en est la cause. Ce droit ne peut pas "
        "s’éteindre tant que l’employeur n’a pas dit à l’agent le nombre de jours et la date "
        "limite.",
    )


@rule(
    "CA-11",
    SUBJECT,
    title="Montant de l’indemnité pour congés annuels non pris",
    cites=(
        Article(ARRETE, "art. 1", INDEMNITE_ECRITE),
        Article(ARRETE, "art. 2", INDEMNITE_ECRITE),
        Article("décret 85-1250", "art. 5-2", INDEMNITE_ECRITE),
    ),
    in_force_since=INDEMNITE_ECRITE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Combien vaut un jour de congé non pris dans l’indemnité de fin de contrat ?",
        "calcul indemnite compensatrice conges : brut x 12 / 250 ?",
        "Il me reste 10 jours et je gagne 2 000 € brut, combien vais-je toucher en partant ?",
        "L’indemnité de congés, c’est toujours 10 % du salaire du contrat ?",
        "Les primes comptent-elles dans la base de l’indemnité de congés annuels ?",
        "Quelle paie prendre pour indemniser les congés d’un agent parti après un an d’arrêt ?",
        "Le supplément familial et l’indemnité de résidence sont-ils dans l’assiette ?",
        "Faut-il inclure la participation mutuelle et les remboursements de frais ?",
        "Ma prime exceptionnelle n’est pas prise en compte dans mes congés payés de départ.",
        "payé 96 € le jour de conges non pris, comment ils ont calculé ca ?",
    ),
)
def montant_de_l_indemnite(
    jour: date,
    remuneration_brute_mensuelle: Decimal | None = None,
    jours_de_conge_restants: Decimal | None = None,
    jours_par_semaine: Decimal | None = None,
) -> Answer:
    """Pay a day twelve gross months over 250."""
    mois = AMOUNTS.on("indemnite_conges_annuels.mois_de_remuneration", jour)
    diviseur = AMOUNTS.on("indemnite_conges_annuels.jours_de_l_annee", jour)
    formule = f"× {number(mois)} / {number(diviseur)}"
    if remuneration_brute_mensuelle is None:
        return value(
            "Un jour de congé indemnisé vaut la dernière rémunération brute d’un mois complet "
            f"{formule}. Elle comprend traitement indiciaire, indemnité de résidence, supplément "
            "familial et primes prévues par les textes, sans prime exceptionnelle, remboursement "
            "de frais ni participation à la protection complémentaire ; les 10 % ne s’appliquent "
            "plus.",
        )
    par_jour = Fraction(remuneration_brute_mensuelle) * mois / diviseur
    base = f"{euros(remuneration_brute_mensuelle)} {formule}, soit {euros(par_jour)} bruts par jour"
    if jours_de_conge_restants is None:
        return value(
            f"Un jour indemnisé vaut {base}, si ce montant est la rémunération du dernier mois "
            "complet, hors primes exceptionnelles, remboursements de frais et participation à la "
            "protection complémentaire.",
        )
    semaines = AMOUNTS.on("indemnite_conges_annuels.semaines_indemnisees", jour)
    limite = semaines * Fraction(jours_par_semaine or SEMAINE_ORDINAIRE)
    return value(
        f"Un jour indemnisé vaut {base} ; "
        + _total(par_jour, Fraction(jours_de_conge_restants), limite)
        + " Primes exceptionnelles, remboursements de frais et participation à la protection "
        "complémentaire ne comptent pas.",
    )


def _total(par_jour: Fraction, restants: Fraction, limite: Fraction) -> str:
    """Multiply by the days left; beyond four weeks the limit decides, unless family is why."""
    total = f"{counted(restants, 'jour')} : {euros(par_jour * restants)} bruts"
    if restants <= limite:
        return f"{total}."
    return (
        f"limite de {counted(limite, 'jour')} par année : {euros(par_jour * limite)} bruts "
        f"(sans limite après un congé familial, {total})."
    )
