"""Who is in danger, who was alerted of it, who comes first, and what is forgotten."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from cases.audit.trail import read_trail
from cases.decisions.approvals import ALONE
from cases.decisions.two_people import TwoPeople
from cases.model import CaseState, Danger, Message
from cases.people.access import Scope
from cases.queues import danger_alerts
from cases.queues.case_list import CaseQuery, Order, read_next, read_page
from cases.queues.danger_alerts import ALERTED, ALERTING_LASTS, Endangered
from cases.queues.deadlines import danger_since, read_due, read_old_drafts
from cases.store.records import DeliveryState
from cases.tables import cases as table
from tests.builders import ADA, ALL, Store, a_ticket, bring_to_approval, shown
from tests.cases.clearings import REQUEST, clearings, sent, unproven
from tests.cases.endangered import LETTER, bring_endangered, in_danger


def later(store: Store, number: str = "m2") -> Message:
    first = a_ticket().messages[0]
    return replace(first, id=number, text="Et maintenant ?", at=store.clock())


async def the_one(store: Store) -> Endangered:
    (one,) = await danger_alerts.read_unalerted(store.engine, store.clock())
    return one


async def alert(store: Store) -> None:
    one = await the_one(store)
    assert await danger_alerts.claim(store.engine, one, store.clock())
    await danger_alerts.record_alerted(store.engine, one, store.clock())


async def to_tell(store: Store) -> list[Danger]:
    return [one.danger for one in await danger_alerts.read_unalerted(store.engine, store.clock())]


@pytest.mark.parametrize("danger", [one for one in Danger if one is not Danger.GRIEF])
async def test_each_danger_is_told_and_said_in_french(store: Store, danger: Danger) -> None:
    case = await bring_endangered(store, a_ticket(), danger)
    one = await the_one(store)
    assert (one.ticket.case_id, one.danger, one.since) == (case.id, danger, store.clock())
    assert one.kind
    assert "Si le danger est immédiat" in one.to_do


async def test_a_grief_and_an_ordinary_case_raise_no_alarm(store: Store) -> None:
    await bring_endangered(store, a_ticket("1"), Danger.GRIEF)
    await bring_to_approval(store, a_ticket("2"))
    assert await to_tell(store) == []
    assert await danger_alerts.read_endangered(store.engine, ALL) == []


async def test_of_two_who_would_alert_at_once_one_does(store: Store) -> None:
    await bring_endangered(store, a_ticket())
    one = await the_one(store)
    at = store.clock()
    taken = await asyncio.gather(*(danger_alerts.claim(store.engine, one, at) for _ in range(4)))
    assert sorted(taken) == [False, False, False, True]
    assert await to_tell(store) == []


async def test_what_did_not_leave_is_given_back_and_whoever_died_is_replaced(store: Store) -> None:
    await bring_endangered(store, a_ticket())
    one = await the_one(store)
    assert await danger_alerts.claim(store.engine, one, store.clock())
    await danger_alerts.release(store.engine, one)
    assert await danger_alerts.claim(store.engine, one, store.clock())
    store.clock.advance(ALERTING_LASTS)
    assert await danger_alerts.claim(store.engine, one, store.clock())


async def test_a_danger_is_told_once_and_another_one_again(store: Store) -> None:
    case = await bring_endangered(store, a_ticket())
    await alert(store)
    assert await to_tell(store) == []
    await store.cases.open_case(a_ticket("1", later(store)))
    assert await to_tell(store) == []
    await store.cases.record_classification(case.id, in_danger())
    assert await to_tell(store) == []
    await store.cases.open_case(a_ticket("1", later(store), later(store, "m3")))
    await store.cases.record_classification(case.id, in_danger(Danger.SELF))
    assert await to_tell(store) == [Danger.SELF]
    told = [event for event in await read_trail(store.engine, case.id) if event.kind == ALERTED]
    assert [event.details for event in told] == [{"by": "mail"}]


async def test_whoever_writes_again_after_a_decision_and_is_in_danger_is_told_again(
    store: Store,
) -> None:
    case = await bring_endangered(store, a_ticket())
    await alert(store)
    await store.approvals.decline(case.id, shown(case), ADA, CaseState.REJECTED, "appelée")
    assert await danger_alerts.read_endangered(store.engine, ALL) == []
    store.clock.advance(timedelta(days=1))
    await store.cases.open_case(a_ticket("1", later(store)))
    await store.cases.record_classification(case.id, in_danger())
    one = await the_one(store)
    assert one.since == store.clock()


async def test_who_may_not_read_a_case_does_not_learn_of_its_danger(store: Store) -> None:
    await bring_endangered(store, a_ticket())
    plain = Scope("bob", plain=frozenset({"conges"}))
    delicate = Scope("eve", delicate=frozenset({"conges"}))
    other = Scope("mia", delicate=frozenset({"maladie"}))
    found = [
        len(await danger_alerts.read_endangered(store.engine, r)) for r in (plain, delicate, other)
    ]
    assert found == [0, 1, 0]


@pytest.mark.parametrize("order", Order)
async def test_whoever_is_in_danger_comes_first_in_every_list(store: Store, order: Order) -> None:
    old = await bring_to_approval(store, replace(a_ticket("1"), received_at=long_ago(store, 9)))
    ticket = replace(a_ticket("2"), received_at=long_ago(store, 5))
    endangered = await bring_endangered(store, ticket)
    store.clock.advance(timedelta(hours=1))
    new = await bring_to_approval(store, replace(a_ticket("3"), received_at=long_ago(store, 1)))
    for queue in (CaseQuery().queue, None):
        wanted = CaseQuery(queue, order)
        rows = (await read_page(store.engine, wanted, ALL)).rows
        assert (rows[0].id, rows[0].in_danger) == (endangered.id, True)
        assert {row.id for row in rows[1:]} == {old.id, new.id}
        assert not any(row.in_danger for row in rows[1:])
        assert await read_next(store.engine, wanted, ALL, endangered.id) == rows[1].id
        back = await read_next(store.engine, wanted, ALL, rows[1].id, back=True)
        assert back == endangered.id


async def test_once_decided_it_is_a_case_like_others(store: Store) -> None:
    case = await bring_endangered(store, replace(a_ticket("1"), received_at=long_ago(store, 9)))
    await store.approvals.decline(case.id, shown(case), ADA, CaseState.REJECTED, "appelée")
    await bring_to_approval(store, a_ticket("2"))
    rows = (await read_page(store.engine, CaseQuery(None, Order.NEWEST), ALL)).rows
    assert [row.in_danger for row in rows] == [False, False]
    assert rows[-1].id == case.id


@pytest.mark.parametrize(
    ("columns", "order"),
    [("calm, rank, received_at, id", "ix_cases_tray_rank"),
     ("alarm DESC, received_at DESC, id DESC", "ix_cases_tray_received"),
     ("alarm DESC, changed_at DESC, id DESC", "ix_cases_tray_changed")],
)  # fmt: skip
async def test_a_list_is_read_in_the_order_of_its_index(
    sqlite_store: Store, columns: str, order: str
) -> None:
    query = f"SELECT id FROM cases WHERE tray = 'to_approve' ORDER BY {columns}"  # noqa: S608 - constants
    async with sqlite_store.engine.connect() as connection:
        plan = str((await connection.execute(sa.text(f"EXPLAIN QUERY PLAN {query}"))).all())
    assert order in plan
    assert "B-TREE" not in plan


async def test_one_person_sends_the_letter_and_the_trail_says_why(store: Store) -> None:
    case = await bring_endangered(store, a_ticket())
    approval = await store.approvals.approve(case.id, shown(case), LETTER.text, ADA)
    assert not approval.needs_second
    case = await store.cases.find(case.id)
    assert case.state is CaseState.APPROVED
    assert (await read_trail(store.engine, case.id))[-1].details[ALONE] == "danger"
    assert len(await danger_alerts.read_endangered(store.engine, ALL)) == 1
    assert (await sent(store, case)).state is CaseState.HANDED_OVER
    assert await danger_alerts.read_endangered(store.engine, ALL) == []
    assert not await unproven(store)


@pytest.mark.parametrize("text", [LETTER.text, "Vous toucherez 5 000 €."])
async def test_no_second_person_is_waited_for_in_danger_and_one_is_in_grief(
    sqlite_store: Store, text: str
) -> None:
    rule = TwoPeople()
    case = await bring_endangered(sqlite_store, a_ticket("1"))
    assert not rule.reason(case, text)
    assert rule.is_waived(case, text)
    grief = await bring_endangered(sqlite_store, a_ticket("2"), Danger.GRIEF)
    assert rule.reason(grief, text) == "dossier sensible"
    assert not rule.is_waived(grief, text)


async def test_a_letter_that_the_system_refused_leaves_the_danger_standing(store: Store) -> None:
    case = await bring_endangered(store, a_ticket())
    await store.approvals.approve(case.id, shown(case), LETTER.text, ADA)
    delivery = await store.deliveries.start(await store.deliveries.plan(case.id))
    assert delivery
    refused = await store.deliveries.record(delivery, DeliveryState.REJECTED, error="clos")
    assert (await store.deliveries.settle(refused)).state is CaseState.HANDED_OVER
    assert len(await danger_alerts.read_endangered(store.engine, ALL)) == 1


async def test_the_letter_to_somebody_in_danger_never_grows_old(store: Store) -> None:
    await bring_endangered(store, a_ticket("1"))
    ordinary = await bring_to_approval(store, a_ticket("2"))
    old = await read_old_drafts(store.engine, store.clock() + timedelta(days=90))
    assert [one.ticket.case_id for one in old] == [ordinary.id]


@pytest.mark.parametrize("state", CaseState)
async def test_a_danger_that_is_due_is_told_wherever_the_case_stands_until_a_letter_is_approved(
    store: Store, state: CaseState
) -> None:
    case = await bring_endangered(store, a_ticket())
    async with store.engine.begin() as connection:
        values = {"state": state, "due_at": store.clock()}
        await connection.execute(table.update().where(table.c.id == case.id).values(values))
    due = await read_due(store.engine, store.clock())
    told = state in {
        CaseState.RECEIVED,
        CaseState.CLASSIFIED,
        CaseState.DRAFTED,
        CaseState.STALE,
        CaseState.AWAITING_APPROVAL,
        CaseState.AWAITING_SECOND,
        CaseState.HANDED_OVER,
        CaseState.UNKNOWN_DELIVERY,
    }
    assert [one.in_danger for one in due] == [True] * told


async def test_a_danger_is_waited_for_since_the_first_word_nobody_answered(store: Store) -> None:
    case = await store.cases.open_case(a_ticket("1", later(store)))
    assert danger_since(case) == a_ticket().messages[0].at
    await store.cases.record_classification(case.id, in_danger())
    assert danger_since(await store.cases.find(case.id)) == a_ticket().messages[0].at


async def test_a_danger_that_comes_later_is_waited_for_since_it_was_written(store: Store) -> None:
    case = await bring_to_approval(store, a_ticket())
    case = await store.cases.open_case(a_ticket("1", later(store)))
    assert danger_since(case) == store.clock()


async def test_a_cleared_case_forgets_which_danger_it_was(store: Store) -> None:
    case = await bring_endangered(store, a_ticket())
    await alert(store)
    assert await clearings(store).clear(case.id, REQUEST) is None
    found = (await store.cases.find(case.id)).classification
    assert found is not None
    assert found.danger is None
    assert found.sensitive
    async with store.engine.connect() as connection:
        row = (await connection.execute(sa.select(table))).mappings().one()
    assert (row["danger"], row["danger_at"], row["alerted_of"]) == (None, None, None)
    trail = await read_trail(store.engine, case.id)
    assert not [event for event in trail if "home" in event.details.values()]


def long_ago(store: Store, days: int) -> datetime:
    return store.clock() - timedelta(days=days)
