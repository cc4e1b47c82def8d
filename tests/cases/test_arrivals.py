import asyncio
from datetime import timedelta

from tests.builders import Store


async def test_tickets_and_cursor_are_kept_together_per_system(store: Store) -> None:
    assert await store.arrivals.cursor("rt") is None
    await store.arrivals.announce("rt", ["1", "2", "1"], "c1", since=None)
    await store.arrivals.announce("demo", ["9"], "c9", since=None)
    await store.arrivals.announce("rt", ["3"], "c2", since="c1")
    assert await store.arrivals.cursor("rt") == "c2"
    store.clock.advance(timedelta(minutes=2))
    assert sorted(await store.arrivals.take_overdue("rt")) == ["1", "2", "3"]


async def test_a_ticket_that_a_case_holds_is_not_tried_again(store: Store) -> None:
    await store.arrivals.announce("rt", ["1", "2"], "c1", since=None)
    await store.arrivals.forget("rt", "1")
    store.clock.advance(timedelta(minutes=2))
    assert await store.arrivals.take_overdue("rt") == ["2"]


async def test_the_waits_grow_and_stay_under_an_hour(store: Store) -> None:
    await store.arrivals.announce("rt", ["1"], "c1", since=None)
    waits = []
    for _ in range(8):
        waited = 0
        while not await store.arrivals.take_overdue("rt"):
            store.clock.advance(timedelta(minutes=1))
            waited += 1
        waits.append(waited)
    assert waits == [2, 4, 8, 16, 32, 60, 60, 60]


async def test_of_two_collections_that_read_the_same_place_one_is_kept(store: Store) -> None:
    await store.arrivals.announce("rt", ["1"], "c1", since=None)
    store.clock.advance(timedelta(minutes=1))
    told = [store.arrivals.announce("rt", ["1", "2"], "c2", since="c1") for _ in range(4)]
    assert sorted(await asyncio.gather(*told)) == [False, False, False, True]
    assert not await store.arrivals.announce("rt", ["3"], "c1", since=None)
    assert await store.arrivals.cursor("rt") == "c2"
    store.clock.advance(timedelta(minutes=2))
    assert sorted(await store.arrivals.take_overdue("rt")) == ["1", "2"]


async def test_a_ticket_is_overdue_for_one_of_those_who_ask_at_once(store: Store) -> None:
    await store.arrivals.announce("rt", ["1"], "c1", since=None)
    store.clock.advance(timedelta(minutes=2))
    asked = await asyncio.gather(*(store.arrivals.take_overdue("rt") for _ in range(4)))
    assert sorted(asked) == [[], [], [], ["1"]]
