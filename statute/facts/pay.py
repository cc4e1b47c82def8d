"""Money: indices, pay, kilometres, fares."""

from decimal import Decimal

from statute.facts.fact import Fact

PAY = (
    Fact(
        "indice_majore",
        "Indice majoré",
        "Quel est votre indice majoré (il figure sur votre bulletin de paie) ?",
        int,
        unit="",
        at_least=200,
        at_most=1600,
    ),
    Fact(
        "points_d_indice",
        "Points d’indice majoré",
        "De combien de points d’indice majoré s’agit-il ?",
        int,
        unit="point",
        at_most=1600,
    ),
    Fact(
        "remuneration_brute_mensuelle",
        "Rémunération brute mensuelle",
        "Quelle est votre rémunération brute mensuelle ?",
        Decimal,
        unit="€",
        at_most=20_000,
    ),
    Fact(
        "puissance_fiscale",
        "Puissance fiscale du véhicule",
        "Quelle est la puissance fiscale de votre véhicule (en chevaux) ?",
        int,
        unit="CV",
        at_least=1,
        at_most=60,
    ),
    Fact(
        "kilometres",
        "Kilomètres professionnels depuis le 1er janvier",
        "Combien de kilomètres avez-vous parcourus pour le service depuis le 1er janvier ?",
        int,
        unit="km",
        at_most=200_000,
    ),
    Fact(
        "prix_de_l_abonnement",
        "Prix mensuel de l’abonnement de transport",
        "Combien coûte votre abonnement de transport, par mois ?",
        Decimal,
        unit="€",
        at_most=2000,
    ),
)
