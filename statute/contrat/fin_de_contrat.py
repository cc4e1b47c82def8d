"""What the employer says, and when, as a fixed-term contract comes to its end."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.contrat.preavis import Preavis, Scale
from statute.days import CalendarDays
from statute.facts import CDI, OUI
from statute.french import counted, day
from statute.rule import (
    CODE_IN_FORCE,
    CONTRACTUEL,
    SECOND_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    to_check,
    value,
)

SUBJECT = Subject(
    "fin_de_contrat",
    "Fin et renouvellement de contrat",
    categories=("contrat-contractuel",),
)

CODIFICATION = date(2025, 10, 1)
"""From this day on the code speaks of trial, renewal and probation; before it, decrees did."""
VEILLE = date(2025, 9, 30)
MONTHS_IN_A_YEAR = 12

QUESTIONS = (
    "Combien de temps avant la fin de mon CDD la mairie doit-elle me dire si je suis renouvelé ?",
    "mon contrat finit dans 3 semaines et personne me dit rien, ils ont pas un délai ?",
    "Délai de prévenance pour un non-renouvellement de CDD d’un an ?",
    "J’ai reçu une proposition de renouvellement, combien de jours pour répondre ?",
    "Si je ne réponds pas à la proposition de renouvellement, je suis reconduit d’office ?",
    (
        "Manager : le contrat de mon agent se termine le 30 juin, avant quelle date dois-je le "
        "prévenir que je ne le renouvelle pas ?"
    ),
    "Je suis RQTH, le délai de prévenance de fin de contrat est-il doublé ?",
    "non renouvellement annoncé 5 jours avant la fin, ils ont le droit ???",
    "CDD de 4 mois : à quel moment l’employeur annonce la suite ?",
    "Un entretien est-il obligatoire avant de ne pas renouveler un CDD ?",
    "ils m’ont pas reçu en entretien avant de décider de pas me garder, c’est normal ?",
    "Après 6 ans de CDD on doit me prévenir combien de temps avant pour le CDI ?",
    "j’ai enchaîné plusieurs contrats, le préavis de fin de contrat se calcule sur le total ?",
    "Une coupure de deux mois entre deux CDD compte-t-elle pour le délai de prévenance ?",
    "Contrat de plus de deux ans qui finit : deux mois à l’avance pour m’informer, c’est ça ?",
    "Quel préavis pour m’annoncer que mon CDD ne sera pas renouvelé ?",
    "Délai pour répondre à un renouvellement de contrat : 8 jours, et si je dis rien ?",
)


def _delai(jour: date, mois: int) -> Preavis:
    if _assez_pour_un_cdi(jour, mois):
        return Preavis(months=int(AMOUNTS.on("fin_de_contrat.cdi_possible_mois", jour)))
    return Scale.of("fin_de_contrat", jour).for_months(mois)


def _reponse(jour: date, notification: date | None) -> str:
    delai = int(AMOUNTS.on("fin_de_contrat.reponse_jours", jour))
    jusqu_au = (
        f" (reçue le {day(notification)} : jusqu’au {day(CalendarDays(delai).after(notification))})"
        if notification
        else ""
    )
    return (
        f"l’agent a {counted(delai, 'jour')} pour répondre à une proposition{jusqu_au}, son "
        "silence vaut refus"
    )


def _au_plus_tard(delai: Preavis, fin: date | None) -> str:
    return f", soit au plus tard le {day(delai.before(fin))}" if fin else ""


def _double(jour: date) -> int:
    return int(AMOUNTS.on("fin_de_contrat.double_plafond_mois", jour))


def _bareme(jour: date, reponse: str, cumul: str = "") -> str:
    scale = Scale.of("fin_de_contrat", jour)
    cdi = counted(AMOUNTS.on("fin_de_contrat.cdi_possible_mois", jour), "mois")
    return (
        "L’employeur annonce le renouvellement ou la fin d’un CDD au moins "
        f"{scale.short.said} avant (moins de {scale.first_said} de contrats cumulés{cumul}), "
        f"{scale.middle.said} ({scale.first_said} à {scale.second_said}), "
        f"{scale.long.said} ({scale.second_said} et plus) ou {cdi} (CDI possible) ; {reponse}."
    )


def _annonce(jour: date, mois: int, delai: Preavis, fin: date | None) -> str:
    sinon = Scale.of("fin_de_contrat", jour).for_months(mois).said
    is_for_a_cdi = _assez_pour_un_cdi(jour, mois) and delai == _delai(jour, mois)
    si_cdi = f" si un CDI est possible ({sinon} sinon)" if is_for_a_cdi else ""
    return (
        f"Pour {counted(mois, 'mois')} de contrats cumulés, l’employeur annonce la suite au moins "
        f"{delai.said} avant la fin{si_cdi}{_au_plus_tard(delai, fin)}"
    )


def _assez_pour_un_cdi(jour: date, mois: int) -> bool:
    return mois >= AMOUNTS.on("fin_de_contrat.services_pour_un_cdi_mois", jour)


def _entretien(jour: date) -> str:
    years = int(AMOUNTS.on("fin_de_contrat.entretien_mois", jour)) // MONTHS_IN_A_YEAR
    return (
        "Un entretien précède la décision si un CDI est possible ou après "
        f"{counted(years, 'an')} sur emploi permanent."
    )


def _coupures(jour: date) -> str:
    mois = counted(AMOUNTS.on("fin_de_contrat.cumul_interruption_mois", jour), "mois")
    return f", coupures de moins de {mois} comprises, hors démission"


def _cumul(duree: int | None, services: int | None) -> int | None:
    known = [months for months in (duree, services) if months is not None]
    return max(known, default=None)


@rule(
    "CTR-09",
    SUBJECT,
    title="Délai pour annoncer le renouvellement d’un CDD",
    cites=(Article("décret 88-145", "art. 38-1"),),
    in_force_since=CODE_IN_FORCE,
    in_force_until=VEILLE,
    applies_to=(CONTRACTUEL,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=QUESTIONS,
)
def annonce_avant_le_code(  # noqa: PLR0913, PLR0917  # six facts make the answer finer
    jour: date,
    duree_du_contrat: int | None = None,
    mois_de_services: int | None = None,
    type_de_contrat: str | None = None,
    date_de_fin: date | None = None,
    date_de_notification: date | None = None,
    handicap_reconnu: str | None = None,
) -> Answer | None:
    """Tell in time whether the contract goes on; eight days to answer, silence refuses."""
    if type_de_contrat == CDI:
        return None
    reponse = _reponse(jour, date_de_notification)
    mois = _cumul(duree_du_contrat, mois_de_services)
    if mois is None:
        return value(_bareme(jour, reponse))
    delai = _delai(jour, mois)
    said = f"{_annonce(jour, mois, delai, date_de_fin)} ; {reponse}."
    if handicap_reconnu == OUI:
        return to_check(f"{said} Un délai doublé en cas de handicap est à vérifier.")
    return value(said)


@rule(
    "CTR-09",
    SUBJECT,
    title="Délai pour annoncer le renouvellement d’un CDD",
    cites=(
        Article("CGFP", "R332-27", CODIFICATION),
        Article("CGFP", "R332-29", CODIFICATION),
        Article("CGFP", "R332-30", CODIFICATION),
        Article("CGFP", "R332-31", CODIFICATION),
    ),
    in_force_since=CODIFICATION,
    applies_to=(CONTRACTUEL,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=QUESTIONS,
)
def annonce(  # noqa: PLR0913, PLR0917  # six facts make the answer finer
    jour: date,
    duree_du_contrat: int | None = None,
    mois_de_services: int | None = None,
    type_de_contrat: str | None = None,
    date_de_fin: date | None = None,
    date_de_notification: date | None = None,
    handicap_reconnu: str | None = None,
) -> Answer | None:
    """Keep those delays, over all contracts, doubled for a declared disability."""
    if type_de_contrat == CDI:
        return None
    reponse = _reponse(jour, date_de_notification)
    mois = _cumul(duree_du_contrat, mois_de_services)
    plafond = counted(_double(jour), "mois")
    if mois is None:
        bareme = _bareme(jour, reponse, "" if date_de_notification else _coupures(jour))
        double = f"Délai doublé, {plafond} au plus, pour un handicap déclaré."
        return value(f"{bareme} {double} {_entretien(jour)}")
    delai = _delai(jour, mois)
    double = ""
    if handicap_reconnu == OUI:
        delai = delai.doubled(_double(jour))
        double = f" Délai doublé ({plafond} au plus) pour un handicap déclaré."
    said = _annonce(jour, mois, delai, date_de_fin)
    return value(f"{said} ; {reponse}.{double} {_entretien(jour)}")


@rule(
    "CTR-17",
    SUBJECT,
    title="Fin et renouvellement d’un contrat de projet",
    cites=(
        Article("CGFP", "R332-38", CODIFICATION),
        Article("CGFP", "R332-39", CODIFICATION),
        Article("CGFP", "R332-40", CODIFICATION),
    ),
    in_force_since=CODIFICATION,
    applies_to=(CONTRACTUEL,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=SECOND_READING,
    questions=(
        "Combien de temps à l’avance doit-on m’annoncer la fin de mon contrat de projet ?",
        "contrat de projet 2 ans, quel délai de prévenance avant la fin ?",
        "Mon contrat de projet de 4 ans finit en juin, quand l’employeur doit-il me prévenir ?",
        "On me propose de renouveler mon contrat de projet, combien de jours pour répondre ?",
        (
            "Le projet est terminé, quel préavis dois-je respecter pour l’agent recruté en "
            "contrat de projet ?"
        ),
        "Renouvellement d’un contrat de projet : limite et délai pour le proposer ?",
        "ils m’annoncent la fin du contrat de projet un mois avant, pas assez non ?",
        (
            "Chef de projet en contrat de projet depuis trois ans et demi : deux ou trois mois de "
            "prévenance ?"
        ),
    ),
)
def fin_de_projet(
    jour: date,
    duree_du_contrat: int | None = None,
    date_de_fin: date | None = None,
) -> Answer:
    """Two months' notice up to three years of project, three beyond; eight days to answer."""
    palier = int(AMOUNTS.on("fin_de_contrat.projet_palier_mois", jour))
    court, long = (
        Preavis(months=int(AMOUNTS.on(f"fin_de_contrat.projet_{name}_mois", jour)))
        for name in ("court", "long")
    )
    total = counted(AMOUNTS.on("fin_de_contrat.projet_total_ans", jour), "an")
    jours = counted(AMOUNTS.on("fin_de_contrat.projet_reponse_jours", jour), "jour")
    suite = (
        f"l’agent a {jours} pour répondre à une offre de renouvellement, possible jusqu’à {total} "
        "au plus au total"
    )
    if duree_du_contrat is None:
        years = counted(palier // MONTHS_IN_A_YEAR, "an")
        return value(
            "L’employeur annonce la fin ou le renouvellement d’un contrat de projet au moins "
            f"{court.said} avant la fin s’il dure {years} au plus, {long.said} avant au-delà de "
            f"{years} ; {suite}."
        )
    delai = court if duree_du_contrat <= palier else long
    return value(
        f"Pour un contrat de projet de {counted(duree_du_contrat, 'mois')}, l’employeur annonce la "
        f"suite au moins {delai.said} avant la fin{_au_plus_tard(delai, date_de_fin)} ; {suite}."
    )
