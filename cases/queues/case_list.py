"""Lists of cases: what a list holds and in which order, its pages, who comes next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.model import CaseState, Outcome, Urgency
from cases.people.access import Scope
from cases.queues.full_text import entry_key, match_few, match_words
from cases.store.database import fetch, reading
from cases.tables import cases

PAGE_SIZE = 50
MOST_PAGES = 200
MOST_COUNTED = 1_000
MOST_FOUND = 200
"""Counting stops there, so that it costs the same however many cases there are."""


class Queue(StrEnum):
    """Which list shows a case; the database computes it from the state (migration 0012)."""

    TO_APPROVE = "to_approve"
    TO_CONFIRM = "to_confirm"
    TO_VERIFY = "to_verify"
    TO_HANDLE = "to_handle"
    PREPARING = "preparing"
    LEAVING = "leaving"
    CLOSED = "closed"


OPEN = frozenset(Queue) - {Queue.CLOSED}
"""The lists that empty as work is done; the other one only grows."""


class Order(StrEnum):
    """What comes first."""

    URGENCY = "urgency"
    """Then the oldest."""
    NEWEST = "newest"
    CHANGED = "changed"
    """The last changed."""
    DEADLINE = "deadline"
    """The soonest due, then the oldest; what has no deadline comes last."""


class Assigned(StrEnum):
    """To whom a case is given."""

    ME = "me"
    MY_GROUP = "my_group"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """A list: which cases, in what order. With `words` the last that arrived comes first.

    `queue`: None for all lists together. Received from `since` on, and before `before`.
    """

    queue: Queue | None = Queue.TO_APPROVE
    order: Order = Order.URGENCY
    words: str = ""
    category: str = ""
    urgency: Urgency | None = None
    sensitive: bool | None = None
    outcome: Outcome | None = None
    assigned: Assigned | None = None
    system: str = ""
    since: datetime | None = None
    before: datetime | None = None

    def clauses(self, scope: Scope) -> list[sa.ColumnElement[bool]]:
        """Build the conditions on cases; whatever is asked, nothing out of scope is in the list."""
        column = cases.c
        equal = {
            "queue": self.queue,
            "category": self.category,
            "rank": None if self.urgency is None else self.urgency.rank,
            "outcome": self.outcome,
            "system": self.system,
        }
        kept = [column[name] == value for name, value in equal.items() if value not in {None, ""}]
        if self.sensitive is not None:
            kept.append(column.sensitive.is_(self.sensitive))
        if self.since is not None:
            kept.append(column.received_at >= self.since)
        if self.before is not None:
            kept.append(column.received_at < self.before)
        match self.assigned:
            case Assigned.ME:
                kept.append(column.assignee == scope.login)
            case Assigned.MY_GROUP:
                kept.append(column.assigned_group.in_(scope.groups))
            case Assigned.NOBODY:
                kept += [column.assignee.is_(None), column.assigned_group.is_(None)]
            case None:
                pass
        return [*kept, scope.clause]


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
        return max(self.number + self.more, -(-self.total // PAGE_SIZE), 1)


async def read_page(engine: AsyncEngine, asked: CaseQuery, scope: Scope, number: int = 1) -> Page:
    """Read a page of a list; one that is past the end gives the last that holds anything."""
    most = MOST_COUNTED if asked.queue in OPEN and not asked.words else MOST_FOUND
    number = min(max(number, 1), MOST_PAGES)
    async with reading(engine) as connection:
        listing = await _listing_of(connection, asked, scope)
        # In the order of the list, else SQLite counts by another index than the one that filters.
        some = listing.select(sa.literal(1)).limit(most + 1).subquery()
        total = await connection.scalar(sa.select(sa.func.count()).select_from(some)) or 0
        if total <= most:
            number = min(number, max(1, -(-total // PAGE_SIZE)))
        query = listing.select(*_COLUMNS).limit(PAGE_SIZE + 1).offset((number - 1) * PAGE_SIZE)
        rows = [_row_of(row) for row in (await connection.execute(query)).mappings()]
    more = len(rows) > PAGE_SIZE and number < MOST_PAGES
    return Page(rows[:PAGE_SIZE], number, more, min(total, most), total <= most)


async def read_next(
    engine: AsyncEngine, asked: CaseQuery, scope: Scope, case_id: str, *, back: bool = False
) -> str | None:
    """Name the case that follows another in a list, or goes before it; None at the end.

    The other need not be in the list any more: its place is where it was.
    """
    async with reading(engine) as connection:
        place = (await connection.execute(_place(asked, case_id))).one_or_none()
        if place is None:
            return None
        listing = await _listing_of(connection, asked, scope)
        query = listing.select(cases.c.id, back=back).where(listing.beyond(place, back=back))
        found: str | None = await connection.scalar(query.limit(1))
    return found


async def read_first(
    engine: AsyncEngine, asked: CaseQuery, scope: Scope, other_than: str
) -> str | None:
    """Name the first case of a list, another one than this."""
    async with reading(engine) as connection:
        listing = await _listing_of(connection, asked, scope)
        query = listing.select(cases.c.id).where(cases.c.id != other_than)
        found: str | None = await connection.scalar(query.limit(1))
    return found


async def count_before(engine: AsyncEngine, asked: CaseQuery, scope: Scope, case_id: str) -> int:
    """Count the cases that a list shows before this one, as far as its pages go."""
    async with reading(engine) as connection:
        place = (await connection.execute(_place(asked, case_id))).one_or_none()
        if place is None:
            return 0
        listing = await _listing_of(connection, asked, scope)
        before = listing.select(sa.literal(1)).where(listing.beyond(place, back=True))
        some = before.limit(MOST_PAGES * PAGE_SIZE).subquery()
        return await connection.scalar(sa.select(sa.func.count()).select_from(some)) or 0


async def count_open(engine: AsyncEngine, scope: Scope) -> dict[Queue, int]:
    """Count the cases within scope in each open list, up to one more than `MOST_COUNTED`."""
    counts = []
    for queue in sorted(OPEN):
        some = (
            sa.select(sa.literal(1))
            .where(cases.c.queue == queue, scope.clause)
            .select_from(cases)
            .order_by(cases.c.calm, cases.c.rank, cases.c.received_at, cases.c.id)
            .limit(MOST_COUNTED + 1)
            .subquery()
        )
        counted = sa.select(sa.func.count()).select_from(some).scalar_subquery()
        counts.append(counted.label(queue))
    (row,) = await fetch(engine, sa.select(*counts))
    return {Queue(name): count for name, count in row.items()}


_Keys = tuple[sa.ColumnElement[Any], ...]

# Each order is the beginning of an index after `tray` (the queue); the keys all rise, or all
# fall (True). Whoever is in danger comes before everybody else.
_SORTING: Mapping[Order, tuple[_Keys, bool]] = {
    Order.URGENCY: ((cases.c.calm, cases.c.rank, cases.c.received_at, cases.c.id), False),
    Order.NEWEST: ((cases.c.alarm, cases.c.received_at, cases.c.id), True),
    Order.CHANGED: ((cases.c.alarm, cases.c.changed_at, cases.c.id), True),
    Order.DEADLINE: ((cases.c.calm, cases.c.due_by, cases.c.received_at, cases.c.id), False),
}

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
class _Listing:
    """Where a list is read: tables, conditions, keys and their direction."""

    tables: sa.FromClause
    clauses: tuple[sa.ColumnElement[bool], ...]
    keys: _Keys
    falls: bool

    def select(
        self, *columns: sa.ColumnElement[Any], back: bool = False
    ) -> sa.Select[*tuple[Any, ...]]:
        """Select of the list in its order, or the reverse."""
        falls = self.falls != back
        order = [key.desc() if falls else key.asc() for key in self.keys]
        return sa.select(*columns).select_from(self.tables).where(*self.clauses).order_by(*order)

    def beyond(self, place: sa.Row[Any], *, back: bool) -> sa.ColumnElement[bool]:
        """Keep what follows a place, or goes before it."""
        at = zip(self.keys, place, strict=True)
        here = sa.tuple_(*(sa.literal(value, key.type) for key, value in at))
        keys = sa.tuple_(*self.keys)
        return keys < here if self.falls != back else keys > here


async def _listing_of(connection: AsyncConnection, asked: CaseQuery, scope: Scope) -> _Listing:
    clauses = asked.clauses(scope)
    if not asked.words:
        keys, falls = _SORTING[asked.order]
        return _Listing(cases, tuple(clauses), keys, falls)
    # The open lists are short, however many cases there are.
    kept = cases.c.queue == asked.queue if asked.queue in OPEN else None
    few = await match_few(connection, asked.words, kept)
    found = few or match_words(connection.dialect.name, asked.words)
    return _Listing(found.tables, (*clauses, found.clause), (found.key,), falls=True)


def _place(asked: CaseQuery, case_id: str) -> sa.Select[Any]:
    """Select the keys of one case in a list."""
    if asked.words:
        return entry_key(case_id)
    keys, _ = _SORTING[asked.order]
    return sa.select(*keys).where(cases.c.id == case_id)


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
