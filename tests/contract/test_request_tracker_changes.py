"""The cursor: no ticket lost, none reported twice once it is settled."""

import pytest

from connectors.base import ConnectorError
from connectors.request_tracker import Site
from tests.contract.servers.faults import Fault
from tests.contract.world import REQUESTER
from tests.contract.worlds import SITE, ServerWorld


def opened(rt: ServerWorld, queue: str = "RH") -> str:
    return str(rt.store.create(queue, REQUESTER, "Sujet", []).id)


async def test_closed_tickets_are_left_out_of_the_first_look(rt: ServerWorld) -> None:
    open_one, closed = opened(rt), opened(rt)
    rt.store.tickets[int(closed)].status = "resolved"
    assert (await rt.system.changes_since(None)).numbers == (open_one,)


async def test_a_ticket_that_closes_later_is_reported(rt: ServerWorld) -> None:
    number = opened(rt)
    rt.store.pass_time(60)
    cursor = (await rt.system.changes_since(None)).cursor
    rt.store.pass_time(60)
    rt.store.tickets[int(number)].status = "resolved"
    rt.store.touch(int(number))
    assert (await rt.system.changes_since(cursor)).numbers == (number,)


async def test_a_settled_ticket_is_reported_once(rt: ServerWorld) -> None:
    number = opened(rt)
    rt.store.pass_time(5)
    first = await rt.system.changes_since(None)
    second = await rt.system.changes_since(first.cursor)
    assert (first.numbers, second.numbers) == ((number,), ())


async def test_a_second_change_within_the_same_second_is_not_lost(rt: ServerWorld) -> None:
    number = opened(rt)
    first = await rt.system.changes_since(None)
    rt.store.record(int(number), "Correspond", REQUESTER, [])
    assert number in (await rt.system.changes_since(first.cursor)).numbers


async def test_two_tickets_of_the_same_second_are_both_reported(rt: ServerWorld) -> None:
    rt.store.pass_time(5)
    one = opened(rt)
    first = await rt.system.changes_since(None)
    other = opened(rt)
    second = await rt.system.changes_since(first.cursor)
    assert one in first.numbers
    assert other in second.numbers


async def test_a_change_that_shows_late_is_not_lost(rt: ServerWorld) -> None:
    begun = rt.store.now
    opened(rt)
    rt.store.pass_time(8)
    opened(rt)
    rt.store.pass_time(3)
    cursor = (await rt.system.changes_since(None)).cursor
    late = opened(rt)
    rt.store.tickets[int(late)].updated = begun
    assert (await rt.system.changes_since(cursor)).numbers == (late,)


@pytest.mark.failure(7, "request_tracker")
async def test_a_change_between_two_pages_is_not_lost(rt: ServerWorld) -> None:
    numbers = [opened(rt) for _ in range(150)]
    rt.store.pass_time(60)

    def meanwhile() -> None:
        rt.store.pass_time(5)
        rt.store.touch(1)
        rt.store.pass_time(60)
        rt.store.touch(150)

    rt.suffer(Fault("/tickets", meanwhile=meanwhile))
    first = await rt.system.changes_since(None)
    second = await rt.system.changes_since(first.cursor)
    assert set(first.numbers) == set(numbers)
    assert "1" in second.numbers


async def test_more_than_a_page_is_listed_without_a_gap(rt: ServerWorld) -> None:
    numbers = [opened(rt) for _ in range(230)]
    assert (await rt.system.changes_since(None)).numbers == tuple(numbers)
    assert rt.server.faults.calls("/tickets") == 3


async def test_only_the_configured_queues_are_followed(rt: ServerWorld) -> None:
    rt.store.queues = ("RH", "RH-Paie", "L'Accueil")
    mine, other = opened(rt, "L'Accueil"), opened(rt, "RH")
    followed = rt.connect(site=Site(queues=("L'Accueil",), bot_user="triage-bot"))
    numbers = (await followed.changes_since(None)).numbers
    await followed.aclose()
    assert mine in numbers
    assert other not in numbers


async def test_deleted_and_merged_tickets_never_show(rt: ServerWorld) -> None:
    kept, deleted, merged = opened(rt), opened(rt), opened(rt)
    await rt.delete(deleted)
    rt.store.tickets[int(merged)].merged_into = int(kept)
    assert (await rt.system.changes_since(None)).numbers == (kept,)


async def test_the_cursor_holds_only_what_is_near(rt: ServerWorld) -> None:
    for _ in range(20):
        opened(rt)
        rt.store.pass_time(SITE.grace.total_seconds())
    cursor = (await rt.system.changes_since(None)).cursor
    assert len(cursor) < 300


async def test_an_empty_system_gives_a_cursor_that_works(rt: ServerWorld) -> None:
    cursor = (await rt.system.changes_since(None)).cursor
    again = (await rt.system.changes_since(cursor)).cursor
    number = opened(rt)
    assert (await rt.system.changes_since(again)).numbers == (number,)


@pytest.mark.parametrize("cursor", ["", "{", "[]", '{"since": "hier"}', '{"page": 3}'])
async def test_a_cursor_that_cannot_be_read_says_what_to_do(rt: ServerWorld, cursor: str) -> None:
    with pytest.raises(ConnectorError, match="repère") as raised:
        await rt.system.changes_since(cursor)
    assert raised.value.permanent
