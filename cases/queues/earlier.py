"""What the same person asked before, in the month before a ticket."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.model import Case, CaseState
from cases.people.access import Scope
from cases.queues.case_list import Queue
from cases.store.database import fetch
from cases.tables import cases

MONTH = timedelta(days=31)
MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class EarlierCase:
    """A case of the same person, named without its words but its subject."""

    id: str
    number: str
    subject: str
    state: CaseState
    received_at: datetime


async def read_earlier(engine: AsyncEngine, case: Case, scope: Scope) -> list[EarlierCase]:
    """Read the cases within scope that the requester opened in the month before, newest first."""
    ticket = case.ticket
    address = ticket.requester_email.strip().lower()
    if not address:
        return []
    query = (
        sa.select(
            cases.c.id,
            cases.c.number,
            cases.c.state,
            cases.c.received_at,
            cases.c.ticket["subject"].as_string().label("subject"),
        )
        .where(
            # The beginning of an index, so that a month is read and not every case there is.
            cases.c.queue.in_(list(Queue)),
            cases.c.alarm.in_((0, 1)),
            cases.c.received_at.between(ticket.received_at - MONTH, ticket.received_at),
            cases.c.id != case.id,
            sa.func.lower(cases.c.ticket["requester_email"].as_string()) == address,
            scope.clause,
        )
        .order_by(cases.c.received_at.desc(), cases.c.id)
        .limit(MOST_SHOWN)
    )
    return [
        EarlierCase(
            row["id"],
            row["number"],
            row["subject"] or "",
            CaseState(row["state"]),
            row["received_at"],
        )
        for row in await fetch(engine, query)
    ]
