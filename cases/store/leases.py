"""Leases on cases: one writer at a time, and a dead one loses its place by itself."""

import asyncio
import time
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.model import Case, CaseState
from cases.store.database import Clock, now, reading
from cases.store.transition import case_from_row
from cases.tables import cases


class Busy(Exception):
    """Somebody else works on this case; what was to be done will be tried again later."""


class Leases:
    """Takes leases, of `lasting` each, and renews them while their holder lives."""

    def __init__(
        self,
        engine: AsyncEngine,
        clock: Clock = now,
        lasting: timedelta = timedelta(seconds=30),
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._lasting = lasting

    @asynccontextmanager
    async def hold(
        self,
        case_id: str,
        owner: str,
        patience: timedelta = timedelta(0),
    ) -> AsyncIterator[None]:
        """Be the only writer of a case for the time of a block.

        Raises `Busy` if another still holds it after `patience`, which should be longer than a
        lease where the other may be dead.
        """
        give_up_at = time.monotonic() + patience.total_seconds()
        while not await self.take(case_id, owner):
            if time.monotonic() >= give_up_at:
                raise Busy(case_id)
            await asyncio.sleep(1)

        async def renew() -> None:
            while True:
                await asyncio.sleep(self._lasting.total_seconds() / 4)
                # A renewal that fails leaves the lease standing until the next one.
                with suppress(SQLAlchemyError):
                    await self.take(case_id, owner)

        renewal = asyncio.create_task(renew())
        try:
            yield
        finally:
            renewal.cancel()
            # A release that fails costs the next writer one lease of patience, nothing more.
            with suppress(SQLAlchemyError):
                await self.release(case_id, owner)

    async def take(self, case_id: str, owner: str) -> bool:
        """Take a lease, or prolong one's own; False if another holds the case."""
        free = sa.or_(
            cases.c.lease_owner.is_(None),
            cases.c.lease_owner == owner,
            cases.c.lease_until < self._clock(),
        )
        until = self._clock() + self._lasting
        async with self._engine.begin() as connection:
            taken = await connection.execute(
                cases.update()
                .where(cases.c.id == case_id, free)
                .values(lease_owner=owner, lease_until=until),
            )
        return taken.rowcount == 1

    async def release(self, case_id: str, owner: str) -> None:
        """Let the next writer in."""
        async with self._engine.begin() as connection:
            await connection.execute(
                cases.update()
                .where(cases.c.id == case_id, cases.c.lease_owner == owner)
                .values(lease_owner=None, lease_until=None),
            )

    async def list_abandoned(self, states: Collection[CaseState], idle: timedelta) -> list[Case]:
        """List cases in `states` that nobody holds and that did not move for `idle`."""
        free = sa.or_(cases.c.lease_until.is_(None), cases.c.lease_until < self._clock())
        query = (
            sa.select(cases)
            .where(cases.c.state.in_(states), cases.c.changed_at < self._clock() - idle, free)
            .order_by(cases.c.changed_at)
        )
        async with reading(self._engine) as connection:
            rows = (await connection.execute(query)).mappings().all()
            return [await case_from_row(connection, row) for row in rows]
