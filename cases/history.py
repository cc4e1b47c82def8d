"""All that the store holds of one case, its earlier drafts and approvals included."""

from dataclasses import dataclass, fields
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.database import reading
from cases.model import Draft, ModelCall
from cases.openings import Opening
from cases.records import DRAFT, approval_of, delivery_of
from cases.reply import Approval, Delivery
from cases.signatures import SecondApproval, Signatures, all_signed
from cases.tables import (
    approvals,
    deliveries,
    drafts,
    model_calls,
    openings,
    second_approvals,
)


@dataclass(frozen=True, slots=True)
class Signed:
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
class Drafted:
    """One draft of a case: what was paid for it, what of it was opened, what was signed."""

    draft: Draft
    sha256: str
    at: datetime
    calls: tuple[ModelCall, ...]
    openings: tuple[Opening, ...]
    signed: Signed | None


async def read_drafts(
    engine: AsyncEngine, signatures: Signatures, case_id: str
) -> tuple[Drafted, ...]:
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
            Drafted(
                draft=DRAFT.validate_python(row["body"]),
                sha256=row["sha256"],
                at=row["created_at"],
                calls=tuple(_call_of(call) for call in before),
                openings=tuple(
                    Opening(**one) for one in opened if one["draft_number"] == row["number"]
                ),
                signed=signed.get(row["number"]),
            )
        )
    return tuple(found)


async def _signed(
    connection: AsyncConnection, signatures: Signatures, case_id: str
) -> dict[int, Signed]:
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
        one.draft_number: Signed(
            one,
            second := seconds.get(one.id),
            signatures.made(one) and (second is None or signatures.made_too(second, one)),
            sent.get(one.id),
        )
        for one in made
    }


async def _rows(
    connection: AsyncConnection, table: sa.Table, case_id: str, order: sa.Column[object]
) -> list[RowMapping]:
    query = sa.select(table).where(table.c.case_id == case_id).order_by(order)
    return list((await connection.execute(query)).mappings())


def _call_of(row: RowMapping) -> ModelCall:
    return ModelCall(**{each.name: row[each.name] for each in fields(ModelCall)})
