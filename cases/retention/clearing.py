"""Clears the words of a case (ticket, letters, evidence); what is counted and proved stays.

The audit trail says that it was done, sealed: words that are gone without it were tampered with.
"""

import hmac
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.audit import trail
from cases.decisions.signatures import Signatures
from cases.model import Case, CaseState, Draft, sha256_of
from cases.queues.case_list import Queue
from cases.store.database import Clock, now, reading
from cases.store.records import CLASSIFICATION, DRAFT, TICKET, DeliveryState, to_json
from cases.store.transition import Step, case_from_row, move
from cases.tables import (
    approvals,
    cases,
    deliveries,
    drafts,
    events,
    openings,
    shadow_drafts,
)
from cases.ticket_name import TicketName

CLEARED = "content_cleared"
"""The kind of event that says that the words of a case were cleared."""

REQUESTED = "effacement demandé"
"""Why a case is closed that was open when its person asked for erasure."""

FINAL = frozenset(
    {
        CaseState.ANSWERED,
        CaseState.AWAITING_REQUESTER,
        CaseState.REJECTED,
        CaseState.CLOSED_ELSEWHERE,
    },
)
"""Nobody has anything left to do, until the requester writes again."""

GOING_OUT = frozenset({CaseState.APPROVED, CaseState.SENDING, CaseState.UNKNOWN_DELIVERY})
"""A letter is leaving, or nobody knows whether it left."""

_SETTLED = (DeliveryState.SENT, DeliveryState.REJECTED)


BATCH = 200
"""Cases, without their words, in memory at a time."""


class ClearingReason(StrEnum):
    """Why words were cleared, as the trail tells it."""

    AGE = "age"
    REQUEST = "request"


class Obstacle(StrEnum):
    """Why a case was left as it is."""

    GONE = "gone"
    """Cleared already."""
    OPEN = "open"
    GOING_OUT = "going_out"
    BUSY = "busy"
    """A worker has it in hand."""


@dataclass(frozen=True, slots=True)
class Clearing:
    """What clears: why, who (a login, or a word of ours), and since when a case must be still."""

    why: ClearingReason
    actor: str
    still_since: datetime | None = None
    user: str = ""
    """Who typed the command, by the machine's own name of them."""


@dataclass(frozen=True, slots=True)
class ExpiredCase:
    """A case that nobody touched since `since`, longer than the retention of its state."""

    ticket: TicketName
    state: CaseState
    since: datetime


class Clearings:
    """Clears cases, one per transaction: whoever is killed on the way leaves each whole or bare."""

    def __init__(self, engine: AsyncEngine, signatures: Signatures, clock: Clock = now) -> None:
        self._engine = engine
        self._signatures = signatures
        self._clock = clock

    async def clear(self, case_id: str, clearing: Clearing) -> Obstacle | None:
        """Clear the words of a case; say why not where it cannot be."""
        async with self._engine.begin() as connection:
            query = sa.select(cases).where(cases.c.id == case_id).with_for_update()
            row = (await connection.execute(query)).mappings().one_or_none()
            if row is None:
                return Obstacle.GONE
            case = await case_from_row(connection, row)
            at = self._clock()
            if kept := await obstacle_to(connection, case, row["lease_until"], clearing, at):
                return kept
            if case.state not in FINAL:
                step = Step(CaseState.CLOSED_ELSEWHERE, at, clearing.actor, REQUESTED)
                case = await move(connection, case, step, self._signatures)
            await self._record(connection, case, clearing, at)
            await _clear_letters(connection, case_id)
            await _clear_drafts(connection, case_id)
            for table in (openings, shadow_drafts):
                await connection.execute(table.delete().where(table.c.case_id == case_id))
            values = await _bare_values(connection, case, at)
            await connection.execute(cases.update().where(cases.c.id == case_id).values(values))
        return None

    async def _record(
        self, connection: AsyncConnection, case: Case, clearing: Clearing, at: datetime
    ) -> None:
        up_to = str(case.draft.number if case.draft else 0)
        details = {"why": clearing.why.value, "up_to_draft": up_to}
        details |= {"user": clearing.user} if clearing.user else {}
        sealed = _seal(self._signatures, case.id, at.isoformat(), clearing.actor, details)
        entry = trail.Entry(case.id, at, clearing.actor, CLEARED, details | {"seal": sealed})
        await trail.append(connection, entry)


async def obstacle_to(
    connection: AsyncConnection,
    case: Case,
    lease_until: datetime | None,
    clearing: Clearing,
    at: datetime,
) -> Obstacle | None:
    """Say why a case cannot be cleared now; None where it can."""
    if case.cleared_at is not None:
        return Obstacle.GONE
    unsettled = (
        sa.select(deliveries.c.id)
        .where(deliveries.c.case_id == case.id, deliveries.c.state.not_in(_SETTLED))
        .limit(1)
    )
    if case.state in GOING_OUT or (await connection.execute(unsettled)).first() is not None:
        return Obstacle.GOING_OUT
    if clearing.why is ClearingReason.AGE:
        moved = clearing.still_since is None or case.changed_at >= clearing.still_since
        if case.state not in FINAL or moved:
            return Obstacle.OPEN
    return Obstacle.BUSY if lease_until is not None and lease_until >= at else None


def is_clearing_genuine(signatures: Signatures, event: trail.Event) -> bool:
    """Tell whether our processes wrote an event that says that words were cleared."""
    details = {name: value for name, value in event.details.items() if name != "seal"}
    sealed = _seal(signatures, event.case_id or "", event.at.isoformat(), event.actor, details)
    return hmac.compare_digest(sealed, event.details.get("seal", ""))


def last_draft_cleared(event: trail.Event) -> int:
    """Read the number of the last draft that a clearing took the words of; 0 for none."""
    return int(event.details["up_to_draft"])


async def read_expired(
    engine: AsyncEngine, before: Mapping[CaseState, datetime]
) -> AsyncIterator[Sequence[ExpiredCase]]:
    """Read the cases still unchanged since the instant of their state, the oldest first.

    A batch at a time; nothing is held open between batches, what was cleared meanwhile is left out.
    """
    if not before:
        return
    aged = [sa.and_(cases.c.state == s, cases.c.changed_at < at) for s, at in before.items()]
    key = (cases.c.changed_at, cases.c.id)
    query = (
        sa.select(*key, cases.c.system, cases.c.number, cases.c.state)
        .where(cases.c.queue == Queue.CLOSED, cases.c.cleared_at.is_(None), sa.or_(*aged))
        .order_by(*key)
        .limit(BATCH)
    )
    beyond = query
    while True:
        async with reading(engine) as connection:
            rows = (await connection.execute(beyond)).all()
        if rows:
            yield [
                ExpiredCase(
                    TicketName(row.id, row.system, row.number),
                    CaseState(row.state),
                    row.changed_at,
                )
                for row in rows
            ]
        if len(rows) < BATCH:
            return
        last = (
            sa.literal(at, column.type)
            for at, column in zip((rows[-1].changed_at, rows[-1].id), key, strict=True)
        )
        beyond = query.where(sa.tuple_(*key) > sa.tuple_(*last))


def _seal(
    signatures: Signatures, case_id: str, at: str, actor: str, details: Mapping[str, str]
) -> str:
    parts = (f"{name}={details[name]}" for name in sorted(details))
    return signatures.seal("cleared", case_id, at, actor, *parts)


async def _clear_letters(connection: AsyncConnection, case_id: str) -> None:
    there = (approvals.c.case_id == case_id, approvals.c.text != "")
    rows = await connection.execute(sa.select(approvals.c.id, approvals.c.text).where(*there))
    for approval_id, text in rows.all():
        values = {"text": "", "text_sha256": sha256_of(text)}
        one = approvals.c.id == approval_id
        await connection.execute(approvals.update().where(one).values(values))
    sent = deliveries.update().where(deliveries.c.case_id == case_id)
    await connection.execute(sent.values(text="", error=""))


async def _clear_drafts(connection: AsyncConnection, case_id: str) -> None:
    query = sa.select(drafts).where(drafts.c.case_id == case_id)
    for row in (await connection.execute(query)).mappings().all():
        was = DRAFT.validate_python(row["body"])
        bare = Draft(
            was.outcome,
            text="",
            written_by=was.written_by,
            number=was.number,
            ticket_version=was.ticket_version,
            cleared_sha256=row["sha256"],
        )
        one = (drafts.c.case_id == case_id, drafts.c.number == row["number"])
        values = {"body": to_json(DRAFT, bare)}
        await connection.execute(drafts.update().where(*one).values(values))


async def _bare_values(connection: AsyncConnection, case: Case, at: datetime) -> dict[str, object]:
    """Build the columns of a case without its words; figures and access need what stays."""
    ticket = replace(
        case.ticket,
        subject="",
        requester_email="",
        requester_name="",
        requester_service="",
        messages=(),
    )
    found = case.classification
    if found:
        found = replace(found, alternatives=(), reason="", refusal=None, danger=None, asked=())
    # The reason of the state without the words that a person added to it.
    query = (
        sa.select(events.c.details)
        .where(events.c.case_id == case.id, events.c.kind == case.state)
        .order_by(events.c.seq.desc())
        .limit(1)
    )
    details = (await connection.execute(query)).scalar_one_or_none() or {}
    return {
        "ticket": to_json(TICKET, ticket),
        "classification": to_json(CLASSIFICATION, found) if found else None,
        "corrections": None,
        "reason": str(details.get("reason", "")),
        "cleared_at": at,
        "cleared_version": case.ticket.version,
        "danger": None,
        "danger_at": None,
        "alerted_of": None,
    }
