"""What was decided of prepared letters, why, and how much of them was changed."""

from collections.abc import Iterable, Mapping

from cases.counted import Decided, Figures
from cases.model import CaseState
from cases.reply import Decision
from web.figures import words
from web.figures.figure import Figure, by, by_subject, over_time, share, tally
from web.figures.period import Period
from web.figures.plots import bars_of, columns_of
from web.figures.tables import Column, Unit, Value
from web.words import REASONS_TO_REJECT, WAYS_TO_TAKE_OVER

_DECISIONS = (
    *map(Column, ("Lettres décidées", *words.DECISIONS.values())),
    Column("Part approuvée telle quelle", Unit.SHARE),
)
_BANDS = (
    *map(Column, ("Lettres corrigées", *words.BANDS, words.UNMEASURED)),
    Column("Part moyenne des mots changés", Unit.SHARE),
)
_REASONS = (Column("Lettres"),)
_DECLINED = {
    CaseState.REJECTED: ("Écartée", REASONS_TO_REJECT),
    CaseState.HANDED_OVER: ("Reprise", WAYS_TO_TAKE_OVER),
}


def decisions(counted: Figures, period: Period, labels: Mapping[str, str]) -> list[Figure]:
    """Count the decisions over time, by subject and by what wrote the letter; and the reasons."""
    rows, drawn = counted.decided, tuple(range(1, 1 + len(words.DECISIONS)))
    declined = [row for row in rows if row.decision in _DECLINED]
    timed = over_time(period, rows, _DECISIONS, decided)
    placed = by_subject(labels, rows, _DECISIONS, decided)
    written = by("Rédaction", _writer, rows, _DECISIONS, decided)
    reasons = by("Raison", _reason, declined, _REASONS, _count)
    return [
        Figure("decisions", "decisions", timed, columns_of, drawn),
        Figure("decisions-par-sujet", "decisions", placed, bars_of, drawn),
        Figure("decisions-par-redaction", "decisions", written, bars_of, drawn),
        Figure("raisons", "decisions", reasons, bars_of, (0,)),
    ]


def corrections(counted: Figures, period: Period, labels: Mapping[str, str]) -> list[Figure]:
    """Tell how much of the corrected letters was changed."""
    rows = [row for row in counted.decided if row.decision == Decision.EDITED]
    drawn = tuple(range(1, 2 + len(words.BANDS)))
    timed = over_time(period, rows, _BANDS, _sizes)
    placed = by_subject(labels, rows, _BANDS, _sizes)
    return [
        Figure("corrections", "decisions", timed, columns_of, drawn),
        Figure("corrections-par-sujet", "decisions", placed, bars_of, drawn),
    ]


def decided(rows: Iterable[Decided]) -> tuple[Value, ...]:
    """Count the letters, each kind of decision, and the share approved as they were."""
    counts = tally(((row.decision, row.count) for row in rows), words.DECISIONS)
    return sum(counts), *counts, share(counts[0], sum(counts))


def _sizes(rows: list[Decided]) -> tuple[Value, ...]:
    names = (*words.BANDS, words.UNMEASURED)
    counts = tally(
        ((names[-1 if row.band is None else row.band], row.count) for row in rows), names
    )
    measured = sum(counts[:-1])
    return sum(counts), *counts, share(sum(row.shares for row in rows), measured)


def _count(rows: Iterable[Decided]) -> tuple[Value, ...]:
    return (sum(row.count for row in rows),)


def _writer(row: Decided) -> str:
    return words.WRITERS.get(row.written_by, row.written_by)


def _reason(row: Decided) -> str:
    what, reasons = _DECLINED[CaseState(row.decision)]
    return f"{what}\u00a0: {reasons.get(row.choice, words.NO_REASON)}"
