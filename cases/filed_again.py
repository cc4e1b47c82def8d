"""Tickets that officers filed under another category: what the classifier learns from."""

from collections.abc import AsyncIterator

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.correction import CATEGORY, standing
from cases.model import Ticket
from cases.records import CORRECTIONS, TICKET
from cases.tables import cases


async def filed_again(engine: AsyncEngine) -> AsyncIterator[tuple[Ticket, str]]:
    """Give each such ticket and the category it was given last, the oldest case first."""
    query = (
        sa.select(cases.c.ticket, cases.c.corrections)
        .where(cases.c.corrections.is_not(None))
        .order_by(cases.c.opened_at, cases.c.id)
    )
    async with engine.connect() as connection:
        for row in await connection.execute(query):
            made = standing(CORRECTIONS.validate_python(row.corrections))
            if CATEGORY in made:
                yield TICKET.validate_python(row.ticket), made[CATEGORY].value
