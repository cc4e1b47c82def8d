"""What was approved and is void never leaves, whatever rows are written by hand afterwards."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from cases.decisions.assignment import Assignment, assign
from cases.decisions.signatures import NotApproved
from cases.model import Case, CaseState, Message
from cases.queues import deadlines
from cases.store.records import Revocation
from cases.tables import approvals, cases, deliveries, revocations
from tests.builders import ADA, BOB, DRAFT, Store, a_ticket, bring_to_approval, shown
from tests.cases.clearings import REQUEST, clearings, sent, unproven

DEAR = "Bonjour,\n\nVous toucherez 1 500 €."
LATER = timedelta(seconds=1)

Road = Callable[[Store, Case], Awaitable[object]]


async def taken_back(store: Store, case: Case) -> None:
    await store.approvals.withdraw(case.id, 1, ADA)


async def corrected(store: Store, case: Case) -> None:
    await store.approvals.amend(case.id, shown(case), f"{DEAR} Merci.", BOB)


async def sent_back(store: Store, case: Case) -> None:
    await store.approvals.send_back(case.id, shown(case), "À revoir.", BOB)


async def confirmed_and_taken_back(store: Store, case: Case) -> None:
    await store.approvals.confirm(case.id, shown(case), BOB)
    await store.approvals.withdraw(case.id, 1, BOB)


async def written_to_again(store: Store, case: Case) -> None:
    first = case.ticket.messages[0]
    news = Message("m2", first.author, first.at, "Encore un mot.", from_requester=True)
    await store.cases.open_case(a_ticket("1", news))


async def closed_elsewhere(store: Store, case: Case) -> None:
    await store.cases.move(case.id, CaseState.CLOSED_ELSEWHERE, "ticket clos")


async def rejected(store: Store, case: Case) -> None:
    await store.approvals.decline(case.id, shown(case), BOB, CaseState.REJECTED, "Non.")


async def taken_over(store: Store, case: Case) -> None:
    await store.approvals.decline(case.id, shown(case), BOB, CaseState.HANDED_OVER, "J'appelle.")


async def made_stale_by_a_text(store: Store, case: Case) -> None:
    assert await store.cases.set_aside(case.id, 1, "texte changé")


async def expired(store: Store, case: Case) -> None:
    (old,) = await deadlines.read_old_drafts(store.engine, store.clock() + LATER)
    assert await deadlines.expire(store.engine, store.approvals.signatures, old, store.clock())
    assert old.ticket.case_id == case.id


async def erased_on_request(store: Store, case: Case) -> None:
    assert await clearings(store).clear(case.id, REQUEST) is None


WHOLE: Mapping[str, Road] = {
    "approval_withdrawn": taken_back,
    "stale": written_to_again,
    "closed_elsewhere": closed_elsewhere,
}
HALF: Mapping[str, tuple[str, Road]] = {
    "one person takes it back": ("approval_withdrawn", taken_back),
    "both signed, one takes it back": ("approval_withdrawn", confirmed_and_taken_back),
    "corrected": ("amended", corrected),
    "sent back": ("sent_back", sent_back),
    "a new message": ("stale", written_to_again),
    "closed elsewhere": ("closed_elsewhere", closed_elsewhere),
    "rejected": ("rejected", rejected),
    "taken over": ("handed_over", taken_over),
    "a text changed": ("stale", made_stale_by_a_text),
    "expired": ("stale", expired),
    "erased on request": ("closed_elsewhere", erased_on_request),
}


async def revoked(store: Store) -> Revocation:
    async with store.engine.connect() as connection:
        return Revocation(**(await connection.execute(sa.select(revocations))).mappings().one())


async def turn_back(store: Store, case: Case) -> None:
    """Make the first draft the current one again, and approved, by hand."""
    back = cases.update().where(cases.c.id == case.id)
    async with store.engine.begin() as connection:
        await connection.execute(back.values(draft_number=1, state="approved"))


async def write(store: Store, statement: sa.Executable) -> None:
    async with store.engine.begin() as connection:
        await connection.execute(statement)


async def refused(store: Store, statement: sa.Executable) -> None:
    with pytest.raises(DBAPIError, match="refused"):
        await write(store, statement)


async def a_delivery(store: Store) -> sa.Insert:
    """Give the row of a delivery of the first approval, as anybody could write it."""
    async with store.engine.connect() as connection:
        query = sa.select(approvals).where(approvals.c.draft_number == 1)
        row = (await connection.execute(query)).mappings().one()
    ids = {"case_id": row["case_id"], "approval_id": row["id"], "text": row["text"]}
    return deliveries.insert().values(id="d1", key="k", state="planned", **ids)


async def sends_nothing(store: Store, case: Case) -> None:
    row = await a_delivery(store)
    await turn_back(store, case)
    with pytest.raises(NotApproved):
        await store.deliveries.plan(case.id)
    await refused(store, row)
    assert await store.deliveries.of_case(case.id) == []


@pytest.mark.parametrize("named", WHOLE)
async def test_an_approval_that_is_void_sends_nothing_though_its_draft_is_turned_back(
    store: Store, awaiting: Case, named: str
) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    await WHOLE[named](store, awaiting)
    found = await revoked(store)
    assert (found.kind, store.approvals.signatures.is_revocation_genuine(found)) == (named, True)
    assert await unproven(store) == ""
    await sends_nothing(store, awaiting)


@pytest.mark.parametrize("how", HALF)
async def test_a_letter_of_two_people_that_is_void_sends_nothing(
    store: Store, awaiting: Case, how: str
) -> None:
    kind, road = HALF[how]
    await store.approvals.approve(awaiting.id, shown(awaiting), DEAR, ADA)
    await road(store, awaiting)
    found = await revoked(store)
    assert (found.kind, store.approvals.signatures.is_revocation_genuine(found)) == (kind, True)
    assert await unproven(store) == ""
    await sends_nothing(store, awaiting)


async def test_a_letter_that_expired_twice_is_revoked_too(store: Store, awaiting: Case) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DEAR, ADA)
    (old,) = await deadlines.read_old_drafts(store.engine, store.clock() + LATER)
    signatures = store.approvals.signatures
    assert await deadlines.expire(store.engine, signatures, replace(old, again=True), store.clock())
    assert (await revoked(store)).kind == "handed_over"


async def test_a_delivery_written_by_hand_before_it_is_taken_back_never_begins(
    store: Store, awaiting: Case
) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    await write(store, await a_delivery(store))
    await store.approvals.withdraw(awaiting.id, 1, ADA)
    (planned,) = await store.deliveries.of_case(awaiting.id)
    with pytest.raises(DBAPIError, match="refused"):
        await store.deliveries.start(planned)
    await refused(store, deliveries.update().values(state="sending"))
    assert "un envoi existe, alors qu'elle a été révoquée" in await unproven(store)


async def test_a_delivery_said_unknown_by_hand_before_it_is_taken_back_is_never_said_sent(
    store: Store, awaiting: Case
) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    await write(store, await a_delivery(store))
    for state in ("sending", "unknown"):
        await write(store, deliveries.update().values(state=state))
    await store.approvals.withdraw(awaiting.id, 1, ADA)
    await refused(store, deliveries.update().values(state="sent"))
    await turn_back(store, awaiting)
    with pytest.raises(NotApproved):
        await store.deliveries.plan(awaiting.id)


async def test_a_revocation_is_neither_changed_nor_removed(store: Store, awaiting: Case) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    await store.approvals.withdraw(awaiting.id, 1, ADA)
    await refused(store, revocations.delete())
    for values in ({"approval_id": "another"}, {"actor": "eve"}, {"seal": ""}):
        await refused(store, revocations.update().values(values))


@pytest.mark.parametrize("kind", ["postgresql"])
@pytest.mark.parametrize("table", ["revocations", "approvals CASCADE"])
async def test_revocations_are_not_emptied(store: Store, awaiting: Case, table: str) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    await store.approvals.withdraw(awaiting.id, 1, ADA)
    await refused(store, sa.text(f"TRUNCATE {table}"))


async def test_an_insert_or_replace_of_a_revocation_gets_no_further(sqlite_store: Store) -> None:
    case = await bring_to_approval(sqlite_store, a_ticket())
    await sqlite_store.approvals.approve(case.id, shown(case), DRAFT.text, ADA)
    await sqlite_store.approvals.withdraw(case.id, 1, ADA)
    values = "approval_id, revoked_at, 'eve', kind, '' FROM revocations"
    await refused(sqlite_store, sa.text(f"INSERT OR REPLACE INTO revocations SELECT {values}"))


async def test_what_stands_is_not_revoked_by_entrusting_it_nor_by_confirming_it(
    store: Store, awaiting: Case
) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DEAR, ADA)
    await assign(store.engine, store.clock, awaiting.id, Assignment(login="bob"), BOB)
    await store.approvals.confirm(awaiting.id, shown(awaiting), BOB)
    assert (await store.deliveries.plan(awaiting.id)).text == DEAR


async def test_a_letter_that_left_is_not_revoked_by_what_comes_after(
    store: Store, awaiting: Case
) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    await sent(store, awaiting)
    await written_to_again(store, awaiting)
    assert await unproven(store) == ""
    async with store.engine.connect() as connection:
        assert (await connection.execute(sa.select(revocations))).all() == []


async def test_of_taking_back_and_planning_at_once_one_row_is_written(
    store: Store, awaiting: Case
) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    await asyncio.gather(
        store.approvals.withdraw(awaiting.id, 1, ADA),
        store.deliveries.plan(awaiting.id),
        return_exceptions=True,
    )
    async with store.engine.connect() as connection:
        void = len((await connection.execute(sa.select(revocations))).all())
    assert void + len(await store.deliveries.of_case(awaiting.id)) == 1
    assert await unproven(store) == ""
