"""The day of the facts: the law applied is the law of that day."""

from datetime import date, timedelta

from agents.checker.facts.career import arrival_of, departure_of
from agents.checker.facts.dates import Mention, mentions
from statute.plain import Plain, pattern

_NOT_THE_FACTS = pattern(
    r"(?:née?s? (?:le |en )?|(?:délibération|décret|loi|circulaire|courrier|mail|message"
    r"|lettre|note|(?:l'|un |cet |mon |votre )arrêté(?!e))[^.?!;]{0,25}"
    r"|(?:titulaire|stagiaire|nommée?|ancienneté)"
    r"(?:(?!arrêt|malad|congé|absen|souffran)[^.?!;,]){0,25}|avant (?:le )?|période du |d'ici"
    r"(?: le| au)? ?|hors [^.?!;]{0,25}|(?:1er mai|au) au )$",
)
_THE_FACTS = pattern(
    r"(?:arrêt|malad|opér|hospital|congé|absen|souffran|temps[ -]partiel|partir d|compter d"
    r"|carence|posé|pris)[^.?!;]{0,45}$",
)
_BEGUN = pattern(r"depuis (?:le |la |début |fin |mi-)*$")
_COMING = pattern(
    r"(?:sera|serai|serons|seront|aura|aurai|aurons|auront|vais|va|allons|vont|prochaine?|prévue?"
    r"|voudrais|souhaite|souhaiterais|envisage|compte|débutera|commencera|finira|partirai"
    r"|accouche|attends|attendons|terme)(?![a-z])[^.?!;]{0,40}$"
)
_PAST = pattern(r"(?:posé|pris|eu|été|était|avais|étais|absente?|arrêtée?|malade)s? [^.?!;]{0,25}$")
_GOES_ON = pattern(
    r"toujours|encore|de nouveau|à nouveau|nouvel arrêt|prolong|actuellement|en ce moment|rechut"
    r"|depuis (?:hier|avant-hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|ce matin"
    r"|la semaine|une semaine|quelques)"
    r"|je suis (?:\w+ ){0,2}(?:en (?:arrêt|cmo|congé (?:de )?maladie)|arrêtée?|malade)(?![a-z])"
)
_OLDEST = timedelta(days=3653)
_FURTHEST = timedelta(days=731)


def days_of_the_facts(plain: Plain, received: date) -> tuple[date, ...]:
    """Give the day of the facts, then the other days they may concern.

    Without any date that fits, the facts are of the day the ticket came.
    """
    ordered = _named_days(plain, received)
    days = [
        day
        for mention in ordered
        for reading in _readings(mention, plain, received)
        for day in (reading.first, reading.last)
    ]
    still_running = any(_BEGUN.search(_before(plain, m)) for m in ordered)
    if still_running or (days and _GOES_ON.search(plain.text)):
        days.append(received)
    return tuple(dict.fromkeys(days)) or (received,)


def words_of_the_day(plain: Plain, received: date) -> str:
    """Give the words that name the day of the facts; none when it is the day the ticket came."""
    return next((plain.words(m.start, m.end) for m in _named_days(plain, received)), "")


def _named_days(plain: Plain, received: date) -> list[Mention]:
    """Find the days that may be those of the facts, the likeliest first."""
    career = {m.start for m in (arrival_of(plain, received), departure_of(plain, received)) if m}
    named = [
        m
        for m in mentions(plain, received)
        if m.start not in career and _may_be_the_facts(m, plain, received)
    ]
    likely = [m for m in named if _THE_FACTS.search(_before(plain, m))]
    return [*likely, *(m for m in named if m not in likely)]


def _readings(mention: Mention, plain: Plain, received: date) -> tuple[Mention, ...]:
    """Give the readings of a day without year, the likelier first; one where words settle it."""
    past, before = mention.last_before(received), _before(plain, mention)
    if _BEGUN.search(before):
        return (past,)
    if mention.settled or (_COMING.search(before) and mention.last >= received):
        return (mention,)
    return (past, mention) if _PAST.search(before) else (mention, past)


def _may_be_the_facts(mention: Mention, plain: Plain, received: date) -> bool:
    return (
        received - _OLDEST <= mention.first <= received + _FURTHEST
        and not _NOT_THE_FACTS.search(_before(plain, mention))
    )


def _before(plain: Plain, mention: Mention) -> str:
    return plain.text[max(0, mention.start - 70) : mention.start]
