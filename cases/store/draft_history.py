"""All the drafts of a case: what each cost, which evidence was opened, what was signed and sent."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.decisions.signatures import Signatures
from cases.model import Draft
from cases.model_call import ModelCall
from cases.store.database import insert_into, reading
from cases.store.records import (
    DRAFT,
    Approval,
    Delivery,
    SecondApproval,
    all_signed,
    approval_of,
    delivery_of,
)
from cases.tables import (
    approvals,
    deliveries,
    drafts,
    model_calls,
    openings,
    second_approvals,
)


@dataclass(frozen=True, slots=True)
class Opening:
    """One piece of evidence opened: `number` counts a draft's findings, then passages, from 1."""

    case_id: str
    draft_number: int
    number: int
    login: str
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SignedDraft:
    """An approval, the second one if there is one, whether both are genuine, and what it became."""

    approval: Approval
    second: SecondApproval | None
    genuine: bool
    delivery: Delivery | None

    @property
    def complete(self) -> bool:
        """Whether everybody signed who has to."""
        return all_signed(self.approval, self.second)


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """One draft of a case: what was paid for it, what of it was opened, what was signed."""

    draft: Draft
    sha256: str
    at: datetime
    calls: tuple[ModelCall, ...]
    openings: tuple[Opening, ...]
    signed: SignedDraft | None


async def read_drafts(
    engine: AsyncEngine, signatures: Signatures, case_id: str
) -> tuple[DraftRecord, ...]:
    """Read all drafts of a case, the first one first.

    A call to a model belongs to the draft that it came before.
    """
    async with reading(engine) as connection:
        rows = await _rows(connection, drafts, case_id, drafts.c.number)
        calls = await _rows(connection, model_calls, case_id, model_calls.c.id)
        opened = await _rows(connection, openings, case_id, openings.c.at)
        signed = await _signed(connection, signatures, case_id)
    found = []
    for row in rows:
        before = [call for call in calls if call["at"] <= row["created_at"]]
        calls = calls[len(before) :]
        found.append(
            DraftRecord(
                draft=DRAFT.validate_python(row["body"]),
                sha256=row["sha256"],
                at=row["created_at"],
                calls=tuple(
                    ModelCall(**{one.name: call[one.name] for one in fields(ModelCall)})
                    for call in before
                ),
                openings=tuple(
                    Opening(**one) for one in opened if one["draft_number"] == row["number"]
                ),
                signed=signed.get(row["number"]),
            )
        )
    return tuple(found)


async def record_opening(engine: AsyncEngine, opening: Opening) -> None:
    """Note that an officer opened a piece of evidence; the first time counts."""
    insert = insert_into(openings, engine).values(asdict(opening)).on_conflict_do_nothing()
    async with engine.begin() as connection:
        await connection.execute(insert)


async def opened_by(
    connection: AsyncConnection, case_id: str, draft_number: int, login: str
) -> dict[str, str]:
    """Read the numbers of what an officer opened of a draft, as an event holds them: 1,3."""
    query = (
        sa.select(openings.c.number)
        .where(
            openings.c.case_id == case_id,
            openings.c.draft_number == draft_number,
            openings.c.login == login,
        )
        .order_by(openings.c.number)
    )
    numbers = (await connection.execute(query)).scalars()
    return {"opened": ",".join(map(str, numbers))}


async def _signed(
    connection: AsyncConnection, signatures: Signatures, case_id: str
) -> dict[int, SignedDraft]:
    made = [approval_of(row) for row in await _rows(connection, approvals, case_id, approvals.c.id)]
    query = sa.select(second_approvals).where(
        second_approvals.c.approval_id.in_([one.id for one in made])
    )
    rows = (await connection.execute(query)).mappings()
    seconds = {row["approval_id"]: SecondApproval(**row) for row in rows}
    sent = {
        row["approval_id"]: delivery_of(row)
        for row in await _rows(connection, deliveries, case_id, deliveries.c.id)
    }
    return {
        one.draft_number: SignedDraft(
            one,
            second := seconds.get(one.id),
            signatures.is_genuine(one)
            and (second is None or signatures.is_second_genuine(second, one)),
            sent.get(one.id),
        )
        for one in made
    }


async def _rows(
    connection: AsyncConnection, table: sa.Table, case_id: str, order: sa.Column[object]
) -> list[RowMapping]:
    query = sa.select(table).where(table.c.case_id == case_id).order_by(order)
    return list((await connection.execute(query)).mappings())
