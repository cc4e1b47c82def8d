"""Exactly one reply by Redmine, or the truth about what is not known; notes that stay inside."""

import json
from collections.abc import Callable

import pytest
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from connectors.base import ConnectorError, NotAllowed, OutcomeUnknown, Rejected
from tests.contract.redmine_world import RedmineWorld
from tests.contract.servers.faults import Fault
from tests.contract.servers.redmine_store import BOT, KEY_FIELD, OFFICER, STAFF, Issue
from tests.contract.suite import KEY, REPLY
from tests.contract.world import TOO_LATE

PUT = "PUT /issues/"


@pytest.fixture
async def number(redmine: RedmineWorld) -> str:
    return await redmine.open_ticket("Congés", "Combien ?")


@pytest.fixture
def issue(redmine: RedmineWorld, number: str) -> Issue:
    return redmine.store.issues[int(number)]


def without(*rights: str) -> tuple[str, ...]:
    return tuple(right for right in STAFF if right not in rights)


async def test_a_reply_and_its_key_are_one_request_and_one_journal(
    redmine: RedmineWorld, number: str, issue: Issue
) -> None:
    posted = await redmine.system.post_reply(number, REPLY, KEY)
    [journal] = issue.journals
    assert (str(journal.id), journal.private) == (posted, False)
    assert [detail["new_value"] for detail in journal.details] == [KEY]
    assert redmine.server.faults.calls(PUT) == 1


async def test_a_reply_changes_nothing_but_the_key(
    redmine: RedmineWorld, number: str, issue: Issue
) -> None:
    await redmine.system.post_reply(number, REPLY, KEY)
    [request] = [r for r in redmine.server.faults.seen if r.method == "PUT"]
    assert set(json.loads(await request.body())["issue"]) == {"notes", "custom_fields"}
    assert (issue.status, issue.assigned) == (1, None)


async def test_each_of_several_replies_is_found_by_its_own_key(
    redmine: RedmineWorld, number: str
) -> None:
    posted = [await redmine.system.post_reply(number, REPLY, f"key-{n}") for n in range(3)]
    assert [await redmine.system.find_reply(number, f"key-{n}") for n in range(3)] == posted


async def test_a_key_that_was_posted_is_not_posted_again(
    redmine: RedmineWorld, number: str
) -> None:
    first = await redmine.system.post_reply(number, REPLY, KEY)
    assert await redmine.system.post_reply(number, REPLY, KEY) == first
    assert len(await redmine.sent(number)) == 1


async def test_a_reply_that_somebody_emptied_is_not_sent_again(
    redmine: RedmineWorld, number: str, issue: Issue
) -> None:
    await redmine.system.post_reply(number, REPLY, KEY)
    issue.journals[0].notes = ""
    assert await redmine.system.find_reply(number, KEY) is None
    with pytest.raises(OutcomeUnknown):
        await redmine.system.post_reply(number, REPLY, KEY)
    assert len(await redmine.sent(number)) == 1


async def test_the_key_in_somebody_elses_journal_is_not_our_reply(
    redmine: RedmineWorld, number: str, issue: Issue
) -> None:
    forged: dict[str, str | None] = {"property": "cf", "name": str(KEY_FIELD), "new_value": KEY}
    redmine.store.record(issue, OFFICER, "Bonjour.", details=[forged])
    assert await redmine.system.find_reply(number, KEY) is None


async def test_the_key_in_another_field_is_not_our_reply(
    redmine: RedmineWorld, number: str, issue: Issue
) -> None:
    other: dict[str, str | None] = {"property": "cf", "name": "2", "new_value": KEY}
    redmine.store.record(issue, BOT, "Bonjour.", details=[other])
    assert await redmine.system.find_reply(number, KEY) is None


async def test_a_closed_ticket_gets_no_reply(
    redmine: RedmineWorld, number: str, issue: Issue
) -> None:
    issue.status = 5
    with pytest.raises(Rejected, match="clos") as refusal:
        await redmine.system.post_reply(number, REPLY, KEY)
    assert refusal.value.permanent
    assert await redmine.sent(number) == []


async def test_without_its_key_field_no_reply_leaves(
    redmine: RedmineWorld, number: str, issue: Issue
) -> None:
    del redmine.store.custom_fields[KEY_FIELD]
    with pytest.raises(ConnectorError, match="TriageKey") as trouble:
        await redmine.system.post_reply(number, REPLY, KEY)
    assert not isinstance(trouble.value, Rejected | OutcomeUnknown)
    assert issue.journals == []


@pytest.mark.parametrize("right", ["edit_issues", "add_issue_notes"])
async def test_without_the_right_to_write_both_no_half_of_a_reply_is_written(
    redmine: RedmineWorld, number: str, issue: Issue, right: str
) -> None:
    redmine.store.roles[3] = without(right)
    with pytest.raises(NotAllowed):
        await redmine.system.post_reply(number, REPLY, KEY)
    assert issue.journals == []


async def test_a_reply_whose_key_was_dropped_is_known_to_have_left(
    redmine: RedmineWorld, number: str, issue: Issue
) -> None:
    redmine.store.read_only_fields.add(KEY_FIELD)
    assert await redmine.system.post_reply(number, REPLY, KEY) == str(issue.journals[0].id)
    assert len(await redmine.sent(number)) == 1


async def test_a_reply_whose_key_was_dropped_and_whose_answer_was_lost_is_not_sent_again(
    redmine: RedmineWorld, number: str
) -> None:
    redmine.store.read_only_fields.add(KEY_FIELD)
    redmine.suffer(Fault(PUT, stored=True, cut=True))
    with pytest.raises(OutcomeUnknown):
        await redmine.system.post_reply(number, REPLY, KEY)
    assert await redmine.system.find_reply(number, KEY) is None
    assert await redmine.system.post_reply(number, REPLY, KEY)
    assert len(await redmine.sent(number)) == 1


async def test_the_same_text_under_another_key_is_another_reply(
    redmine: RedmineWorld, number: str
) -> None:
    first = await redmine.system.post_reply(number, REPLY, KEY)
    assert await redmine.system.post_reply(number, REPLY, "another") != first


async def test_an_answer_204_that_left_nothing_is_no_reply(
    redmine: RedmineWorld, number: str
) -> None:
    redmine.suffer(Fault(PUT, answer=lambda: Response(status_code=204)))
    with pytest.raises(OutcomeUnknown):
        await redmine.system.post_reply(number, REPLY, KEY)
    assert await redmine.system.find_reply(number, KEY) is None


async def test_a_field_that_must_be_filled_first_rejects_the_reply(
    redmine: RedmineWorld, number: str
) -> None:
    redmine.store.required_field_is_empty = True
    with pytest.raises(Rejected, match="obligatoire") as refusal:
        await redmine.system.post_reply(number, REPLY, KEY)
    assert refusal.value.permanent


@pytest.mark.parametrize("status", [401, 403])
async def test_a_right_lost_meanwhile_is_no_refusal_of_the_reply(
    redmine: RedmineWorld, number: str, status: int
) -> None:
    refused = Response(status_code=status, media_type="application/json")
    redmine.suffer(Fault(PUT, answer=lambda: refused))
    with pytest.raises(NotAllowed):
        await redmine.system.post_reply(number, REPLY, KEY)


@pytest.mark.parametrize(
    "answer",
    [
        lambda: Response(b"", 500),
        lambda: HTMLResponse("<html>Bad gateway</html>", 502),
        lambda: JSONResponse({"message": "busy"}, 503, headers={"Retry-After": "5"}),
        lambda: Response(b"", 429),
        lambda: HTMLResponse("<html>Forbidden by a gateway</html>", 403),
        lambda: HTMLResponse("<html>Not found by a gateway</html>", 404),
        lambda: JSONResponse({"message": "not Redmine's complaint"}, 422),
        lambda: HTMLResponse('{"errors": []}', 422),
        lambda: RedirectResponse("/login", 302),
        lambda: HTMLResponse("<html>Login</html>", 200),
        lambda: Response(b"", 200, media_type="application/json"),
    ],
)
async def test_an_answer_that_proves_nothing_leaves_the_outcome_unknown_and_the_reply_findable(
    redmine: RedmineWorld, number: str, answer: Callable[[], Response]
) -> None:
    redmine.suffer(Fault(PUT, answer=answer, stored=True))
    with pytest.raises(OutcomeUnknown):
        await redmine.system.post_reply(number, REPLY, KEY)
    assert await redmine.system.find_reply(number, KEY) is not None
    assert redmine.server.faults.calls(PUT) == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault(PUT, stored=True, cut=True),
        Fault(PUT, stored=True, slow=TOO_LATE),
    ],
)
async def test_a_lost_answer_leaves_the_outcome_unknown_and_one_reply(
    redmine: RedmineWorld, number: str, fault: Fault
) -> None:
    fault.times = 1
    redmine.suffer(fault)
    with pytest.raises(OutcomeUnknown):
        await redmine.system.post_reply(number, REPLY, KEY)
    posted = await redmine.system.find_reply(number, KEY)
    assert await redmine.system.post_reply(number, REPLY, KEY) == posted
    assert len(await redmine.sent(number)) == 1


async def test_a_look_after_the_reply_that_fails_leaves_the_outcome_unknown(
    redmine: RedmineWorld, number: str
) -> None:
    def away() -> None:
        redmine.suffer(Fault("GET /issues/", answer=lambda: Response(b"", 500)))

    redmine.suffer(Fault(PUT, stored=True, meanwhile=away, answer=lambda: Response(b"", 204)))
    with pytest.raises(OutcomeUnknown):
        await redmine.system.post_reply(number, REPLY, KEY)
    assert await redmine.system.find_reply(number, KEY) is not None


async def test_a_server_that_dies_before_storing_may_be_asked_again(
    redmine: RedmineWorld, number: str
) -> None:
    redmine.suffer(Fault(PUT, cut=True))
    with pytest.raises(OutcomeUnknown):
        await redmine.system.post_reply(number, REPLY, KEY)
    assert await redmine.system.find_reply(number, KEY) is None
    assert redmine.system.resend_is_safe
    assert await redmine.system.post_reply(number, REPLY, KEY)


async def test_a_requester_who_cannot_be_made_a_watcher_still_gets_the_reply(
    redmine: RedmineWorld, number: str
) -> None:
    redmine.suffer(Fault("POST .*/watchers", cut=True))
    await redmine.system.post_reply(number, REPLY, KEY)
    assert len(await redmine.sent(number)) == 1
