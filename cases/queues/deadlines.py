"""Deadlines: which cases are due, which notices went out, and drafts that expire undecided."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.audit import trail
from cases.audit.trail import MACHINE
from cases.decisions.signatures import Signatures
from cases.model import Case, CaseState, Ticket
from cases.people.access import Role
from cases.queues.danger_alerts import alarm_of
from cases.store.case_store import due_values
from cases.store.database import fetch, reading
from cases.store.transition import UNDECIDED, Step, case_from_row, lock_case, move
from cases.tables import accounts, cases, drafts, events
from cases.ticket_name import TicketName

AWAITING = UNDECIDED - {CaseState.DRAFTED}
"""A letter lies before a person."""

SETTLED = frozenset(
    {
        CaseState.APPROVED,
        CaseState.SENDING,
        CaseState.ANSWERED,
        CaseState.AWAITING_REQUESTER,
        CaseState.REJECTED,
        CaseState.CLOSED_ELSEWHERE,
    },
)
"""Nobody waits for an officer any more: the deadline no longer counts."""

EXPIRED = "brouillon expiré"
EXPIRED_AGAIN = f"{EXPIRED} une seconde fois sans décision"
"""Reasons of a case. The first is drafted again; the second goes to a person."""

MOST_AT_ONCE = 5000


class Notice(StrEnum):
    """A notice of a deadline, each sent once per deadline; also the kind of its event."""

    REMINDED = "reminded"
    ESCALATED = "escalated"


_COLUMN = {
    Notice.REMINDED: cases.c.reminded_at,
    Notice.ESCALATED: cases.c.escalated_at,
}


@dataclass(frozen=True, slots=True)
class Due:
    """A case that awaits a person's decision, without a word of its ticket.

    `colleague`: the address of whom it was entrusted to, empty where it is to nobody.
    """

    ticket: TicketName
    state: CaseState
    category: str
    sensitive: bool
    assigned_group: str | None
    due_at: datetime
    notices: frozenset[Notice]
    colleague: str = ""
    in_danger: bool = False


@dataclass(frozen=True, slots=True)
class OldDraft:
    """A draft that awaits a decision; `again`: the one before it had expired too."""

    ticket: TicketName
    number: int
    created_at: datetime
    again: bool


@dataclass(frozen=True, slots=True)
class Head:
    """Who gets the notice of a missed deadline; of no group: head of all."""

    email: str
    groups: frozenset[str]


def waiting_since(ticket: Ticket) -> datetime:
    """Tell since when the requester waits: their first word that nobody answered."""
    answers = [at for at, message in enumerate(ticket.messages) if not message.from_requester]
    later = ticket.messages[answers[-1] + 1 :] if answers else ()
    return later[0].at if later else ticket.received_at


def danger_since(case: Case) -> datetime:
    """Tell since when somebody in danger waits.

    Of a case that raised no alarm before, it is the last thing they wrote that raised one.
    """
    theirs = [message.at for message in case.ticket.messages if message.from_requester]
    raised = case.classification is None or alarm_of(case.classification) is not None
    return waiting_since(case.ticket) if raised or not theirs else theirs[-1]


async def read_undated(engine: AsyncEngine) -> list[Case]:
    """Read the cases before a person that have no deadline yet; at most `MOST_AT_ONCE`."""
    query = (
        sa.select(cases)
        .where(cases.c.state.in_(AWAITING), cases.c.due_at.is_(None))
        .limit(MOST_AT_ONCE)
    )
    async with reading(engine) as connection:
        rows = (await connection.execute(query)).mappings().all()
        return [await case_from_row(connection, row) for row in rows]


async def set_due(engine: AsyncEngine, case_id: str, due_at: datetime) -> None:
    """Set the deadline of a case that has none."""
    without = sa.and_(cases.c.id == case_id, cases.c.due_at.is_(None))
    async with engine.begin() as connection:
        await connection.execute(cases.update().where(without).values(due_values(due_at)))


async def read_due(engine: AsyncEngine, until: datetime) -> list[Due]:
    """Read what awaits a person and is due by `until`, the first due first.

    A case whose drafts expired twice awaits one too, and whoever is in danger wherever the case
    stands, until a letter is approved. At most `MOST_AT_ONCE`.
    """
    given_up = sa.and_(
        cases.c.state == CaseState.HANDED_OVER, cases.c.reason.startswith(EXPIRED_AGAIN)
    )
    in_danger = sa.and_(cases.c.alarm == 1, cases.c.state.not_in(SETTLED))
    colleague = sa.and_(accounts.c.login == cases.c.assignee, accounts.c.active)
    query = (
        sa.select(cases, accounts.c.email.label("colleague"))
        .join_from(cases, accounts, colleague, isouter=True)
        .where(sa.or_(cases.c.state.in_(AWAITING), given_up, in_danger), cases.c.due_at <= until)
        .order_by(cases.c.due_at, cases.c.id)
        .limit(MOST_AT_ONCE)
    )
    return [
        Due(
            TicketName(row["id"], row["system"], row["number"]),
            CaseState(row["state"]),
            row["category"] or "",
            row["sensitive"],
            row["assigned_group"],
            row["due_at"],
            frozenset(notice for notice, column in _COLUMN.items() if row[column.name] is not None),
            row["colleague"] or "",
            row["alarm"] == 1,
        )
        for row in await fetch(engine, query)
    ]


async def claim(engine: AsyncEngine, one: Due, notice: Notice, at: datetime) -> bool:
    """Claim the sending of a notice; False where another did, or all has changed.

    Written before anything leaves: whoever dies on the way leaves it claimed, and it is told at
    most once.
    """
    still = (cases.c.state == one.state, cases.c.due_at == one.due_at)
    query = cases.update().where(
        cases.c.id == one.ticket.case_id, _COLUMN[notice].is_(None), *still
    )
    async with engine.begin() as connection:
        taken = await connection.execute(query.values({_COLUMN[notice]: at}))
    return taken.rowcount == 1


async def release(engine: AsyncEngine, ids: Collection[str], notice: Notice, at: datetime) -> None:
    """Release what was claimed at `at` and certainly sent to nobody."""
    mine = (cases.c.id.in_(ids), _COLUMN[notice] == at)
    async with engine.begin() as connection:
        await connection.execute(cases.update().where(*mine).values({_COLUMN[notice]: None}))


async def record_notice(
    engine: AsyncEngine, ids: Collection[str], notice: Notice, at: datetime, by: str
) -> None:
    """Write in the trail that a notice was sent; `by`: mail or note."""
    async with engine.begin() as connection:
        for case_id in ids:
            entry = trail.Entry(case_id, at, MACHINE, notice.value, {"by": by})
            await trail.append(connection, entry)


async def read_old_drafts(engine: AsyncEngine, before: datetime) -> list[OldDraft]:
    """Read the drafts that await a decision and were made before an instant, oldest first.

    The letter to somebody in danger never grows old: it waits, and is told of.
    """
    current = sa.and_(drafts.c.case_id == cases.c.id, drafts.c.number == cases.c.draft_number)
    why_redone = (
        sa.select(events.c.details["reason"].as_string())
        .where(events.c.case_id == cases.c.id, events.c.kind == CaseState.STALE)
        .order_by(events.c.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        sa.select(
            *(cases.c.id, cases.c.system, cases.c.number, cases.c.draft_number),
            drafts.c.created_at,
            why_redone.label("why"),
        )
        .join_from(cases, drafts, current)
        .where(cases.c.state.in_(AWAITING), cases.c.alarm == 0, drafts.c.created_at < before)
        .order_by(drafts.c.created_at, cases.c.id)
        .limit(MOST_AT_ONCE)
    )
    return [
        OldDraft(
            TicketName(row["id"], row["system"], row["number"]),
            row["draft_number"],
            row["created_at"],
            row["why"] == EXPIRED,
        )
        for row in await fetch(engine, query)
    ]


async def expire(
    engine: AsyncEngine, signatures: Signatures, old: OldDraft, at: datetime
) -> CaseState | None:
    """End a draft that nobody decided of; give where the case went, None if it moved meanwhile.

    Stale, so that it is drafted again on fresh evidence; the second time in a row, handed over,
    with a head to be told of it.
    """
    async with engine.begin() as connection:
        case = await lock_case(connection, old.ticket.case_id)
        if case.draft is None or case.draft.number != old.number or case.state not in AWAITING:
            return None
        if not old.again:
            step = Step(CaseState.STALE, at, reason=EXPIRED)
            return (await move(connection, case, step, signatures)).state
        unnotified = cases.update().where(cases.c.id == case.id).values(escalated_at=None)
        await connection.execute(unnotified)
        step = Step(CaseState.HANDED_OVER, at, reason=EXPIRED_AGAIN)
        return (await move(connection, case, step, signatures)).state


async def read_heads(engine: AsyncEngine) -> list[Head]:
    """Read the heads whose account is open and has an address."""
    query = sa.select(accounts).where(accounts.c.active, accounts.c.email != "")
    return [
        Head(row["email"], frozenset(row["groups"]))
        for row in await fetch(engine, query.order_by(accounts.c.login))
        if Role.HEAD in row["roles"]
    ]
