import asyncio
from datetime import timedelta

import pytest
import sqlalchemy as sa

from cases.decisions.approvals import (
    AlreadyDecided,
    Approvals,
    Approver,
    DraftRef,
    OwnRequest,
    Stale,
)
from cases.decisions.signatures import NotApproved
from cases.model import Case, CaseState
from cases.store.records import Decision, DeliveryState
from cases.store.transition import WrongState
from cases.tables import approvals
from tests.builders import ADA, BOB, DRAFT, Store, shown

EDITED = DRAFT.text + "\n\nBien à vous."


async def test_an_approval_names_the_text_the_person_and_the_moment(
    store: Store,
    awaiting: Case,
) -> None:
    approval = await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    assert approval.decision is Decision.APPROVED
    assert (approval.approver, approval.approved_at) == ("ada", store.clock())
    assert approval == await store.approvals.current_approval(awaiting.id)
    assert (await store.cases.find(awaiting.id)).state is CaseState.APPROVED


async def test_what_the_officer_edited_is_what_is_approved(store: Store, awaiting: Case) -> None:
    approval = await store.approvals.approve(awaiting.id, shown(awaiting), EDITED, ADA)
    assert approval.decision is Decision.EDITED
    delivery = await store.deliveries.plan(awaiting.id)
    assert delivery.text == EDITED


async def test_of_two_officers_at_once_one_wins_and_the_other_is_told_who(
    store: Store,
    awaiting: Case,
) -> None:
    outcomes = await asyncio.gather(
        store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA),
        store.approvals.approve(awaiting.id, shown(awaiting), EDITED, BOB),
        return_exceptions=True,
    )
    lost = [outcome for outcome in outcomes if isinstance(outcome, AlreadyDecided)]
    assert len(lost) == 1
    winner = await store.approvals.current_approval(awaiting.id)
    assert lost[0].by == winner.approver


async def test_an_approval_of_another_draft_than_the_one_that_stands_is_refused(
    store: Store,
    awaiting: Case,
) -> None:
    with pytest.raises(Stale):
        await store.approvals.approve(awaiting.id, DraftRef(1, "0" * 64), DRAFT.text, ADA)
    other = DraftRef(2, shown(awaiting).draft_sha256)
    with pytest.raises(Stale):
        await store.approvals.approve(awaiting.id, other, DRAFT.text, ADA)


async def test_nobody_approves_a_reply_to_herself(store: Store, awaiting: Case) -> None:
    herself = Approver("camille", "Camille.Durand@valmorel.example")
    with pytest.raises(OwnRequest):
        await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, herself)


async def test_an_empty_letter_is_not_approved(store: Store, awaiting: Case) -> None:
    with pytest.raises(ValueError, match="empty"):
        await store.approvals.approve(awaiting.id, shown(awaiting), " \r\n ", ADA)


async def test_a_rejected_draft_keeps_its_reason_and_gives_no_delivery(
    store: Store,
    awaiting: Case,
) -> None:
    words = "Le service n'est pas compétent."
    await store.approvals.decline(awaiting.id, shown(awaiting), ADA, CaseState.REJECTED, words)
    assert (await store.cases.find(awaiting.id)).reason == words
    with pytest.raises(NotApproved):
        await store.deliveries.plan(awaiting.id)


async def test_without_approval_no_delivery_is_planned(store: Store, awaiting: Case) -> None:
    with pytest.raises(NotApproved):
        await store.deliveries.plan(awaiting.id)
    with pytest.raises(NotApproved):
        await store.approvals.current_approval(awaiting.id)


async def test_an_approval_row_that_our_page_did_not_seal_is_no_approval(
    store: Store,
    awaiting: Case,
) -> None:
    forger = Approvals(store.engine, b"another secret", store.clock)
    await forger.approve(awaiting.id, shown(awaiting), "Tout est accordé.", ADA)
    with pytest.raises(NotApproved):
        await store.deliveries.plan(awaiting.id)


async def test_planning_again_gives_the_same_delivery(store: Store, awaiting: Case) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    assert await store.deliveries.plan(awaiting.id) == await store.deliveries.plan(awaiting.id)
    assert (await store.cases.find(awaiting.id)).state is CaseState.SENDING


async def test_of_two_workers_one_starts_the_delivery(store: Store, awaiting: Case) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    delivery = await store.deliveries.plan(awaiting.id)
    started = await asyncio.gather(
        store.deliveries.start(delivery),
        store.deliveries.start(delivery),
    )
    assert sorted(one is None for one in started) == [False, True]


@pytest.mark.parametrize(
    ("found", "to"),
    [
        (DeliveryState.SENT, CaseState.ANSWERED),
        (DeliveryState.REJECTED, CaseState.HANDED_OVER),
        (DeliveryState.UNKNOWN, CaseState.UNKNOWN_DELIVERY),
    ],
)
async def test_a_case_follows_its_delivery_and_settling_again_changes_nothing(
    store: Store,
    awaiting: Case,
    found: DeliveryState,
    to: CaseState,
) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    delivery = await store.deliveries.start(await store.deliveries.plan(awaiting.id))
    assert delivery is not None
    delivery = await store.deliveries.record(delivery, found)
    assert (await store.deliveries.settle(delivery)).state is to
    assert (await store.deliveries.settle(delivery)).state is to


async def test_a_person_settles_a_delivery_of_unknown_fate(store: Store, awaiting: Case) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    with pytest.raises(WrongState):
        await store.deliveries.resolve(awaiting.id, 0, CaseState.ANSWERED, ADA)
    planned = await store.deliveries.plan(awaiting.id)
    delivery = await store.deliveries.start(planned)
    assert delivery is not None
    delivery = await store.deliveries.record(delivery, DeliveryState.UNKNOWN)
    await store.deliveries.settle(delivery)
    store.clock.advance(timedelta(hours=1))
    case = await store.deliveries.resolve(awaiting.id, 1, CaseState.SENDING, ADA)
    assert case.state is CaseState.SENDING
    again = await store.deliveries.plan(awaiting.id)
    assert (again.state, again.key) == (DeliveryState.PLANNED, planned.key)


async def test_a_doubt_is_settled_once_per_attempt(store: Store, awaiting: Case) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    for attempt in (1, 2):
        delivery = await store.deliveries.start(await store.deliveries.plan(awaiting.id))
        assert delivery is not None
        await store.deliveries.settle(
            await store.deliveries.record(delivery, DeliveryState.UNKNOWN)
        )
        if attempt == 1:
            await store.deliveries.resolve(awaiting.id, 1, CaseState.SENDING, ADA)
    with pytest.raises(WrongState):
        await store.deliveries.resolve(awaiting.id, 1, CaseState.SENDING, BOB)
    case = await store.deliveries.resolve(awaiting.id, 2, CaseState.ANSWERED, BOB)
    assert case.state is CaseState.ANSWERED


async def test_the_hash_of_the_approved_text_is_in_the_record(
    store: Store,
    awaiting: Case,
) -> None:
    approval = await store.approvals.approve(awaiting.id, shown(awaiting), EDITED, ADA)
    async with store.engine.connect() as connection:
        row = (await connection.execute(sa.select(approvals))).mappings().one()
    assert row["text"] == EDITED
    assert approval.sha256 != row["draft_sha256"]
