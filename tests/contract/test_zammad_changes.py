"""Zammad's cursor: no ticket lost, whatever the index says, and our own changes left out."""

import pytest

from connectors.base import BadAnswer, ConnectorError, Triage
from connectors.zammad import Site
from tests.contract.servers.faults import Fault
from tests.contract.servers.zammad_store import AGENT, BOT
from tests.contract.suite import KEY, REPLY
from tests.contract.world import REQUESTER
from tests.contract.zammad_world import SITE, ZammadWorld

SEARCH = "/tickets/search"
LIST = "GET .*/tickets$"
A_WHILE = SITE.grace.total_seconds() * 3


def opened(zammad: ZammadWorld, group: str = "RH") -> str:
    held = zammad.store.create(group, REQUESTER, "Sujet")
    zammad.store.write(held.id, held.customer, "Customer", "Combien ?")
    return str(held.id)


async def looked(zammad: ZammadWorld) -> str:
    """Look once all is settled, and let time pass."""
    zammad.store.pass_time(A_WHILE)
    cursor = (await zammad.system.changes_since(None)).cursor
    zammad.store.pass_time(A_WHILE)
    return cursor


def said_again(zammad: ZammadWorld, number: str) -> None:
    customer = zammad.store.tickets[int(number)].customer
    zammad.store.write(int(number), customer, "Customer", "Encore un mot.")


async def news(zammad: ZammadWorld, cursor: str | None) -> tuple[str, ...]:
    return (await zammad.system.changes_since(cursor)).numbers


async def test_closed_and_merged_tickets_are_left_out_of_the_first_look(
    zammad: ZammadWorld,
) -> None:
    kept, closed, merged = opened(zammad), opened(zammad), opened(zammad)
    zammad.store.tickets[int(closed)].state = "closed"
    zammad.store.merge(int(merged), int(kept))
    assert await news(zammad, None) == (kept,)


async def test_a_ticket_that_closes_later_is_reported(zammad: ZammadWorld) -> None:
    number = opened(zammad)
    cursor = await looked(zammad)
    zammad.store.tickets[int(number)].state = "closed"
    zammad.store.touch(int(number), AGENT)
    assert await news(zammad, cursor) == (number,)


async def test_a_settled_ticket_is_reported_once(zammad: ZammadWorld) -> None:
    number = opened(zammad)
    zammad.store.pass_time(5)
    first = await zammad.system.changes_since(None)
    assert first.numbers == (number,)
    assert await news(zammad, first.cursor) == ()


async def test_a_change_the_index_shows_late_is_not_lost(zammad: ZammadWorld) -> None:
    zammad.store.index_is_late = True
    late = opened(zammad)
    zammad.store.pass_time(8)
    zammad.store.index_is_late = False
    other = opened(zammad)
    del (zammad.store.index or {})[int(late)]
    first = await zammad.system.changes_since(None)
    assert first.numbers == (other,)
    zammad.store.pass_time(1)
    zammad.store.job_index(catch_up=True)
    assert late in await news(zammad, first.cursor)


async def test_an_index_that_stands_still_makes_the_cursor_wait(zammad: ZammadWorld) -> None:
    opened(zammad)
    cursor = await looked(zammad)
    zammad.store.index_is_late = True
    late = opened(zammad)
    for _ in range(3):
        zammad.store.pass_time(A_WHILE)
        cursor = (await zammad.system.changes_since(cursor)).cursor
    zammad.store.job_index(catch_up=True)
    assert await news(zammad, cursor) == (late,)


@pytest.mark.failure(7, "zammad")
async def test_more_than_the_result_window_is_listed_without_a_gap(zammad: ZammadWorld) -> None:
    numbers = []
    for _ in range(10_300):
        zammad.store.index_is_late = True
        zammad.store.pass_time(0.25)
        numbers.append(str(zammad.store.create("RH", REQUESTER, "Sujet").id))
    zammad.store.job_index(catch_up=True)
    assert await news(zammad, None) == tuple(numbers)
    pages = [r.query_params["page"] for r in zammad.server.faults.seen if SEARCH in r.url.path]
    assert set(pages) == {"1"}


@pytest.mark.parametrize("count", [200, 400, 450])
async def test_many_tickets_of_the_same_instant_are_all_listed(
    zammad: ZammadWorld, count: int
) -> None:
    numbers = [opened(zammad) for _ in range(count)]
    assert await news(zammad, None) == tuple(numbers)


async def test_a_change_between_two_pages_is_not_lost(zammad: ZammadWorld) -> None:
    numbers = []
    for _ in range(250):
        zammad.store.pass_time(1)
        numbers.append(opened(zammad))

    def meanwhile() -> None:
        zammad.store.pass_time(5)
        said_again(zammad, "1")

    zammad.suffer(Fault(SEARCH, meanwhile=meanwhile))
    first = await zammad.system.changes_since(None)
    assert first.numbers == tuple(numbers)
    assert "1" in await news(zammad, first.cursor)


async def test_a_search_that_breaks_off_between_two_pages_is_no_end_of_the_list(
    zammad: ZammadWorld,
) -> None:
    for _ in range(250):
        zammad.store.pass_time(1)
        opened(zammad)
    index = zammad.store.index
    zammad.suffer(Fault(SEARCH, meanwhile=lambda: setattr(zammad.store, "index", {})))
    with pytest.raises(BadAnswer, match="interrompue") as raised:
        await zammad.system.changes_since(None)
    assert not raised.value.permanent
    zammad.store.index = index


async def test_without_elasticsearch_all_tickets_are_gone_through(zammad: ZammadWorld) -> None:
    zammad.store.index = None
    numbers = [opened(zammad) for _ in range(230)]
    other = opened(zammad, "RH-Paie")
    zammad.store.tickets[3].state = "closed"
    assert await news(zammad, None) == tuple(n for n in [*numbers, other] if n != "3")
    assert zammad.server.faults.calls(LIST) >= 3


async def test_without_elasticsearch_only_what_changed_is_reported(zammad: ZammadWorld) -> None:
    zammad.store.index = None
    opened(zammad)
    number = opened(zammad)
    cursor = await looked(zammad)
    said_again(zammad, number)
    assert await news(zammad, cursor) == (number,)


async def test_an_empty_index_beside_tickets_is_no_quiet_day(zammad: ZammadWorld) -> None:
    number = opened(zammad)
    zammad.store.index = {}
    assert await news(zammad, None) == (number,)


async def test_a_quiet_day_costs_one_request(zammad: ZammadWorld) -> None:
    opened(zammad)
    cursor = await looked(zammad)
    before = len(zammad.server.faults.seen)
    assert await news(zammad, cursor) == ()
    assert len(zammad.server.faults.seen) == before + 1


async def test_an_empty_zammad_gives_a_cursor_that_works(zammad: ZammadWorld) -> None:
    cursor = (await zammad.system.changes_since(None)).cursor
    again = (await zammad.system.changes_since(cursor)).cursor
    number = opened(zammad)
    assert await news(zammad, again) == (number,)


async def test_only_the_configured_groups_are_followed(zammad: ZammadWorld) -> None:
    zammad.store.groups['L"Accueil\\'] = True
    zammad.server.store.people[BOT].groups['L"Accueil\\'] = ["full"]
    mine, _ = opened(zammad, 'L"Accueil\\'), opened(zammad, "RH")
    followed = zammad.connect(site=Site(groups=('L"Accueil\\',)))
    assert (await followed.changes_since(None)).numbers == (mine,)
    await followed.aclose()


@pytest.mark.failure(11, "zammad")
async def test_what_we_write_does_not_make_the_ticket_show_again(zammad: ZammadWorld) -> None:
    number = opened(zammad)
    cursor = await looked(zammad)
    await zammad.system.write_triage(number, Triage(category="conges"))
    await zammad.system.add_note(number, "Classé.", KEY)
    await zammad.system.post_reply(number, REPLY, KEY)
    assert await news(zammad, cursor) == ()


async def test_a_word_of_the_requester_before_our_own_change_is_not_hidden_by_it(
    zammad: ZammadWorld,
) -> None:
    number = opened(zammad)
    cursor = await looked(zammad)
    said_again(zammad, number)
    zammad.store.pass_time(1)
    await zammad.system.write_triage(number, Triage(category="conges"))
    assert await news(zammad, cursor) == (number,)


async def test_a_merge_before_our_own_change_is_not_hidden_by_it(zammad: ZammadWorld) -> None:
    number, merged = opened(zammad), opened(zammad)
    cursor = await looked(zammad)
    zammad.store.merge(int(merged), int(number))
    zammad.store.pass_time(1)
    await zammad.system.write_triage(number, Triage(category="conges"))
    assert set(await news(zammad, cursor)) == {number, merged}


async def test_a_note_between_colleagues_before_our_own_change_is_no_news(
    zammad: ZammadWorld,
) -> None:
    number = opened(zammad)
    cursor = await looked(zammad)
    zammad.store.write(int(number), AGENT, "Agent", "Qui le prend ?", "note", internal=True)
    await zammad.system.write_triage(number, Triage(category="conges"))
    assert await news(zammad, cursor) == ()


async def test_the_cursor_holds_only_what_is_near(zammad: ZammadWorld) -> None:
    for _ in range(20):
        opened(zammad)
        zammad.store.pass_time(SITE.grace.total_seconds())
    assert len((await zammad.system.changes_since(None)).cursor) < 300


@pytest.mark.parametrize("cursor", ["", "{", "[]", '{"since": "hier"}', '{"page": 3}'])
async def test_a_cursor_that_cannot_be_read_says_what_to_do(
    zammad: ZammadWorld, cursor: str
) -> None:
    with pytest.raises(ConnectorError, match="repère") as raised:
        await zammad.system.changes_since(cursor)
    assert raised.value.permanent
