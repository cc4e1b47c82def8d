"""Which evidence of a draft an officer opened, and when first: the record of what was read."""

from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.tables import openings


@dataclass(frozen=True, slots=True)
class Opening:
    """One piece of evidence opened: `number` counts a draft's findings, then passages, from 1."""

    case_id: str
    draft_number: int
    number: int
    login: str
    kind: str
    at: datetime


async def note(engine: AsyncEngine, opening: Opening) -> None:
    """Note that an officer opened a piece of evidence; the first time counts."""
    dialect = postgresql if engine.dialect.name == "postgresql" else sqlite
    insert = dialect.insert(openings).values(asdict(opening)).on_conflict_do_nothing()
    async with engine.begin() as connection:
        await connection.execute(insert)


async def opened_by(
    connection: AsyncConnection, case_id: str, draft_number: int, login: str
) -> dict[str, str]:
    """Give the numbers of what an officer opened of a draft, as an event tells them: 1,3."""
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
