"""Congé d'adoption: length, when it is taken, absences for the approval."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import CalendarDays, months_after
from statute.french import counted, day, number
from statute.rule import (
    CODE_IN_FORCE,
    FIRST_READING,
    SECOND_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject("adoption", "Congé d’adoption", categories=("maternite-paternite",))

CT_SINCE = date(2022, 2, 23)
DECRET_2026 = date(2026, 2, 22)
AGREMENT = date(2026, 1, 2)


def _amount(name: str, jour: date) -> int:
    return int(AMOUNTS.on(f"adoption.{name}", jour))


@rule(
    "ADO-01",
    SUBJECT,
    title="Durée du congé d’adoption",
    cites=(
        Article("CGFP", "L631-8", CODE_IN_FORCE),
        Article("CT", "L1225-37", CT_SINCE),
        Article("CT", "L1225-40", CT_SINCE),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Combien de semaines dure le congé d'adoption ?",
        "conge adoption duree fonctionnaire territorial",
        "Nous adoptons une fratrie de deux, combien de temps dure mon congé ?",
        (
            "J'ai déjà deux enfants et j'adopte un petit garçon, mon congé d'adoption est-il plus "
            "long ?"
        ),
        "Peut-on partager le congé d'adoption entre les deux parents, et gagne-t-on des jours ?",
        "Les 25 jours en plus pour adoption partagée, c'est automatique ?",
        "On adopte en juin, c'est 10 semaines ou 16 semaines de congé ?",
        "Une de mes agentes adopte, combien de temps sera-t-elle absente ?",
        "mon mari et moi on bosse tous les 2 a la mairie, qui prend le conge adoption ?",
        "Contractuel et futur père adoptif, quelle est la durée de mon congé d'adoption ?",
        "Avec un troisième enfant à charge, est-ce 18 semaines pour une adoption ?",
    ),
)
def duree(
    jour: date,
    enfants_adoptes: int | None = None,
    enfants_a_charge: int | None = None,
) -> Answer:
    """Sixteen weeks, eighteen when three children are then cared for, twenty-two for several."""
    if enfants_adoptes is None:
        return value(_whole_scale(jour))
    if enfants_adoptes > 1:
        return value(
            f"Le congé d’adoption dure {counted(_amount('semaines_plusieurs', jour), 'semaine')} "
            f"pour {counted(enfants_adoptes, 'enfant')} accueillis ensemble"
            f"{_shared(_amount('jours_du_partage_plusieurs', jour))}."
        )
    return value(f"{_of_one(jour, enfants_a_charge)}{_shared(_amount('jours_du_partage', jour))}.")


def _of_one(jour: date, already: int | None) -> str:
    usual = counted(_amount("semaines", jour), "semaine")
    longer = counted(_amount("semaines_trois_enfants", jour), "semaine")
    enough = number(_amount("enfants_a_charge", jour))
    case = f"l’adoption porte à {enough} ou plus le nombre d’enfants à charge"
    if already is None:
        return f"Pour un enfant, le congé d’adoption dure {usual}, ou {longer} si {case}"
    known = f"Pour un enfant adopté, avec {counted(already, 'enfant')} déjà à charge"
    if already + 1 >= _amount("enfants_a_charge", jour):
        return f"{known}, le congé d’adoption dure {longer}, car {case}"
    return f"{known}, le congé d’adoption dure {usual}"


def _shared(days: int) -> str:
    return f" ; partagé entre les deux parents, il s’allonge de {counted(days, 'jour')}"


def _whole_scale(jour: date) -> str:
    return (
        f"Le congé d’adoption dure {counted(_amount('semaines', jour), 'semaine')}, "
        f"{number(_amount('semaines_trois_enfants', jour))} si l’adoption porte à "
        f"{number(_amount('enfants_a_charge', jour))} ou plus le nombre d’enfants à charge, "
        f"{number(_amount('semaines_plusieurs', jour))} si plusieurs enfants sont adoptés ensemble"
        f"{_shared(_amount('jours_du_partage', jour))} "
        f"({number(_amount('jours_du_partage_plusieurs', jour))} pour plusieurs enfants)."
    )


@rule(
    "N26-09",
    SUBJECT,
    title="Dates du congé d’adoption",
    cites=(
        Article("CGFP", "L631-8", CODE_IN_FORCE),
        Article("décret 2021-846", "art. 11", DECRET_2026),
        Article("décret 2021-846", "art. 12", DECRET_2026),
    ),
    in_force_since=DECRET_2026,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Quand puis-je commencer mon congé d'adoption avant l'arrivée de l'enfant ?",
        "Jusqu'à quand peut-on prendre le congé d'adoption après l'arrivée au foyer ?",
        "Peut-on fractionner le congé d'adoption en plusieurs périodes ?",
        "conge adoption en 2 fois possible ? combien de jours mini",
        "L'enfant arrive le 15 septembre, je peux m'arrêter une semaine avant ?",
        "Je voudrais garder la moitié de mon congé d'adoption pour dans six mois",
        (
            "Un agent veut finir son congé d'adoption dix mois après l'arrivée de l'enfant, "
            "est-ce dans les délais ?"
        ),
        "Qu'est-ce qui a changé en 2026 pour le congé d'adoption ?",
        "date de debut et de fin du congé adoption par rapport a l'arrivée du petit",
    ),
)
def dates(jour: date, arrivee_de_l_enfant: date | None = None) -> Answer:
    """From seven days before the arrival to eight months after it, in two periods at most."""
    before, after = _amount("jours_avant_l_arrivee", jour), _amount("mois_apres_l_arrivee", jour)
    first, last = "", ""
    if arrivee_de_l_enfant is not None:
        first = f" (le {day(CalendarDays(before).before(arrivee_de_l_enfant))})"
        last = f" (le {day(months_after(arrivee_de_l_enfant, after))})"
    return value(
        f"Le congé d’adoption commence au plus tôt {counted(before, 'jour')} avant l’arrivée de "
        f"l’enfant au foyer{first} et finit au plus tard {counted(after, 'mois')} après{last}. Il "
        f"peut être pris en {counted(_amount('periodes', jour), 'période')} d’au moins "
        f"{counted(_amount('jours_par_periode', jour), 'jour')} chacune."
    )


@rule(
    "N26-10",
    SUBJECT,
    title="Absences pour l’agrément en vue d’une adoption",
    cites=(
        Article("CGFP", "L622-1", date(2025, 7, 2)),
        Article("CT", "L1225-16", date(2025, 7, 2)),
        Article("décret 2025-1439", "", AGREMENT),
    ),
    in_force_since=AGREMENT,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Ai-je droit à des absences pour les entretiens d'agrément en vue d'une adoption ?",
        "Combien d'autorisations d'absence pour une procédure d'agrément adoption ?",
        "agrement adoption rdv avec l'assistante sociale sur mon temps de travail c'est paye ?",
        "Le département nous convoque pour l'enquête d'adoption, dois-je poser un congé ?",
        "Mon agent a déjà eu cinq rendez-vous d'agrément d'adoption, puis-je refuser le sixième ?",
        "ASA entretiens obligatoires adoption : nombre maximum ?",
        (
            "Mon chef me décompte des RTT pour mes entretiens avec la psychologue de l'agrément, "
            "a-t-il le droit ?"
        ),
        "Est ce que les absences pour l'agrément d'adoption sont retenues sur la paye",
    ),
)
def agrement(jour: date) -> Answer:
    """Five paid absences at most for the compulsory interviews of one approval."""
    most = counted(_amount("entretiens_d_agrement", jour), "autorisation")
    return value(
        f"{most} d’absence au plus par procédure, payées et sans poser de congés, pour les "
        "entretiens obligatoires en vue de l’agrément d’adoption : au-delà, ce droit est épuisé."
    )
