"""The roads around the code: rows written by hand. The database itself closes them."""

from dataclasses import asdict

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from cases.model import Case, sha256_of
from cases.tables import approvals, deliveries, events, second_approvals
from tests.builders import ADA, BOB, DRAFT, Store, a_ticket, bring_to_approval, shown


def a_row(case: Case, approval_id: str, text: str, state: str = "planned") -> dict[str, object]:
    return {
        "id": "d1",
        "case_id": case.id,
        "approval_id": approval_id,
        "key": sha256_of(text)[:32],
        "text": text,
        "state": state,
    }


async def refused(store: Store, statement: sa.Executable) -> None:
    with pytest.raises(DBAPIError, match=r"refused|FOREIGN KEY"):
        async with store.engine.begin() as connection:
            await connection.execute(statement)


async def test_a_delivery_without_approval(store: Store, awaiting: Case) -> None:
    await refused(store, deliveries.insert().values(a_row(awaiting, "none", DRAFT.text)))


async def test_a_delivery_of_another_text_than_the_approved_one(
    store: Store,
    awaiting: Case,
) -> None:
    approval = await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    row = a_row(awaiting, approval.id, DRAFT.text + " Et 50 jours de plus.")
    await refused(store, deliveries.insert().values(row))


async def test_a_delivery_that_begins_as_sent(store: Store, awaiting: Case) -> None:
    approval = await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    row = a_row(awaiting, approval.id, DRAFT.text, "sent")
    await refused(store, deliveries.insert().values(row))


async def test_a_second_delivery_of_one_approval(store: Store, awaiting: Case) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    planned = await store.deliveries.plan(awaiting.id)
    row = a_row(awaiting, planned.approval_id, DRAFT.text) | {"key": "another"}
    await refused(store, deliveries.insert().values(row))


async def test_another_text_put_into_a_planned_delivery(store: Store, awaiting: Case) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    await store.deliveries.plan(awaiting.id)
    await refused(store, deliveries.update().values(text="Autre chose"))
    await refused(store, deliveries.update().values(key="another"))
    await refused(store, deliveries.update().values(state="sent"))
    await refused(store, deliveries.delete())


async def test_an_approval_changed_afterwards(store: Store, awaiting: Case) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    await refused(store, approvals.update().values(text="Autre chose"))
    await refused(store, approvals.delete())


async def test_an_event_rewritten_or_removed(store: Store, awaiting: Case) -> None:
    assert awaiting.draft is not None
    await refused(store, events.update().values(actor="somebody else"))
    await refused(store, events.delete())


async def test_a_delivery_that_a_second_person_did_not_approve(
    store: Store, awaiting: Case
) -> None:
    dear = "Soit 5 000 €."
    approval = await store.approvals.approve(awaiting.id, shown(awaiting), dear, ADA)
    row = deliveries.insert().values(a_row(awaiting, approval.id, dear))
    await refused(store, row)
    second = store.approvals.signatures.sign_second(approval, "ada", store.clock())
    await refused(store, second_approvals.insert().values(asdict(second)))
    await store.approvals.confirm(awaiting.id, shown(awaiting), BOB)
    async with store.engine.begin() as connection:
        await connection.execute(row)


async def test_a_second_signature_changed_or_joined_by_a_third(
    store: Store, awaiting: Case
) -> None:
    approval = await store.approvals.approve(awaiting.id, shown(awaiting), "5 000 €", ADA)
    await store.approvals.confirm(awaiting.id, shown(awaiting), BOB)
    await refused(store, second_approvals.update().values(approver="eve"))
    await refused(store, second_approvals.delete())
    third = store.approvals.signatures.sign_second(approval, "eve", store.clock())
    await refused(store, second_approvals.insert().values(asdict(third)))
    await refused(store, approvals.update().values(needs_second=False))


async def test_a_delivery_of_an_approval_that_was_taken_back(store: Store, awaiting: Case) -> None:
    approval = await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    await store.approvals.withdraw(awaiting.id, 1, ADA)
    await refused(store, deliveries.insert().values(a_row(awaiting, approval.id, DRAFT.text)))


async def test_an_insert_or_replace_gets_no_further(
    sqlite_store: Store,
) -> None:
    store = sqlite_store
    case = await bring_to_approval(store, a_ticket())
    await store.approvals.approve(case.id, shown(case), DRAFT.text, ADA)
    replace = sa.text("INSERT OR REPLACE INTO approvals SELECT * FROM approvals")
    await refused(store, replace)
    await refused(store, sa.text("INSERT OR REPLACE INTO events SELECT * FROM events"))
