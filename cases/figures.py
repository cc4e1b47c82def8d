"""What was done in a period, counted by the database. Nobody's name or words are read here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.access import Reach
from cases.counted import EDIT_BANDS, Cost, Decided, Drafted, Figures, Received, Sent, Spent
from cases.database import reading
from cases.model import CaseState, Outcome
from cases.redraft import OFFICER
from cases.reply import Decision, DeliveryState
from cases.tables import approvals, cases, deliveries, drafts, events, model_calls
from cases.transition import MACHINE

_COUNT = sa.func.count().label("count")
_DAY = 86_400


async def read_figures(engine: AsyncEngine, reach: Reach, cuts: Sequence[datetime]) -> Figures:
    """Count what happened to the cases within reach, from the first instant to the last.

    The instants between them part the period in pieces, numbered from 0.
    """
    async with reading(engine) as connection:
        count = _Count(connection, reach, cuts)
        return Figures(
            received=await _received(count),
            sent=await _sent(count),
            drafted=await _drafted(count),
            decided=(*await _approved(count), *await _declined(count)),
            spent=await _spent(count),
        )


async def read_cost(engine: AsyncEngine, case_id: str) -> Cost:
    """Add up the calls to models of one case."""
    return await _cost(engine, model_calls.c.case_id == case_id)


async def read_cost_since(engine: AsyncEngine, since: datetime) -> Cost:
    """Add up the calls to models of all cases, whichever worker made them."""
    return await _cost(engine, model_calls.c.at >= since)


async def _cost(engine: AsyncEngine, which: sa.ColumnElement[bool]) -> Cost:
    called = model_calls.c
    tokens = sa.func.coalesce(sa.func.sum(called.tokens_in + called.tokens_out), 0)
    query = sa.select(
        sa.func.count().label("calls"),
        sa.func.sum(called.cost_eur).label("cost_eur"),
        sa.func.sum(called.gco2e).label("gco2e"),
        sa.func.sum(called.kwh).label("kwh"),
        tokens.label("tokens"),
    ).where(which)
    async with reading(engine) as connection:
        return Cost(**(await connection.execute(query)).mappings().one())


@dataclass(frozen=True, slots=True)
class _Count:
    """One reading: on what connection, of which cases, parted at which instants."""

    connection: AsyncConnection
    reach: Reach
    cuts: Sequence[datetime]

    def piece(self, at: sa.ColumnElement[Any]) -> sa.Label[int]:
        cuts = self._like(at)
        between = ((at < cut, piece) for piece, cut in enumerate(cuts[1:]))
        return sa.case(*between, else_=len(cuts) - 1).label("piece")

    def within(self, at: sa.ColumnElement[Any]) -> tuple[sa.ColumnElement[bool], ...]:
        cuts = self._like(at)
        return at >= cuts[0], at < cuts[-1], self.reach.clause

    def seconds(
        self, since: sa.ColumnElement[Any], until: sa.ColumnElement[Any]
    ) -> sa.ColumnElement[float]:
        if self.connection.dialect.name == "postgresql":
            return sa.cast(sa.extract("epoch", until - since), sa.Float)
        return (sa.func.julianday(until) - sa.func.julianday(since)) * _DAY

    async def rows(self, query: sa.Select[*tuple[Any, ...]]) -> Sequence[RowMapping]:
        return (await self.connection.execute(query)).mappings().all()

    def _like(self, at: sa.ColumnElement[Any]) -> Sequence[object]:
        # The trail holds instants as text, in UTC: text in the same form compares alike.
        if at is events.c.at:
            return [cut.astimezone(UTC).isoformat() for cut in self.cuts]
        return self.cuts


async def _received(count: _Count) -> tuple[Received, ...]:
    at = cases.c.received_at
    query = (
        sa.select(count.piece(at), cases.c.category, cases.c.state, _COUNT)
        .where(*count.within(at))
        .group_by("piece", cases.c.category, cases.c.state)
    )
    rows = await count.rows(query)
    return tuple(Received(**{**row, "state": CaseState(row["state"])}) for row in rows)


async def _sent(count: _Count) -> tuple[Sent, ...]:
    at = deliveries.c.attempted_at
    before = deliveries.alias("before")
    later = sa.exists().where(
        before.c.case_id == deliveries.c.case_id,
        before.c.state == DeliveryState.SENT,
        before.c.attempted_at < at,
    )
    seconds = count.seconds(cases.c.received_at, at)
    query = (
        sa.select(
            count.piece(at),
            cases.c.category,
            drafts.c.outcome,
            later.label("later"),
            seconds.label("seconds"),
        )
        .select_from(deliveries)
        .join(approvals, approvals.c.id == deliveries.c.approval_id)
        .join(drafts, _draft_of(approvals.c.case_id, approvals.c.draft_number))
        .join(cases, cases.c.id == deliveries.c.case_id)
        .where(deliveries.c.state == DeliveryState.SENT, *count.within(at))
    )
    rows = await count.rows(query)
    return tuple(
        Sent(**{**row, "outcome": Outcome(row["outcome"]), "later": bool(row["later"])})
        for row in rows
    )


async def _drafted(count: _Count) -> tuple[Drafted, ...]:
    at = drafts.c.created_at
    query = (
        sa.select(count.piece(at), cases.c.category, drafts.c.outcome, _COUNT)
        .join(cases, cases.c.id == drafts.c.case_id)
        .where(*count.within(at))
        .group_by("piece", cases.c.category, drafts.c.outcome)
    )
    rows = await count.rows(query)
    return tuple(Drafted(**{**row, "outcome": Outcome(row["outcome"])}) for row in rows)


async def _approved(count: _Count) -> tuple[Decided, ...]:
    at, share = approvals.c.approved_at, approvals.c.edit_share
    parted = [(share < limit, band) for band, limit in enumerate(EDIT_BANDS)]
    band = sa.case((share.is_(None), None), *parted, else_=len(EDIT_BANDS))
    # A text that an officer changed before is no machine's, though it was approved as it stood.
    changed = drafts.c.written_by == OFFICER
    decision = sa.case((changed, Decision.EDITED), else_=approvals.c.decision).label("decision")
    # What was taken back, or never left because the ticket changed, was decided anew.
    left = sa.exists().where(deliveries.c.approval_id == approvals.c.id)
    query = (
        sa.select(
            count.piece(at),
            cases.c.category,
            drafts.c.written_by,
            decision,
            band.label("band"),
            sa.func.coalesce(sa.func.sum(share), 0.0).label("shares"),
            _COUNT,
        )
        .select_from(approvals)
        .join(drafts, _draft_of(approvals.c.case_id, approvals.c.draft_number))
        .join(cases, cases.c.id == approvals.c.case_id)
        .where(*count.within(at), sa.or_(left, drafts.c.number == cases.c.draft_number))
        .group_by("piece", cases.c.category, drafts.c.written_by, "decision", "band")
    )
    return tuple(Decided(**row) for row in await count.rows(query))


async def _declined(count: _Count) -> tuple[Decided, ...]:
    at = events.c.at
    number = sa.cast(events.c.details["draft"].as_string(), sa.Integer)
    query = (
        sa.select(
            count.piece(at),
            cases.c.category,
            drafts.c.written_by,
            events.c.kind.label("decision"),
            sa.func.coalesce(events.c.details["choice"].as_string(), "").label("choice"),
            _COUNT,
        )
        .select_from(events)
        .join(drafts, _draft_of(events.c.case_id, number))
        .join(cases, cases.c.id == events.c.case_id)
        .where(
            events.c.kind.in_((CaseState.REJECTED, CaseState.HANDED_OVER)),
            events.c.details["from"].as_string() == CaseState.AWAITING_APPROVAL,
            events.c.actor != MACHINE,
            *count.within(at),
        )
        .group_by("piece", cases.c.category, drafts.c.written_by, "decision", "choice")
    )
    return tuple(Decided(**row) for row in await count.rows(query))


async def _spent(count: _Count) -> tuple[Spent, ...]:
    called = model_calls.c
    sums = (called.tokens_in, called.tokens_out, called.cost_eur, called.gco2e, called.kwh)
    query = (
        sa.select(
            count.piece(called.at),
            called.role,
            called.route,
            sa.func.count().label("calls"),
            sa.func.count(called.cost_eur).label("priced"),
            sa.func.count(called.gco2e).label("weighed"),
            *(sa.func.sum(column).label(column.name) for column in sums),
        )
        .join(cases, cases.c.id == called.case_id)
        .where(*count.within(called.at))
        .group_by("piece", called.role, called.route)
    )
    return tuple(Spent(**row) for row in await count.rows(query))


def _draft_of(
    case_id: sa.ColumnElement[Any], number: sa.ColumnElement[int]
) -> sa.ColumnElement[bool]:
    return sa.and_(drafts.c.case_id == case_id, drafts.c.number == number)
