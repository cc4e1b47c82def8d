"""Somebody with every right on the database, who puts its triggers out of the way."""

from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from cases.audit.trail import Chain
from tests.builders import Store

GUARDED = ("events", "approvals", "second_approvals", "revocations", "deliveries")


async def tamper(store: Store, *statements: sa.Executable) -> None:
    """Do what the database refuses, its triggers out of the way."""
    async with store.engine.begin() as connection:
        await disarm(connection)
        for statement in statements:
            await connection.execute(statement)


async def disarm(connection: AsyncConnection) -> None:
    for table in GUARDED:
        if connection.dialect.name == "postgresql":
            await connection.execute(sa.text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
            continue
        named = f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{table}'"  # noqa: S608 - a name of ours
        for name in (await connection.execute(sa.text(named))).scalars().all():
            await connection.exec_driver_sql(f"DROP TRIGGER {name}")


def first_break(links: Iterable[Mapping[str, object]]) -> str:
    """Say how the first link does not follow or was changed; empty where all are whole."""
    chain = Chain()
    return next((broken for link in links if (broken := chain.check_link(link))), "")
