"""The lists: what a line tells, in which order, which page, who is next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import sqlalchemy as sa

from cases.model import Case, CaseState, Outcome, Urgency
from cases.queues.case_list import (
    OPEN,
    PAGE_SIZE,
    Assigned,
    CaseQuery,
    Order,
    Page,
    Queue,
    count_before,
    count_open,
    read_first,
    read_next,
    read_page,
)
from cases.tables import cases as table
from tests.builders import ALL, CLASSIFICATION, DRAFT, Store, a_ticket, bring_to_approval

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


async def bring(
    store: Store,
    number: str,
    urgency: Urgency = Urgency.NORMALE,
    hours: int = 1,
    outcome: Outcome = Outcome.ANSWER,
) -> Case:
    ticket = replace(a_ticket(number), received_at=NOON - timedelta(hours=hours))
    case = await store.cases.open_case(ticket)
    await store.cases.record_classification(case.id, replace(CLASSIFICATION, urgency=urgency))
    await store.cases.record_draft(case.id, replace(DRAFT, outcome=outcome))
    return await store.cases.move(case.id, CaseState.AWAITING_APPROVAL)


async def change(store: Store, case: Case, **columns: object) -> None:
    async with store.engine.begin() as connection:
        await connection.execute(table.update().where(table.c.id == case.id).values(columns))


def ids(page: Page) -> list[str]:
    return [row.id for row in page.rows]


async def test_a_line_tells_what_an_officer_chooses_by(store: Store) -> None:
    case = await bring_to_approval(store, replace(a_ticket(), requester_service="Voirie"))
    (row,) = (await read_page(store.engine, CaseQuery(), ALL)).rows
    assert (row.id, row.subject, row.requester) == (case.id, "Mes congés", "Camille Durand")
    assert (row.category, row.urgency, row.sensitive) == ("conges", Urgency.NORMALE, False)
    assert (row.outcome, row.service) == (Outcome.ANSWER, "Voirie")


async def test_a_case_without_classification_or_draft_has_its_line_too(store: Store) -> None:
    await store.cases.open_case(a_ticket())
    (row,) = (await read_page(store.engine, CaseQuery(Queue.PREPARING), ALL)).rows
    assert (row.category, row.outcome, row.service) == (None, None, "")


async def test_the_most_urgent_comes_first_then_the_oldest(store: Store) -> None:
    young = await bring(store, "1", hours=1)
    old = await bring(store, "2", hours=9)
    high = await bring(store, "3", Urgency.HAUTE, hours=2)
    critical = await bring(store, "4", Urgency.CRITIQUE, hours=1)
    page = await read_page(store.engine, CaseQuery(), ALL)
    assert ids(page) == [case.id for case in (critical, high, old, young)]
    newest = await read_page(store.engine, CaseQuery(order=Order.NEWEST), ALL)
    assert ids(newest)[-1] == old.id


async def test_the_soonest_due_comes_first_and_what_has_no_deadline_last(store: Store) -> None:
    late, undated, soon, older_undated, same = [
        await bring(store, str(n), hours=hours) for n, hours in enumerate((1, 2, 3, 4, 5))
    ]
    for case, days in ((late, 9), (soon, 1), (same, 9)):
        await change(store, case, due_at=NOON + timedelta(days=days))
    wanted = CaseQuery(order=Order.DEADLINE)
    order = [case.id for case in (soon, same, late, older_undated, undated)]
    assert ids(await read_page(store.engine, wanted, ALL)) == order
    for place, (one, following) in enumerate(pairwise(order)):
        assert await read_next(store.engine, wanted, ALL, one) == following
        assert await read_next(store.engine, wanted, ALL, following, back=True) == one
        assert await count_before(store.engine, wanted, ALL, one) == place
    assert await read_next(store.engine, wanted, ALL, order[-1]) is None
    await change(store, undated, due_at=NOON)
    assert ids(await read_page(store.engine, wanted, ALL))[0] == undated.id


@pytest.mark.parametrize(
    ("kept", "index"), [("tray = 'to_approve'", "ix_cases_tray_due"), ("true", "ix_cases_due")]
)
async def test_a_list_by_deadline_is_read_in_the_order_of_its_index(
    sqlite_store: Store, kept: str, index: str
) -> None:
    query = f"SELECT id FROM cases WHERE {kept} ORDER BY calm, due_by, received_at, id"  # noqa: S608 - constants
    async with sqlite_store.engine.connect() as connection:
        plan = str((await connection.execute(sa.text(f"EXPLAIN QUERY PLAN {query}"))).all())
    assert index in plan
    assert "B-TREE" not in plan


async def test_every_state_stands_in_one_list_and_the_database_says_which(store: Store) -> None:
    case = await store.cases.open_case(a_ticket())
    found = {}
    for state in CaseState:
        await change(store, case, state=state)
        async with store.engine.connect() as connection:
            found[state] = Queue(str(await connection.scalar(sa.select(table.c.queue))))
    assert set(found.values()) == set(Queue)
    waiting = {state for state, queue in found.items() if queue is Queue.PREPARING}
    assert waiting == {CaseState(s) for s in ("received", "classified", "drafted", "stale")}
    assert found[CaseState.AWAITING_APPROVAL] is Queue.TO_APPROVE
    assert found[CaseState.UNKNOWN_DELIVERY] is Queue.TO_VERIFY
    assert found[CaseState.HANDED_OVER] is Queue.TO_HANDLE


async def test_the_last_changed_comes_first_among_the_closed(store: Store) -> None:
    for number in ("1", "2"):
        case = await bring_to_approval(store, a_ticket(number))
        store.clock.advance(timedelta(minutes=1))
        last = await store.cases.move(case.id, CaseState.CLOSED_ELSEWHERE)
    page = await read_page(store.engine, CaseQuery(Queue.CLOSED, Order.CHANGED), ALL)
    assert ids(page)[0] == last.id
    assert len(page.rows) == 2


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (CaseQuery(urgency=Urgency.HAUTE), ["2"]),
        (CaseQuery(outcome=Outcome.ASK), ["3"]),
        (CaseQuery(sensitive=True), ["1"]),
        (CaseQuery(sensitive=False), ["2", "3", "4"]),
        (CaseQuery(category="paie"), ["4"]),
        (CaseQuery(system="demo"), ["2", "1", "3", "4"]),
        (CaseQuery(system="rt"), []),
        (CaseQuery(assigned=Assigned.ME), ["1"]),
        (CaseQuery(assigned=Assigned.MY_GROUP), ["4"]),
        (CaseQuery(assigned=Assigned.NOBODY), ["2", "3"]),
        (CaseQuery(since=NOON - timedelta(hours=3)), ["2", "3", "4"]),
        (CaseQuery(before=NOON - timedelta(hours=3)), ["1"]),
        (CaseQuery(None, urgency=Urgency.HAUTE, words="congés"), ["2"]),
        (CaseQuery(Queue.CLOSED), []),
    ],
)
async def test_each_filter_keeps_what_it_says(
    store: Store, wanted: CaseQuery, kept: list[str]
) -> None:
    first = await bring(store, "1", hours=9)
    await bring(store, "2", Urgency.HAUTE, hours=3)
    await bring(store, "3", hours=2, outcome=Outcome.ASK)
    fourth = await bring(store, "4", hours=1)
    await change(store, first, sensitive=True, assignee="ada")
    await change(store, fourth, category="paie", assigned_group="carrieres")
    scope = replace(ALL, groups=frozenset({"carrieres"}))
    page = await read_page(store.engine, wanted, scope)
    async with store.engine.connect() as connection:
        numbers = dict(map(tuple, await connection.execute(sa.select(table.c.id, table.c.number))))
    found = [numbers[one] for one in ids(page)]
    assert (found if wanted.system else sorted(found)) == kept
    assert (page.total, page.counted) == (len(kept), True)


async def test_a_new_draft_changes_the_outcome_that_is_listed(store: Store) -> None:
    case = await bring(store, "1")
    await store.cases.move(case.id, CaseState.STALE)
    await store.cases.record_classification(case.id, CLASSIFICATION)
    await store.cases.record_draft(case.id, replace(DRAFT, outcome=Outcome.REFUSE))
    (row,) = (await read_page(store.engine, CaseQuery(Queue.PREPARING), ALL)).rows
    assert row.outcome is Outcome.REFUSE


async def test_pages_follow_each_other_and_one_past_the_end_is_the_last(store: Store) -> None:
    brought = [await bring(store, str(n), hours=99 - n) for n in range(PAGE_SIZE + 1)]
    first = await read_page(store.engine, CaseQuery(), ALL)
    assert ids(first) == [case.id for case in brought[:PAGE_SIZE]]
    assert (first.more, first.last, first.total) == (True, 2, PAGE_SIZE + 1)
    for number in (2, 3, 10**9):
        last = await read_page(store.engine, CaseQuery(), ALL, number)
        assert ids(last) == [brought[-1].id]
        assert (last.more, last.number, last.last) == (False, 2, 2)
    assert (await read_page(store.engine, CaseQuery(), ALL, -3)).number == 1


async def test_next_is_the_one_below_and_previous_the_one_above(store: Store) -> None:
    brought = [await bring(store, str(n), hours=9 - n) for n in range(3)]
    one, two, three = (case.id for case in brought)
    assert await read_next(store.engine, CaseQuery(), ALL, one) == two
    assert await read_next(store.engine, CaseQuery(), ALL, three) is None
    assert await read_next(store.engine, CaseQuery(), ALL, two, back=True) == one
    assert await read_next(store.engine, CaseQuery(), ALL, one, back=True) is None
    assert await read_first(store.engine, CaseQuery(), ALL, one) == two
    found = CaseQuery(None, words="congés")
    assert await read_next(store.engine, found, ALL, three) == two
    assert await read_next(store.engine, found, ALL, two, back=True) == three
    assert await read_next(store.engine, CaseQuery(), ALL, "0" * 32) is None


async def test_a_case_that_left_the_list_keeps_its_place_in_it(store: Store) -> None:
    brought = [await bring(store, str(n), hours=9 - n) for n in range(3)]
    one, two, three = (case.id for case in brought)
    await store.cases.move(two, CaseState.REJECTED)
    assert await read_next(store.engine, CaseQuery(), ALL, two) == three
    assert await read_next(store.engine, CaseQuery(), ALL, two, back=True) == one
    assert await count_before(store.engine, CaseQuery(), ALL, two) == 1
    assert await count_before(store.engine, CaseQuery(), ALL, three) == 1
    assert await count_before(store.engine, CaseQuery(), ALL, "0" * 32) == 0


async def test_open_lists_are_counted_each_for_itself(store: Store) -> None:
    assert await count_open(store.engine, ALL) == dict.fromkeys(OPEN, 0)
    await bring(store, "1")
    await store.cases.open_case(a_ticket("2"))
    counts = await count_open(store.engine, ALL)
    assert (counts[Queue.TO_APPROVE], counts[Queue.PREPARING], counts[Queue.LEAVING]) == (1, 1, 0)
