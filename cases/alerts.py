"""Cases in which somebody is in danger, and who was alerted of it: once for each danger."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncEngine

from cases import audit
from cases.access import Reach
from cases.danger import KINDS, TO_DO
from cases.database import reading
from cases.model import Danger
from cases.tables import cases
from cases.transition import MACHINE
from cases.undecided import TicketName

ALERTED = "alerted"
"""The kind of event that says that people were alerted; of what danger, it does not keep."""

ALERTING_LASTS = timedelta(minutes=5)
"""Whoever died while alerting is replaced after it: better a second mail than none."""

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Endangered:
    """A case in danger that nobody has decided of, without a word of its ticket."""

    ticket: TicketName
    danger: Danger
    since: datetime
    due_at: datetime | None

    def is_late(self, at: datetime) -> bool:
        """Tell whether nobody decided in time."""
        return self.due_at is not None and self.due_at < at

    @property
    def kind(self) -> str:
        """The danger in plain French."""
        return KINDS[self.danger]

    @property
    def to_do(self) -> str:
        """What whoever calls must know first, in French."""
        return TO_DO[self.danger]


async def read_endangered(engine: AsyncEngine, reach: Reach) -> list[Endangered]:
    """Read the cases in danger within reach, the first due first; at most `MOST_SHOWN`."""
    return await _read(engine, reach.clause)


async def read_alarm(engine: AsyncEngine, case_id: str) -> Endangered | None:
    """Read one case; None where nobody is in danger, or somebody has decided."""
    return next(iter(await _read(engine, cases.c.id == case_id)), None)


async def read_unalerted(engine: AsyncEngine, at: datetime) -> list[Endangered]:
    """Read the cases in danger that nobody was alerted of, and is alerting of now."""
    return await _read(engine, _untold(at))


async def claim(engine: AsyncEngine, one: Endangered, at: datetime) -> bool:
    """Take it upon oneself to alert of a danger; False where another does, or did.

    Written before anything leaves.
    """
    mine = (cases.c.id == one.ticket.case_id, cases.c.danger == one.danger, _untold(at))
    values = {"alerting_until": at + ALERTING_LASTS}
    async with engine.begin() as connection:
        taken = await connection.execute(cases.update().where(*mine).values(values))
    return taken.rowcount == 1


async def release(engine: AsyncEngine, one: Endangered) -> None:
    """Give back what was claimed and certainly told to nobody."""
    mine = cases.update().where(cases.c.id == one.ticket.case_id)
    async with engine.begin() as connection:
        await connection.execute(mine.values(alerting_until=None))


async def record_alerted(engine: AsyncEngine, one: Endangered, at: datetime) -> None:
    """Write down, and in the trail, that people were alerted of a danger."""
    kept = (cases.c.id == one.ticket.case_id, cases.c.cleared_at.is_(None))
    mine = cases.update().where(*kept)
    entry = audit.Entry(one.ticket.case_id, at, MACHINE, ALERTED, {"by": "mail"})
    async with engine.begin() as connection:
        await connection.execute(mine.values(alerting_until=None, alerted_of=one.danger))
        await audit.append(connection, entry)


def _untold(at: datetime) -> sa.ColumnElement[bool]:
    told, until = cases.c.alerted_of, cases.c.alerting_until
    return sa.and_(
        cases.c.alarm == 1,
        sa.or_(told.is_(None), told != cases.c.danger),
        sa.or_(until.is_(None), until <= at),
    )


async def _read(engine: AsyncEngine, kept: sa.ColumnElement[bool]) -> list[Endangered]:
    query = (
        sa.select(cases)
        .where(cases.c.alarm == 1, kept)
        .order_by(cases.c.due_by, cases.c.id)
        .limit(MOST_SHOWN)
    )
    async with reading(engine) as connection:
        return [_endangered(row) for row in (await connection.execute(query)).mappings()]


def _endangered(row: RowMapping) -> Endangered:
    ticket = TicketName(row["id"], row["system"], row["number"])
    return Endangered(ticket, Danger(row["danger"]), row["danger_at"], row["due_at"])
