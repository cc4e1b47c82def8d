"""Report des congés annuels: carry-over to the next year, after sickness, after family leave."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.french import counted, number
from statute.rule import Answer, Article, Asked, Subject, Verification, any_of, rule, value
from statute.stems import AUTRES_ABSENCES, CONGES, FAMILLE, SANTE

SUBJECT = Subject("report_conges_annuels", "Report des congés annuels", categories=("conges",))

DECRET_DE_1985 = date(1985, 11, 30)
REPORT_ECRIT = date(2025, 6, 23)
"""Carry-over after an absence for health or family entered the decree; case law before."""

AUTRE_CAUSE = (
    r"absen[ct][a-z]*|cancer|covid|burn|dépress|pneumon|grippe|soign|santé|malad|arrêt(?!és? munic)"
    "|accident|retraite|départ|licenci|quitt|je pars(?! en)|mutation|mutée?(?![a-z])|détach"
    "|disponibilité|démission|contrat (?:s'arrête|se termine|finit|prend fin|s'achève)"
    "|fin (?:de|du) (?:mon |ce )?(?:contrat|cdd)"
)
"""What lets leave be kept or paid in another way: the plain refusal would be a wrong answer."""


@rule(
    "CA-06",
    SUBJECT,
    title="Report des congés annuels",
    cites=(Article("décret 85-1250", "art. 5", DECRET_DE_1985),),
    in_force_since=DECRET_DE_1985,
    verification=Verification.OLDER_COPY,
    asked_by=Asked(
        about=any_of(CONGES, "reliquat"),
        asking=(
            "report(?!é à)|perdus?(?![a-z])|je perds|sautent|reliquat"
            "|année (?:prochaine|suivante)|garder mes|écrêt"
        ),
        unless=any_of(SANTE, AUTRES_ABSENCES, FAMILLE, AUTRE_CAUSE, "rtt|indemni"),
    ),
)
def report_ordinaire() -> Answer:
    """Leave of a year is not carried over, unless the employer exceptionally authorises it."""
    return value(
        "Les congés annuels dus pour une année ne se reportent pas sur l’année suivante, sauf "
        "autorisation exceptionnelle de l’employeur ; si une maladie ou un congé familial vous a "
        "empêché de les prendre, dites-le-nous, car une autre règle s’applique.",
    )


@rule(
    "CA-07",
    SUBJECT,
    title="Report des congés non pris pour raison de santé",
    cites=(Article("décret 85-1250", "art. 5-1", REPORT_ECRIT),),
    in_force_since=REPORT_ECRIT,
    verification=Verification.SECONDARY,
    asked_by=Asked(
        about=SANTE,
        asking=(
            "congés?(?: annuels?)? (?:.{0,25} )?(?:pas p[ur]|non pris|perd|report|restant)"
            "|report.{0,30}(?:congé|ca(?![a-z]))|perd.{0,25}congé|solde.{0,20}congé"
        ),
        unless=any_of(FAMILLE, "indemni|fin de (?:mon )?contrat|démission|retraite|épargne"),
    ),
)
def report_apres_conge_de_sante(jour: date) -> Answer:
    """Leave that a health absence prevented is carried over, four weeks a year at most."""
    mois = AMOUNTS.on("report_conges_annuels.mois_de_report", jour)
    semaines = AMOUNTS.on("report_conges_annuels.semaines_de_report", jour)
    return value(
        "Les congés annuels qui n’ont pas pu être pris du fait d’un congé pour raison de santé "
        f"sont reportés pendant {counted(mois, 'mois')}, dans la limite des {number(semaines)} "
        "premières semaines par période de référence ; la date de fin de ce report est à "
        "vérifier avec le gestionnaire.",
    )


@rule(
    "CA-08",
    SUBJECT,
    title="Report des congés non pris du fait d’un congé familial",
    cites=(Article("décret 85-1250", "art. 5-1", REPORT_ECRIT),),
    in_force_since=REPORT_ECRIT,
    verification=Verification.SECONDARY,
    asked_by=Asked(
        about=FAMILLE,
        asking=(
            "congés? annuels? (?:.{0,25} )?(?:pas p[ur]|non pris|perd|report|restant)"
            "|report.{0,30}(?:congés? annuel|ca(?![a-z]))|perd.{0,25}congés? annuel"
        ),
        unless="indemni|fin de (?:mon )?contrat|démission|retraite|épargne",
    ),
)
def report_apres_conge_familial(jour: date) -> Answer:
    """Leave that a parental or family leave prevented is carried over, without the weekly limit."""
    mois = AMOUNTS.on("report_conges_annuels.mois_de_report", jour)
    return value(
        "Les congés annuels qui n’ont pas pu être pris du fait d’un congé parental ou familial "
        f"sont reportés pendant {counted(mois, 'mois')}, sans la limite de quatre semaines ; la "
        "date de fin de ce report est à vérifier avec le gestionnaire.",
    )
