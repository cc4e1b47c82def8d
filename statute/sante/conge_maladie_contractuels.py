"""Sick leave and work accidents of contractuels: pay by seniority."""

from datetime import date
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.french import counted, percent
from statute.rule import (
    CODE_IN_FORCE,
    CONTRACTUEL,
    SECOND_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject(
    "conge_maladie_contractuels",
    "Congé de maladie des contractuels",
    categories=("maladie",),
)

REFORME = date(2025, 3, 1)
VEILLE_DE_LA_REFORME = date(2025, 2, 28)

PALIERS = (
    ("CMC-04", "palier_trois", "mois_du_palier_trois"),
    ("CMC-03", "palier_deux", "mois_du_palier_deux"),
    ("CMC-02", "palier_un", "mois_du_palier_un"),
)
"""Row of the scale, the seniority it starts at, months at each rate; the longest first."""

PALIERS_ACCIDENT = (
    ("palier_accident_trois", "mois_accident_trois"),
    ("palier_accident_deux", "mois_accident_deux"),
    ("palier_accident_un", "mois_accident_un"),
)

RESERVE_AUX_FONCTIONNAIRES = (
    "Le congé pour invalidité temporaire imputable au service (CITIS) est réservé aux "
    "fonctionnaires."
)

QUESTIONS_REMUNERATION = (
    "Je suis contractuelle depuis 6 mois, combien vais-je toucher pendant mon arrêt maladie ?",
    "cdd de 3 mois en arret maladie est ce que la mairie me paye",
    "Contractuel avec deux ans d'ancienneté : durée du plein traitement en maladie ?",
    "Quels sont les droits à maladie d'un agent contractuel selon son ancienneté ?",
    (
        "Je n'ai rien touché pendant mon arrêt, il paraît que c'est parce que j'ai moins de 4 "
        "mois, c'est vrai ?"
    ),
    "en CDI depuis 5 ans, arrêt de 2 mois, mon salaire est maintenu ?",
    "Un remplaçant recruté il y a deux mois est malade, devons-nous maintenir son salaire ?",
    "demi traitement contractuel maladie combien de temps",
    "Les contractuels aussi sont passés à 90 % en maladie ?",
    "je croyais avoir trois mois payés comme les titulaires et je suis déjà à la moitié",
    "contractuel : les jours de maladie se comptent sur l'annee civile ou sur 12 mois ?",
    "Malade pendant mon premier mois de contrat : congé sans traitement ou licenciement ?",
    "Contractuelle avec 3 ans de services : 3 mois à 90 % puis 3 mois à 50 % ?",
)


def _amount(name: str, jour: date) -> Fraction:
    return AMOUNTS.on(f"conge_maladie_contractuels.{name}", jour)


def _anciennete(mois: Fraction) -> str:
    annees = mois / 12
    return counted(annees, "an") if annees >= 1 else counted(mois, "mois")


def _bareme(jour: date, debut: str, suite: str) -> Answer:
    trois, deux, un = (
        (counted(_amount(duree, jour), "mois"), _anciennete(_amount(seuil, jour)))
        for _, seuil, duree in PALIERS
    )
    reference = counted(_amount("mois_de_reference", jour), "mois")
    return value(
        f"{un[0]} à {debut} de la rémunération puis {un[0]} à {suite} dès {un[1]} de services, "
        f"{deux[0]} puis {deux[0]} dès {deux[1]}, {trois[0]} puis {trois[0]} dès {trois[1]} : "
        "c’est ce que l’employeur verse à un contractuel malade, sur "
        f"{reference} consécutifs. Avant {un[1]}, rien : seule la sécurité sociale peut "
        "indemniser.",
    )


def _sans_remuneration(jour: date) -> Answer:
    seuil = _anciennete(_amount("palier_un", jour))
    conge = counted(_amount("mois_sans_traitement", jour), "mois")
    return value(
        f"Rien n’est versé par l’employeur avant {seuil} de services à un contractuel en congé de "
        "maladie ; seule la sécurité sociale peut l’indemniser. Si son inaptitude est temporaire, "
        f"il est placé en congé sans traitement pour {conge} au plus.",
        row="CMC-01",
    )


def _remuneration(jour: date, mois_de_services: int | None) -> Answer:
    debut = percent(_amount("part_du_debut", jour))
    suite = percent(_amount("part_de_la_suite", jour))
    if mois_de_services is None:
        return _bareme(jour, debut, suite)
    for palier, seuil, mois in PALIERS:
        if mois_de_services >= _amount(seuil, jour):
            duree = counted(_amount(mois, jour), "mois")
            reference = counted(_amount("mois_de_reference", jour), "mois")
            discontinu = counted(_amount("jours_de_reference", jour), "jour")
            return value(
                f"{debut} de la rémunération pendant {duree}, puis {suite} pendant {duree}, sont "
                "versés par l’employeur à un contractuel malade qui compte au moins "
                f"{_anciennete(_amount(seuil, jour))} de services, sur {reference} consécutifs "
                f"({discontinu} de services effectifs si le travail est discontinu).",
                row=palier,
            )
    return _sans_remuneration(jour)


@rule(
    "CMC-01",
    SUBJECT,
    title="Rémunération d’un contractuel en congé de maladie (avant le 1er mars 2025)",
    applies_to=(CONTRACTUEL,),
    rows=("CMC-02", "CMC-03", "CMC-04"),
    cites=(Article("décret 88-145", "art. 7"), Article("décret 88-145", "art. 11")),
    in_force_since=CODE_IN_FORCE,
    in_force_until=VEILLE_DE_LA_REFORME,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=QUESTIONS_REMUNERATION,
)
def remuneration_avant_la_reforme(jour: date, mois_de_services: int | None = None) -> Answer:
    """By seniority: nothing, or one, two, three months in full and as many at half pay."""
    return _remuneration(jour, mois_de_services)


@rule(
    "CMC-01",
    SUBJECT,
    title="Rémunération d’un contractuel en congé de maladie",
    applies_to=(CONTRACTUEL,),
    rows=("CMC-02", "CMC-03", "CMC-04"),
    cites=(Article("décret 88-145", "art. 7", REFORME), Article("décret 88-145", "art. 11")),
    in_force_since=REFORME,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=QUESTIONS_REMUNERATION,
)
def remuneration(jour: date, mois_de_services: int | None = None) -> Answer:
    """By seniority: nothing, or one, two, three months at nine tenths and as many at half pay."""
    return _remuneration(jour, mois_de_services)


@rule(
    "CMC-05",
    SUBJECT,
    title="Accident du travail ou maladie professionnelle d’un contractuel",
    applies_to=(CONTRACTUEL,),
    presumes_status=True,
    cites=(Article("décret 88-145", "art. 9"), Article("CGFP", "L822-21", CODE_IN_FORCE)),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        (
            "Contractuel victime d'un accident du travail : combien de temps mon salaire est-il "
            "maintenu ?"
        ),
        "accident de travail en CDD qui me paye ?",
        (
            "Je suis contractuelle depuis 18 mois et je me suis blessée à la cantine, quels sont "
            "mes droits ?"
        ),
        "maladie professionnelle agent contractuel plein traitement",
        "Les contractuels ont-ils droit au CITIS après un accident ?",
        "Un saisonnier s'est coupé au premier jour de son contrat : doit-on maintenir sa paie ?",
        "apres un mois d'accident du travail je ne touche plus que la secu, normal ?",
        (
            "Agent non titulaire, 4 ans d'ancienneté, accident de trajet : durée du maintien de "
            "rémunération ?"
        ),
        "IJ sécurité sociale et accident du travail pour un CDI de la mairie",
    ),
)
def accident_du_travail(jour: date, mois_de_services: int | None = None) -> Answer:
    """Full pay one, two or three months by seniority, then daily allowances."""
    ensuite = "ensuite, seules les indemnités journalières de la sécurité sociale sont versées"
    if mois_de_services is None:
        trois, deux, un = (
            (_anciennete(_amount(seuil, jour)), counted(_amount(mois, jour), "mois"))
            for seuil, mois in PALIERS_ACCIDENT
        )
        return value(
            f"Plein traitement pendant {un[1]} dès l’entrée en fonctions, {deux[1]} après "
            f"{deux[0]} de services, {trois[1]} après {trois[0]}, pour un contractuel en accident "
            f"du travail ou maladie professionnelle ; {ensuite}. {RESERVE_AUX_FONCTIONNAIRES}",
        )
    duree = next(
        counted(_amount(mois, jour), "mois")
        for seuil, mois in PALIERS_ACCIDENT
        if mois_de_services >= _amount(seuil, jour)
    )
    return value(
        f"Plein traitement pendant {duree} pour un contractuel en accident du travail ou maladie "
        f"professionnelle, avec {counted(mois_de_services, 'mois')} de services ; {ensuite}. "
        f"{RESERVE_AUX_FONCTIONNAIRES}",
    )
