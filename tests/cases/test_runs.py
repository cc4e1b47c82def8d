"""Where cases stand, for whoever keeps the machine going."""

from datetime import timedelta

from cases.model import CaseState, Outcome, Ticket
from cases.queues.runs import count_by_system, read_runs
from cases.store.records import DeliveryState
from tests.builders import BOB, DRAFT, Store, a_ticket, bring_to_approval, shown


async def test_cases_are_counted_by_system_and_state_the_oldest_first(
    store: Store, ticket: Ticket
) -> None:
    began = store.clock()
    await store.cases.open_case(ticket)
    store.clock.advance(timedelta(hours=1))
    await store.cases.open_case(a_ticket("2"))
    await bring_to_approval(store, a_ticket("3"))
    counted = {
        one.state: (one.system, one.count, one.since) for one in await count_by_system(store.engine)
    }
    assert counted == {
        CaseState.RECEIVED: ("demo", 2, began),
        CaseState.AWAITING_APPROVAL: ("demo", 1, store.clock()),
    }


async def test_a_run_tells_its_draft_and_how_its_reply_goes(store: Store, ticket: Ticket) -> None:
    case = await bring_to_approval(store, ticket)
    await store.approvals.approve(case.id, shown(case), DRAFT.text, BOB)
    delivery = await store.deliveries.start(await store.deliveries.plan(case.id))
    assert delivery
    await store.deliveries.settle(await store.deliveries.record(delivery, DeliveryState.UNKNOWN))
    (run,) = await read_runs(store.engine)
    assert (run.system, run.number, run.state) == ("demo", "1", CaseState.UNKNOWN_DELIVERY)
    assert (run.outcome, run.delivery, run.attempts) == (Outcome.ANSWER, DeliveryState.UNKNOWN, 1)


async def test_runs_are_those_of_one_state_or_one_system(store: Store, ticket: Ticket) -> None:
    await store.cases.open_case(ticket)
    await bring_to_approval(store, a_ticket("2"))
    awaiting = await read_runs(store.engine, CaseState.AWAITING_APPROVAL)
    assert [run.number for run in awaiting] == ["2"]
    assert len(await read_runs(store.engine, system="demo")) == 2
    assert await read_runs(store.engine, system="autre") == []
