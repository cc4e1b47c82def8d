"""When and how much: days of the facts, leave, hours, quotas, deadlines."""

from datetime import date
from decimal import Decimal

from statute import french
from statute.facts.fact import Fact

JOUR_DES_FAITS = "jour_des_faits"
"""The day that says which law is applied."""

TIME = (
    Fact(
        JOUR_DES_FAITS,
        "Jour des faits",
        "À quelle date précise les faits se sont-ils produits (pour un arrêt de travail, la date "
        "de l’avis ou de sa prolongation) ?",
        date,
    ),
    Fact(
        "date_de_fin",
        "Fin du congé, de la disponibilité ou du contrat en cours",
        "À quelle date se termine votre situation actuelle (congé, disponibilité, contrat...) ?",
        date,
    ),
    Fact(
        "date_de_notification",
        "Date de réception de la décision",
        "À quelle date avez-vous reçu la décision ?",
        date,
    ),
    Fact(
        "date_de_l_entretien",
        "Date de l’entretien professionnel",
        "À quelle date a eu lieu l’entretien professionnel ?",
        date,
    ),
    Fact(
        "jours_par_semaine",
        "Jours travaillés par semaine",
        "Combien de jours travaillez-vous par semaine ?",
        Decimal,
        unit="jour",
        at_most=7,
    ),
    Fact(
        "heures_par_semaine",
        "Heures de travail par semaine",
        "Combien d’heures travaillez-vous par semaine dans cet emploi ?",
        Decimal,
        unit="heure",
        at_most=60,
    ),
    Fact(
        "heures_supplementaires",
        "Heures supplémentaires du mois",
        "Combien d’heures supplémentaires ont été faites dans le mois ?",
        Decimal,
        unit="heure",
        at_most=200,
    ),
    Fact(
        "jours_hors_periode",
        "Jours de congé pris hors de la période du 1er mai au 31 octobre",
        "Combien de jours de congés annuels avez-vous pris cette année avant le 1er mai ou après "
        "le 31 octobre ?",
        Decimal,
        unit="jour",
        at_most=60,
    ),
    Fact(
        "jours_de_conge_pris",
        "Jours de congés annuels pris dans l’année",
        "Combien de jours de congés annuels aurez-vous pris dans l’année ?",
        Decimal,
        unit="jour",
        at_most=60,
    ),
    Fact(
        "jours_de_conge_restants",
        "Jours de congés annuels restants",
        "Combien de jours de congés annuels vous reste-t-il ?",
        Decimal,
        unit="jour",
        at_most=120,
    ),
    Fact(
        "jours_sur_le_cet",
        "Jours épargnés sur le CET",
        "Combien de jours sont épargnés sur votre compte épargne-temps ?",
        Decimal,
        unit="jour",
        at_most=120,
    ),
    Fact(
        "jours_de_teletravail",
        "Jours de télétravail dans l’année",
        "Combien de jours avez-vous télétravaillé dans l’année ?",
        int,
        unit="jour",
        at_most=260,
    ),
    Fact(
        "jours_de_trajet",
        "Jours de trajet à vélo ou en covoiturage dans l’année",
        "Combien de jours dans l’année êtes-vous venu à vélo, en covoiturage ou par un autre mode "
        "durable ?",
        int,
        unit="jour",
        at_most=366,
    ),
    Fact(
        "quotite",
        "Quotité de temps partiel (%)",
        "Quelle quotité de temps partiel est demandée ou pratiquée (50, 60, 70, 80 ou 90 %) ?",
        int,
        unit=french.PERCENT,
        at_most=99,
    ),
)
