"""What the ticket says of working days, sickness and the part-time quota."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from agents.checker.facts.clause import doubtful, sentence
from agents.checker.facts.dates import mentions, months_between
from agents.checker.facts.numbers import NUMBER, as_number
from agents.checker.state import FactRead
from statute.plain import Plain, pattern

_WEEK = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_WEEKDAY = "|".join(_WEEK)
_AT_WORK = (
    "(?:travail|bosse|service|planning|temps (?:plein|complet|partiel)|mi[ -]temps"
    "|je (?:viens|fais))"
)
_DAYS_A_WEEK = pattern(
    rf"{_AT_WORK}[^.?!;]{{0,30}}?(?P<n>{NUMBER}) jours? (?:(?:par|/|à la) ?sem|sur (?:5|cinq))"
    rf"|(?P<n2>{NUMBER}) jours? (?:de travail|travaillés?) (?:par|/) ?sem",
)
_UNEVEN_WEEKS = pattern(
    r"sur deux|deux semaines|autre semaine|semaines? (?:paire|impaire)|altern|télétravail"
)
_HALF_DAYS = pattern(r"matin|après[- ]midi|midi(?![a-z])|demi|[,.]5 jours?")
_DAYS_FROM_TO = pattern(
    rf"{_AT_WORK}[^.?!;]{{0,30}}?du (?P<first>{_WEEKDAY}) au (?P<last>{_WEEKDAY})"
)
_FEWEST_DAYS = 2
_BESIDE = 25

_SICK = "(?:arrêt|maladie|cmo|congé de maladie)"
_LENGTH = rf"(?P<n>{NUMBER}) (?P<unit>mois|ans?)(?![a-z])"
_SICK_MONTHS = (
    pattern(rf"{_SICK}[^.?!;,]{{0,25}} depuis (?:plus (?:de |d'))?{_LENGTH}"),
    pattern(rf"arrêtée? depuis (?:plus (?:de |d'))?{_LENGTH}"),
    pattern(rf"(?:déjà|après|au bout de|cumule|j'ai eu) {_LENGTH} (?:d'|de |en )?{_SICK}"),
)
_SICK_TIME = pattern(rf"{_LENGTH} (?:d'|de |en ){_SICK}")
_SICK_MONTH_BEGUN = pattern(rf"(?P<n>\d\d?)(?:e|ème|ième) mois (?:d'|de |en )(?:congé )?{_SICK}")
_SICK_SINCE = pattern(rf"(?:{_SICK}|arrêtée?)[^.?!;]{{0,25}} depuis (?:le |la |début |fin |mi-)*$")
_ANOTHER_YEAR = pattern(
    r"(?:en |l'année )?20\d\d(?!\d)|l'an (?:dernier|passé)|(?:l'|d')?année (?:dernière|passée)"
    "|jadis|autrefois"
)
_WHOLE_RIGHT = 12
"""Months of paid sick leave in twelve: from there on, nothing can be said by rule."""

_QUOTA = "(?P<n>50|60|70|80|90)"
_OF_PAY = r"(?! ?%? (?:de |du )(?:mon |ma |la |son |ses )?(?:salaire|traitement|paie|rémun|plein))"
_QUOTAS = (
    pattern(rf"(?:à|au|un|en|le|du|quotité(?: de)?|partiel(?: de)?) {_QUOTA} ?%{_OF_PAY}"),
    pattern(rf"(?:suis|passer|travaille|sont|partiel) (?:déjà )?à {_QUOTA}(?=[ ,.?!]|$){_OF_PAY}"),
)
_PAID_AT = pattern(
    r"(?:payée?s?|rémunérée?s?|touche|maintien|salaire|traitement|versée?s?)"
    r"(?:(?!passe|suis|si |temps|partiel|travail|demand)[^.?!]){0,12}$"
)
_HALF_TIME = pattern("mi[ -]temps(?! thérap)")
_FOUR_FIFTHS = pattern("quatre cinquièmes?|4/5")


def days_a_week(plain: Plain) -> Iterator[FactRead]:
    """Read how many days a week are worked; telework counts other days, weeks may differ."""
    if _UNEVEN_WEEKS.search(plain.text):
        return
    counted = [(m, as_number(m["n"] or m["n2"])) for m in _DAYS_A_WEEK.finditer(plain.text)]
    named = [(m, _days_from_to(m)) for m in _DAYS_FROM_TO.finditer(plain.text)]
    found = [(match, days) for match, days in (*counted, *named) if days >= _FEWEST_DAYS]
    if any(doubtful(plain, match) for match, _ in found):
        return
    if any(_HALF_DAYS.search(plain.text, m.end(), m.end() + _BESIDE) for m, _ in found):
        return
    for match, days in found:
        yield FactRead("jours_par_semaine", days, plain.words(*match.span()))


def _days_from_to(match: re.Match[str]) -> Decimal:
    return Decimal(_WEEK.index(match["last"]) - _WEEK.index(match["first"]) + 1)


def months_of_sick_leave(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read whole months of sick leave already behind; the fourth begun makes three.

    Readings that disagree are left to silence once one of them reaches the whole right.
    """
    found = [*_months_said(plain), *_months_since(plain, received)]
    longest = max(found, key=lambda fact: int(str(fact.value)), default=None)
    if longest and int(str(longest.value)) >= _WHOLE_RIGHT:
        yield longest
    elif not any(_in_doubt(plain, match) for match in _sick_matches(plain)):
        yield from found


def _sick_matches(plain: Plain) -> Iterator[re.Match[str]]:
    for written in (*_SICK_MONTHS, _SICK_MONTH_BEGUN):
        yield from written.finditer(plain.text)


def _in_doubt(plain: Plain, match: re.Match[str]) -> bool:
    other_year = _ANOTHER_YEAR.search(sentence(plain, *match.span()))
    return bool(other_year) or doubtful(plain, match)


def _months_said(plain: Plain) -> Iterator[FactRead]:
    for written in (*_SICK_MONTHS, _SICK_TIME):
        for match in written.finditer(plain.text):
            months = int(as_number(match["n"]) * (1 if match["unit"] == "mois" else 12))
            whole = written is not _SICK_TIME or months >= _WHOLE_RIGHT
            if whole and not _in_doubt(plain, match):
                yield FactRead("mois_de_cmo", months, plain.words(*match.span()))
    for match in _SICK_MONTH_BEGUN.finditer(plain.text):
        if not _in_doubt(plain, match):
            yield FactRead("mois_de_cmo", max(0, int(match["n"]) - 1), plain.words(*match.span()))


def _months_since(plain: Plain, received: date) -> Iterator[FactRead]:
    """Count from a first day only what uses up the right: between, work may have been resumed."""
    for mention in mentions(plain, received):
        before = plain.text[max(0, mention.start - 60) : mention.start]
        months = months_between(mention.last_before(received).last, received)
        if months >= _WHOLE_RIGHT and _SICK_SINCE.search(before):
            yield FactRead("mois_de_cmo", months, plain.words(mention.start, mention.end))


def quota(plain: Plain) -> Iterator[FactRead]:
    """Read the part-time quota; a share of pay is none."""
    for written in _QUOTAS:
        for match in written.finditer(plain.text):
            if not _PAID_AT.search(plain.text[max(0, match.start() - 40) : match.start()]):
                yield FactRead("quotite", int(match["n"]), plain.words(*match.span()))
    for written, percent in ((_HALF_TIME, 50), (_FOUR_FIFTHS, 80)):
        for match in written.finditer(plain.text):
            yield FactRead("quotite", percent, plain.words(*match.span()))
