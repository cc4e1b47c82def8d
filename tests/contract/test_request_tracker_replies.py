"""Exactly one reply by Request Tracker, or the truth about what is not known."""

from collections.abc import Callable

import pytest
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from connectors.base import NotAllowed, OutcomeUnknown, Rejected
from tests.contract.servers.faults import Fault
from tests.contract.servers.rt_store import Part
from tests.contract.suite import KEY, REPLY
from tests.contract.world import TOO_LATE
from tests.contract.worlds import ServerWorld

POST = "POST .*/correspond"


@pytest.fixture
async def number(rt: ServerWorld) -> str:
    return await rt.open_ticket("Congés", "Combien ?")


async def test_a_reply_is_one_request_and_never_two(rt: ServerWorld, number: str) -> None:
    await rt.system.post_reply(number, REPLY, KEY)
    assert rt.server.faults.calls(POST) == 1


async def test_markup_in_an_approved_text_is_text(rt: ServerWorld, number: str) -> None:
    await rt.system.post_reply(number, "1 < 2 & <script>alert(1)</script>", KEY)
    [(_, html)] = rt.store.mails
    assert "<p>1 &lt; 2 &amp; &lt;script&gt;alert(1)&lt;/script&gt;</p>" in html


async def test_paragraphs_and_lines_are_kept(rt: ServerWorld, number: str) -> None:
    await rt.system.post_reply(number, "Bonjour,\r\n\r\nUn\nDeux\n", KEY)
    [(_, html)] = rt.store.mails
    assert html.strip() == "<p>Bonjour,</p>\n<p>Un<br>\nDeux</p>"


async def test_the_mark_stays_in_the_store_and_out_of_the_mail(
    rt: ServerWorld, number: str
) -> None:
    posted = await rt.system.post_reply(number, REPLY, KEY)
    entry = rt.store.entries[int(posted) - 1]
    assert f"<!-- gr:{KEY} -->" in rt.store.parts[entry.parts[0]].content.decode()
    assert entry.fields == {"TriageKey": KEY}
    assert all(KEY not in mail for _, mail in rt.store.mails)


async def test_a_reply_changes_nothing_else_of_the_ticket(rt: ServerWorld, number: str) -> None:
    await rt.system.post_reply(number, REPLY, KEY)
    assert rt.server.faults.calls("PUT") == 0


@pytest.mark.parametrize("status", ["resolved", "rejected"])
async def test_a_closed_ticket_is_not_opened_again_by_a_reply(
    rt: ServerWorld, number: str, status: str
) -> None:
    rt.store.tickets[int(number)].status = status
    with pytest.raises(Rejected, match="clos") as refusal:
        await rt.system.post_reply(number, REPLY, KEY)
    assert refusal.value.permanent
    assert rt.store.mails == []


async def test_a_merged_ticket_gets_no_reply_under_its_old_number(
    rt: ServerWorld, number: str
) -> None:
    rt.store.tickets[int(number)].merged_into = int(await rt.open_ticket("Autre", "Suite"))
    with pytest.raises(Rejected, match="fusionné"):
        await rt.system.post_reply(number, REPLY, KEY)
    assert rt.store.mails == []


async def test_without_our_look_a_deleted_ticket_would_have_got_the_reply(
    rt: ServerWorld, number: str
) -> None:
    await rt.delete(number)
    as_open = JSONResponse(
        {"id": number, "Status": "open", "Queue": {"Name": "RH"}, "Created": "2026-11-25T08:00:00Z"}
    )
    rt.suffer(Fault(f"GET .*/ticket/{number}$", answer=lambda: as_open))
    await rt.system.post_reply(number, REPLY, KEY)
    assert len(rt.store.mails) == 1


async def test_a_token_that_is_refused_before_the_reply_is_no_refusal_of_the_reply(
    rt: ServerWorld, number: str
) -> None:
    stranger = rt.connect(token="1-99-stranger")
    with pytest.raises(NotAllowed):
        await stranger.post_reply(number, REPLY, KEY)
    await stranger.aclose()


@pytest.mark.parametrize("status", [401, 403])
async def test_a_right_that_is_missing_is_no_refusal_of_the_reply(
    rt: ServerWorld, number: str, status: int
) -> None:
    rt.suffer(Fault(POST, answer=lambda: JSONResponse({"message": "Unauthorized"}, status)))
    with pytest.raises(NotAllowed):
        await rt.system.post_reply(number, REPLY, KEY)


@pytest.mark.parametrize(("status", "permanent"), [(400, True), (404, True), (429, False)])
async def test_a_refusal_in_json_is_a_rejection(
    rt: ServerWorld, number: str, status: int, *, permanent: bool
) -> None:
    said = JSONResponse({"message": "Message could not be recorded"}, status)
    rt.suffer(Fault(POST, answer=lambda: said))
    with pytest.raises(Rejected) as refusal:
        await rt.system.post_reply(number, REPLY, KEY)
    assert refusal.value.permanent is permanent
    assert "could not" not in str(refusal.value)


def elsewhere() -> Response:
    evil = {"Location": "http://evil.example/REST/2.0/transaction/7"}
    return JSONResponse(["Correspondence added"], 201, headers=evil)


@pytest.mark.parametrize(
    "answer",
    [
        lambda: Response(b"", 500),
        lambda: HTMLResponse("<html>Bad gateway</html>", 502),
        lambda: JSONResponse({"message": "busy"}, 503, headers={"Retry-After": "5"}),
        lambda: JSONResponse({"message": "timeout"}, 408),
        lambda: HTMLResponse("<html>Forbidden by a gateway</html>", 403),
        lambda: JSONResponse(["not the usual complaint"], 400),
        lambda: RedirectResponse("/", 302),
        lambda: HTMLResponse("<html>Thank you</html>", 200),
        lambda: Response(b"", 201, media_type="application/json"),
        lambda: Response(b'["Correspondence ad', 201, media_type="application/json"),
        lambda: JSONResponse({"id": 12}, 201),
        lambda: JSONResponse(["Correspondence added"], 201),
        elsewhere,
    ],
)
async def test_an_answer_that_proves_nothing_leaves_the_outcome_unknown_and_the_reply_findable(
    rt: ServerWorld, number: str, answer: Callable[[], Response]
) -> None:
    rt.suffer(Fault(POST, answer=answer, stored=True))
    with pytest.raises(OutcomeUnknown):
        await rt.system.post_reply(number, REPLY, KEY)
    assert await rt.system.find_reply(number, KEY) is not None
    assert rt.server.faults.calls(POST) == 1


async def test_a_server_that_dies_after_the_mail_left_leaves_the_outcome_unknown(
    rt: ServerWorld, number: str
) -> None:
    rt.suffer(Fault(POST, stored=True, cut=True))
    with pytest.raises(OutcomeUnknown):
        await rt.system.post_reply(number, REPLY, KEY)
    assert len(rt.store.mails) == 1


async def test_a_server_that_dies_before_storing_leaves_the_outcome_unknown(
    rt: ServerWorld, number: str
) -> None:
    rt.suffer(Fault(POST, cut=True))
    with pytest.raises(OutcomeUnknown):
        await rt.system.post_reply(number, REPLY, KEY)
    assert await rt.system.find_reply(number, KEY) is None


async def test_a_server_that_is_slow_to_answer_has_sent_all_the_same(
    rt: ServerWorld, number: str
) -> None:
    rt.suffer(Fault(POST, stored=True, slow=TOO_LATE))
    with pytest.raises(OutcomeUnknown):
        await rt.system.post_reply(number, REPLY, KEY)
    assert await rt.system.find_reply(number, KEY) is not None


async def test_a_mark_in_somebody_elses_message_is_not_our_reply(
    rt: ServerWorld, number: str
) -> None:
    forged = f"<p>Merci</p><!-- gr:{KEY} -->".encode()
    rt.store.record(
        int(number), "Correspond", "zoe.renard@corp.example", [Part("text/html", forged)]
    )
    assert await rt.system.find_reply(number, KEY) is None


def test_a_reply_of_request_tracker_is_never_resent_blindly(rt: ServerWorld) -> None:
    assert rt.system.resend_is_safe is False
    assert rt.system.grace.total_seconds() > 0
