"""What is measured of a route, each time as so much of so much; the quotient is the figure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from math import isnan, nan

from flows.evaluation.scores import Score
from statute.french import NBSP

FEW_EUROS = 0.01
"""Below, cents would say nothing."""


class Unit(Enum):
    """What a measure counts; all but the first are per ticket."""

    SHARE = "part"
    EUROS = "€"
    SECONDS = "s"
    GRAMS = "g"
    COUNT = ""

    def write(self, value: float | None) -> str:
        """Write a value as French readers do."""
        if value is None:
            return "–"
        if isnan(value):
            return "inconnu"
        if self is Unit.SHARE:
            return f"{value * 100:.1f}{NBSP}%".replace(".", ",")
        if self is Unit.COUNT:
            return f"{value:.1f}".replace(".", ",")
        decimals = 4 if 0 < abs(value) < FEW_EUROS else 2
        return f"{value:.{decimals}f}{NBSP}{self.value}".replace(".", ",")


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. `of` gives what a ticket brings to it: so much of so much, None for nothing.

    A whole of 1 whose part is 0 or 1 is a yes or no (`yes_or_no`). `aim` is what is aimed at.
    """

    id: str
    label: str
    of: Callable[[Score], tuple[float, float] | None]
    unit: Unit = Unit.SHARE
    more_is_better: bool = True
    yes_or_no: bool = True
    aim: float | None = None

    def sums(self, scores: Sequence[Score]) -> tuple[float, float]:
        """Add up what all tickets bring."""
        brought = [found for score in scores if (found := self.of(score)) is not None]
        return sum(part for part, _ in brought), sum(whole for _, whole in brought)

    def value(self, scores: Sequence[Score]) -> float | None:
        """Give the figure; None where no ticket says anything of it, nan where one is unknown."""
        part, whole = self.sums(scores)
        return part / whole if whole else None


def _found(found: bool) -> tuple[float, float]:  # noqa: FBT001 - the answer itself
    return (float(found), 1.0)


def _known(value: float | None) -> tuple[float, float]:
    return (nan if value is None else value, 1.0)


def _complete(score: Score) -> tuple[float, float] | None:
    # Nothing is expected of the letter of a town's own case: any would be complete.
    if score.ticket.should_abstain or score.ticket.sent:
        return None
    return _found(score.complete and score.answered)


def _heading_among(score: Score, first: int) -> tuple[float, float] | None:
    wanted = score.ticket.headings
    return _found(not wanted.isdisjoint(score.headings[:first])) if wanted else None


def _edits(score: Score) -> tuple[float, float] | None:
    share = score.edit_share
    return None if share is None else (share, 1.0)


CATEGORY = Measure("category", "Catégorie juste", lambda s: _found(s.category == s.ticket.category))
FACTS = Measure(
    "facts",
    "Faits attendus dans la lettre",
    lambda s: (
        len(s.ticket.expected_facts) - len(s.missed_facts),
        len(s.ticket.expected_facts),
    ),
    yes_or_no=False,
    aim=0.85,
)
COMPLETE = Measure(
    "complete",
    "Tickets entièrement répondus",
    _complete,
    aim=0.75,
)
ARTICLES = Measure(
    "articles",
    "Articles cités",
    lambda s: (s.articles - len(s.missed_articles), s.articles),
    yes_or_no=False,
    aim=0.90,
)
CLEAN = Measure("clean", "Sans phrase interdite", lambda s: _found(not s.asserted), aim=1.0)
SILENT = Measure(
    "silent",
    "S’abstient quand il le faut",
    lambda s: _found(not s.answered) if s.ticket.should_abstain else None,
    aim=0.95,
)
ANSWERED = Measure(
    "answered",
    "Répond quand il le peut",
    lambda s: None if s.ticket.should_abstain else _found(s.answered),
    aim=0.85,
)
HEADING = Measure(
    "heading",
    "Bonne rubrique en tête",
    lambda s: _heading_among(s, 1),
    aim=0.85,
)
HEADINGS = Measure(
    "headings",
    "Bonne rubrique dans les trois premières",
    lambda s: _heading_among(s, 3),
    aim=0.97,
)
GUARDED = Measure(
    "guards",
    "Lettres où le texte du modèle n’a pas été retenu",
    lambda s: _found(bool(s.guard_failures)),
    more_is_better=False,
)
UNANSWERED = Measure(
    "unanswered",
    "Questions au modèle sans réponse utilisable",
    lambda s: (s.failed_calls, s.failed_calls + s.calls),
    more_is_better=False,
    yes_or_no=False,
)
EDITS = Measure(
    "edits",
    "Mots qui diffèrent de la lettre envoyée",
    _edits,
    more_is_better=False,
    yes_or_no=False,
)
COST = Measure(
    "cost",
    "Coût par ticket",
    lambda s: _known(s.cost_eur),
    Unit.EUROS,
    more_is_better=False,
    yes_or_no=False,
)
SECONDS = Measure(
    "seconds",
    "Secondes par ticket",
    lambda s: (s.seconds, 1.0),
    Unit.SECONDS,
    more_is_better=False,
    yes_or_no=False,
)
GRAMS = Measure(
    "gco2e",
    "Grammes d’équivalent CO₂ par ticket",
    lambda s: _known(s.gco2e),
    Unit.GRAMS,
    more_is_better=False,
    yes_or_no=False,
)

MEASURES = (
    CATEGORY, FACTS, COMPLETE, ARTICLES, CLEAN, SILENT, ANSWERED, HEADING, HEADINGS, GUARDED,
    UNANSWERED, EDITS, COST, SECONDS, GRAMS,
)  # fmt: skip


def figures(scores: Sequence[Score]) -> Mapping[str, float | None]:
    """Give every figure of a route, by the measure's id."""
    return {measure.id: measure.value(scores) for measure in MEASURES}
