"""Shadow drafts beside those of the active models, both held against what officers sent."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncEngine

from cases.model import Draft
from cases.shadow import Beside, read_beside
from flows.evaluation.measures import COST, EDITS, GRAMS, GUARDED, Measure, Unit
from flows.evaluation.running import Ran
from flows.evaluation.scores import LabelledTicket, Score, articles_in

MEASURES = (
    EDITS,
    GUARDED,
    Measure(
        "named_articles",
        "Articles nommés par lettre",
        lambda s: (len(articles_in(s.letter)), 1.0),
        Unit.COUNT,
        yes_or_no=False,
    ),
    Measure(
        "rules",
        "Règles appliquées par ticket",
        lambda s: (len(s.found_rules), 1.0),
        Unit.COUNT,
        yes_or_no=False,
    ),
    COST,
    GRAMS,
)
"""What can be told of a live ticket, on which nobody wrote down what was expected."""


async def read_both(engine: AsyncEngine, models_sha256: str) -> tuple[Ran, Ran, int]:
    """Give both sides of the cases whose letter was sent, and how many shadows there are in all."""
    found, whole = await read_beside(engine, models_sha256)
    active = Ran("modèles actifs", tuple(_active(one) for one in found))
    return active, Ran("modèles à l’essai", tuple(_shadow(one) for one in found)), whole


def same_outcome(sides: Sequence[Ran]) -> int:
    """Count the tickets of which both letters do the same: answer, ask, hand over, decline."""
    before, after = (side.scores for side in sides)
    return sum(one.outcome == other.outcome for one, other in zip(before, after, strict=True))


def _active(one: Beside) -> Score:
    # How long the active models took was not written down.
    return _score(one, one.draft, 0.0, one.calls, one.cost_eur, one.gco2e)


def _shadow(one: Beside) -> Score:
    made = one.shadow
    return _score(one, made.draft, made.seconds, made.calls, made.cost_eur, made.gco2e)


def _score(  # noqa: PLR0913, PLR0917 - what differs between the two sides
    one: Beside,
    draft: Draft,
    seconds: float,
    calls: int,
    cost_eur: float | None,
    gco2e: float | None,
) -> Score:
    name = f"{one.shadow.case_id}-{one.shadow.draft_number}"
    return Score(
        ticket=LabelledTicket(id=name, text="", category="", sent=one.sent),
        outcome=draft.outcome.value,
        category="",
        found_rules=tuple(finding.rule for finding in draft.findings),
        missed_facts=(),
        articles=0,
        missed_articles=(),
        asserted=(),
        seconds=seconds,
        letter=draft.text,
        guard_failures=draft.guard_failures,
        written_by=draft.written_by,
        calls=calls,
        cost_eur=cost_eur,
        gco2e=gco2e,
    )
