"""What figures are made of: counts, never a name or a word of anybody."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.model import CaseState, Outcome

EDIT_BANDS = (0.1, 0.3, 0.6)
"""Where the sizes of a correction part; a share of changed words below the first is band 0."""


@dataclass(frozen=True, slots=True)
class Received:
    """Requests received in a piece of the period, and where they stand today."""

    piece: int
    category: str | None
    state: CaseState
    count: int


@dataclass(frozen=True, slots=True)
class Sent:
    """One letter that left; `seconds` since the request came, `later` after a first letter."""

    piece: int
    category: str | None
    outcome: Outcome
    later: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Drafted:
    """Letters prepared, by what they do."""

    piece: int
    category: str | None
    outcome: Outcome
    count: int


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions of officers on prepared letters.

    `decision`: approved, edited, rejected or handed_over. `band`: size of the correction, None
    where it was not measured. `shares`: sum of the shares of changed words. `choice`: id of the
    reason in its list, empty when none was recorded.
    """

    piece: int
    category: str | None
    written_by: str
    decision: str
    count: int
    band: int | None = None
    shares: float = 0.0
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Spent:
    """Calls to models: tokens, euros and grams of CO2 equivalent of the calls where known."""

    piece: int
    role: str
    route: str
    calls: int
    tokens_in: int
    tokens_out: int
    cost_eur: float | None
    gco2e: float | None
    priced: int
    weighed: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything counted of one period."""

    received: tuple[Received, ...]
    sent: tuple[Sent, ...]
    drafted: tuple[Drafted, ...]
    decided: tuple[Decided, ...]
    spent: tuple[Spent, ...]


def total(values: Iterable[float | None]) -> float | None:
    """Add up; None where one is not known."""
    known = list(values)
    return None if None in known else sum((v for v in known if v is not None), start=0.0)
