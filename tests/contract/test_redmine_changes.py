"""The cursor on Redmine: no ticket lost, none reported for what we did ourselves."""

from collections import Counter

import pytest

from connectors.base import ConnectorError, NotFound
from connectors.redmine import Site
from tests.contract.redmine_world import SITE, RedmineWorld
from tests.contract.servers.faults import Fault
from tests.contract.servers.redmine_store import OFFICER, ZOE, Project
from tests.contract.suite import KEY

LATER = 60
"""Seconds: more than the overlap of two looks."""


def opened(redmine: RedmineWorld, project: int = 1) -> str:
    return str(redmine.store.create("Sujet", "", project=project).id)


def spoken(redmine: RedmineWorld, number: str, who: int = ZOE) -> None:
    redmine.store.record(redmine.store.issues[int(number)], who, "Et les RTT ?")


async def test_closed_tickets_are_left_out_of_the_first_look(redmine: RedmineWorld) -> None:
    open_one, closed = opened(redmine), opened(redmine)
    redmine.store.issues[int(closed)].status = 5
    assert (await redmine.system.changes_since(None)).numbers == (open_one,)


async def test_a_ticket_that_closes_later_is_reported(redmine: RedmineWorld) -> None:
    number = opened(redmine)
    cursor = (await redmine.system.changes_since(None)).cursor
    redmine.store.pass_time(LATER)
    issue = redmine.store.issues[int(number)]
    issue.status = 5
    redmine.store.record(issue, OFFICER, details=[{"property": "attr", "name": "status_id"}])
    assert (await redmine.system.changes_since(cursor)).numbers == (number,)


async def test_a_ticket_that_stands_still_is_reported_twice_at_most(redmine: RedmineWorld) -> None:
    number = opened(redmine)
    numbers: list[str] = []
    cursor = None
    for _ in range(5):
        changes = await redmine.system.changes_since(cursor)
        numbers += changes.numbers
        cursor = changes.cursor
        redmine.store.pass_time(LATER)
    assert numbers == [number, number]


async def test_a_look_that_takes_longer_than_the_last_tells_no_older_ticket_again(
    redmine: RedmineWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(30):
        opened(redmine)
        redmine.store.pass_time(1)
    told: Counter[str] = Counter()
    cursor = None
    for took in (0.1, 0.9, 3.2, 0.1, 7.5, 0.4):
        monkeypatch.setattr("connectors.redmine.changes.monotonic", iter((0, took)).__next__)
        changes = await redmine.system.changes_since(cursor)
        told.update(changes.numbers)
        cursor = changes.cursor
        redmine.store.pass_time(LATER)
    assert set(told.values()) == {1, 2}


async def test_a_second_change_within_the_same_second_is_not_lost(redmine: RedmineWorld) -> None:
    number = opened(redmine)
    first = await redmine.system.changes_since(None)
    spoken(redmine, number)
    assert number in (await redmine.system.changes_since(first.cursor)).numbers


@pytest.mark.failure(11, "redmine")
async def test_what_only_we_did_is_no_change(redmine: RedmineWorld) -> None:
    number = opened(redmine)
    first = await redmine.system.changes_since(None)
    redmine.store.pass_time(LATER)
    await redmine.system.add_note(number, "Classé.", KEY)
    await redmine.system.post_reply(number, "Bonjour.", KEY)
    assert (await redmine.system.changes_since(first.cursor)).numbers == ()


async def test_a_word_of_the_requester_before_our_own_is_not_lost(redmine: RedmineWorld) -> None:
    number = opened(redmine)
    first = await redmine.system.changes_since(None)
    redmine.store.pass_time(LATER)
    spoken(redmine, number)
    redmine.store.pass_time(5)
    await redmine.system.add_note(number, "Classé.", KEY)
    assert (await redmine.system.changes_since(first.cursor)).numbers == (number,)


async def test_a_new_ticket_that_we_have_already_noted_is_reported(redmine: RedmineWorld) -> None:
    cursor = (await redmine.system.changes_since(None)).cursor
    number = opened(redmine)
    await redmine.system.add_note(number, "Classé.", KEY)
    assert (await redmine.system.changes_since(cursor)).numbers == (number,)


async def test_a_ticket_deleted_between_list_and_look_is_reported(redmine: RedmineWorld) -> None:
    number = opened(redmine)
    cursor = (await redmine.system.changes_since(None)).cursor
    redmine.store.pass_time(LATER)
    await redmine.system.add_note(number, "Classé.", KEY)

    def gone() -> None:
        redmine.store.issues.clear()

    redmine.suffer(Fault("GET /issues.json", stored=True))
    redmine.suffer(Fault("GET /issues.json", stored=True, meanwhile=gone))
    assert (await redmine.system.changes_since(cursor)).numbers == (number,)


async def test_a_change_that_shows_late_is_not_lost(redmine: RedmineWorld) -> None:
    begun = redmine.store.now
    opened(redmine)
    redmine.store.pass_time(8)
    opened(redmine)
    redmine.store.pass_time(3)
    cursor = (await redmine.system.changes_since(None)).cursor
    late = opened(redmine)
    redmine.store.issues[int(late)].updated = begun
    assert late in (await redmine.system.changes_since(cursor)).numbers


@pytest.mark.failure(7, "redmine")
async def test_a_change_between_two_pages_is_not_lost(redmine: RedmineWorld) -> None:
    numbers = [opened(redmine) for _ in range(150)]
    redmine.store.pass_time(LATER)

    def meanwhile() -> None:
        redmine.store.pass_time(5)
        spoken(redmine, "1")

    redmine.suffer(Fault("/issues.json", stored=True, meanwhile=meanwhile))
    first = await redmine.system.changes_since(None)
    second = await redmine.system.changes_since(first.cursor)
    assert set(first.numbers) == set(numbers)
    assert "1" in second.numbers


async def test_a_look_that_lasts_loses_no_change_made_meanwhile(
    redmine: RedmineWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seconds() -> float:
        return redmine.store.now.timestamp()

    monkeypatch.setattr("connectors.redmine.changes.monotonic", seconds)
    for _ in range(150):
        opened(redmine)
    redmine.store.pass_time(LATER)

    def meanwhile() -> None:
        redmine.store.pass_time(5)
        spoken(redmine, "1")
        redmine.store.pass_time(LATER)
        spoken(redmine, "150")

    redmine.suffer(Fault("/issues.json", stored=True, meanwhile=meanwhile))
    first = await redmine.system.changes_since(None)
    assert "1" in (await redmine.system.changes_since(first.cursor)).numbers


async def test_more_than_a_page_is_listed_without_a_gap(redmine: RedmineWorld) -> None:
    numbers = [opened(redmine) for _ in range(230)]
    assert (await redmine.system.changes_since(None)).numbers == tuple(numbers)
    assert redmine.server.faults.calls("/issues.json") == 3


async def test_only_the_configured_projects_are_followed(redmine: RedmineWorld) -> None:
    redmine.store.projects[3] = Project(3, "rh-paie", parent=1)
    for person in redmine.store.people.values():
        person.roles[3] = [3]
    mine, sub, other = opened(redmine), opened(redmine, 3), opened(redmine, 2)
    assert (await redmine.system.changes_since(None)).numbers == (mine,)
    both = redmine.connect(site=Site(projects=("rh-interne", "rh-paie")))
    assert (await both.changes_since(None)).numbers == (sub, other)
    await both.aclose()


async def test_a_project_that_does_not_exist_says_so(redmine: RedmineWorld) -> None:
    astray = redmine.connect(site=Site(projects=("lune",)))
    with pytest.raises(NotFound):
        await astray.changes_since(None)
    await astray.aclose()


async def test_the_cursor_holds_only_what_is_near(redmine: RedmineWorld) -> None:
    for _ in range(20):
        opened(redmine)
        redmine.store.pass_time(SITE.grace.total_seconds())
    cursor = (await redmine.system.changes_since(None)).cursor
    assert len(cursor) < 300


async def test_an_empty_system_gives_a_cursor_that_works(redmine: RedmineWorld) -> None:
    cursor = (await redmine.system.changes_since(None)).cursor
    again = (await redmine.system.changes_since(cursor)).cursor
    number = opened(redmine)
    assert (await redmine.system.changes_since(again)).numbers == (number,)


@pytest.mark.parametrize("cursor", ["", "{", "[]", '{"since": "hier"}', '{"page": 3}'])
async def test_a_cursor_that_cannot_be_read_says_what_to_do(
    redmine: RedmineWorld, cursor: str
) -> None:
    with pytest.raises(ConnectorError, match="repère") as raised:
        await redmine.system.changes_since(cursor)
    assert raised.value.permanent
