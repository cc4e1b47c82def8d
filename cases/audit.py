"""The audit trail: one hash chain over all cases. It says what happened, never what was written."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.database import reading
from cases.tables import audit_head, events

GENESIS = "0" * 64


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
    async with reading(engine) as connection:
        row = (await connection.execute(query)).mappings().one_or_none()
    return _event_of(row) if row else None


async def read_trail(engine: AsyncEngine, case_id: str | None = None) -> list[Event]:
    """Read the whole chain, or the links of one case, oldest first."""
    query = sa.select(events).order_by(events.c.seq)
    if case_id is not None:
        query = query.where(events.c.case_id == case_id)
    async with reading(engine) as connection:
        rows = (await connection.execute(query)).mappings().all()
    return [_event_of(row) for row in rows]


def _event_of(row: RowMapping) -> Event:
    return Event(**{**row, "at": datetime.fromisoformat(row["at"])})


async def verify(engine: AsyncEngine) -> str | None:
    """Check every link and the head; return a French sentence naming the first break, or None."""
    trail = await read_trail(engine)
    broken = first_break(trail)
    if broken:
        return broken
    async with reading(engine) as connection:
        head = (await connection.execute(sa.select(audit_head))).one()
    last = trail[-1].hash if trail else GENESIS
    if head.hash != last:
        return (
            f"Le dernier événement attendu (n° {head.seq}) manque : la fin du journal a été ôtée."
        )
    return None


def first_break(trail: Iterable[Event]) -> str | None:
    """Name the first link that does not follow the one before it or does not match its hash."""
    previous = GENESIS
    for expected_seq, event in enumerate(trail, start=1):
        if event.seq != expected_seq or event.previous != previous:
            return f"L'événement n° {event.seq} ne suit pas le n° {expected_seq - 1} du journal."
        if event.hash != _hash_of(as_row(event)):
            return f"L'événement n° {event.seq} a été modifié après son écriture."
        previous = event.hash
    return None


def as_row(event: Event) -> dict[str, object]:
    """Give an event as plain JSON values, for export and for hashing."""
    return {
        "seq": event.seq,
        "case_id": event.case_id,
        "at": event.at.isoformat(),
        "actor": event.actor,
        "kind": event.kind,
        "details": event.details,
        "previous": event.previous,
        "hash": event.hash,
    }


def _hash_of(row: Mapping[str, object]) -> str:
    content = {key: value for key, value in row.items() if key != "hash"}
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
