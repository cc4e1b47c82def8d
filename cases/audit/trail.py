"""The audit trail: one hash chain over all cases. It says what happened, never what was written."""

import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.store.database import fetch, fetch_one, reading
from cases.tables import audit_head, cases, events

GENESIS = "0" * 64
MACHINE = "guichet"
"""The actor of what no person decided."""
BATCH = 1000
"""Links read at a time."""
EVENTS_PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Event:
    """One link of the audit trail: what happened, never what a ticket or a letter says."""

    seq: int
    case_id: str | None
    at: datetime
    actor: str
    kind: str
    details: dict[str, str] = field(default_factory=dict)
    previous: str = ""
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be written down: `actor` is a login or `flow`, `details` hold no ticket text."""

    case_id: str | None
    at: datetime
    actor: str
    kind: str
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TrailQuery:
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


async def append(connection: AsyncConnection, entry: Entry) -> None:
    """Append one event inside the caller's transaction; writers queue on the head of the chain."""
    head = (await connection.execute(sa.select(audit_head).with_for_update())).one()
    row: dict[str, object] = {
        "seq": head.seq + 1,
        "case_id": entry.case_id,
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "kind": entry.kind,
        "details": dict(entry.details),
        "previous": head.hash,
    }
    row["hash"] = _hash_of(row)
    await connection.execute(events.insert().values(row))
    await connection.execute(audit_head.update().values(seq=row["seq"], hash=row["hash"]))


async def record(engine: AsyncEngine, entry: Entry) -> None:
    """Append one event that belongs to no other change."""
    async with engine.begin() as connection:
        await append(connection, entry)


async def read_last(engine: AsyncEngine, kind: str) -> Event | None:
    """Read the last event of a kind, if there is one."""
    query = sa.select(events).where(events.c.kind == kind).order_by(events.c.seq.desc()).limit(1)
    row = await fetch_one(engine, query)
    return event_of(row) if row else None


async def read_trail(engine: AsyncEngine, case_id: str | None = None) -> list[Event]:
    """Read the links of one case, or the whole chain if it is known to be short, oldest first."""
    query = sa.select(events).order_by(events.c.seq)
    if case_id is not None:
        query = query.where(events.c.case_id == case_id)
    return [event_of(row) for row in await fetch(engine, query)]


def event_of(row: RowMapping) -> Event:
    """Build an event from its row."""
    return Event(**{**row, "at": datetime.fromisoformat(row["at"])})


async def read_links(
    engine: AsyncEngine, after: int = 0, until: int | None = None
) -> AsyncIterator[Mapping[str, object]]:
    """Read the links as plain JSON values, oldest first, those after `after` up to `until`.

    A few are in memory at a time, and nothing is held open between them.
    """
    while True:
        query = sa.select(events).where(events.c.seq > after).order_by(events.c.seq).limit(BATCH)
        if until is not None:
            query = query.where(events.c.seq <= until)
        rows = await fetch(engine, query)
        for row in rows:
            yield dict(row)
        if len(rows) < BATCH:
            return
        after = rows[-1]["seq"]


async def read_trail_page(engine: AsyncEngine, wanted: TrailQuery) -> TrailPage:
    """Read the newest links that are wanted."""
    clauses: list[sa.ColumnElement[bool]] = []
    if wanted.kind:
        clauses.append(events.c.kind == wanted.kind)
    if wanted.actor:
        clauses.append(events.c.actor == wanted.actor)
    if wanted.case:
        numbered = sa.select(cases.c.id).where(cases.c.number == wanted.case)
        clauses.append(sa.or_(events.c.case_id == wanted.case, events.c.case_id.in_(numbered)))
    # The trail holds instants as text, in UTC: text in the same form compares alike.
    if wanted.since:
        clauses.append(events.c.at >= wanted.since.astimezone(UTC).isoformat())
    if wanted.until:
        clauses.append(events.c.at < wanted.until.astimezone(UTC).isoformat())
    if wanted.before is not None:
        clauses.append(events.c.seq < wanted.before)
    query = sa.select(events).where(*clauses).order_by(events.c.seq.desc())
    rows = await fetch(engine, query.limit(EVENTS_PER_PAGE + 1))
    found = tuple(event_of(row) for row in rows[:EVENTS_PER_PAGE])
    return TrailPage(found, len(rows) > EVENTS_PER_PAGE)


async def last_seq(engine: AsyncEngine) -> int:
    """Read the place of the newest link, 0 where there is none."""
    async with reading(engine) as connection:
        return await connection.scalar(sa.select(audit_head.c.seq)) or 0


class Chain:
    """Follows links one after the other, from the first of all or from one that is known."""

    def __init__(self, seq: int = 0, last: str | None = GENESIS) -> None:
        """Begin after link `seq`, whose hash is `last`; None where nobody knows it."""
        self.seq = seq
        self.last = last

    def check_link(self, link: Mapping[str, object]) -> str:
        """Say in French how a link does not follow or was changed; empty when it is whole."""
        seq = link.get("seq")
        follows = self.last is None or link.get("previous") == self.last
        if seq != self.seq + 1 or not follows:
            return f"L'événement n° {seq} ne suit pas le n° {self.seq} du journal."
        if link.get("hash") != _hash_of(link):
            return f"L'événement n° {seq} a été modifié après son écriture."
        self.seq, self.last = self.seq + 1, str(link["hash"])
        return ""


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """How far a chain is whole, the hash of its last whole link, and what broke it, in French."""

    seq: int
    hash: str
    broken: str = ""
    more: bool = False
    """Whether links remain that were not looked at."""


async def verify(engine: AsyncEngine) -> str | None:
    """Check every link and the head; return a French sentence naming the first break, or None."""
    return (await verify_from(engine, Chain())).broken or None


async def verify_from(engine: AsyncEngine, chain: Chain, most: int | None = None) -> ChainCheck:
    """Check the links that follow, `most` of them at the most, and the head once they are all."""
    # One statement, one instant: links written meanwhile are left for another time.
    last = sa.select(sa.func.max(events.c.seq)).scalar_subquery().label("last")
    async with reading(engine) as connection:
        head = (await connection.execute(sa.select(audit_head, last))).one()
    end = head.last or 0
    until = end if most is None else min(end, chain.seq + most)
    async for link in read_links(engine, chain.seq, until):
        if broken := chain.check_link(link):
            return ChainCheck(chain.seq, str(chain.last), broken)
    if chain.seq < end:
        return ChainCheck(chain.seq, str(chain.last), more=True)
    broken = ""
    if chain.seq < head.seq:
        broken = (
            f"Le dernier événement attendu (n° {head.seq}) manque : la fin du journal a été ôtée."
        )
    elif (chain.seq, chain.last) != (head.seq, head.hash):
        broken = f"L'événement n° {chain.seq} n'est pas celui que le journal a écrit en dernier."
    return ChainCheck(chain.seq, str(chain.last), broken)


def _hash_of(row: Mapping[str, object]) -> str:
    content = {key: value for key, value in row.items() if key != "hash"}
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
