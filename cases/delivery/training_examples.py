"""Training examples: letters that were sent, and tickets that officers filed elsewhere."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.model import CATEGORY, Outcome, Ticket, current_corrections
from cases.store.database import fetch
from cases.store.records import CORRECTIONS, TICKET, DeliveryState
from cases.tables import approvals, cases, deliveries, drafts


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A letter that left, what it does, its ticket; it ignores what came after `drafted_at`."""

    case_id: str
    ticket: Ticket
    category: str
    outcome: Outcome
    drafted_at: datetime
    text: str


async def read_sent_letters(
    engine: AsyncEngine, since: datetime | None = None
) -> AsyncIterator[SentLetter]:
    """Read the first letter of each case that is not sensitive, oldest first."""
    query = (
        sa.select(
            cases.c.id.label("case_id"),
            cases.c.ticket,
            cases.c.category,
            drafts.c.outcome,
            drafts.c.created_at.label("drafted_at"),
            deliveries.c.text,
        )
        .select_from(deliveries)
        .join(approvals, approvals.c.id == deliveries.c.approval_id)
        .join(
            drafts,
            sa.and_(
                drafts.c.case_id == approvals.c.case_id,
                drafts.c.number == approvals.c.draft_number,
            ),
        )
        .join(cases, cases.c.id == deliveries.c.case_id)
        .where(
            deliveries.c.state == DeliveryState.SENT,
            cases.c.sensitive.is_(False),
            cases.c.category.is_not(None),
        )
        .order_by(deliveries.c.attempted_at, deliveries.c.id)
    )
    if since is not None:
        query = query.where(deliveries.c.attempted_at >= since)
    seen: set[str] = set()
    for row in await fetch(engine, query):
        if row["case_id"] not in seen:
            seen.add(row["case_id"])
            ticket = TICKET.validate_python(row["ticket"])
            yield SentLetter(**{**row, "ticket": ticket, "outcome": Outcome(row["outcome"])})


async def read_reclassified(engine: AsyncEngine) -> AsyncIterator[tuple[Ticket, str]]:
    """Read the tickets whose category an officer corrected, and the last one; oldest case first."""
    query = (
        sa.select(cases.c.ticket, cases.c.corrections)
        .where(cases.c.corrections.is_not(None))
        .order_by(cases.c.opened_at, cases.c.id)
    )
    for row in await fetch(engine, query):
        made = current_corrections(CORRECTIONS.validate_python(row["corrections"]))
        if CATEGORY in made:
            yield TICKET.validate_python(row["ticket"]), made[CATEGORY].value
