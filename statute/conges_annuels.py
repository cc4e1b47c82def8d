"""Congés annuels: entitlement, fractionnement, length of an absence."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.french import counted, number
from statute.rule import (
    Answer,
    Article,
    Asked,
    Subject,
    Verification,
    any_of,
    met,
    missing,
    not_met,
    rule,
    value,
)
from statute.stems import AUTRES_ABSENCES, CONGES, SANTE

SUBJECT = Subject("conges_annuels", "Congés annuels", categories=("conges",))

DECRET_DE_1985 = date(1985, 11, 30)
MOIS_D_UNE_ANNEE = 12


@rule(
    "CA-01",
    SUBJECT,
    title="Droit à congés annuels pour une année complète",
    cites=(Article("CGFP", "L621-1"), Article("décret 85-1250", "art. 1", DECRET_DE_1985)),
    in_force_since=DECRET_DE_1985,
    verification=Verification.OLDER_COPY,
    asked_by=Asked(
        about=CONGES,
        asking=(
            "combien de (?:jours|j|congés|ca)(?![a-z])|cb de (?:jours|congés)"
            r"|droits? (?:annuels? )?(?:à|a|aux?|de) (?:\d+ jours|congés?|combien)|25 jours"
            "|nombre de jours|calcul|pris mon poste|obligations? hebdo"
        ),
        unless=any_of(
            AUTRES_ABSENCES,
            SANTE,
            "rtt|fraction|report|indemni|démission|période du|consécuti|affilée",
            "reste(?![a-z])|solde",
        ),
    ),
)
def droit_annuel(
    jour: date,
    jours_par_semaine: Decimal | None = None,
    date_d_arrivee: date | None = None,
) -> Answer | None:
    """Five times the days worked in a week, for a full year of service."""
    # A full year's figure would mislead who arrived in its course: CA-04 answers.
    if date_d_arrivee is not None and date_d_arrivee > date(jour.year, 1, 1):
        return None
    semaines = AMOUNTS.on("conges_annuels.semaines_de_conge", jour)
    if jours_par_semaine is None:
        return value(
            f"Une année complète de service donne droit à {number(semaines)} fois les obligations "
            "hebdomadaires de service, en jours ouvrés : 25 jours pour cinq jours travaillés par "
            "semaine, 20 jours pour quatre jours, 12,5 jours pour deux jours et demi.",
        )
    droit = semaines * Fraction(jours_par_semaine)
    return value(
        f"Pour {counted(jours_par_semaine, 'jour')} de travail par semaine, une année complète de "
        f"service donne droit à {counted(droit, 'jour')} de congés annuels, en jours ouvrés.",
    )


@rule(
    "CA-04",
    SUBJECT,
    title="Congés annuels d’une année incomplète",
    cites=(
        Article("décret 85-1250", "art. 2", DECRET_DE_1985),
        Article("décret 85-1250", "art. 1", DECRET_DE_1985),
    ),
    in_force_since=DECRET_DE_1985,
    verification=Verification.SECONDARY,
    asked_by=Asked(
        about=CONGES,
        asking=(
            "pro ?rata|proportion|pris (?:mon poste|mes fonctions)|prise de poste"
            "|(?:arrivée?|embauchée?|recrutée?|engagée?|débuté)(?![a-z])"
            r"|nommée? (?:\w+ )?(?:le|en|au)(?![a-z])|première année"
            "|six mois|année incomplète|cours d'année|quitte|je pars le|fin de contrat"
        ),
        unless=any_of(AUTRES_ABSENCES, SANTE, "rtt|fraction|report|indemni"),
    ),
)
def droit_proratise(
    jour: date,
    date_d_arrivee: date | None = None,
    date_de_depart: date | None = None,
    jours_par_semaine: Decimal | None = None,
) -> Answer | None:
    """Leave follows the share of the year served; whole months give a figure."""
    if date_d_arrivee is None and date_de_depart is None:
        return missing("date_d_arrivee")
    debut = max(date_d_arrivee or date(jour.year, 1, 1), date(jour.year, 1, 1))
    fin = min(date_de_depart or date(jour.year, 12, 31), date(jour.year, 12, 31))
    mois = _mois_entiers(debut, fin)
    if fin < debut or mois == MOIS_D_UNE_ANNEE:
        return None
    if mois is None or jours_par_semaine is None:
        return value(
            "L’année de service n’étant pas complète, le droit à congés annuels est calculé au "
            "prorata de la durée de service accomplie dans l’année.",
        )
    annuel = AMOUNTS.on("conges_annuels.semaines_de_conge", jour) * Fraction(jours_par_semaine)
    droit = annuel * Fraction(mois, MOIS_D_UNE_ANNEE)
    return value(
        f"Pour {counted(mois, 'mois')} de service en {jour.year}, le droit à congés annuels est "
        f"calculé au prorata : {number(annuel)} × {mois}/{MOIS_D_UNE_ANNEE}, soit "
        f"{counted(droit, 'jour')} avant un éventuel arrondi fixé par la collectivité.",
    )


def _mois_entiers(debut: date, fin: date) -> int | None:
    """Count whole calendar months; None when the first or the last is not whole."""
    lendemain = date.fromordinal(fin.toordinal() + 1)
    if debut.day != 1 or lendemain.day != 1:
        return None
    return (lendemain.year - debut.year) * MOIS_D_UNE_ANNEE + lendemain.month - debut.month


FRACTIONNEMENT = Asked(
    about=any_of(CONGES, "fractionn[eé]|posé|jours de plus"),
    asking=(
        "fractionn[eé]|jours? (?:de|en) (?:plus|bonus|supplém)|jours? supplémentaires?"
        "|hors (?:de la )?période|hors saison|31 octobre|1er mai"
    ),
    unless=any_of(AUTRES_ABSENCES, SANTE, "heures? supplém|rtt|rupture|congé supplém"),
)


@rule(
    "CA-02",
    SUBJECT,
    title="Premier jour de fractionnement",
    cites=(Article("décret 85-1250", "art. 1", DECRET_DE_1985),),
    in_force_since=DECRET_DE_1985,
    verification=Verification.OLDER_COPY,
    asked_by=FRACTIONNEMENT,
)
def premier_jour_de_fractionnement(
    jour: date, jours_hors_periode: Decimal | None = None
) -> Answer | None:
    """Five to seven days taken outside 1 May - 31 October give one day more."""
    un = AMOUNTS.on("conges_annuels.fractionnement_premier_jour", jour)
    deux = AMOUNTS.on("conges_annuels.fractionnement_second_jour", jour)
    if jours_hors_periode is None:
        return value(
            f"Prendre {number(un)}, 6 ou 7 jours de congés annuels hors de la période du 1er mai "
            "au 31 octobre donne droit à un jour de congé supplémentaire.",
        )
    if jours_hors_periode >= deux:
        return None
    pris = f"{counted(jours_hors_periode, 'jour')} de congés pris hors de la période"
    if jours_hors_periode < un:
        return not_met(
            f"Avec {pris} du 1er mai au 31 octobre, aucun jour supplémentaire n’est dû : il en "
            f"faut au moins {number(un)}.",
        )
    return met(f"Avec {pris} du 1er mai au 31 octobre, un jour supplémentaire est dû.")


@rule(
    "CA-03",
    SUBJECT,
    title="Second jour de fractionnement",
    cites=(Article("décret 85-1250", "art. 1", DECRET_DE_1985),),
    in_force_since=DECRET_DE_1985,
    verification=Verification.OLDER_COPY,
    asked_by=FRACTIONNEMENT,
)
def second_jour_de_fractionnement(
    jour: date, jours_hors_periode: Decimal | None = None
) -> Answer | None:
    """From eight days taken outside 1 May - 31 October, two days more in total."""
    deux = AMOUNTS.on("conges_annuels.fractionnement_second_jour", jour)
    if jours_hors_periode is None:
        return value(
            f"À partir de {counted(deux, 'jour')} de congés annuels pris hors de la période du "
            "1er mai au 31 octobre, deux jours supplémentaires sont dus au total.",
        )
    if jours_hors_periode < deux:
        return None
    return met(
        f"Avec {counted(jours_hors_periode, 'jour')} de congés pris hors de la période du 1er mai "
        f"au 31 octobre, donc au moins {number(deux)}, deux jours supplémentaires sont dus au "
        "total pour l’année.",
    )


@rule(
    "CA-05",
    SUBJECT,
    title="Durée maximale d’une absence",
    cites=(Article("décret 85-1250", "art. 4", DECRET_DE_1985),),
    in_force_since=DECRET_DE_1985,
    verification=Verification.OLDER_COPY,
    asked_by=Asked(
        about=any_of(CONGES, "absen|partir"),
        asking="31 jours|trente et un jours|d'affilée|consécuti|à la suite|d'un coup",
        unless=any_of(SANTE, AUTRES_ABSENCES, "années? consécuti|fois consécuti|contrat"),
    ),
)
def absence_maximale(jour: date) -> Answer:
    """No absence for annual leave lasts more than 31 days in a row, two exceptions apart."""
    maximum = AMOUNTS.on("conges_annuels.absence_maximale", jour)
    return value(
        f"Une absence pour congés annuels ne peut pas dépasser {counted(maximum, 'jour')} "
        "consécutifs, sauf congé bonifié ou cumul de congés autorisé pour se rendre dans le pays "
        "d’origine.",
    )
