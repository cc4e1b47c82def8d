"""Which models were activated, by whom and on what figures: events of the audit trail."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases import audit
from cases.audit import Event
from cases.database import reading
from cases.tables import audit_head, events

ACTIVATED = "models_activated"
ROLLED_BACK = "models_rolled_back"


class ActivatedMeanwhile(Exception):
    """Somebody else activated or rolled back since the trail was read."""


@dataclass(frozen=True, slots=True)
class Activation:
    """Routes that were activated. `route` is the file as it was named, `sha256` of its bytes."""

    seq: int
    at: datetime
    route: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Standing:
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


async def read_standing(engine: AsyncEngine) -> Standing:
    """Read what the trail says counts now."""
    async with reading(engine) as connection:
        return await _standing(connection)


async def record(engine: AsyncEngine, entry: audit.Entry, seen: Standing) -> None:
    """Append an activation or a rollback. Raises `ActivatedMeanwhile` where `seen` is no more."""
    async with engine.begin() as connection:
        # Whoever else activates waits for the head of the chain, then reads what we wrote.
        await connection.execute(sa.select(audit_head).with_for_update())
        if (await _standing(connection)).last != seen.last:
            raise ActivatedMeanwhile
        await audit.append(connection, entry)


async def _standing(connection: AsyncConnection) -> Standing:
    query = (
        sa.select(events).where(events.c.kind.in_((ACTIVATED, ROLLED_BACK))).order_by(events.c.seq)
    )
    rows = (await connection.execute(query)).mappings().all()
    return standing_of(audit.event_of(row) for row in rows)


def standing_of(trail: Iterable[Event]) -> Standing:
    """Follow activations and rollbacks, oldest first."""
    stack: list[Activation] = []
    last = 0
    for event in trail:
        last = event.seq
        if event.kind == ACTIVATED:
            stack.append(_activation(event, event.details))
        elif stack:
            stack.pop()
    return Standing(tuple(stack), last)


def _activation(event: Event, details: Mapping[str, str]) -> Activation:
    return Activation(event.seq, event.at, details["route"], details["sha256"])
