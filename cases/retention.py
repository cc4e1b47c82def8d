"""Cases whose words were kept long enough: which they are, by state and age."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.database import reading
from cases.model import CaseState
from cases.tables import cases
from cases.undecided import TicketName
from cases.wanted import Tray

BATCH = 200
"""Cases, without their words, in memory at a time."""


@dataclass(frozen=True, slots=True)
class Aged:
    """A case that nobody touched since `since`, longer than its state allows."""

    ticket: TicketName
    state: CaseState
    since: datetime


async def read_aged(
    engine: AsyncEngine, before: Mapping[CaseState, datetime]
) -> AsyncIterator[Sequence[Aged]]:
    """Give the cases still unchanged since the instant of their state, the oldest first.

    A batch at a time; nothing is held open between batches, what was cleared meanwhile is left out.
    """
    if not before:
        return
    aged = [sa.and_(cases.c.state == s, cases.c.changed_at < at) for s, at in before.items()]
    key = (cases.c.changed_at, cases.c.id)
    query = (
        sa.select(*key, cases.c.system, cases.c.number, cases.c.state)
        .where(cases.c.tray == Tray.CLOSED, cases.c.cleared_at.is_(None), sa.or_(*aged))
        .order_by(*key)
        .limit(BATCH)
    )
    beyond = query
    while True:
        async with reading(engine) as connection:
            rows = (await connection.execute(beyond)).all()
        if rows:
            yield [_aged(row) for row in rows]
        if len(rows) < BATCH:
            return
        last = (
            sa.literal(at, column.type)
            for at, column in zip((rows[-1].changed_at, rows[-1].id), key, strict=True)
        )
        beyond = query.where(sa.tuple_(*key) > sa.tuple_(*last))


def _aged(row: sa.Row[*tuple[Any, ...]]) -> Aged:
    name = TicketName(row.id, row.system, row.number)
    return Aged(name, CaseState(row.state), row.changed_at)
