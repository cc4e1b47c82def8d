"""What was done in a period, counted by the database. Nobody's name or words are read here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.database import reading
from cases.model import CaseState, DeliveryState, Outcome
from cases.tables import approvals, cases, deliveries, drafts, events, model_calls
from cases.transition import MACHINE

EDIT_BANDS = (0.1, 0.3, 0.6)
"""Where the sizes of a correction part; a share of changed words below the first is band 0."""

_CATEGORY = cases.c.classification["category"].as_string().label("category")
_RECEIVED_AT = cases.c.opened_at
_COUNT = sa.func.count().label("count")
_DAY = 86_400


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


@dataclass(frozen=True, slots=True)
class Cost:
    """What the models cost for one case; None where no call told."""

    calls: int
    cost_eur: float | None
    gco2e: float | None


async def read_figures(engine: AsyncEngine, cuts: Sequence[datetime]) -> Figures:
    """Count what happened from the first instant to the last, parted at those between."""
    async with reading(engine) as connection:
        return Figures(
            received=await _received(connection, cuts),
            sent=await _sent(connection, cuts),
            drafted=await _drafted(connection, cuts),
            decided=(*await _approved(connection, cuts), *await _declined(connection, cuts)),
            spent=await _spent(connection, cuts),
        )


async def read_cost(engine: AsyncEngine, case_id: str) -> Cost:
    """Add up the calls to models of one case."""
    query = sa.select(
        sa.func.count().label("calls"),
        sa.func.sum(model_calls.c.cost_eur).label("cost_eur"),
        sa.func.sum(model_calls.c.gco2e).label("gco2e"),
    ).where(model_calls.c.case_id == case_id)
    async with reading(engine) as connection:
        return Cost(**(await connection.execute(query)).mappings().one())


async def _received(connection: AsyncConnection, cuts: Sequence[datetime]) -> tuple[Received, ...]:
    at = _RECEIVED_AT
    query = (
        sa.select(_piece(at, cuts), _CATEGORY, cases.c.state, _COUNT)
        .where(*_within(at, cuts))
        .group_by("piece", _CATEGORY.name, cases.c.state)
    )
    rows = await _rows(connection, query)
    return tuple(Received(**{**row, "state": CaseState(row["state"])}) for row in rows)


async def _sent(connection: AsyncConnection, cuts: Sequence[datetime]) -> tuple[Sent, ...]:
    at = deliveries.c.attempted_at
    before = deliveries.alias("before")
    later = sa.exists().where(
        before.c.case_id == deliveries.c.case_id,
        before.c.state == DeliveryState.SENT,
        before.c.attempted_at < at,
    )
    seconds = _seconds(connection.dialect.name, _RECEIVED_AT, at)
    query = (
        sa.select(
            _piece(at, cuts),
            _CATEGORY,
            drafts.c.outcome,
            later.label("later"),
            seconds.label("seconds"),
        )
        .select_from(deliveries)
        .join(approvals, approvals.c.id == deliveries.c.approval_id)
        .join(drafts, _draft_of(approvals.c.case_id, approvals.c.draft_number))
        .join(cases, cases.c.id == deliveries.c.case_id)
        .where(deliveries.c.state == DeliveryState.SENT, *_within(at, cuts))
    )
    rows = await _rows(connection, query)
    return tuple(
        Sent(**{**row, "outcome": Outcome(row["outcome"]), "later": bool(row["later"])})
        for row in rows
    )


async def _drafted(connection: AsyncConnection, cuts: Sequence[datetime]) -> tuple[Drafted, ...]:
    at = drafts.c.created_at
    query = (
        sa.select(_piece(at, cuts), _CATEGORY, drafts.c.outcome, _COUNT)
        .join(cases, cases.c.id == drafts.c.case_id)
        .where(*_within(at, cuts))
        .group_by("piece", _CATEGORY.name, drafts.c.outcome)
    )
    rows = await _rows(connection, query)
    return tuple(Drafted(**{**row, "outcome": Outcome(row["outcome"])}) for row in rows)


async def _approved(connection: AsyncConnection, cuts: Sequence[datetime]) -> tuple[Decided, ...]:
    at, share = approvals.c.approved_at, approvals.c.edit_share
    parted = [(share < limit, band) for band, limit in enumerate(EDIT_BANDS)]
    band = sa.case((share.is_(None), None), *parted, else_=len(EDIT_BANDS))
    query = (
        sa.select(
            _piece(at, cuts),
            _CATEGORY,
            drafts.c.written_by,
            approvals.c.decision,
            band.label("band"),
            sa.func.coalesce(sa.func.sum(share), 0.0).label("shares"),
            _COUNT,
        )
        .select_from(approvals)
        .join(drafts, _draft_of(approvals.c.case_id, approvals.c.draft_number))
        .join(cases, cases.c.id == approvals.c.case_id)
        .where(*_within(at, cuts))
        .group_by("piece", _CATEGORY.name, drafts.c.written_by, approvals.c.decision, "band")
    )
    return tuple(Decided(**row) for row in await _rows(connection, query))


async def _declined(connection: AsyncConnection, cuts: Sequence[datetime]) -> tuple[Decided, ...]:
    # The trail holds instants as text, in UTC: text in the same form compares alike.
    at, written = events.c.at, [cut.astimezone(UTC).isoformat() for cut in cuts]
    before = events.alias("before")
    number = sa.select(sa.func.count()).where(
        before.c.case_id == events.c.case_id,
        before.c.kind == CaseState.DRAFTED,
        before.c.seq < events.c.seq,
    )
    query = (
        sa.select(
            _piece(at, written),
            _CATEGORY,
            drafts.c.written_by,
            events.c.kind.label("decision"),
            sa.func.coalesce(events.c.details["choice"].as_string(), "").label("choice"),
            _COUNT,
        )
        .select_from(events)
        .join(drafts, _draft_of(events.c.case_id, number.scalar_subquery()))
        .join(cases, cases.c.id == events.c.case_id)
        .where(
            events.c.kind.in_((CaseState.REJECTED, CaseState.HANDED_OVER)),
            events.c.details["from"].as_string() == CaseState.AWAITING_APPROVAL,
            events.c.actor != MACHINE,
            *_within(at, written),
        )
        .group_by("piece", _CATEGORY.name, drafts.c.written_by, "decision", "choice")
    )
    return tuple(Decided(**row) for row in await _rows(connection, query))


async def _spent(connection: AsyncConnection, cuts: Sequence[datetime]) -> tuple[Spent, ...]:
    called = model_calls.c
    sums = (called.tokens_in, called.tokens_out, called.cost_eur, called.gco2e)
    query = (
        sa.select(
            _piece(called.at, cuts),
            called.role,
            called.route,
            sa.func.count().label("calls"),
            sa.func.count(called.cost_eur).label("priced"),
            sa.func.count(called.gco2e).label("weighed"),
            *(sa.func.sum(column).label(column.name) for column in sums),
        )
        .where(*_within(called.at, cuts))
        .group_by("piece", called.role, called.route)
    )
    return tuple(Spent(**row) for row in await _rows(connection, query))


async def _rows(
    connection: AsyncConnection, query: sa.Select[*tuple[Any, ...]]
) -> Sequence[RowMapping]:
    return (await connection.execute(query)).mappings().all()


def _piece(at: sa.ColumnElement[Any], cuts: Sequence[object]) -> sa.Label[int]:
    between = ((at < cut, piece) for piece, cut in enumerate(cuts[1:]))
    return sa.case(*between, else_=len(cuts) - 1).label("piece")


def _within(
    at: sa.ColumnElement[Any], cuts: Sequence[object]
) -> tuple[sa.ColumnElement[bool], ...]:
    return at >= cuts[0], at < cuts[-1]


def _draft_of(
    case_id: sa.ColumnElement[Any], number: sa.ColumnElement[int]
) -> sa.ColumnElement[bool]:
    return sa.and_(drafts.c.case_id == case_id, drafts.c.number == number)


def _seconds(
    dialect: str, since: sa.ColumnElement[datetime], until: sa.ColumnElement[Any]
) -> sa.ColumnElement[float]:
    if dialect == "postgresql":
        return sa.cast(sa.extract("epoch", until - since), sa.Float)
    return (sa.func.julianday(until) - sa.func.julianday(since)) * _DAY
