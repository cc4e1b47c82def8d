"""Congés annuels: entitlement, share of an incomplete year, fractionnement, longest absence."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from cases.model import FindingOutcome
from statute.amounts import AMOUNTS
from statute.french import NBSP, counted, number
from statute.rule import (
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

SUBJECT = Subject("conges_annuels", "Congés annuels", categories=("conges",))

DECRET_DE_1985 = date(1985, 11, 30)
MOIS_D_UNE_ANNEE = 12
SEMAINE_ORDINAIRE = Decimal(5)
AUTRES_SEMAINES = (Decimal(4), Decimal("2.5"))
"""Weeks that serve as examples: the usual one, then two shorter ones."""


@rule(
    "CA-01",
    SUBJECT,
    title="Droit à congés annuels pour une année complète",
    cites=(
        Article("CGFP", "L621-1"),
        Article("décret 85-1250", "art. 1", DECRET_DE_1985),
        Article("décret 88-145", "art. 5"),
    ),
    in_force_since=DECRET_DE_1985,
    verification=Verification.OLDER_COPY,
    verified_on=SECOND_READING,
    questions=(
        "À combien de jours de congés annuels ai-je droit pour une année complète ?",
        "cb de ca par an quand on bosse 5 jours semaine ?",
        "Je travaille 4 jours par semaine toute l’année, ai-je 25 jours comme mes collègues ?",
        "Droit à congés d’un agent à temps non complet, présent deux jours et demi par semaine ?",
        "mon compteur affiche 20 jours de conges et pas 25, c est normal a temps partiel ?",
        "Les congés annuels se comptent-ils en jours ouvrés ou ouvrables, samedi compris ?",
        "Un contractuel a-t-il les mêmes congés annuels qu’un fonctionnaire ?",
        "Une nouvelle gestionnaire demande la règle des cinq fois les obligations hebdomadaires.",
        "Dans le privé j’avais 30 jours ouvrables, pourquoi seulement 25 à la mairie ?",
        "Mon agent passe de 5 à 4,5 jours hebdomadaires au 1er janvier, quel droit annuel ?",
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
        ordinaire, *autres = (
            f"{counted(semaines * Fraction(jours), 'jour')} pour {counted(jours, 'jour')}"
            for jours in (SEMAINE_ORDINAIRE, *AUTRES_SEMAINES)
        )
        return value(
            f"{ordinaire} de travail par semaine, {', '.join(autres)} : les congés annuels d’une "
            f"année complète sont de {number(semaines)} fois le nombre de jours travaillés par "
            "semaine, en jours ouvrés, pour un fonctionnaire comme pour un contractuel.",
        )
    return value(
        f"{counted(semaines * Fraction(jours_par_semaine), 'jour')} ouvrés de congés annuels pour "
        f"une année complète de service, avec {counted(jours_par_semaine, 'jour')} de travail par "
        f"semaine : {number(semaines)} fois le nombre de jours travaillés par semaine.",
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
    verified_on=SECOND_READING,
    questions=(
        "Je suis arrivé en cours d’année, comment mes congés sont-ils calculés ?",
        "j ai pris mon poste le 1er septembre, cb de jours de conges jusqu’a decembre ?",
        "Je quitte la commune fin mars : combien de jours de congés m’aura-t-on donnés ?",
        "Mon contrat ne dure que six mois, ai-je quand même des congés annuels ?",
        "Un agent recruté au 15 octobre réclame ses 25 jours entiers, que lui répondre ?",
        "C’est quoi le prorata des congés quand on ne fait pas toute l’année ?",
        "On me retire des jours de CA parce que je pars à la retraite en juin, c’est légal ?",
        "Mutation au 1er juillet : combien de jours à poser avant de partir ?",
        "embauchee en avril 4 jours par semaine, droit a conges la premiere annee ?",
        "Faut-il attendre un an de présence avant d’avoir des congés ?",
    ),
)
def droit_proratise(
    jour: date,
    date_d_arrivee: date | None = None,
    date_de_depart: date | None = None,
    jours_par_semaine: Decimal | None = None,
) -> Answer | None:
    """Leave follows the share of the year served; whole months give a figure."""
    semaine = jours_par_semaine or SEMAINE_ORDINAIRE
    annuel = AMOUNTS.on("conges_annuels.semaines_de_conge", jour) * Fraction(semaine)
    if date_d_arrivee is None and date_de_depart is None:
        return value(
            "Les congés annuels d’une année incomplète sont calculés au prorata de la durée de "
            f"service : pour {counted(semaine, 'jour')} travaillés par semaine, 6{NBSP}mois "
            f"donnent {counted(annuel / 2, 'jour')}, soit la moitié de {number(annuel)}. Arriver "
            "ou partir en cours d’année ne les fait donc pas perdre.",
        )
    debut, fin = _service(jour, date_d_arrivee, date_de_depart)
    entiers, entames = _mois(debut, fin)
    if fin < debut or entiers == MOIS_D_UNE_ANNEE:
        return None
    semaine_dite = f"pour {counted(semaine, 'jour')} de travail par semaine"
    if entiers == entames:
        return value(
            f"{counted(_part(annuel, entiers), 'jour')} de congés annuels, avant un éventuel "
            f"arrondi, pour {counted(entiers, 'mois')} de service en {debut.year}, {semaine_dite} "
            f": le droit est au prorata, {number(annuel)} × {entiers}/{MOIS_D_UNE_ANNEE}.",
        )
    return value(
        f"Entre {counted(_part(annuel, entiers), 'jour')} et "
        f"{counted(_part(annuel, entames), 'jour')} de congés annuels {semaine_dite}, au prorata "
        f"du service de {debut.year}, qui ne compte pas que des mois entiers : le décompte du mois "
        "entamé et l’arrondi sont à vérifier auprès de la collectivité.",
    )


def _part(annuel: Fraction, mois: int) -> Fraction:
    return annuel * Fraction(mois, MOIS_D_UNE_ANNEE)


def _service(jour: date, arrivee: date | None, depart: date | None) -> tuple[date, date]:
    """Bound the service by the year of the facts, or by the nearest year that has some."""
    annee = min(jour.year, depart.year) if depart else jour.year
    annee = max(annee, arrivee.year) if arrivee else annee
    debut = max(arrivee or date.min, date(annee, 1, 1))
    return debut, min(depart or date.max, date(annee, 12, 31))


def _mois(debut: date, fin: date) -> tuple[int, int]:
    """Count the calendar months served entirely, and those at least begun."""
    entames = (fin.year - debut.year) * MOIS_D_UNE_ANNEE + fin.month - debut.month + 1
    lendemain = date.fromordinal(fin.toordinal() + 1)
    return max(0, entames - (debut.day != 1) - (lendemain.day != 1)), entames


@rule(
    "CA-02",
    SUBJECT,
    title="Jours de fractionnement",
    cites=(Article("décret 85-1250", "art. 1", DECRET_DE_1985),),
    in_force_since=DECRET_DE_1985,
    verification=Verification.OLDER_COPY,
    verified_on=SECOND_READING,
    rows=("CA-03",),
    questions=(
        "Comment obtient-on les jours de fractionnement ?",
        "c est quoi les jours de fractionement et comment je les gagne",
        "J’ai posé 6 jours en février, ai-je un jour de congé en plus ?",
        "J’ai pris 9 jours de congés en hiver, combien de jours supplémentaires ?",
        "Quelle est la période de référence, du 1er mai au 31 octobre, pour les jours bonus ?",
        "Mon agent a posé 4 jours en décembre et réclame un jour de fractionnement, est-ce dû ?",
        "Un collègue a eu deux jours de plus et moi zéro, pourquoi cette différence ?",
        "Peut-on cumuler trois jours hors saison si je pose encore plus de congés en janvier ?",
        "le deuxieme jour de fractionnement cest a partir de cb de jours poses hors periode ?",
        "Les congés posés en novembre donnent-ils droit à du rab ?",
        "2 jours de fractionnement, est-ce le maximum par an ?",
    ),
)
def fractionnement(jour: date, jours_hors_periode: Decimal | None = None) -> Answer:
    """Five to seven days taken outside 1 May - 31 October give one day more, eight give two."""
    un = AMOUNTS.on("conges_annuels.fractionnement_premier_jour", jour)
    deux = AMOUNTS.on("conges_annuels.fractionnement_second_jour", jour)
    periode = f"hors de la période du 1er{NBSP}mai au 31{NBSP}octobre"
    if jours_hors_periode is None:
        return value(
            f"1{NBSP}jour de fractionnement (congé supplémentaire) pour {number(un)} à "
            f"{counted(deux - 1, 'jour')} de congés annuels pris {periode} ; 2{NBSP}jours au total "
            f"à partir de {counted(deux, 'jour')}. C’est le maximum, une seule fois par an.",
        )
    pris = f"avec {counted(jours_hors_periode, 'jour')} de congés annuels pris {periode}"
    if jours_hors_periode < un:
        return not_met(
            f"Aucun jour de fractionnement n’est dû {pris} : il en faut au moins {number(un)} pour "
            f"1{NBSP}jour supplémentaire, {number(deux)} pour 2{NBSP}jours.",
        )
    if jours_hors_periode < deux:
        return met(
            f"1{NBSP}jour de fractionnement (congé supplémentaire) est dû pour l’année, {pris} ; "
            f"il en faut {number(deux)} pour 2{NBSP}jours.",
        )
    return Answer(
        FindingOutcome.MET,
        f"2{NBSP}jours de fractionnement (congés supplémentaires) sont dus au total pour l’année, "
        f"{pris}, donc au moins {number(deux)} : c’est le maximum.",
        row="CA-03",
    )


@rule(
    "CA-05",
    SUBJECT,
    title="Durée maximale d’une absence pour congés",
    cites=(Article("décret 85-1250", "art. 4", DECRET_DE_1985),),
    in_force_since=DECRET_DE_1985,
    verification=Verification.OLDER_COPY,
    verified_on=SECOND_READING,
    questions=(
        "Combien de jours d’affilée peut-on s’absenter pour congés annuels ?",
        "puis je prendre 5 semaines de vacances a la suite cet ete ?",
        "Je voudrais partir du 1er juillet au 15 août sans interruption, est-ce possible ?",
        "La règle des 31 jours consécutifs compte-t-elle les week-ends ?",
        "Un agent demande six semaines de congés d’un coup pour aller voir sa famille au pays.",
        "Est-ce que le congé bonifié est limité à 31 jours comme le reste ?",
        "MON CHEF REFUSE 40 JOURS DE CONGES CONSECUTIFS, IL A LE DROIT ???",
        "Peut-on cumuler les congés de deux ans pour un long voyage dans son pays d’origine ?",
        "Existe-t-il un plafond d’absence continue pour les congés annuels ?",
        "cb de temps max je peux poser en une fois mes ca",
    ),
)
def absence_maximale(jour: date) -> Answer:
    """No absence for annual leave lasts more than 31 days in a row, two exceptions apart."""
    maximum = AMOUNTS.on("conges_annuels.absence_maximale", jour)
    return value(
        f"{counted(maximum, 'jour')} consécutifs au maximum : une absence pour congés annuels ne "
        "peut pas durer davantage, sauf congé bonifié ou cumul de congés autorisé pour se rendre "
        "dans le pays d’origine.",
    )
