"""Requests, letters and delays; what letters do."""

from collections.abc import Iterable, Mapping
from statistics import median, quantiles

from cases.counted import Drafted, Figures, Received, Sent
from cases.model import Outcome
from web.figures import words
from web.figures.figure import LEAST, Figure, by_subject, over_time, share, tally
from web.figures.period import Period
from web.figures.plots import bars_of, columns_of, lines_of
from web.figures.tables import Column, Unit, Value

_FLOW = tuple(
    map(Column, ("Demandes reçues", "Lettres parties", "Lettres qui demandent une précision"))
)
_STANDINGS = tuple(map(Column, ("Demandes reçues", *words.STANDINGS)))
_DELAYS = (
    Column("Délai médian", Unit.SECONDS),
    Column("9 sur 10 en moins de", Unit.SECONDS),
    Column("Premières lettres"),
)
_BY_SUBJECT = (_DELAYS[2], *_DELAYS[:2])
_OUTCOMES = (
    *map(Column, ("Lettres préparées", *words.OUTCOMES.values())),
    Column("Part qui répond", Unit.SHARE),
)
_STANDING_OF = {state: name for name, states in words.STANDINGS.items() for state in states}


def requests(counted: Figures, period: Period, labels: Mapping[str, str]) -> list[Figure]:
    """Count what came, what left, and where the requests of the period stand today."""
    moves: list[Received | Sent] = [*counted.received, *counted.sent]
    came = over_time(period, moves, _FLOW, _flow)
    stand = by_subject(labels, counted.received, _STANDINGS, _standings)
    every = tuple(range(1, len(_STANDINGS)))
    return [
        Figure("recues", "demandes", came, lines_of, (0, 1)),
        Figure("suites", "demandes", stand, bars_of, every),
    ]


def delays(counted: Figures, period: Period, labels: Mapping[str, str]) -> list[Figure]:
    """Tell how long requests waited for their first letter."""
    first = [letter for letter in counted.sent if not letter.later]
    timed = over_time(period, first, _DELAYS, delay)
    placed = by_subject(labels, first, _BY_SUBJECT, _delay_by_subject)
    return [
        Figure("delais", "delais", timed, lines_of, (0, 1)),
        Figure("delais-par-sujet", "delais", placed, bars_of, (1,)),
    ]


def abstentions(counted: Figures, period: Period, labels: Mapping[str, str]) -> list[Figure]:
    """Count what the prepared letters do: answer, ask, hand over, refuse."""
    drawn = tuple(range(1, 1 + len(words.OUTCOMES)))
    timed = over_time(period, counted.drafted, _OUTCOMES, _outcomes)
    placed = by_subject(labels, counted.drafted, _OUTCOMES, _outcomes)
    return [
        Figure("abstentions", "abstentions", timed, columns_of, drawn),
        Figure("abstentions-par-sujet", "abstentions", placed, bars_of, drawn),
    ]


def delay(letters: Iterable[Sent]) -> tuple[Value, ...]:
    """Give the median and the ninth decile of the delays, where enough letters left; their count.

    Seconds.
    """
    # A clock of the ticketing system that is ahead of ours must not give time back.
    waited = sorted(max(0.0, letter.seconds) for letter in letters)
    if len(waited) < LEAST:
        return None, None, len(waited)
    return median(waited), quantiles(waited, n=10, method="inclusive")[-1], len(waited)


def _delay_by_subject(letters: Iterable[Sent]) -> tuple[Value, ...]:
    middle, most, count = delay(letters)
    return count, middle, most


def _flow(moves: Iterable[Received | Sent]) -> tuple[Value, ...]:
    received = sum(one.count for one in moves if isinstance(one, Received))
    sent = [one for one in moves if isinstance(one, Sent)]
    return received, len(sent), sum(one.outcome is Outcome.ASK for one in sent)


def _standings(rows: Iterable[Received]) -> tuple[Value, ...]:
    counts = tally(((_STANDING_OF[row.state], row.count) for row in rows), words.STANDINGS)
    return sum(counts), *counts


def _outcomes(rows: Iterable[Drafted]) -> tuple[Value, ...]:
    counts = tally(((row.outcome, row.count) for row in rows), words.OUTCOMES)
    return sum(counts), *counts, share(counts[0], sum(counts))
