"""Probation (stage): how long, what extends it, dismissal, unpaid leave."""

from datetime import date
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.french import counted, day, percent
from statute.rule import (
    CODE_IN_FORCE,
    SECOND_READING,
    STAGIAIRE,
    THIRD_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    to_check,
    value,
)

SUBJECT = Subject("stage", "Stage et titularisation", categories=("carriere",))

CODIFICATION = date(2025, 10, 1)
"""From this day on the code speaks of trial, renewal and probation; before it, decrees did."""
VEILLE = date(2025, 9, 30)
MONTHS_IN_A_YEAR = 12

DUREE_QUESTIONS = (
    "Combien de temps dure le stage avant la titularisation ?",
    "je suis stagiaire depuis 10 mois, quand est-ce que je serai titularisée ?",
    "Mon stage peut-il être prolongé et de combien ?",
    "prorogation de stage d’un an, c’est le maximum ?",
    "Manager : mon stagiaire n’a pas les compétences attendues, peut-on prolonger son stage ?",
    "La prolongation de mon stage compte-t-elle dans mon ancienneté ?",
    "Nommé stagiaire le 1er mars, à quelle date la titularisation au plus tôt ?",
    "On veut me rallonger mon stage de 18 mois, ils peuvent ?",
    "durée du stage adjoint technique territorial",
    "Suis-je titularisé automatiquement au bout d’un an de stage ?",
    "On m’annonce une deuxième prolongation de stage, y a-t-il une limite ?",
)


def _duree(jour: date, arrival: date | None, word: str, extra: str) -> Answer:
    months = int(AMOUNTS.on("stage.duree_mois", jour))
    usual = counted(months // MONTHS_IN_A_YEAR, "an")
    end = months_after(arrival, months) if arrival else None
    when = ""
    if arrival and end:
        when = f" : s’il a commencé le {day(arrival)}, titularisation possible le {day(end)}"
    return value(
        f"Le stage d’un fonctionnaire dure en général {usual}, selon le statut du cadre "
        f"d’emplois{when}. La titularisation n’est pas automatique : si les aptitudes sont "
        f"insuffisantes, le stage peut être {word} d’autant au plus, soit {usual} de plus au "
        f"maximum{extra}."
    )


@rule(
    "STG-01",
    SUBJECT,
    title="Durée du stage",
    cites=(Article("CGFP", "L327-3", CODE_IN_FORCE), Article("décret 92-1194", "art. 4")),
    in_force_since=CODE_IN_FORCE,
    in_force_until=VEILLE,
    applies_to=(STAGIAIRE,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=DUREE_QUESTIONS,
)
def duree_avant_le_code(jour: date, date_d_arrivee: date | None = None) -> Answer:
    """One year in general, extended at most by as much."""
    return _duree(jour, date_d_arrivee, "prorogé", "")


@rule(
    "STG-01",
    SUBJECT,
    title="Durée du stage",
    cites=(
        Article("CGFP", "L327-3", CODE_IN_FORCE),
        Article("CGFP", "R327-9", CODIFICATION),
        Article("CGFP", "R327-11", CODIFICATION),
        Article("CGFP", "R327-12", CODIFICATION),
        Article("CGFP", "R327-13", CODIFICATION),
    ),
    in_force_since=CODIFICATION,
    applies_to=(STAGIAIRE,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=DUREE_QUESTIONS,
)
def duree(jour: date, date_d_arrivee: date | None = None) -> Answer:
    """One year in general, extended at most by as much, which seniority does not count."""
    return _duree(jour, date_d_arrivee, "prolongé", ", sans compter pour l’ancienneté")


@rule(
    "STG-02",
    SUBJECT,
    title="Licenciement en cours de stage",
    cites=(Article("CGFP", "L327-4", CODE_IN_FORCE), Article("CGFP", "L325-41", CODE_IN_FORCE)),
    in_force_since=CODE_IN_FORCE,
    applies_to=(STAGIAIRE,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=(
        "Peut-on licencier un fonctionnaire stagiaire en cours de stage ?",
        "je suis stagiaire et on veut me virer avant la fin de mon stage, ils ont le droit ?",
        "Faut-il l’avis de la CAP pour mettre fin à un stage avant son terme ?",
        "Mon stagiaire ne fait pas l’affaire au bout de 7 mois, comment arrêter son stage ?",
        "Licenciement pour insuffisance professionnelle pendant le stage : procédure ?",
        "Stagiaire licencié pour faute disciplinaire, quelle commission donne son avis ?",
        "stage arreté sans passage en commission administrative paritaire, légal ?",
        "Motifs possibles pour licencier un agent nommé stagiaire après concours ?",
        "Le maire peut-il décider seul de renvoyer un stagiaire ?",
        "Licencier un fonctionnaire stagiaire avant la fin du stage : faut-il passer en CAP ?",
        "on veut me licencier en plein stage pour insuffisance professionnelle, possible ?",
        "Fin de stage anticipée pour faute : quelle procédure pour un stagiaire ?",
    ),
)
def licenciement() -> Answer:
    """Hear the joint body before a dismissal for inadequacy or fault; other causes end it too."""
    return value(
        "Licencier un fonctionnaire stagiaire en cours de stage est possible pour insuffisance "
        "professionnelle ou pour faute disciplinaire, après avis de la commission administrative "
        "paritaire (CAP) : l’employeur ne peut pas décider sans cette consultation. D’autres "
        "causes peuvent mettre fin au stage, comme la suppression de l’emploi ou une inaptitude "
        "définitive."
    )


CONGES_QUESTIONS = (
    "Mon arrêt maladie prolonge-t-il mon stage ?",
    "stagiaire 2 mois d’arret maladie, ma titularisation est repoussée de combien ?",
    "J’ai été absente 30 jours pendant mon année de stage, le stage est-il rallongé ?",
    "Le congé maternité décale-t-il la date de ma titularisation ?",
    "RH : combien de jours de congé maladie sont neutralisés dans la durée du stage ?",
    "Mon stagiaire a eu 50 jours de CMO, à quelle date finit son stage ?",
    "congé paternité pendant le stage, ça change quoi pour la titularisation ?",
    "Les 36 jours d’absence autorisés pendant le stage, c’est vrai cette histoire ?",
    "On me dit que tout arrêt de travail prolonge d’autant le stage, est-ce exact ?",
    "Congé d’adoption pendant mon stage : suis-je titularisée plus tard ?",
    "Mon stage a été interrompu plus d’un an, dois-je le refaire en entier ?",
    "Mon stagiaire a été exclu temporairement 3 jours, cela rallonge-t-il son stage ?",
    "j’ai été suspendu deux mois en tant que stagiaire, ça décale ma titularisation ?",
    "Stagiaire en congé maladie : la durée du stage est-elle prolongée ?",
    "Enceinte pendant mon stage, mon congé maternité repousse-t-il ma titularisation ?",
)


def _conges(jour: date, suite: str) -> Answer:
    share = Fraction(AMOUNTS.on("stage.part_des_conges", jour))
    days = counted(AMOUNTS.on("stage.conges_d_un_an_jours", jour), "jour")
    return value(
        "Un congé de maladie ne prolonge le stage que pour sa part au-delà de "
        f"{share} de la durée du stage, soit {days} pour un stage de {counted(1, 'an')} : en "
        f"dessous, rien n’est repoussé.{suite}"
    )


@rule(
    "STG-03",
    SUBJECT,
    title="Congés pendant le stage",
    cites=(Article("décret 92-1194", "art. 7"),),
    in_force_since=CODE_IN_FORCE,
    in_force_until=VEILLE,
    applies_to=(STAGIAIRE,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=CONGES_QUESTIONS,
)
def conges_avant_le_code(jour: date) -> Answer:
    """Sick leave counts within a tenth of the probation."""
    return _conges(jour, "")


@rule(
    "STG-03",
    SUBJECT,
    title="Congés pendant le stage",
    cites=(
        Article("CGFP", "R327-59", CODIFICATION),
        Article("CGFP", "R327-70", CODIFICATION),
        Article("CGFP", "R327-62", CODIFICATION),
        Article("CGFP", "R327-21", CODIFICATION),
        Article("CGFP", "R327-24", CODIFICATION),
    ),
    in_force_since=CODIFICATION,
    applies_to=(STAGIAIRE,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=CONGES_QUESTIONS,
)
def conges(jour: date) -> Answer:
    """Keep that tenth; a birth or adoption leaves the day of titularisation unchanged."""
    years = counted(AMOUNTS.on("stage.interruption_ans", jour), "an")
    half = percent(AMOUNTS.on("stage.part_deja_faite", jour))
    return _conges(
        jour,
        " Un congé de maternité, de paternité ou d’adoption l’allonge sans retarder la date "
        "d’effet de la titularisation. Suspension et exclusion ne comptent pas. Après "
        f"plus de {years} d’interruption, tout le stage peut être refait, sauf si {half} au moins "
        "était accompli.",
    )


SANS_TRAITEMENT_QUESTIONS = (
    "Un stagiaire peut-il prendre un congé sans traitement ?",
    "je suis stagiaire et je veux m’arreter un an pour élever mon fils de 3 ans, possible ?",
    "Congé sans solde pendant le stage pour suivre mon mari muté ?",
    "Stagiaire : congé pour convenances personnelles, combien de mois maximum ?",
    "Ma mère est malade, puis-je suspendre mon stage sans salaire pour m’occuper d’elle ?",
    "La mairie peut-elle refuser un congé sans traitement à une stagiaire ?",
    "Disponibilité impossible pendant le stage, quelle solution ?",
    "Mon agent stagiaire demande 6 mois sans solde pour voyager, dois-je accepter ?",
    "congé non rémunéré stagiaire renouvelable combien de fois ?",
    "Fonctionnaire stagiaire : puis-je demander un congé sans solde pour raisons personnelles ?",
    "congé sans traitement d’un an pour élever un enfant quand on est encore stagiaire",
    "Je suis en stage et admise à une autre formation de concours, puis-je avoir un congé ?",
)


@rule(
    "STG-04",
    SUBJECT,
    title="Congé sans traitement du stagiaire",
    cites=(Article("décret 92-1194", "du 4 novembre 1992"),),
    in_force_since=CODE_IN_FORCE,
    in_force_until=VEILLE,
    applies_to=(STAGIAIRE,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=SANS_TRAITEMENT_QUESTIONS,
)
def sans_traitement_avant_le_code() -> Answer:
    """Before the code, an unpaid leave of a trainee hung on the needs of the service."""
    return to_check(
        f"Avant le {day(CODIFICATION)}, un congé sans traitement n’était accordé au stagiaire que "
        "sous réserve des nécessités du service ; sa durée est à vérifier dans le texte d’alors."
    )


@rule(
    "STG-04",
    SUBJECT,
    title="Congé sans traitement du stagiaire",
    cites=(
        Article("CGFP", "R327-42", CODIFICATION),
        Article("CGFP", "R327-43", CODIFICATION),
        Article("CGFP", "R327-44", CODIFICATION),
    ),
    in_force_since=CODIFICATION,
    applies_to=(STAGIAIRE,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=SECOND_READING,
    questions=SANS_TRAITEMENT_QUESTIONS,
)
def sans_traitement(jour: date) -> Answer:
    """Of right for the family, a year renewable twice; three months for personal reasons."""
    ans = counted(AMOUNTS.on("stage.famille_ans", jour), "an")
    fois = counted(AMOUNTS.on("stage.famille_renouvellements", jour), "fois")
    enfant = counted(AMOUNTS.on("stage.age_de_l_enfant_ans", jour), "an")
    mois = counted(AMOUNTS.on("stage.personnel_mois", jour), "mois")
    return value(
        f"Pour un stagiaire, un congé sans traitement de {ans}, renouvelable {fois}, est de droit "
        "et ne peut pas être refusé pour soigner un proche, élever un enfant de moins de "
        f"{enfant}, aider un proche handicapé ou suivre son conjoint. Pour convenances "
        f"personnelles : {mois} au plus, sur autorisation, si le service le permet. Un autre congé "
        "existe pour une formation ou un concours."
    )
