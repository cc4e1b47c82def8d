"""Dismissal of contractuels: notice, indemnity, protection of parents."""

from datetime import date
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.contrat.preavis import CONTRATS_COMPTES, MONTHS_IN_A_YEAR, Preavis, Scale
from statute.days import CalendarDays
from statute.facts import OUI
from statute.french import counted, day, percent
from statute.rule import (
    CODE_IN_FORCE,
    CONTRACTUEL,
    SECOND_READING,
    THIRD_READING,
    Answer,
    Article,
    Subject,
    Verification,
    not_met,
    rule,
    value,
)

SUBJECT = Subject(
    "licenciement_contractuel",
    "Licenciement d’un contractuel",
    categories=("contrat-contractuel",),
)

DECRET_DE_2015 = date(2016, 1, 1)
DECRET_DE_2022 = date(2022, 8, 12)
DAYS_IN_A_WEEK = 7


@rule(
    "CTR-13",
    SUBJECT,
    title="Préavis de licenciement d’un contractuel",
    cites=(Article("décret 88-145", "art. 40", DECRET_DE_2015),),
    in_force_since=DECRET_DE_2015,
    applies_to=(CONTRACTUEL,),
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=(
        "Quel est le préavis si la mairie me licencie de mon contrat ?",
        "licenciement contractuel 3 ans d’ancienneté, combien de mois de préavis ?",
        "On me licencie pour insuffisance professionnelle après 10 mois de CDD, quel préavis ?",
        (
            "À partir de quand court le préavis de licenciement : l’envoi du recommandé ou sa "
            "réception ?"
        ),
        "Je suis travailleur handicapé, mon préavis de licenciement est-il doublé ?",
        "RH : préavis à respecter pour licencier un agent contractuel en CDI ?",
        (
            "Suppression de mon poste, je suis en CDI de droit public : combien de temps avant "
            "mon départ ?"
        ),
        "J’ai eu la lettre de licenciement hier et ils veulent que je parte demain, possible ?",
        "licencié pour faute : j’ai un préavis ou pas ?",
        "Combien de temps de préavis avant mon licenciement de CDI à la mairie ?",
        "durée du preavis en cas de licenciement d’un agent contractuel",
        "Mon agent contractuel a 5 mois de présence, quel délai avant son licenciement effectif ?",
    ),
)
def preavis_de_licenciement(
    jour: date,
    mois_de_services: int | None = None,
    handicap_reconnu: str | None = None,
    date_de_notification: date | None = None,
) -> Answer:
    """Give the notice of a resignation, doubled for a declared disability, within four months."""
    plafond = int(AMOUNTS.on("licenciement_contractuel.double_plafond_mois", jour))
    scale = Scale.of("licenciement_contractuel", jour)
    sans = "aucun préavis pendant l’essai ou pour faute disciplinaire"
    if mois_de_services is None:
        return value(
            f"Le préavis de licenciement d’un contractuel est de {scale.short.said} avant "
            f"{scale.first_said} d’ancienneté, {scale.middle.said} de {scale.first_said} à moins "
            f"de {scale.second_said}, {scale.long.said} à partir de {scale.second_said} ; il court "
            "dès la présentation du recommandé ou la remise de la lettre et double "
            f"({counted(plafond, 'mois')} au plus) pour un handicap déclaré à temps ; {sans}. "
            f"{CONTRATS_COMPTES}"
        )
    delai = scale.for_months(mois_de_services)
    motif = ""
    if handicap_reconnu == OUI:
        delai = delai.doubled(plafond)
        motif = f", doublé pour un handicap déclaré ({counted(plafond, 'mois')} au plus)"
    return value(
        f"Avec {counted(mois_de_services, 'mois')} d’ancienneté, le préavis de licenciement d’un "
        f"contractuel est de {delai.said}{motif}, dès la présentation du recommandé ou la remise "
        f"de la lettre{_until(delai, date_de_notification)} ; {sans}."
    )


def _until(delai: Preavis, notification: date | None) -> str:
    if notification is None:
        return ""
    return f", soit jusqu’au {day(delai.after(notification))} si elle date du {day(notification)}"


@rule(
    "CTR-14",
    SUBJECT,
    title="Indemnité de licenciement d’un contractuel",
    cites=(
        Article("décret 88-145", "art. 43"),
        Article("décret 88-145", "art. 45"),
        Article("décret 88-145", "art. 46"),
        Article("décret 88-145", "art. 48"),
    ),
    in_force_since=CODE_IN_FORCE,
    applies_to=(CONTRACTUEL,),
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=(
        "Comment est calculée l’indemnité de licenciement d’un contractuel ?",
        "licencié après 4 ans de contrat je touche combien ?",
        "L’indemnité de licenciement se calcule-t-elle sur le brut ou sur le net ?",
        "Je suis en CDI depuis 15 ans et on me licencie, montant de mon indemnité ?",
        "J’ai cinq mois d’ancienneté, ai-je une indemnité de licenciement ?",
        (
            "RH : quelle formule pour l’indemnité de licenciement, un demi-mois ou un tiers de "
            "mois par année ?"
        ),
        "Licenciement avant la fin du CDD, il restait 3 mois : l’indemnité est-elle limitée ?",
        "On casse mon contrat de projet avant la fin, quelle indemnité ?",
        "viré pour faute, est ce que j’ai une indemnité de licenciement ?",
        "Combien vais-je toucher si la collectivité me licencie de mon CDI ?",
        "Ancienneté de 2 ans et 7 mois : combien d’années comptent pour l’indemnité ?",
        "Le supplément familial entre-t-il dans le calcul de l’indemnité de licenciement ?",
    ),
)
def indemnite_de_licenciement(jour: date, mois_de_services: int | None = None) -> Answer:
    """Half a month of net pay a year for twelve years, then a third."""
    fraction = int(AMOUNTS.on("licenciement_contractuel.fraction_comptee_mois", jour))
    if mois_de_services is not None and mois_de_services < fraction:
        return not_met(
            f"Non : avec moins de {counted(fraction, 'mois')} de services, un contractuel licencié "
            "ne reçoit aucune indemnité de licenciement."
        )
    limites = _limits(jour)
    projet = percent(AMOUNTS.on("licenciement_contractuel.part_du_projet", jour))
    premieres = counted(AMOUNTS.on("licenciement_contractuel.premieres_annees", jour), "an")
    debut, suite = _part(jour, "debut"), _part(jour, "suite")
    if mois_de_services is not None:
        years = _counted_years(mois_de_services, fraction)
        return value(
            f"Pour {counted(years, 'année')} comptées, l’indemnité de licenciement d’un "
            f"contractuel est de {counted(_months_of_pay(jour, years), 'mois')} de la dernière "
            f"rémunération nette ({debut} mois par année jusqu’à {premieres}, puis {suite}), hors "
            "supplément familial et accessoires. Contrat de projet : "
            f"{projet} du total perçu. {limites}"
        )
    return value(
        f"L’indemnité de licenciement d’un contractuel est de {debut} mois de rémunération nette "
        f"par année jusqu’à {premieres}, puis {suite} de mois, hors supplément familial et "
        f"accessoires ; {counted(fraction, 'mois')} et plus comptent pour un an, moins pour zéro. "
        f"Contrat de projet : {projet} du total perçu. {limites}"
    )


def _limits(jour: date) -> str:
    most = counted(AMOUNTS.on("licenciement_contractuel.indemnite_au_plus_mois", jour), "mois")
    return (
        f"Total : {most} au plus ; {_part(jour, 'insuffisance')} pour insuffisance professionnelle "
        "; réduit près de la retraite, à vérifier. Base : la paie à temps plein. "
        "En CDD, pas plus d’années que de mois restants. Rien pour faute disciplinaire ou pendant "
        "l’essai."
    )


def _part(jour: date, which: str) -> Fraction:
    return AMOUNTS.on(f"licenciement_contractuel.part_{which}", jour)


def _counted_years(months: int, fraction: int) -> int:
    whole, rest = divmod(months, MONTHS_IN_A_YEAR)
    return whole + (rest >= fraction)


def _months_of_pay(jour: date, years: int) -> Fraction:
    first = int(AMOUNTS.on("licenciement_contractuel.premieres_annees", jour))
    most = AMOUNTS.on("licenciement_contractuel.indemnite_au_plus_mois", jour)
    after = _part(jour, "suite") * max(0, years - first)
    return min(_part(jour, "debut") * min(years, first) + after, most)


@rule(
    "CTR-16",
    SUBJECT,
    title="Grossesse et licenciement d’un contractuel",
    cites=(
        Article("décret 88-145", "art. 41", DECRET_DE_2022),
        Article("décret 88-145", "art. 13", DECRET_DE_2022),
    ),
    in_force_since=DECRET_DE_2022,
    applies_to=(CONTRACTUEL,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Je suis enceinte et contractuelle, la mairie peut-elle me licencier ?",
        "licenciement pendant congé maternité contractuel légal ou pas ?",
        "Combien de temps après mon congé maternité suis-je protégée contre un licenciement ?",
        "Mon compagnon contractuel est en congé de paternité, peut-il être licencié ?",
        "Agent en congé d’adoption : peut-on prononcer son licenciement ?",
        "j’ai annoncé ma grossesse, ils parlent de rompre mon CDD, ils ont le droit ??",
        (
            "RH : licenciement pour inaptitude d’une contractuelle rentrée de congé maternité il "
            "y a un mois, possible ?"
        ),
        (
            "La protection contre le licenciement d’une femme enceinte sous contrat dure-t-elle "
            "quatre ou dix semaines ?"
        ),
        "Je reprends après mon congé de naissance, à partir de quand peuvent-ils me virer ?",
        "Peut-on licencier une contractuelle enceinte ?",
        "protection contre le licenciement apres le retour de congé maternité, combien de semaines",
        "Licencié pendant mon congé paternité alors que je suis en CDI, est-ce légal ?",
    ),
)
def protection_de_la_grossesse(jour: date, date_de_fin: date | None = None) -> Answer:
    """No dismissal during pregnancy, the leaves of birth or adoption, and ten weeks after."""
    weeks = int(AMOUNTS.on("licenciement_contractuel.protection_semaines", jour))
    until = ""
    if date_de_fin is not None:
        end = CalendarDays(weeks * DAYS_IN_A_WEEK).after(date_de_fin)
        until = f" (pour un congé finissant le {day(date_de_fin)}, jusqu’au {day(end)})"
    return value(
        "Le licenciement d’un agent contractuel n’est pas possible pendant la grossesse, ni "
        "pendant un congé de maternité, de naissance, de paternité, d’adoption ou d’arrivée d’un "
        f"enfant à adopter, ni dans les {counted(weeks, 'semaine')} qui suivent{until}."
    )
