"""Where cases stand, for whoever keeps the machine going: no word of anybody."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.model import CaseState
from cases.store.database import fetch, reading
from cases.store.records import DeliveryState
from cases.tables import cases, deliveries

MOST_RUNS = 200


@dataclass(frozen=True, slots=True)
class CaseRun:
    """One case as the operator sees it. `outcome`: what its draft does, if it has one."""

    system: str
    number: str
    state: CaseState
    since: datetime
    outcome: str | None
    delivery: DeliveryState | None
    attempts: int


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many cases of a system stand in a state, the one that waits longest since when."""

    system: str
    state: CaseState
    count: int
    since: datetime


async def count_by_system(engine: AsyncEngine) -> list[StateCount]:
    """Count the cases of each system in each state."""
    key = (cases.c.system, cases.c.state)
    oldest = sa.func.min(cases.c.changed_at, type_=cases.c.changed_at.type)
    query = sa.select(*key, sa.func.count(), oldest).group_by(*key).order_by(*key)
    async with reading(engine) as connection:
        rows = (await connection.execute(query)).all()
    return [StateCount(system, CaseState(state), count, at) for system, state, count, at in rows]


async def read_runs(
    engine: AsyncEngine, state: CaseState | None = None, system: str = ""
) -> list[CaseRun]:
    """Read the cases that changed last, at most `MOST_RUNS`, of one state or one system."""
    earlier = deliveries.alias()
    last = (
        sa.select(sa.func.max(earlier.c.attempted_at))
        .where(earlier.c.case_id == cases.c.id)
        .scalar_subquery()
    )
    sent = sa.and_(deliveries.c.case_id == cases.c.id, deliveries.c.attempted_at == last)
    query = (
        sa.select(
            cases.c.system,
            cases.c.number,
            cases.c.state,
            cases.c.changed_at,
            cases.c.outcome,
            deliveries.c.state.label("delivery"),
            deliveries.c.attempt,
        )
        .select_from(cases.outerjoin(deliveries, sent))
        .order_by(cases.c.changed_at.desc(), cases.c.id)
        .limit(MOST_RUNS)
    )
    if state is not None:
        query = query.where(cases.c.state == state)
    if system:
        query = query.where(cases.c.system == system)
    return [
        CaseRun(
            row["system"],
            row["number"],
            CaseState(row["state"]),
            row["changed_at"],
            row["outcome"],
            DeliveryState(row["delivery"]) if row["delivery"] else None,
            row["attempt"] or 0,
        )
        for row in await fetch(engine, query)
    ]
