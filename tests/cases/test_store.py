from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cases.model import Case, CaseState, Message, Ticket
from cases.store.leases import Busy
from cases.store.records import DRAFT as DRAFTS
from cases.store.records import to_json
from cases.store.transition import NoSuchCase, WrongState
from cases.tables import drafts
from tests.builders import (
    ADA,
    CLASSIFICATION,
    DRAFT,
    FINDING,
    Store,
    a_ticket,
    bring_to_approval,
    shown,
)

NEWS = Message(
    "m2",
    "Camille Durand",
    datetime(2026, 11, 24, 8, 0, tzinfo=UTC),
    "J'oubliais : je suis à 80 %.",
    from_requester=True,
)


async def test_a_ticket_opened_twice_is_one_case(store: Store, ticket: Ticket) -> None:
    first = await store.cases.open_case(ticket)
    second = await store.cases.open_case(ticket)
    assert first == second
    assert first.state is CaseState.RECEIVED


async def test_a_case_comes_back_as_it_was_written(store: Store, awaiting: Case) -> None:
    read = await store.cases.find(awaiting.id)
    assert read.classification == CLASSIFICATION
    assert read.draft == replace(DRAFT, number=1, ticket_version=awaiting.ticket.version)
    assert read == await store.cases.find_ticket("demo", "1")


async def test_an_unknown_case_is_refused_by_name(store: Store) -> None:
    with pytest.raises(NoSuchCase):
        await store.cases.find("nothing")
    assert await store.cases.find_ticket("demo", "nothing") is None


async def test_a_step_that_no_arrow_allows_is_refused(store: Store, ticket: Ticket) -> None:
    case = await store.cases.open_case(ticket)
    with pytest.raises(WrongState):
        await store.cases.move(case.id, CaseState.APPROVED)
    assert (await store.cases.find(case.id)).state is CaseState.RECEIVED


async def test_a_new_message_makes_a_draft_stale(store: Store, awaiting: Case) -> None:
    case = await store.cases.open_case(a_ticket("1", NEWS))
    assert case.state is CaseState.STALE
    assert NEWS in (await store.cases.find(awaiting.id)).ticket.messages


async def test_a_new_message_makes_an_approved_draft_stale(store: Store, awaiting: Case) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    assert (await store.cases.open_case(a_ticket("1", NEWS))).state is CaseState.STALE


async def test_our_own_reply_is_no_news(store: Store, awaiting: Case) -> None:
    ours = replace(NEWS, from_requester=False, ours=True)
    case = await store.cases.open_case(a_ticket("1", ours))
    assert (case.id, case.state) == (awaiting.id, CaseState.AWAITING_APPROVAL)


async def test_a_message_that_comes_while_a_reply_is_on_its_way_is_not_lost(
    store: Store,
    awaiting: Case,
) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    await store.deliveries.plan(awaiting.id)
    during = await store.cases.open_case(a_ticket("1", NEWS))
    assert during.state is CaseState.SENDING
    await store.cases.move(awaiting.id, CaseState.ANSWERED)
    after = await store.cases.open_case(a_ticket("1", NEWS))
    assert after.state is CaseState.STALE


async def test_a_second_draft_has_the_next_number(store: Store, awaiting: Case) -> None:
    await store.cases.open_case(a_ticket("1", NEWS))
    await store.cases.record_classification(awaiting.id, CLASSIFICATION)
    case = await store.cases.record_draft(awaiting.id, DRAFT)
    assert case.draft is not None
    assert case.draft.number == 2


async def test_cases_are_counted_by_state(store: Store) -> None:
    for number in ("3", "1", "2"):
        await bring_to_approval(store, a_ticket(number))
    await store.cases.open_case(a_ticket("4"))
    assert await store.cases.count_by_state() == {
        CaseState.AWAITING_APPROVAL: 3,
        CaseState.RECEIVED: 1,
    }


async def test_one_worker_holds_a_case_and_the_other_is_told(store: Store, ticket: Ticket) -> None:
    case = await store.cases.open_case(ticket)
    async with store.leases.hold(case.id, "first"):
        with pytest.raises(Busy):
            async with store.leases.hold(case.id, "second"):
                pytest.fail("two workers held one case")
    async with store.leases.hold(case.id, "second"):
        pass


async def test_the_lease_of_a_dead_worker_ends_by_itself(store: Store, ticket: Ticket) -> None:
    case = await store.cases.open_case(ticket)
    assert await store.leases.take(case.id, "dead")
    assert await store.leases.list_abandoned({CaseState.RECEIVED}, timedelta(0)) == []
    store.clock.advance(timedelta(minutes=1))
    assert await store.leases.list_abandoned({CaseState.RECEIVED}, timedelta(0)) == [case]
    assert await store.leases.take(case.id, "living")


async def test_a_finding_kept_before_verdicts_values_and_steps_were_loads(
    store: Store, awaiting: Case
) -> None:
    assert awaiting.draft is not None
    older = to_json(DRAFTS, awaiting.draft)
    for finding in older["findings"]:
        del finding["verdict"], finding["values"], finding["steps"]
    async with store.engine.begin() as connection:
        await connection.execute(drafts.update().values(body=older))
    read = (await store.cases.find(awaiting.id)).draft
    assert read is not None
    assert read.findings == (FINDING,)


async def test_what_a_finding_computed_comes_back_as_it_was_written(
    store: Store, ticket: Ticket
) -> None:
    computed = replace(
        FINDING, verdict="oui", values=("21,5 jours",), steps=(("De janvier à mars", "6,25 jours"),)
    )
    case = await bring_to_approval(store, ticket, replace(DRAFT, findings=(computed,)))
    read = (await store.cases.find(case.id)).draft
    assert read is not None
    assert read.findings == (computed,)
