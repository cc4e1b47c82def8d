"""Autorisations spéciales d'absence: death of a child, pregnancy, family events."""

from datetime import date, timedelta

from statute.amounts import AMOUNTS
from statute.french import counted, number
from statute.rule import (
    CODE_IN_FORCE,
    FIRST_READING,
    LEFT_TO_THE_TOWN,
    SECOND_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    to_check,
    value,
)

SUBJECT = Subject(
    "absences",
    "Autorisations spéciales d’absence",
    categories=("conges", "maternite-paternite"),
)

DECES_ALLONGE = date(2023, 7, 21)
EXAMENS = date(2025, 7, 2)
MOIS_PAR_AN = 12


def _amount(name: str, jour: date) -> int:
    return int(AMOUNTS.on(f"absences.{name}", jour))


DECES = (
    "Mon fils est décédé, à combien de jours d'absence ai-je droit ?",
    "Décès d'un enfant : combien de jours ?",
    "J'ai perdu ma fille de 19 ans la semaine dernière, quels sont mes droits à absence ?",
    "deces enfant majeur 30 ans autorisation absence nb jours ouvrables",
    "Un de mes agents vient de perdre son bébé, combien de jours lui accorder ?",
    "Les 8 jours de deuil pour un enfant peuvent-ils être pris plus tard dans l'année ?",
    "Combien de jours pour la mort d'un enfant qui était lui-même père de famille ?",
    "La jeune de 22 ans que j'ai à charge est décédée, ai-je la même absence que pour un enfant ?",
    "ma collectivite ne m'a donne que 5 jours pour la mort de mon enfant, c'est normal ?",
    "L'absence pour le décès d'un enfant peut-elle être refusée ?",
    "Sous quel délai prendre les 8 jours complémentaires après la mort de mon enfant ?",
    "Avant juillet 2023, combien de jours donnait-on pour le décès d'un enfant ?",
    "Jours ouvrables ou ouvrés pour le décès de mon enfant ?",
)


def _is_young(jour: date, age_en_mois: int | None) -> bool | None:
    if age_en_mois is None:
        return None
    return age_en_mois < _amount("deces_jeune_ans", jour) * MOIS_PAR_AN


def _durations(jour: date) -> tuple[str, str, str]:
    return (
        counted(_amount("deces_enfant", jour), "jour"),
        counted(_amount("deces_jeune", jour), "jour"),
        counted(_amount("deces_jeune_ans", jour), "an"),
    )


def _more(jour: date) -> str:
    extra = counted(_amount("deces_jeune_complement", jour), "jour")
    months = counted(_amount("complement_en_mois", jour), "mois")
    return f"{extra} fractionnables dans les {months} suivant le décès"


@rule(
    "ASA-01",
    SUBJECT,
    rows=("ASA-02",),
    title="Absence pour le décès d’un enfant",
    cites=(Article("CGFP", "L622-2", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    in_force_until=DECES_ALLONGE - timedelta(days=1),
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=DECES,
)
def deces_avant_juillet_2023(jour: date, age_de_l_enfant: int | None = None) -> Answer:
    """Five days for a child; seven, and eight more, when the child was young or a parent."""
    return _deces(jour, age_de_l_enfant, "ouvrés")


@rule(
    "ASA-01",
    SUBJECT,
    rows=("ASA-02",),
    title="Absence pour le décès d’un enfant",
    cites=(Article("CGFP", "L622-2", DECES_ALLONGE),),
    in_force_since=DECES_ALLONGE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=DECES,
)
def deces_d_un_enfant(jour: date, age_de_l_enfant: int | None = None) -> Answer:
    """Twelve days for a child; fourteen, and eight more, when the child was young or a parent."""
    return _deces(jour, age_de_l_enfant, "ouvrables")


def _deces(jour: date, age_en_mois: int | None, comptes: str) -> Answer:
    """Say both lengths; the longer is counted in days that are not the same before July 2023."""
    usual, young, years = _durations(jour)
    is_young = _is_young(jour, age_en_mois)
    if is_young:
        return value(
            f"{young} {comptes} d’absence, puis {_more(jour)} : pour le décès d’un enfant de moins "
            f"de {years}, cette absence est de droit, elle ne peut pas être refusée.",
            row="ASA-02",
        )
    others = f", s’il avait moins de {years}, ou pour une personne de moins de {years} à charge"
    return value(
        f"{usual} ouvrables d’absence, de droit (sans refus possible), pour le décès d’un enfant ; "
        f"{young} {comptes}, puis {_more(jour)}, s’il était lui-même parent"
        f"{'' if is_young is False else others}."
    )


@rule(
    "ASA-03",
    SUBJECT,
    title="Absences pour les examens de grossesse et la procréation assistée",
    cites=(
        Article("CGFP", "L622-1", EXAMENS),
        Article("CT", "L1225-16", EXAMENS),
    ),
    in_force_since=EXAMENS,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Je suis enceinte, dois-je poser des congés pour mes examens prénataux obligatoires ?",
        "absence pour echographie de grossesse c'est paye ?",
        "Suis-je autorisée à m'absenter pour les rendez-vous médicaux de ma PMA ?",
        "FIV en cours, mon chef veut que je pose des RTT pour chaque ponction, a-t-il le droit ?",
        "Mon mari peut-il venir aux échographies sur son temps de travail, et combien de fois ?",
        "Le conjoint d'une femme enceinte a-t-il des autorisations d'absence ?",
        (
            "Un agent veut accompagner sa compagne aux visites de grossesse, combien d'absences "
            "accorder ?"
        ),
        "rdv mensuel avec la sage femme pendant le travail, asa ou conge ?",
        "L'examen médical après l'accouchement donne-t-il une autorisation d'absence ?",
        "Absences PMA pour le partenaire : combien d'actes par protocole ?",
        "Peut-on me refuser de m'absenter pour un examen prénatal obligatoire ?",
    ),
)
def examens(jour: date) -> Answer:
    """Compulsory examinations and assisted procreation are paid absences; three for a partner."""
    visits = number(_amount("examens_de_l_autre_parent", jour))
    return value(
        "L’absence est de droit, payée et sans poser de congés pour les examens obligatoires de "
        "grossesse et de suites de l’accouchement et pour les actes d’assistance médicale à la "
        "procréation (PMA). Le conjoint, partenaire de PACS ou concubin peut aussi s’absenter pour "
        f"assister à {visits} d’entre eux au plus, par grossesse ou protocole."
    )


@rule(
    "ASA-04",
    SUBJECT,
    rows=("N26-01",),
    title="Absences pour mariage, PACS, décès d’un proche, enfant malade",
    cites=(Article("CGFP", "L622-1", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Combien de jours d'absence pour mon mariage ?",
        "je me pacse le mois prochain j'ai droit a des jours ?",
        "Mon père vient de mourir, combien de jours puis-je prendre ?",
        "Enfant malade : combien de jours par an pour le garder ?",
        "deces grand mere asa nb de jours",
        "Mon mari est décédé hier, quels jours d'absence m'accorde la mairie ?",
        "Ma belle-mère est décédée et on me refuse l'autorisation d'absence, est-ce normal ?",
        "Mon fils de 4 ans a la varicelle, puis-je avoir des jours garde d'enfant ?",
        "Un agent se marie, combien de jours d'ASA dois-je lui accorder ?",
        "Mariage de ma fille ou de mon frère, y a-t-il des jours prévus ?",
        "Quelles sont les autorisations spéciales d'absence pour événements familiaux ?",
        "Le nouveau décret sur les ASA s'applique quand ?",
        "Parent seul, mes jours enfant malade sont-ils doublés ?",
        "Existe-t-il un nombre de jours national pour un mariage ou est-ce la commune qui décide ?",
    ),
)
def evenements_familiaux() -> Answer:
    """Leave it to the local deliberation until the national decree of 2026 applies."""
    return to_check(
        "Aucun nombre de jours n’est encore fixé au niveau national pour un mariage, un PACS, le "
        f"décès d’un proche ou un enfant malade : {LEFT_TO_THE_TOWN} des "
        "jours d’absence. Un décret national, publié en 2026, s’appliquera en 2027, à une date à "
        "vérifier. Le décès d’un enfant suit une autre règle, déjà nationale."
    )


@rule(
    "ASA-05",
    SUBJECT,
    title="Aménagement d’horaires pendant la grossesse",
    cites=(Article("CGFP", "L622-1", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Enceinte de 4 mois, puis-je partir une heure plus tôt chaque jour ?",
        "L'heure de grossesse, à partir de quel mois et est-ce un droit ?",
        "heure grossesse mairie 3eme mois comment la demander",
        "Mon chef refuse ma réduction d'une heure par jour pour grossesse, peut-il le faire ?",
        "Aménagement d'horaires femme enceinte : combien de temps par jour ?",
        "Je suis à deux mois de grossesse, ai-je déjà l'heure quotidienne ?",
        "Une agente enceinte me demande une heure par jour, suis-je tenu d'accepter ?",
        "Enceinte de 3 mois, je veux arriver plus tard le matin, comment ça se passe ?",
        "facilité horaire grossesse : de droit ou sous réserve du service ?",
        "enceinte de 5 mois, je peux avoir 2 heures de moins par jour ?",
    ),
)
def heure_de_grossesse(jour: date) -> Answer:
    """One hour a day from the third month of pregnancy, if the service allows it."""
    hours = counted(_amount("grossesse_heures_par_jour", jour), "heure")
    month = number(_amount("grossesse_mois", jour))
    return value(
        f"{hours} par jour au plus, à partir du {month}e mois de grossesse : cette réduction "
        "d’horaire est possible sur demande et sur autorisation, si le service le permet ; ce "
        "n’est pas un droit. Un cadre national s’appliquera en 2027, à une date à vérifier."
    )
