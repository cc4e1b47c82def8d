"""Tickets a system told us of and that no case holds yet: none is lost while it cannot be read."""

from collections.abc import Iterable
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.database import reading
from cases.store import Clock, now
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

    async def announce(self, system: str, numbers: Iterable[str], cursor: str) -> None:
        """Keep the tickets of a collection and where it stopped, together or not at all."""
        async with self._engine.begin() as connection:
            for number in dict.fromkeys(numbers):
                await connection.execute(arrivals.delete().where(_is(system, number)))
                values = {"tries": 0, "next_try_at": self._clock() + FIRST_WAIT}
                await connection.execute(
                    arrivals.insert().values(system=system, number=number, **values),
                )
            await connection.execute(cursors.delete().where(cursors.c.system == system))
            await connection.execute(cursors.insert().values(system=system, cursor=cursor))

    async def received(self, system: str, number: str) -> None:
        """Forget an announced ticket: a case holds it now, or it is gone."""
        async with self._engine.begin() as connection:
            await connection.execute(arrivals.delete().where(_is(system, number)))

    async def overdue(self, system: str) -> list[str]:
        """List tickets to try again now, and put off the next try of each."""
        at = self._clock()
        due = sa.and_(arrivals.c.system == system, arrivals.c.next_try_at <= at)
        async with self._engine.begin() as connection:
            rows = (await connection.execute(sa.select(arrivals).where(due))).all()
            for row in rows:
                wait = min(FIRST_WAIT * 2 ** min(row.tries + 1, 10), LONGEST_WAIT)
                await connection.execute(
                    arrivals.update()
                    .where(_is(system, row.number))
                    .values(tries=row.tries + 1, next_try_at=at + wait),
                )
        return [row.number for row in rows]


def _is(system: str, number: str) -> sa.ColumnElement[bool]:
    return sa.and_(arrivals.c.system == system, arrivals.c.number == number)
