"""Why part time is wanted: a birth, an adoption, care of a relative, one's own disability."""

import re
from collections.abc import Iterator

from agents.understand.dates import NUMBER, as_months
from agents.understand.doubt import clause, denied_around, of_somebody_else, sentence
from statute.facts import (
    ADOPTION,
    HANDICAP,
    NAISSANCE,
    SANS_MOTIF_DE_DROIT,
    SOINS,
    FactRead,
)
from statute.french import Plain, pattern

_CHILD = "(?:fils|fille|bébé|enfant|petit|petite|garçon|jumeaux|jumelles|nourrisson)"
_AGE = pattern(
    rf"{_CHILD}(?![a-z])(?:(?!cdd|contrat|stage|arrêt)[^.?!;0-9]){{0,20}}? (?P<verb>de|a|aura"
    rf"|âgée? de) (?P<n>{NUMBER})"
    r" (?P<unit>mois|ans?)(?![a-z])",
)
_RELATIVE = "(?:mari|femme|conjointe?|époux|épouse|père|mère|fils|fille|enfant|maman|papa)"
_ILL = (
    "(?:(?<![a-z])(?:handicap|maladie grave|gravement malade|cancer|invalid|autis|alzheimer"
    "|tétraplég|paraplég|accident grave|grave accident|perte d'autonomie|dépendan))"
)
_THE_CHILD = "(?:enfant|fils|fille|bébé|garçon|petite?|jumeaux|jumelles)"
_REASONS = {
    NAISSANCE: rf"occuper de (?:mon|ma|son|sa|notre|nos) {_THE_CHILD}(?![a-z])"
    rf"(?![^.?!;]{{0,60}}{_ILL})"
    r"|bébé(?!s)|nouveau[ -]né|nourrisson|(?:retour|fin|après|issue) (?:de "
    r"|du )?(?:mon )?congé (?:de )?mat|naissance de mon|j'ai accouché",
    ADOPTION: rf"adopt[a-z]+ [^.?!;]{{0,30}}{_THE_CHILD}(?![a-z])"
    rf"|{_THE_CHILD} [^.?!;]{{0,25}}adopt(?:é|ion|if)"
    "|(?:procédure|congé|agrément|projet|dossier) (?:pour |en vue )?(?:d'une |d'|l')adoption",
    SOINS: rf"(?:mon|ma|notre|son|sa) {_RELATIVE}(?![a-z-])[^.?!;]{{0,40}}{_ILL}",
    HANDICAP: r"rqth|(?:ma|mon) (?:reconnaissance de )?(?:travailleur )?handicap|travailleur"
    r" handicapé|je suis (?:\w+ )?handicapé",
    SANS_MOTIF_DE_DROIT: "sans motif|convenances? personnel|pour raisons? personnel",
}
_NOT_MY_CHILD = pattern(
    r"collègue|voisin|amie?s?(?![a-z])|nièce|neveu|soeur|frère|cousin|petite?s?[- ](?:fils|fille"
    r"|enfant)|belle-|beau-|filleul|perdu|(?:de|du) (?:mon|ma) (?:conjoint|compagn|mari|femme"
    r"|ami|chef)"
)
_OF_ANOTHER = pattern(r"(?:collègue|voisin|amie?s?(?![a-z])|cousin|oncle|tante|neveu|nièce)")
_A_BOUND = pattern("(?:plus|moins) d[e']")
_OVER = pattern(
    r"morte?s?(?![a-z])|décéd|décès|guéri|rémission|expir|périmé|en attente|j'attends|attente de"
    r"|(?:demande|dossier|reconnaissance)[^.?!;]{0,25}en cours|déposé|si (?:j'|je |mon |ma )"
    r"|il y a \w+ ans|avait|étai(?:t|s)(?![a-z])|entorse|foulée?"
    r"|ne vit (?:plus|pas)|vit (?:seule?|ailleurs|loin)"
)
PART_TIME = pattern(
    r"temps[ -]partiel|mi[ -]temps|tps partiel|tp(?![a-z])|quotité|[5-9]\d ?%|à (?:50|60|70|80"
    r"|90)(?!\d)"
    r"|4/5|quatre cinquièmes?|motif|jours? (?:par|/) ?semaine|rédui"
)
_ANOTHER_LEAVE = pattern(
    r"maternité|congé mat|paternité|papa|enceinte|accouch|terme prévu|(?:enfant|bébé) attendu"
    r"|congé de naissance|disponibilité|dispo(?![a-z])|durée du congé|combien de semaines"
    r"|présence parentale"
)
_BIRTHDAY_LIMIT = 36
_RAISE = pattern("(?:élever|garder|m'occuper)")
_GROWN_UP = 16 * 12
"""From this age on, in months, a child may be no dependant any more: the ticket must say."""


def child(plain: Plain) -> Iterator[FactRead]:
    """Read the age, in months, of the youngest child named; nothing when one may be another's."""
    found = list(_AGE.finditer(plain.text))
    if any(_not_my_child(plain, match) or match["verb"] == "aura" for match in found):
        return
    ages = [
        (as_months(match), plain.words(*match.span()))
        for match in found
        if not _A_BOUND.search(match[0])
    ]
    if ages:
        age, words = min(ages)
        yield FactRead("age_de_l_enfant", age, words)


def reason(plain: Plain) -> Iterator[FactRead]:
    """Read why part time is wanted; a child under three is reason enough.

    One reason that is denied, past, or somebody else's leaves the reason unknown.
    """
    if _ANOTHER_LEAVE.search(plain.text) and not PART_TIME.search(plain.text):
        return
    found = [
        (name, match)
        for name, written in _REASONS.items()
        for match in pattern(written).finditer(plain.text)
    ]
    doubt = any(_in_doubt(plain, *named) for named in found)
    if doubt or any(_not_my_child(plain, age) for age in _AGE.finditer(plain.text)):
        return
    ages = [as_months(age) for age in _AGE.finditer(plain.text)]
    # One child is to be raised while only another is young enough.
    if len({age < _BIRTHDAY_LIMIT for age in ages}) > 1 and _RAISE.search(plain.text):
        return
    for name, match in found:
        yield FactRead("motif_temps_partiel", name, plain.words(*match.span()))
    for age in child(plain):
        if isinstance(age.value, int) and age.value < _BIRTHDAY_LIMIT:
            yield FactRead("motif_temps_partiel", NAISSANCE, age.words)


def a_grown_up(plain: Plain) -> bool:
    """Tell whether somebody of an age to be no dependant any more is named."""
    return any(as_months(age) >= _GROWN_UP for age in _AGE.finditer(plain.text))


def care_in_doubt(plain: Plain) -> bool:
    """Tell whether whoever is cared for may be well again, dead, away or grown up."""
    return bool(_OVER.search(plain.text)) or a_grown_up(plain)


def _in_doubt(plain: Plain, name: str, match: re.Match[str]) -> bool:
    if name == SANS_MOTIF_DE_DROIT:
        return False
    if denied_around(plain, *match.span()) or _OVER.search(sentence(plain, *match.span())):
        return True
    if name == SOINS:
        return bool(_OF_ANOTHER.search(clause(plain, *match.span()))) or a_grown_up(plain)
    if name == HANDICAP:
        return of_somebody_else(plain, *match.span())
    return _not_my_child(plain, match)


def _not_my_child(plain: Plain, match: re.Match[str]) -> bool:
    around = clause(plain, *match.span())
    return bool(_NOT_MY_CHILD.search(around)) or denied_around(plain, *match.span())
