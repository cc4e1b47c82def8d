"""Assignment of a draft to a colleague or to a group: it goes on awaiting its approval."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.audit import trail
from cases.decisions.approvals import (
    AlreadyDecided,
    Approver,
    check_not_own,
    decision_transaction,
)
from cases.model import Case, CaseState
from cases.people.access import Right
from cases.people.accounts import Account, account_of
from cases.store.database import Clock, fetch, fetch_one
from cases.store.transition import lock_case
from cases.tables import accounts, cases

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


async def assign(
    engine: AsyncEngine, clock: Clock, case_id: str, to: Assignment, who: Approver
) -> Case:
    """Entrust a case; the draft and its state stay. Raises `AlreadyDecided`, `OwnRequest`."""
    async with decision_transaction(engine, case_id, who, clock()) as connection:
        case = await lock_case(connection, case_id)
        if case.state not in OPEN:
            raise AlreadyDecided("", case.state)
        check_not_own(case, who)
        values = {"assignee": to.login or None, "assigned_group": to.group or None}
        await connection.execute(cases.update().where(cases.c.id == case_id).values(values))
        details = {"to": to.login or to.group, "as": "account" if to.login else "group"}
        entry = trail.Entry(case_id, clock(), who.login, ASSIGNED, details)
        await trail.append(connection, entry)
    return case


async def assignment_of(engine: AsyncEngine, case_id: str) -> Assignment:
    """Say to whom a case is entrusted; both empty where it is to nobody."""
    query = sa.select(cases.c.assignee, cases.c.assigned_group).where(cases.c.id == case_id)
    row = await fetch_one(engine, query)
    if row is None:
        return Assignment()
    return Assignment(row["assignee"] or "", row["assigned_group"] or "")


async def colleagues(engine: AsyncEngine) -> list[Account]:
    """List the people who may decide, by name."""
    query = sa.select(accounts).where(accounts.c.active).order_by(accounts.c.name)
    people = [account_of(row) for row in await fetch(engine, query)]
    return [one for one in people if one.may(Right.DECIDE)]
