"""Which models were activated, by whom and on what figures: events of the audit trail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.audit import trail
from cases.audit.trail import Event
from cases.store.database import reading
from cases.tables import audit_head, events

ACTIVATED = "models_activated"
ROLLED_BACK = "models_rolled_back"


class ActivationConflict(Exception):
    """Somebody else activated or rolled back since the trail was read."""


@dataclass(frozen=True, slots=True)
class Activation:
    """Routes that were activated. `route` is the file as it was named, `sha256` of its bytes."""

    seq: int
    at: datetime
    route: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ActiveModels:
    """What counts now: the activations that no rollback took back, oldest first.

    `last` is the number of the last event read, 0 for none.
    """

    activations: tuple[Activation, ...] = ()
    last: int = 0

    @property
    def active(self) -> Activation | None:
        """The routes that count; None: those that the settings name."""
        return self.activations[-1] if self.activations else None

    @property
    def previous(self) -> Activation | None:
        """What counts again after a rollback; None: what the settings name."""
        return self.activations[-2] if len(self.activations) > 1 else None


async def read_active_models(engine: AsyncEngine) -> ActiveModels:
    """Read what the trail says counts now."""
    async with reading(engine) as connection:
        return await _read_active(connection)


async def record(engine: AsyncEngine, entry: trail.Entry, seen: ActiveModels) -> None:
    """Append an activation or a rollback. Raises `ActivationConflict` where `seen` is no more."""
    async with engine.begin() as connection:
        # Whoever else activates waits for the head of the chain, then reads what we wrote.
        await connection.execute(sa.select(audit_head).with_for_update())
        if (await _read_active(connection)).last != seen.last:
            raise ActivationConflict
        await trail.append(connection, entry)


async def _read_active(connection: AsyncConnection) -> ActiveModels:
    query = (
        sa.select(events).where(events.c.kind.in_((ACTIVATED, ROLLED_BACK))).order_by(events.c.seq)
    )
    rows = (await connection.execute(query)).mappings().all()
    return active_models(trail.event_of(row) for row in rows)


def active_models(changes: Iterable[Event]) -> ActiveModels:
    """Follow activations and rollbacks, oldest first."""
    stack: list[Activation] = []
    last = 0
    for event in changes:
        last = event.seq
        if event.kind == ACTIVATED:
            route, sha256 = event.details["route"], event.details["sha256"]
            stack.append(Activation(event.seq, event.at, route, sha256))
        elif stack:
            stack.pop()
    return ActiveModels(tuple(stack), last)
