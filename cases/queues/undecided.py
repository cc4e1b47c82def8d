"""Drafts that nobody has decided of yet, and since when their evidence stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.model import CaseState, Draft
from cases.store.database import fetch
from cases.store.records import DRAFT
from cases.store.transition import UNDECIDED
from cases.tables import cases, drafts, events
from cases.ticket_name import TicketName


@dataclass(frozen=True, slots=True)
class Undecided:
    """A draft that awaits a decision. No text was read for it before `since`."""

    ticket: TicketName
    received_on: date
    draft: Draft
    since: datetime


async def read_undecided(engine: AsyncEngine) -> list[Undecided]:
    """Read the drafts that await a decision, oldest case first."""
    # A case is classified, then its texts are read: what changed between must count as unread.
    classified = (
        sa.select(events.c.at)
        .where(events.c.case_id == cases.c.id, events.c.kind == CaseState.CLASSIFIED)
        .order_by(events.c.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    current = sa.and_(drafts.c.case_id == cases.c.id, drafts.c.number == cases.c.draft_number)
    query = (
        sa.select(
            *(cases.c.id, cases.c.system, cases.c.number),
            cases.c.ticket["received_at"].as_string().label("received_at"),
            *(drafts.c.body, drafts.c.created_at),
            classified.label("classified_at"),
        )
        .join_from(cases, drafts, current)
        .where(cases.c.state.in_(UNDECIDED))
        .order_by(cases.c.opened_at, cases.c.id)
    )
    return [
        Undecided(
            TicketName(row["id"], row["system"], row["number"]),
            datetime.fromisoformat(row["received_at"]).date(),
            DRAFT.validate_python(row["body"]),
            datetime.fromisoformat(row["classified_at"])
            if row["classified_at"]
            else row["created_at"],
        )
        for row in await fetch(engine, query)
    ]


async def read_set_aside(engine: AsyncEngine, reason: str, after: int = 0) -> list[TicketName]:
    """Name the cases made stale for a reason that begins so, after an event of the trail."""
    query = (
        sa.select(cases.c.id, cases.c.system, cases.c.number, events.c.details)
        .join_from(events, cases, events.c.case_id == cases.c.id)
        .where(events.c.kind == CaseState.STALE, events.c.seq > after)
        .order_by(events.c.seq)
    )
    rows = await fetch(engine, query)
    return _names([row for row in rows if row["details"].get("reason", "").startswith(reason)])


async def read_stale(engine: AsyncEngine, reason: str) -> list[TicketName]:
    """Name the cases that are stale for a reason that begins so: each needs a new draft."""
    query = (
        sa.select(cases.c.id, cases.c.system, cases.c.number)
        .where(cases.c.state == CaseState.STALE, cases.c.reason.startswith(reason, autoescape=True))
        .order_by(cases.c.opened_at, cases.c.id)
    )
    return _names(await fetch(engine, query))


def _names(rows: Sequence[RowMapping]) -> list[TicketName]:
    return list(dict.fromkeys(TicketName(r["id"], r["system"], r["number"]) for r in rows))
