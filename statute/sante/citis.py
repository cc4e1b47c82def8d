"""Accidents of service and occupational diseases of fonctionnaires: CITIS."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import CalendarDays
from statute.french import counted, day, percent
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
    rule,
    to_check,
    value,
)

SUBJECT = Subject(
    "citis",
    "Accident de service et maladie professionnelle",
    categories=("maladie",),
)
FONCTIONNAIRES = (TITULAIRE, STAGIAIRE)

PROCEDURE = date(2019, 4, 13)
"""The decree on declarations holds from this day."""


@rule(
    "CIT-01",
    SUBJECT,
    title="Présomption d’imputabilité d’un accident de service",
    applies_to=FONCTIONNAIRES,
    presumes_status=True,
    cites=(Article("CGFP", "L822-18", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Je me suis blessé pendant mon service, est-ce un accident de service ?",
        "chute dans l'escalier de la mairie accident de service ou pas",
        "Dois-je prouver que mon accident au travail est dû au service ?",
        "J'ai fait un malaise à mon bureau, est-ce imputable au service ?",
        "Un agent technique s'est tordu la cheville sur un chantier : accident reconnu d'office ?",
        "On refuse de reconnaître mon accident alors que j'étais à mon poste, en plein service !",
        "presomption d'imputabilité accident fonctionnaire territorial",
        "Accident pendant une mission ou une formation : est-ce du service ?",
        "Dans quels cas l'employeur peut-il écarter l'imputabilité d'un accident ?",
    ),
)
def accident_de_service() -> Answer:
    """Presume that an accident in the time and place of service comes from it."""
    return value(
        "L’accident d’un fonctionnaire survenu pendant le temps et sur le lieu du service, dans "
        "ses fonctions ou leur prolongement normal, est présumé imputable au service "
        "(présomption) : l’agent n’a rien à prouver. Seule une faute personnelle ou une "
        "circonstance particulière peut l’en détacher.",
    )


@rule(
    "CIT-02",
    SUBJECT,
    title="Accident de trajet",
    applies_to=FONCTIONNAIRES,
    presumes_status=True,
    cites=(Article("CGFP", "L822-19", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "J'ai eu un accident de voiture en venant travailler, est-ce pris en charge ?",
        "accident de trajet fonctionnaire conditions",
        "Je suis tombée à vélo en rentrant chez moi, accident de service ?",
        "J'ai fait un détour pour déposer ma fille à l'école et j'ai été percuté, est-ce reconnu ?",
        "Accident sur le chemin du restaurant pendant la pause de midi",
        "Un agent s'est arrêté faire des courses avant son accident de trajet : imputable ?",
        "qui doit prouver l'accident de trajet l'agent ou la mairie",
        "Est-ce que l'accident de trajet est présumé comme l'accident au travail ?",
        "glissade sur le verglas devant chez moi en partant au boulot",
    ),
)
def accident_de_trajet() -> Answer:
    """Recognise a commuting accident if proved, on the usual way and in its normal time."""
    return value(
        "L’accident de trajet d’un fonctionnaire est reconnu imputable au service, sans "
        "présomption, si l’agent le prouve ou si l’enquête l’établit, sur le parcours habituel "
        "vers la résidence ou le lieu de repas et pendant sa durée normale. Un détour personnel "
        "est exclu, sauf nécessité de la vie courante.",
    )


@rule(
    "CIT-03",
    SUBJECT,
    title="Traitement et frais médicaux en CITIS",
    applies_to=FONCTIONNAIRES,
    presumes_status=True,
    cites=(
        Article("CGFP", "L822-22", CODE_IN_FORCE),
        Article("CGFP", "L822-24", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Combien vais-je toucher pendant mon arrêt pour accident de service ?",
        "citis plein traitement jusqu'a quand",
        "Qui rembourse mes frais médicaux après un accident de service ?",
        "Est-ce que le CITIS est limité dans le temps ?",
        (
            "Je suis en arrêt depuis un an pour maladie professionnelle, vais-je passer à "
            "demi-traitement ?"
        ),
        "Un agent en CITIS depuis 18 mois garde-t-il son plein salaire ?",
        "j'ai avancé la kiné et les médicaments apres mon accident de travail, je suis remboursé ?",
        "On m'a payé à 90 % alors que mon accident est reconnu imputable, c'est une erreur ?",
        "Rémunération pendant un congé pour invalidité temporaire imputable au service",
    ),
)
def traitement(jour: date) -> Answer:
    """Full pay until work or retirement; medical costs refunded."""
    entier = AMOUNTS.on("citis.part_pleine", jour)
    return value(
        f"{percent(entier)} du traitement, jusqu’à la reprise ou la retraite, sans passage à "
        "demi-traitement : c’est la règle du fonctionnaire en congé pour invalidité temporaire "
        "imputable au service (CITIS). Les honoraires médicaux et les frais directement causés par "
        "l’accident ou la maladie sont remboursés.",
    )


@rule(
    "CIT-04",
    SUBJECT,
    title="Déclaration d’un accident de service ou d’une maladie professionnelle",
    applies_to=FONCTIONNAIRES,
    presumes_status=True,
    cites=(Article("décret 87-602", "art. 37-3", PROCEDURE),),
    in_force_since=PROCEDURE,
    verification=Verification.OFFICIAL,
    verified_on=SECOND_READING,
    questions=(
        "Quel est le délai pour déclarer un accident de service ?",
        "accident de trajet hier combien de jours pour le declarer",
        "Sous combien de temps déclarer une maladie professionnelle ?",
        "Je me suis fait mal au dos il y a trois semaines sans rien déclarer, est-ce trop tard ?",
        "Mon accident date du 2 mars, quelle est la date limite pour ma déclaration de CITIS ?",
        "Un agent déclare un accident survenu le mois dernier : peut-on refuser ?",
        "les séquelles sont apparues 6 mois apres ma chute, puis je encore faire reconnaitre ?",
        "Quand envoyer le certificat médical après un accident du travail avec arrêt ?",
        "15 jours ou 48h pour declarer un accident ?",
        "Je pensais avoir deux ans pour déclarer mon accident, on me dit 15 jours",
        "La déclaration d'accident de trajet a-t-elle le même délai de quinze jours ?",
    ),
)
def declaration(jour: date, date_de_l_accident: date | None = None) -> Answer:
    """Fifteen days for an accident, two years for a disease, 48 hours for the certificate."""
    jours = int(AMOUNTS.on("citis.jours_pour_declarer", jour))
    heures = counted(AMOUNTS.on("citis.heures_pour_le_certificat", jour), "heure")
    constat = counted(AMOUNTS.on("citis.annees_pour_le_constat", jour), "an")
    maladie = counted(AMOUNTS.on("citis.annees_pour_une_maladie", jour), "an")
    delai = f"dans les {counted(jours, 'jour')}"
    accident = f"Un fonctionnaire déclare un accident {delai}"
    constat_tardif = f"ou {delai} d’un certificat médical établi dans les {constat}"
    if date_de_l_accident is not None:
        limite = CalendarDays(jours).after(date_de_l_accident)
        accident = (
            f"Accident du {day(date_de_l_accident)} : déclaration au plus tard le {day(limite)}"
        )
    return value(
        f"{accident}, {constat_tardif} de l’accident ; une maladie professionnelle, dans les "
        f"{maladie} de son premier constat médical ou du certificat révélant son lien au travail. "
        f"En cas d’arrêt, le certificat est transmis sous {heures}.",
    )


@rule(
    "CIT-05",
    SUBJECT,
    title="Délai de réponse de l’employeur à une demande de CITIS",
    applies_to=FONCTIONNAIRES,
    presumes_status=True,
    cites=(
        Article("décret 87-602", "art. 37-5"),
        Article("décret 87-602", "art. 37-9"),
    ),
    in_force_since=PROCEDURE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Combien de temps la mairie a-t-elle pour reconnaître mon accident de service ?",
        "delai reponse employeur citis",
        "J'ai déclaré ma maladie professionnelle il y a deux mois et toujours pas de réponse",
        "Que se passe-t-il si l'employeur ne répond pas à ma demande de CITIS ?",
        "Qu'est-ce que le CITIS provisoire ?",
        "Le conseil médical est saisi, combien de temps de plus pour instruire l'accident ?",
        "Je suis à demi-traitement en attendant la décision d'imputabilité, est-ce normal ?",
        "Dans quel délai devons-nous statuer sur une déclaration d'accident de service ?",
        "enquête administrative accident de service délai supplémentaire",
    ),
)
def reponse_de_l_employeur() -> Answer:
    """Leave the time to answer to be checked; beyond it, the leave is provisional."""
    return to_check(
        "L’employeur statue sur la demande d’un fonctionnaire dans un délai fixé par décret, "
        "allongé en cas d’enquête, d’expertise ou de saisine du conseil médical ; passé ce délai, "
        "l’agent est placé, à titre provisoire, en congé pour invalidité temporaire imputable au "
        "service (CITIS). Les durées en vigueur sont à vérifier.",
    )
