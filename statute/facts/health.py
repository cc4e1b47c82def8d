"""Sickness and accidents."""

from datetime import date

from statute.facts.fact import Fact

HEALTH = (
    Fact(
        "mois_de_cmo",
        "Mois d’arrêt de maladie déjà pris en douze mois",
        "Combien de temps avez-vous été en arrêt de maladie au cours des douze derniers mois ?",
        int,
        unit="mois",
        at_most=600,
    ),
    Fact(
        "date_de_l_arret",
        "Date de l’avis d’arrêt de travail",
        "À quelle date l’avis d’arrêt de travail a-t-il été établi ?",
        date,
    ),
    Fact(
        "date_de_l_accident",
        "Date de l’accident",
        "À quelle date l’accident a-t-il eu lieu ?",
        date,
    ),
)
