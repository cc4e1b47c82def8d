"""Whether the words around a day without year put it in the past, ahead, or in a named year."""

import re
from enum import StrEnum

from statute.french import MONTHS
from statute.plain import pattern


class When(StrEnum):
    """Where words put a day; the years count from the one the ticket came in."""

    PAST = "past"
    COMING = "coming"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    NEXT_YEAR = "next_year"


YEARS = {When.LAST_YEAR: -1, When.THIS_YEAR: 0, When.NEXT_YEAR: 1}

_DONE = (
    "posé|pris|eu|fait|reçu|commencé|démarré|débuté|fini|terminé|quitté|accouché|repris|travaillé"
    "|effectué|utilisé|perdu|subi|passé|arrêté|embauché|recruté|nommé|touché|été"
)
_GONE = "rentré|revenu|arrivé|parti|entré|venu|tombé|né|décédé|passé"
_ADVERB = "(?: (?:déjà|bien|pas|toujours|donc|tout|aussi|enfin|encore))*"
_WISHES = (
    "(?:voudrais|voudrait|voudrions|souhaite|souhaiterais|souhaitons|aimerais|envisage|prévois"
    "|compte|pense|espère)"
    r"(?: [a-z']{1,6})? (?:partir|prendre|poser|passer|reprendre|m?'?arrêter|commencer|débuter"
    "|quitter|rejoindre|travailler|démissionner|revenir|réduire|déménager|accoucher)"
)
_CUES = pattern(
    rf"(?P<past>(?:ai|as|a|avons|avez|ont|avais|avait|avions|aviez|avaient){_ADVERB} (?:{_DONE})"
    rf"(?:es?|s)?(?![a-z])|(?:suis|est|sommes|êtes|sont|étais|était|étions|étaient){_ADVERB} "
    rf"(?:{_GONE})(?:es?|s)?(?![a-z])|(?:j'|je |il |elle |on |nous |c'|ils |elles )"
    "(?:étais|était|étions|étaient|avais|avait|avions|avaient|travaillais|travaillait)(?![a-z])"
    r"|dernier(?:e|s|es)?(?![a-z])(?! (?:jours?|délai|moment|contrat|mois)(?![a-z])))"
    r"|(?P<next_year>(?:l'an|l'année|année) prochaine?)"
    r"|(?P<coming>prochaine?s?(?![a-z])|(?:vais|va|allons|allez|vont) (?:[a-z']{1,4} )?"
    r"[a-z']+(?:er|ir|re)(?![a-z])"
    r"|(?!environs|opera|camera|patrons|barons)[a-z]+(?:erai|irai|drai|erons|irons|drons|eront"
    r"|iront|dront|era|ira|dra)(?![a-z])|aurai|aura|aurons|auront|serai|sera|serons|seront"
    rf"|prévue?s?|attendue?s?|attends|attendons|{_WISHES})"
    r"|(?P<this_year>cette année(?! (?:scolaire|universitaire)))"
)
_LAST_YEAR = pattern("l'an (?:dernier|passé)|(?:l')?année (?:dernière|passée|précédente)")
_SINCE = pattern(
    r"(?:depuis|née?s?|décédée?s?)(?: (?:le|la|en|au|début|fin|mois de))*[ -](?:mi-)?$"
)
_OPEN = pattern(
    r"(?:jusqu'(?:au|à|en)|à partir (?:du|de)|à compter (?:du|de)|avant|d'ici|pour|dès|finit"
    r"|termine|prend fin|expire|s'achève|échéance|reprends?|reprise|retour)"
    r"(?: (?:le|la|fin|début|au|en|mois de))*[ -]?(?:mi-)?$"
)
"""What these open may be ahead, though it was decided in the past."""
_MONTH = pattern(f"(?:{'|'.join(MONTHS)})(?![a-z])")
_SENTENCE = re.compile(r"[.?!;\n]")
_CLAUSE = re.compile(r"[,:]")
_FURTHEST = 140
_LISTED = 25
"""Days named no further apart are told by the same words: du 2 mars au 13 avril."""
_SHORTEST = 12
"""A clause so short only names the day: En février, j'ai posé."""


def told_by(text: str, start: int, end: int) -> When | None:
    """Say where words put the day between two places of simplified text; None when none does.

    The nearest words of its clause say it; else those that open the sentence, if they tell a past
    or say `prochain`, for a wish may be for something else.
    """
    before = _SENTENCE.split(text[max(0, start - _FURTHEST) : start])[-1]
    after = _SENTENCE.split(text[end : end + _FURTHEST])[0]
    if _SINCE.search(before):
        return When.PAST
    before = _since_another_day(before)
    clause = _CLAUSE.split(before)[-1]
    told = _last(clause) or _right_after(after)
    if told is None and len(clause.strip()) <= _SHORTEST and clause == before:
        told = _first(after)
    if told is None:
        told = _of_the_sentence(before)
    looks_back = told in {When.PAST, When.THIS_YEAR, When.LAST_YEAR}
    return None if looks_back and _OPEN.search(before) else told


def _since_another_day(before: str) -> str:
    """Leave out what tells another day, unless both are listed together."""
    named = [match.end() for match in _MONTH.finditer(before)]
    return before[named[-1] :] if named and len(before) - named[-1] > _LISTED else before


def _right_after(after: str) -> When | None:
    """Read what qualifies the day itself: en mars dernier, en mars de cette année."""
    words = after.removeprefix(" ").removeprefix("de ")
    match = _LAST_YEAR.match(words) or _CUES.match(words)
    return _named(match) if match and after.startswith(" ") else None


def _of_the_sentence(before: str) -> When | None:
    told = _last(before)
    said_to_come = "prochain" in before
    return told if told is not When.COMING or said_to_come else None


def _last(words: str) -> When | None:
    found = list(_CUES.finditer(words))
    return _named(found[-1]) if found else None


def _first(words: str) -> When | None:
    found = _CUES.search(words)
    return _named(found) if found else None


def _named(match: re.Match[str]) -> When:
    if _LAST_YEAR.search(match.string[max(0, match.start() - 12) : match.end()]):
        return When.LAST_YEAR
    return When(match.lastgroup or When.PAST)
