"""The words of a case cleared: ticket, letters, evidence; what is counted and proved stays.

The audit trail says that it was done, sealed: words that are gone without it were tampered with.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases import audit
from cases.model import Case, CaseState, Classification, Draft, Ticket, sha256_of
from cases.records import CLASSIFICATION, DRAFT, TICKET, to_json
from cases.reply import DeliveryState
from cases.signatures import Signatures
from cases.store import Clock, now
from cases.tables import (
    approvals,
    cases,
    deliveries,
    drafts,
    events,
    openings,
    shadow_drafts,
)
from cases.transition import Step, complete, move

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


class Why(StrEnum):
    """Why words were cleared, as the trail tells it."""

    AGE = "age"
    REQUEST = "request"


class Kept(StrEnum):
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

    why: Why
    actor: str
    still_since: datetime | None = None
    user: str = ""
    """Who typed the command, by the machine's own name of them."""


class Clearings:
    """Clears cases, one per transaction: whoever is killed on the way leaves each whole or bare."""

    def __init__(self, engine: AsyncEngine, signatures: Signatures, clock: Clock = now) -> None:
        self._engine = engine
        self._signatures = signatures
        self._clock = clock

    async def clear(self, case_id: str, clearing: Clearing) -> Kept | None:
        """Clear the words of a case; say why not where it cannot be."""
        async with self._engine.begin() as connection:
            query = sa.select(cases).where(cases.c.id == case_id).with_for_update()
            row = (await connection.execute(query)).mappings().one_or_none()
            if row is None:
                return Kept.GONE
            case = await complete(connection, row)
            at = self._clock()
            if kept := await why_kept(connection, case, row["lease_until"], clearing, at):
                return kept
            if case.state not in FINAL:
                step = Step(CaseState.CLOSED_ELSEWHERE, at, clearing.actor, REQUESTED)
                case = await move(connection, case, step, self._signatures)
            await self._tell(connection, case, clearing, at)
            await _clear_letters(connection, case_id)
            await _clear_drafts(connection, case_id)
            for table in (openings, shadow_drafts):
                await connection.execute(table.delete().where(table.c.case_id == case_id))
            values = await _bare(connection, case, at)
            await connection.execute(cases.update().where(cases.c.id == case_id).values(values))
        return None

    async def _tell(
        self, connection: AsyncConnection, case: Case, clearing: Clearing, at: datetime
    ) -> None:
        up_to = str(case.draft.number if case.draft else 0)
        told = {"why": clearing.why.value, "up_to_draft": up_to}
        told |= {"user": clearing.user} if clearing.user else {}
        sealed = _seal(self._signatures, case.id, at.isoformat(), clearing.actor, told)
        entry = audit.Entry(case.id, at, clearing.actor, CLEARED, told | {"seal": sealed})
        await audit.append(connection, entry)


async def why_kept(
    connection: AsyncConnection,
    case: Case,
    lease_until: datetime | None,
    clearing: Clearing,
    at: datetime,
) -> Kept | None:
    """Say why a case cannot be cleared now; None where it can."""
    if case.cleared_at is not None:
        return Kept.GONE
    if case.state in GOING_OUT or await _is_unsettled(connection, case.id):
        return Kept.GOING_OUT
    if clearing.why is Why.AGE:
        moved = clearing.still_since is None or case.changed_at >= clearing.still_since
        if case.state not in FINAL or moved:
            return Kept.OPEN
    return Kept.BUSY if lease_until is not None and lease_until >= at else None


def is_genuine(signatures: Signatures, event: audit.Event) -> bool:
    """Tell whether our processes wrote an event that says that words were cleared."""
    said = {name: value for name, value in event.details.items() if name != "seal"}
    sealed = _seal(signatures, event.case_id or "", event.at.isoformat(), event.actor, said)
    return hmac.compare_digest(sealed, event.details.get("seal", ""))


def last_draft_cleared(event: audit.Event) -> int:
    """Give the number of the last draft that a clearing took the words of; 0 for none."""
    return int(event.details["up_to_draft"])


def _seal(
    signatures: Signatures, case_id: str, at: str, actor: str, told: Mapping[str, str]
) -> str:
    parts = (f"{name}={told[name]}" for name in sorted(told))
    return signatures.seal("cleared", case_id, at, actor, *parts)


async def _is_unsettled(connection: AsyncConnection, case_id: str) -> bool:
    query = sa.select(deliveries.c.id).where(
        deliveries.c.case_id == case_id, deliveries.c.state.not_in(_SETTLED)
    )
    return (await connection.execute(query.limit(1))).one_or_none() is not None


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


async def _bare(connection: AsyncConnection, case: Case, at: datetime) -> dict[str, object]:
    found = case.classification
    return {
        "ticket": to_json(TICKET, _without_words(case.ticket)),
        "classification": to_json(CLASSIFICATION, _counted(found)) if found else None,
        "corrections": None,
        "reason": await _own_reason(connection, case),
        "cleared_at": at,
        "cleared_version": case.ticket.version,
        "danger": None,
        "danger_at": None,
        "alerted_of": None,
    }


def _without_words(ticket: Ticket) -> Ticket:
    return replace(
        ticket,
        subject="",
        requester_email="",
        requester_name="",
        requester_service="",
        messages=(),
    )


def _counted(found: Classification) -> Classification:
    """Keep of a classification what figures and access look at."""
    return replace(found, alternatives=(), reason="", refusal=None, danger=None)


async def _own_reason(connection: AsyncConnection, case: Case) -> str:
    """Give the reason of the case's state without the words that a person added to it."""
    query = (
        sa.select(events.c.details)
        .where(events.c.case_id == case.id, events.c.kind == case.state)
        .order_by(events.c.seq.desc())
        .limit(1)
    )
    told = (await connection.execute(query)).scalar_one_or_none() or {}
    return str(told.get("reason", ""))
