"""An evaluation on the terminal: one route beside another, what they differ by, the gate's word."""

from collections.abc import Sequence
from statistics import median

from rich.console import Console
from rich.table import Table

from flows.evaluation.measures import EDITS, MEASURES, Measure, Unit
from flows.evaluation.paired import Paired, compare
from flows.evaluation.running import Ran
from flows.evaluation.scores import Score
from statute.french import NBSP


def table_of(ran: Sequence[Ran]) -> Table:
    """Make one line per measure and one column per route; the first one's pace in the title."""
    scores = ran[0].scores
    seconds = median(s.seconds for s in scores)
    table = Table(title=f"{len(scores)} tickets, {seconds:.3f} s par ticket (médiane)")
    for heading in ("Mesure", *(one.name for one in ran), "Visé"):
        table.add_column(heading)
    for measure in MEASURES:
        if all(measure.value(one.scores) is None for one in ran):
            continue
        aimed = f"{measure.aim:.0%}" if measure.aim is not None else ""
        table.add_row(measure.label, *(written(measure, one.scores) for one in ran), aimed)
    return table


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


def written(measure: Measure, scores: Sequence[Score]) -> str:
    """Write a figure: so many of so many and their share, or an amount per ticket."""
    said = measure.unit.write(measure.value(scores))
    if measure.unit is not Unit.SHARE or measure is EDITS:
        return said
    part, whole = measure.sums(scores)
    return f"{part:.0f} / {whole:.0f} ({said})"


def tested(found: Paired) -> str:
    """Write what the test of a difference says."""
    if found.p is not None:
        return f"McNemar p = {found.p:.3f}".replace(".", ",")
    if found.interval is None:
        return "–"
    low, high = (_signed(found.measure.unit, bound) for bound in found.interval)
    return f"IC 95{NBSP}% de {low} à {high}"


def _signed(unit: Unit, value: float) -> str:
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{unit.write(abs(value))}"


def show_failing(scores: Sequence[Score], console: Console) -> None:
    """Print each letter that falls short, with what it lacks."""
    for s in scores:
        wrong_outcome = s.answered == s.ticket.should_abstain
        if s.complete and not s.missed_articles and not wrong_outcome:
            continue
        wanted, found = ", ".join(s.ticket.rules), ", ".join(s.found_rules)
        lacking = "; ".join((*s.missed_facts, *s.missed_articles))
        filed = f"[{s.ticket.category} → {s.category}] {s.ticket.kind} → {s.outcome}"
        console.print(
            f"\n=== {s.ticket.id} {filed}",
            f"{s.ticket.subject} {s.ticket.text}".strip(),
            f"--- règles attendues : {wanted} ; trouvées : {found}",
            f"--- manque : {lacking} ; dit à tort : {', '.join(s.asserted)}",
            s.letter,
            sep="\n",
        )
