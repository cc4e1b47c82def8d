"""Congé de maternité: length, postponement, pathological leave, pay."""

from datetime import date, timedelta
from typing import NamedTuple

from statute.amounts import AMOUNTS
from statute.french import NBSP, counted, day, number
from statute.rule import (
    CODE_IN_FORCE,
    FIRST_READING,
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

SUBJECT = Subject("maternite", "Congé de maternité", categories=("maternite-paternite",))

ARTICLE_SINCE = date(2008, 5, 1)
PATHOLOGIQUE_ALLONGE = date(2026, 3, 1)
SANS_CARENCE = Article("loi 2017-1837", "art. 115", date(2018, 1, 1))
JUMEAUX = 2
TRIPLES = 3


class _Case(NamedTuple):
    row: str
    amount: str
    who: str


PREMIER = _Case("MAT-01", "premier", "pour un premier ou deuxième enfant")
TROISIEME = _Case("MAT-02", "troisieme", "à partir du troisième enfant")
DEUX = _Case("MAT-03", "jumeaux", "pour des jumeaux")
TROIS = _Case("MAT-04", "triples", "pour des triplés ou davantage")


def _case(jour: date, rang: int | None, enfants: int | None) -> _Case | None:
    if enfants is not None and enfants >= JUMEAUX:
        return TROIS if enfants >= TRIPLES else DEUX
    if rang is None:
        return None
    return TROISIEME if rang >= AMOUNTS.on("maternite.rang_du_conge_long", jour) else PREMIER


def _weeks(case: _Case, jour: date) -> tuple[int, int]:
    before = AMOUNTS.on(f"maternite.{case.amount}_avant", jour)
    after = AMOUNTS.on(f"maternite.{case.amount}_apres", jour)
    return int(before), int(after)


def _listed(case: _Case, jour: date) -> str:
    before, after = _weeks(case, jour)
    return f"{number(before + after)} {case.who} ({number(before)} + {number(after)})"


def _whole_scale(jour: date, enfants: int | None) -> str:
    before, after = _weeks(PREMIER, jour)
    cases = (TROISIEME,) if enfants == 1 else (TROISIEME, DEUX, TROIS)
    return (
        f"Le congé de maternité dure {counted(before + after, 'semaine')} {PREMIER.who} "
        f"({number(before)} avant la date prévue + {number(after)} après la naissance), "
        f"{', '.join(_listed(case, jour) for case in cases)}."
    )


def length_of_maternity(
    jour: date,
    rang: int | None = None,
    enfants: int | None = None,
    prevue: date | None = None,
) -> Answer:
    """Say the length for the mother who asks, or the whole scale when her case is not known.

    `prevue`: the day of a birth still to come.
    """
    case = _case(jour, rang, enfants)
    if case is None:
        return value(_whole_scale(jour, enfants))
    before, after = _weeks(case, jour)
    begins = ""
    if prevue is not None:
        first = prevue - timedelta(weeks=before)
        begins = f" ; il commence le {day(first)} si la naissance est prévue le {day(prevue)}"
    return value(
        f"Le congé de maternité dure {counted(before + after, 'semaine')} {case.who} : "
        f"{number(before)} avant la date prévue et {number(after)} après la naissance{begins}.",
        row=case.row,
    )


@rule(
    "MAT-01",
    SUBJECT,
    rows=("MAT-02", "MAT-03", "MAT-04"),
    title="Durée du congé de maternité",
    cites=(
        Article("CGFP", "L631-3", CODE_IN_FORCE),
        Article("CT", "L1225-17", ARTICLE_SINCE),
        Article("CT", "L1225-18", ARTICLE_SINCE),
        Article("CT", "L1225-19", ARTICLE_SINCE),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Quelle est la durée de mon congé maternité ?",
        "je suis enceinte de mon premier, combien de semaines de congé mat et quand je m'arrête ?",
        "J'attends des jumeaux, mon congé maternité est il plus long ?",
        "conge mat 3eme enfant cb de semaines avant et apres l'accouchement",
        (
            "Une agente de mon service attend son troisième enfant, combien de temps sera-t-elle "
            "en congé de maternité ?"
        ),
        "Triplés prévus pour le printemps : à quelle date démarre mon congé de maternité ?",
        "Mon accouchement est prévu le 12 mai, à partir de quand suis-je en congé prénatal ?",
        "Combien de semaines de congé postnatal après la naissance du bébé ?",
        "On m'a dit 16 semaines pour tout le monde même pour le 3e bébé, c'est vrai ça ?",
        "Contractuelle en CDD, mon congé maternité dure-t-il autant que celui d'une titulaire ?",
        "Grossesse gémellaire : semaines avant et après la naissance ?",
    ),
)
def duree(
    jour: date,
    rang_de_l_enfant: int | None = None,
    enfants_attendus: int | None = None,
    naissance_de_l_enfant: date | None = None,
    *,
    aujourd_hui: date,
) -> Answer:
    """Sixteen weeks, more from the third child and for children born together."""
    birth = naissance_de_l_enfant
    prevue = birth if birth is not None and birth > aujourd_hui else None
    return length_of_maternity(jour, rang_de_l_enfant, enfants_attendus, prevue)


@rule(
    "MAT-05",
    SUBJECT,
    title="Report d’une partie du congé prénatal",
    cites=(
        Article("CGFP", "L631-3", CODE_IN_FORCE),
        Article("CT", "L1225-17", ARTICLE_SINCE),
        Article("CT", "L1225-18", ARTICLE_SINCE),
        Article("CT", "L1225-19", ARTICLE_SINCE),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=THIRD_READING,
    questions=(
        "Puis-je reporter une partie de mon congé prénatal après l'accouchement ?",
        (
            "je voudrais travailler plus longtemps et garder 3 semaines pour apres la naissance, "
            "c possible ?"
        ),
        "report congé maternité combien de semaines max",
        "Ma sage-femme accepte que je m'arrête plus tard, que devient le congé non pris ?",
        "Je me sens bien, est-ce que je peux décaler mes semaines d'avant la naissance ?",
        "Faut-il un certificat médical pour décaler le début du congé maternité ?",
        "J'ai reporté 3 semaines de congé prénatal et je viens d'être arrêtée, que se passe-t-il ?",
        (
            "Une agente veut rester en poste jusqu'à trois semaines avant le terme, "
            "doit-elle fournir un avis médical ?"
        ),
        "Peut on basculer TOUT le congé prénatal après bébé, les 6 semaines ?",
    ),
)
def report(jour: date, enfants_attendus: int | None = None) -> Answer:
    """Three of the weeks before a birth may move after it, with a favourable medical opinion."""
    weeks = counted(AMOUNTS.on("maternite.semaines_reportables", jour), "semaine")
    if enfants_attendus is not None and enfants_attendus >= JUMEAUX:
        early = counted(AMOUNTS.on("maternite.semaines_avancees_jumeaux", jour), "semaine")
        return to_check(
            f"Le report de {weeks} de congé prénatal est prévu pour la naissance d’un seul enfant "
            f"; pour une naissance multiple, il reste à vérifier. Pour des jumeaux, {early} de ce "
            "congé peuvent être avancées, retirées d’autant après la naissance."
        )
    return value(
        f"Le report de {weeks} au plus de congé prénatal après la naissance est possible, à la "
        "demande de l’agente et avec l’avis favorable du professionnel de santé qui suit la "
        "grossesse. Un arrêt de travail prescrit pendant la période reportée met fin à ce qui "
        "reste du report."
    )


PATHOLOGIQUE = (
    "Qu'est-ce que le congé pathologique de grossesse et combien de temps dure-t-il ?",
    "mon gyneco me prescrit un conge patho avant mon conge mat, c combien de jours",
    "Arrêt pathologique de 14 ou 21 jours avant le congé maternité ?",
    "Grossesse difficile, mon médecin parle d'un repos pathologique prénatal : quelle durée ?",
    (
        "Mon agente vient de déposer un certificat pour grossesse pathologique, "
        "combien de semaines lui accorder ?"
    ),
    "Couches pathologiques : quel congé après l'accouchement ?",
    "Le congé patho peut-il être pris en plusieurs fois pendant la grossesse ?",
    "on me compte mon conge pathologique en maladie ordinaire avec carence, c'est normal ?",
    "Suis-je en CMO pendant les semaines pathologiques avant l'accouchement ?",
    "Le congé pathologique prénatal est-il passé à trois semaines, et depuis quand ?",
    "contractuelle enceinte : ai-je aussi le congé pathologique ?",
)


def _pathological(jour: date) -> tuple[str, str]:
    before = AMOUNTS.on("maternite.pathologique_avant", jour)
    after = AMOUNTS.on("maternite.pathologique_apres", jour)
    return counted(before, "semaine"), counted(after, "semaine")


@rule(
    "MAT-06",
    SUBJECT,
    title="Congé pathologique lié à la grossesse",
    cites=(
        Article("CGFP", "L631-3", CODE_IN_FORCE),
        Article("CT", "L1225-21", ARTICLE_SINCE),
    ),
    in_force_since=CODE_IN_FORCE,
    in_force_until=date(2026, 2, 28),
    verification=Verification.OFFICIAL,
    verified_on=SECOND_READING,
    questions=PATHOLOGIQUE,
)
def pathologique_avant_mars_2026(jour: date) -> Answer:
    """Two weeks before the birth and four after it, on a medical certificate."""
    before, after = _pathological(jour)
    return value(
        f"{before} au plus avant la date prévue et {after} au plus après la naissance : le congé "
        "pathologique (état pathologique dû à la grossesse ou à l’accouchement) allonge le congé "
        f"de maternité sur certificat médical. La limite de {before} vaut "
        f"jusqu’au {day(PATHOLOGIQUE_ALLONGE - timedelta(days=1))}."
    )


@rule(
    "MAT-06",
    SUBJECT,
    title="Congé pathologique lié à la grossesse",
    cites=(
        Article("CGFP", "L631-3", PATHOLOGIQUE_ALLONGE),
        Article("loi 2026-103", "art. 174", PATHOLOGIQUE_ALLONGE),
        SANS_CARENCE,
    ),
    in_force_since=PATHOLOGIQUE_ALLONGE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=PATHOLOGIQUE,
)
def pathologique(jour: date) -> Answer:
    """Three weeks before the birth, from the declaration of pregnancy, and four after it."""
    before, after = _pathological(jour)
    return value(
        f"{before} au plus avant la naissance, fractionnables dès la déclaration de grossesse, et "
        f"{after} au plus après : le congé pathologique (état pathologique dû à la grossesse ou à "
        "l’accouchement) s’ajoute au congé de maternité sur certificat médical, sans jour de "
        "carence, pour les contractuelles aussi."
    )


@rule(
    "MAT-07",
    SUBJECT,
    title="Rémunération pendant le congé de maternité",
    cites=(
        Article("CGFP", "L631-1", CODE_IN_FORCE),
        Article("CGFP", "L714-6", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.SECONDARY,
    verified_on=FIRST_READING,
    questions=(
        "Suis-je payée à 100 % pendant mon congé maternité ?",
        "conge mat : on garde tout son salaire et les primes ???",
        "Que devient mon RIFSEEP pendant le congé de maternité ?",
        "Contractuelle depuis 3 mois, mon salaire est-il maintenu pendant mon congé maternité ?",
        "Le supplément familial et l'indemnité de résidence sont-ils versés en congé mat ?",
        (
            "On me dit qu'il faut 6 mois d'ancienneté pour etre payée pendant la maternité, "
            "c'est encore vrai ?"
        ),
        "Pourquoi mon IFSE a baissé alors que je suis en congé maternité, c'est scandaleux",
        "Une agente de mon équipe part en congé de maternité : perd-elle son régime indemnitaire ?",
        "Est-ce que je perds de l'argent pendant le congé paternité ou d'adoption ?",
        "traitement pendant conge maternite plein ou demi",
        "Congé d'adoption : mon traitement et mes primes sont-ils versés en entier ?",
    ),
)
def remuneration() -> Answer:
    """Full pay for parents' leave; allowances follow it in the same proportion."""
    return value(
        f"Le traitement est versé à 100{NBSP}% pendant un congé de maternité, de naissance, de "
        "paternité ou d’adoption, avec le supplément familial de traitement et l’indemnité de "
        "résidence en totalité ; les primes sont maintenues dans la même proportion, hors part "
        "liée aux résultats. Les contractuels aussi, sans condition d’ancienneté."
    )
