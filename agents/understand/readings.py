"""Tables of readings: a fact, how it is written, its value, and examples of both."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Literal

from agents.understand.dates import Mention, SpanMention, as_number, mentions, near_days
from agents.understand.doubt import clause, clause_before, in_doubt, rest_of_sentence, sentence
from statute.facts import FACTS, FactRead, FactValue, Period, Scalar
from statute.french import Plain, pattern

_LISTED = re.compile(
    r"[^.?!;\n]{0,70} (?:de nouveau|a nouveau|une (?:deuxieme|seconde|autre) fois) "
    r"|(?:[ ,;.+-]{1,3}(?:puis|et|ensuite|enfin|de nouveau|a nouveau|encore|plus|une autre fois"
    r"|prolong[a-z]{1,6}|renouvel[a-z]{1,6})){0,4}[ ,;.+-]{1,3}"
)
"""What stands between the stretches of a list: du 2 au 6, puis du 9 au 13."""
_TURNS = re.compile(r" (?:et|mais|or|puis) (?:je|j'|il|elle|on|mon|ma|son|sa) ?")
"""What begins another clause, which tells nothing of the day before it."""
_OPENS_A_CLAUSE = re.compile(r" ?(?:(?:et|puis|donc|ensuite|enfin|alors) )?")


_PRESENT = pattern(
    r"(?:je|j'|il|elle|on|nous|vous) (?:me |le |la |lui |vous )?(?:signe|dépose|poste|envoie"
    r"|demande|annonce|notifie|passe|adresse|transmets?|remets?|démissionne|présente|formule"
    r"|commence|pars|reçois|prends)(?![a-z])[^.?!;]{0,60}$"
)
"""What is done now or later: without accents « je signe » is written as « signé »."""
MOST = 50
"""Matches tried of one reading: a text with more is a table or a trap."""

_NOT_EXACTLY = pattern(
    r"(?:presque|bientôt|moins de|plus de|près de|pas encore|au moins|minimum|maximum|jusqu'à"
    r"|limite de|plafond de|à partir de|au[- ]delà de|dès|\d{1,4}(?:[.,]\d+)? ?(?:ou|à|-|/)"
    r"|(?:un|deux|trois|quatre|cinq|six|dix|quinze|vingt) (?:ou|à)) ?$"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to write a fact: `needs` are pieces of text without which it cannot be there.

    `unless` names what makes the sentence speak of another matter, `beside` what makes the clause
    do so; `own` is False where the words themselves name somebody else (ma compagne est enceinte).
    `denies`: a negation is what tells it; `imperfect`: so does a past that lasted (j'étais malade).
    `yes` are sentences and the value to read in each, as `Fact.written` writes it; `no`, sentences
    where the fact must not be read.
    """

    fact: str
    written: re.Pattern[str]
    value: Callable[[re.Match[str]], FactValue | None]
    needs: tuple[str, ...]
    unless: re.Pattern[str] | None = None
    beside: re.Pattern[str] | None = None
    own: bool = True
    denies: bool = False
    imperfect: bool = False
    yes: tuple[tuple[str, str], ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayReading:
    """A fact that is a day: what stands just before the day, and what its sentence must hold.

    `after` may stand just after the day instead (depuis le 5 mars, je suis en longue maladie).
    Where `of_month`, a month says its last day (fin mars) or its first (à partir de mars).
    `yes` and `no` are its examples, as those of a `Reading`.
    """

    fact: str
    before: re.Pattern[str]
    needs: tuple[str, ...]
    unless: re.Pattern[str] | None = None
    about: re.Pattern[str] | None = None
    not_before: re.Pattern[str] | None = None
    past: bool = False
    coming: bool = False
    own: bool = True
    imperfect: bool = False
    after: re.Pattern[str] | None = None
    of_month: bool = False
    yes: tuple[tuple[str, str], ...] = ()
    no: tuple[str, ...] = ()

    def fits(self, plain: Plain, mention: Mention, received: date) -> bool:
        """Tell whether a day that is named is this fact's."""
        before = plain.text[max(0, mention.start - 100) : mention.start]
        span = mention.start, mention.end
        after = rest_of_sentence(plain, mention.end)[:70]
        told_after = self.after and not _TURNS.match(after) and self.after.search(after)
        begun = self.before.search(before) or told_after
        if not begun or (self.past and mention.first > received):
            return False
        if self.past and _PRESENT.search(before):
            return False
        if self.not_before and self.not_before.search(before):
            return False
        if self.about and not self.about.search(sentence(plain, *span)):
            return False
        return not in_doubt(plain, *span, self.unless, own=self.own, imperfect=self.imperfect)


Bound = Literal["", "first", "last"]


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """A fact that is a list of periods: what its sentence must say, before the period or after.

    `about` stands in the 80 characters before the period, or in the 40 after it, of its sentence;
    where `after` is given, it is what stands in those 40.
    Where `bound` says "first" or "last", the fact is that day of the only stretch that fits.
    `details` reads what held meanwhile, from the sentence. A period that lasts is kept only where
    `goes_on`. `needs`: pieces of text without which it cannot be there. `yes` and `no` are its
    examples, as those of a `Reading`.
    """

    fact: str
    about: re.Pattern[str]
    needs: tuple[str, ...]
    unless: re.Pattern[str] | None = None
    goes_on: bool = True
    own: bool = True
    after: re.Pattern[str] | None = None
    details: Callable[[Plain, SpanMention], dict[str, Scalar]] | None = None
    bound: Bound = ""
    yes: tuple[tuple[str, str], ...] = ()
    no: tuple[str, ...] = ()

    def fitting(self, plain: Plain, spans: tuple[SpanMention, ...]) -> list[SpanMention]:
        """List the stretches of this fact; one that only follows another in a list is of it too."""
        found: list[SpanMention] = []
        for span in spans:
            listed = found and _LISTED.fullmatch(plain.text, found[-1].end, span.start)
            if self.fits(plain, span, listed=bool(listed)):
                found.append(span)
        return found

    def fits(self, plain: Plain, span: SpanMention, *, listed: bool = False) -> bool:
        """Tell whether a stretch that is told is this fact's."""
        if span.last is None and not self.goes_on:
            return False
        whole = sentence(plain, span.start, span.end)
        begun = plain.text.find(whole, max(0, span.start - len(whole)))
        before = plain.text[max(begun, span.start - 80) : span.start]
        after = plain.text[span.end : min(begun + len(whole), span.end + 40)]
        told_after = (self.after or self.about).search(after)
        # What follows tells a stretch where the clause begins with it, else what comes before does.
        begins = clause_before(plain, span.start, span.start)
        if self.after and not _OPENS_A_CLAUSE.fullmatch(begins):
            told_after = None
        if not (listed or self.about.search(before) or told_after):
            return False
        place = span.start, span.end
        return not in_doubt(plain, *place, self.unless, own=self.own, imperfect=True)


def always(value: FactValue) -> Callable[[re.Match[str]], FactValue]:
    """Make a `value` that is the same whatever matched."""
    return lambda _: value


def count(match: re.Match[str]) -> FactValue | None:
    """Read the number of group `n`, or `m`, unless it is a bound, a range or a guess."""
    group = "n" if match["n"] else "m"
    before = match.string[max(0, match.start(group) - 25) : match.start(group)]
    return None if _NOT_EXACTLY.search(before) else as_number(match[group])


def total(match: re.Match[str]) -> FactValue | None:
    """Add the numbers of groups `n` and, where it is there, `m`; none is taken for a bound."""
    groups = match.groupdict()
    return sum((as_number(groups[name]) for name in ("n", "m") if groups.get(name)), Decimal(0))


def whole_count(match: re.Match[str]) -> FactValue | None:
    """Read a whole number of group `n`, on the same conditions."""
    number = count(match)
    return int(str(number)) if number is not None and str(number).isdigit() else None


def told_count(match: re.Match[str]) -> FactValue | None:
    """Read the whole number of the one group that matched, on the same conditions."""
    name = next(name for name, written in match.groupdict().items() if written)
    before = match.string[max(0, match.start(name) - 25) : match.start(name)]
    number = as_number(match[name])
    return None if _NOT_EXACTLY.search(before) or number != int(number) else int(number)


def read_table(table: Iterable[Reading], plain: Plain) -> Iterator[FactRead]:
    """Apply a table: what is denied, supposed, past, out of bounds or another's is left out."""
    for reading in table:
        if not any(word in plain.text for word in reading.needs):
            continue
        for match in islice(reading.written.finditer(plain.text), MOST):
            beside = reading.beside and reading.beside.search(clause(plain, *match.span()))
            if beside or in_doubt(
                plain,
                *match.span(),
                reading.unless,
                own=reading.own,
                denies=reading.denies,
                imperfect=reading.imperfect,
            ):
                continue
            value = reading.value(match)
            if value is not None and FACTS[reading.fact].accepts(value):
                yield FactRead(reading.fact, value, plain.words(*match.span()))


def read_days(table: Iterable[DayReading], plain: Plain, received: date) -> Iterator[FactRead]:
    """Apply a table of days: exact days only, near ones also as "hier", "lundi", "le 11"."""
    wanted = [r for r in table if any(word in plain.text for word in r.needs)]
    if not wanted:
        return
    every = mentions(plain, received)
    named = [mention for mention in every if mention.exact]
    edges = [edge for edge in (month_edge(plain, m) for m in every if not m.exact) if edge]
    recent = near_days(plain, received, past=True)
    coming = near_days(plain, received, past=False) if any(r.coming for r in wanted) else ()
    for reading in wanted:
        days = [*named, *edges] if reading.of_month else named
        past = [mention.last_before(received) for mention in days]
        ahead = (
            (*(told_ahead(plain, m, received) for m in days), *coming) if reading.coming else days
        )
        for mention in (*past, *recent) if reading.past else ahead:
            if reading.fits(plain, mention, received):
                words = plain.words(mention.start, mention.end)
                yield FactRead(reading.fact, mention.first, words)


def read_periods(
    table: Iterable[PeriodReading], plain: Plain, spans: Iterable[SpanMention]
) -> Iterator[FactRead]:
    """Apply a table: all periods of a fact make one value, in the order of time."""
    told = tuple(spans)
    found: dict[str, dict[SpanMention, Period]] = {}
    for reading in table:
        if not any(word in plain.text for word in reading.needs):
            continue
        fitting = reading.fitting(plain, told)
        if reading.bound:
            yield from _bounds(reading, plain, fitting)
            continue
        for span in fitting:
            details = reading.details(plain, span) if reading.details else {}
            period = Period(span.first, span.last, details)
            found.setdefault(reading.fact, {}).setdefault(span, period)
    for fact, periods in found.items():
        start = min(span.start for span in periods)
        end = max(span.end for span in periods)
        distinct = {(period.first, period.last): period for period in periods.values()}
        value = tuple(sorted(distinct.values(), key=lambda period: period.first))
        yield FactRead(fact, value, plain.words(start, end))


def _bounds(reading: PeriodReading, plain: Plain, fitting: list[SpanMention]) -> Iterator[FactRead]:
    """Read the first or last day of the only stretch that fits; a season leaves it to its days."""
    exact = [
        span
        for span in fitting
        if not any(
            span.first < one.first and one.last and span.last and one.last < span.last
            for one in fitting
        )
    ]
    if len({(span.first, span.last) for span in exact}) == 1:
        span = exact[0]
        day = span.first if reading.bound == "first" else span.last
        if day:
            yield FactRead(reading.fact, day, plain.words(span.start, span.end))


_STILL_AHEAD = pattern(
    r"(?:se termine|prend fin|s'achève|s'arrête|expire|finit|arrive à (?:échéance|terme)"
    r"|court jusqu'au|(?<!a )(?<!ai )(?<!est )(?:commence|débute|démarre|quitte)|prend effet"
    r"|reprends?|pars|part|souhait[a-z]+|voudrais?|aimerais?|veux|veut|envisage|dernier jour)"
    r"(?![a-z])[^.?!;]{0,40}$"
)
"""Words of now for a day that comes: mon contrat se termine le 30 juin."""


def told_ahead(plain: Plain, mention: Mention, received: date) -> Mention:
    """Put after the ticket a day without year that words of now tell as coming."""
    if mention.year_is_written or mention.settled or mention.last >= received:
        return mention
    coming = _STILL_AHEAD.search(plain.text[max(0, mention.start - 100) : mention.start])
    return mention.in_year(mention.first.year + 1) if coming else mention


_EDGE = re.compile(
    r"(?:(?P<last>\bfin (?:du mois )?(?:de |d'|du )?)"
    r"|\b(?:a partir|a compter) (?:du mois )?(?:de |d')|\bdes (?:le mois )?(?:de |d')?)$"
)


def month_edge(plain: Plain, mention: Mention) -> Mention | None:
    """Take the day a month tells: its last (fin mars), its first (à partir de mars)."""
    opened = _EDGE.search(plain.text, max(0, mention.start - 30), mention.start)
    if not opened or mention.first.day != 1 or mention.first.month != mention.last.month:
        return None
    if opened["last"]:
        return replace(mention, start=opened.start(), first=mention.last)
    return replace(mention, last=mention.first)
