"""What databases and processes keep of words after they were cleared, taken out of them.

SQLite: words stay in pages that are free, in the log of writes, in old parts of the search index.
PostgreSQL: in dead rows; their room is given back, and written over by what comes.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.audit import trail
from cases.retention.caches import clear_caches
from cases.retention.clearing import CLEARED
from cases.store.database import reading
from cases.tables import events

REMOVED = "traces_removed"
"""The kind of event that says up to which clearing nothing is left in the files."""

_TABLES = ("cases", "case_words", "drafts", "approvals", "deliveries", "openings")


_last_seen = [""]


class DatabaseBusy(Exception):
    """Somebody else is using the database: the traces stay until the next time."""


async def remove_traces(engine: AsyncEngine, at: datetime, actor: str) -> bool:
    """Take out what was left since the last time; False where nothing was.

    Raises `DatabaseBusy`.
    """
    last = await trail.read_last(engine, CLEARED)
    before = await trail.read_last(engine, REMOVED)
    if last is None or (before and last.seq <= int(before.details["up_to"])):
        return False
    try:
        await (_on_postgresql if engine.dialect.name == "postgresql" else _on_sqlite)(engine)
    except DBAPIError as error:
        raise DatabaseBusy from error
    await trail.record(engine, trail.Entry(None, at, actor, REMOVED, {"up_to": str(last.seq)}))
    return True


async def forget_cleared(engine: AsyncEngine) -> None:
    """Forget what this process remembers, where any cleared words since it last looked."""
    # By the index on kind and moment: each page that shows a case asks for it.
    query = sa.select(events.c.hash).where(events.c.kind == CLEARED)
    async with reading(engine) as connection:
        last = await connection.scalar(query.order_by(events.c.at.desc()).limit(1))
    if last is not None and last != _last_seen[0]:
        clear_caches()
        _last_seen[0] = last


async def _on_postgresql(engine: AsyncEngine) -> None:
    alone = engine.execution_options(isolation_level="AUTOCOMMIT")
    async with alone.connect() as connection:
        for table in _TABLES:
            await connection.execute(sa.text(f"VACUUM {table}"))


async def _on_sqlite(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        # A word taken out stays in the index, as taken out, until its parts are put together.
        await connection.execute(sa.text("INSERT INTO case_index(case_index) VALUES('optimize')"))
    alone = engine.execution_options(outside=True)
    async with alone.connect() as connection:
        await connection.exec_driver_sql("VACUUM")
        done = await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        if done.one()[0]:
            raise DatabaseBusy
