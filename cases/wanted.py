"""What a list holds and in which order: lists, filters, keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from cases.access import Reach
from cases.model import Outcome, Urgency
from cases.tables import cases
from cases.words import find_few, finding


class Tray(StrEnum):
    """Which list shows a case; the database computes it from the state (migration 0012)."""

    TO_APPROVE = "to_approve"
    TO_CONFIRM = "to_confirm"
    TO_VERIFY = "to_verify"
    TO_HANDLE = "to_handle"
    PREPARING = "preparing"
    LEAVING = "leaving"
    CLOSED = "closed"


OPEN = frozenset(Tray) - {Tray.CLOSED}
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


_Keys = tuple[sa.ColumnElement[Any], ...]

# Each order is the beginning of an index after `tray`; the keys all rise, or all fall. Whoever is
# in danger comes before everybody else.
_SORTING: Mapping[Order, tuple[_Keys, bool]] = {
    Order.URGENCY: ((cases.c.calm, cases.c.rank, cases.c.received_at, cases.c.id), False),
    Order.NEWEST: ((cases.c.alarm, cases.c.received_at, cases.c.id), True),
    Order.CHANGED: ((cases.c.alarm, cases.c.changed_at, cases.c.id), True),
    Order.DEADLINE: ((cases.c.calm, cases.c.due_by, cases.c.received_at, cases.c.id), False),
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a list is read: tables, the condition that words make, keys and their direction."""

    tables: sa.FromClause
    clause: sa.ColumnElement[bool]
    keys: _Keys
    falls: bool

    def sorted(self, *, back: bool = False) -> list[sa.ColumnElement[Any]]:
        """Give what to sort by, or the reverse."""
        falls = self.falls != back
        return [key.desc() if falls else key.asc() for key in self.keys]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list: which cases, in what order. With `words` the last that arrived comes first.

    `tray`: None for all lists together. Received from `since` on, and before `before`.
    """

    tray: Tray | None = Tray.TO_APPROVE
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

    @property
    def sorting(self) -> tuple[_Keys, bool]:
        """The keys of a list without words, and whether they fall."""
        return _SORTING[self.order]

    async def source(self, connection: AsyncConnection) -> Source:
        """Say where to read the list in a database."""
        if self.words:
            # The open lists are short, however many cases there are.
            kept = cases.c.tray == self.tray if self.tray in OPEN else None
            few = await find_few(connection, self.words, kept)
            found = few or finding(connection.dialect.name, self.words)
            return Source(found.tables, found.clause, (found.key,), falls=True)
        keys, falls = self.sorting
        return Source(cases, sa.true(), keys, falls)

    def clauses(self, reach: Reach) -> list[sa.ColumnElement[bool]]:
        """Give the conditions on cases; whatever is asked, nothing out of reach is in the list."""
        column = cases.c
        equal = {
            "tray": self.tray,
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
        return [*kept, *self._given(reach), reach.clause]

    def _given(self, reach: Reach) -> list[sa.ColumnElement[bool]]:
        match self.assigned:
            case Assigned.ME:
                return [cases.c.assignee == reach.login]
            case Assigned.MY_GROUP:
                return [cases.c.assigned_group.in_(reach.groups)]
            case Assigned.NOBODY:
                return [cases.c.assignee.is_(None), cases.c.assigned_group.is_(None)]
            case None:
                return []
