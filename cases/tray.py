"""The lists of cases: a page of one, who comes next in it, how many wait."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.access import Reach
from cases.database import reading
from cases.model import CaseState, Outcome, Urgency
from cases.tables import cases
from cases.wanted import OPEN, Tray, Wanted
from cases.words import entry_of

ON_A_PAGE = 50
MOST_PAGES = 200
MOST_COUNTED = 1_000
MOST_FOUND = 200
"""Counting stops there, so that it costs the same however many cases there are."""

_COLUMNS: list[sa.ColumnElement[Any]] = [
    cases.c.id,
    cases.c.state,
    cases.c.reason,
    cases.c.changed_at,
    cases.c.received_at,
    cases.c.due_at,
    cases.c.ticket["subject"].as_string().label("subject"),
    cases.c.ticket["requester_name"].as_string().label("requester"),
    cases.c.ticket["requester_service"].as_string().label("service"),
    cases.c.category,
    cases.c.rank,
    cases.c.sensitive,
    cases.c.outcome,
    cases.c.cleared_at,
    cases.c.alarm,
]


@dataclass(frozen=True, slots=True)
class Row:
    """One case in a list."""

    id: str
    state: CaseState
    reason: str
    changed_at: datetime
    received_at: datetime
    due_at: datetime | None
    subject: str
    requester: str
    service: str
    category: str | None
    urgency: Urgency
    sensitive: bool
    outcome: Outcome | None
    cleared_at: datetime | None
    in_danger: bool
    """Whether somebody is in danger, and nobody has decided yet."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list, counted from 1. `total` is a floor where not `counted` to the end."""

    rows: list[Row]
    number: int
    more: bool
    total: int
    counted: bool

    @property
    def last(self) -> int:
        """The last page known of."""
        return max(self.number + self.more, -(-self.total // ON_A_PAGE), 1)


async def read_page(engine: AsyncEngine, wanted: Wanted, reach: Reach, number: int = 1) -> Page:
    """Read a page of a list; one that is past the end gives the last that holds anything."""
    most = MOST_COUNTED if wanted.tray in OPEN and not wanted.words else MOST_FOUND
    number = min(max(number, 1), MOST_PAGES)
    async with reading(engine) as connection:
        source = await wanted.source(connection)
        kept = sa.and_(*wanted.clauses(reach), source.clause)
        # In the order of the list, else SQLite counts by another index than the one that filters.
        some = (
            sa.select(sa.literal(1))
            .select_from(source.tables)
            .where(kept)
            .order_by(*source.sorted())
            .limit(most + 1)
        )
        total = await connection.scalar(sa.select(sa.func.count()).select_from(some.subquery()))
        total = total or 0
        if total <= most:
            number = min(number, max(1, -(-total // ON_A_PAGE)))
        query = (
            sa.select(*_COLUMNS)
            .select_from(source.tables)
            .where(kept)
            .order_by(*source.sorted())
            .limit(ON_A_PAGE + 1)
            .offset((number - 1) * ON_A_PAGE)
        )
        rows = [_row_of(row) for row in (await connection.execute(query)).mappings()]
    more = len(rows) > ON_A_PAGE and number < MOST_PAGES
    return Page(rows[:ON_A_PAGE], number, more, min(total, most), total <= most)


async def read_next(
    engine: AsyncEngine, wanted: Wanted, reach: Reach, case_id: str, *, back: bool = False
) -> str | None:
    """Name the case that follows another in a list, or goes before it; None at the end.

    The other need not be in the list any more: its place is where it was.
    """
    async with reading(engine) as connection:
        place = (await connection.execute(_place(wanted, case_id))).one_or_none()
        if place is None:
            return None
        source = await wanted.source(connection)
        falls = source.falls != back
        kept = sa.and_(*wanted.clauses(reach), source.clause)
        query = (
            sa.select(cases.c.id)
            .select_from(source.tables)
            .where(kept, _beyond(source.keys, place, falls=falls))
            .order_by(*source.sorted(back=back))
            .limit(1)
        )
        return await connection.scalar(query)


async def read_first(
    engine: AsyncEngine, wanted: Wanted, reach: Reach, other_than: str
) -> str | None:
    """Name the first case of a list, another one than this."""
    async with reading(engine) as connection:
        source = await wanted.source(connection)
        query = (
            sa.select(cases.c.id)
            .select_from(source.tables)
            .where(*wanted.clauses(reach), source.clause, cases.c.id != other_than)
            .order_by(*source.sorted())
            .limit(1)
        )
        return await connection.scalar(query)


async def count_before(engine: AsyncEngine, wanted: Wanted, reach: Reach, case_id: str) -> int:
    """Count the cases that a list shows before this one, as far as its pages go."""
    async with reading(engine) as connection:
        place = (await connection.execute(_place(wanted, case_id))).one_or_none()
        if place is None:
            return 0
        source = await wanted.source(connection)
        before = (
            sa.select(sa.literal(1))
            .select_from(source.tables)
            .where(*wanted.clauses(reach), source.clause)
            .where(_beyond(source.keys, place, falls=not source.falls))
            .order_by(*source.sorted())
            .limit(MOST_PAGES * ON_A_PAGE)
        )
        counted = sa.select(sa.func.count()).select_from(before.subquery())
        return await connection.scalar(counted) or 0


async def count_open(engine: AsyncEngine, reach: Reach) -> dict[Tray, int]:
    """Count the cases within reach in each open list, up to one more than `MOST_COUNTED`."""
    counts = []
    for tray in sorted(OPEN):
        some = (
            sa.select(sa.literal(1))
            .where(cases.c.tray == tray, reach.clause)
            .select_from(cases)
            .order_by(cases.c.calm, cases.c.rank, cases.c.received_at, cases.c.id)
            .limit(MOST_COUNTED + 1)
            .subquery()
        )
        counted = sa.select(sa.func.count()).select_from(some).scalar_subquery()
        counts.append(counted.label(tray))
    async with reading(engine) as connection:
        row = (await connection.execute(sa.select(*counts))).mappings().one()
    return {Tray(name): count for name, count in row.items()}


def _place(wanted: Wanted, case_id: str) -> sa.Select[Any]:
    if wanted.words:
        return entry_of(case_id)
    keys, _ = wanted.sorting
    return sa.select(*keys).where(cases.c.id == case_id)


def _beyond(
    keys: tuple[sa.ColumnElement[Any], ...], place: sa.Row[Any], *, falls: bool
) -> sa.ColumnElement[bool]:
    here = sa.tuple_(*(sa.literal(at, key.type) for key, at in zip(keys, place, strict=True)))
    return sa.tuple_(*keys) < here if falls else sa.tuple_(*keys) > here


def _row_of(row: RowMapping) -> Row:
    values = {**row}
    rank, alarm = values.pop("rank"), values.pop("alarm")
    return Row(
        **{
            **values,
            "state": CaseState(row["state"]),
            "service": row["service"] or "",
            "urgency": next(one for one in Urgency if one.rank == rank),
            "outcome": Outcome(row["outcome"]) if row["outcome"] else None,
            "in_danger": bool(alarm),
        },
    )
