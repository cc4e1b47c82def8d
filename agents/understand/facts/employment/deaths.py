"""The death of the writer's child; of an agent, whether it came before the legal age."""

from collections.abc import Iterator
from datetime import date

from agents.understand.dates import NUMBER
from agents.understand.readings import (
    DayReading,
    Reading,
    always,
    read_days,
    read_table,
    whole_count,
)
from agents.understand.tense import AT_THE_DAY
from statute.facts import NON, OUI, FactRead
from statute.french import Plain, pattern

_CHILD = (
    r"(?:(?:mon|ma|notre|son|sa) (?:fils|fille|enfant|bébé|petite?|garçon|aînée?|cadette?)"
    r"(?: [a-z+]{1,14}(?! (?:a |est )))?)"
)
_DIED = r"(?:est |s'est )?(?:décédée?|morte?|disparue?|éteinte?)"
_SOMEHOW = r"(?: [a-z'-]{1,14}){0,4}?"
_DEATH_ROWS = (
    DayReading(
        "deces_de_l_enfant",
        pattern(
            rf"(?:(?:{_CHILD}[^.?!;]{{0,40}}|qui ){_DIED}{_SOMEHOW}|(?:perdu|décès de) {_CHILD}"
            rf"(?:,? âgée? de {NUMBER} ans,?)?){AT_THE_DAY}"
        ),
        ("fils", "file", "enfant", "bebe", "petit", "garcon"),
        past=True,
        own=False,
        unless=pattern(r"collègue|voisin|petite?s?-(?:fils|fille)|petit[- ]enfant|ami"),
        yes=(
            ("Mon fils est décédé le 12 novembre 2026.", "2026-11-12"),
            ("Ma fille de 19 ans est morte le 3 novembre.", "2026-11-03"),
            ("J’ai perdu mon fils le 24 octobre 2026.", "2026-10-24"),
            ("Notre enfant est décédé avant-hier.", "2026-11-22"),
            ("Le décès de ma fille, le 15 novembre, m’a laissé sans force.", "2026-11-15"),
            ("Notre bébé est mort samedi.", "2026-11-21"),
        ),
        no=(
            "Ma mère est décédée le 12 novembre.",
            "Le fils de ma collègue est décédé le 12 novembre.",
        ),
    ),
)
_OF_THE_CHILD = (
    Reading(
        "age_de_l_enfant",
        pattern(
            rf"(?:{_CHILD},? (?:âgée? )?(?:de )?(?P<n>{NUMBER}) ans|(?:il"
            rf"|elle) avait (?P<m>{NUMBER}) ans)"
        ),
        lambda match: years * 12 if isinstance(years := whole_count(match), int) else None,
        ("ans",),
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("Mon fils est mort jeudi. Il avait 19 ans.", "228"),
            ("Notre fille Agathe, 31 ans, s’est éteinte samedi.", "372"),
            ("Ma fille de 24 ans est décédée le 3 novembre.", "288"),
            ("J’ai perdu mon fils âgé de 8 ans.", "96"),
        ),
        no=("Mon fils est mort. J’ai 52 ans.",),
    ),
    Reading(
        "enfant_lui_meme_parent",
        pattern(
            r"(?:(?:il|elle|mon fils|ma fille) n'avait pas d'enfants?|sans (?:enfant|descendance)"
            r"|(?:il|elle) n'était pas (?:père|mère|parent|papa|maman))(?![a-z])"
        ),
        always(NON),
        ("deced", "mort", "perdu", "deces", "eteint"),
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("Mon fils est décédé le 24 octobre. Il n’avait pas d’enfant.", "non"),
            ("Ma fille est morte à 30 ans, elle n’était pas mère.", "non"),
            ("J’ai perdu mon fils, célibataire et sans enfant.", "non"),
        ),
        no=("Mon fils est mort, que dois-je faire ?",),
    ),
    Reading(
        "enfant_lui_meme_parent",
        pattern(
            rf"(?:(?:il|elle|qui) (?:laisse|laissait|avait) (?:aussi )?(?:{NUMBER}|des) "
            r"(?:petite?s? |jeunes? )?(?:enfants?|filles?|garçons?|fils|bébés?)|lui-même (?:père"
            r"|papa)"
            r"|elle-même (?:mère|maman)|était (?:déjà )?(?:père|papa|mère|maman))(?![a-z])"
        ),
        always(OUI),
        ("deced", "mort", "perdu", "deces"),
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("Mon fils est décédé le 24 octobre, il laisse deux enfants.", "oui"),
            ("Ma fille est morte ; elle était déjà maman.", "oui"),
            ("J’ai perdu mon fils, lui-même père de deux filles.", "oui"),
        ),
        no=(
            "Mon fils est décédé, j’ai deux autres enfants.",
            "Mon mari est mort, il laisse deux enfants.",
        ),
    ),
)
_CHILD_DIED = pattern(rf"{_CHILD}[^?]{{0,60}}{_DIED}|(?:perdu|décès de) {_CHILD}")


_LEGAL_AGE = (
    Reading(
        "age_legal_atteint",
        pattern(
            r"(?:(?:n'avait|n'a|n'ai) pas (?:encore )?(?:atteint )?l'âge (?:légal|de la retraite)"
            r"|(?:décédée?|morte?)[^.?!;]{0,30} avant l'âge (?:légal|de la retraite))"
        ),
        always(NON),
        ("age",),
        own=False,
        denies=True,
        imperfect=True,
        unless=pattern("est-ce|puis-je|peut-on|partir"),
        yes=(
            (
                "Mon mari, agent, est décédé, il n’avait pas atteint l’âge légal de la retraite.",
                "non",
            ),
            ("Notre agent est mort avant l’âge de la retraite.", "non"),
            ("L’agente décédée n’avait pas encore l’âge légal.", "non"),
        ),
        no=("Quel est l’âge légal ?",),
    ),
)
_AN_AGENT_DIED = pattern(
    r"(?:agente?|titulaire|fonctionnaire|contractuele?|capital[- ]décès|veuve?)(?![a-z])"
)
_DEATH = pattern("décès|décédée?|morte?(?![a-z])|veuve?|éteinte?|perdu (?:mon|ma|notre)")


def deaths(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the death of a child, its day and age, or else the legal age of an agent who died."""
    if not _DEATH.search(plain.text):
        return
    if _CHILD_DIED.search(plain.text):
        yield from read_days(_DEATH_ROWS, plain, received)
        yield from read_table(_OF_THE_CHILD, plain)
    elif _AN_AGENT_DIED.search(plain.text):
        yield from read_table(_LEGAL_AGE, plain)
