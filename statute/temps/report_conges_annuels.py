"""Report des congés annuels: carry-over to the next year, after sickness, after family leave."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.french import NBSP, counted, day, number
from statute.rule import (
    SECOND_READING,
    THIRD_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    to_check,
    value,
)

SUBJECT = Subject("report_conges_annuels", "Report des congés annuels", categories=("conges",))

DECRET_DE_1985 = date(1985, 11, 30)
REPORT_ECRIT = date(2025, 6, 23)
"""Carry-over after an absence for health or family entered the decree; case law before."""
DECRET_SUR_L_INFORMATION = date(2026, 8, 11)
VEILLE_DU_DECRET = date(2026, 8, 10)
"""From the day of that decree, its effect on the start of the delay must be looked at."""
FIN_DU_CONGE_FAMILIAL = date(2024, 4, 24)
"""Family leaves that end after this day: article 11 of décret 2025-564, told by BIP:ntico2."""
SEMAINE_ORDINAIRE = Decimal(5)

INFORMATION = Article("Conseil d’État", "17 octobre 2025, n° 495899", date(2025, 10, 17))
APRES_INFORMATION = (
    "Ces droits ne peuvent pas s’éteindre tant que l’employeur n’a pas dit à l’agent le nombre de "
    "jours et la date limite ; cette date est à vérifier."
)


REPORT_ORDINAIRE = (
    "Mes congés de cette année sont-ils perdus si je ne les prends pas avant fin décembre ?",
    "puis je reporter mes ca sur l annee prochaine",
    "Il me reste 6 jours, est-ce que je peux les garder pour janvier ?",
    "Mon reliquat de congés saute au 31 décembre, c’est normal ?",
    "Qui peut autoriser exceptionnellement le report de congés non pris ?",
    "J’ai toujours eu jusqu’au 30 avril pour solder, le service peut-il refuser ?",
    "Un agent n’a pas voulu poser ses congés, doit-on les lui reporter ?",
    "Le chef a refusé mes vacances tout l’automne, je perds mes jours maintenant ?",
    "Compteur de congés à solder : quelle date limite pour les jours de l’année écoulée ?",
    "Le report des congés est-il automatique d’une année sur l’autre ?",
)
PAS_DE_REPORT = (
    "Le report des congés annuels sur l’année suivante n’est pas possible, sauf autorisation "
    "exceptionnelle de l’employeur : il n’est pas automatique."
)


@rule(
    "CA-06",
    SUBJECT,
    title="Report des congés annuels sur l’année suivante",
    cites=(Article("décret 85-1250", "art. 5", DECRET_DE_1985),),
    in_force_since=DECRET_DE_1985,
    in_force_until=REPORT_ECRIT - timedelta(days=1),
    verification=Verification.OLDER_COPY,
    verified_on=SECOND_READING,
    questions=REPORT_ORDINAIRE,
)
def report_ordinaire_avant_2025() -> Answer:
    """Leave of a year is not carried over, unless the employer exceptionally authorises it."""
    return value(PAS_DE_REPORT)


@rule(
    "CA-06",
    SUBJECT,
    title="Report des congés annuels sur l’année suivante",
    cites=(
        Article("décret 85-1250", "art. 5", DECRET_DE_1985),
        Article("décret 85-1250", "art. 5-1", REPORT_ECRIT),
    ),
    in_force_since=REPORT_ECRIT,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=REPORT_ORDINAIRE,
)
def report_ordinaire(jour: date) -> Answer:
    """Leave of a year is not carried over, unless exceptionally authorised or prevented."""
    mois = counted(AMOUNTS.on("report_conges_annuels.mois_de_report", jour), "mois")
    return value(
        f"{PAS_DE_REPORT} Si un congé de maladie ou un congé familial a empêché de les prendre, "
        f"une autre règle les reporte pendant {mois} ; en cas de départ, ils peuvent être "
        "indemnisés.",
    )


@rule(
    "CA-07",
    SUBJECT,
    title="Report des congés non pris pour raison de santé",
    cites=(Article("décret 85-1250", "art. 5-1", REPORT_ECRIT), INFORMATION),
    in_force_since=REPORT_ECRIT,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=(
        "J’étais en arrêt maladie et je n’ai pas pu prendre mes congés : sont-ils perdus ?",
        "arret maladie depuis juin, que deviennent mes CA de l annee",
        "Retour de longue maladie : combien de jours de congés sont reportés ?",
        "Après un accident de service, ai-je 15 mois pour poser les congés que je n’ai pas pris ?",
        "La RH me dit que seules quatre semaines sont reportées après mon congé de maladie.",
        "Pourquoi ma cinquième semaine n’est-elle pas reportée après mon CMO ?",
        "Un de mes agents revient d’un CLM avec 25 jours de congés non pris, que doit-on garder ?",
        "Le report après maladie peut-il être prolongé au-delà de quinze mois ?",
        "j ai deja pris 8 jours avant mon arret, cb de jours reportes ?",
        "Mes vacances tombaient pendant mon arrêt de travail, je les récupère ou pas ?",
        "On me dit que mes congés non pris pendant ma dépression sont sautés au 31 décembre !",
        "Report après maladie : est-ce 15 mois et 20 jours au maximum ?",
    ),
)
def report_apres_conge_de_sante(
    jour: date,
    jours_de_conge_pris: Decimal | None = None,
    jours_par_semaine: Decimal | None = None,
) -> Answer:
    """Leave that a health absence prevented is carried over, four weeks a year at most."""
    mois = AMOUNTS.on("report_conges_annuels.mois_de_report", jour)
    semaines = AMOUNTS.on("report_conges_annuels.semaines_de_report", jour)
    semaine = jours_par_semaine or SEMAINE_ORDINAIRE
    limite = semaines * Fraction(semaine)
    compte = f"{counted(limite, 'jour')} pour {counted(semaine, 'jour')} par semaine"
    if jours_de_conge_pris is not None:
        reste = limite - Fraction(jours_de_conge_pris)
        report = f"{number(reste)} au plus" if reste > 0 else "aucun"
        compte += f" ; avec {counted(jours_de_conge_pris, 'jour')} déjà pris, {report}"
    return value(
        "Les congés annuels qu’un congé de maladie ou de santé a empêché de prendre sont reportés "
        f"pendant {counted(mois, 'mois')} (prolongation sur autorisation exceptionnelle), dans la "
        f"limite des {number(semaines)} premières semaines de l’année ({compte}). "
        f"{APRES_INFORMATION}",
    )


@rule(
    "CA-08",
    SUBJECT,
    title="Report des congés non pris du fait d’un congé familial",
    cites=(Article("décret 85-1250", "art. 5-1", REPORT_ECRIT), INFORMATION),
    in_force_since=REPORT_ECRIT,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=(
        "Je rentre de congé maternité, mes congés annuels de l’an dernier sont-ils perdus ?",
        "conge parental : mes CA non pris avant sont ils reportes ?",
        "Combien de temps ai-je pour poser mes congés annuels après mon congé d’adoption ?",
        "La limite de quatre semaines s’applique-t-elle au report après un congé familial ?",
        "Une agente revient de congé parental avec 25 jours non pris, faut-il tout reporter ?",
        "J’ai été proche aidant pendant des mois et je n’ai pas pu solder mes congés annuels.",
        "Mon congé paternité tombait fin décembre, je n’ai pas pu poser mes CA restants.",
        "la rh m enleve ma 5e semaine de ca a mon retour de maternite, ils ont le droit ??",
        "Le report de quinze mois peut-il être prolongé après un congé parental ?",
        "Congés annuels acquis avant un congé de présence parentale : que deviennent-ils ?",
    ),
)
def report_apres_conge_familial(jour: date) -> Answer:
    """Leave that a parental or family leave prevented is carried over, without the weekly limit."""
    mois = AMOUNTS.on("report_conges_annuels.mois_de_report", jour)
    semaines = AMOUNTS.on("report_conges_annuels.semaines_de_report", jour)
    return value(
        f"Après un congé parental ou familial terminé après le {day(FIN_DU_CONGE_FAMILIAL)}, les "
        "congés annuels qu’il a empêché de prendre sont reportés en totalité pendant "
        f"{counted(mois, 'mois')} (prolongation sur autorisation exceptionnelle). La limite de "
        f"{number(semaines)}{NBSP}semaines vaut après un congé de santé. {APRES_INFORMATION}",
    )


DEPART_DU_DELAI = (
    "À partir de quand courent les quinze mois de report de mes congés ?",
    "jusqu a quelle date je peux poser mes conges reportes apres mon arret maladie ?",
    "Mes congés reportés expirent quand si je reprends le 1er mars ?",
    "Le délai de report commence-t-il à la reprise ou à la fin de l’année ?",
    "Je suis toujours en arrêt : le compteur des 15 mois tourne-t-il déjà ?",
    "Date limite pour solder les congés acquis pendant un congé de longue maladie ?",
    "Congés acquis avant l’arrêt et congés acquis pendant : même point de départ du report ?",
    "Un agent repris en mai veut savoir la date butoir de ses jours reportés.",
)


@rule(
    "CA-09",
    SUBJECT,
    title="Point de départ du report des congés",
    cites=(Article("décret 85-1250", "art. 5-1", REPORT_ECRIT), INFORMATION),
    in_force_since=REPORT_ECRIT,
    in_force_until=VEILLE_DU_DECRET,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=DEPART_DU_DELAI,
)
def depart_du_report(jour: date) -> Answer:
    """Count from the return, or from the year's end for leave earned while absent."""
    mois = AMOUNTS.on("report_conges_annuels.mois_de_report", jour)
    return value(
        f"Les {counted(mois, 'mois')} de report courent de la reprise des fonctions ; pour les "
        "congés acquis pendant l’absence, ils courent au plus tard de la fin de l’année au titre "
        f"de laquelle ces congés sont dus. {APRES_INFORMATION}",
    )


@rule(
    "CA-09",
    SUBJECT,
    title="Point de départ du report des congés et information de l’agent",
    cites=(
        Article("décret 85-1250", "art. 5-1"),
        Article("décret 2026-768", ""),
        INFORMATION,
    ),
    in_force_since=DECRET_SUR_L_INFORMATION,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    rows=("N26-06",),
    questions=(
        *DEPART_DU_DELAI,
        "Mon employeur doit-il m’informer du nombre de congés reportés après un arrêt ?",
        "La RH ne m’a jamais prévenu que mes congés reportés allaient se perdre, est-ce valable ?",
        "Que change le décret d’août 2026 sur les congés annuels reportés ?",
        "Devons-nous envoyer un courrier aux agents qui ont des congés à reporter ?",
    ),
)
def depart_du_report_a_verifier(jour: date) -> Answer:
    """Since August 2026 the employer must inform; the effect on the delay has not been read."""
    mois = AMOUNTS.on("report_conges_annuels.mois_de_report", jour)
    return to_check(
        f"Le report dure {counted(mois, 'mois')}. {APRES_INFORMATION} Un décret du 11 août 2026 "
        "oblige l’employeur à informer l’agent de ses congés reportés ; son effet sur le point de "
        "départ du délai est à vérifier dans le texte en vigueur.",
    )
