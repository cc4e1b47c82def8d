"""The cursor over GLPI: no ticket lost, none reported twice once it is settled, none for ours."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from connectors.base import BadAnswer, ConnectorError
from tests.contract.glpi_worlds import LIST, SITE, GlpiWorld
from tests.contract.servers.faults import Fault
from tests.contract.servers.glpi_store import AGENT, CLOSED, REQUESTER_ID, SOLVED
from tests.contract.suite import KEY, REPLY

LONG = 4 * 3600


def opened(glpi: GlpiWorld) -> str:
    return str(glpi.store.create("Sujet", "Combien ?").id)


async def settled(glpi: GlpiWorld) -> str:
    """The cursor after a look long after anything happened."""
    glpi.store.pass_time(60)
    return (await glpi.system.changes_since(None)).cursor


@pytest.mark.parametrize("status", [SOLVED, CLOSED])
async def test_closed_tickets_are_left_out_of_the_first_look(glpi: GlpiWorld, status: int) -> None:
    open_one, closed = opened(glpi), opened(glpi)
    glpi.store.tickets[int(closed)].status = status
    assert (await glpi.system.changes_since(None)).numbers == (open_one,)


async def test_a_ticket_that_closes_later_is_reported(glpi: GlpiWorld) -> None:
    number = opened(glpi)
    cursor = await settled(glpi)
    glpi.store.pass_time(60)
    glpi.store.solve(int(number), AGENT, "Voilà.")
    assert (await glpi.system.changes_since(cursor)).numbers == (number,)


async def test_a_settled_ticket_is_reported_once(glpi: GlpiWorld) -> None:
    number = opened(glpi)
    glpi.store.pass_time(5)
    first = await glpi.system.changes_since(None)
    second = await glpi.system.changes_since(first.cursor)
    assert (first.numbers, second.numbers) == ((number,), ())


async def test_a_second_change_within_the_same_second_is_not_lost(glpi: GlpiWorld) -> None:
    number = opened(glpi)
    first = await glpi.system.changes_since(None)
    glpi.store.say(int(number), REQUESTER_ID, "Encore moi")
    assert number in (await glpi.system.changes_since(first.cursor)).numbers


async def test_a_change_that_shows_late_is_not_lost(glpi: GlpiWorld) -> None:
    begun = glpi.store.now
    opened(glpi)
    glpi.store.pass_time(8)
    opened(glpi)
    glpi.store.pass_time(3)
    cursor = (await glpi.system.changes_since(None)).cursor
    late = opened(glpi)
    glpi.store.tickets[int(late)].updated = begun
    assert (await glpi.system.changes_since(cursor)).numbers == (late,)


async def test_what_happens_in_the_hour_that_the_clock_repeats_is_not_lost(
    glpi: GlpiWorld,
) -> None:
    glpi.store.now = datetime(2026, 10, 25, 0, 55, tzinfo=UTC)  # 02:55, summer time
    opened(glpi)
    cursor = await settled(glpi)
    glpi.store.now = datetime(2026, 10, 25, 1, 5, tzinfo=UTC)  # 02:05 again, winter time
    after = opened(glpi)
    assert (await glpi.system.changes_since(cursor)).numbers == (after,)


@pytest.mark.parametrize("zone", ["America/Cayenne", "Indian/Reunion"])
async def test_a_server_in_another_zone_than_configured_loses_nothing(
    glpi: GlpiWorld, zone: str
) -> None:
    glpi.store.zone = ZoneInfo(zone)
    first = opened(glpi)
    cursor = await settled(glpi)
    glpi.store.pass_time(60)
    second = opened(glpi)
    numbers = (await glpi.system.changes_since(cursor)).numbers
    assert second in numbers
    again = (await glpi.system.changes_since(None)).numbers
    assert again == (first, second)


async def test_more_than_a_page_is_listed_without_a_gap(glpi: GlpiWorld) -> None:
    numbers = [opened(glpi) for _ in range(230)]
    assert (await glpi.system.changes_since(None)).numbers == tuple(numbers)
    assert glpi.calls(LIST) == (10 if glpi.api == "highlevel" else 3)


@pytest.mark.failure(7, "glpi", "glpi_legacy")
async def test_a_ticket_that_leaves_the_list_between_two_pages_hides_none(
    glpi: GlpiWorld,
) -> None:
    numbers = [opened(glpi) for _ in range(150)]

    def meanwhile() -> None:
        glpi.store.tickets[1].status = CLOSED

    glpi.suffer(Fault(LIST, meanwhile=meanwhile))
    assert set((await glpi.system.changes_since(None)).numbers) >= set(numbers[1:])


async def test_a_list_that_never_stands_still_is_left_for_later(glpi: GlpiWorld) -> None:
    for _ in range(150):
        opened(glpi)
    left = iter(range(1, 151))

    def meanwhile() -> None:
        glpi.store.tickets[next(left)].deleted = True

    glpi.suffer(Fault(LIST, meanwhile=meanwhile, times=99))
    with pytest.raises(ConnectorError) as raised:
        await glpi.system.changes_since(None)
    assert not raised.value.permanent


# The high-level API tells no links: what was merged away is told as deleted.
@pytest.mark.failure(8, "glpi")
async def test_deleted_tickets_never_show(glpi: GlpiWorld) -> None:
    kept, deleted = opened(glpi), opened(glpi)
    await glpi.delete(deleted)
    assert (await glpi.system.changes_since(None)).numbers == (kept,)


@pytest.mark.failure(11, "glpi", "glpi_legacy")
async def test_our_note_and_our_triage_are_no_news(glpi: GlpiWorld) -> None:
    number = opened(glpi)
    cursor = await settled(glpi)
    glpi.store.pass_time(60)
    await glpi.system.add_note(number, "Classé.", KEY)
    after = await glpi.system.changes_since(cursor)
    assert after.numbers == ()
    assert (await glpi.system.changes_since(after.cursor)).numbers == ()


async def test_our_reply_to_an_old_ticket_is_no_news(glpi: GlpiWorld) -> None:
    number = opened(glpi)
    glpi.store.pass_time(LONG)
    other = opened(glpi)
    cursor = await settled(glpi)
    glpi.store.pass_time(60)
    await glpi.system.post_reply(number, REPLY, KEY)
    await glpi.system.post_reply(other, REPLY, KEY)
    assert (await glpi.system.changes_since(cursor)).numbers == ()


@pytest.mark.parametrize("author", [REQUESTER_ID, AGENT, 0])
async def test_a_word_of_somebody_else_just_before_our_note_is_news(
    glpi: GlpiWorld, author: int
) -> None:
    number = opened(glpi)
    cursor = await settled(glpi)
    glpi.store.pass_time(60)
    glpi.store.say(int(number), author, "Et les RTT ?")
    glpi.store.pass_time(1)
    await glpi.system.add_note(number, "Classé.", KEY)
    assert (await glpi.system.changes_since(cursor)).numbers == (number,)


async def test_a_word_corrected_just_before_our_note_is_news(glpi: GlpiWorld) -> None:
    number = opened(glpi)
    said = glpi.store.say(int(number), REQUESTER_ID, "Et les RTT ?")
    cursor = await settled(glpi)
    glpi.store.pass_time(60)
    said.content, said.changed = "Et le CET ?", glpi.store.now
    await glpi.system.add_note(number, "Classé.", KEY)
    assert (await glpi.system.changes_since(cursor)).numbers == (number,)


async def test_a_new_ticket_that_already_has_our_note_is_news(glpi: GlpiWorld) -> None:
    cursor = await settled(glpi)
    glpi.store.pass_time(60)
    number = opened(glpi)
    await glpi.system.add_note(number, "Classé.", KEY)
    assert (await glpi.system.changes_since(cursor)).numbers == (number,)


async def test_a_change_of_a_field_by_others_is_news(glpi: GlpiWorld) -> None:
    number = opened(glpi)
    await glpi.system.add_note(number, "Classé.", KEY)
    cursor = await settled(glpi)
    glpi.store.pass_time(60)
    glpi.store.touch(int(number))
    assert (await glpi.system.changes_since(cursor)).numbers == (number,)


async def test_the_cursor_holds_only_what_is_near(glpi: GlpiWorld) -> None:
    for _ in range(20):
        opened(glpi)
        glpi.store.pass_time((SITE.grace + timedelta(hours=1)).total_seconds())
    cursor = (await glpi.system.changes_since(None)).cursor
    assert len(cursor) < 300


async def test_an_empty_system_gives_a_cursor_that_works(glpi: GlpiWorld) -> None:
    cursor = (await glpi.system.changes_since(None)).cursor
    again = (await glpi.system.changes_since(cursor)).cursor
    number = opened(glpi)
    assert (await glpi.system.changes_since(again)).numbers == (number,)


@pytest.mark.parametrize("cursor", ["", "{", "[]", '{"since": "hier"}', '{"page": 3}'])
async def test_a_cursor_that_cannot_be_read_says_what_to_do(glpi: GlpiWorld, cursor: str) -> None:
    with pytest.raises(ConnectorError, match="repère") as raised:
        await glpi.system.changes_since(cursor)
    assert raised.value.permanent


async def test_rows_keyed_by_number_are_read_in_order(legacy: GlpiWorld) -> None:
    legacy.legacy.keys_rows = True
    numbers = [opened(legacy) for _ in range(120)]
    assert (await legacy.system.changes_since(None)).numbers == tuple(numbers)


async def test_a_part_beyond_the_end_ends_a_list(legacy: GlpiWorld) -> None:
    legacy.server.tells_range = False
    number = opened(legacy)
    for n in range(100):
        legacy.store.say(int(number), REQUESTER_ID, f"{n}")
    assert len((await legacy.system.read_ticket(number)).messages) == 101


async def test_a_timeline_that_glpi_may_have_cut_is_not_believed_and_hides_no_other_ticket(
    highlevel: GlpiWorld,
) -> None:
    cursor = await settled(highlevel)
    number, other = opened(highlevel), opened(highlevel)
    for n in range(1000):
        highlevel.store.say(int(number), REQUESTER_ID, f"{n}")
    with pytest.raises(BadAnswer, match="trop de suivis"):
        await highlevel.system.find_reply(number, KEY)
    assert (await highlevel.system.changes_since(cursor)).numbers == (number, other)
