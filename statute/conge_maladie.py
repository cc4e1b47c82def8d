"""Congé de maladie ordinaire: duration, pay, notice, first unpaid day; contractuels' sick pay."""

from datetime import date
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.french import counted, number, percent
from statute.rule import (
    CODE_IN_FORCE,
    CONTRACTUEL,
    STAGIAIRE,
    TITULAIRE,
    Answer,
    Article,
    Asked,
    Subject,
    Verification,
    any_of,
    rule,
    value,
)

SUBJECT = Subject("conge_maladie", "Congé de maladie ordinaire", categories=("maladie",))

REFORME = date(2025, 3, 1)
"""Sick notes issued from this day on are paid nine tenths at first, no longer in full."""
VEILLE_DE_LA_REFORME = date(2025, 2, 28)

ARRET = (
    "congés? (?:de )?maladie|maladie ordinaire|cmo"
    "|(?:mon|un|en|l'|d'|cet|son|leur|mes|ses|deux|premier|nouve[al]+|chaque) ?arrêts?(?![a-z])"
    "|arrêts? (?:de travail|maladie|de maladie)"
    r"|(?:je suis|été|m'a|est) (?:\w+ )?malade|malade depuis"
    "|arrêtée? (?:depuis|pendant|pour|tout)|m'a (?:mis en arrêt|arrêtée?)|souffrante?"
)
AUTRE_CONGE = (
    "longue maladie|longue durée|clm|cld|grave maladie|accident|citis|maladie pro"
    "|imputab|reconnu en service|thérapeutique|tpt|(?:mi|demi)[ -]temps|matern|patern"
    "|enceinte|grossesse|fausse couche|enfants? (?:est )?malade"
    "|(?:fils|fille|petit|petite) (?:est )?malade|blessé|disponibilité|invalid"
    "|retrait|trajet|apprenti|vacataire|intermittent|tombée? (?:de|du|dans|sur|d')"
    "|chute|agress|insult|violen|poussé|frapp|mordu|morsure|brûl|coupée?(?![a-z])|suture"
    "|plaie|urgences"
)
REMUNERATION = (
    "payée?s?(?![a-z])|paie(?! de )|on me paie|salaire|rémunér|traitement"
    "|touche(?:r|rai|rais)?(?![a-z])|demi[ -]traitement|plein[ -]traitement|90 ?%"
    "|50 ?%|(?:à|la) moitié|perte de|verser|combien je (?:gagne|perds|toucherai)"
    "|plein pot"
)
AUTRE_PAIE = (
    "ifse|prime|cia(?![a-z])|rifseep|régime indemnitaire|acompte|subrogation"
    "|attestation de salaire|prévoyance|mutuelle"
)

REMUNERATION_EN_ARRET = Asked(
    about=ARRET,
    asking=REMUNERATION,
    unless=any_of(
        AUTRE_CONGE,
        "subrogation|attestation de salaire|traitement (?:médical|contre)|prévoyance",
        "mutuelle",
        r"(?:repren[a-z]+|repris|reprise)[^.?!;]{0,25}(?:\d0 ?%|partiel)",
    ),
)


def _remuneration_du_fonctionnaire(jour: date, mois_de_cmo: int | None) -> Answer | None:
    debut = AMOUNTS.on("conge_maladie.part_du_debut", jour)
    suite = AMOUNTS.on("conge_maladie.part_de_la_suite", jour)
    mois_du_debut = int(AMOUNTS.on("conge_maladie.mois_du_debut", jour))
    mois_de_la_suite = int(AMOUNTS.on("conge_maladie.mois_de_la_suite", jour))
    accessoires = (
        "le supplément familial de traitement et l’indemnité de résidence restent versés en "
        "totalité"
    )
    if mois_de_cmo is None or mois_de_cmo < mois_du_debut:
        return value(
            f"En congé de maladie ordinaire, le traitement est versé à {percent(debut)} pendant "
            f"{counted(mois_du_debut, 'mois')}, puis à {percent(suite)} pendant les "
            f"{number(mois_de_la_suite)} mois suivants ; {accessoires}.",
        )
    if mois_de_cmo >= mois_du_debut + mois_de_la_suite:
        return None
    return value(
        f"Après {counted(mois_de_cmo, 'mois')} de congé de maladie ordinaire sur douze mois, les "
        f"{counted(mois_du_debut, 'mois')} à {percent(debut)} sont épuisés : le traitement est "
        f"versé à {percent(suite)} ; {accessoires}.",
    )


@rule(
    "CMO-02",
    SUBJECT,
    title="Traitement en congé de maladie ordinaire (avant le 1er mars 2025)",
    applies_to=(TITULAIRE, STAGIAIRE),
    cites=(Article("CGFP", "L822-3", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    in_force_until=VEILLE_DE_LA_REFORME,
    verification=Verification.OFFICIAL,
    asked_by=REMUNERATION_EN_ARRET,
)
def traitement_avant_la_reforme(jour: date, mois_de_cmo: int | None = None) -> Answer | None:
    """Full pay for three months, then half pay for nine."""
    return _remuneration_du_fonctionnaire(jour, mois_de_cmo)


@rule(
    "CMO-02",
    SUBJECT,
    title="Traitement en congé de maladie ordinaire",
    applies_to=(TITULAIRE, STAGIAIRE),
    cites=(Article("CGFP", "L822-3", REFORME),),
    in_force_since=REFORME,
    verification=Verification.OFFICIAL,
    asked_by=REMUNERATION_EN_ARRET,
)
def traitement(jour: date, mois_de_cmo: int | None = None) -> Answer | None:
    """Ninety per cent of pay for three months, then half pay for nine."""
    return _remuneration_du_fonctionnaire(jour, mois_de_cmo)


PALIERS = (
    ("CMC-04", 3, "conge_maladie.contractuel_palier_trois"),
    ("CMC-03", 2, "conge_maladie.contractuel_palier_deux"),
    ("CMC-02", 1, "conge_maladie.contractuel_palier_un"),
)
"""Row of the scale, months at each rate, the seniority it starts at; the longest first."""


def _remuneration_du_contractuel(jour: date, mois_de_services: int) -> Answer:
    for palier, duree, seuil in PALIERS:
        if mois_de_services >= AMOUNTS.on(seuil, jour):
            debut = percent(AMOUNTS.on("conge_maladie.part_du_debut", jour))
            suite = percent(AMOUNTS.on("conge_maladie.part_de_la_suite", jour))
            return value(
                f"Avec {_anciennete(AMOUNTS.on(seuil, jour))} de services au moins, un contractuel "
                f"en congé de maladie est payé par l’employeur à {debut} pendant "
                f"{counted(duree, 'mois')}, puis à {suite} pendant {counted(duree, 'mois')}.",
                row=palier,
            )
    seuil_un = AMOUNTS.on("conge_maladie.contractuel_palier_un", jour)
    return value(
        f"Avant {_anciennete(seuil_un)} de services, un contractuel en congé de maladie n’est pas "
        "payé par l’employeur ; seule la sécurité sociale peut l’indemniser.",
        row="CMC-01",
    )


def _anciennete(mois: Fraction) -> str:
    annees = mois / 12
    return counted(annees, "an") if annees >= 1 else counted(mois, "mois")


@rule(
    "CMC-01",
    SUBJECT,
    title="Rémunération d’un contractuel en congé de maladie (avant le 1er mars 2025)",
    applies_to=(CONTRACTUEL,),
    rows=("CMC-02", "CMC-03", "CMC-04"),
    cites=(Article("décret 88-145", "art. 7"),),
    in_force_since=CODE_IN_FORCE,
    in_force_until=VEILLE_DE_LA_REFORME,
    verification=Verification.SECONDARY,
    asked_by=REMUNERATION_EN_ARRET,
)
def remuneration_contractuel_avant_la_reforme(jour: date, mois_de_services: int) -> Answer:
    """By seniority: nothing, or one, two, three months in full and as many at half pay."""
    return _remuneration_du_contractuel(jour, mois_de_services)


@rule(
    "CMC-01",
    SUBJECT,
    title="Rémunération d’un contractuel en congé de maladie",
    applies_to=(CONTRACTUEL,),
    rows=("CMC-02", "CMC-03", "CMC-04"),
    cites=(Article("décret 88-145", "art. 7", REFORME),),
    in_force_since=REFORME,
    verification=Verification.SECONDARY,
    asked_by=REMUNERATION_EN_ARRET,
)
def remuneration_contractuel(jour: date, mois_de_services: int) -> Answer:
    """By seniority: nothing, or one, two, three months at nine tenths and as many at half pay."""
    return _remuneration_du_contractuel(jour, mois_de_services)


@rule(
    "CMO-01",
    SUBJECT,
    title="Durée du congé de maladie ordinaire",
    applies_to=(TITULAIRE, STAGIAIRE),
    cites=(Article("CGFP", "L822-2", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    asked_by=Asked(
        about="maladie ordinaire|cmo|congés? (?:de )?maladie|arrêts? maladie",
        asking=(
            "durée (?:maxi|totale)|combien de temps (?:maxi|peut|au maximum|ça dure)|durer"
            "|maximum|un an d'arrêt|12 mois|douze mois|épuisé|fin de droits?"
        ),
        unless=any_of(AUTRE_CONGE, "prime|visite|contre-visite|report|congés? annuel|perdu"),
    ),
)
def duree(jour: date) -> Answer:
    """Up to twelve months within twelve months in a row."""
    total = AMOUNTS.on("conge_maladie.mois_au_total", jour)
    return value(
        f"La durée totale des congés de maladie ordinaire peut atteindre {counted(total, 'mois')} "
        "sur une période de douze mois consécutifs.",
    )


@rule(
    "CMO-05",
    SUBJECT,
    title="Envoi de l’avis d’arrêt de travail",
    applies_to=(TITULAIRE, STAGIAIRE),
    cites=(Article("CGFP", "L822-5", CODE_IN_FORCE), Article("décret 87-602", "art. 15")),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.SECONDARY,
    asked_by=Asked(
        about=(
            "avis d'arrêt|arrêts? (?:de travail|maladie)|certificat d'arrêt"
            "|mon arrêt(?![a-z])|feuille (?:d'arrêt|de maladie)|volets?(?![a-z])"
        ),
        asking=(
            "48 ?h|quarante-huit|délai.{0,40}(?:envo|transm|adress|donn|fourni|dépos)"
            "|(?:envoy|transmet|transmis|adress|dépos).{0,60}(?:délai|retard|temps|quand|avant)"
            "|combien de temps pour (?:l'|vous l'|le )?(?:envo|transm)|en retard"
        ),
        unless=any_of(AUTRE_CONGE, "prolonger sa"),
    ),
)
def envoi_de_l_avis(jour: date) -> Answer:
    """Notice of the sick leave reaches the employer within 48 hours."""
    delai = AMOUNTS.on("conge_maladie.heures_pour_envoyer", jour)
    return value(
        f"L’avis d’arrêt de travail doit être transmis à l’employeur dans les "
        f"{counted(delai, 'heure')}.",
    )


LOI_DE_FINANCES_2018 = date(2018, 1, 1)
CARENCE = Asked(
    about="carence",
    asking="carence",
    unless="prévoyance|mutuelle|chômage|retraite|délai de carence|contrat suivant",
)


@rule(
    "CAR-01",
    SUBJECT,
    title="Jour de carence",
    cites=(
        Article("loi 2017-1837", "art. 115", LOI_DE_FINANCES_2018),
        Article("CGFP", "L822-27", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.SECONDARY,
    asked_by=CARENCE,
)
def jour_de_carence() -> Answer:
    """Unpaid: the first day of an ordinary sick leave, exceptions apart."""
    return value(
        "Le premier jour d’un congé de maladie n’est pas payé (jour de carence), hors les cas "
        "que la loi excepte.",
    )


@rule(
    "CAR-02",
    SUBJECT,
    title="Exceptions au jour de carence",
    cites=(Article("loi 2017-1837", "art. 115"),),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.SECONDARY,
    asked_by=CARENCE,
)
def exceptions_au_jour_de_carence() -> Answer:
    """Extension, quick relapse, service, long or grave illness, pregnancy, a child's death."""
    return value(
        "Le jour de carence ne s’applique pas, notamment, à la prolongation d’un arrêt, à une "
        "rechute de la même cause lorsque la reprise n’a pas dépassé 48 heures, à un accident de "
        "service ou une maladie professionnelle, à un congé de longue maladie, de longue durée ou "
        "de grave maladie, aux arrêts suivants d’une même affection de longue durée pendant trois "
        "ans, aux arrêts de la grossesse déclarée, à une interruption de grossesse médicale ou "
        "avant la 22e semaine, ni au premier arrêt dans les treize semaines du décès d’un enfant "
        "de moins de 25 ans.",
    )
