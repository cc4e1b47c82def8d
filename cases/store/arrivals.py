"""Announced tickets that no case holds yet: none is lost while it cannot be read."""

from collections.abc import Iterable
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.store.database import Clock, insert_into, now, reading
from cases.tables import arrivals, cursors

FIRST_WAIT = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=1)


class Arrivals:
    """Announced tickets, tried again with growing waits until they are read."""

    def __init__(self, engine: AsyncEngine, clock: Clock = now) -> None:
        self._engine = engine
        self._clock = clock

    async def cursor(self, system: str) -> str | None:
        """Read where the last collection of a system stopped."""
        query = sa.select(cursors.c.cursor).where(cursors.c.system == system)
        async with reading(self._engine) as connection:
            return (await connection.execute(query)).scalar_one_or_none()

    async def announce(
        self, system: str, numbers: Iterable[str], cursor: str, since: str | None
    ) -> bool:
        """Keep the tickets of a collection and where it stopped, together or not at all.

        False, and nothing is kept, where another collection has moved on from `since`.
        """
        async with self._engine.begin() as connection:
            if not await _advance_cursor(connection, system, since, cursor):
                return False
            values = {"system": system, "tries": 0, "next_try_at": self._clock() + FIRST_WAIT}
            rows = [values | {"number": number} for number in dict.fromkeys(numbers)]
            if rows:
                insert = insert_into(arrivals, connection)
                again = {name: insert.excluded[name] for name in ("tries", "next_try_at")}
                upsert = insert.on_conflict_do_update(
                    index_elements=list(arrivals.primary_key), set_=again
                )
                # Many at a time: a first collection of thousands must not hold the database long.
                await connection.execute(upsert, rows)
        return True

    async def forget(self, system: str, number: str) -> None:
        """Forget an announced ticket: a case holds it now, or it is gone."""
        async with self._engine.begin() as connection:
            await connection.execute(arrivals.delete().where(_is(system, number)))

    async def waits(self, system: str, number: str) -> bool:
        """Tell whether an announced ticket is still held by no case."""
        query = sa.select(arrivals.c.number).where(_is(system, number))
        async with reading(self._engine) as connection:
            return (await connection.execute(query)).first() is not None

    async def take_overdue(self, system: str) -> list[str]:
        """List tickets to try again now, and put off the next try of each."""
        at = self._clock()
        due = sa.and_(arrivals.c.system == system, arrivals.c.next_try_at <= at)
        async with self._engine.begin() as connection:
            query = sa.select(arrivals).where(due).with_for_update()
            rows = (await connection.execute(query)).all()
            if rows:
                put_off = arrivals.update().where(_is(system, sa.bindparam("due")))
                later = [
                    {
                        "due": row.number,
                        "tries": row.tries + 1,
                        "next_try_at": at
                        + min(FIRST_WAIT * 2 ** min(row.tries + 1, 10), LONGEST_WAIT),
                    }
                    for row in rows
                ]
                await connection.execute(put_off, later)
        return [row.number for row in rows]


async def _advance_cursor(
    connection: AsyncConnection, system: str, since: str | None, cursor: str
) -> bool:
    if since is None:
        first = insert_into(cursors, connection).values(system=system, cursor=cursor)
        moved = await connection.execute(first.on_conflict_do_nothing())
    else:
        same = sa.and_(cursors.c.system == system, cursors.c.cursor == since)
        moved = await connection.execute(cursors.update().where(same).values(cursor=cursor))
    return moved.rowcount == 1


def _is(system: str, number: str | sa.BindParameter[str]) -> sa.ColumnElement[bool]:
    return sa.and_(arrivals.c.system == system, arrivals.c.number == number)
