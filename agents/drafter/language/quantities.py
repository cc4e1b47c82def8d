"""Numbers of French letters in one form, and the quantities of a clause, each with its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cases.folding import fold

FIGURE = r"\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?![\d])(?:,\d+)?|\d+(?:[.,]\d+)?"
_FIGURE = re.compile(FIGURE)
_SMALL = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6,
    "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13,
    "quatorze": 14, "quinze": 15, "seize": 16, "trente": 30, "quarante": 40, "cinquante": 50,
    "soixante": 60, "septante": 70, "octante": 80, "huitante": 80, "nonante": 90,
}  # fmt: skip
_TIMES = {"vingt": 20, "vingts": 20, "cent": 100, "cents": 100, "mille": 1000}
_NUMBER_WORD = "|".join(sorted({*_SMALL, *_TIMES}, key=len, reverse=True))
IN_WORDS = rf"(?:{_NUMBER_WORD})\b(?:(?:-et-| et )(?:une?|onze)\b|[- ](?:{_NUMBER_WORD})\b)*"
"""A number in words, in a folded text; `un` alone is also an article."""
_IN_WORDS = re.compile(rf"\b{IN_WORDS}")
_INDEFINITE = frozenset({"un", "une"})
_VAGUE = re.compile(
    r"\b(?:neant|(?:diz|douz|quinz|vingt|trent|quarant|cinquant|soixant|cent)aines?|milliers?"
    r"|millions?|milliards?)\b"
)
_ROMAN = re.compile(
    r"\b(?=[ivxlcdm]{2,}\b)(?=\w*[ivx])"
    r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?<=\w)\b"
)
_NO_ROMAN = frozenset({"cdi", "ci", "cv", "di", "dix", "li", "mi", "mix"})
"""Words and short names that could be read as Roman numbers."""
_GLUED = re.compile(
    r"\b(?!\d+(?:e|er|ers|re|res|ere|ère|eme|ème|nd|nde|h|h\d\d|min|j|jours?|mois|ans?|km)\b)"
    r"(?![LRDA]\d+\b)(?=[^\W\d]*\d)(?=\d*[^\W\d])\w+"
)
"""Digits and letters in one word: 20O, l20; neither 1er, 10h nor an article, L621."""
_FOUR = 4
_MOST = 10**12
"""No letter says more; cent cent cent… would be a number too long to write."""
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
    r"|\b(?P<fraction>1/[2-9]|2/3|3/4)(?= (?:mois|ans?|annees?|semaines?|jours?|heures?)\b)"
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
_YEARS = frozenset(map(str, range(1900, 2101)))
_JOINS = re.compile(r" ?(?:a|ou|et|puis|,|-|/)? ?")


def figures(text: str) -> set[str]:
    """Collect the numbers written in figures: 1 607, 1607 and 1.607 are one, 12,50 is 12,5."""
    return {normal_figure(found) for found in _FIGURE.findall(text)}


def figures_in_words(text: str) -> set[str]:
    """Collect the numbers written in words, from two on: `un` is also an article."""
    plain = fold(text).replace("pour cent", "%")
    found = (words for words in _IN_WORDS.findall(plain) if words not in _INDEFINITE)
    return {str(number_in_words(words)) for words in found}


def vague_numbers(text: str) -> set[str]:
    """Collect the numbers that nothing counts: une trentaine, néant, XIV, 20O, ½."""
    plain = fold(text)
    romans = {found[0] for found in _ROMAN.finditer(plain)} - _NO_ROMAN
    signs = {sign for sign in text if sign.isnumeric() and not sign.isascii()}
    return {*_VAGUE.findall(plain), *romans, *_GLUED.findall(text), *signs}


def numbers(text: str) -> set[str]:
    """Collect every number that a text says: in figures, in words, vague."""
    return figures(text) | figures_in_words(text) | vague_numbers(text)


def number_in_words(words: str) -> int:
    """Compute a number written in words: quatre-vingt-dix-sept, deux mille trois cents."""
    thousands = current = 0
    for word in re.split(r"-et-|-| et | ", words):
        if word == "mille":
            thousands, current = (current or 1) * 1000, 0
        elif word.startswith("cent"):
            current = (current or 1) * 100
        elif word.startswith("vingt"):
            current += 76 if current % 100 == _FOUR else 20
        else:
            current += _SMALL[word]
        current = min(current, _MOST)
    return thousands + current


def normal_figure(found: str) -> str:
    """Bring a number in figures to one form: 1 607, 12,5."""
    grouped = re.fullmatch(r"(\d{1,3}(?:[ \u00a0\u202f.]\d{3})+)(,\d+)?", found)
    if grouped:
        found = re.sub(r"[ \u00a0\u202f.]", "", grouped[1]) + (grouped[2] or "")
    whole, _, part = found.replace(".", ",").partition(",")
    part = part.rstrip("0")
    bare = whole.lstrip("0") or "0"
    return f"{bare},{part}" if part else bare


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in its normal form and its unit; an empty unit is one that no table knows."""

    value: str
    unit: str
    start: int
    end: int

    @property
    def name(self) -> str:
        """What tells it from another quantity."""
        return f"{self.value} {self.unit}".strip()

    def is_comparable_with(self, other: Quantity) -> bool:
        """Tell whether one could be written in the place of the other: both count, both date."""
        return self.unit == other.unit or {self.unit, other.unit} <= {"", *_NAMES}

    def agrees_with(self, known: Quantity, units: frozenset[str]) -> bool:
        """Tell whether it says what the evidence says; a unit unnamed is one of its sentence."""
        if self.value != known.value:
            return False
        return self.unit in {known.unit, ""} or (not known.unit and self.unit in units)


def quantities(clause: str) -> list[Quantity]:
    """Find the quantities of a folded clause, in order; 20 à 25 jours are both days."""
    found = [quantity for match in _FOUND.finditer(clause) for quantity in _read(match, clause)]
    for place in range(len(found) - 2, -1, -1):
        one, after = found[place], found[place + 1]
        between = clause[one.end : after.start]
        if not one.unit and after.unit in _NAMES and _JOINS.fullmatch(between):
            found[place] = replace(one, unit=after.unit)
    return found


def _read(match: re.Match[str], clause: str) -> Iterator[Quantity]:
    """Read one match of `_FOUND`: a day and its year are two quantities."""
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
    elif match["ordinal"]:
        yield Quantity(_name_in(_ORDINALS, match["ordinal"]), "ordinal", start, end)
    elif match["per"] or match["rate"]:
        yield Quantity(_name_in(_PERIODS, match["per"] or match["rate"]), "per", start, end)
    elif match["part"]:
        yield Quantity(_name_in(_PARTS, match["part"]), "part", start, end)
    elif match["kind"]:
        yield Quantity(_name_in(_KINDS_OF_DAY, match["kind"]), "kind", start, end)
    elif match["figure"] or match["words"] or match["fraction"]:
        yield from _read_number(match, clause)


def _read_number(match: re.Match[str], clause: str) -> Iterator[Quantity]:
    """Read a number with the unit after it; `un` and `une` count only where they clearly do."""
    start, end = match.span()
    figure, words = match["figure"], match["words"]
    value = match["fraction"] or (normal_figure(figure) if figure else str(number_in_words(words)))
    found = _UNIT.match(clause, end)
    unit = _NAMES[found.lastindex - 1] if found and found.lastindex else ""
    if words in _INDEFINITE:
        # Un an, une semaine; not une année incomplète, un bon mois, un point obscur.
        follows = found is not None and found[0].count(" ") == 1
        if not follows or (words, unit) in {("une", "an"), ("un", "point")}:
            return
    is_year = not unit and value in _YEARS and figure
    yield Quantity(value, "year" if is_year else unit, start, found.end() if found else end)


def _name_in(table: dict[str, str], word: str) -> str:
    return next(name for pattern, name in table.items() if re.fullmatch(pattern, word))
