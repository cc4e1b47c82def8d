"""Who reaches which case: the same answer from the database and from the words of the rule."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from cases.model import Case, Urgency
from cases.people.access import Group, Right, Role, Scope, is_in_scope, rights_of, scope_of
from cases.queues.case_list import CaseQuery, Queue, count_open, read_page
from cases.tables import cases
from tests.builders import CLASSIFICATION, Store, a_ticket

PAY = Group("paie", "Paie", frozenset({"conges", "remuneration-paie"}))
CARE = Group("sante", "Santé", frozenset({"conges", "maladie"}), sensitive=True)
GROUPS = {group.id: group for group in (PAY, CARE)}
OFFICER = {Role.OFFICER}


async def a_case(store: Store, number: str, *, category: str, sensitive: bool = False) -> Case:
    case = await store.cases.open_case(a_ticket(number))
    found = replace(
        CLASSIFICATION, category=category, sensitive=sensitive, urgency=Urgency.CRITIQUE
    )
    return await store.cases.record_classification(case.id, found)


def scope(*groups: str, roles: set[Role] = OFFICER) -> Scope:
    return scope_of("ada", roles, groups, GROUPS)


async def test_a_payroll_officer_does_not_reach_a_sensitive_case_of_her_category(
    store: Store,
) -> None:
    plain = await a_case(store, "1", category="conges")
    delicate = await a_case(store, "2", category="conges", sensitive=True)
    assert await is_in_scope(store.engine, scope("paie"), plain.id)
    assert not await is_in_scope(store.engine, scope("paie"), delicate.id)
    assert await is_in_scope(store.engine, scope("sante"), delicate.id)


async def test_an_officer_does_not_reach_what_is_no_category_of_hers_nor_not_yet_classified(
    store: Store,
) -> None:
    other = await a_case(store, "1", category="retraite")
    unread = await store.cases.open_case(a_ticket("2"))
    for case in (other, unread):
        assert not await is_in_scope(store.engine, scope("paie", "sante"), case.id)


@pytest.mark.parametrize("column", ["assignee", "assigned_group"])
async def test_what_is_assigned_to_an_officer_or_her_group_is_within_her_reach(
    store: Store, column: str
) -> None:
    case = await a_case(store, "1", category="retraite", sensitive=True)
    given = {column: "ada" if column == "assignee" else "paie"}
    async with store.engine.begin() as connection:
        await connection.execute(cases.update().values(given))
    assert await is_in_scope(store.engine, scope("paie"), case.id)
    assert not await is_in_scope(store.engine, scope_of("bob", OFFICER, ["sante"], GROUPS), case.id)


async def test_lists_and_counts_hold_only_what_is_within_reach(store: Store) -> None:
    kept = await a_case(store, "1", category="conges")
    await a_case(store, "2", category="conges", sensitive=True)
    found = await read_page(store.engine, CaseQuery(Queue.PREPARING), scope("paie"))
    assert [row.id for row in found.rows] == [kept.id]
    assert found.total == 1
    assert (await count_open(store.engine, scope("paie")))[Queue.PREPARING] == 1
    assert (await read_page(store.engine, CaseQuery(), scope("paie"))).rows == []


@pytest.mark.parametrize("roles", [{Role.AUDITOR}, {Role.HEAD}])
async def test_an_auditor_and_the_head_of_no_group_reach_everything(
    store: Store, roles: set[Role]
) -> None:
    case = await a_case(store, "1", category="retraite", sensitive=True)
    assert await is_in_scope(store.engine, scope(roles=roles), case.id)


async def test_the_head_of_a_group_reaches_what_the_group_reaches(store: Store) -> None:
    case = await a_case(store, "1", category="retraite")
    assert not await is_in_scope(store.engine, scope("paie", roles={Role.HEAD}), case.id)


async def test_an_officer_of_no_group_reaches_nothing_where_there_are_groups(store: Store) -> None:
    case = await a_case(store, "1", category="conges")
    assert not await is_in_scope(store.engine, scope(), case.id)
    assert await is_in_scope(store.engine, scope_of("ada", OFFICER, (), {}), case.id)


async def test_nobody_reaches_a_case_that_does_not_exist(store: Store) -> None:
    assert not await is_in_scope(store.engine, Scope("ada", everything=True), "0" * 32)


def test_an_auditor_decides_nothing_and_an_operator_reads_no_case() -> None:
    assert Right.DECIDE not in rights_of({Role.AUDITOR})
    assert not rights_of({Role.OPERATOR, Role.ADMIN}) & {Right.READ, Right.DECIDE, Right.TRAIL}
    assert rights_of(()) == frozenset()


async def test_what_lists_look_at_stands_in_columns(store: Store) -> None:
    case = await a_case(store, "1", category="conges", sensitive=True)
    async with store.engine.connect() as connection:
        row = (await connection.execute(sa.select(cases))).mappings().one()
    assert (row["category"], row["rank"], row["sensitive"]) == ("conges", 0, True)
    assert row["received_at"] == case.ticket.received_at


async def test_a_head_whose_group_left_the_settings_does_not_reach_everything(store: Store) -> None:
    case = await a_case(store, "1", category="conges")
    assert not await is_in_scope(store.engine, scope("disparu", roles={Role.HEAD}), case.id)
