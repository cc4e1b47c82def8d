"""The twelve ways in which ticketing systems fail us, and where each is tested for each system.

What every system that speaks HTTP owes is tested here and in the common suites; what a mailbox
owes, and what is a system's own trap, in their files. A test says by its mark which mode it is
about, and for which systems: without any, for all that speak HTTP.
"""

import copy
import importlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from starlette.responses import JSONResponse, RedirectResponse, Response

from connectors.base import (
    ConnectorError,
    NotAllowed,
    NotFound,
    OutcomeUnknown,
    Rejected,
    TriageResult,
)
from connectors.json_http import USER_AGENT
from tests.cancelling import cancelled_at
from tests.contract.crowds import crowd_of
from tests.contract.methods import METHODS, WRITES, whole_triage
from tests.contract.servers.faults import Fault
from tests.contract.suite import TicketingSystemSuite
from tests.contract.systems import MAILBOX, SYSTEMS, Served

MODES = {
    1: "a page or nothing in place of an answer",
    2: "credentials that expired",
    3: "a success that did nothing",
    4: "a 5xx that is a refusal",
    5: "a write sent again by the transport",
    6: "wait before the next request",
    7: "a cursor over changing pages",
    8: "merged, deleted, moved",
    9: "encodings",
    10: "attachments",
    11: "events of our own making",
    12: "redirects, cookies, other addresses",
}
UNKNOWN = {
    (4, "request_tracker"): "it refuses by 4xx, a 5xx says nothing of the write",
    (4, "zammad"): "it refuses by 422, a 5xx says nothing of the write",
    (4, "redmine"): "it refuses by 422, a 5xx says nothing of the write",
    (4, "glpi_legacy"): "it refuses by 400 or a false boolean, a 5xx says nothing",
}
"""The modes that a system does not know, and why."""


def shown_by() -> set[tuple[int, str]]:
    """Read the marks of the tests beside this one: a mode and a system each."""
    names = [f"tests.contract.{file.stem}" for file in Path(__file__).parent.glob("test_*.py")]
    beside = [vars(importlib.import_module(name)).values() for name in names]
    marked = chain(*beside, vars(TicketingSystemSuite).values())
    return {
        (mark.args[0], system)
        for test in marked
        for mark in getattr(test, "pytestmark", ())
        if mark.name == "failure"
        for system in mark.args[1:] or SYSTEMS
    }


@pytest.mark.parametrize("system", [*SYSTEMS, MAILBOX])
@pytest.mark.parametrize("mode", MODES, ids=str)
def test_each_mode_is_tested_for_each_system_or_says_why_not(mode: int, system: str) -> None:
    told = f"{mode} {MODES[mode]}: {system}"
    assert ((mode, system) in shown_by()) != ((mode, system) in UNKNOWN), told


@pytest.fixture
async def number(http: Served) -> str:
    return await http.world.open_ticket("Congés", "Combien ?")


def refused(status: int, headers: dict[str, str] | None = None) -> Callable[[], Response]:
    body = {"message": "no", "error": "no", "status": "ERROR", "title": "no", "errors": ["no"]}
    return lambda: JSONResponse(body, status, headers)


@pytest.mark.parametrize("method", [name for name in METHODS if name != "check"])
@pytest.mark.failure(2)
async def test_credentials_that_are_refused_are_told_and_not_tried_for_ever(
    http: Served, number: str, method: str
) -> None:
    http.world.suffer(Fault(".", answer=refused(401), times=99))
    with pytest.raises(NotAllowed) as raised:
        await METHODS[method](http.world, number)
    assert raised.value.permanent
    assert len(http.world.server.faults.seen) <= 4


@pytest.mark.parametrize("method", ["write_triage", "add_note"])
@pytest.mark.failure(3)
async def test_a_write_that_did_nothing_is_noticed(http: Served, number: str, method: str) -> None:
    before = copy.deepcopy(http.world.store.__dict__)
    which = {"write_triage": http.kind.update, "add_note": http.kind.note}[method]
    forgotten = Fault(which, stored=True, times=9)
    forgotten.meanwhile = lambda: http.world.store.__dict__.update(copy.deepcopy(before))
    http.world.suffer(forgotten)
    if method == "add_note":
        with pytest.raises(ConnectorError):
            await METHODS[method](http.world, number)
        return
    result = await METHODS[method](http.world, number)
    assert isinstance(result, TriageResult)
    assert (result.written, set(result.refused)) == ((), set(whole_triage(http.world).written))
    assert forgotten.times < 9


@pytest.mark.parametrize("method", sorted(WRITES))
@pytest.mark.parametrize("fault", [Fault("", cut=True), Fault("", answer=refused(503))])
@pytest.mark.failure(5)
async def test_a_write_without_an_answer_is_not_sent_again(
    http: Served, number: str, method: str, fault: Fault
) -> None:
    kinds = {
        "write_triage": http.kind.update,
        "add_note": http.kind.note,
        "post_reply": http.kind.reply,
    }
    suffered = replace(fault, when=kinds[method], times=9)
    http.world.suffer(suffered)
    with pytest.raises(ConnectorError) as raised:
        await METHODS[method](http.world, number)
    assert suffered.times == 8
    assert method != "post_reply" or isinstance(raised.value, OutcomeUnknown)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("method", [name for name in METHODS if name != "check"])
@pytest.mark.failure(6)
async def test_the_wait_that_is_asked_for_is_told_by_every_method(
    http: Served, number: str, method: str, status: int
) -> None:
    await http.world.system.read_ticket(number)  # signed in, where that is a request of its own
    http.world.suffer(Fault(".", answer=refused(status, {"Retry-After": "7"})))
    with pytest.raises(ConnectorError) as raised:
        await METHODS[method](http.world, number)
    assert raised.value.retry_after == 7
    assert not raised.value.permanent


@pytest.mark.failure(11)
async def test_what_we_write_comes_back_once_at_most_and_changes_no_conversation(
    http: Served, number: str
) -> None:
    crowd = crowd_of(http.name, http.world)
    crowd.pass_time(60)
    cursor = (await http.world.system.changes_since(None)).cursor
    before = (await http.world.system.read_ticket(number)).version
    for method in sorted(WRITES):
        await METHODS[method](http.world, number)
    told = 0
    for _ in range(3):
        crowd.pass_time(60)
        changes = await http.world.system.changes_since(cursor)
        told, cursor = told + (number in changes.numbers), changes.cursor
    assert told <= 1
    assert (await http.world.system.read_ticket(number)).version == before


def with_a_cookie(true: Response) -> Response:
    true.set_cookie("session", "1")
    return true


@pytest.mark.failure(12)
async def test_no_request_carries_a_cookie_follows_a_redirect_or_hides_who_we_are(
    http: Served, number: str
) -> None:
    http.world.suffer(Fault(".", spoilt=with_a_cookie, times=99))
    for method in METHODS.values():
        await method(http.world, number)
    http.world.server.faults.coming.clear()
    elsewhere = f"{http.world.url}/elsewhere"
    http.world.suffer(Fault(".", answer=lambda: RedirectResponse(elsewhere, 307), times=99))
    for method in METHODS.values():
        with suppress(ConnectorError):
            await method(http.world, number)
    seen = http.world.server.faults.seen
    assert http.world.server.faults.calls("/elsewhere") == 0
    assert all("cookie" not in request.headers for request in seen)
    assert {request.headers["user-agent"] for request in seen} == {USER_AGENT}
    assert {f"http://{request.url.netloc}" for request in seen} == {http.world.url}


@pytest.mark.parametrize("method", [name for name in METHODS if name != "check"])
@pytest.mark.parametrize("kind", ["text/html", "text/plain"])
async def test_a_gateways_404_page_is_no_word_about_a_ticket(
    http: Served, number: str, method: str, kind: str
) -> None:
    await http.world.system.read_ticket(number)
    page = Response("404 page not found", 404, media_type=kind)
    http.world.suffer(Fault(".", answer=lambda: page))
    with pytest.raises(ConnectorError) as raised:
        await METHODS[method](http.world, number)
    assert not isinstance(raised.value, NotFound | Rejected)
    assert not raised.value.permanent


async def test_requests_cancelled_anywhere_leave_the_system_within_reach(
    http: Served, number: str
) -> None:
    async def read() -> None:
        await http.world.system.read_ticket(number)

    waits = await cancelled_at(0, read())
    for place in range(1, waits + 1, 2):
        await cancelled_at(place, read())
    assert (await http.world.system.read_ticket(number)).text == "Combien ?"
