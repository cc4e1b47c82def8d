"""Births and adoptions: who the parent is, when, how many children; when the writer was born."""

import re
from collections.abc import Iterator
from datetime import date

from agents.understand.dates import MONTH, NUMBER, ORDINAL, as_rank, month_number
from agents.understand.doubt import OTHERS, in_doubt
from agents.understand.readings import Reading, always, read_table, whole_count
from statute.facts import FACTS, MERE, SECOND_PARENT, FactRead, FactValue
from statute.french import Plain, pattern

_PARTNER = r"(?:ma|sa|mon|son) (?:femme|compagne|épouse|conjointe|copine|partenaire)"
_EXPECTS = r"(?:enceinte|accouch[a-z]+|attend (?:un|une|notre|des)|(?:est|était) à terme)"
_NO_MOTHER = pattern(
    rf"{OTHERS}|(?:femme|compagne|épouse|conjointe|fille|mère)(?![a-z])|pas enceinte|(?:les|des"
    rf"|nos) agentes"
    "|pour être|quand on est|femmes? enceinte"
)
_NO_FATHER = pattern(rf"{OTHERS}|mon (?:mari|conjoint|compagnon|époux|copain)|le père")
_PARENT = (
    Reading(
        "parent",
        pattern(
            r"(?:je suis|suis|étant|est|agente|tombée?|moi) (?:[a-z]{1,12} ){0,2}?enceinte"
            rf"|(?:\A|(?<=[,.:] )|(?<=\n))enceinte|enceinte (?:de|depuis) {NUMBER} (?:mois"
            rf"|semaines)"
            r"|(?:ma|sa) grossesse|(?:mon|son) accouchement|j'ai accouché|j'accouche"
            r"|je vais accoucher"
            r"|(?:elle|agente) (?:a|va|vient d')? ?accouch|je viens d'accoucher|je dois accoucher"
            r"|(?:mon|son|ton|en|du|de) congé (?:de )?mat(?:ernité|er|e)?(?![a-z])"
            r"|congé maternité(?= (?:se|prend|commence|finit|débute|du|jusqu))|j'allaite"
            r"|j'attends (?:un|mon|notre|des) (?:[a-z]{1,10} )?(?:bébé|enfant|jumeaux|heureux)"
            r"|(?:future|jeune) maman(?![a-z])"
        ),
        always(MERE),
        ("enceinte", "grosese", "acouch", "conge mat", "conge de mat", "alaite", "maman",
         "atends"),
        unless=_NO_MOTHER,
        own=False,
    ),
    Reading(
        "parent",
        pattern(
            rf"{_PARTNER}[^.?!;]{{0,40}} ?{_EXPECTS}|(?:enceinte|accouchement) de {_PARTNER}"
            rf"|(?:mon|son) congé (?:de )?pat(?:ernité|er)?(?![a-z])|mon congé second parent"
            r"|(?:vais|va) (?:être|devenir|bientôt être) (?:papa|père)"
            r"|(?:sera|serai|deviens|devient|suis|est)(?: [a-z]{1,12})? (?:jeune "
            r"|futur )?(?:papa|père)"
            r" (?:en|pour|depuis|le|d'une?|dans|bientôt|cette|hier|ce|depuis)(?! (?:trois|deux|\d)"
            r" (?:enfants|filles))"
            r"|futur (?:papa|père)|(?:mon|un|le|du|en|prendre|poser|droit au|les jours de) congé"
            r" (?:de )?paternité"
        ),
        always(SECOND_PARENT),
        ("papa", "pere", "paternite", "conge pat", "conge de pat", "second parent", "enceinte",
         "acouch", "atend", "terme"),
        unless=_NO_FATHER,
        own=False,
    ),
)  # fmt: skip

_EXPECTED = r"(?:enceinte|attends?|attendons|naissance|accouch[a-z]*|arrivée|grossesse|papa|père)"
_NOT_MY_CHILD = pattern(OTHERS)
_BIRTH_IN_IT = pattern(
    "enceinte|attend|naissance|accouch|grossesse|né|terme|congé|bébé|adopt|naît"
    "|prévu|vient d'|arrivée?"
)


def _rank(match: re.Match[str]) -> FactValue:
    return as_rank(match["n"])


_NUMBER_EXPECTED = {
    2: r"(?:jumeaux|jumelles|grossesse gémellaire)",
    3: r"triplée?s",
    4: r"quadruplée?s",
    1: r"(?:un|1) seul bébé|grossesse (?:simple|unique)|pas de jumeaux",
}
_OLDER = rf"(?! (?:de|ont|âgée?s? de|qui ont) {NUMBER} ans)(?![a-z])"
_CHILDREN = (
    Reading(
        "rang_de_l_enfant",
        pattern(
            rf"(?:mon|notre|son|leur|ma|sa|d'un|un|une) (?P<n>{ORDINAL})"
            rf" (?:enfant|bébé|grossesse|petite?(?![a-z])|accouchement|congé (?:de )?(?:mat|pat))"
            rf"(?! (?:a|âgée? de|de|aura) {NUMBER})"
        ),
        _rank,
        ("enfant", "bebe", "grosese", "petit", "acouch", "conge"),
        unless=pattern(f"{OTHERS}|à partir d|dès |pour chaque|adopt|agrément"),
        own=False,
    ),
    Reading(
        "rang_de_l_enfant",
        pattern(
            rf"{_EXPECTED}[^.?!;]{{0,15}} (?:de |d'|pour )?(?:mon|notre|ma|son|sa|le|la|du|un) "
            rf"(?P<n>{ORDINAL})(?! (?:mois|semaine|trimestre|jour|fois|enfant|bébé|grossesse|petit"
            rf"|contrat|mail|message|demande|arrêt|cdd|année|accouch|congé|{MONTH}))"
        ),
        _rank,
        ("enceinte", "atend", "naisance", "acouch", "arive", "grosese", "papa", "pere"),
        unless=_NOT_MY_CHILD,
        own=False,
    ),
    *(
        Reading(
            "enfants_attendus",
            pattern(f"(?:{written}){_OLDER}" if n != 1 else written),
            always(n),
            ("jum", "gemel", "triple", "quadruple", "un seul", "1 seul", "grosese"),
            unless=pattern(f"{OTHERS}{'|à charge|supplément' if n == 1 else ''}"),
            own=False,
        )
        for n, written in _NUMBER_EXPECTED.items()
    ),
    Reading(
        "enfants_attendus",
        pattern(r"(?:attends?|attendons|enceinte de) (?P<n>deux|trois|2|3) (?:bébés|enfants)"),
        whole_count,
        ("atend", "enceinte"),
        unless=_NOT_MY_CHILD,
        own=False,
    ),
)

_HAS = (
    r"(?:j'ai|ai|nous avons|on a|avons|avec|seule?|(?<!ai )(?<!a )élève|élevant|père de|mère de"
    r"|maman de|papa de|parent de|mes|nos|ses|elle a|il a|agente? a|foyer de)"
)
_ENOUGH = 12
"""Above this, children counted are those of a school, not of a home."""


_LATER = pattern(
    r"(?:passe|passer|passerons|passera|passerai|serons|sera|serai|compterai|compterons|aurai"
    r"|aurons|aura|porter|portera)(?: [a-z]{1,8}){0,3}? ?$"
)
"""Children there will be: nous passerons à trois enfants à charge."""


def _at_home(match: re.Match[str]) -> FactValue | None:
    if _LATER.search(match.string[max(0, match.start("n") - 40) : match.start("n")]):
        return None
    number = whole_count(match)
    return number if isinstance(number, int) and number <= _ENOUGH else None


_SCHOOL = pattern(
    f"{OTHERS}|par groupe|crèche accueil|élèves|encadr|sorti|taux|par adulte|surveill|cantine avec"
    "|ratio|(?:à partir|au-delà) d|plafond|grands?(?![a-z])|élevée?s? (?:mes|nos|trois|deux)|décéd"
)
_AT_HOME = (
    Reading(
        "enfants_a_charge",
        pattern(
            rf"{_HAS}(?: (?:seule?|déjà|aussi|encore|actuellement|mes|nos|ses|bien|mère de)){{0,2}}"
            rf" (?P<n>{NUMBER})(?: jeunes| petits)? enfants?(?![a-z])"
            r"(?! (?:par|dans|de la|du groupe|en crèche|de l'école|accueil|inscrits|attendus?"
            r"|plus|chacun)"
            r"|,? dont [^.?!;]{0,30}(?:charge|majeur|adulte|grand|indépend)|[^.?!;]{0,15}adopt)"
        ),
        _at_home,
        ("enfant",),
        unless=_SCHOOL,
        own=False,
    ),
    Reading(
        "enfants_a_charge",
        pattern(
            rf"(?P<n>{NUMBER})(?: (?:seul|jeunes"
            rf"|petits))?(?: enfants?)?(?: encore)? à (?:ma )?charge"
        ),
        _at_home,
        ("charge",),
        unless=_SCHOOL,
        own=False,
    ),
    Reading(
        "enfants_a_charge",
        pattern(
            r"(?:(?:ai|avons|avec|ayant) (?:un|1) seul enfant|mon enfant unique)(?![a-z])"
            r"|(?:supplément familial|sft)(?![a-z])[^;]{0,150}?(?:un|1) seul enfant(?![a-z])"
        ),
        always(1),
        ("enfant",),
        unless=_SCHOOL,
        own=False,
    ),
    Reading(
        "enfants_a_charge",
        pattern(
            rf"(?:mon|notre) (?P<n>{ORDINAL})(?: enfant| bébé| petite?)?(?: (?:[a-z]{{1,12}} ))?"
            r" ?(?:est né|vient de naître|est arrivée?|est là)(?![a-z])"
        ),
        _rank,
        ("ne", "nait", "ariv", "est la"),
        unless=_SCHOOL,
        own=False,
    ),
)
_YOUNG_ONES = (
    r"(?:jeunes? |petite?s? |grande?s? )?"
    r"(?:enfants?|garçons?|garcons?|filles?|fillettes?|frères|soeurs|bébés?|jumeaux|petite?s?)"
)
_ADOPTED = (
    Reading(
        "enfants_adoptes",
        pattern(
            rf"adopt(?:(?!déjà|j'ai|avons|ai |chien|chat)[^.?!;]){{0,40}}? (?:d'|de )?"
            rf"(?P<n>{NUMBER}) (?:seul |seule )?{_YOUNG_ONES}(?![a-z])(?! (?:à charge|biolog))"
        ),
        whole_count,
        ("adopt",),
        unless=pattern(
            f"{OTHERS}|de mon conjoint|de ma (?:femme|compagne|conjointe)|adoption simple"
        ),
        own=False,
    ),
    Reading(
        "enfants_adoptes",
        pattern(rf"fratrie de (?P<n>{NUMBER})(?! ans)"),
        whole_count,
        ("fratrie",),
        unless=_NOT_MY_CHILD,
        own=False,
    ),
)
_BORN_ALONE = pattern(
    rf"(?P<n>{NUMBER}) {_YOUNG_ONES}(?![a-z])[^.?!;]{{0,40}}"
    r"(?:confiée?s?|adopt|accueill|en vue d'adoption)"
)
_GIVEN = (
    Reading(
        "enfants_adoptes",
        _BORN_ALONE,
        whole_count,
        ("adopt", "agrement"),
        unless=pattern(f"{OTHERS}|déjà|à charge|j'ai (?:un|deux|trois|\\d)"),
        own=False,
    ),
)


def children(plain: Plain) -> Iterator[FactRead]:
    """Read who the parent is, the rank and the number of children."""
    yield from read_table((*_PARENT, *_AT_HOME), plain)
    if _BIRTH_IN_IT.search(plain.text):
        yield from read_table(_CHILDREN, plain)
    if "adopt" in plain.text or "agrement" in plain.text:
        yield from read_table((*_ADOPTED, *_GIVEN), plain)


_CHILD = (
    r"(?:enfants?|fils|fille|filles|bébés?|petite?s?|garçons?|jumeaux|jumelles|gamins?|gosses?"
    r"|ainée?"
    r"|premier|dernier|cadette?|mère|père|maman|papa|mari|femme|conjoint|conjointe|compagn[a-z]+"
    r"|épouse|époux|usager|générations?)"
)

_DAY_OF_BIRTH = pattern(
    r"(?:né|suis du|date de naissance(?: est)?)(?: le| un| :| :le)? ?(?:(?:lundi|mardi|mercredi"
    r"|jeudi|vendredi|samedi|dimanche) )?(?:"
    rf"(?P<d>[0-3]?\d)(?:er)? (?P<m>{MONTH}) (?P<y>\d{{4}}|[4-9]\d)"
    r"|(?P<d2>[0-3]?\d)[/.-](?P<m2>[01]?\d)[/.-](?P<y2>\d{4}|\d\d))(?![\d/])"
)
_YEAR_OF_BIRTH = pattern(
    r"(?:né (?:en |en (?:l'année|l'an) |fin |début )|suis d(?:e|u cru) |suis une? |classe "
    r"|année de naissance(?: est| étant)? ?:? |générations? (?:de |d')?|millésime "
    r"|vu le jour (?:en |fin |début ))"
    rf"(?:(?:{MONTH}) )?'?(?P<y>(?:19|20)\d\d|[4-9]\d|0\d)(?![\d/h%€])"
    r"(?! ?(?:ans|mois|jours|à|heures|h(?![a-z])))"
)
_NOT_THE_WRITER = pattern(rf"{_CHILD}(?![a-z])|{OTHERS}")
_SENTENCE_END = re.compile(r"[.?!;\n]")
_NAMED_AFTER = re.compile(rf",? (?:mon|ma|mes|notre|le|la) {_NOT_THE_WRITER.pattern}")
_TOLD_BEFORE = 60
"""Characters before a birth where somebody else may be named: mon fils est né le…"""
_CENTURY = 100
_YOUNG = 10
"""A year in two figures up to this one is of this century."""


def birth_of_the_writer(plain: Plain) -> Iterator[FactRead]:
    """Read the day, or only the year, the writer was born."""
    for match in _DAY_OF_BIRTH.finditer(plain.text):
        year = _full_year(match["y"] or match["y2"])
        month = month_number(match["m"]) if match["m"] else int(match["m2"])
        try:
            born = date(year, month, int(match["d"] or match["d2"]))
        except ValueError:
            continue
        if _is_of_age(year) and not _of_another(plain, match):
            words = plain.words(*match.span())
            yield FactRead("date_de_naissance", born, words)
            yield FactRead("annee_de_naissance", born.year, words)
    for match in _YEAR_OF_BIRTH.finditer(plain.text):
        year = _full_year(match["y"])
        if _is_of_age(year) and not _of_another(plain, match):
            yield FactRead("annee_de_naissance", year, plain.words(*match.span()))


def _of_another(plain: Plain, match: re.Match[str]) -> bool:
    """Tell whether a birth is doubtful, or is that of somebody named just before or after it."""
    before = _SENTENCE_END.split(plain.text[max(0, match.start() - _TOLD_BEFORE) : match.start()])
    named = _NOT_THE_WRITER.search(before[-1]) or _NAMED_AFTER.match(plain.text, match.end())
    return bool(named) or in_doubt(plain, *match.span())


def _full_year(written: str) -> int:
    year = int(written)
    return year if year >= _CENTURY else year + (2000 if year <= _YOUNG else 1900)


def _is_of_age(year: int) -> bool:
    return FACTS["annee_de_naissance"].accepts(year)
