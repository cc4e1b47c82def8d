"""Temps partiel thérapeutique (TPT): quota, pay, duration, no overtime, procedure."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.french import NBSP, PERCENT, counted, day, number
from statute.rule import (
    CODE_IN_FORCE,
    FIRST_READING,
    SECOND_READING,
    STAGIAIRE,
    TITULAIRE,
    Answer,
    Article,
    Subject,
    Verification,
    met,
    not_met,
    rule,
    to_check,
    value,
)

SUBJECT = Subject(
    "temps_partiel_therapeutique",
    "Temps partiel thérapeutique",
    categories=("maladie",),
)
FONCTIONNAIRES = (TITULAIRE, STAGIAIRE)

DECRET_DE_2021 = date(2021, 11, 11)
REFORME = date(2026, 8, 1)
"""The decree of 29 July 2026 changed the procedure and the periods from this day."""
VEILLE_DE_LA_REFORME = date(2026, 7, 31)


@rule(
    "TPT-01",
    SUBJECT,
    title="Quotités du temps partiel thérapeutique",
    cites=(
        Article("CGFP", "L823-3", CODE_IN_FORCE),
        Article("décret 87-602", "art. 13-1", DECRET_DE_2021),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OLDER_COPY,
    verified_on=SECOND_READING,
    questions=(
        "À quelle quotité puis-je reprendre en temps partiel thérapeutique ?",
        "mi-temps therapeutique 40 % possible ?",
        "Mon médecin propose une reprise à 30 %, est-ce autorisé en TPT ?",
        "Peut-on faire un TPT à 80 % ou seulement à mi-temps ?",
        "tpt quotites 50 60 70 80 90",
        "Un agent veut reprendre à 75 % en temps partiel thérapeutique : possible ?",
        "Je ne me sens capable de reprendre qu'un jour par semaine, en thérapeutique",
        "reprise progressive apres maladie minimum d'heures",
        "Le temps partiel thérapeutique, c'est forcément 50 % ?",
    ),
)
def quotites(jour: date, quotite: int | None = None) -> Answer:
    """Fifty, sixty, seventy, eighty or ninety per cent, never less than half time."""
    least = int(AMOUNTS.on("temps_partiel_therapeutique.quotite_minimale", jour))
    most = int(AMOUNTS.on("temps_partiel_therapeutique.quotite_maximale", jour))
    step = int(AMOUNTS.on("temps_partiel_therapeutique.pas_de_quotite", jour))
    possible = list(range(least, most + step, step))
    listed = f"{', '.join(map(str, possible[:-1]))} ou {counted(possible[-1], PERCENT)}"
    if quotite is None:
        return value(
            f"{listed} d’un temps plein : ce sont les quotités du temps partiel thérapeutique, "
            "jamais en dessous du mi-temps.",
        )
    if quotite in possible:
        return met(
            f"Le temps partiel thérapeutique est possible à {counted(quotite, PERCENT)} : les "
            f"quotités prévues sont {listed}.",
        )
    return not_met(
        f"Le temps partiel thérapeutique n’est pas possible à {counted(quotite, PERCENT)} : les "
        f"quotités prévues sont {listed}, jamais moins du mi-temps.",
    )


@rule(
    "TPT-02",
    SUBJECT,
    title="Traitement en temps partiel thérapeutique",
    applies_to=FONCTIONNAIRES,
    presumes_status=True,
    cites=(Article("CGFP", "L823-4", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Suis-je payée à plein salaire en mi-temps thérapeutique ?",
        "tpt 50 % salaire complet ?",
        "Je reprends à 60 % en thérapeutique : combien vais-je toucher ?",
        "Mon traitement va-t-il baisser si je passe en temps partiel thérapeutique ?",
        "Un agent à mi-temps thérapeutique perçoit-il tout son traitement indiciaire ?",
        "SFT et indemnité de résidence en temps partiel thérapeutique",
        "On m'a payé à moitié pendant mon TPT, je veux être régularisé !",
        "le mi temps therapeutique est il paye comme un mi temps normal",
    ),
)
def traitement() -> Answer:
    """Full pay, family supplement and residence allowance whatever the quota."""
    return value(
        f"100{NBSP}% du traitement, du supplément familial de traitement et de l’indemnité de "
        "résidence sont versés au fonctionnaire en temps partiel thérapeutique, en totalité, "
        "quelle que soit la quotité, même à mi-temps.",
    )


QUESTIONS_DUREE = (
    "Combien de temps peut durer un temps partiel thérapeutique ?",
    "tpt renouvelable tous les 3 mois ?",
    "J'ai déjà fait un an de mi-temps thérapeutique, puis-je en redemander un ?",
    "Pour combien de mois l'autorisation de TPT est-elle donnée ?",
    "duree max mi-temps therapeutique fonctionnaire territorial",
    "Un agent a repris à temps plein il y a 6 mois après un an de TPT : nouveau TPT possible ?",
    "Mon médecin veut prolonger mon thérapeutique au-delà de douze mois, c'est possible ?",
    "Le temps partiel thérapeutique peut-il être pris en plusieurs fois ?",
    "faut il attendre un an entre deux temps partiels thérapeutiques",
    "Dois-je fournir un nouveau certificat chaque trimestre pour garder mon thérapeutique ?",
    "Depuis août 2026, une seule autorisation de TPT peut-elle couvrir toute l'année ?",
)


def _duree(jour: date) -> tuple[str, str]:
    total = AMOUNTS.on("temps_partiel_therapeutique.mois_au_total", jour) / 12
    attente = AMOUNTS.on("temps_partiel_therapeutique.mois_d_attente", jour) / 12
    return (
        (
            f"{counted(total, 'an')} au plus en tout, en continu ou en plusieurs fois, pour le "
            "temps partiel thérapeutique d’un fonctionnaire"
        ),
        (
            f"Une nouvelle autorisation n’est possible que {counted(attente, 'an')} après la fin "
            "des droits"
        ),
    )


def _periodes(jour: date) -> str:
    least = number(AMOUNTS.on("temps_partiel_therapeutique.mois_par_periode_minimum", jour))
    most = AMOUNTS.on("temps_partiel_therapeutique.mois_par_periode_maximum", jour)
    return f"{least} à {counted(most, 'mois')}"


@rule(
    "TPT-03",
    SUBJECT,
    title="Durée du temps partiel thérapeutique (avant le 1er août 2026)",
    applies_to=FONCTIONNAIRES,
    presumes_status=True,
    cites=(
        Article("CGFP", "L823-5", CODE_IN_FORCE),
        Article("CGFP", "L823-6", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    in_force_until=VEILLE_DE_LA_REFORME,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=QUESTIONS_DUREE,
)
def duree_avant_la_reforme(jour: date) -> Answer:
    """Give a year in all, by periods of one to three months; a new right a year later."""
    limite, nouveau = _duree(jour)
    return value(f"{limite}, par périodes de {_periodes(jour)}. {nouveau}.")


@rule(
    "TPT-03",
    SUBJECT,
    title="Durée du temps partiel thérapeutique",
    applies_to=FONCTIONNAIRES,
    presumes_status=True,
    cites=(
        Article("CGFP", "L823-5", CODE_IN_FORCE),
        Article("CGFP", "L823-6", CODE_IN_FORCE),
        Article("décret 2026-705", ""),
    ),
    in_force_since=REFORME,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=QUESTIONS_DUREE,
)
def duree(jour: date) -> Answer:
    """Give a year in all, at once if need be, and a new right a year later."""
    limite, nouveau = _duree(jour)
    total = counted(AMOUNTS.on("temps_partiel_therapeutique.mois_au_total", jour) / 12, "an")
    periodes = _periodes(jour)
    return value(
        f"{limite}. {nouveau}. Depuis le {day(REFORME)}, une seule autorisation peut couvrir "
        f"{total} et les périodes de {periodes} ne sont plus imposées, selon un décret du "
        f"29{NBSP}juillet 2026, à vérifier dans ce texte.",
    )


@rule(
    "TPT-04",
    SUBJECT,
    title="Heures supplémentaires en temps partiel thérapeutique",
    applies_to=FONCTIONNAIRES,
    presumes_status=True,
    cites=(Article("décret 87-602", "art. 13-9", DECRET_DE_2021),),
    in_force_since=DECRET_DE_2021,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Puis-je faire des heures supplémentaires en mi-temps thérapeutique ?",
        "heures sup et tpt",
        "Mon chef me demande de rester plus tard alors que je suis en temps partiel thérapeutique",
        "Un agent en TPT peut-il assurer les élections en heures supplémentaires ?",
        "Les heures supplémentaires d'un agent en thérapeutique sont-elles payées ?",
        "je suis volontaire pour faire des heures en plus pendant mon therapeutique, possible ?",
        "On m'impose des heures en plus en TPT, ai-je le droit de refuser ?",
        "IHTS pendant un temps partiel thérapeutique",
    ),
)
def heures_supplementaires() -> Answer:
    """No overtime during therapeutic part-time."""
    return value(
        "Aucune heure supplémentaire n’est possible en temps partiel thérapeutique : le "
        "fonctionnaire ne peut ni en demander ni s’en voir imposer, même payées ou volontaires.",
    )


@rule(
    "N26-05",
    SUBJECT,
    title="Procédure du temps partiel thérapeutique depuis le 1er août 2026",
    applies_to=FONCTIONNAIRES,
    presumes_status=True,
    cites=(Article("décret 2026-705", ""),),
    in_force_since=REFORME,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Combien de temps l'employeur a-t-il pour répondre à ma demande de TPT ?",
        "refus de temps partiel therapeutique par la mairie, possible ?",
        "Peut-on refuser un mi-temps thérapeutique pour nécessité de service ?",
        "Mon TPT m'a été refusé sans entretien, est-ce légal ?",
        "Je suis retombée malade plus d'un mois pendant mon thérapeutique, s'arrête-t-il ?",
        "Faut-il encore passer devant un médecin agréé au bout de 3 mois de TPT ?",
        "Je sors de longue maladie, mon thérapeutique commence quand ?",
        "demande de temps partiel thérapeutique demarche et delais",
        "Nouvelle procédure TPT août 2026 : que doit faire le service RH ?",
    ),
)
def procedure() -> Answer:
    """Leave how this part-time is granted to be checked: the decree was not read."""
    return to_check(
        "Un décret du 29 juillet 2026 change, depuis le "
        f"{day(REFORME)}, la procédure du temps partiel thérapeutique des fonctionnaires (délai de "
        "réponse, refus, contrôle médical, fin en cas de nouvel arrêt) : ces points sont à "
        "vérifier dans ce texte.",
    )
