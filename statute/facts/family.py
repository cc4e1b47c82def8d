"""Births, adoptions, children, relatives."""

from datetime import date

from statute.facts.fact import Fact

NAISSANCE = "naissance d’un enfant"
ADOPTION = "adoption d’un enfant"
SOINS = "soins à un conjoint, un enfant à charge ou un ascendant"
HANDICAP = "handicap de l’agent"
SANS_MOTIF_DE_DROIT = "aucun motif de droit"

MERE = "la mère"
SECOND_PARENT = "le père ou l’autre parent"

FAMILY = (
    Fact(
        "motif_temps_partiel",
        "Motif du temps partiel",
        "Pour quel motif demandez-vous ce temps partiel (naissance ou adoption, soins à un "
        "proche, handicap, convenance personnelle) ?",
        str,
        choices=(NAISSANCE, ADOPTION, SOINS, HANDICAP, SANS_MOTIF_DE_DROIT),
    ),
    Fact(
        "age_de_l_enfant",
        "Âge de l’enfant",
        "Quel est l’âge de l’enfant ?",
        int,
        unit="mois",
        at_most=1200,
    ),
    Fact(
        "arrivee_de_l_enfant",
        "Date d’arrivée de l’enfant adopté",
        "À quelle date l’enfant adopté est-il arrivé à votre foyer ?",
        date,
        after="motif_temps_partiel",
    ),
    Fact(
        "parent",
        "Parent concerné",
        "Êtes-vous la mère de l’enfant, ou l’autre parent (père, conjoint de la mère) ?",
        str,
        choices=(MERE, SECOND_PARENT),
    ),
    Fact(
        "naissance_de_l_enfant",
        "Date de naissance de l’enfant, ou date prévue",
        "Quelle est la date de naissance, ou la date prévue, de l’enfant ?",
        date,
    ),
    Fact(
        "rang_de_l_enfant",
        "Rang de l’enfant attendu",
        "Est-ce votre premier, deuxième ou troisième enfant (ou plus) ?",
        int,
        unit="",
        at_least=1,
        at_most=20,
    ),
    Fact(
        "enfants_attendus",
        "Nombre d’enfants attendus ou nés ensemble",
        "Combien d’enfants attendez-vous (un seul, des jumeaux, davantage) ?",
        int,
        unit="enfant",
        at_least=1,
        at_most=8,
    ),
    Fact(
        "enfants_a_charge",
        "Enfants à charge",
        "Combien d’enfants avez-vous à charge ?",
        int,
        unit="enfant",
        at_most=20,
    ),
    Fact(
        "enfants_adoptes",
        "Nombre d’enfants adoptés ensemble",
        "Combien d’enfants accueillez-vous en adoption ?",
        int,
        unit="enfant",
        at_least=1,
        at_most=8,
    ),
)
