"""Compte épargne-temps: what a day pays, and who must have decided it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.french import counted, euros, number
from statute.rule import (
    CODE_IN_FORCE,
    FIRST_READING,
    SECOND_READING,
    Answer,
    Article,
    Subject,
    Verification,
    not_met,
    rule,
    value,
)

SUBJECT = Subject("indemnisation_cet", "Indemnisation du CET", categories=("conges",))

MONTANTS_DE_2019 = date(2019, 1, 1)
MONTANTS_DE_2024 = date(2024, 1, 1)
DERNIER_JOUR_DES_ANCIENS = date(2023, 12, 31)
CATEGORIES = ("C", "B", "A")
DELIBERATION = "si une délibération prévoit l’indemnisation"

PAIEMENT = (
    "Combien est payé un jour de CET ?",
    "cb vaut un jour de compte epargne temps pour une cat C",
    "Je suis en catégorie B avec 22 jours au CET, combien vais-je toucher ?",
    "Le rachat des jours de CET est-il toujours à 75 € pour les catégories C ?",
    "Montant brut ou net d’un jour de CET monétisé ?",
    "Un attaché fait payer 10 jours de CET : quelle somme mettre en paie ?",
    "Pourquoi mon collègue de catégorie A touche 150 € par jour et moi 83 € ?",
    "Tarif de monétisation du CET par catégorie depuis 2024 ?",
    "vendre mes jours de cet ca rapporte combien ?",
    "L’indemnité CET dépend-elle de mon salaire ou est-ce un forfait ?",
)


@rule(
    "CET-05",
    SUBJECT,
    title="Montant d’un jour de CET indemnisé",
    cites=(
        Article("décret 2004-878", "art. 7"),
        Article("arrêté du 28 août 2009", "art. 4", MONTANTS_DE_2019),
    ),
    in_force_since=MONTANTS_DE_2019,
    in_force_until=DERNIER_JOUR_DES_ANCIENS,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=PAIEMENT,
)
def montant_du_jour_avant_2024(
    jour: date,
    categorie: str | None = None,
    jours_sur_le_cet: Decimal | None = None,
) -> Answer:
    """Pay a day a flat gross amount by category, lower than since 2024."""
    return _montant(jour, categorie, jours_sur_le_cet)


@rule(
    "CET-05",
    SUBJECT,
    title="Montant d’un jour de CET indemnisé",
    cites=(
        Article("décret 2004-878", "art. 7"),
        Article("arrêté du 28 août 2009", "art. 4", MONTANTS_DE_2024),
    ),
    in_force_since=MONTANTS_DE_2024,
    verification=Verification.OFFICIAL,
    verified_on=SECOND_READING,
    questions=PAIEMENT,
)
def montant_du_jour(
    jour: date,
    categorie: str | None = None,
    jours_sur_le_cet: Decimal | None = None,
) -> Answer:
    """Pay a day a flat gross amount by category."""
    return _montant(jour, categorie, jours_sur_le_cet)


def _montant(jour: date, categorie: str | None, jours_sur_le_cet: Decimal | None) -> Answer:
    seuil = AMOUNTS.on("compte_epargne_temps.seuil", jour)
    if jours_sur_le_cet is not None and jours_sur_le_cet <= seuil:
        return not_met(
            f"Aucun jour n’est payable avec {counted(jours_sur_le_cet, 'jour')} sur le compte "
            f"épargne-temps (CET) : les {number(seuil)} premiers ne s’utilisent qu’en congés.",
        )
    if categorie is None:
        forfaits = ", ".join(f"{euros(_forfait(jour, c))} en catégorie {c}" for c in CATEGORIES)
        return value(
            f"{forfaits} bruts par jour de compte épargne-temps (CET) indemnisé : c’est un "
            f"forfait, quel que soit le salaire, pour les jours au-delà des {number(seuil)} "
            f"premiers et {DELIBERATION}.",
        )
    forfait = _forfait(jour, categorie)
    if jours_sur_le_cet is None:
        return value(
            f"{euros(forfait)} bruts par jour de compte épargne-temps (CET) indemnisé en catégorie "
            f"{categorie} : c’est un forfait, quel que soit le salaire, pour les jours au-delà des "
            f"{number(seuil)} premiers et {DELIBERATION}.",
        )
    payables = Fraction(jours_sur_le_cet) - seuil
    return value(
        f"{euros(forfait * payables)} bruts au plus, {DELIBERATION} : {euros(forfait)} par jour en "
        f"catégorie {categorie}, pour {counted(payables, 'jour')} au-delà des {number(seuil)} "
        f"premiers, sur {counted(jours_sur_le_cet, 'jour')} de compte épargne-temps (CET).",
    )


def _forfait(jour: date, categorie: str) -> Fraction:
    return AMOUNTS.on(f"compte_epargne_temps.jour_indemnise_{categorie.lower()}", jour)


@rule(
    "CET-06",
    SUBJECT,
    title="Délibération nécessaire pour payer les jours de CET",
    cites=(Article("CGFP", "L621-5", CODE_IN_FORCE), Article("CGFP", "L611-2", CODE_IN_FORCE)),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "La mairie peut-elle refuser de payer les jours de mon CET ?",
        "Faut-il une délibération pour monétiser le compte épargne-temps ?",
        "mon ancienne ville payait le cet, ici non, c est legal ??",
        "Le paiement des jours de CET est-il obligatoire pour la collectivité ?",
        "Qui décide si les jours épargnés peuvent être indemnisés ?",
        "La commune peut-elle fixer un montant de rachat du CET supérieur à celui de l’État ?",
        "Le maire peut-il accorder l’indemnisation du CET par simple décision ?",
        "Notre conseil municipal veut ouvrir l’indemnisation du CET, est-ce à lui de voter ?",
        "Je réclame le paiement de mes jours épargnés, la loi l’impose !",
        "Sans vote du conseil, mes jours de CET ne servent-ils qu’en congés ?",
    ),
)
def deliberation_necessaire() -> Answer:
    """Money for saved days exists only if the local assembly decided it, at the State's amounts."""
    return value(
        "Le paiement des jours d’un compte épargne-temps (CET) n’est ni obligatoire ni "
        "automatique : il n’est possible que si une délibération de la collectivité le prévoit, "
        "pour le même montant qu’à l’État, ni plus ni moins. Sans délibération, les jours ne se "
        "prennent qu’en congés.",
    )
