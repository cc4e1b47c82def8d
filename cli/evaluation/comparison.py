"""Two routes over the same tickets: how far apart, and how far chance alone would bring them.

A yes or no is tested by McNemar's exact test: only the tickets on which the routes disagree
count, each as a coin. Anything else gets the 95 % interval of a paired bootstrap (percentiles):
whole tickets are drawn again, with both their letters, so that a ticket's several facts stay
together. The terminal shows both as tables.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, isnan, nan
from statistics import median

import numpy as np
import numpy.typing as npt
from rich.console import Console
from rich.table import Table

from cases.model import Danger
from cli.evaluation.labelled_ticket import LOOKALIKE
from cli.evaluation.measures import BY_PART, EDITS, MEASURES, Measure, Unit
from cli.evaluation.scores import Grade, Ran, Score
from statute.french import NBSP

DRAWS = 2000
SEED = 20261126
"""The same tickets give the same interval."""

_SEALED = ", jeu scellé"
_GROUPS = ("En danger", "Autres sujets sensibles", "Simples tournures", "Autres tickets")
_LEAST = 5
"""Tickets under which totals would nearly tell each of them: no sealed set shows these."""
_HEARD = {
    "": "rien",
    Danger.SELF: "pour soi-même",
    Danger.REPORTED: "pour un autre",
    Danger.HOME: "à la maison",
    Danger.ATTACK: "violence ou menace",
    Danger.WORKPLACE: "au travail, imminent",
    Danger.GRIEF: "deuil (sans alerte)",
}

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Paired:
    """A measure on both sides. `gained` and `lost`: tickets that `after` does better, or worse."""

    measure: Measure
    before: float | None
    after: float | None
    gained: int
    lost: int
    p: float | None = None
    interval: tuple[float, float] | None = None

    @property
    def difference(self) -> float | None:
        """How much more `after` is than `before`; None where one of them is nothing."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


def compare(measure: Measure, before: Sequence[Score], after: Sequence[Score]) -> Paired:
    """Compare two routes, ticket by ticket; both hold the same tickets in the same order."""
    pairs = [
        (one, other)
        for one, other in zip(map(measure.of, before), map(measure.of, after), strict=True)
        if one is not None and other is not None
    ]
    better = sum(_is_better(measure, one, other) for one, other in pairs)
    worse = sum(_is_better(measure, other, one) for one, other in pairs)
    return Paired(
        measure=measure,
        before=measure.value(before),
        after=measure.value(after),
        gained=better,
        lost=worse,
        p=mcnemar(better, worse) if measure.yes_or_no and pairs else None,
        interval=None if measure.yes_or_no or measure.median else bootstrap(pairs),
    )


def mcnemar(better: int, worse: int) -> float:
    """Give the exact two-sided p-value of so many changes one way and so many the other."""
    changed = better + worse
    tail = sum(comb(changed, few) for few in range(min(better, worse) + 1))
    return min(1.0, 2 * tail / float(2**changed))


def bootstrap(
    pairs: Sequence[tuple[tuple[float, float], tuple[float, float]]],
) -> tuple[float, float] | None:
    """Give the 95 % interval of the difference of two quotients; None where there is none."""
    table = np.array([(*one, *other) for one, other in pairs], dtype=np.float64).reshape(-1, 4)
    if not len(table) or np.isnan(table).any():
        return None
    # How often each ticket is drawn, rather than the tickets: a large set stays small in memory.
    often = np.random.default_rng(SEED).multinomial(
        len(table), [1 / len(table)] * len(table), DRAWS
    )
    sums = often @ table
    differences = _quotient(sums[:, 2:]) - _quotient(sums[:, :2])
    if np.isnan(differences).all():
        return None
    low, high = np.nanpercentile(differences, (2.5, 97.5))
    return float(low), float(high)


def _quotient(sums: Numbers) -> Numbers:
    found: Numbers = np.full(len(sums), nan)
    np.divide(sums[:, 0], sums[:, 1], out=found, where=sums[:, 1] > 0)
    return found


def _is_better(measure: Measure, before: tuple[float, float], after: tuple[float, float]) -> bool:
    one, other = (part / whole if whole else nan for part, whole in (before, after))
    if isnan(one) or isnan(other):
        return False
    return other > one if measure.more_is_better else other < one


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of figures: the first cell of each row names it."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def drawn(self) -> Table:
        """Draw it for a terminal."""
        table = Table(*self.headings, title=self.title)
        for row in self.rows:
            table.add_row(*row)
        return table


def print_tables(ran: Sequence[Ran], console: Console, *, sealed: bool = False) -> None:
    """Print the totals of each route, by part and by danger too, then each beside the first."""
    console.print(table_of(ran, sealed=sealed))
    for one in ran:
        for grid in grids_of(one, sealed=sealed):
            console.print(grid.drawn())
    for other in ran[1:]:
        console.print(comparison_of(ran[0], other))


def table_of(ran: Sequence[Ran], *, sealed: bool = False) -> Table:
    """Make one line per measure and one column per route; the first one's pace in the title."""
    scores = ran[0].scores
    seconds = median(s.seconds for s in scores)
    what = f"tickets{_SEALED}" if sealed else "tickets"
    table = Table(title=f"{len(scores)} {what}, {seconds:.3f} s par ticket (médiane)")
    for heading in ("Mesure", *(one.name for one in ran), "Visé"):
        table.add_column(heading)
    for measure in MEASURES:
        if all(measure.value(one.scores) is None for one in ran):
            continue
        aimed = f"{measure.aim:.0%}" if measure.aim is not None else ""
        table.add_row(measure.label, *(written(measure, one.scores) for one in ran), aimed)
    return table


def grids_of(one: Ran, *, sealed: bool = False) -> list[Grid]:
    """Give the main measures by part, then the dangers, where the labels tell of them.

    Of a sealed set, a part or a group of few tickets is left out.
    """
    marked = f"{one.name}{_SEALED}" if sealed else one.name
    least = _LEAST if sealed else 1
    grids = (by_part(one.scores, marked, least), by_danger(one.scores, marked, least))
    return [grid for grid in grids if len(grid.headings) > 1]


def by_part(scores: Sequence[Score], name: str, least: int) -> Grid:
    """Give one row per main measure and one column per part of so many tickets at the least.

    A ticket of two parts counts in both.
    """
    parts: dict[str, list[Score]] = {}
    for score in scores:
        for part in score.ticket.parts:
            parts.setdefault(part, []).append(score)
    shown = {part: found for part, found in parts.items() if len(found) >= least}
    return Grid(
        f"{name}, par partie du jeu",
        ("Mesure", *(f"{part} ({len(found)})" for part, found in shown.items())),
        tuple(
            (measure.label, *(counted(measure, found) for found in shown.values()))
            for measure in BY_PART
        ),
    )


def by_danger(scores: Sequence[Score], name: str, least: int) -> Grid:
    """Give one row per kind of danger that was heard, true alarms and false ones apart.

    A group has so many tickets at the least. No label names the kind: it is the one heard. Without
    a label of danger there is no column.
    """
    groups: dict[str, list[Score]] = {}
    for score in scores:
        if score.ticket.crisis is not None:
            groups.setdefault(_group_of(score), []).append(score)
    shown = {name: found for name in _GROUPS if len(found := groups.get(name, [])) >= least}
    counts = {
        kind: [sum(s.danger == kind for s in found) for found in shown.values()] for kind in _HEARD
    }
    return Grid(
        f"{name}, danger entendu",
        ("Entendu", *(f"{group} ({len(found)})" for group, found in shown.items())),
        tuple((_HEARD[kind], *map(str, each)) for kind, each in counts.items() if any(each)),
    )


def _group_of(score: Score) -> str:
    in_danger, grave, alike, other = _GROUPS
    ticket = score.ticket
    if ticket.crisis:
        return in_danger
    if LOOKALIKE in ticket.parts:
        return alike
    return grave if ticket.sensitive else other


def comparison_of(before: Ran, after: Ran, measures: Sequence[Measure] = MEASURES) -> Table:
    """Make one line per measure: both figures, and whether chance would part them so."""
    table = Table(title=f"{after.name} au lieu de {before.name}, ticket par ticket")
    for heading in ("Mesure", "Avant", "Après", "Mieux", "Moins bien", "Écart"):
        table.add_column(heading)
    for measure in measures:
        found = compare(measure, before.scores, after.scores)
        if found.before is None and found.after is None:
            continue
        figures = (measure.unit.write(found.before), measure.unit.write(found.after))
        counts = (str(found.gained), str(found.lost))
        table.add_row(measure.label, *figures, *counts, tested(found))
    return table


def counted(measure: Measure, scores: Sequence[Score]) -> str:
    """Write a figure in few signs: so many of so many, or an amount per ticket."""
    part, whole = measure.sums(scores)
    if measure.unit is not Unit.SHARE or measure is EDITS or not whole:
        return measure.unit.write(measure.value(scores))
    return f"{part:.0f} / {whole:.0f}"


def written(measure: Measure, scores: Sequence[Score]) -> str:
    """Write a figure: so many of so many and their share, or an amount per ticket."""
    short, share = counted(measure, scores), measure.unit.write(measure.value(scores))
    return short if short == share else f"{short} ({share})"


def tested(found: Paired) -> str:
    """Write what the test of a difference says."""
    if found.p is not None:
        return f"McNemar p = {found.p:.3f}".replace(".", ",")
    if found.interval is None:
        return "–"
    unit = found.measure.unit
    low, high = (
        f"{'+' if bound > 0 else '−' if bound < 0 else ''}{unit.write(abs(bound))}"
        for bound in found.interval
    )
    return f"IC 95{NBSP}% de {low} à {high}"


def show_failing(scores: Sequence[Score], console: Console) -> None:
    """Print each letter that falls short, with what it lacks."""
    for s in scores:
        wrong_outcome = s.answered == s.ticket.should_abstain
        unanswered = [q for q in s.questions if q.grade is not Grade.RIGHT]
        if s.complete and not s.missed_articles and not wrong_outcome and not unanswered:
            continue
        wanted, found = ", ".join(s.ticket.rules or ()), ", ".join(s.found_rules)
        lacking = "; ".join((*s.missed_facts, *s.missed_articles))
        filed = f"[{s.ticket.category} → {s.category}] {s.ticket.kind} → {s.outcome}"
        console.print(
            f"\n=== {s.ticket.id} {filed}",
            f"{s.ticket.subject} {s.ticket.text}".strip(),
            f"--- règles attendues : {wanted} ; trouvées : {found}",
            f"--- manque : {lacking} ; dit à tort : {', '.join(s.asserted)}",
            *(f"--- {q.grade.value} : {q.question.q} {q.why}".rstrip() for q in unanswered),
            *(f"--- demandé à tort : {question}" for question in s.needless),
            *(f"--- à demander : {fact}" for fact in s.unasked),
            *(f"--- à côté : {paragraph}" for paragraph in s.beside),
            s.letter,
            sep="\n",
        )
