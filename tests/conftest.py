"""Fixtures that several rooms share."""

import os
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
from hypothesis import settings

from cases.database import migrate, open_engine
from cases.model import Case, Ticket
from tests.builders import StoppedClock, Store, a_ticket, bring_to_approval, store_on

# No test asserts a time: on a busy machine an example may take any.
settings.register_profile("guichet", deadline=None)
settings.load_profile("guichet")

POSTGRES = os.environ.get("GUICHET_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")


async def _new_postgres_database() -> str:
    name = f"guichet_test_{uuid.uuid4().hex[:12]}"
    try:
        connection = await asyncpg.connect(POSTGRES, timeout=3)
    except (OSError, TimeoutError, asyncpg.PostgresError):
        # CI must have it: a silent skip there would hide half of what is promised.
        if os.environ.get("CI"):
            pytest.fail(f"PostgreSQL does not answer at {POSTGRES}")
        pytest.skip(f"no PostgreSQL answers at {POSTGRES} (set GUICHET_TEST_POSTGRES)")
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    return name


async def _drop_postgres_database(name: str) -> None:
    connection = await asyncpg.connect(POSTGRES)
    await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await connection.close()


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
async def sqlite_store(tmp_path: Path, clock: StoppedClock) -> AsyncIterator[Store]:
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'guichet.db'}")
    await migrate(engine)
    yield store_on(engine, clock)
    await engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'guichet.db'}"
        return
    name = await _new_postgres_database()
    base = POSTGRES.rsplit("/", 1)[0].replace("postgresql://", "postgresql+asyncpg://")
    yield f"{base}/{name}"
    await _drop_postgres_database(name)


@pytest.fixture
async def store(database: str, clock: StoppedClock) -> AsyncIterator[Store]:
    engine = open_engine(database)
    await migrate(engine)
    yield store_on(engine, clock)
    await engine.dispose()


@pytest.fixture
def ticket() -> Ticket:
    return a_ticket()


@pytest.fixture
async def awaiting(store: Store, ticket: Ticket) -> Case:
    return await bring_to_approval(store, ticket)
