"""A database of before revocations: the migration reads in the trail what is void."""

import pytest
import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory

from cases.decisions.signatures import NotApproved
from cases.model import Case
from cases.store.database import MIGRATIONS, migrate
from cases.tables import approvals, cases, revocations
from tests.builders import ADA, DRAFT, Store, a_ticket, bring_to_approval, shown
from tests.cases.clearings import sent, unproven
from tests.tampering import tamper

ADDED = ("refuse_revoked", "refuse_revoked_leaving")
DEAR = "Bonjour,\n\nVous toucherez 1 500 €."


async def as_before(store: Store) -> None:
    """Leave the database as the revision before left it."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    before = ScriptDirectory.from_config(config).get_revision("0019").down_revision
    async with store.engine.begin() as connection:
        await connection.execute(sa.text("DROP TABLE revocations"))
        if connection.dialect.name == "postgresql":
            names = (*ADDED, "refuse_twice", "refuse_revocation_changed")
            for name in (*names, "refuse_revocation_removed"):
                await connection.execute(sa.text(f"DROP FUNCTION {name} CASCADE"))
        else:
            for name in ADDED:
                await connection.execute(sa.text(f"DROP TRIGGER IF EXISTS {name}"))
        stamp = sa.text("UPDATE alembic_version SET version_num = :before")
        await connection.execute(stamp, {"before": before})


async def approved(store: Store, number: str, text: str = DRAFT.text) -> Case:
    case = await bring_to_approval(store, a_ticket(number))
    await store.approvals.approve(case.id, shown(case), text, ADA)
    return case


async def taken_back(store: Store, number: str) -> Case:
    case = await approved(store, number)
    return await store.approvals.withdraw(case.id, 1, ADA)


async def void(store: Store) -> list[tuple[str, int, str]]:
    """Name what is revoked: ticket, draft, seal."""
    query = (
        sa.select(cases.c.number, approvals.c.draft_number, revocations.c.seal)
        .join_from(revocations, approvals)
        .join(cases, cases.c.id == approvals.c.case_id)
        .order_by(cases.c.number, approvals.c.draft_number)
    )
    async with store.engine.connect() as connection:
        return [(row.number, row.draft_number, row.seal) for row in await connection.execute(query)]


async def test_what_was_void_is_taken_over_without_a_seal_and_nothing_else(store: Store) -> None:
    await taken_back(store, "1")
    await approved(store, "2")
    await approved(store, "3", DEAR)
    again = await taken_back(store, "4")
    await store.approvals.approve(again.id, shown(again), DRAFT.text, ADA)
    await sent(store, again)
    await approved(store, "5", DEAR)
    await store.cases.open_case(a_ticket("5", text="Autre chose."))
    await as_before(store)
    await migrate(store.engine)
    assert await void(store) == [("1", 1, ""), ("4", 1, ""), ("5", 1, "")]
    assert await unproven(store) == ""


async def test_what_was_turned_back_before_the_migration_sends_nothing_after_it(
    store: Store,
) -> None:
    case = await taken_back(store, "1")
    await as_before(store)
    back = cases.update().where(cases.c.id == case.id)
    async with store.engine.begin() as connection:
        await connection.execute(back.values(draft_number=1, state="approved"))
    await migrate(store.engine)
    with pytest.raises(NotApproved):
        await store.deliveries.plan(case.id)


async def test_what_was_turned_back_and_sent_before_the_migration_is_named(store: Store) -> None:
    case = await taken_back(store, "1")
    await tamper(store, revocations.delete())
    back = cases.update().where(cases.c.id == case.id)
    await tamper(store, back.values(draft_number=1, state="approved"))
    await sent(store, case)
    await as_before(store)
    await migrate(store.engine)
    assert await void(store) == []
    assert "un envoi existe, alors qu'elle a été révoquée" in await unproven(store)
