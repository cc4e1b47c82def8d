"""Dangers for which somebody must be called today, and who was alerted: once for each danger."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.audit import trail
from cases.audit.trail import MACHINE
from cases.model import Classification, Danger
from cases.people.access import Scope
from cases.store.database import fetch
from cases.tables import cases
from cases.ticket_name import TicketName

ALERTED = "alerted"
"""The kind of event that says that people were alerted; of what danger, it does not keep."""

ALERTING_LASTS = timedelta(minutes=5)
"""Whoever died while alerting is replaced after it: better a second mail than none."""

MOST_SHOWN = 50

KINDS: Mapping[Danger, str] = {
    Danger.SELF: "danger pour la personne elle-même",
    Danger.REPORTED: "inquiétude pour une autre personne",
    Danger.HOME: "violences à la maison",
    Danger.ATTACK: "violences, menaces ou harcèlement au travail",
    Danger.WORKPLACE: "danger immédiat sur un lieu de travail",
}
TO_DO: Mapping[Danger, str] = {
    Danger.SELF: "Si le danger est immédiat : 15 ou 112.",
    Danger.REPORTED: "Si le danger est immédiat : 15, 17 ou 112, avant tout autre appel.",
    Danger.HOME: (
        "Jamais au domicile ni sur un téléphone partagé : demandez quand et comment joindre la "
        "personne sans risque. Si le danger est immédiat : 17 ou 112."
    ),
    Danger.ATTACK: "Si le danger est immédiat : 17 ou 112.",
    Danger.WORKPLACE: "Le lieu doit être quitté. Si le danger est immédiat : 18 ou 112.",
}
"""What whoever calls must know first."""


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


def alarm_of(found: Classification | None) -> Danger | None:
    """Tell the danger for which somebody must be called today; nobody is called for a grief."""
    danger = found.danger if found else None
    return None if danger is Danger.GRIEF else danger


def danger_values(found: Classification, at: datetime) -> dict[str, object]:
    """Build the columns of a danger, and since when it is known: one that stays is not new."""
    danger = alarm_of(found)
    if danger is None:
        return {"danger": None, "danger_at": None}
    now = sa.literal(at, cases.c.danger_at.type)
    since = sa.case((cases.c.danger == danger, cases.c.danger_at), else_=now)
    return {"danger": danger, "danger_at": since}


def undecided_danger() -> dict[str, object]:
    """Keep a danger that nobody has decided of, and who was alerted of it; no other."""
    names = ("danger", "danger_at", "alerted_of")
    return {name: sa.case((cases.c.alarm == 1, cases.c[name]), else_=sa.null()) for name in names}


async def clear_danger(connection: AsyncConnection, case_id: str) -> None:
    """Raise no alarm any more: the letter that a person approved has arrived."""
    one = cases.update().where(cases.c.id == case_id)
    await connection.execute(one.values(danger=None, danger_at=None))


async def read_endangered(engine: AsyncEngine, scope: Scope) -> list[Endangered]:
    """Read the cases in danger within scope, the first due first; at most `MOST_SHOWN`."""
    return await _read(engine, scope.clause)


async def read_alarm(engine: AsyncEngine, case_id: str) -> Endangered | None:
    """Read one case; None where nobody is in danger, or somebody has decided."""
    return next(iter(await _read(engine, cases.c.id == case_id)), None)


async def read_unalerted(engine: AsyncEngine, at: datetime) -> list[Endangered]:
    """Read the cases in danger that nobody was alerted of, and is alerting of now."""
    return await _read(engine, _unalerted(at))


async def claim(engine: AsyncEngine, one: Endangered, at: datetime) -> bool:
    """Claim the alert of a danger; False where another does, or did.

    Written before anything leaves.
    """
    mine = (cases.c.id == one.ticket.case_id, cases.c.danger == one.danger, _unalerted(at))
    values = {"alerting_until": at + ALERTING_LASTS}
    async with engine.begin() as connection:
        taken = await connection.execute(cases.update().where(*mine).values(values))
    return taken.rowcount == 1


async def release(engine: AsyncEngine, one: Endangered) -> None:
    """Release what was claimed and certainly sent to nobody."""
    mine = cases.update().where(cases.c.id == one.ticket.case_id)
    async with engine.begin() as connection:
        await connection.execute(mine.values(alerting_until=None))


async def record_alerted(engine: AsyncEngine, one: Endangered, at: datetime) -> None:
    """Write down, and in the trail, that people were alerted of a danger."""
    kept = (cases.c.id == one.ticket.case_id, cases.c.cleared_at.is_(None))
    mine = cases.update().where(*kept)
    entry = trail.Entry(one.ticket.case_id, at, MACHINE, ALERTED, {"by": "mail"})
    async with engine.begin() as connection:
        await connection.execute(mine.values(alerting_until=None, alerted_of=one.danger))
        await trail.append(connection, entry)


def _unalerted(at: datetime) -> sa.ColumnElement[bool]:
    alerted, until = cases.c.alerted_of, cases.c.alerting_until
    return sa.and_(
        cases.c.alarm == 1,
        sa.or_(alerted.is_(None), alerted != cases.c.danger),
        sa.or_(until.is_(None), until <= at),
    )


async def _read(engine: AsyncEngine, kept: sa.ColumnElement[bool]) -> list[Endangered]:
    query = (
        sa.select(cases)
        .where(cases.c.alarm == 1, kept)
        .order_by(cases.c.due_by, cases.c.id)
        .limit(MOST_SHOWN)
    )
    return [
        Endangered(
            TicketName(row["id"], row["system"], row["number"]),
            Danger(row["danger"]),
            row["danger_at"],
            row["due_at"],
        )
        for row in await fetch(engine, query)
    ]
