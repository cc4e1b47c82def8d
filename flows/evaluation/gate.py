"""The gate: whether a candidate route may take the place of the active one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isnan

from flows.evaluation.measures import (
    ANSWERED,
    ARTICLES,
    CATEGORY,
    COST,
    EDITS,
    FACTS,
    GUARDED,
    SECONDS,
    SILENT,
    UNANSWERED,
    Measure,
    Unit,
)
from flows.evaluation.running import Ran
from flows.evaluation.scores import Score
from flows.settings.gate import Gate
from statute.french import NBSP, counted

_UNKNOWN_COST = (
    "le coût du candidat n’est pas connu : inscrivez cost_eur_per_input_token et "
    "cost_eur_per_output_token sous model_info (0 pour un modèle à vous)"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a candidate passes; `reasons` are French, one for each margin it does not keep."""

    reasons: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether every margin is kept."""
        return not self.reasons


def judge(gate: Gate, active: Ran, candidate: Ran) -> Verdict:
    """Hold a candidate against the active route, over the same tickets."""
    return Verdict(tuple(_reasons(gate, active, candidate)))


def _reasons(gate: Gate, active: Ran, candidate: Ran) -> Iterator[str]:
    if len(candidate.scores) < gate.least_tickets:
        yield (
            f"{counted(len(candidate.scores), 'ticket')} évalués, il en faut "
            f"{gate.least_tickets} (gate.least_tickets)"
        )
    # A route that never answers leaves all to the embedded way, and would pass for it.
    for role in candidate.silent:
        yield (
            f"aucun modèle n’a répondu pour le rôle « {role} » : vérifiez adresse, clé et modèle, "
            "ou prenez un jeu de tickets qui le sollicite"
        )
    new = newly_forbidden(active.scores, candidate.scores)
    if len(new) > gate.forbidden:
        yield f"phrases interdites nouvelles, tickets {', '.join(new)}"
    for measure, points in _held(gate):
        yield from _worse(measure, points / 100, active.scores, candidate.scores)
    yield from _silence(gate, candidate.scores)
    yield from _dearer(gate, active.scores, candidate.scores)
    yield from _worse(SECONDS, gate.seconds, active.scores, candidate.scores)


def newly_forbidden(active: Sequence[Score], candidate: Sequence[Score]) -> list[str]:
    """Name the tickets whose letter says what it must not, and did not before."""
    pairs = zip(active, candidate, strict=True)
    return [new.ticket.id for old, new in pairs if set(new.asserted) - set(old.asserted)]


def _held(gate: Gate) -> tuple[tuple[Measure, float], ...]:
    return (
        (CATEGORY, gate.category),
        (FACTS, gate.facts),
        (ARTICLES, gate.articles),
        (SILENT, gate.abstention),
        (ANSWERED, gate.answers),
        (EDITS, gate.edits),
        (GUARDED, gate.guards),
    )


def _worse(
    measure: Measure, margin: float, active: Sequence[Score], candidate: Sequence[Score]
) -> Iterator[str]:
    before, after = measure.value(active), measure.value(candidate)
    if before is None or after is None:
        return
    lost = before - after if measure.more_is_better else after - before
    # Beyond the rounding of a computer's sums: 0.90 - 0.88 is a little more than 0.02.
    if lost > margin + 1e-9:
        yield (
            f"{measure.label.lower()}{NBSP}: {measure.unit.write(before)} avant, "
            f"{measure.unit.write(after)} avec le candidat (marge "
            f"{_margin(measure.unit, margin)})"
        )


def _margin(unit: Unit, margin: float) -> str:
    if unit is not Unit.SHARE:
        return unit.write(margin)
    return f"{margin * 100:g}{NBSP}points".replace(".", ",")


def _silence(gate: Gate, candidate: Sequence[Score]) -> Iterator[str]:
    share = UNANSWERED.value(candidate)
    if share is not None and share > gate.unanswered / 100:
        yield (
            f"{UNANSWERED.label.lower()}{NBSP}: {Unit.SHARE.write(share)} "
            f"(au plus {_margin(Unit.SHARE, gate.unanswered / 100)})"
        )


def _dearer(gate: Gate, active: Sequence[Score], candidate: Sequence[Score]) -> Iterator[str]:
    before, after = COST.value(active) or 0.0, COST.value(candidate) or 0.0
    if isnan(after):
        yield _UNKNOWN_COST
    elif not isnan(before):
        yield from _worse(COST, gate.cost_eur, active, candidate)
