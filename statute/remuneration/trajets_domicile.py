"""Trajets domicile-travail: forfait mobilités durables, share of the transport pass."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS, AmountUnknown
from statute.french import counted, euros, percent
from statute.rule import (
    SECOND_READING,
    THIRD_READING,
    Answer,
    Article,
    Subject,
    Verification,
    not_met,
    rule,
    to_check,
    value,
)

SUBJECT = Subject(
    "trajets_domicile",
    "Trajets domicile-travail",
    categories=("remuneration-paie", "action-sociale-psc"),
)

FORFAIT_UNIQUE = date(2020, 12, 10)
TROIS_FORFAITS = date(2022, 1, 1)
MOITIE = date(2010, 7, 1)
TROIS_QUARTS = date(2023, 9, 1)
PRES_DU_PLAFOND = Fraction(9, 10)
"""Our own margin: so near the last known cap, a fare that rose in between would reach it."""

EN_MALADIE = (
    "Il est suspendu les mois entiers de congé de maladie, mais versé le mois où le congé commence "
    "et celui de la reprise."
)

DECRET_FMD = "décret 2020-1547"
DECRET_TRANSPORT = "décret 2010-676"

ASKED_OF_THE_FORFAIT = (
    "Je viens au travail à vélo tous les jours, ai-je droit au forfait mobilités durables ?",
    "FMD combien d’euros par an",
    "J’ai fait 45 jours de covoiturage cette année, quelle prime ?",
    "Combien de jours de vélo faut-il pour toucher les 300 € ?",
    "prime vélo mairie c’est automatique ou faut une délibération ?",
    "Le forfait mobilités durables se cumule-t-il avec le remboursement du bus ?",
    "trottinette electrique pour venir bosser, y a une prime ?",
    "Je n’ai covoituré que 20 jours, est-ce que je perds tout ?",
    "Un agent déclare 80 jours à bicyclette, quel forfait dois-je lui verser ?",
    "Ma commune refuse de payer la prime covoiturage, en a-t-elle le droit ?",
    "montants du forfait mobilité durable 30 60 100 jours",
)


@rule(
    "FMD-01",
    SUBJECT,
    title="Forfait mobilités durables",
    cites=(Article(DECRET_FMD, "art. 1 et 2"),),
    in_force_since=FORFAIT_UNIQUE,
    in_force_until=TROIS_FORFAITS - timedelta(days=1),
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=ASKED_OF_THE_FORFAIT,
)
def forfait_unique(jour: date, jours_de_trajet: int | None = None) -> Answer:
    """Before 2022: one amount, from a hundred days."""
    seuil = AMOUNTS.on("trajets_domicile.jours_du_forfait_unique", jour)
    montant = euros(AMOUNTS.on("trajets_domicile.forfait_unique", jour))
    if jours_de_trajet is not None and jours_de_trajet < seuil:
        return not_met(
            f"Pour {jour.year}, le forfait mobilités durables supposait au moins "
            f"{counted(seuil, 'jour')} à vélo ou en covoiturage : "
            f"{counted(jours_de_trajet, 'jour')} ne suffisent pas.",
        )
    return value(
        f"Pour {jour.year}, le forfait mobilités durables, si une délibération l’avait institué, "
        f"était de {montant} à partir de {counted(seuil, 'jour')} à vélo ou en covoiturage.",
    )


@rule(
    "FMD-01",
    SUBJECT,
    title="Forfait mobilités durables",
    cites=(
        Article(DECRET_FMD, "art. 1 et 2"),
        Article("arrêté du 9 mai 2020", "art. 2", TROIS_FORFAITS),
    ),
    in_force_since=TROIS_FORFAITS,
    verification=Verification.OFFICIAL,
    verified_on=SECOND_READING,
    questions=ASKED_OF_THE_FORFAIT,
)
def forfait(jour: date, jours_de_trajet: int | None = None, quotite: int | None = None) -> Answer:
    """Three amounts by days of use, from thirty; what part-time changes was not read."""
    bareme = _forfaits(jour)
    echelle = ", ".join(
        f"{euros(montant)} dès {counted(seuil, 'jour')}" for seuil, montant in bareme
    )
    if quotite is not None:
        return to_check(
            f"À temps plein, le forfait mobilités durables par an est de {echelle}, si une "
            "délibération l’a institué ; l’effet du temps partiel sur ces nombres de jours est à "
            "vérifier.",
        )
    if jours_de_trajet is None:
        return value(
            f"Le forfait mobilités durables (vélo, covoiturage...) est par an de {echelle}, "
            "seulement si une délibération de la collectivité l’a institué : sinon, il n’est pas "
            "dû. Il est cumulable avec le remboursement de l’abonnement de transport.",
        )
    atteints = [montant for seuil, montant in bareme if jours_de_trajet >= seuil]
    if not atteints:
        return not_met(
            f"Le forfait mobilités durables n’est pas dû pour {counted(jours_de_trajet, 'jour')} : "
            f"il en faut au moins {counted(bareme[0][0], 'jour')} dans l’année.",
        )
    return value(
        f"Pour {counted(jours_de_trajet, 'jour')} dans l’année, le forfait mobilités durables est "
        f"de {euros(atteints[-1])} ({echelle}), si la délibération de la collectivité l’a "
        "institué ; il est cumulable avec le remboursement de l’abonnement de transport.",
    )


def _forfaits(jour: date) -> list[tuple[Fraction, Fraction]]:
    return [
        (
            AMOUNTS.on(f"trajets_domicile.jours_du_{rang}_forfait", jour),
            AMOUNTS.on(f"trajets_domicile.{rang}_forfait", jour),
        )
        for rang in ("premier", "deuxieme", "troisieme")
    ]


ASKED_OF_THE_PASS = (
    "Quelle part de mon abonnement de train la collectivité rembourse-t-elle ?",
    "remboursement carte de bus 50 ou 75 % ?",
    "Mon pass coûte 80 € par mois, combien me sera remboursé ?",
    "abonnement tram pris en charge par l’employeur mairie",
    "Les tickets de métro à l’unité sont-ils remboursés ?",
    "je suis en arret maladie depuis un mois, mon abonnement de transport est tjs remboursé ?",
    "Je voyage en première classe avec mon abonnement SNCF, suis-je remboursé sur ce tarif ?",
    "Un contractuel peut-il obtenir la prise en charge de son titre de transport ?",
    "On ne me rembourse que la moitié de ma carte de transport, ce n’est pas les trois quarts ?",
    "Mon trajet le plus court est en bus mais je prends le train : quel abonnement est remboursé ?",
    "carnet de tickets de bus remboursé par la mairie ou seulement l’abonnement ?",
)


@rule(
    "TRA-01",
    SUBJECT,
    title="Prise en charge de l’abonnement de transport",
    cites=(Article(DECRET_TRANSPORT, "art. 3", MOITIE),),
    in_force_since=MOITIE,
    in_force_until=TROIS_QUARTS - timedelta(days=1),
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=ASKED_OF_THE_PASS,
)
def moitie_de_l_abonnement(jour: date) -> Answer:
    """Until August 2023, half of the pass, within a cap."""
    part = AMOUNTS.on("trajets_domicile.part_de_l_abonnement", jour)
    return value(
        f"Avant le 1er septembre 2023, l’employeur prenait en charge {percent(part)} de "
        "l’abonnement de transport (les trois quarts depuis), au tarif le plus économique et dans "
        "la limite d’un plafond ; ni les billets à l’unité ni les mois entiers de congé de maladie "
        "n’étaient pris en charge.",
    )


@rule(
    "TRA-01",
    SUBJECT,
    title="Prise en charge de l’abonnement de transport",
    cites=(Article(DECRET_TRANSPORT, "art. 3", TROIS_QUARTS),),
    in_force_since=TROIS_QUARTS,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=ASKED_OF_THE_PASS,
)
def trois_quarts_de_l_abonnement(jour: date, prix_de_l_abonnement: Decimal | None = None) -> Answer:
    """Three quarters of the cheapest pass, within a cap; none for whole months of sick leave."""
    part = AMOUNTS.on("trajets_domicile.part_de_l_abonnement", jour)
    if prix_de_l_abonnement is None:
        return value(
            f"L’employeur rembourse {percent(part)} (trois quarts) de l’abonnement de transport "
            "domicile-travail, à tout agent, contractuel compris, jusqu’à un plafond"
            f"{_environ(jour)}, au tarif le plus économique (pas la première classe) et pour le "
            f"trajet le plus court. Les billets à l’unité sont exclus. {EN_MALADIE} Pour moins "
            "d’un mi-temps, il est réduit de moitié.",
        )
    return _rembourse(jour, Fraction(prix_de_l_abonnement))


@rule(
    "TRA-02",
    SUBJECT,
    title="Plafond de la prise en charge de l’abonnement",
    cites=(Article(DECRET_TRANSPORT, "art. 3", TROIS_QUARTS),),
    in_force_since=TROIS_QUARTS,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=(
        "Quel est le plafond mensuel du remboursement de l’abonnement de transport ?",
        "remboursement train plafonné à combien par mois en 2026",
        "Mon abonnement TER coûte 210 € par mois, vais-je toucher les trois quarts ?",
        "pourquoi on me rembourse seulement 104 € sur mon abonnement SNCF ?",
        "Comment est calculé le plafond de prise en charge des titres de transport ?",
        "Mon abonnement TGV mensuel est très cher : y a-t-il une limite au remboursement ?",
        "plafond 96,36 transport toujours valable ?",
        "Je paie 480 € de train par mois, le remboursement de 75 % s’applique sur la totalité ?",
        "Le plafond de remboursement des transports suit-il le prix du passe Navigo ?",
    ),
)
def plafond_de_l_abonnement(jour: date, prix_de_l_abonnement: Decimal | None = None) -> Answer:
    """Cap the refund at the yearly Paris region pass times a coefficient, by month."""
    if prix_de_l_abonnement is not None:
        return _rembourse(jour, Fraction(prix_de_l_abonnement))
    coefficient = AMOUNTS.on("trajets_domicile.coefficient_du_plafond", jour)
    annuel = AMOUNTS.on("trajets_domicile.pass_annuel_ile_de_france", jour)
    return value(
        f"Le plafond du remboursement est d’environ {euros(_plafond(jour))} par mois en "
        f"{jour.year} : c’est le prix du pass annuel toutes zones d’Île-de-France "
        f"({euros(annuel)}), multiplié par {counted(coefficient, '')} et divisé par 12. Il suit "
        "ce prix chaque année.",
    )


def _rembourse(jour: date, prix: Fraction) -> Answer:
    part = AMOUNTS.on("trajets_domicile.part_de_l_abonnement", jour)
    plafond = _plafond(jour)
    calcul = f"{percent(part)} de {euros(prix)} font {euros(prix * part)} par mois"
    if prix * part >= plafond * PRES_DU_PLAFOND:
        return to_check(
            f"{calcul}, mais le remboursement est plafonné : ce plafond, qui suit le prix du pass "
            f"annuel d’Île-de-France, était d’environ {euros(plafond)} par mois au dernier tarif "
            "relevé ; le montant exact est à vérifier.",
        )
    return value(
        f"{calcul}, sous le plafond : c’est le remboursement de l’abonnement, s’il s’agit du tarif "
        f"le plus économique et d’un emploi à mi-temps au moins. {EN_MALADIE}",
    )


def _environ(jour: date) -> str:
    """Say the cap of the year; nothing for a year whose fare is not known."""
    try:
        return f" (environ {euros(_plafond(jour))} par mois en {jour.year})"
    except AmountUnknown:
        return ""


def _plafond(jour: date) -> Fraction:
    annuel = AMOUNTS.on("trajets_domicile.pass_annuel_ile_de_france", jour)
    return annuel * AMOUNTS.on("trajets_domicile.coefficient_du_plafond", jour) / 12
