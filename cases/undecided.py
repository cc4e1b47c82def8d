"""Drafts that nobody has decided of yet, and since when their evidence stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.database import reading
from cases.model import CaseState, Draft
from cases.records import DRAFT
from cases.store import UNDECIDED
from cases.tables import cases, drafts, events


@dataclass(frozen=True, slots=True)
class TicketName:
    """Which case, and which ticket: all that a report may say of either."""

    case_id: str
    system: str
    number: str


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
    async with reading(engine) as connection:
        return [_undecided(row) for row in (await connection.execute(query)).mappings()]


async def read_set_aside(engine: AsyncEngine, reason: str, after: int = 0) -> list[TicketName]:
    """Name the cases made stale for a reason that begins so, after an event of the trail."""
    query = (
        sa.select(cases.c.id, cases.c.system, cases.c.number, events.c.details)
        .join_from(events, cases, events.c.case_id == cases.c.id)
        .where(events.c.kind == CaseState.STALE, events.c.seq > after)
        .order_by(events.c.seq)
    )
    async with reading(engine) as connection:
        rows = (await connection.execute(query)).mappings().all()
    return _named([row for row in rows if row["details"].get("reason", "").startswith(reason)])


async def read_waiting(engine: AsyncEngine, reason: str) -> list[TicketName]:
    """Name the cases that are stale for a reason that begins so: each needs a new draft."""
    query = (
        sa.select(cases.c.id, cases.c.system, cases.c.number)
        .where(cases.c.state == CaseState.STALE, cases.c.reason.startswith(reason, autoescape=True))
        .order_by(cases.c.opened_at, cases.c.id)
    )
    async with reading(engine) as connection:
        return _named((await connection.execute(query)).mappings().all())


def _named(rows: Sequence[RowMapping]) -> list[TicketName]:
    return list(dict.fromkeys(TicketName(r["id"], r["system"], r["number"]) for r in rows))


def _undecided(row: RowMapping) -> Undecided:
    classified = row["classified_at"]
    return Undecided(
        TicketName(row["id"], row["system"], row["number"]),
        datetime.fromisoformat(row["received_at"]).date(),
        DRAFT.validate_python(row["body"]),
        datetime.fromisoformat(classified) if classified else row["created_at"],
    )
