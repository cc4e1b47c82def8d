"""The twelve ways in which ticketing systems fail us, and where each is tested for each system.

What every system that speaks HTTP owes is tested here and in the common suites; what a mailbox
owes, and what is a system's own trap, in their files, named below. A mode that a system does not
know says why.
"""

import copy
import importlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from operator import attrgetter

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
from tests.contract.systems import SYSTEMS, Served

ALL = "every system that speaks HTTP"
MAIL = "mailbox"
NONE = "not applicable: "
HERE = "test_failure_modes"
SUITE = "suite"

MODES: dict[str, dict[str, str]] = {
    "1 a page or nothing in place of an answer": {
        ALL: "test_spoilt_answers.test_a_spoilt_answer_is_a_named_error_in_time_and_nothing_is_"
        "written_twice",
        MAIL: "test_mailbox_spoilt.test_a_spoilt_line_is_a_named_error_in_time_and_nothing_is_"
        "sent_twice",
    },
    "2 credentials that expired": {
        ALL: f"{HERE}.test_credentials_that_are_refused_are_told_and_not_tried_for_ever",
        MAIL: "test_mailbox_modes.test_a_password_that_is_refused_is_told_and_tried_once",
    },
    "3 a success that did nothing": {
        ALL: f"{HERE}.test_a_write_that_did_nothing_is_noticed",
        MAIL: "test_mailbox_modes.test_a_mail_that_was_said_to_be_kept_and_was_not_is_noticed",
    },
    "4 a 5xx that is a refusal": {
        "request_tracker": f"{NONE}it refuses by 4xx, a 5xx says nothing of the write",
        "zammad": f"{NONE}it refuses by 422, a 5xx says nothing of the write",
        "redmine": f"{NONE}it refuses by 422, a 5xx says nothing of the write",
        "glpi": "test_glpi_replies.test_a_500_that_says_it_created_nothing_is_a_rejection",
        "glpi_legacy": f"{NONE}it refuses by 400 or a false boolean, a 5xx says nothing",
        MAIL: "test_mailbox_replies.test_a_refusal_leaves_no_copy_and_may_be_tried_again",
    },
    "5 a write sent again by the transport": {
        ALL: f"{HERE}.test_a_write_without_an_answer_is_not_sent_again",
        MAIL: "test_mailbox_modes.test_a_write_without_an_answer_is_not_sent_again",
    },
    "6 wait before the next request": {
        ALL: f"{HERE}.test_the_wait_that_is_asked_for_is_told_by_every_method",
        # IMAP tells no number of seconds: the next collection asks again.
        MAIL: "test_mailbox_modes.test_a_server_that_is_busy_may_be_asked_later_by_every_method",
    },
    "7 a cursor over changing pages": {
        ALL: "test_collecting.test_of_three_hundred_tickets_none_is_lost_nor_handled_twice",
        "request_tracker": "test_request_tracker_changes."
        "test_a_change_between_two_pages_is_not_lost",
        "zammad": "test_zammad_changes.test_more_than_the_result_window_is_listed_without_a_gap",
        "redmine": "test_redmine_changes.test_a_change_between_two_pages_is_not_lost",
        "glpi": "test_glpi_changes.test_a_ticket_that_leaves_the_list_between_two_pages_hides_none",
        "glpi_legacy": "test_glpi_changes."
        "test_a_ticket_that_leaves_the_list_between_two_pages_hides_none",
        MAIL: "test_mailbox_changes."
        "test_a_mail_that_appears_late_under_a_lower_number_is_not_missed",
    },
    "8 merged, deleted, moved": {
        "request_tracker": "test_request_tracker_reading.test_a_merged_ticket_says_where_it_went",
        "zammad": "test_zammad_reading.test_a_ticket_merged_twice_says_where_it_is_now",
        "redmine": "test_redmine_reading.test_a_ticket_moved_out_of_our_sight_is_not_allowed",
        # The high-level API tells no links: what was merged away is told as deleted.
        "glpi": "test_glpi_changes.test_deleted_tickets_never_show",
        "glpi_legacy": "test_glpi_reading.test_a_ticket_merged_away_says_where_it_went",
        # Nothing merges mails; those deleted or moved away are in the common suite.
        MAIL: "test_mailbox_reading.test_an_answer_of_somebody_else_is_a_conversation_of_its_own",
    },
    "9 encodings": {
        ALL: f"{SUITE}.TicketingSystemSuite.test_every_character_of_a_reply_arrives",
        MAIL: f"{SUITE}.TicketingSystemSuite.test_every_character_of_a_reply_arrives",
    },
    "10 attachments": {
        "request_tracker": "test_request_tracker_reading."
        "test_a_twelve_megabyte_attachment_is_listed_and_never_read",
        "zammad": "test_zammad_reading."
        "test_a_file_is_listed_with_the_size_it_may_have_and_never_read",
        "redmine": "test_redmine_reading."
        "test_files_are_listed_with_the_message_they_came_with_and_never_read",
        "glpi": "test_glpi_reading.test_files_are_listed_and_never_fetched",
        "glpi_legacy": "test_glpi_reading.test_files_are_listed_and_never_fetched",
        MAIL: "test_mailbox_reading.test_a_huge_mail_is_read_in_part_and_says_so",
    },
    "11 events of our own making": {
        ALL: f"{HERE}.test_what_we_write_comes_back_once_at_most_and_changes_no_conversation",
        "zammad": "test_zammad_changes.test_what_we_write_does_not_make_the_ticket_show_again",
        "redmine": "test_redmine_changes.test_what_only_we_did_is_no_change",
        "glpi": "test_glpi_changes.test_our_note_and_our_triage_are_no_news",
        "glpi_legacy": "test_glpi_changes.test_our_note_and_our_triage_are_no_news",
        MAIL: "test_mailbox_changes.test_what_we_write_is_no_news",
    },
    "12 redirects, cookies, other addresses": {
        ALL: f"{HERE}.test_no_request_carries_a_cookie_follows_a_redirect_or_hides_who_we_are",
        # Nothing redirects a mail client: what it must not do is speak in clear.
        MAIL: "test_mailbox_failures.test_a_password_never_leaves_this_machine_in_clear",
    },
}


@pytest.mark.parametrize("system", [*SYSTEMS, MAIL])
@pytest.mark.parametrize("mode", MODES)
def test_each_mode_is_tested_for_each_system_or_says_why_not(mode: str, system: str) -> None:
    common = () if system == MAIL else (ALL,)
    told = [MODES[mode][key] for key in (*common, system) if key in MODES[mode]]
    assert told, f"{mode} is not tested for {system}"
    for where in told:
        if not where.startswith(NONE):
            module, *names = where.split(".")
            held = importlib.import_module(f"tests.contract.{module}")
            assert callable(attrgetter(".".join(names))(held)), where


@pytest.fixture
async def number(http: Served) -> str:
    return await http.world.open_ticket("Congés", "Combien ?")


def refused(status: int, headers: dict[str, str] | None = None) -> Callable[[], Response]:
    body = {"message": "no", "error": "no", "status": "ERROR", "title": "no", "errors": ["no"]}
    return lambda: JSONResponse(body, status, headers)


@pytest.mark.parametrize("method", [name for name in METHODS if name != "check"])
async def test_credentials_that_are_refused_are_told_and_not_tried_for_ever(
    http: Served, number: str, method: str
) -> None:
    http.world.suffer(Fault(".", answer=refused(401), times=99))
    with pytest.raises(NotAllowed) as raised:
        await METHODS[method](http.world, number)
    assert raised.value.permanent
    assert len(http.world.server.faults.seen) <= 4


@pytest.mark.parametrize("method", ["write_triage", "add_note"])
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
async def test_the_wait_that_is_asked_for_is_told_by_every_method(
    http: Served, number: str, method: str, status: int
) -> None:
    await http.world.system.read_ticket(number)  # signed in, where that is a request of its own
    http.world.suffer(Fault(".", answer=refused(status, {"Retry-After": "7"})))
    with pytest.raises(ConnectorError) as raised:
        await METHODS[method](http.world, number)
    assert raised.value.retry_after == 7
    assert not raised.value.permanent


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
