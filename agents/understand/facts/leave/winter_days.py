"""Days of annual leave outside 1 May - 31 October, added up only when nothing is in doubt.

They are counted (4 jours en février) or dated (du lundi 2 au mercredi 4 novembre).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from agents.understand.dates import MONTH, NUMBER, WEEK, as_number, month_number
from agents.understand.doubt import clause_before, doubtful
from statute.days import is_holiday
from statute.facts import FactRead
from statute.french import Plain, pattern

_SPRING = "janvier|février|mars|avril|(?:jour|premier|nouvel) (?:de )?l?'?an"
_AUTUMN = "novembre|décembre|noël"
_WINTER = f"{_SPRING}|{_AUTUMN}|hiver|fêtes"
_EITHER_SIDE = "pâques|printemps|toussaint|carnaval|automne"
_WINTER_DAYS = pattern(
    rf"(?:(?P<n>{NUMBER}) (?:jours?|j|ca)(?: de (?:congés?|ca|repos|vacances))?(?: annuels?)?"
    rf"(?: (?:que j'ai (?:déjà )?)?(?:posés?|pris))?|(?:dont|soit|,) (?P<k>{NUMBER})(?: jours?)?"
    rf"(?: d'entre eux)?|(?P<l>{NUMBER}) (?:l'ont été|d'entre eux(?: l'ont été)?|ont été (?:pris"
    rf"|posés)))(?: (?:par exemple|déjà|seulement))? "
    rf"(?:en|fin|début|à|au|pour|pendant|entre|sur|du)"
    rf"(?: (?:les?|la|fin|début|cours|mois)){{0,2}}(?: (?:de|d'))? ?(?:{_WINTER})"
    rf"(?:(?: et (?:le |la |en )?|-|/)(?:{_WINTER}))?(?![a-z])",
)
_NOT_SUMMER = (
    r"(?:(?:hors|en dehors) (?:de )?(?:la |cette )?(?:période|saison|(?:1er|premier) mai)"
    r"|(?:avant|jusqu'à) (?:le |la )?(?:(?:1er|premier) mai(?![a-z])|mai(?![a-z])|fin (?:d')?avril"
    r"|mois de mai)|avant ou après la période)"
)
_OUTSIDE_DAYS = pattern(
    rf"(?:(?P<n>{NUMBER}) (?:(?:jours?|j|ca)(?![a-z])(?!,? (?:de |d')?(?:rtt|récup|formation))"
    rf"[^.?!;\d]{{0,30}}|(?:congés|vacances)[^.?!;\d]{{0,20}}){_NOT_SUMMER}"
    rf"|j'en (?:ai|compte)(?: (?:pourtant|bien|déjà|pris|posé)){{0,2}} (?P<k>{NUMBER}),?"
    rf"(?: (?:tous|toutes|posés|pris)){{0,3}} {_NOT_SUMMER}"
    rf"|{_NOT_SUMMER}[^.?!;\d]{{0,20}},? (?:j'ai|elle a|il a|j'en ai) (?:eu|pris|posé) "
    rf"(?P<l>{NUMBER})(?= (?:jours?|j|ca|congés)(?![a-z])))"
)
_IF_TAKEN = pattern(
    r"si (?:je |j'|il |elle |on |nous )(?:prend|prenais|prenait|posais|posait|pose|mettais|avais"
    r"|avait|voulais)"
)
_ANY_WINTER = pattern(f"(?:{_WINTER}|{_EITHER_SIDE})(?![a-z])")
_SUMMER = pattern("(?:mai|juin|juillet|août|septembre|octobre)(?![a-z])")
_THE_PERIOD = pattern(r"(?:1er|premier) mai (?:au|et le|-) 31 octobre")
_THE_REST = pattern("reste(?![a-z])|restants?(?![a-z])")
_NOT_WINTER_LEAVE = pattern(
    r"refus|annul|demandée?s?(?![a-z])|voulais|aurais|j'avais (?:prévu|posé)|rtt(?![a-z])"
    r"|congé pat(?![a-z])|paternité|maternité|sans solde|parental|stagiaire"
    r"|(?:l'an|année|an) (?:dernier|dernière|passée?|prochaine?|suivante?)"
    r"|(?:janvier|février|mars|avril|décembre|novembre) (?:dernier|prochain)"
)
_TO_COME = pattern(
    r"(?:poserai|prendrai|vais (?:poser|prendre)|compte (?:poser|prendre)|à (?:prendre|poser))"
)
_IN_SPRING = pattern(f"(?:{_SPRING})(?![a-z])")
_IN_AUTUMN = pattern(f"(?:{_AUTUMN})(?![a-z])")
_WRITTEN_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_BESIDE = 25
_PERIOD_ENDS = 10
_OTHER_DAYS = pattern(
    rf"(?:{NUMBER} )?(?:jours? (?:de )?)?(?:rtt|récup[a-z]*|(?:de |du )?cet)(?![a-z])"
    rf"[^.?!;,]{{0,12}}? (?:en|fin|début|à|au|pour|pendant)(?: (?:fin|début))? (?:{_WINTER}|pâques)"
    rf"(?: ?\((?:{_WINTER})\))?"
)
"""Days that are no annual leave: 3 RTT à Pâques (avril)."""
_SUPPOSED = pattern(r"(?:avec|si|dit|dis(?:ent)?|faut|faudrait|au moins|à partir|dès)(?![a-z])")
_ABOUT_IT = pattern(r"fractionnement|hors (?:de la )?période|jours? (?:de )?(?:plus|bonus)|en plus")
_WEEKDAY = rf"(?:(?:{'|'.join(WEEK)}) )?"
_DATED = pattern(
    rf"(?:du {_WEEKDAY}(?P<a>[0-3]?\d)(?:er)?(?: (?P<am>{MONTH}))? (?:au|-) {_WEEKDAY}"
    rf"(?P<b>[0-3]?\d)(?:er)? (?P<bm>{MONTH})|(?:les? )?(?:{'|'.join(WEEK)}) (?P<c>[0-3]?\d) et"
    rf" (?:{'|'.join(WEEK)}) (?P<d>[0-3]?\d) (?P<dm>{MONTH}))(?![a-z])"
)
_SUMMER_MONTHS = range(5, 11)
_SATURDAY = 5


def days_outside_summer(plain: Plain, received: date) -> Iterator[FactRead]:
    """Add up days taken outside May-October; nothing when one mention is not understood."""
    # Days of RTT or CET, and when they were taken, are blanked: places stay the same.
    plain = replace(plain, text=_OTHER_DAYS.sub(lambda found: " " * len(found[0]), plain.text))
    said = [
        match
        for match in _OUTSIDE_DAYS.finditer(plain.text)
        if not _SUPPOSED.search(clause_before(plain, match.start(), match.start()))
    ]
    dated = list(_DATED.finditer(plain.text)) if _ABOUT_IT.search(plain.text) else []
    if dated and not said:
        yield from _of_the_calendar(plain, received, dated)
        return
    added = said or list(_WINTER_DAYS.finditer(plain.text))
    spans = [match.span() for match in added]
    if not added or (not said and _stray(plain, spans)) or len(said) > 1:
        return
    if _of_several_years(plain, received) or any(doubtful(plain, match) for match in added):
        return
    for start, end in spans:
        around = _THE_PERIOD.sub("", plain.text[max(0, start - _BESIDE) : end + _BESIDE])
        if not said and _SUMMER.search(around) and not _THE_REST.search(around):
            return
    if any(_IF_TAKEN.search(clause_before(plain, *match.span())) for match in added):
        return
    total = sum((as_number(match["n"] or match["k"] or match["l"]) for match in added), Decimal(0))
    yield FactRead("jours_hors_periode", total, plain.words(spans[0][0], spans[-1][1]))


def _stray(plain: Plain, spans: list[tuple[int, int]]) -> bool:
    """Tell whether a month of winter is named outside what was counted."""
    return any(
        not any(start <= match.start() and match.end() <= end for start, end in spans)
        for match in _ANY_WINTER.finditer(plain.text)
    )


def _of_the_calendar(
    plain: Plain, received: date, dated: list[re.Match[str]]
) -> Iterator[FactRead]:
    """Count the working days of dated leave, Monday to Friday, holidays left out."""
    spans = [match.span() for match in dated]
    if _stray(plain, spans) or any(doubtful(plain, match) for match in dated):
        return
    if _NOT_WINTER_LEAVE.search(plain.text):
        return
    total = 0
    for match in dated:
        days = _days_of(match, received)
        if days is None:
            return
        total += sum(
            day.month not in _SUMMER_MONTHS and day.weekday() < _SATURDAY and not is_holiday(day)
            for day in days
        )
    yield FactRead("jours_hors_periode", Decimal(total), plain.words(spans[0][0], spans[-1][1]))


def _days_of(match: re.Match[str], received: date) -> list[date] | None:
    """List the days of one mention, of the year of the ticket; None where they are no days."""
    month = month_number(match["bm"] or match["dm"])
    try:
        if match["c"]:
            return [date(received.year, month, int(match[one])) for one in ("c", "d")]
        begins = month_number(match["am"]) if match["am"] else month
        first = date(received.year, begins, int(match["a"]))
        last = date(received.year, month, int(match["b"]))
    except ValueError:
        return None
    if last < first:
        return None
    return [first + timedelta(days=after) for after in range((last - first).days + 1)]


def _of_several_years(plain: Plain, received: date) -> bool:
    """Tell whether days were not taken, or may belong to two years of leave."""
    text = plain.text
    two_years = len(set(_WRITTEN_YEAR.findall(text))) > 1
    spring, autumn = _IN_SPRING.search(text), _IN_AUTUMN.search(text)
    next_spring = bool(spring and _TO_COME.search(text))
    last_autumn = bool(spring and autumn) and received.month <= _PERIOD_ENDS
    return two_years or next_spring or last_autumn or bool(_NOT_WINTER_LEAVE.search(text))
