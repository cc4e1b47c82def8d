"""Where the words around a day put it: past, coming, this year, the last, the next."""

import re
from enum import StrEnum

from statute.french import MONTHS, pattern


class Tense(StrEnum):
    """Where words put a day; the years count from the one the ticket came in."""

    PAST = "past"
    COMING = "coming"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    NEXT_YEAR = "next_year"


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


AT_THE_DAY = (
    r",?(?: ?(?:le|au|du|de|d'|:|est|en date du|à la date du|à compter d[ue']|à partir d[ue']"
    r"|dès(?: le)?|pour(?: le)?|effet|prévue? le|fixée? au|datée? du|ce|depuis(?: le)?)){0,3} ?"
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?$"
)
"""A pattern for what may stand between a verb and the day it tells."""


def tense_of(text: str, start: int, end: int) -> Tense | None:
    """Say where words put the day between two places of simplified text; None when none does.

    The nearest words of its clause say it; else those that open the sentence, if they tell a past
    or say `prochain`, for a wish may be for something else.
    """
    before = _SENTENCE.split(text[max(0, start - _FURTHEST) : start])[-1]
    after = _SENTENCE.split(text[end : end + _FURTHEST])[0]
    if _SINCE.search(before):
        return Tense.PAST
    # What tells another day is left out, unless both are listed together.
    named = [match.end() for match in _MONTH.finditer(before)]
    if named and len(before) - named[-1] > _LISTED:
        before = before[named[-1] :]
    clause = _CLAUSE.split(before)[-1]
    # What qualifies the day itself: en mars dernier, en mars de cette année.
    words = after.removeprefix(" ").removeprefix("de ")
    own = _LAST_YEAR.match(words) or _CUES.match(words) if after.startswith(" ") else None
    tense = _last(clause) or (_named(own) if own else None)
    if tense is None and len(clause.strip()) <= _SHORTEST and clause == before:
        first = _CUES.search(after)
        tense = _named(first) if first else None
    if tense is None:
        tense = _last(before)
        if tense is Tense.COMING and "prochain" not in before:
            tense = None
    looks_back = tense in {Tense.PAST, Tense.THIS_YEAR, Tense.LAST_YEAR}
    return None if looks_back and _OPEN.search(before) else tense


def _last(words: str) -> Tense | None:
    found = list(_CUES.finditer(words))
    return _named(found[-1]) if found else None


def _named(match: re.Match[str]) -> Tense:
    if _LAST_YEAR.search(match.string[max(0, match.start() - 12) : match.end()]):
        return Tense.LAST_YEAR
    return Tense(match.lastgroup or Tense.PAST)


_SEASON = pattern(
    "(?P<season>printemps|été|automne|hiver|rentrée) "
    "(?P<which>prochaine?|qui vient|dernière?|passée?)(?![a-z])"
)
_MONTHS_OF = {
    "printemps": range(3, 7), "ete": range(6, 10), "automne": range(9, 13),
    "hiver": (12, 1, 2, 3), "rentre": (8, 9),
}  # fmt: skip
_SEASON_LASTS = 400
"""Characters over which a season that was named says the year of its months."""
_WEEKDAY = re.compile(r"(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) $")


def season_tense(text: str, start: int, month: int) -> Tense | None:
    """Say where the season named near a month of it puts it: l'été prochain, du 1er juillet."""
    low, high = max(0, start - _SEASON_LASTS), start + _LISTED
    for season in reversed(list(_SEASON.finditer(text, low, high))):
        if month in _MONTHS_OF[season["season"]]:
            before = season["which"].startswith(("dern", "pas"))
            return Tense.PAST if before else Tense.COMING
    return None


def weekday_before(text: str, start: int) -> str:
    """Give the weekday written just before a day (lundi 9 novembre), else nothing."""
    named = _WEEKDAY.search(text, max(0, start - 10), start)
    return named[1] if named else ""


def sentence_ends(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence ends between two places."""
    return _SENTENCE.search(text, start, end) is not None
