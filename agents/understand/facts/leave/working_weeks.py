"""Working weeks that change in the year, leave of each of several years, leave counted."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice, pairwise

from agents.understand.dates import NUMBER, SpanMention, as_number
from agents.understand.doubt import in_doubt
from agents.understand.readings import MOST, Reading, count, read_table
from agents.understand.spans import until_a_day
from statute.facts import FactRead, Period
from statute.french import Plain, pattern

_DAYS_A_WEEK = pattern(
    rf"(?P<n>{NUMBER}) ?(?:jours?|j)(?![a-z])(?P<half> et demie?)?(?! (?:de (?:congé|ca|rtt)|rtt"
    rf"|ca))"
    r"(?P<every>(?: travaillés?| ouvrés?| de travail)? ?(?:par|/|à la|la) ?sem(?:aine)?(?![a-z]))?"
)
_NEAR = 45
_FEWEST = 2


def weeks(plain: Plain, received: date, spans: Iterable[SpanMention]) -> Iterator[FactRead]:
    """Read how many days a week were worked from one day to another, where it changed.

    The year of the ticket is whole: what was worked until a day began on 1 January, what is
    worked since another lasts until 31 December. Nothing where a stretch or a count stays alone.
    """
    counted = [
        match
        for match in islice(_DAYS_A_WEEK.finditer(plain.text), MOST)
        if not in_doubt(plain, match.start(), match.start())
    ]
    if sum(bool(match["every"]) for match in counted) == 0 or len(counted) < _FEWEST:
        return
    ends = [
        span
        for span in (*spans, *until_a_day(plain, received))
        if {span.first.year, (span.last or span.first).year} == {received.year}
    ]
    periods: dict[SpanMention, Decimal] = {}
    for match in counted:
        free = [span for span in ends if span not in periods and _gap(span, match) <= _NEAR]
        if free:
            days = as_number(match["n"]) + (Decimal("0.5") if match["half"] else 0)
            periods[min(free, key=lambda span: _gap(span, match))] = days
    told = sorted(periods.items(), key=lambda one: one[0].first)
    whole = tuple(
        Period(span.first, span.last or date(received.year, 12, 31), {"jours": days})
        for span, days in told
    )
    follow = all(
        one.last and one.last + timedelta(days=1) == other.first for one, other in pairwise(whole)
    )
    if len(whole) >= _FEWEST and len(ends) == len(whole) and follow:
        start, end = min(s.start for s in periods), max(s.end for s in periods)
        yield FactRead("semaines", whole, plain.words(start, end))


def _gap(span: SpanMention, match: re.Match[str]) -> int:
    return max(span.start - match.end(), match.start() - span.end, 0)


_YEAR = re.compile(r"(?<![\d/.])(?P<year>20\d\d)(?!\d)")
_TAKEN = pattern(
    rf"(?:pris|posé|utilisé)(?: que| seulement)? (?P<n>{NUMBER})(?: ?(?:jours?|j|ca)(?![a-z]))?"
    rf"|(?P<n2>{NUMBER}) ?(?:jours?|j|ca)?(?: de congés?)? (?:pris|posés|utilisés)"
)
_LEFT = pattern(
    rf"reste(?:nt|ait|aient)?(?: encore| donc)? (?P<n>{NUMBER})"
    rf"|(?P<n2>{NUMBER}) ?(?:jours?|j|ca)?(?: de congés?)? (?:restants?|non pris|de reliquat)"
)
_ABOUT_LEAVE = pattern(r"congés?(?![a-z])|ca(?![a-z])")


def leave_of_each_year(plain: Plain) -> Iterator[FactRead]:
    """Read days of leave taken and left of each of several years: 2024 : 12 pris, 13 restants."""
    years = list(islice(_YEAR.finditer(plain.text), MOST))
    if len({match["year"] for match in years}) < _FEWEST or not _ABOUT_LEAVE.search(plain.text):
        return
    periods: dict[str, Period] = {}
    ends = [*(match.start() for match in years[1:]), len(plain.text)]
    for match, end in zip(years, ends, strict=True):
        part = plain.text[match.end() : min(end, match.end() + 100)]
        details = {
            name: as_number(found["n"] or found["n2"])
            for name, written in (("pris", _TAKEN), ("restants", _LEFT))
            if (found := written.search(part))
        }
        if details and (match["year"] in periods or in_doubt(plain, *match.span())):
            return
        if details:
            year = int(match["year"])
            periods[match["year"]] = Period(date(year, 1, 1), date(year, 12, 31), details)
    if len(periods) >= _FEWEST:
        words = plain.words(years[0].start(), years[-1].end())
        value = tuple(sorted(periods.values(), key=lambda period: period.first))
        yield FactRead("conges_par_annee", value, words)


_COUNTED = (
    Reading(
        "jours_de_conge_pris",
        pattern(
            rf"(?:congés?|ca|vacances)(?![a-z])[^?\n]{{0,60}}(?:j'en ai|en a|en avoir"
            rf"|en ayant) (?:déjà )?"
            rf"(?:pris|posé|utilisé) (?P<n>{NUMBER})(?! (?:semaines?|mois|%))(?![a-z\d,])"
        ),
        count,
        ("pris", "pose", "utilise"),
        unless=pattern("rtt pris|télétravail|collègue"),
        yes=(
            ("J’ai 4 jours de congés restants, j’en ai pris 21.", "21"),
            ("Sur mes congés annuels, j’en ai déjà posé 12.", "12"),
            ("Mes CA : j’en ai utilisé 18.", "18"),
        ),
        no=("Des congés, j’en ai pris deux semaines.",),
    ),
    Reading(
        "jours_de_conge_restants",
        pattern(
            rf"(?:(?:les|mes|ses) (?P<n>{NUMBER}) (?:jours? )?qui (?:me |lui )?restent?"
            rf"|reste (?P<m>{NUMBER})"
            rf" jours? (?:de |pour |sur )(?:l'année )?20\d\d)"
        ),
        count,
        ("reste",),
        unless=pattern("rtt(?![a-z])|télétravail|contrat|cdd|préavis|collègue"),
        yes=(
            ("J’ai pris 19 jours de CA, je veux verser les 6 qui restent.", "6"),
            ("Il me reste 7 jours de 2026 en congés.", "7"),
            ("Mes 5 jours qui me restent de congés seront-ils perdus ?", "5"),
        ),
        no=("Il me reste 7 jours de préavis sur 2026.",),
    ),
    Reading(
        "jours_de_conge_restants",
        pattern(
            rf"(?:solde|compteur) (?:de congés )?(?:affiche|indique|montre|est de"
            rf"|:) (?P<n>{NUMBER})"
            rf" jours? (?:de congés?|de ca|à poser)|perdu (?:mes|ses|les) (?P<m>{NUMBER}) jours?"
            r"(?= ?[,.;?!)]| de congés?| de ca)"
        ),
        count,
        ("solde", "compteur", "perdu"),
        unless=pattern("rtt(?![a-z])|télétravail|cet(?! agent)(?![a-z])|collègue|carence|paie"),
        denies=True,
        imperfect=True,
        yes=(
            ("Mon solde affiche 6 jours de congés.", "6"),
            ("On me dit que j’ai perdu mes 25 jours de congés.", "25"),
            ("Mon compteur indique 8 jours de CA.", "8"),
        ),
        no=("Mon solde affiche 6 jours de RTT.",),
    ),
    Reading(
        "jours_sur_le_cet",
        pattern(
            rf"(?:^|(?<=[,;:.(\n] )|(?<=[,;:.(\n])|cat [abc],? )(?P<n>{NUMBER}) ?(?:jours?|j)"
            r" (?:épargnés )?sur (?:mon|le|son) (?:cet|compte épargne[- ]temps)(?![a-z])"
        ),
        count,
        ("cet", "epargne"),
        unless=pattern("verser|mettre|poser|transférer|maximum|plafond|collègue"),
        yes=(
            ("CDI catégorie C, 21j sur mon CET au 31/12.", "21"),
            ("Bonjour, 34 jours sur mon compte épargne-temps : combien ?", "34"),
            ("Titulaire ; 18 jours sur son CET.", "18"),
        ),
        no=("Je veux mettre 5 jours sur mon CET.",),
    ),
)


def leave_counted(plain: Plain) -> Iterator[FactRead]:
    """Read days of leave taken, left and saved as short notes count them."""
    yield from read_table(_COUNTED, plain)
