"""Congé supplémentaire de naissance: length, delay, pay, notice."""

from datetime import date, timedelta

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.french import counted, day, number, percent
from statute.rule import (
    SECOND_READING,
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
    "conge_supplementaire_naissance",
    "Congé supplémentaire de naissance",
    categories=("maternite-paternite",),
)

ENFANTS_CONCERNES = date(2026, 1, 1)
DEMANDES_OUVERTES = date(2026, 6, 1)
PREMIER_DEPART = date(2026, 7, 1)
CT_SINCE = date(2025, 12, 31)

LOI = (
    Article("CT", "L1225-46-2", CT_SINCE),
    Article("loi 2025-1403", "art. 99", CT_SINCE),
)
DECRET = Article("décret 2026-427", "", date(2026, 5, 31))


def _amount(name: str, jour: date) -> int:
    return int(AMOUNTS.on(f"conge_supplementaire_naissance.{name}", jour))


def _length(jour: date) -> str:
    short, long = _amount("mois_courts", jour), _amount("mois_longs", jour)
    return (
        f"{number(short)} ou {counted(long, 'mois')} (ou {number(long)} périodes "
        f"d’{counted(short, 'mois')}), au choix de chaque parent"
    )


def _born_too_early() -> Answer:
    return not_met(
        "Le congé supplémentaire de naissance n’est pas possible : il est réservé aux enfants nés, "
        f"adoptés ou dont la naissance était prévue à partir du {day(ENFANTS_CONCERNES)}."
    )


DUREE = (
    "Qu'est-ce que le nouveau congé supplémentaire de naissance et combien de temps dure-t-il ?",
    "conge supp de naissance 1 ou 2 mois ? pour les 2 parents ?",
    "Mon enfant est né en mars 2026, ai-je droit au nouveau congé de naissance ?",
    "Le nouveau congé naissance 2026 peut-il être coupé en deux fois un mois ?",
    "Jusqu'à quand puis-je prendre le congé supplémentaire de naissance après l'accouchement ?",
    "J'ai fini mon congé mat, je voudrais enchaîner sur le nouveau congé de naissance de 2 mois",
    "Notre fille est née en décembre 2025, a t'on droit au congé supplémentaire de naissance",
    ("Papa, j'ai pris tout mon congé paternité, puis-je ajouter un mois avec le nouveau congé ?"),
    "Depuis quand le congé supplémentaire de naissance s'applique-t-il aux agents territoriaux ?",
    (
        "Un agent de mon service réclame deux mois de congé supplémentaire de naissance, ça existe "
        "vraiment ?"
    ),
    "Moi et ma femme on peut prendre le nouveau congé naissance chacun notre tour ?",
    "Bébé a 10 mois, est-ce trop tard pour commencer le congé supplémentaire de naissance ?",
)


@rule(
    "CSN-01",
    SUBJECT,
    rows=("N26-02",),
    title="Congé supplémentaire de naissance",
    cites=LOI,
    in_force_since=ENFANTS_CONCERNES,
    in_force_until=DEMANDES_OUVERTES - timedelta(days=1),
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=DUREE,
)
def duree_avant_le_decret(jour: date, naissance_de_l_enfant: date | None = None) -> Answer:
    """One or two months for each parent, to be taken from July 2026 on."""
    if naissance_de_l_enfant is not None and naissance_de_l_enfant < ENFANTS_CONCERNES:
        return _born_too_early()
    return value(
        f"Le congé supplémentaire de naissance dure {_length(jour)}, après le congé de maternité, "
        f"de paternité ou d’adoption. Il commence au plus tôt le {day(PREMIER_DEPART)}, pour un "
        f"enfant né ou attendu dès le {day(ENFANTS_CONCERNES)}."
    )


@rule(
    "CSN-01",
    SUBJECT,
    rows=("N26-02",),
    title="Congé supplémentaire de naissance",
    cites=(*LOI, DECRET),
    in_force_since=DEMANDES_OUVERTES,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=DUREE,
)
def duree(jour: date, aujourd_hui: date, naissance_de_l_enfant: date | None = None) -> Answer:
    """One or two months for each parent, begun within nine months of the birth."""
    if naissance_de_l_enfant is not None and naissance_de_l_enfant < ENFANTS_CONCERNES:
        return _born_too_early()
    months = _amount("mois_pour_commencer", jour)
    limit = ""
    if naissance_de_l_enfant is not None:
        last = months_after(naissance_de_l_enfant, months)
        if aujourd_hui > last and naissance_de_l_enfant < PREMIER_DEPART:
            return to_check(_late(months, last))
        limit = f" (au plus tard le {day(last)})"
    return value(
        f"Le congé supplémentaire de naissance dure {_length(jour)}, après le congé de maternité, "
        f"de paternité ou d’adoption. Possible depuis le {day(PREMIER_DEPART)} pour un enfant né "
        f"ou attendu dès le {day(ENFANTS_CONCERNES)}, il commence dans les "
        f"{counted(months, 'mois')} de la naissance ou de l’arrivée{limit}."
    )


def _late(months: int, last: date) -> str:
    return (
        f"Le congé supplémentaire de naissance commence dans les {counted(months, 'mois')} de la "
        f"naissance, ici jusqu’au {day(last)} ; un délai plus long pour les enfants nés avant le "
        f"{day(PREMIER_DEPART)} reste à vérifier."
    )


PAYE = (
    "Combien suis-je payé pendant le congé supplémentaire de naissance ?",
    "nouveau conge naissance paye a combien % ??",
    "Le congé supplémentaire de naissance est-il rémunéré à 70 % puis 60 % ?",
    "Est-ce que je perds mon salaire le deuxième mois du nouveau congé de naissance ?",
    "Mes primes sont-elles maintenues pendant le congé supplémentaire de naissance ?",
    "Contractuelle : quelle indemnisation pendant le congé supplémentaire de naissance ?",
    "Congé sup naissance, plein traitement ou perte de salaire ?",
    "Le service paie doit verser quel pourcentage pour un congé supplémentaire de naissance ?",
    "J'hésite à prendre 2 mois de congé supplémentaire de naissance, combien vais-je perdre ?",
    "NBI, SFT et indemnité de résidence sont-ils gardés pendant le nouveau congé de naissance ?",
)


@rule(
    "CSN-02",
    SUBJECT,
    title="Rémunération du congé supplémentaire de naissance",
    cites=(Article("loi 2025-1403", "art. 99", CT_SINCE),),
    in_force_since=ENFANTS_CONCERNES,
    in_force_until=DEMANDES_OUVERTES - timedelta(days=1),
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=PAYE,
)
def remuneration_avant_le_decret(jour: date) -> Answer:
    """Never below half of pay, less in the second month: the rate is left to a decree."""
    floor = AMOUNTS.on("conge_supplementaire_naissance.part_minimale", jour)
    return to_check(
        "Le congé supplémentaire de naissance est payé en partie : la loi garantit au moins "
        f"{percent(floor)} du traitement, avec une part plus faible le second mois que le premier. "
        "Le taux exact, laissé à un décret, est à vérifier."
    )


@rule(
    "CSN-02",
    SUBJECT,
    title="Rémunération du congé supplémentaire de naissance",
    cites=(
        Article("loi 2025-1403", "art. 99", CT_SINCE),
        Article("décret 2026-428", "", date(2026, 5, 31)),
    ),
    in_force_since=DEMANDES_OUVERTES,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=PAYE,
)
def remuneration(jour: date) -> Answer:
    """Never below half of pay; the decree that sets the rates was read in no source of its own."""
    floor = AMOUNTS.on("conge_supplementaire_naissance.part_minimale", jour)
    return to_check(
        "Le congé supplémentaire de naissance est payé en partie, pour un fonctionnaire comme pour "
        f"un contractuel : la loi garantit au moins {percent(floor)} du traitement, avec une part "
        "plus faible le second mois que le premier. Les taux, fixés par un décret du 30 mai 2026, "
        "sont à vérifier dans ce texte."
    )


PREAVIS = (
    "Quel préavis pour demander le congé supplémentaire de naissance ?",
    "combien de temps a l'avance je dois prevenir pour le nouveau conge de naissance",
    "Je veux enchaîner congé paternité et congé supplémentaire de naissance, délai de demande ?",
    "Ma demande de congé supplémentaire de naissance est faite 10 jours avant, c'est trop tard ?",
    "À partir de quand pouvait-on déposer une demande de congé supplémentaire de naissance ?",
    (
        "Un agent me prévient quinze jours avant son congé supplémentaire de naissance, "
        "dois-je accepter ?"
    ),
    "Faut-il écrire un mois avant pour le congé supplémentaire de naissance ?",
    "délai de prévenance nouveau congé naissance 15 jours ou 1 mois",
    "Mon chef refuse mon nouveau congé de naissance car prévenu trop tard, quel est le délai ?",
)


@rule(
    "CSN-03",
    SUBJECT,
    title="Délai pour demander le congé supplémentaire de naissance",
    cites=(LOI[0],),
    in_force_since=ENFANTS_CONCERNES,
    in_force_until=DEMANDES_OUVERTES - timedelta(days=1),
    verification=Verification.OFFICIAL,
    verified_on=SECOND_READING,
    questions=PREAVIS,
)
def preavis_avant_le_decret(jour: date) -> Answer:
    """Leave the notice to a decree, between fifteen days and one month."""
    return to_check(
        f"Le congé supplémentaire de naissance se demande à l’avance. {_frame(jour)} ; sa durée "
        "exacte est à vérifier dans le décret."
    )


@rule(
    "CSN-03",
    SUBJECT,
    title="Délai pour demander le congé supplémentaire de naissance",
    cites=(LOI[0], DECRET),
    in_force_since=DEMANDES_OUVERTES,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=PREAVIS,
)
def preavis(jour: date) -> Answer:
    """One month, fifteen days when the leave follows the paternity leave."""
    usual = counted(_amount("preavis_en_mois", jour), "mois")
    short = counted(_amount("preavis_reduit_en_jours", jour), "jour")
    return value(
        f"Le congé supplémentaire de naissance se demande {usual} à l’avance au moins, ou {short} "
        f"s’il suit immédiatement le congé de paternité. {_frame(jour)} ; la durée retenue, celle "
        "d’un décret du 30 mai 2026, est à vérifier dans ce texte. Les demandes sont possibles "
        f"depuis le {day(DEMANDES_OUVERTES)}."
    )


def _frame(jour: date) -> str:
    least = counted(_amount("preavis_legal_minimal_en_jours", jour), "jour")
    most = counted(_amount("preavis_legal_maximal_en_mois", jour), "mois")
    return f"La loi place ce préavis entre {least} et {most}"
