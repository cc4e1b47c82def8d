"""For some seconds an approval may be taken back; then it leaves, never both."""

import asyncio
from datetime import timedelta

import pytest

from cases.audit.trail import read_trail
from cases.decisions.approvals import AlreadyDecided, NotTheApprover, Stale
from cases.decisions.signatures import NotApproved
from cases.delivery.deliveries import Deliveries, TooEarly
from cases.model import OFFICER, Case, CaseState
from cases.store.records import Delivery
from cases.store.transition import WITHDRAWN
from tests.builders import ADA, BOB, DRAFT, Store, shown

MINE = DRAFT.text + "\n\nBien à vous."
TEN = timedelta(seconds=10)


@pytest.fixture
def slow(store: Store) -> Deliveries:
    """Deliveries of a town where an approval may be taken back for ten seconds."""
    return Deliveries(store.engine, store.approvals, store.clock, undo=TEN)


@pytest.fixture
async def approved(store: Store, awaiting: Case) -> Case:
    await store.approvals.approve(awaiting.id, shown(awaiting), MINE, ADA)
    return await store.cases.find(awaiting.id)


async def test_nothing_is_planned_before_the_time_is_over(
    store: Store, slow: Deliveries, approved: Case
) -> None:
    store.clock.advance(timedelta(seconds=9))
    with pytest.raises(TooEarly) as early:
        await slow.plan(approved.id)
    with pytest.raises(TooEarly):
        await slow.check_time(approved.id)
    assert early.value.until == approved.changed_at + TEN
    assert (await store.cases.find(approved.id)).state is CaseState.APPROVED
    store.clock.advance(timedelta(seconds=1))
    await slow.check_time(approved.id)
    assert (await slow.plan(approved.id)).text == MINE


async def test_with_two_people_the_time_counts_from_the_second_signature(
    store: Store, slow: Deliveries, awaiting: Case
) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), "Soit 5 000 €.", ADA)
    store.clock.advance(timedelta(hours=1))
    await store.approvals.confirm(awaiting.id, shown(awaiting), BOB)
    with pytest.raises(TooEarly):
        await slow.plan(awaiting.id)


async def test_what_is_taken_back_awaits_again_with_the_text_as_it_was_approved(
    store: Store, approved: Case
) -> None:
    first = await store.approvals.current_approval(approved.id)
    back = await store.approvals.withdraw(approved.id, 1, ADA)
    assert back.draft is not None
    assert (back.state, back.reason) == (CaseState.AWAITING_APPROVAL, WITHDRAWN)
    assert (back.draft.number, back.draft.text, back.draft.written_by) == (2, MINE, OFFICER)
    assert back.draft.findings == DRAFT.findings
    with pytest.raises(NotApproved):
        await store.deliveries.plan(approved.id)
    kinds = [event.kind for event in await read_trail(store.engine, approved.id)]
    assert kinds[-2:] == ["approval_withdrawn", "awaiting_approval"]
    again = await store.approvals.approve(back.id, shown(back), MINE, BOB)
    assert again.id != first.id
    assert (await store.deliveries.plan(back.id)).approval_id == again.id


async def test_only_whoever_approved_takes_it_back(store: Store, approved: Case) -> None:
    with pytest.raises(NotTheApprover):
        await store.approvals.withdraw(approved.id, 1, BOB)
    assert (await store.cases.find(approved.id)).state is CaseState.APPROVED


async def test_either_of_two_people_takes_a_letter_back(store: Store, awaiting: Case) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), "Soit 5 000 €.", ADA)
    await store.approvals.confirm(awaiting.id, shown(awaiting), BOB)
    case = await store.approvals.withdraw(awaiting.id, 1, BOB)
    await store.approvals.approve(case.id, shown(case), "Soit 5 000 €.", BOB)
    back = await store.approvals.withdraw(case.id, 2, BOB)
    assert back.state is CaseState.AWAITING_APPROVAL


async def test_what_leaves_is_not_taken_back(store: Store, approved: Case) -> None:
    await store.deliveries.plan(approved.id)
    with pytest.raises(AlreadyDecided) as refused:
        await store.approvals.withdraw(approved.id, 1, ADA)
    assert refused.value.state is CaseState.SENDING


async def test_another_approval_than_the_one_on_the_screen_is_not_taken_back(
    store: Store, approved: Case
) -> None:
    back = await store.approvals.withdraw(approved.id, 1, ADA)
    await store.approvals.approve(back.id, shown(back), MINE, ADA)
    with pytest.raises(Stale):
        await store.approvals.withdraw(approved.id, 1, ADA)


async def test_of_taking_back_and_planning_at_once_one_wins(store: Store, approved: Case) -> None:
    taken, planned = await asyncio.gather(
        store.approvals.withdraw(approved.id, 1, ADA),
        store.deliveries.plan(approved.id),
        return_exceptions=True,
    )
    left = isinstance(planned, Delivery)
    assert isinstance(taken, AlreadyDecided if left else Case)
    assert left or isinstance(planned, NotApproved)
    assert len(await store.deliveries.of_case(approved.id)) == left
