"""The words of a case are cleared: nothing of them is left, and the record still proves itself."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection

from cases.audit.trail import read_trail
from cases.decisions.signatures import NotApproved
from cases.delivery.shadow_drafts import keep_shadow
from cases.model import CaseState, Message, TicketStatus
from cases.queues.case_list import CaseQuery, Queue, read_page
from cases.retention.clearing import CLEARED, Obstacle
from cases.retention.traces import REMOVED, remove_traces
from cases.store.database import migrate, open_engine
from cases.store.records import DeliveryState
from cases.tables import approvals
from tests.builders import ADA, ALL, BOB, StoppedClock, Store, shown, store_on
from tests.cases.clearings import (
    AGE,
    PERSONAL,
    REQUEST,
    a_personal_shadow,
    a_personal_ticket,
    aged,
    answered,
    bring,
    bytes_in,
    clearings,
    rejected,
    unproven,
    words_in,
)
from tests.tampering import tamper


async def test_no_word_of_a_person_is_left_in_any_table(store: Store) -> None:
    case = await answered(store, a_personal_ticket())
    other = await rejected(store, a_personal_ticket("2"))
    assert await words_in(store) == set(PERSONAL)
    assert await clearings(store).clear(case.id, aged(store)) is None
    assert await clearings(store).clear(other.id, aged(store)) is None
    await remove_traces(store.engine, store.clock(), "guichet")
    assert await words_in(store) == set()


@pytest.fixture
async def careless_store(tmp_path: Path, clock: StoppedClock) -> AsyncIterator[Store]:
    """A store on a SQLite that overwrites nothing that was deleted, as most are built."""

    def keep_deleted(connection: DBAPIConnection, _record: object) -> None:
        connection.cursor().execute("PRAGMA secure_delete=OFF")

    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'guichet.db'}")
    event.listen(engine.sync_engine, "connect", keep_deleted)
    await migrate(engine)
    yield store_on(engine, clock)
    await engine.dispose()


async def test_a_model_at_trial_that_ends_after_the_clearing_leaves_nothing(store: Store) -> None:
    case = await answered(store, a_personal_ticket())
    await clearings(store).clear(case.id, aged(store))
    await remove_traces(store.engine, store.clock(), "guichet")
    await keep_shadow(store.engine, a_personal_shadow(case, store))
    assert await words_in(store) == set()


async def test_no_word_of_a_person_is_left_in_the_bytes_of_the_file(
    careless_store: Store, tmp_path: Path
) -> None:
    store = careless_store
    cleared = [await answered(store, a_personal_ticket(str(number))) for number in range(12)]
    assert bytes_in(tmp_path) == set(PERSONAL)
    clearing = aged(store)
    for case in cleared:
        assert await clearings(store).clear(case.id, clearing) is None
    assert await remove_traces(store.engine, store.clock(), "guichet")
    assert bytes_in(tmp_path) == set()


async def test_the_search_index_forgets_the_words_and_not_the_number(sqlite_store: Store) -> None:
    store = sqlite_store
    case = await answered(store, a_personal_ticket("4711"))
    await clearings(store).clear(case.id, aged(store))
    # Taken out, and still in a part of the index, until its parts are put together.
    assert b"ornithorynque" in await index_of(store)
    await remove_traces(store.engine, store.clock(), "guichet")
    index = await index_of(store)
    assert b"4711" in index
    assert not [word for word in PERSONAL if word.lower().replace("é", "e").encode() in index]


async def index_of(store: Store) -> bytes:
    async with store.engine.connect() as connection:
        blocks = (await connection.execute(sa.text("SELECT block FROM case_index_data"))).scalars()
        return b"".join(blocks)


async def test_the_trail_and_what_was_signed_still_verify(store: Store) -> None:
    case = await answered(store, a_personal_ticket())
    await answered(store, a_personal_ticket("2"))
    await clearings(store).clear(case.id, aged(store))
    assert await unproven(store) == ""
    cleared = await store.cases.find(case.id)
    approval = await store.approvals.current_approval(case.id)
    assert (approval.text, approval.approver) == ("", "ada")
    assert cleared.draft is not None
    assert approval.draft_sha256 == cleared.draft.sha256
    last = (await read_trail(store.engine, case.id))[-1]
    assert (last.kind, last.actor, last.details["why"]) == (CLEARED, "guichet", "age")


async def test_nothing_is_cleared_while_a_case_is_open_or_by_age_before_its_time(
    store: Store,
) -> None:
    case = await bring(store, a_personal_ticket())
    clearing = aged(store)
    assert await clearings(store).clear(case.id, clearing) is Obstacle.OPEN
    to = CaseState.REJECTED
    await store.approvals.decline(case.id, shown(case), ADA, to, "non")
    assert await clearings(store).clear(case.id, clearing) is Obstacle.OPEN
    assert await clearings(store).clear(case.id, AGE) is Obstacle.OPEN
    assert set(PERSONAL) == await words_in(store)


async def test_nothing_is_cleared_while_a_letter_leaves_or_nobody_knows(store: Store) -> None:
    case = await bring(store, a_personal_ticket())
    await store.approvals.approve(case.id, shown(case), "Bonjour", ADA)
    for_age = aged(store)
    for one in (for_age, REQUEST):
        assert await clearings(store).clear(case.id, one) is Obstacle.GOING_OUT
    delivery = await store.deliveries.start(await store.deliveries.plan(case.id))
    assert delivery
    for one in (for_age, REQUEST):
        assert await clearings(store).clear(case.id, one) is Obstacle.GOING_OUT
    await store.deliveries.settle(await store.deliveries.record(delivery, DeliveryState.UNKNOWN))
    assert (await store.cases.find(case.id)).state is CaseState.UNKNOWN_DELIVERY
    for one in (for_age, REQUEST):
        assert await clearings(store).clear(case.id, one) is Obstacle.GOING_OUT


async def test_a_case_that_a_worker_has_in_hand_is_left_until_it_is_done(store: Store) -> None:
    case = await answered(store, a_personal_ticket())
    clearing = aged(store)
    assert await store.leases.take(case.id, "a worker")
    assert await clearings(store).clear(case.id, clearing) is Obstacle.BUSY
    store.clock.advance(timedelta(minutes=1))
    assert await clearings(store).clear(case.id, clearing) is None
    assert await clearings(store).clear(case.id, clearing) is Obstacle.GONE


async def test_an_open_case_is_closed_by_an_erasure_and_nobody_can_approve_it(
    store: Store,
) -> None:
    case = await bring(store, a_personal_ticket())
    screen = shown(case)
    assert await clearings(store).clear(case.id, REQUEST) is None
    cleared = await store.cases.find(case.id)
    assert (cleared.state, cleared.reason) == (CaseState.CLOSED_ELSEWHERE, "effacement demandé")
    with pytest.raises(Exception, match="already decided"):
        await store.approvals.approve(case.id, screen, "Bonjour", BOB)
    with pytest.raises(NotApproved):
        await store.deliveries.plan(case.id)
    assert await unproven(store) == ""


async def test_the_same_conversation_is_not_read_in_again_and_a_new_message_is(
    store: Store,
) -> None:
    ticket = a_personal_ticket()
    case = await answered(store, ticket)
    await clearings(store).clear(case.id, aged(store))
    assert (await store.cases.open_case(ticket)).state is CaseState.ANSWERED
    over = replace(ticket, status=TicketStatus.CLOSED, messages=())
    assert (await store.cases.open_case(over)).ticket.subject == ""
    await remove_traces(store.engine, store.clock(), "guichet")
    assert await words_in(store) == set()
    more = Message("m9", "Camille Durand", store.clock(), "Et pour mai ?", from_requester=True)
    again = await store.cases.open_case(replace(ticket, messages=(*ticket.messages, more)))
    assert (again.state, again.cleared_at) == (CaseState.STALE, None)
    assert again.ticket.messages[-1].text == "Et pour mai ?"


async def test_a_case_that_opened_again_is_cleared_again_and_both_letters_are_proved(
    store: Store,
) -> None:
    ticket = a_personal_ticket()
    case = await answered(store, ticket)
    await clearings(store).clear(case.id, aged(store))
    more = Message("m9", "Camille Durand", store.clock(), "Et pour mai ?", from_requester=True)
    await answered(store, replace(ticket, messages=(*ticket.messages, more)))
    assert await unproven(store) == ""
    assert await clearings(store).clear(case.id, aged(store)) is None
    await remove_traces(store.engine, store.clock(), "guichet")
    assert await words_in(store) == set()
    assert await unproven(store) == ""
    await tamper(store, approvals.update().values(text_sha256="0" * 64))
    assert "n'a pas le sceau" in await unproven(store)


async def test_lists_and_search_go_on_without_the_words(store: Store) -> None:
    case = await answered(store, a_personal_ticket())
    await answered(store, a_personal_ticket("2"))
    found = CaseQuery(queue=None, words="ornithorynque")
    assert len((await read_page(store.engine, found, ALL)).rows) == 2
    await clearings(store).clear(case.id, aged(store))
    assert [row.id for row in (await read_page(store.engine, found, ALL)).rows] != [case.id]
    assert len((await read_page(store.engine, found, ALL)).rows) == 1
    closed = (await read_page(store.engine, CaseQuery(queue=Queue.CLOSED), ALL)).rows
    assert {(row.id == case.id, row.subject) for row in closed} == {
        (True, ""), (False, "Mirabelle"),
    }  # fmt: skip


async def test_traces_are_removed_once_per_clearing(store: Store) -> None:
    assert not await remove_traces(store.engine, store.clock(), "guichet")
    case = await answered(store, a_personal_ticket())
    await clearings(store).clear(case.id, aged(store))
    assert await remove_traces(store.engine, store.clock(), "guichet")
    assert not await remove_traces(store.engine, store.clock(), "guichet")
    kinds = [event.kind for event in await read_trail(store.engine)]
    assert kinds.count(REMOVED) == 1


async def test_of_two_that_clear_one_case_at_once_one_does(store: Store) -> None:
    case = await answered(store, a_personal_ticket())
    clearing = aged(store)
    both = (clearings(store).clear(case.id, clearing) for _ in range(2))
    assert set(await asyncio.gather(*both)) == {None, Obstacle.GONE}
    kinds = [event.kind for event in await read_trail(store.engine, case.id)]
    assert kinds.count(CLEARED) == 1
    assert await unproven(store) == ""


async def test_a_message_that_comes_while_a_case_is_cleared_is_never_lost(store: Store) -> None:
    ticket = a_personal_ticket()
    case = await answered(store, ticket)
    clearing = aged(store)
    more = Message("m9", "Camille Durand", store.clock(), "Et pour mai ?", from_requester=True)
    news = replace(ticket, messages=(*ticket.messages, more))
    clear = clearings(store).clear(case.id, clearing)
    await asyncio.gather(clear, store.cases.open_case(news))
    after = await store.cases.find(case.id)
    assert (after.state, after.cleared_at) == (CaseState.STALE, None)
    assert after.ticket.messages[-1].text == "Et pour mai ?"
    assert await unproven(store) == ""


async def test_the_record_is_whole_while_cases_are_being_cleared(store: Store) -> None:
    cases = [await answered(store, a_personal_ticket(str(number))) for number in range(8)]
    clearing = aged(store)

    async def clear_all() -> None:
        for case in cases:
            assert await clearings(store).clear(case.id, clearing) is None

    clearing_all = asyncio.gather(clear_all())
    found = []
    while not clearing_all.done():
        found.append(await unproven(store))
    await clearing_all
    assert set(found) == {""}
