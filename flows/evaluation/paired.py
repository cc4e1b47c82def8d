"""Two routes over the same tickets: how far apart, and how far chance alone would bring them.

A yes or no is tested by McNemar's exact test: only the tickets on which the routes disagree
count, each as a coin. Anything else gets the 95 % interval of a paired bootstrap (percentiles):
whole tickets are drawn again, with both their letters, so that a ticket's several facts stay
together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, isnan, nan

import numpy as np
import numpy.typing as npt

from flows.evaluation.measures import Measure
from flows.evaluation.scores import Score

DRAWS = 2000
SEED = 20261126
"""The same tickets give the same interval."""

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
        interval=None if measure.yes_or_no else bootstrap(pairs),
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
