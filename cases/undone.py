"""Approvals that were taken back: whoever was to send such a letter finds none."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.database import reading
from cases.model import CaseState
from cases.tables import events

TAKEN_BACK = "approval_withdrawn"
"""The event that says that whoever approved took it back before it left."""

_BEGINS_ANEW = (CaseState.SENDING, CaseState.STALE)


async def was_taken_back(engine: AsyncEngine, case_id: str) -> bool:
    """Tell whether an approval was taken back since the last letter left or was redone."""
    query = (
        sa.select(events.c.kind)
        .where(events.c.case_id == case_id, events.c.kind.in_((TAKEN_BACK, *_BEGINS_ANEW)))
        .order_by(events.c.seq.desc())
        .limit(1)
    )
    async with reading(engine) as connection:
        return await connection.scalar(query) == TAKEN_BACK
