"""The lines of the lists: one query, without the conversations."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.access import Reach
from cases.database import reading
from cases.model import Case, CaseState, Urgency
from cases.tables import cases, drafts

MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One case in a list."""

    id: str
    state: CaseState
    reason: str
    changed_at: datetime
    received_at: datetime
    subject: str
    requester: str
    category: str | None
    urgency: Urgency
    sensitive: bool
    outcome: str | None

    @property
    def place(self) -> tuple[int, datetime, str]:
        """Where it stands in the tray: the most urgent first, then the oldest."""
        return self.urgency.rank, self.received_at, self.id


async def read_rows(engine: AsyncEngine, states: Collection[CaseState], reach: Reach) -> list[Row]:
    """Read the cases in `states`, the most urgent first, then the oldest; at most `MOST_ROWS`."""
    query = _query(states, reach).order_by(cases.c.rank, cases.c.received_at, cases.c.id)
    return await _read(engine, query)


async def read_latest(
    engine: AsyncEngine, states: Collection[CaseState], reach: Reach
) -> list[Row]:
    """Read the cases in `states`, the last changed first; at most `MOST_ROWS`."""
    query = _query(states, reach).order_by(cases.c.changed_at.desc(), cases.c.id)
    return await _read(engine, query)


async def count_by_state(engine: AsyncEngine, reach: Reach) -> dict[CaseState, int]:
    """Count the cases within reach in each state."""
    query = sa.select(cases.c.state, sa.func.count()).where(reach.clause).group_by(cases.c.state)
    async with reading(engine) as connection:
        rows = (await connection.execute(query)).all()
    return {CaseState(state): count for state, count in rows}


def next_after(rows: Sequence[Row], case: Case) -> Row | None:
    """Give the row that follows `case` in the tray, else the first of the others."""
    urgency = case.classification.urgency if case.classification else Urgency.NORMALE
    place = (urgency.rank, case.ticket.received_at, case.id)
    others = [row for row in rows if row.id != case.id]
    return next((row for row in others if row.place > place), others[0] if others else None)


def _query(states: Collection[CaseState], reach: Reach) -> sa.Select[*tuple[Any, ...]]:
    current = sa.and_(drafts.c.case_id == cases.c.id, drafts.c.number == cases.c.draft_number)
    columns: list[sa.ColumnElement[object]] = [
        cases.c.id,
        cases.c.state,
        cases.c.reason,
        cases.c.changed_at,
        cases.c.received_at,
        cases.c.ticket["subject"].as_string().label("subject"),
        cases.c.ticket["requester_name"].as_string().label("requester"),
        cases.c.category,
        cases.c.classification["urgency"].as_string().label("urgency"),
        cases.c.sensitive,
        drafts.c.body["outcome"].as_string().label("outcome"),
    ]
    return (
        sa.select(*columns)
        .select_from(cases.outerjoin(drafts, current))
        .where(cases.c.state.in_(states), reach.clause)
        .limit(MOST_ROWS)
    )


async def _read(engine: AsyncEngine, query: sa.Select[*tuple[Any, ...]]) -> list[Row]:
    async with reading(engine) as connection:
        return [_row_of(row) for row in (await connection.execute(query)).mappings()]


def _row_of(row: RowMapping) -> Row:
    return Row(
        **{
            **row,
            "state": CaseState(row["state"]),
            "urgency": Urgency(row["urgency"] or Urgency.NORMALE),
        },
    )
