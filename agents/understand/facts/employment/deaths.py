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
    r"(?:(?:mon|ma|notre|son|sa|leur|l') ?(?:(?:petite?|grande?|jeune|premier|dernier|seul) )?"
    r"(?:fils|fille|enfant|bébé|petite?|garçon|aînée?|cadette?|puce|benjamine?|nourrisson|jumeau"
    r"|jumelle|ado)(?!-)(?: [a-z+]{1,14}(?! (?:a |est )))?)"
)
_A_CHILD = (
    r"(?:(?:mon|ma|notre|son|sa|leur|du|de la|de l'|d'un|d'une|l'|un) ?(?:(?:petite?|grande?|jeune"
    r"|autre) )?"
    r"(?:fils|fille|enfant|bébé|garçon|nourrisson|petite?(?! ami| copa| frère| soeur)|aînée?"
    r"|cadette?|puce)(?!-))"
)
_DIED = (
    r"(?:est |s'est |vient de )?(?:décédée?|morte?|disparue?|éteinte?|décéder|mourir|partie?(?= ?$"
    r"| (?:le"
    r"|hier|avant|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|ce matin))|nous a(?:vait)?"
    r" quittée?s?|tuée?|s'est suicidée?|emportée?|noyée?|n'a pas survécu|s'en est allée?)"
)
_SOMEHOW = r"(?: [a-z'-]{1,14}){0,4}?"
_DEATH_ROWS = (
    DayReading(
        "deces_de_l_enfant",
        pattern(
            rf"(?:(?:{_CHILD}[^.?!;]{{0,40}}|qui |(?:il|elle) ){_DIED}{_SOMEHOW}|(?:perdu|perdre"
            rf"|décès"
            rf"|mort|perte|disparition)(?: brutale?)?(?: de| d'| du)? ?{_A_CHILD}(?:(?! le | au )"
            rf"[^.?!;\d]){{0,25}}(?:,? (?:âgée? )?de {NUMBER} (?:ans|mois|jours),?)?[ (,]{{0,3}}"
            r"(?:survenue?|arrivée?|intervenue?|constatée?|il y a peu|eu lieu)?(?: [a-z]{2,5})?)"
            rf"{AT_THE_DAY}"
        ),
        (
            "fils",
            "file",
            "enfant",
            "bebe",
            "petit",
            "garcon",
            "aine",
            "cadet",
            "puce",
            "nourison",
            "ado",
            "benjamin",
            "jum",
        ),
        past=True,
        own=False,
        imperfect=True,
        not_before=pattern(
            r"(?:obsèques|enterr|inhum|naquit|né le|née le|funérailles|cérémonie|crémation"
            r"|arrêt)[^.?!;]{0,25}$"
        ),
        unless=pattern(
            r"collègue(?!s)|voisin|petite?s?-(?:fils|fille)|petit[- ]enfant|amie?s?(?![a-z])"
            r"|(?:mon|ma) (?:père|mère|mari|femme) est"
        ),
        yes=(
            ("Mon fils est décédé le 12 novembre 2026.", "2026-11-12"),
            ("Ma fille de 19 ans est morte le 3 novembre.", "2026-11-03"),
            ("J’ai perdu mon fils le 24 octobre 2026.", "2026-10-24"),
            ("Notre enfant est décédé avant-hier.", "2026-11-22"),
            ("Le décès de ma fille, le 15 novembre, m’a laissé sans force.", "2026-11-15"),
            ("Notre bébé est mort samedi.", "2026-11-21"),
            ("Notre petite fille chérie nous a quittés le 8 octobre 2026.", "2026-10-08"),
            ("L’agent vient de perdre son fils de 20 ans le 29 octobre 2026.", "2026-10-29"),
            ("Suite au décès de mon bébé survenu le 3 novembre.", "2026-11-03"),
        ),
        no=(
            "Ma mère est décédée le 12 novembre.",
            "Le fils de ma collègue est décédé le 12 novembre.",
            "Mon fils est mort, il est enterré le 12 novembre.",
        ),
    ),
    DayReading(
        "deces_de_l_enfant",
        pattern(
            rf"(?:(?:ça|cela|c'|le drame|l'accident|le décès|la mort)(?: s)?'?(?: ?est| ?était"
            rf"| a eu"
            r" lieu)?(?: produite?| arrivée?| survenue?| passée?| remonte au)?"
            rf"|(?:elle|il) (?:était|est) partie?){AT_THE_DAY}"
        ),
        (
            "produit",
            "arive",
            "survenu",
            "pase",
            "remonte",
            "c'etait",
            "lieu",
            "parti",
            "c'est",
            "deces",
        ),
        past=True,
        own=False,
        imperfect=True,
        unless=pattern(r"collègue(?!s)|voisin|arrêt|naissance|obsèques|enterrement"),
        yes=(
            ("Mon agent a perdu son fils, cela s’est produit samedi 21 novembre.", "2026-11-21"),
            ("Ma fille est morte, c’était le 14 décembre 2025.", "2025-12-14"),
        ),
        no=("Ma fille est morte, son enterrement, c’était le 14 décembre 2025.",),
    ),
    DayReading(
        "deces_de_l_enfant",
        pattern(r"(?!)"),
        ("fils", "file", "enfant", "bebe", "petit", "garcon", "aine", "cadet", "puce"),
        after=pattern(
            rf"\A,? ?(?:{_CHILD}[^.?!;]{{0,25}} {_DIED}|(?:j'ai|nous avons|on a"
            rf"|il a|elle a|l'agente? a) perdu {_A_CHILD})"
        ),
        past=True,
        own=False,
        imperfect=True,
        unless=pattern(r"collègue(?!s)|voisin|petite?s?-(?:fils|fille)|petit[- ]enfant"),
        yes=(
            ("Le 8 juin, mon aîné est mort.", "2026-06-08"),
            ("Le 3 novembre 2026 nous avons perdu notre fille.", "2026-11-03"),
        ),
        no=("Le 8 juin, mon père est mort et mon fils l’a vu.",),
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
            r"(?:n'avait (?:pas|aucun|ni)(?: encore)? ?[^.?!;]{0,18}(?:d'enfants?|enfants?"
            r"|descendan)"
            r"|(?:sans|pas d[e']|ni|aucun|aucune|non)(?: conjoint ni| femme ni)? ?(?:enfants?"
            r"|descendan[a-z]+|parent(?= ?[,.;)]))"
            r"|(?:n'était|n'est) pas (?:encore |lui-même |elle-même ){0,2}(?:père|mère|parente?"
            r"|papa"
            r"|maman))"
        ),
        always(NON),
        ("",),
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
            rf"(?:(?:il|elle|qui|fils|fille|aînée?|garçon|enfant décédé) (?:laisse|laissait|avait"
            rf"|a|élevait)"
            rf" (?:(?:aussi|lui-même|elle-même|déjà|derrière (?:lui|elle)) ){{0,2}}(?:{NUMBER}|des)"
            r" (?:petite?s? |jeunes? )?(?:enfants?|filles?|garçons?|fils|bébés?|jumeaux|jumelles"
            r"|orphelins?)|(?:lui-même|elle-même) (?:déjà )?(?:père|papa|mère|maman|parent)|était"
            r" (?:déjà |aussi |lui-même |elle-même |jeune ){0,2}(?:père|papa|mère|maman|parent)"
            rf"|(?:mariée?|pacsée?|majeure?|en couple|divorcée?),? (?:et )?(?:avec )?(?:{NUMBER}"
            rf"|des)"
            r" (?:jeunes? )?enfants?|(?:père|papa|mère|maman) (?:de|d')(?: ?jeune)? ?"
            rf"(?:{NUMBER}|une?|deux) (?:petite?s? |jeunes? )?(?:enfants?|filles?|garçons?|fils"
            rf"|bébés?"
            r"|petite?)|(?:son|sa) (?:propre )?(?:fils|fille|bébé|enfant) (?:a|n'a|se retrouve|est"
            r" orphelin)|(?:mes|nos) petits-enfants (?:sont|se retrouvent))(?![a-z])"
        ),
        always(OUI),
        ("",),
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
_CHILD_DIED = pattern(
    rf"{_CHILD}[^?]{{0,60}} {_DIED}|(?:perdu|perdre|décès|mort|perte|enterré|deuil|obsèques|tombe)"
    rf"(?: brutale?)?(?: de| d'| du)? ?{_A_CHILD}|(?:enfant|fils|fille|garçon) (?:décédée?"
    rf"|défunte?)"
    rf"|{_CHILD} est partie?(?! (?:à|en|au|chez|vivre|avec|pour|dans))"
)


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
_DEATH = pattern(
    "décès|décédée?|morte?(?![a-z])|veuve?|éteinte?|perdu (?:mon|ma|notre|son|sa|leur)|nous a"
    "(?:vait)? quitt|deuil|enterr|obsèques|défunt|perdre (?:mon|ma|notre|son|sa|leur)|perte d"
    "|est partie?(?![a-z])|inhum|disparition|vivait seule?"
)


def deaths(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the death of a child, its day and age, or else the legal age of an agent who died."""
    if not _DEATH.search(plain.text):
        return
    if _CHILD_DIED.search(plain.text):
        yield from read_days(_DEATH_ROWS, plain, received)
        yield from read_table(_OF_THE_CHILD, plain)
    elif _AN_AGENT_DIED.search(plain.text):
        yield from read_table(_LEGAL_AGE, plain)
