"""Hours of work a week; a longer week earns RTT days."""

import re
from collections.abc import Iterator
from decimal import Decimal

from agents.checker.facts.numbers import NUMBER
from agents.checker.facts.reading import Reading, count, read_table
from agents.checker.state import FactRead
from statute.facts import FactValue
from statute.plain import Plain, pattern

_HOURS = rf"(?P<n>{NUMBER}) ?(?:h|heures?)(?![a-z])(?: ?(?P<min>[0-5]\d)(?!\d))?(?: ?(?:min|mn))?"
_WEEKLY = (
    r"(?: (?:de travail|travaillées|de service))? ?(?:(?:/|par|à la|la|chaque) ?sem(?:aine)?"
    r"|hebdo(?:madaires?)?|semaine)(?![a-z])"
)
_NO_WEEK = pattern(
    "cumul|cours|accessoire|heures? sup|suplémentaires?|complémentaires?|formation|bénévol|privée?"
    "|en plus|passer|passage|augment|rédui|diminu|au lieu|télétravail|syndic|décharge|allait"
    "|maximum|plafond|limite|légal|ou (?:bien )?(?:à )?\\d|une semaine sur|autre semaine|repos"
    "|étude|modul|en moyenne|astreinte|avant|nouve(?:au|lle)|(?:fait|faire|propose|veulent)"
)


_OTHER_HOURS = pattern(r"\d\d? ?(?:h|heures)(?![a-z])")
_BESIDE = 60


def _around(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - _BESIDE) : match.start()]
    return f"{before} {match.string[match.end() : match.end() + _BESIDE]}"


def _hours(match: re.Match[str]) -> FactValue | None:
    hours = count(match)
    if not isinstance(hours, Decimal):
        return None
    if _OTHER_HOURS.search(_around(match)):
        return None
    minutes = match["min"]
    return hours + (Decimal(int(minutes)) / 60).quantize(Decimal("0.01")) if minutes else hours


_WEEK = tuple(
    Reading("heures_par_semaine", pattern(written), _hours, needs, beside=_NO_WEEK)
    for written, needs in (
        (rf"{_HOURS}{_WEEKLY}", ("sem", "hebdo")),
        (rf"{_HOURS} ?/ ?35(?: ?h|e|eme|ieme)?(?![\d%a-z])", ("35",)),
        (
            r"(?P<n>\d\d?(?:[.,]\d{1,2})?)(?P<min>(?!))? ?/ ?35 ?(?:h|e|eme|ieme)(?![a-z\d])",
            ("35",),
        ),
        (
            (
                r"(?:temps non complet|tnc|temps incomplet|non complet)"
                r"(?: (?:à|de|:|d'une durée de))?"
                rf" ?[(:]? ?{_HOURS}(?! ?/)"
            ),
            ("complet", "incomplet", "tnc"),
        ),
        (
            (
                r"(?:temps non complet|tnc|non complet)(?: (?:à|de))? ?[(:]? ?"
                r"(?P<n>\d\d?(?:[.,]\d{1,2})?)(?P<min>(?!))? ?/ ?35(?![\d%])"
            ),
            ("complet", "tnc"),
        ),
    )
)
_CYCLE = Reading(
    "heures_par_semaine",
    pattern(r"(?P<n>3[5-9]) ?(?:h|heures)(?![a-z])(?: ?(?P<min>[0-5]\d)(?!\d))?(?! ?[-/à] ?\d)"),
    _hours,
    ("rt",),
    beside=pattern(f"{_NO_WEEK.pattern}|sup(?![a-z])|week[- ]?end|total|compteur"),
)
_RTT = pattern(r"a?rtt(?![a-z])|cycle")


def hours_a_week(plain: Plain) -> Iterator[FactRead]:
    """Read the hours; a bare "37h30" only where RTT days or a cycle are spoken of."""
    yield from read_table(_WEEK, plain)
    if _RTT.search(plain.text):
        yield from read_table((_CYCLE,), plain)
