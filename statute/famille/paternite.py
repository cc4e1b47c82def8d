"""Congés de naissance et de paternité: length, and when they are taken."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.facts import MERE
from statute.famille.maternite import length_of_maternity
from statute.french import counted, day, number
from statute.rule import (
    CODE_IN_FORCE,
    FIRST_READING,
    SECOND_READING,
    THIRD_READING,
    Answer,
    Article,
    Subject,
    Verification,
    missing,
    rule,
    value,
)

SUBJECT = Subject(
    "paternite", "Congés de naissance et de paternité", categories=("maternite-paternite",)
)

REFORME = date(2021, 7, 1)
NAISSANCE_SINCE = date(2023, 7, 21)
NAISSANCE = (
    Article("CGFP", "L631-6", CODE_IN_FORCE),
    Article("CT", "L3142-4", NAISSANCE_SINCE),
)
PATERNITE = (
    Article("CGFP", "L631-9", CODE_IN_FORCE),
    Article("CT", "L1225-35", REFORME),
)


def _days(name: str, jour: date) -> int:
    return int(AMOUNTS.on(f"paternite.{name}", jour))


def _length(jour: date, enfants: int | None) -> str:
    """Write the length of the paternity leave, for one child, several, or both cases."""
    one = counted(_days("jours", jour), "jour")
    several = _days("jours_multiples", jour)
    if enfants is None:
        return f"{one} calendaires ({number(several)} en cas de naissances multiples)"
    return f"{counted(several, 'jour') if enfants > 1 else one} calendaires"


@rule(
    "NAI-01",
    SUBJECT,
    title="Congés à la naissance d’un enfant",
    cites=(*NAISSANCE, *PATERNITE, Article("CGFP", "L631-3", CODE_IN_FORCE)),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=THIRD_READING,
    questions=(
        "Combien de jours ai-je pour la naissance de mon enfant ?",
        "J'ai droit à combien de jours pour une naissance ?",
        "Nous attendons un bébé pour mars, quels congés puis-je prendre ?",
        "bebe arrive le mois prochain, combien de jours de conges pour la naissance svp",
        "naissance : nb de jours ?",
        "Quels sont mes droits à congé pour l'arrivée de notre premier enfant ?",
        "Un agent de mon service m'annonce une naissance, combien de jours lui accorder ?",
        "Mon fils vient de naître, que dois-je poser comme absence ?",
        "Ma fille est née cette nuit, à combien de jours est-ce que j'ai droit ?",
        "Quel congé pour une naissance dans la fonction publique territoriale ?",
        "Naissance prévue en juin : que prend la mère et que prend le père ?",
    ),
)
def a_la_naissance(
    jour: date, parent: str | None = None, enfants_attendus: int | None = None
) -> Answer:
    """Birth leave, then paternity leave, for the other parent; maternity leave for the mother."""
    if parent is None:
        return missing("parent")
    if parent == MERE:
        return length_of_maternity(jour, enfants=enfants_attendus)
    birth, at_once = _days("jours_de_naissance", jour), _days("jours_immediats", jour)
    return value(
        f"{counted(birth, 'jour')} ouvrables de congé de naissance pour le père ou l’autre parent, "
        "dès la naissance ou le premier jour ouvrable suivant, puis "
        f"{_length(jour, enfants_attendus)} de congé de paternité, dont {number(at_once)} "
        "aussitôt."
    )


@rule(
    "NAI-02",
    SUBJECT,
    title="Congé de naissance",
    cites=(*NAISSANCE, Article("CT", "L1225-35", REFORME)),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=THIRD_READING,
    questions=(
        "Combien de jours dure le congé de naissance du père ?",
        "les 3 jours de naissance c'est ouvrables, ouvrés ou calendaires ?",
        "À partir de quand se prennent les 3 jours de congé de naissance ?",
        "Mon bébé est né un samedi, mes trois jours de naissance commencent lundi ?",
        "je suis papa depuis hier, mes 3 jours naissance + 4 jours ca fait 7 obligatoires ?",
        "Puis-je poser mes 3 jours de naissance plus tard, dans un mois ?",
        "Ma compagne a accouché et nous ne sommes pas mariés : ai-je les 3 jours de naissance ?",
        "conge naissance pere territorial nb jours",
        "Congé de naissance et congé paternité, est-ce que c'est la même chose ou ça s'ajoute ?",
        "Un de mes agents devient père, le congé de naissance peut-il lui être refusé ?",
    ),
)
def conge_de_naissance(jour: date) -> Answer:
    """Three days from the birth on, then at once four days of the paternity leave."""
    birth, at_once = _days("jours_de_naissance", jour), _days("jours_immediats", jour)
    return value(
        f"Le congé de naissance est de droit et dure {counted(birth, 'jour')} ouvrables, dès la "
        "naissance ou le premier jour ouvrable suivant, pour le père ou le conjoint, partenaire "
        f"de PACS ou concubin de la mère. Les {counted(at_once, 'premier')} jours du congé de "
        "paternité, calendaires, suivent aussitôt.",
        row="NAI-01",
    )


@rule(
    "PAT-01",
    SUBJECT,
    title="Durée du congé de paternité",
    cites=PATERNITE,
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Quelle est la durée du congé de paternité et d'accueil de l'enfant ?",
        "conge pat combien de jours dans la FPT",
        "Papa de jumeaux, mon congé paternité passe à combien de jours ?",
        "28 jours de congé paternité, c'est bien ça ?",
        "Je suis l'épouse de la mère, ai-je le congé de paternité et d'accueil ?",
        "Les jours du congé paternité sont-ils calendaires ou ouvrés, les week-ends comptent ?",
        "on m'a dit 11 jours de paternité, c'est toujours d'actualité ?",
        "Je suis contractuel, mon congé paternité est-il le même que pour les titulaires ?",
        "Mon agent va être père, combien de jours de paternité dois-je prévoir au planning ?",
        "Naissances multiples : combien de jours de congé paternité ?",
    ),
)
def duree(jour: date, enfants_attendus: int | None = None) -> Answer:
    """Twenty-five calendar days, thirty-two when several children are born."""
    return value(
        "Le congé de paternité et d’accueil de l’enfant dure "
        f"{_length(jour, enfants_attendus)}, week-ends compris, en plus des "
        f"{counted(_days('jours_de_naissance', jour), 'jour')} du congé de naissance : "
        f"{number(_days('jours_immediats', jour))} aussitôt après celui-ci, le reste plus tard, "
        "fractionné ou non. Il est ouvert au père ou au conjoint, partenaire de PACS ou concubin "
        "de la mère."
    )


@rule(
    "PAT-02",
    SUBJECT,
    title="Fractionnement du congé de paternité",
    cites=(*PATERNITE, Article("décret 2021-846", "", REFORME)),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Puis-je prendre mon congé paternité en plusieurs fois ?",
        "Dans quel délai après la naissance dois-je poser le reste de mon congé de paternité ?",
        "fractionner conge paternite mini 5 jours ?",
        "Je veux garder mes 21 jours de paternité pour cet été, bébé est né en février, possible ?",
        "Est-ce que les 4 premiers jours de paternité sont obligatoires juste après la naissance ?",
        "Combien de périodes maximum pour les 28 jours restants avec des jumeaux ?",
        "Mon bébé est hospitalisé en néonat, puis-je décaler mon congé paternité ?",
        "un agent veut poser son conge pat au bout de 8 mois, on accepte ou pas",
        "J'ai jusqu'à quand pour prendre les 21 jours de congé paternité ?",
        "peut on prendre le congé paternité un jour par semaine pendant 25 semaines ?",
        "La mère est décédée à l'accouchement, quand prendre le congé de paternité ?",
        "une période de 3 jours de congé paternité, c'est accepté ou il faut 5 jours minimum ?",
    ),
)
def fractionnement(
    jour: date,
    enfants_attendus: int | None = None,
    naissance_de_l_enfant: date | None = None,
) -> Answer:
    """Four days at once; the rest in two periods at most, within six months of the birth."""
    months = _days("mois_pour_le_prendre", jour)
    at_once = _days("jours_immediats", jour)
    limit = ""
    if naissance_de_l_enfant is not None:
        limit = f", soit jusqu’au {day(months_after(naissance_de_l_enfant, months))}"
    return value(
        "Le congé de paternité peut être fractionné : les "
        f"{counted(at_once, 'premier')} jours suivent aussitôt le congé de naissance ; les "
        f"{_rest(jour, enfants_attendus)} se prennent en "
        f"{counted(_days('periodes', jour), 'période')} au plus, d’au moins "
        f"{counted(_days('jours_par_periode', jour), 'jour')} chacune, dans les "
        f"{counted(months, 'mois')} de la naissance{limit}. Ce délai est reporté si l’enfant est "
        "hospitalisé ou si la mère décède."
    )


def _rest(jour: date, enfants: int | None) -> str:
    at_once = _days("jours_immediats", jour)
    one, several = _days("jours", jour) - at_once, _days("jours_multiples", jour) - at_once
    if enfants is None:
        return f"{number(one)} autres ({number(several)} si naissances multiples)"
    return f"{number(several if enfants > 1 else one)} autres"
