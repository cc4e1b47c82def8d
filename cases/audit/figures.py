"""Figures: what was done in a period, counted by the database. No name and no words are read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.audit.trail import MACHINE
from cases.model import OFFICER, CaseState, Outcome
from cases.people.access import Scope
from cases.store.database import reading
from cases.store.records import Decision, DeliveryState
from cases.tables import approvals, cases, deliveries, drafts, events, model_calls

EDIT_BANDS = (0.1, 0.3, 0.6)
"""Where the sizes of a correction part; a share of changed words below the first is band 0."""

_COUNT = sa.func.count().label("count")
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class ReceivedCount:
    """Requests received in a piece of the period, and where they stand today."""

    piece: int
    category: str | None
    state: CaseState
    count: int


@dataclass(frozen=True, slots=True)
class SentReply:
    """One letter that left; `seconds` since the request came, `later` after a first letter."""

    piece: int
    category: str | None
    outcome: Outcome
    later: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class DraftCount:
    """Letters prepared, by what they do."""

    piece: int
    category: str | None
    outcome: Outcome
    count: int


@dataclass(frozen=True, slots=True)
class DecisionCount:
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
class ModelSpend:
    """Calls to models: tokens; euros, kWh and grams of CO2 equivalent of the calls where known."""

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
    kwh: float | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything counted of one period."""

    received: tuple[ReceivedCount, ...]
    sent: tuple[SentReply, ...]
    drafted: tuple[DraftCount, ...]
    decided: tuple[DecisionCount, ...]
    spent: tuple[ModelSpend, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """What models cost, for one case or since a moment; None where no call told."""

    calls: int
    cost_eur: float | None
    gco2e: float | None
    kwh: float | None = None
    tokens: int = 0


async def read_figures(engine: AsyncEngine, scope: Scope, cuts: Sequence[datetime]) -> Figures:
    """Count what happened to the cases within scope, from the first instant to the last.

    The instants between them part the period in pieces, numbered from 0.
    """
    async with reading(engine) as connection:
        period = _Period(connection, scope, cuts)
        return Figures(
            received=await period.received(),
            sent=await period.sent(),
            drafted=await period.drafted(),
            decided=(*await period.approved(), *await period.declined()),
            spent=await period.spent(),
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


def total(values: Iterable[float | None]) -> float | None:
    """Add up; None where one is not known."""
    known = list(values)
    return None if None in known else sum((v for v in known if v is not None), start=0.0)


@dataclass(frozen=True, slots=True)
class _Period:
    """Counts one period: on what connection, of which cases, parted at which instants."""

    connection: AsyncConnection
    scope: Scope
    cuts: Sequence[datetime]

    def piece(self, at: sa.ColumnElement[Any]) -> sa.Label[int]:
        cuts = self._like(at)
        between = ((at < cut, piece) for piece, cut in enumerate(cuts[1:]))
        return sa.case(*between, else_=len(cuts) - 1).label("piece")

    def within(self, at: sa.ColumnElement[Any]) -> tuple[sa.ColumnElement[bool], ...]:
        cuts = self._like(at)
        return at >= cuts[0], at < cuts[-1], self.scope.clause

    def seconds(
        self, since: sa.ColumnElement[Any], until: sa.ColumnElement[Any]
    ) -> sa.ColumnElement[float]:
        if self.connection.dialect.name == "postgresql":
            return sa.cast(sa.extract("epoch", until - since), sa.Float)
        return (sa.func.julianday(until) - sa.func.julianday(since)) * _DAY

    async def rows(self, query: sa.Select[*tuple[Any, ...]]) -> Sequence[RowMapping]:
        return (await self.connection.execute(query)).mappings().all()

    async def received(self) -> tuple[ReceivedCount, ...]:
        at = cases.c.received_at
        query = (
            sa.select(self.piece(at), cases.c.category, cases.c.state, _COUNT)
            .where(*self.within(at))
            .group_by("piece", cases.c.category, cases.c.state)
        )
        rows = await self.rows(query)
        return tuple(ReceivedCount(**{**row, "state": CaseState(row["state"])}) for row in rows)

    async def sent(self) -> tuple[SentReply, ...]:
        at = deliveries.c.attempted_at
        before = deliveries.alias("before")
        later = sa.exists().where(
            before.c.case_id == deliveries.c.case_id,
            before.c.state == DeliveryState.SENT,
            before.c.attempted_at < at,
        )
        seconds = self.seconds(cases.c.received_at, at)
        query = (
            sa.select(
                self.piece(at),
                cases.c.category,
                drafts.c.outcome,
                later.label("later"),
                seconds.label("seconds"),
            )
            .select_from(deliveries)
            .join(approvals, approvals.c.id == deliveries.c.approval_id)
            .join(drafts, _draft_of(approvals.c.case_id, approvals.c.draft_number))
            .join(cases, cases.c.id == deliveries.c.case_id)
            .where(deliveries.c.state == DeliveryState.SENT, *self.within(at))
        )
        rows = await self.rows(query)
        return tuple(
            SentReply(**{**row, "outcome": Outcome(row["outcome"]), "later": bool(row["later"])})
            for row in rows
        )

    async def drafted(self) -> tuple[DraftCount, ...]:
        at = drafts.c.created_at
        query = (
            sa.select(self.piece(at), cases.c.category, drafts.c.outcome, _COUNT)
            .join(cases, cases.c.id == drafts.c.case_id)
            .where(*self.within(at))
            .group_by("piece", cases.c.category, drafts.c.outcome)
        )
        rows = await self.rows(query)
        return tuple(DraftCount(**{**row, "outcome": Outcome(row["outcome"])}) for row in rows)

    async def approved(self) -> tuple[DecisionCount, ...]:
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
                self.piece(at),
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
            .where(*self.within(at), sa.or_(left, drafts.c.number == cases.c.draft_number))
            .group_by("piece", cases.c.category, drafts.c.written_by, "decision", "band")
        )
        return tuple(DecisionCount(**row) for row in await self.rows(query))

    async def declined(self) -> tuple[DecisionCount, ...]:
        at = events.c.at
        number = sa.cast(events.c.details["draft"].as_string(), sa.Integer)
        query = (
            sa.select(
                self.piece(at),
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
                *self.within(at),
            )
            .group_by("piece", cases.c.category, drafts.c.written_by, "decision", "choice")
        )
        return tuple(DecisionCount(**row) for row in await self.rows(query))

    async def spent(self) -> tuple[ModelSpend, ...]:
        called = model_calls.c
        sums = (called.tokens_in, called.tokens_out, called.cost_eur, called.gco2e, called.kwh)
        query = (
            sa.select(
                self.piece(called.at),
                called.role,
                called.route,
                sa.func.count().label("calls"),
                sa.func.count(called.cost_eur).label("priced"),
                sa.func.count(called.gco2e).label("weighed"),
                *(sa.func.sum(column).label(column.name) for column in sums),
            )
            .join(cases, cases.c.id == called.case_id)
            .where(*self.within(called.at))
            .group_by("piece", called.role, called.route)
        )
        return tuple(ModelSpend(**row) for row in await self.rows(query))

    def _like(self, at: sa.ColumnElement[Any]) -> Sequence[object]:
        # The trail holds instants as text, in UTC: text in the same form compares alike.
        if at is events.c.at:
            return [cut.astimezone(UTC).isoformat() for cut in self.cuts]
        return self.cuts


def _draft_of(
    case_id: sa.ColumnElement[Any], number: sa.ColumnElement[int]
) -> sa.ColumnElement[bool]:
    return sa.and_(drafts.c.case_id == case_id, drafts.c.number == number)
