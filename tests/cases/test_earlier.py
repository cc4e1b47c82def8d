"""What the same person asked before: within a month, within scope, the newest first."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cases.model import Case, CaseState
from cases.people.access import Scope
from cases.queues.earlier import MOST_SHOWN, read_earlier
from tests.builders import ALL, CLASSIFICATION, DRAFT, Store, a_ticket

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


async def bring(
    store: Store,
    number: str,
    days: int = 0,
    email: str = "camille.durand@valmorel.example",
    *,
    sensitive: bool = False,
) -> Case:
    at = NOON - timedelta(days=days)
    ticket = replace(
        a_ticket(number), received_at=at, requester_email=email, subject=f"Demande {number}"
    )
    case = await store.cases.open_case(ticket)
    found = replace(CLASSIFICATION, sensitive=sensitive)
    await store.cases.record_classification(case.id, found)
    await store.cases.record_draft(case.id, DRAFT)
    return await store.cases.move(case.id, CaseState.AWAITING_APPROVAL)


async def numbers(store: Store, case: Case, scope: Scope = ALL) -> list[str]:
    return [one.number for one in await read_earlier(store.engine, case, scope)]


async def test_the_cases_of_a_month_come_newest_first(store: Store) -> None:
    await bring(store, "old", 40)
    await bring(store, "week", 7)
    await bring(store, "day", 1, "Camille.Durand@Valmorel.example")
    await bring(store, "other", 1, "ines@valmorel.example")
    case = await bring(store, "today")
    await bring(store, "later", -1)
    assert await numbers(store, case) == ["day", "week"]
    (day, _) = await read_earlier(store.engine, case, ALL)
    assert (day.subject, day.state) == ("Demande day", CaseState.AWAITING_APPROVAL)
    assert day.received_at == NOON - timedelta(days=1)


async def test_at_most_five_are_read(store: Store) -> None:
    for days in range(1, 8):
        await bring(store, str(days), days)
    found = await numbers(store, await bring(store, "today"))
    assert found == ["1", "2", "3", "4", "5"]
    assert len(found) == MOST_SHOWN


async def test_none_out_of_scope_is_read(store: Store) -> None:
    await bring(store, "plain", 2)
    await bring(store, "delicate", 1, sensitive=True)
    case = await bring(store, "today")
    assert await numbers(store, case, Scope("ada", plain=frozenset({"conges"}))) == ["plain"]
    both = Scope("ada", delicate=frozenset({"conges"}))
    assert await numbers(store, case, both) == ["delicate", "plain"]
    assert await numbers(store, case, Scope("ada", plain=frozenset({"maladie"}))) == []


async def test_nobody_without_an_address_is_the_same_person(store: Store) -> None:
    await bring(store, "1", 1, "")
    assert await numbers(store, await bring(store, "2", 0, "")) == []
