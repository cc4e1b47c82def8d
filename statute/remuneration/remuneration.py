"""Rémunération: its parts, the point, the minimum, the SMIC, the differential indemnity."""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from statute.amounts import AMOUNTS
from statute.french import counted, day, euros
from statute.rule import (
    CODE_IN_FORCE,
    CONTRACTUEL,
    FIRST_READING,
    SECOND_READING,
    Answer,
    Article,
    Subject,
    Verification,
    not_met,
    rule,
    value,
)

SUBJECT = Subject("remuneration", "Rémunération", categories=("remuneration-paie",))

POINT = date(2023, 7, 1)
MINIMUM = date(2023, 1, 1)
SMIC = date(2024, 11, 1)
SMIC_DE_JANVIER_2026 = date(2026, 1, 1)
SMIC_DE_JUIN_2026 = date(2026, 6, 1)
_VEILLE = timedelta(days=1)
_MONTHS = 12
POINT_LAST_SEEN = date(2026, 1, 15)
MINIMUM_LAST_SEEN = date(2026, 3, 27)
"""The last days on which a source still gave the value: a rise since then was not looked into."""


def traitement(indice: Fraction | int, jour: date) -> Fraction:
    """Give the monthly gross pay of an index, in euros, at full time."""
    return indice * AMOUNTS.on("remuneration.point_par_an", jour) / _MONTHS


@rule(
    "REM-01",
    SUBJECT,
    title="Éléments de la rémunération",
    cites=(
        Article("CGFP", "L712-1", CODE_IN_FORCE),
        Article("CGFP", "L713-1", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "De quoi se compose la paie d’un fonctionnaire territorial ?",
        "c quoi les lignes TI, IR, SFT sur ma fiche de paye ?",
        "Comment le salaire d’un contractuel de mairie est-il fixé ?",
        "Mon collègue contractuel est mieux payé que moi au même poste, sur quelle base ?",
        "éléments obligatoires de la rémunération des agents publics",
        "En tant que titulaire, à quoi ai-je droit en plus du traitement indiciaire ?",
        "Je recrute une contractuelle : puis-je tenir compte de son expérience pour la payer ?",
        "Les contractuels ont-ils une grille indiciaire comme les titulaires ?",
        "salaire de base + primes, qu’est ce que la mairie doit me verser ?",
        "Peut-on me payer un mois où je n’ai pas travaillé, c’est quoi le service fait ?",
        "Les résultats d’une contractuelle peuvent-ils entrer dans la fixation de son salaire ?",
        "Mon contrat ne mentionne pas d’indice, comment a été calculée ma paye ?",
    ),
)
def elements(statut: str | None = None) -> Answer:
    """Index pay, residence, children and primes for fonctionnaires; by the post for others."""
    contractuel = (
        "la rémunération d’un contractuel est fixée par l’employeur selon les fonctions, la "
        "qualification requise et l’expérience ; elle peut tenir compte des résultats"
    )
    if statut == CONTRACTUEL:
        return value(f"{contractuel[0].upper()}{contractuel[1:]}.")
    fonctionnaire = (
        "La rémunération d’un fonctionnaire comprend, après service fait, le traitement, "
        "l’indemnité de résidence, le supplément familial de traitement et les primes "
        "instituées par un texte"
    )
    return value(f"{fonctionnaire}." if statut else f"{fonctionnaire} ; {contractuel}.")


@rule(
    "REM-02",
    SUBJECT,
    title="Valeur du point d’indice",
    cites=(Article("décret 85-1148", "art. 3", POINT), Article("décret 2023-519", "art. 1", POINT)),
    in_force_since=POINT,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Quelle est la valeur du point d’indice aujourd’hui ?",
        "combien vaut 1 point majoré en euros brut par mois",
        "Je gagne 20 points avec mon avancement d’échelon, ça fait combien sur ma paie ?",
        "le point d’indice a augmenté cette année ou pas ?",
        "Mon indice majoré est 412, quel est mon traitement brut mensuel ?",
        "NBI de 15 points = combien d’euros",
        "Comment passer d’un indice majoré à un salaire brut ?",
        "Depuis quand le point est-il gelé à 4,92 € ?",
        "Combien vaut le point d’indice sur une année entière ?",
        "Je passe de l’IM 380 à l’IM 391, quel gain ?",
        "Un agent demande le montant brut correspondant à son échelon, comment le calculer ?",
    ),
)
def point(
    jour: date, points_d_indice: int | None = None, indice_majore: int | None = None
) -> Answer:
    """Pay so much a point each month since July 2023."""
    du_point = f"{_exact(AMOUNTS.on('remuneration.point_par_an', jour) / _MONTHS)} bruts par mois"
    depuis = f"sans hausse depuis le {day(POINT)}{_last_seen(jour, POINT_LAST_SEEN)}"
    if points_d_indice is not None:
        return value(
            f"{counted(points_d_indice, 'point').capitalize()} d’indice majoré font "
            f"{euros(traitement(points_d_indice, jour))} bruts par mois à temps plein : le point "
            f"vaut {du_point}, {depuis}.",
        )
    if indice_majore is not None:
        return value(
            f"L’indice majoré {indice_majore} correspond à un traitement de "
            f"{euros(traitement(indice_majore, jour))} bruts par mois à temps plein : le point "
            f"vaut {du_point}, {depuis}.",
        )
    par_an = _exact(AMOUNTS.on("remuneration.point_par_an", jour), 4)
    return value(
        f"Le point d’indice majoré vaut {du_point} ({par_an} par an), {depuis} ; le traitement "
        "brut d’un mois s’obtient en multipliant cette valeur par l’indice majoré.",
    )


def _last_seen(jour: date, seen: date) -> str:
    """Say since when nobody has looked, to whoever asks of a later day."""
    return f" (valeur vérifiée pour la dernière fois le {day(seen)})" if jour > seen else ""


def _exact(amount: Fraction, decimals: int = 5) -> str:
    """Write an amount whose cents are not enough: 4,92278 €."""
    return f"{float(amount):.{decimals}f}".replace(".", ",") + "\u00a0€"


@rule(
    "REM-03",
    SUBJECT,
    title="Traitement minimum",
    cites=(Article("décret 85-1148", "art. 8", MINIMUM),),
    in_force_since=MINIMUM,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Quel est l’indice minimum dans la fonction publique ?",
        "IM 366 c’est quoi ce plancher",
        "Quel est le traitement minimum brut d’un agent de catégorie C ?",
        "Je suis à l’indice majoré 355, est-ce que je dois être payé plus ?",
        "Je débute comme adjoint technique premier échelon, mon indice est-il relevé d’office ?",
        "indice majoré minimal traitement 1801,74",
        "Mes trois premiers échelons sont payés pareil, pourquoi ?",
        "Un agent à l’échelon 1 peut-il avoir un indice de rémunération inférieur au plancher ?",
        "le minimum de traitement des fonctionnaires a-t-il changé ?",
    ),
)
def minimum(jour: date, indice_majore: int | None = None) -> Answer:
    """Pay nobody on a lower index than the minimum."""
    plancher = AMOUNTS.on("remuneration.indice_minimum", jour)
    brut = euros(traitement(plancher, jour))
    if indice_majore is not None and indice_majore < plancher:
        return value(
            f"L’indice majoré {indice_majore} est inférieur au minimum : le traitement est calculé "
            f"sur l’indice majoré {counted(plancher, '')}, soit {brut} bruts par mois à temps "
            f"plein{_last_seen(jour, MINIMUM_LAST_SEEN)}.",
        )
    return value(
        f"Le minimum est l’indice majoré {counted(plancher, '')}, soit {brut} bruts par mois à "
        f"temps plein{_last_seen(jour, MINIMUM_LAST_SEEN)} : le traitement n’est jamais calculé "
        "sur un indice plus bas, quel que soit l’échelon.",
    )


ASKED_OF_THE_SMIC = (
    "Quel est le montant du SMIC brut mensuel ?",
    "smic horaire 2026",
    "Le smic a augmenté en juin, de combien ?",
    "Peut-on être payé moins que le SMIC dans une mairie ?",
    "Taux horaire brut minimum pour un vacataire ou un contractuel à l’heure ?",
    "smic 35h brut actuel svp",
    "Depuis quelle date le SMIC est-il à 12,31 € ?",
    "Quel texte a relevé le SMIC au 1er juin 2026 ?",
    "Combien était le SMIC mensuel avant l’augmentation de juin 2026 ?",
    "Le SMIC au 1er juin 2026, ça fait combien de l’heure ?",
)


@rule(
    "REM-04",
    SUBJECT,
    title="Montant du SMIC",
    cites=(Article("décret 2024-951", "", SMIC),),
    in_force_since=SMIC,
    in_force_until=SMIC_DE_JANVIER_2026 - _VEILLE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=ASKED_OF_THE_SMIC,
)
def smic_de_novembre_2024(jour: date) -> Answer:
    """Give the SMIC of November 2024 to December 2025."""
    return _smic(jour, SMIC)


@rule(
    "REM-04",
    SUBJECT,
    title="Montant du SMIC",
    cites=(Article("décret 2025-1228", "", SMIC_DE_JANVIER_2026),),
    in_force_since=SMIC_DE_JANVIER_2026,
    in_force_until=SMIC_DE_JUIN_2026 - _VEILLE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=ASKED_OF_THE_SMIC,
)
def smic_de_janvier_2026(jour: date) -> Answer:
    """Give the SMIC of January to May 2026."""
    return _smic(jour, SMIC_DE_JANVIER_2026)


@rule(
    "REM-04",
    SUBJECT,
    title="Montant du SMIC",
    cites=(Article("arrêté du 22 mai 2026 (SMIC)", "", SMIC_DE_JUIN_2026),),
    in_force_since=SMIC_DE_JUIN_2026,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=ASKED_OF_THE_SMIC,
    rows=("REM-04b",),
)
def smic(jour: date) -> Answer:
    """Give the SMIC since June 2026, by the order of 22 May 2026."""
    avant = _smic_par_mois(SMIC_DE_JUIN_2026 - _VEILLE)
    texte = f", par un arrêté du 22 mai 2026 (Journal officiel du 24 mai 2026) ; avant, {avant}"
    return _smic(jour, SMIC_DE_JUIN_2026, texte)


def _smic_par_mois(jour: date) -> str:
    return f"{euros(AMOUNTS.on('remuneration.smic_par_mois', jour))} par mois"


def _smic(jour: date, since: date, texte: str = "") -> Answer:
    heure = euros(AMOUNTS.on("remuneration.smic_par_heure", jour))
    return value(
        f"Le SMIC brut est de {heure} par heure, soit {_smic_par_mois(jour)} à 35 heures, depuis "
        f"le {day(since)}{texte}. Un agent public dont le traitement est inférieur reçoit "
        "automatiquement une indemnité différentielle.",
    )


@rule(
    "REM-05",
    SUBJECT,
    title="Indemnité différentielle",
    cites=(Article("décret 91-769", "art. 1"),),
    in_force_since=SMIC,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Qu’est-ce que l’indemnité différentielle sur mon bulletin de paie ?",
        "Mon indice est 366, combien d’indemnité différentielle SMIC ?",
        "faut il demander l’indemnité différentielle ou c’est automatique",
        "Faut-il une délibération pour verser la différence entre le traitement et le SMIC ?",
        "Jusqu’à quel indice majoré touche-t-on le complément SMIC ?",
        "Je suis à l’IM 380 et je n’ai pas l’indemnité différentielle, c’est normal ?",
        "mon traitement est en dessous du smic, la mairie doit compléter non ?",
        "À mi-temps, l’indemnité différentielle est-elle versée en entier ?",
        "indem diff smic juin 2026 montant",
        "L’indemnité différentielle compte-t-elle pour ma retraite, y a-t-il une retenue dessus ?",
        "Je suis logé par la commune : l’avantage en nature compte pour le complément SMIC ?",
        "Mes primes comptent-elles pour comparer ma paie au SMIC ?",
        "Des adjoints de mon service touchent 65,28 € de plus, à quoi correspond cette ligne ?",
    ),
)
def indemnite_differentielle(jour: date, indice_majore: int | None = None) -> Answer:
    """Complete the index pay up to the SMIC, without request nor deliberation."""
    mensuel = AMOUNTS.on("remuneration.smic_par_mois", jour)
    plancher = AMOUNTS.on("remuneration.indice_minimum", jour)
    dernier = ceil(mensuel / traitement(1, jour)) - 1
    indice = max(Fraction(indice_majore or 0), plancher)
    ecart = mensuel - traitement(indice, jour)
    if ecart <= 0:
        return not_met(
            f"À l’indice majoré {indice_majore}, le traitement dépasse le SMIC ({euros(mensuel)} "
            "par mois) : aucune indemnité différentielle n’est due ; elle ne concerne que les "
            f"indices majorés jusqu’à {dernier}.",
        )
    return value(
        f"L’indemnité différentielle complète le traitement jusqu’au SMIC, automatiquement, sans "
        f"demande ni délibération : {euros(ecart)} par mois à temps plein à l’indice majoré "
        f"{counted(indice, '')}{_last_seen(jour, MINIMUM_LAST_SEEN)}, rien après l’indice "
        f"{dernier}. Les avantages en nature comptent ; indemnité de résidence, supplément "
        "familial, primes et NBI non. Temps partiel : au prorata. Aucune retenue pour pension.",
    )
