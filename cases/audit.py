"""The audit trail: one hash chain over all cases. It says what happened, never what was written."""

import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.database import reading
from cases.tables import audit_head, events

GENESIS = "0" * 64
BATCH = 1000
"""Links read at a time."""


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
    return event_of(row) if row else None


async def read_trail(engine: AsyncEngine, case_id: str | None = None) -> list[Event]:
    """Read the links of one case, or the whole chain if it is known to be short, oldest first."""
    query = sa.select(events).order_by(events.c.seq)
    if case_id is not None:
        query = query.where(events.c.case_id == case_id)
    async with reading(engine) as connection:
        rows = (await connection.execute(query)).mappings().all()
    return [event_of(row) for row in rows]


def event_of(row: RowMapping) -> Event:
    """Build an event from its row."""
    return Event(**{**row, "at": datetime.fromisoformat(row["at"])})


async def walk(
    engine: AsyncEngine, after: int = 0, until: int | None = None
) -> AsyncIterator[Mapping[str, object]]:
    """Give the links as plain JSON values, oldest first, those after `after` up to `until`.

    A few are in memory at a time, and nothing is held open between them.
    """
    while True:
        query = sa.select(events).where(events.c.seq > after).order_by(events.c.seq).limit(BATCH)
        if until is not None:
            query = query.where(events.c.seq <= until)
        async with reading(engine) as connection:
            rows = (await connection.execute(query)).mappings().all()
        for row in rows:
            yield dict(row)
        if len(rows) < BATCH:
            return
        after = rows[-1]["seq"]


class Chain:
    """Follows links one after the other, from the first of all or from one that is known."""

    def __init__(self, seq: int = 0, last: str | None = GENESIS) -> None:
        """Begin after link `seq`, whose hash is `last`; None where nobody knows it."""
        self.seq = seq
        self.last = last

    def broken_by(self, link: Mapping[str, object]) -> str:
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
class Verified:
    """How far a chain is whole, the hash of its last whole link, and what broke it, in French."""

    seq: int
    hash: str
    broken: str = ""
    more: bool = False
    """Whether links remain that were not looked at."""


async def verify(engine: AsyncEngine) -> str | None:
    """Check every link and the head; return a French sentence naming the first break, or None."""
    return (await verify_from(engine, Chain())).broken or None


async def verify_from(engine: AsyncEngine, chain: Chain, most: int | None = None) -> Verified:
    """Check the links that follow, `most` of them at the most, and the head once they are all."""
    # One statement, one instant: links written meanwhile are left for another time.
    last = sa.select(sa.func.max(events.c.seq)).scalar_subquery().label("last")
    async with reading(engine) as connection:
        head = (await connection.execute(sa.select(audit_head, last))).one()
    end = head.last or 0
    until = end if most is None else min(end, chain.seq + most)
    async for link in walk(engine, chain.seq, until):
        if broken := chain.broken_by(link):
            return Verified(chain.seq, str(chain.last), broken)
    if chain.seq < end:
        return Verified(chain.seq, str(chain.last), more=True)
    return Verified(chain.seq, str(chain.last), _broken_end(chain, head.seq, head.hash))


def _broken_end(chain: Chain, seq: int, last: str) -> str:
    if chain.seq < seq:
        return f"Le dernier événement attendu (n° {seq}) manque : la fin du journal a été ôtée."
    if (chain.seq, chain.last) != (seq, last):
        return f"L'événement n° {chain.seq} n'est pas celui que le journal a écrit en dernier."
    return ""


def _hash_of(row: Mapping[str, object]) -> str:
    content = {key: value for key, value in row.items() if key != "hash"}
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
