"""All figures of a period, and the few that say the most."""

from collections.abc import Mapping
from dataclasses import dataclass

from cases.counted import Figures
from web.figures.costs import costs, sums
from web.figures.decisions import corrections, decided, decisions
from web.figures.figure import Figure
from web.figures.letters import abstentions, delay, delays, requests
from web.figures.period import Period
from web.figures.tables import Unit, Value


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure that stands alone."""

    label: str
    said: str


def figures_of(counted: Figures, period: Period, labels: Mapping[str, str]) -> list[Figure]:
    """Make all figures, in the order of the page. `labels`: those of the categories."""
    parts = (requests, delays, decisions, corrections, abstentions)
    found = [figure for part in parts for figure in part(counted, period, labels)]
    return [*found, *costs(counted.spent, period)]


def headlines_of(counted: Figures) -> list[Headline]:
    """Say the period in a line."""
    first = [letter for letter in counted.sent if not letter.later]
    euros = sums(counted.spent)[1] if counted.spent else 0
    told: tuple[tuple[str, Value, Unit], ...] = (
        ("demandes reçues", sum(row.count for row in counted.received), Unit.COUNT),
        ("lettres parties", len(counted.sent), Unit.COUNT),
        ("délai médian avant la première lettre", delay(first)[0], Unit.SECONDS),
        ("des lettres approuvées telles quelles", decided(counted.decided)[-1], Unit.SHARE),
        ("coût connu des modèles de langue", euros, Unit.EUROS),
    )
    return [Headline(label, unit.write(value)) for label, value, unit in told]
