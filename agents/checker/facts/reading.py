"""Tables of readings: a fact, how it is written, its value; and what makes one doubtful."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from agents.checker.facts.clause import (
    clause,
    clause_before,
    denied,
    is_somebodys,
    of_somebody_else,
    sentence,
)
from agents.checker.facts.dates import Mention, mentions, near_days
from agents.checker.facts.numbers import as_number
from agents.checker.state import FactRead
from statute.facts import FACTS, FactValue
from statute.plain import Plain, pattern

MOST = 50
"""Matches tried of one reading: a text with more is a table or a trap."""

_SUPPOSED = pattern(
    r"(?<!savoir )(?<!demande )(?<!dire )(?<!vérifier )(?<!confirmer )(?<!sais pas )"
    r"(?:si|quand) (?:j'|je |jamais|il |elle |on |nous |l'agent|une? agent|mon |ma |tu |vous )"
    r"|imagin|suppos|admettons|mettons(?! fin)|au cas où|par exemple|mêmes? (?:si|cas)"
    r"|(?:j'|je |il |elle |on |nous |c')?"
    r"(?:étais|était|étions|avais|avait|avions|serais|serait|aurais|aurait|seriez|auriez)(?![a-z])"
)
_NOT_EXACTLY = pattern(
    r"(?:presque|bientôt|moins de|plus de|près de|pas encore|au moins|minimum|maximum|jusqu'à"
    r"|limite de|plafond de|à partir de|au[- ]delà de|dès|\d(?:[.,]\d+)? ?(?:ou|à|-|/)"
    r"|(?:un|deux|trois|quatre|cinq|six|dix|quinze|vingt) (?:ou|à)) ?$"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to write a fact: `needs` are pieces of text without which it cannot be there.

    `unless` names what makes the sentence speak of another matter, `beside` what makes the clause
    do so; `own` is False where the words themselves name somebody else (ma compagne est enceinte).
    """

    fact: str
    written: re.Pattern[str]
    value: Callable[[re.Match[str]], FactValue | None]
    needs: tuple[str, ...]
    unless: re.Pattern[str] | None = None
    beside: re.Pattern[str] | None = None
    own: bool = True


@dataclass(frozen=True, slots=True)
class DayReading:
    """A fact that is a day: what stands just before the day, and what its sentence must hold."""

    fact: str
    before: re.Pattern[str]
    needs: tuple[str, ...]
    unless: re.Pattern[str] | None = None
    about: re.Pattern[str] | None = None
    not_before: re.Pattern[str] | None = None
    past: bool = False
    coming: bool = False
    own: bool = True


def always(value: FactValue) -> Callable[[re.Match[str]], FactValue]:
    """Give the same value whatever matched."""
    return lambda _: value


def count(match: re.Match[str]) -> FactValue | None:
    """Give the number of group `n`, unless it is a bound, a range or a guess."""
    before = match.string[max(0, match.start("n") - 25) : match.start("n")]
    return None if _NOT_EXACTLY.search(before) else as_number(match["n"])


def whole_count(match: re.Match[str]) -> FactValue | None:
    """Give a whole number of group `n`, on the same conditions."""
    number = count(match)
    return int(str(number)) if number is not None and str(number).isdigit() else None


def read_table(table: Iterable[Reading], plain: Plain) -> Iterator[FactRead]:
    """Apply a table: what is denied, supposed, past, out of bounds or another's is left out."""
    for reading in table:
        if not any(word in plain.text for word in reading.needs):
            continue
        for match in islice(reading.written.finditer(plain.text), MOST):
            if _left_out(reading, plain, *match.span()):
                continue
            value = reading.value(match)
            if value is not None and FACTS[reading.fact].accepts(value):
                yield FactRead(reading.fact, value, plain.words(*match.span()))


def _left_out(reading: Reading, plain: Plain, start: int, end: int) -> bool:
    beside = reading.beside and reading.beside.search(clause(plain, start, end))
    return bool(beside) or in_doubt(plain, start, end, reading.unless, own=reading.own)


def read_days(table: Iterable[DayReading], plain: Plain, received: date) -> Iterator[FactRead]:
    """Apply a table of days: exact days only, near ones also as "hier", "lundi", "le 11"."""
    wanted = [r for r in table if any(word in plain.text for word in r.needs)]
    if not wanted:
        return
    named = [mention for mention in mentions(plain, received) if mention.exact]
    recent = near_days(plain, received, past=True)
    coming = near_days(plain, received, past=False) if any(r.coming for r in wanted) else ()
    for reading in wanted:
        past = [mention.last_before(received) for mention in named]
        ahead = (*named, *coming) if reading.coming else named
        for mention in (*past, *recent) if reading.past else ahead:
            if _says(reading, plain, mention, received):
                words = plain.words(mention.start, mention.end)
                yield FactRead(reading.fact, mention.first, words)


def _says(reading: DayReading, plain: Plain, mention: Mention, received: date) -> bool:
    before = plain.text[max(0, mention.start - 100) : mention.start]
    span = mention.start, mention.end
    if not reading.before.search(before) or (reading.past and mention.first > received):
        return False
    if reading.not_before and reading.not_before.search(before):
        return False
    if reading.about and not reading.about.search(sentence(plain, *span)):
        return False
    return not in_doubt(plain, *span, reading.unless, own=reading.own)


def in_doubt(
    plain: Plain, start: int, end: int, unless: re.Pattern[str] | None = None, *, own: bool = True
) -> bool:
    """Tell whether what stands there is denied, supposed, past, of another matter or person."""
    return bool(
        denied(plain, start, end)
        or _SUPPOSED.search(clause_before(plain, start, end))
        or (own and (of_somebody_else(plain, start, end) or is_somebodys(plain, end)))
        or (unless and unless.search(sentence(plain, start, end)))
    )
