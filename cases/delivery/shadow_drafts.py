"""Shadow drafts: what models at trial drafted beside the active ones, to be compared."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.audit.figures import total
from cases.model import Draft
from cases.store.database import fetch, fetch_one, insert_into, reading
from cases.store.records import DRAFT, DeliveryState, to_json
from cases.tables import approvals, cases, deliveries, drafts, model_calls, shadow_drafts


@dataclass(frozen=True, slots=True)
class Shadow:
    """A candidate's draft beside draft `draft_number` of a case; costs are None where unknown."""

    case_id: str
    draft_number: int
    models_sha256: str
    at: datetime
    draft: Draft
    seconds: float
    calls: int
    cost_eur: float | None
    gco2e: float | None


@dataclass(frozen=True, slots=True)
class ShadowComparison:
    """A shadow, the draft it stands beside with what that cost, and the letter that was sent."""

    shadow: Shadow
    draft: Draft
    calls: int
    cost_eur: float | None
    gco2e: float | None
    sent: str


async def keep_shadow(engine: AsyncEngine, shadow: Shadow) -> None:
    """Keep a shadow, unless the same models drew one beside this draft already.

    Nor where the words of the case were cleared while it was drawn: it repeats them.
    """
    values = {
        "case_id": shadow.case_id,
        "draft_number": shadow.draft_number,
        "models_sha256": shadow.models_sha256,
        "at": shadow.at,
        "outcome": shadow.draft.outcome,
        "body": to_json(DRAFT, shadow.draft),
        "seconds": shadow.seconds,
        "calls": shadow.calls,
        "cost_eur": shadow.cost_eur,
        "gco2e": shadow.gco2e,
    }
    cleared = sa.select(cases.c.cleared_at).where(cases.c.id == shadow.case_id)
    async with engine.begin() as connection:
        if await connection.scalar(cleared.with_for_update()) is not None:
            return
        insert = insert_into(shadow_drafts, connection).values(values)
        await connection.execute(insert.on_conflict_do_nothing())


async def has_shadow(
    engine: AsyncEngine, case_id: str, draft_number: int, models_sha256: str
) -> bool:
    """Tell whether these models drafted beside this draft already."""
    query = sa.select(shadow_drafts.c.at).where(
        shadow_drafts.c.case_id == case_id,
        shadow_drafts.c.draft_number == draft_number,
        shadow_drafts.c.models_sha256 == models_sha256,
    )
    return await fetch_one(engine, query) is not None


async def read_shadows(engine: AsyncEngine, case_id: str) -> tuple[Shadow, ...]:
    """Read what models at trial drafted for a case."""
    query = sa.select(shadow_drafts).where(shadow_drafts.c.case_id == case_id)
    return tuple(map(_shadow, await fetch(engine, query.order_by(shadow_drafts.c.at))))


async def read_comparisons(
    engine: AsyncEngine, models_sha256: str
) -> tuple[list[ShadowComparison], int]:
    """Read the shadows of some models whose case got a letter, and count all they drew."""
    mine = shadow_drafts.c.models_sha256 == models_sha256
    joined = (
        sa.select(
            shadow_drafts,
            drafts.c.body.label("drafted"),
            drafts.c.created_at,
            deliveries.c.text.label("sent"),
        )
        .join(drafts, _same_draft(drafts.c.case_id, drafts.c.number))
        .join(approvals, _same_draft(approvals.c.case_id, approvals.c.draft_number))
        .join(deliveries, deliveries.c.approval_id == approvals.c.id)
        .where(mine, deliveries.c.state == DeliveryState.SENT)
        .order_by(shadow_drafts.c.at, shadow_drafts.c.case_id)
    )
    count = sa.select(sa.func.count()).select_from(shadow_drafts).where(mine)
    async with reading(engine) as connection:
        rows = (await connection.execute(joined)).mappings().all()
        whole = (await connection.execute(count)).scalar_one()
        return [await _compare(connection, row) for row in rows], whole


def _shadow(row: RowMapping) -> Shadow:
    return Shadow(
        case_id=row["case_id"],
        draft_number=row["draft_number"],
        models_sha256=row["models_sha256"],
        at=row["at"],
        draft=DRAFT.validate_python(row["body"]),
        seconds=row["seconds"],
        calls=row["calls"],
        cost_eur=row["cost_eur"],
        gco2e=row["gco2e"],
    )


async def _compare(connection: AsyncConnection, row: RowMapping) -> ShadowComparison:
    # The calls that the draft took: those between the draft before it and itself.
    before = (
        sa.select(sa.func.max(drafts.c.created_at))
        .where(drafts.c.case_id == row["case_id"], drafts.c.number < row["draft_number"])
        .scalar_subquery()
    )
    query = sa.select(model_calls.c.cost_eur, model_calls.c.gco2e).where(
        model_calls.c.case_id == row["case_id"],
        model_calls.c.at <= row["created_at"],
        sa.or_(before.is_(None), model_calls.c.at > before),
    )
    calls = (await connection.execute(query)).mappings().all()
    return ShadowComparison(
        shadow=_shadow(row),
        draft=DRAFT.validate_python(row["drafted"]),
        calls=len(calls),
        cost_eur=total(call["cost_eur"] for call in calls),
        gco2e=total(call["gco2e"] for call in calls),
        sent=row["sent"],
    )


def _same_draft(
    case_id: sa.ColumnElement[str], number: sa.ColumnElement[int]
) -> sa.ColumnElement[bool]:
    return sa.and_(case_id == shadow_drafts.c.case_id, number == shadow_drafts.c.draft_number)
