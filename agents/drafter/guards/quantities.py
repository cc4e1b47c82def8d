"""The quantities of a clause, each with its unit: durations, amounts, shares, dates, rates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from agents.drafter.figures import FIGURE, IN_WORDS, one_form, said

_MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
    "octobre", "novembre", "decembre",
)  # fmt: skip
_UNITS = {
    r"jours?|j": "jour", r"mois": "mois", r"ans?|annees?": "an", r"semaines?": "semaine",
    r"heures?|h": "heure", r"minutes?|min": "minute", r"euros?|€": "euro", r"centimes?": "centime",
    r"%": "%", r"points?": "point", r"trimestres?": "trimestre", r"semestres?": "semestre",
    r"fois": "fois", r"kilometres?|km": "km", r"enfants?": "enfant", r"agents?": "agent",
    r"demi-journees?": "demi-journee",
}  # fmt: skip
_UNIT = re.compile(
    r" ?(?:[a-z]+ )?(?:" + "|".join(f"(?P<u{n}>(?:{u}))" for n, u in enumerate(_UNITS)) + r")(?!\w)"
)
_NAMES = tuple(_UNITS.values())
_PERIODS = {
    r"an|annee|annuel\w*": "an", r"mois|mensuel\w*": "mois", r"semaine|hebdomadaires?": "semaine",
    r"jour|quotidien\w*|journali\w*": "jour", r"heure|horaires?": "heure",
    r"trimestre|trimestriel\w*": "trimestre", r"enfant": "enfant", r"agent": "agent",
}  # fmt: skip
_PARTS = {
    r"moitie|demie?s?": "1/2", r"tiers": "1/3", r"quarts?": "1/4", r"doubles?": "x2",
    r"triples?": "x3", r"pleine?s?|entiere?s?|integral\w*|totalite": "1/1",
}  # fmt: skip
_KINDS_OF_DAY = {
    r"ouvres?": "ouvré", r"ouvrables?": "ouvrable", r"calendaires?": "calendaire",
    r"francs?": "franc",
}  # fmt: skip
_ORDINALS = {
    r"premiere?s?|1(?:er|re|ere)s?": "1er", r"deuxiemes?|2e": "2e",
    r"troisiemes?|3e": "3e", r"quatriemes?|4e": "4e", r"cinquiemes?|5e": "5e",
    r"sixiemes?|6e": "6e",
}  # fmt: skip
_FOUND = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:er)? (?P<month>{'|'.join(_MONTHS)})\b"
    r"|\b(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>\d{4}))?\b"
    rf"|\b(?P<alone>{'|'.join(_MONTHS)})\b"
    rf"|\b(?P<ordinal>{'|'.join(_ORDINALS)})\b"
    rf"|(?P<figure>(?:{FIGURE}))(?!\w*-\d)"
    rf"|\b(?P<words>{IN_WORDS})"
    r"|\b(?:par|chaque|pour une|d'une|dans l'|sur l'|/) ?(?P<per>an|annee|mois|semaine|jour|heure"
    r"|trimestre|enfant|agent)\b"
    r"|\b(?P<rate>annuel\w*|mensuel\w*|hebdomadaires?|quotidien\w*|journali\w*|trimestriel\w*)\b"
    rf"|\b(?P<part>{'|'.join(_PARTS)})\b"
    rf"|(?:(?<=jour )|(?<=jours ))(?P<kind>{'|'.join(_KINDS_OF_DAY)})\b"
)
_ARTICLES = frozenset({"un", "une"})
_YEARS = frozenset(map(str, range(1900, 2101)))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in its one form and its unit; an empty unit is one that no table knows."""

    value: str
    unit: str
    start: int
    end: int

    @property
    def name(self) -> str:
        """What tells it from another quantity."""
        return f"{self.value} {self.unit}".strip()

    def may_stand_for(self, other: Quantity) -> bool:
        """Tell whether one could be written in the place of the other: both count, both date."""
        return self.unit == other.unit or {self.unit, other.unit} <= {"", *_NAMES}

    def agrees_with(self, known: Quantity, units: frozenset[str]) -> bool:
        """Tell whether it says what the evidence says; a unit unnamed is one of its sentence."""
        if self.value != known.value:
            return False
        return self.unit in {known.unit, ""} or (not known.unit and self.unit in units)


def quantities(clause: str) -> list[Quantity]:
    """Find the quantities of a folded clause, in order; 20 à 25 jours are both days."""
    found = [quantity for match in _FOUND.finditer(clause) for quantity in _of(match, clause)]
    for place in range(len(found) - 2, -1, -1):
        one, after = found[place], found[place + 1]
        if not one.unit and after.unit in _NAMES and _joins(clause[one.end : after.start]):
            found[place] = replace(one, unit=after.unit)
    return found


def _joins(between: str) -> bool:
    return re.fullmatch(r" ?(?:a|ou|et|puis|,|-|/)? ?", between) is not None


def _of(match: re.Match[str], clause: str) -> Iterator[Quantity]:
    start, end = match.span()
    if match["day"]:
        yield Quantity(f"{int(match['day'])} {match['month']}", "date", start, end)
    elif match["d"] and 1 <= int(match["m"]) <= len(_MONTHS):
        day = f"{int(match['d'])} {_MONTHS[int(match['m']) - 1]}"
        yield Quantity(day, "date", start, end)
        if match["y"]:
            yield Quantity(match["y"], "year", end, end)
    elif match["alone"]:
        yield Quantity(match["alone"], "month", start, end)
    else:
        yield from _in_words_or_figures(match, clause)


def _in_words_or_figures(match: re.Match[str], clause: str) -> Iterator[Quantity]:
    start, end = match.span()
    if match["ordinal"]:
        yield Quantity(_named(_ORDINALS, match["ordinal"]), "ordinal", start, end)
    elif match["per"] or match["rate"]:
        yield Quantity(_named(_PERIODS, match["per"] or match["rate"]), "per", start, end)
    elif match["part"]:
        yield Quantity(_named(_PARTS, match["part"]), "part", start, end)
    elif match["kind"]:
        yield Quantity(_named(_KINDS_OF_DAY, match["kind"]), "kind", start, end)
    elif match["figure"] or match["words"]:
        yield from _number(match, clause)


def _number(match: re.Match[str], clause: str) -> Iterator[Quantity]:
    start, end = match.span()
    value = one_form(match["figure"]) if match["figure"] else str(said(match["words"]))
    found = _UNIT.match(clause, end)
    unit = _NAMES[found.lastindex - 1] if found and found.lastindex else ""
    if match["words"] in _ARTICLES and not _is_counted(match["words"], unit, found):
        return
    is_year = not unit and value in _YEARS and match["figure"]
    yield Quantity(value, "year" if is_year else unit, start, found.end() if found else end)


def _is_counted(article: str, unit: str, found: re.Match[str] | None) -> bool:
    """Tell un an, une semaine from une année incomplète, un bon mois, un point obscur."""
    said_at_once = found is not None and found[0].count(" ") == 1
    return said_at_once and (article, unit) not in {("une", "an"), ("un", "point")}


def _named(table: dict[str, str], word: str) -> str:
    return next(name for pattern, name in table.items() if re.fullmatch(pattern, word))
