"""Rows of an older revision, read by the newest."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from cases.model import sha256_of
from cases.people.access import Role
from cases.store.database import MIGRATIONS, migrate, open_engine
from cases.store.records import TICKET, to_json
from tests.builders import StoppedClock, a_ticket, store_on

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
CARE: Mapping[str, object] = {
    "category": "maladie",
    "confidence": 0.9,
    "alternatives": [],
    "urgency": "haute",
    "sensitive": True,
    "reason": "",
}


def _to_0004(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "0004")


def _insert_old_rows(connection: Connection, many: int) -> None:
    found = sa.MetaData()
    found.reflect(connection, only=["cases", "accounts", "sessions"])
    for number in range(many):
        values = {
            "id": f"{number:032}",
            "system": "demo",
            "number": str(number),
            "state": "classified" if number else "received",
            "reason": "",
            "ticket": to_json(TICKET, a_ticket(str(number))),
            "classification": CARE if number else None,
            "draft_number": 0,
            "opened_at": AT,
            "changed_at": AT,
        }
        connection.execute(found.tables["cases"].insert().values(values))
    account = {
        "login": "ada",
        "name": "Ada",
        "email": "ada@valmorel.example",
        "password_hash": "x",
        "active": True,
        "failed_tries": 0,
    }
    connection.execute(found.tables["accounts"].insert().values(account))
    session = {"token_sha256": sha256_of("old"), "login": "ada", "csrf": "c"}
    later = AT + timedelta(days=90)
    connection.execute(found.tables["sessions"].insert().values(session | {"expires_at": later}))


@pytest.mark.parametrize("many", [2, 1001])
async def test_cases_of_before_roles_get_what_lists_and_access_look_at(
    database: str, clock: StoppedClock, many: int
) -> None:
    engine = open_engine(database)
    async with engine.begin() as connection:
        await connection.run_sync(_to_0004)
        await connection.run_sync(_insert_old_rows, many)
    await migrate(engine)
    store = store_on(engine, clock)
    async with engine.connect() as connection:
        query = sa.text("SELECT category, rank, sensitive FROM cases ORDER BY id")
        first, *others = (await connection.execute(query)).all()
    assert (first.category, first.rank, bool(first.sensitive)) == (None, 2, False)
    assert {(o.category, o.rank, bool(o.sensitive)) for o in others} == {("maladie", 1, True)}
    assert len(others) == many - 1
    standing = await store.accounts.find("ada")
    assert standing.account.roles == {Role.OFFICER}
    assert standing.account.groups == frozenset()
    assert await store.sessions.find("old") is None
    await engine.dispose()
