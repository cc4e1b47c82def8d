"""The figures of a period: requests, delays, decisions, abstentions, costs; and the headlines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from cases.audit.figures import (
    DecisionCount,
    DraftCount,
    Figures,
    ModelSpend,
    ReceivedCount,
    SentReply,
)
from cases.model import CaseState, Outcome
from cases.store.records import Decision
from web.figures import figure_labels
from web.figures.chart import Figure, bars_of, columns_of, lines_of
from web.figures.figure_table import (
    LEAST,
    Column,
    Unit,
    Value,
    by,
    by_subject,
    over_time,
    share,
    tally,
)
from web.figures.period import Period
from web.labels import REASONS_TO_REJECT, WAYS_TO_TAKE_OVER

WH = 1000

_FLOW = tuple(
    map(Column, ("Demandes reçues", "Lettres parties", "Lettres qui demandent une précision"))
)
_STANDINGS = tuple(map(Column, ("Demandes reçues", *figure_labels.STANDINGS)))
_STANDING_OF = {state: name for name, states in figure_labels.STANDINGS.items() for state in states}
_DELAYS = (
    Column("Délai médian", Unit.SECONDS),
    Column("9 sur 10 en moins de", Unit.SECONDS),
    Column("Premières lettres"),
)
_DELAYS_BY_SUBJECT = (_DELAYS[2], *_DELAYS[:2])
_DECISIONS = (
    *map(Column, ("Lettres décidées", *figure_labels.DECISIONS.values())),
    Column("Part approuvée telle quelle", Unit.SHARE),
)
_REASONS = (Column("Lettres"),)
_DECLINED = {
    CaseState.REJECTED: ("Écartée", REASONS_TO_REJECT),
    CaseState.HANDED_OVER: ("Reprise", WAYS_TO_TAKE_OVER),
}
_BANDS = (
    *map(Column, ("Lettres corrigées", *figure_labels.BANDS, figure_labels.UNMEASURED)),
    Column("Part moyenne des mots changés", Unit.SHARE),
)
_OUTCOMES = (
    *map(Column, ("Lettres préparées", *figure_labels.OUTCOMES.values())),
    Column("Part qui répond", Unit.SHARE),
)
_COSTS = (
    Column("Appels"),
    Column("Coût connu", Unit.EUROS),
    Column("Appels dont le coût n’est pas connu"),
    Column("Énergie connue", Unit.WATT_HOURS),
    Column("CO₂ connu", Unit.GRAMS),
    Column("Appels dont le CO₂ n’est pas connu"),
    Column("Texte lu (en jetons)"),
    Column("Texte écrit (en jetons)"),
)


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure that stands alone."""

    label: str
    value: str


def figures_of(counted: Figures, period: Period, labels: Mapping[str, str]) -> list[Figure]:
    """Make all figures, in the order of the page. `labels`: those of the categories."""
    parts = (requests, delays, decisions, corrections, abstentions)
    found = [figure for part in parts for figure in part(counted, period, labels)]
    return [*found, *costs(counted.spent, period)]


def headlines_of(counted: Figures) -> list[Headline]:
    """Sum the period up in a line."""
    first = [letter for letter in counted.sent if not letter.later]
    euros = cost_sums(counted.spent)[1] if counted.spent else 0
    headlines: tuple[tuple[str, Value, Unit], ...] = (
        ("demandes reçues", sum(row.count for row in counted.received), Unit.COUNT),
        ("lettres parties", len(counted.sent), Unit.COUNT),
        ("délai médian avant la première lettre", delay(first)[0], Unit.SECONDS),
        (
            "des lettres approuvées telles quelles",
            decision_counts(counted.decided)[-1],
            Unit.SHARE,
        ),
        ("coût connu des modèles de langue", euros, Unit.EUROS),
    )
    return [Headline(label, unit.write(value)) for label, value, unit in headlines]


def requests(counted: Figures, period: Period, labels: Mapping[str, str]) -> list[Figure]:
    """Count what came, what left, and where the requests of the period stand today."""

    def flow(moves: Iterable[ReceivedCount | SentReply]) -> tuple[Value, ...]:
        received = sum(one.count for one in moves if isinstance(one, ReceivedCount))
        sent = [one for one in moves if isinstance(one, SentReply)]
        return received, len(sent), sum(one.outcome is Outcome.ASK for one in sent)

    def standings(rows: Iterable[ReceivedCount]) -> tuple[Value, ...]:
        pairs = ((_STANDING_OF[row.state], row.count) for row in rows)
        counts = tally(pairs, figure_labels.STANDINGS)
        return sum(counts), *counts

    moves: list[ReceivedCount | SentReply] = [*counted.received, *counted.sent]
    came = over_time(period, moves, _FLOW, flow)
    stand = by_subject(labels, counted.received, _STANDINGS, standings)
    every = tuple(range(1, len(_STANDINGS)))
    return [
        Figure("recues", "demandes", came, lines_of, (0, 1)),
        Figure("suites", "demandes", stand, bars_of, every),
    ]


def delays(counted: Figures, period: Period, labels: Mapping[str, str]) -> list[Figure]:
    """Measure how long requests waited for their first letter."""

    def count_first(letters: Iterable[SentReply]) -> tuple[Value, ...]:
        middle, most, count = delay(letters)
        return count, middle, most

    first = [letter for letter in counted.sent if not letter.later]
    timed = over_time(period, first, _DELAYS, delay)
    placed = by_subject(labels, first, _DELAYS_BY_SUBJECT, count_first)
    return [
        Figure("delais", "delais", timed, lines_of, (0, 1)),
        Figure("delais-par-sujet", "delais", placed, bars_of, (1,)),
    ]


def delay(letters: Iterable[SentReply]) -> tuple[Value, ...]:
    """Measure the median and the ninth decile of delays, where enough letters left; their count.

    Seconds.
    """
    # A clock of the ticketing system that is ahead of ours must not give time back.
    waited = sorted(max(0.0, letter.seconds) for letter in letters)
    if len(waited) < LEAST:
        return None, None, len(waited)
    return median(waited), quantiles(waited, n=10, method="inclusive")[-1], len(waited)


def decisions(counted: Figures, period: Period, labels: Mapping[str, str]) -> list[Figure]:
    """Count the decisions over time, by subject and by what wrote the letter; and the reasons."""

    def writer(row: DecisionCount) -> str:
        return figure_labels.WRITERS.get(row.written_by, row.written_by)

    def reason(row: DecisionCount) -> str:
        what, reasons = _DECLINED[CaseState(row.decision)]
        return f"{what}\u00a0: {reasons.get(row.choice, figure_labels.NO_REASON)}"

    def count(rows: Iterable[DecisionCount]) -> tuple[Value, ...]:
        return (sum(row.count for row in rows),)

    rows, drawn = counted.decided, tuple(range(1, 1 + len(figure_labels.DECISIONS)))
    declined = [row for row in rows if row.decision in _DECLINED]
    timed = over_time(period, rows, _DECISIONS, decision_counts)
    placed = by_subject(labels, rows, _DECISIONS, decision_counts)
    written = by("Rédaction", writer, rows, _DECISIONS, decision_counts)
    reasons = by("Raison", reason, declined, _REASONS, count)
    return [
        Figure("decisions", "decisions", timed, columns_of, drawn),
        Figure("decisions-par-sujet", "decisions", placed, bars_of, drawn),
        Figure("decisions-par-redaction", "decisions", written, bars_of, drawn),
        Figure("raisons", "decisions", reasons, bars_of, (0,)),
    ]


def decision_counts(rows: Iterable[DecisionCount]) -> tuple[Value, ...]:
    """Count the letters, each kind of decision, and the share approved as they were."""
    counts = tally(((row.decision, row.count) for row in rows), figure_labels.DECISIONS)
    return sum(counts), *counts, share(counts[0], sum(counts))


def corrections(counted: Figures, period: Period, labels: Mapping[str, str]) -> list[Figure]:
    """Measure how much of the corrected letters was changed."""

    def sizes(rows: list[DecisionCount]) -> tuple[Value, ...]:
        names = (*figure_labels.BANDS, figure_labels.UNMEASURED)
        counts = tally(
            ((names[-1 if row.band is None else row.band], row.count) for row in rows), names
        )
        measured = sum(counts[:-1])
        return sum(counts), *counts, share(sum(row.shares for row in rows), measured)

    rows = [row for row in counted.decided if row.decision == Decision.EDITED]
    drawn = tuple(range(1, 2 + len(figure_labels.BANDS)))
    timed = over_time(period, rows, _BANDS, sizes)
    placed = by_subject(labels, rows, _BANDS, sizes)
    return [
        Figure("corrections", "decisions", timed, columns_of, drawn),
        Figure("corrections-par-sujet", "decisions", placed, bars_of, drawn),
    ]


def abstentions(counted: Figures, period: Period, labels: Mapping[str, str]) -> list[Figure]:
    """Count what the prepared letters do: answer, ask, hand over, refuse."""

    def outcomes(rows: Iterable[DraftCount]) -> tuple[Value, ...]:
        counts = tally(((row.outcome, row.count) for row in rows), figure_labels.OUTCOMES)
        return sum(counts), *counts, share(counts[0], sum(counts))

    drawn = tuple(range(1, 1 + len(figure_labels.OUTCOMES)))
    timed = over_time(period, counted.drafted, _OUTCOMES, outcomes)
    placed = by_subject(labels, counted.drafted, _OUTCOMES, outcomes)
    return [
        Figure("abstentions", "abstentions", timed, columns_of, drawn),
        Figure("abstentions-par-sujet", "abstentions", placed, bars_of, drawn),
    ]


def costs(spent: Sequence[ModelSpend], period: Period) -> list[Figure]:
    """Add up the calls to models over time, and by model and task."""

    def name(row: ModelSpend) -> str:
        return f"{row.route}\u00a0: {figure_labels.ROLES.get(row.role, row.role)}"

    timed = over_time(period, spent, _COSTS, cost_sums)
    routes = by("Modèle et tâche", name, spent, _COSTS, cost_sums)
    return [
        Figure("cout", "cout", timed, columns_of, (1,)),
        Figure("cout-par-modele", "cout", routes, bars_of, (1,)),
    ]


def cost_sums(rows: Iterable[ModelSpend]) -> tuple[Value, ...]:
    """Add up calls, euros, watt-hours, grams and tokens; what no call told stays unknown."""
    every = list(rows)
    calls = sum(row.calls for row in every)
    return (
        calls,
        _known(row.cost_eur for row in every),
        calls - sum(row.priced for row in every),
        _known(None if row.kwh is None else row.kwh * WH for row in every),
        _known(row.gco2e for row in every),
        calls - sum(row.weighed for row in every),
        sum(row.tokens_in for row in every),
        sum(row.tokens_out for row in every),
    )


def _known(values: Iterable[float | None]) -> Value:
    found = [value for value in values if value is not None]
    return sum(found) if found else None
