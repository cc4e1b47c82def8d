"""Where cases stand, for whoever keeps the machine going: no word of anybody."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.database import reading
from cases.model import CaseState
from cases.reply import DeliveryState
from cases.tables import cases, deliveries

MOST_RUNS = 200


@dataclass(frozen=True, slots=True)
class Run:
    """One case as the operator sees it. `outcome`: what its draft does, if it has one."""

    system: str
    number: str
    state: CaseState
    since: datetime
    outcome: str | None
    delivery: DeliveryState | None
    attempts: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How many cases of a system stand in a state, the one that waits longest since when."""

    system: str
    state: CaseState
    count: int
    since: datetime


async def count_by_system(engine: AsyncEngine) -> list[Counted]:
    """Count the cases of each system in each state."""
    key = (cases.c.system, cases.c.state)
    oldest = sa.func.min(cases.c.changed_at, type_=cases.c.changed_at.type)
    query = sa.select(*key, sa.func.count(), oldest).group_by(*key).order_by(*key)
    async with reading(engine) as connection:
        rows = (await connection.execute(query)).all()
    return [Counted(system, CaseState(state), count, at) for system, state, count, at in rows]


async def read_runs(
    engine: AsyncEngine, state: CaseState | None = None, system: str = ""
) -> list[Run]:
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
            deliveries.c.state,
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
    async with reading(engine) as connection:
        return [_run_of(*row) for row in await connection.execute(query)]


def _run_of(  # noqa: PLR0913, PLR0917 - the columns of a row
    system: str,
    number: str,
    state: str,
    since: datetime,
    outcome: str | None,
    delivery: str | None,
    attempts: int | None,
) -> Run:
    went = DeliveryState(delivery) if delivery else None
    return Run(system, number, CaseState(state), since, outcome, went, attempts or 0)
