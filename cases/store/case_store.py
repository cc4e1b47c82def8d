"""The case store: the truth of a ticket's way. Each step reads it first and writes it last."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.audit import trail
from cases.audit.trail import MACHINE
from cases.decisions.signatures import Signatures
from cases.model import Attachment, Case, CaseState, Classification, Draft, Ticket
from cases.model_call import ModelCall
from cases.queues.danger_alerts import danger_values, undecided_danger
from cases.store.database import Clock, insert_into, now, reading
from cases.store.records import CLASSIFICATION, TICKET, to_json
from cases.store.transition import (
    IN_FLIGHT,
    UNDECIDED,
    NoSuchCase,
    Step,
    WrongState,
    case_from_row,
    lock_case,
    move,
    save_draft,
)
from cases.tables import cases, model_calls

Place = tuple[str, Attachment]
"""A message's id, and a file of it as its system lists it."""

_NOTHING_TO_LOSE = frozenset({CaseState.RECEIVED, CaseState.STALE})


class Cases:
    """Cases and their drafts. Every change of state appends one event to the audit trail."""

    def __init__(self, engine: AsyncEngine, signatures: Signatures, clock: Clock = now) -> None:
        self._engine = engine
        self._signatures = signatures
        self._clock = clock

    async def open_case(self, ticket: Ticket) -> Case:
        """Open the case of a ticket, or bring the known one up to date with its conversation.

        A conversation that changed makes what was drafted or approved on it stale.
        """
        async with self._engine.begin() as connection:
            case_id = await self._insert(connection, ticket)
            case = await lock_case(connection, case_id)
            ticket = with_readings(ticket, readings_of(case.ticket))
            if case.state in IN_FLIGHT or case.ticket == ticket or case.stays_cleared(ticket):
                return case
            news = case.ticket.version != ticket.version
            known = {"ticket": to_json(TICKET, ticket), "cleared_at": None, "cleared_version": None}
            # Whoever writes again after a decision may be in danger again: it is told again.
            await connection.execute(
                cases.update()
                .where(cases.c.id == case_id)
                .values(known | (undecided_danger() if news else {}))
            )
            case = replace(case, ticket=ticket, cleared_at=None, cleared_version="")
            if not news or case.state in _NOTHING_TO_LOSE:
                return case
            step = Step(CaseState.STALE, self._clock(), reason="nouveau message dans le ticket")
            return await move(connection, case, step, self._signatures)

    async def record_readings(self, case_id: str, readings: Mapping[Place, Attachment]) -> Case:
        """Keep what was read in the files of a ticket; its conversation stays what it was."""
        async with self._engine.begin() as connection:
            case = await lock_case(connection, case_id)
            ticket = with_readings(case.ticket, readings)
            await connection.execute(
                cases.update().where(cases.c.id == case_id).values(ticket=to_json(TICKET, ticket)),
            )
            return replace(case, ticket=ticket)

    async def find(self, case_id: str) -> Case:
        """Read one case. Raises `NoSuchCase`."""
        found = await self._select(sa.select(cases).where(cases.c.id == case_id))
        if not found:
            raise NoSuchCase(case_id)
        return found[0]

    async def find_ticket(self, system: str, number: str) -> Case | None:
        """Read the case of a ticket, if one is open."""
        found = await self._select(
            sa.select(cases).where(cases.c.system == system, cases.c.number == number),
        )
        return found[0] if found else None

    async def count_by_state(self) -> dict[CaseState, int]:
        """Count the cases in each state."""
        query = sa.select(cases.c.state, sa.func.count()).group_by(cases.c.state)
        async with reading(self._engine) as connection:
            rows = (await connection.execute(query)).all()
        return {CaseState(state): count for state, count in rows}

    async def move(self, case_id: str, to: CaseState, reason: str = "") -> Case:
        """Move a case one step on the machine's behalf. Raises `WrongState`."""
        async with self._engine.begin() as connection:
            case = await lock_case(connection, case_id)
            # The other arrows that lead there are people's, each with a new draft.
            if to is CaseState.AWAITING_APPROVAL and case.state is not CaseState.DRAFTED:
                raise WrongState(case.state, to)
            step = Step(to, self._clock(), reason=reason)
            return await move(connection, case, step, self._signatures)

    async def set_aside(self, case_id: str, draft_number: int, reason: str) -> bool:
        """Make a draft stale; False where it is no longer the one that awaits a decision."""
        async with self._engine.begin() as connection:
            case = await lock_case(connection, case_id)
            if case.draft is None or case.draft.number != draft_number:
                return False
            if case.state not in UNDECIDED:
                return False
            step = Step(CaseState.STALE, self._clock(), reason=reason)
            await move(connection, case, step, self._signatures)
            return True

    async def record_classification(
        self,
        case_id: str,
        found: Classification,
        calls: Sequence[ModelCall] = (),
        due_at: datetime | None = None,
    ) -> Case:
        """Keep what the ticket is about, the calls it took and when an answer is due.

        Received or stale -> classified. A deadline that moved is one that nobody was told of; none
        given leaves what was kept.
        """
        async with self._engine.begin() as connection:
            case = await lock_case(connection, case_id)
            await connection.execute(
                cases.update()
                .where(cases.c.id == case_id)
                .values(
                    classification=to_json(CLASSIFICATION, found),
                    category=found.category,
                    rank=found.urgency.rank,
                    sensitive=found.sensitive,
                    **danger_values(found, self._clock()),
                    **(due_values(due_at) if due_at else {}),
                ),
            )
            await self._insert_calls(connection, case_id, calls)
            case = replace(case, classification=found, due_at=due_at or case.due_at)
            step = Step(CaseState.CLASSIFIED, self._clock(), reason=found.category)
            return await move(connection, case, step, self._signatures)

    async def record_draft(
        self, case_id: str, draft: Draft, calls: Sequence[ModelCall] = ()
    ) -> Case:
        """Keep a new draft, numbered after the last, and the calls: classified -> drafted."""
        async with self._engine.begin() as connection:
            case = await lock_case(connection, case_id)
            number = (case.draft.number if case.draft else 0) + 1
            draft = replace(
                draft,
                text=draft.text.strip(),
                number=number,
                ticket_version=case.ticket.version,
            )
            # A call belongs to the draft that it came before.
            await self._insert_calls(connection, case_id, calls)
            await save_draft(connection, case_id, draft, self._clock())
            reason = f"brouillon {number} ({draft.outcome})"
            step = Step(CaseState.DRAFTED, self._clock(), reason=reason)
            return await move(connection, replace(case, draft=draft), step, self._signatures)

    async def _select(self, query: sa.Select[tuple[object, ...]]) -> list[Case]:
        async with reading(self._engine) as connection:
            rows = (await connection.execute(query)).mappings().all()
            return [await case_from_row(connection, row) for row in rows]

    async def _insert(self, connection: AsyncConnection, ticket: Ticket) -> str:
        """Insert the case unless the ticket has one; return the identifier of whichever holds."""
        at = self._clock()
        values = {
            "id": uuid.uuid4().hex,
            "system": ticket.system,
            "number": ticket.number,
            "state": CaseState.RECEIVED,
            "reason": "",
            "received_at": ticket.received_at,
            "ticket": to_json(TICKET, ticket),
            "draft_number": 0,
            "opened_at": at,
            "changed_at": at,
        }
        insert = insert_into(cases, connection).values(values).on_conflict_do_nothing()
        if (await connection.execute(insert)).rowcount == 1:
            entry = trail.Entry(values["id"], at, MACHINE, CaseState.RECEIVED.value)
            await trail.append(connection, entry)
        query = sa.select(cases.c.id).where(
            cases.c.system == ticket.system,
            cases.c.number == ticket.number,
        )
        return str((await connection.execute(query)).scalar_one())

    async def _insert_calls(
        self, connection: AsyncConnection, case_id: str, calls: Sequence[ModelCall]
    ) -> None:
        if calls:
            at = self._clock()
            rows = [{"case_id": case_id, "at": at, **asdict(call)} for call in calls]
            await connection.execute(model_calls.insert(), rows)


def due_values(due_at: datetime) -> dict[str, object]:
    """Build the columns of a deadline: who was told of another one was not told of this one."""
    same = cases.c.due_at == due_at
    notices = (cases.c.reminded_at, cases.c.escalated_at)
    return {"due_at": due_at, **{c.name: sa.case((same, c), else_=sa.null()) for c in notices}}


def readings_of(ticket: Ticket) -> dict[Place, Attachment]:
    """Collect what was read of each file, and why the others were not."""
    return {
        (message.id, file.listed): file
        for message in ticket.messages
        for file in message.attachments
        if not file.waits
    }


def with_readings(ticket: Ticket, readings: Mapping[Place, Attachment]) -> Ticket:
    """Put readings beside the files they were made of; a file that changed waits again."""
    if not readings:
        return ticket
    messages = []
    for one in ticket.messages:
        files = (readings.get((one.id, file.listed), file) for file in one.attachments)
        messages.append(replace(one, attachments=tuple(files)))
    return replace(ticket, messages=tuple(messages))
