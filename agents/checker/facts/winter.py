"""Days of leave taken outside 1 May - 31 October: added up only when nothing is in doubt."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from agents.checker.facts.clause import doubtful
from agents.checker.facts.numbers import NUMBER, as_number
from agents.checker.state import FactRead
from statute.plain import Plain, pattern

_SPRING = "janvier|février|mars|avril|(?:jour|premier|nouvel) (?:de )?l?'?an"
_AUTUMN = "novembre|décembre|noël"
_WINTER = f"{_SPRING}|{_AUTUMN}|hiver|fêtes"
_EITHER_SIDE = "pâques|printemps|toussaint|carnaval|automne"
_WINTER_DAYS = pattern(
    rf"(?P<n>{NUMBER}) (?:jours?|j|ca)(?: de (?:congés?|ca))?(?: (?:posés?|pris))? "
    rf"(?:en|fin|début|à|au|pour|pendant|entre|sur)(?: (?:les?|la|fin|début))? (?:{_WINTER})"
    rf"(?: et (?:le |la )?(?:{_WINTER}))?",
)
_OUTSIDE_DAYS = pattern(rf"(?P<n>{NUMBER}) (?:jours?|j|ca)[^.?!;]{{0,30}}hors (?:de la )?période")
_ANY_WINTER = pattern(f"(?:{_WINTER}|{_EITHER_SIDE})(?![a-z])")
_SUMMER = pattern("(?:mai|juin|juillet|août|septembre|octobre)(?![a-z])")
_THE_PERIOD = pattern(r"(?:1er|premier) mai (?:au|et le|-) 31 octobre")
_THE_REST = pattern("reste(?![a-z])|restants?(?![a-z])")
_NOT_TAKEN = pattern(
    r"refus|annul|demandée?s?(?![a-z])|voulais|aurais|j'avais (?:prévu|posé)|rtt(?![a-z])"
    r"|(?:l'an|année|an) (?:dernier|dernière|passée?|prochaine?|suivante?)"
    r"|(?:janvier|février|mars|avril|décembre|novembre) (?:dernier|prochain)"
)
_TO_COME = pattern(
    r"(?:poserai|prendrai|vais (?:poser|prendre)|compte (?:poser|prendre)|à (?:prendre|poser))"
)
_IN_SPRING = pattern(f"(?:{_SPRING})(?![a-z])")
_IN_AUTUMN = pattern(f"(?:{_AUTUMN})(?![a-z])")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_BESIDE = 25
_PERIOD_ENDS = 10


def days_outside_summer(plain: Plain, received: date) -> Iterator[FactRead]:
    """Add up days taken outside May-October; nothing when one mention is not understood."""
    said = list(_OUTSIDE_DAYS.finditer(plain.text))
    added = said or list(_WINTER_DAYS.finditer(plain.text))
    spans = [match.span() for match in added]
    stray = any(not _within(m, spans) for m in _ANY_WINTER.finditer(plain.text))
    if not added or (not said and stray) or len(said) > 1:
        return
    if _of_several_years(plain, received) or any(doubtful(plain, match) for match in added):
        return
    if not said and any(_summer_beside(plain, *span) for span in spans):
        return
    total = sum((as_number(match["n"]) for match in added), Decimal(0))
    yield FactRead("jours_hors_periode", total, plain.words(spans[0][0], spans[-1][1]))


def _of_several_years(plain: Plain, received: date) -> bool:
    """Tell whether days were not taken, or may belong to two years of leave."""
    text = plain.text
    two_years = len(set(_YEAR.findall(text))) > 1
    spring, autumn = _IN_SPRING.search(text), _IN_AUTUMN.search(text)
    next_spring = bool(spring and _TO_COME.search(text))
    last_autumn = bool(spring and autumn) and received.month <= _PERIOD_ENDS
    return two_years or next_spring or last_autumn or bool(_NOT_TAKEN.search(text))


def _summer_beside(plain: Plain, start: int, end: int) -> bool:
    around = plain.text[max(0, start - _BESIDE) : end + _BESIDE]
    around = _THE_PERIOD.sub("", around)
    return bool(_SUMMER.search(around)) and not _THE_REST.search(around)


def _within(match: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    return any(start <= match.start() and match.end() <= end for start, end in spans)
