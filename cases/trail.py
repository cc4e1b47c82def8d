"""The audit trail as it is searched: the newest links first, a page at a time."""

from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.audit import Event, event_of
from cases.database import reading
from cases.tables import audit_head, cases, events

ON_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Sought:
    """Which links are wanted; empty says any.

    `case`: its id, or the number of its ticket. `since` and `until` part at instants. `before` is
    a link's place: those that came earlier.
    """

    kind: str = ""
    actor: str = ""
    case: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class TrailPage:
    """Links, the newest first, and whether older ones follow."""

    events: tuple[Event, ...]
    more: bool

    @property
    def oldest(self) -> int:
        """The place of the last link shown."""
        return self.events[-1].seq if self.events else 0


async def read_trail_page(engine: AsyncEngine, sought: Sought) -> TrailPage:
    """Read the newest links that are wanted."""
    query = sa.select(events).where(*_clauses(sought)).order_by(events.c.seq.desc())
    async with reading(engine) as connection:
        rows = (await connection.execute(query.limit(ON_A_PAGE + 1))).mappings().all()
    found = tuple(event_of(row) for row in rows[:ON_A_PAGE])
    return TrailPage(found, len(rows) > ON_A_PAGE)


async def last_seq(engine: AsyncEngine) -> int:
    """Give the place of the newest link, 0 where there is none."""
    async with reading(engine) as connection:
        return await connection.scalar(sa.select(audit_head.c.seq)) or 0


def _clauses(sought: Sought) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if sought.kind:
        found.append(events.c.kind == sought.kind)
    if sought.actor:
        found.append(events.c.actor == sought.actor)
    if sought.case:
        numbered = sa.select(cases.c.id).where(cases.c.number == sought.case)
        found.append(sa.or_(events.c.case_id == sought.case, events.c.case_id.in_(numbered)))
    # The trail holds instants as text, in UTC: text in the same form compares alike.
    if sought.since:
        found.append(events.c.at >= sought.since.astimezone(UTC).isoformat())
    if sought.until:
        found.append(events.c.at < sought.until.astimezone(UTC).isoformat())
    if sought.before is not None:
        found.append(events.c.seq < sought.before)
    return found
