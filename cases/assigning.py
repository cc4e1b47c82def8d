"""A draft entrusted to a colleague or to a group: it goes on awaiting its approval."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from cases import audit
from cases.access import Right, Role, rights_of
from cases.approvals import REFUSED, AlreadyDecided, Approver, check_not_own, deciding
from cases.database import reading
from cases.model import Case, CaseState
from cases.store import Clock
from cases.tables import accounts, cases
from cases.transition import lock_case

ASSIGNED = "assigned"
"""The event that says `to` whom a case was entrusted, `as` an account or a group."""

OPEN = frozenset(
    {CaseState.AWAITING_APPROVAL, CaseState.AWAITING_SECOND, CaseState.HANDED_OVER},
)
"""Where a person has something left to do."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """To whom: the login of a colleague, or a group's id; the other is empty."""

    login: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person who may decide."""

    login: str
    name: str
    email: str


async def assign(
    engine: AsyncEngine, clock: Clock, case_id: str, to: Assignment, who: Approver
) -> Case:
    """Entrust a case; the draft and its state stay. Raises `AlreadyDecided`, `OwnRequest`."""
    refusal = audit.Entry(case_id, clock(), who.login, REFUSED)
    async with deciding(engine, refusal) as connection:
        case = await lock_case(connection, case_id)
        if case.state not in OPEN:
            raise AlreadyDecided("", case.state)
        check_not_own(case, who)
        values = {"assignee": to.login or None, "assigned_group": to.group or None}
        await connection.execute(cases.update().where(cases.c.id == case_id).values(values))
        details = {"to": to.login or to.group, "as": "account" if to.login else "group"}
        entry = audit.Entry(case_id, clock(), who.login, ASSIGNED, details)
        await audit.append(connection, entry)
    return case


async def assignment_of(engine: AsyncEngine, case_id: str) -> Assignment:
    """Say to whom a case is entrusted; both empty where it is to nobody."""
    query = sa.select(cases.c.assignee, cases.c.assigned_group).where(cases.c.id == case_id)
    async with reading(engine) as connection:
        row = (await connection.execute(query)).one_or_none()
    return Assignment(row.assignee or "", row.assigned_group or "") if row else Assignment()


async def colleagues(engine: AsyncEngine) -> list[Colleague]:
    """List the people who may decide, by name."""
    query = sa.select(accounts).where(accounts.c.active).order_by(accounts.c.name)
    async with reading(engine) as connection:
        rows = (await connection.execute(query)).mappings().all()
    return [
        Colleague(row["login"], row["name"], row["email"])
        for row in rows
        if Right.DECIDE in rights_of({Role(role) for role in row["roles"]})
    ]
