"""Fixtures that several rooms share."""

import asyncio
import os
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from unittest.mock import patch

import asyncpg
import pytest
import structlog
from hypothesis import settings
from xdist.scheduler import LoadFileScheduling

from cases.model import Case, Ticket
from cases.store.database import migrate, open_engine
from tests.builders import CHEAP, StoppedClock, Store, a_ticket, bring_to_approval, store_on
from tests.left_to_whole import is_left

# How many examples a property is tried on: GUICHET_EXAMPLES is `fast`, `ci` or `night`. The first
# two try the same ones each time, so that a run fails for everybody or for nobody; a night looks
# for new ones. No test asserts a time: on a busy machine an example may take any.
settings.register_profile("fast", deadline=None, max_examples=10, derandomize=True, database=None)
settings.register_profile("ci", settings.get_profile("fast"), max_examples=40)
settings.register_profile("night", deadline=None, max_examples=500)
settings.load_profile(os.environ.get("GUICHET_EXAMPLES", "fast"))


class ByFile(LoadFileScheduling):  # type: ignore[misc]  # published without types
    """Give each worker whole files, and all that starts a server of Prefect's to one of them."""

    def _split_scope(self, nodeid: str) -> str:
        file = str(super()._split_scope(nodeid))
        return FLOWS if file.startswith(FLOWS) else file


FLOWS = "tests/flows/"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Replace `--dist loadfile` by ours; any other way of sharing tests out is left alone."""
    if config.getoption("dist") != "loadfile":
        return None
    return ByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as `whole` what the default run leaves."""
    for item in items:
        if is_left(item.nodeid):
            item.add_marker("whole")


POSTGRES = os.environ.get("GUICHET_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")


async def new_postgres_database(template: str = "template1") -> str:
    name = f"guichet_test_{uuid.uuid4().hex[:12]}"
    try:
        connection = await asyncpg.connect(POSTGRES, timeout=3)
    except (OSError, TimeoutError, asyncpg.PostgresError):
        # CI must have it: a silent skip there would hide half of what is promised.
        if os.environ.get("CI"):
            pytest.fail(f"PostgreSQL does not answer at {POSTGRES}")
        pytest.skip(f"no PostgreSQL answers at {POSTGRES} (set GUICHET_TEST_POSTGRES)")
    await connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    await connection.close()
    return name


async def drop_postgres_database(name: str) -> None:
    connection = await asyncpg.connect(POSTGRES)
    await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await connection.close()


def url_of(name: str) -> str:
    base = POSTGRES.rsplit("/", 1)[0].replace("postgresql://", "postgresql+asyncpg://")
    return f"{base}/{name}"


def sqlite_url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Hash passwords in no time: each wiring makes one, at the price of a real one."""
    with patch("cases.people.accounts.PasswordHasher", lambda: CHEAP):
        yield


@pytest.fixture(autouse=True)
def own_logs() -> Iterator[None]:
    """Forget a log that a command sent to the standard error of its test alone."""
    yield
    structlog.reset_defaults()


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with our tables: a copy costs a hundredth of making them again."""
    file = tmp_path_factory.mktemp("migrated") / "guichet.db"
    asyncio.run(_migrate(sqlite_url(file)))
    return file


async def _migrate(url: str) -> None:
    engine = open_engine(url)
    await migrate(engine)
    await engine.dispose()


@pytest.fixture
def sqlite_file(migrated_file: Path, tmp_path: Path) -> Path:
    """An SQLite file of this test alone, with our tables and nothing in them."""
    return Path(shutil.copy(migrated_file, tmp_path / "guichet.db"))


@pytest.fixture
async def sqlite_store(sqlite_file: Path, clock: StoppedClock) -> AsyncIterator[Store]:
    engine = open_engine(sqlite_url(sqlite_file))
    yield store_on(engine, clock)
    await engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database in turn."""
    return str(request.param)


@pytest.fixture
async def database(kind: str, tmp_path: Path) -> AsyncIterator[str]:
    """The address of an empty database."""
    if kind == "sqlite":
        yield sqlite_url(tmp_path / "guichet.db")
        return
    name = await new_postgres_database()
    yield url_of(name)
    await drop_postgres_database(name)


@pytest.fixture(scope="session")
def template() -> Iterator[str]:
    """A PostgreSQL with our tables: a copy costs half of what making them again does."""
    name = asyncio.run(_migrated())
    yield name
    asyncio.run(drop_postgres_database(name))


async def _migrated() -> str:
    name = await new_postgres_database()
    await _migrate(url_of(name))
    return name


@pytest.fixture
def copied(request: pytest.FixtureRequest, kind: str) -> str:
    """What to copy: the name of a PostgreSQL database, or the address of an SQLite file."""
    if kind == "postgresql":
        return str(request.getfixturevalue("template"))
    return sqlite_url(request.getfixturevalue("sqlite_file"))


@pytest.fixture
async def migrated(kind: str, copied: str) -> AsyncIterator[str]:
    """The address of a database of this test alone, with our tables and nothing in them."""
    if kind == "sqlite":
        yield copied
        return
    name = await new_postgres_database(copied)
    yield url_of(name)
    await drop_postgres_database(name)


@pytest.fixture
async def store(migrated: str, clock: StoppedClock) -> AsyncIterator[Store]:
    engine = open_engine(migrated)
    yield store_on(engine, clock)
    await engine.dispose()


@pytest.fixture
def ticket() -> Ticket:
    return a_ticket()


@pytest.fixture
async def awaiting(store: Store, ticket: Ticket) -> Case:
    return await bring_to_approval(store, ticket)
