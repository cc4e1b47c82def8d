"""When the writer was born: the day, or the year alone."""

import re
from collections.abc import Iterator
from datetime import date

from agents.checker.facts.births import OTHERS
from agents.checker.facts.dates import MONTH, month_number
from agents.checker.facts.reading import in_doubt
from agents.checker.state import FactRead
from statute.facts import FACTS
from statute.plain import Plain, pattern

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
    r"(?:né (?:en |en (?:l'année|l'an) |fin |début )|suis de |année de naissance ?:? |classe )"
    rf"(?:(?:{MONTH}) )?'?(?P<y>(?:19|20)\d\d|[4-9]\d|0\d)(?![\d/h%€])"
    r"(?! ?(?:ans|mois|jours|à|heures|h(?![a-z])))"
)
_NOT_THE_WRITER = pattern(rf"{_CHILD}(?![a-z])|{OTHERS}")
_CENTURY = 100
_YOUNG = 10
"""A year in two figures up to this one is of this century."""


def birth_of_the_writer(plain: Plain) -> Iterator[FactRead]:
    """Read the day, or only the year, the writer was born."""
    for match in _DAY_OF_BIRTH.finditer(plain.text):
        born = _born(match)
        if born and not in_doubt(plain, *match.span(), _NOT_THE_WRITER):
            words = plain.words(*match.span())
            yield FactRead("date_de_naissance", born, words)
            yield FactRead("annee_de_naissance", born.year, words)
    for match in _YEAR_OF_BIRTH.finditer(plain.text):
        year = _full_year(match["y"])
        if _is_of_age(year) and not in_doubt(plain, *match.span(), _NOT_THE_WRITER):
            yield FactRead("annee_de_naissance", year, plain.words(*match.span()))


def _born(match: re.Match[str]) -> date | None:
    month = month_number(match["m"]) if match["m"] else int(match["m2"])
    try:
        born = date(_full_year(match["y"] or match["y2"]), month, int(match["d"] or match["d2"]))
    except ValueError:
        return None
    return born if _is_of_age(born.year) else None


def _full_year(written: str) -> int:
    year = int(written)
    return year if year >= _CENTURY else year + (2000 if year <= _YOUNG else 1900)


def _is_of_age(year: int) -> bool:
    return FACTS["annee_de_naissance"].accepts(year)
