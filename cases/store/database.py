"""The database, its connections and its clock: SQLite in one file, or PostgreSQL in production."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, RowMapping, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, Pool

MIGRATIONS = Path(__file__).parents[1] / "migrations"
BUSY_MS = 30_000

Clock = Callable[[], datetime]


def now() -> datetime:
    """Read the clock, in UTC."""
    return datetime.now(UTC)


def open_engine(url: str, pool: type[Pool] | None = None) -> AsyncEngine:
    """Open an engine for a SQLAlchemy URL (`sqlite+aiosqlite:///FILE`, `postgresql+asyncpg://`)."""
    if not url.startswith("sqlite"):
        return create_async_engine(url, poolclass=pool, pool_pre_ping=True, hide_parameters=True)
    engine = create_async_engine(
        url,
        poolclass=pool,
        connect_args={"timeout": BUSY_MS / 1000},
        # An error that repeats its parameters would carry a ticket's words into logs and Prefect.
        hide_parameters=True,
    )
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_immediate)
    event.listen(engine.sync_engine, "invalidate", _roll_back)
    return engine


def _prepare_sqlite(dbapi_connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    dbapi_connection.isolation_level = None
    cursor = dbapi_connection.cursor()
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    # VACUUM and its like want no transaction at all.
    if connection.get_execution_options().get("outside", False):
        return
    # A deferred transaction that turns into a write fails at once with "database is locked";
    # an immediate one waits its turn.
    read_only = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _roll_back(connection: DBAPIConnection, _entry: ConnectionPoolEntry, _why: object) -> None:
    # A query cancelled half read keeps SQLite's lock, for everybody, until its cursor is
    # collected: closing the connection does not end its transaction.
    with suppress(SQLAlchemyError, sqlite3.Error):
        connection.rollback()


def reading(engine: AsyncEngine) -> AsyncConnection:
    """Connect for reading only: it does not queue behind the writers of SQLite."""
    return engine.execution_options(read_only=True).connect()


def snapshot(engine: AsyncEngine) -> AsyncConnection:
    """Connect for reading everything as it is at one instant."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ").connect()
    return reading(engine)


async def fetch(engine: AsyncEngine, query: sa.Select[Any]) -> Sequence[RowMapping]:
    """Run one query for reading only."""
    async with reading(engine) as connection:
        rows: Sequence[RowMapping] = (await connection.execute(query)).mappings().all()
    return rows


async def fetch_one(engine: AsyncEngine, query: sa.Select[Any]) -> RowMapping | None:
    """Run one query for reading only, of at most one row."""
    async with reading(engine) as connection:
        row: RowMapping | None = (await connection.execute(query)).mappings().one_or_none()
    return row


def insert_into(
    table: sa.Table, database: AsyncConnection | AsyncEngine
) -> postgresql.Insert | sqlite.Insert:
    """Build an insert that can say what to do on a conflict, in the dialect of the database."""
    if database.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


async def clock_gap(engine: AsyncEngine, at: datetime) -> timedelta:
    """Tell how far from `at` the clock of the database's machine is; SQLite is on ours."""
    if engine.dialect.name != "postgresql":
        return timedelta(0)
    async with reading(engine) as connection:
        theirs = await connection.execute(sa.select(sa.func.clock_timestamp()))
        return abs(cast("datetime", theirs.scalar_one()) - at)


async def migrate(engine: AsyncEngine) -> None:
    """Bring the schema to the newest revision; several processes may call it at once."""

    def upgrade(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    async with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            await connection.exec_driver_sql("SELECT pg_advisory_xact_lock(72170)")
        await connection.run_sync(upgrade)
