"""Exactly one reply by Zammad, or the truth about what is not known."""

from collections.abc import Callable

import pytest
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from connectors.base import NotAllowed, OutcomeUnknown, Rejected
from tests.contract.servers.faults import Fault
from tests.contract.servers.zammad_store import BOT
from tests.contract.suite import KEY, REPLY
from tests.contract.world import REQUESTER
from tests.contract.zammad_world import ZammadWorld

POST = "POST .*/ticket_articles"


@pytest.fixture
async def number(zammad: ZammadWorld) -> str:
    return await zammad.open_ticket("Congés", "Combien ?")


async def test_a_reply_is_one_public_mail_to_the_requester_and_nothing_else(
    zammad: ZammadWorld, number: str
) -> None:
    posted = await zammad.system.post_reply(number, REPLY, KEY)
    [article] = [a for a in zammad.store.of(int(number)) if a.by == BOT]
    assert str(article.id) == posted
    assert (article.type, article.internal, article.to) == ("email", False, REQUESTER)
    assert article.subject == "Congés"
    assert article.preferences["triage_key"] == KEY
    assert zammad.server.faults.calls(POST) == 1
    assert zammad.server.faults.calls("PUT") == 0
    assert len(zammad.store.mails) == 1


async def test_markup_in_an_approved_text_is_text_and_lines_are_kept(
    zammad: ZammadWorld, number: str
) -> None:
    await zammad.system.post_reply(number, "1 < 2 & <script>x</script>\r\n\r\nUn\nDeux\n", KEY)
    [(_, _, html)] = zammad.store.mails
    assert "<p>1 &lt; 2 &amp; &lt;script&gt;x&lt;/script&gt;</p>\n<p>Un<br>\nDeux</p>" in html


async def test_a_reply_is_found_by_its_class_where_preferences_are_dropped(
    zammad: ZammadWorld, number: str
) -> None:
    zammad.store.keeps_preferences = False
    posted = await zammad.system.post_reply(number, REPLY, KEY)
    assert await zammad.system.find_reply(number, KEY) == posted
    assert await zammad.system.find_reply(number, KEY[:-1]) is None


@pytest.mark.parametrize("kind", ["email", "phone", "web", "chat"])
async def test_whoever_has_an_address_gets_a_mail_whatever_the_channel(
    zammad: ZammadWorld, number: str, kind: str
) -> None:
    zammad.store.tickets[int(number)].type = kind
    await zammad.system.post_reply(number, REPLY, KEY)
    assert len(await zammad.sent(number)) == 1


@pytest.mark.parametrize("kind", ["web", "chat"])
async def test_without_an_address_the_reply_takes_the_channel_of_the_ticket(
    zammad: ZammadWorld, number: str, kind: str
) -> None:
    held = zammad.store.tickets[int(number)]
    held.type, zammad.store.people[held.customer].email = kind, ""
    posted = await zammad.system.post_reply(number, REPLY, KEY)
    assert zammad.store.of(int(number))[-1].type == kind
    assert await zammad.system.find_reply(number, KEY) == posted


async def test_without_an_address_nor_a_channel_that_is_read_nothing_is_posted(
    zammad: ZammadWorld, number: str
) -> None:
    zammad.store.people[zammad.store.tickets[int(number)].customer].email = ""
    with pytest.raises(Rejected, match="adresse") as refusal:
        await zammad.system.post_reply(number, REPLY, KEY)
    assert refusal.value.permanent
    assert zammad.server.faults.calls(POST) == 0


async def test_a_mail_that_leaves_at_the_third_attempt_is_a_reply(
    zammad: ZammadWorld, number: str
) -> None:
    zammad.store.mail_is_down = True
    up = Fault("GET .*/ticket_articles/2", stored=True)
    up.meanwhile = lambda: setattr(zammad.store, "mail_is_down", False)
    zammad.suffer(up)
    posted = await zammad.system.post_reply(number, REPLY, KEY)
    assert await zammad.system.find_reply(number, KEY) == posted
    assert len(zammad.store.mails) == 1


async def test_a_mail_zammad_gives_up_is_a_refusal_and_not_a_reply(
    zammad: ZammadWorld, number: str
) -> None:
    zammad.store.mail_is_down = True
    with pytest.raises(Rejected, match="n’a pas pu envoyer") as refusal:
        await zammad.system.post_reply(number, REPLY, KEY)
    assert refusal.value.permanent
    with pytest.raises(Rejected, match="n’a pas pu envoyer"):
        await zammad.system.find_reply(number, KEY)
    assert zammad.server.faults.calls(POST) == 1


async def test_a_failure_told_by_zammads_own_article_alone_is_one(
    zammad: ZammadWorld, number: str
) -> None:
    zammad.store.mail_is_down = True
    with pytest.raises(Rejected):
        await zammad.system.post_reply(number, REPLY, KEY)
    [ours] = [a for a in zammad.store.of(int(number)) if a.by == BOT]
    ours.preferences = {"triage_key": KEY}
    zammad.store.jobs_stopped = True
    with pytest.raises(Rejected, match="n’a pas pu envoyer"):
        await zammad.system.find_reply(number, KEY)


async def test_a_mail_that_still_waits_is_neither_sent_nor_missing(
    zammad: ZammadWorld, number: str
) -> None:
    zammad.store.jobs_stopped = True
    with pytest.raises(OutcomeUnknown, match="pas encore dit"):
        await zammad.system.post_reply(number, REPLY, KEY)
    with pytest.raises(OutcomeUnknown, match="pas encore dit"):
        await zammad.system.find_reply(number, KEY)
    zammad.store.jobs_stopped = False
    assert await zammad.system.find_reply(number, KEY) is not None
    assert len(zammad.store.mails) == 1


async def test_a_server_lost_while_its_mail_leaves_has_the_reply(
    zammad: ZammadWorld, number: str
) -> None:
    zammad.suffer(Fault("GET .*/ticket_articles/2", cut=True))
    with pytest.raises(OutcomeUnknown):
        await zammad.system.post_reply(number, REPLY, KEY)
    assert await zammad.system.find_reply(number, KEY) is not None


@pytest.mark.parametrize("state", ["closed", "merged"])
async def test_a_ticket_that_is_over_gets_no_reply(
    zammad: ZammadWorld, number: str, state: str
) -> None:
    zammad.store.tickets[int(number)].state = state
    with pytest.raises(Rejected) as refusal:
        await zammad.system.post_reply(number, REPLY, KEY)
    assert refusal.value.permanent
    assert zammad.server.faults.calls(POST) == 0


async def test_a_reply_is_found_where_a_merge_took_it(zammad: ZammadWorld, number: str) -> None:
    posted = await zammad.system.post_reply(number, REPLY, KEY)
    other = await zammad.open_ticket("Suite", "?")
    zammad.store.merge(int(number), int(other))
    assert await zammad.system.find_reply(number, KEY) == posted


async def test_a_merge_into_a_ticket_we_do_not_see_hides_the_reply_without_denying_it(
    zammad: ZammadWorld, number: str
) -> None:
    await zammad.system.post_reply(number, REPLY, KEY)
    other = await zammad.open_ticket("Suite", "?")
    zammad.store.merge(int(number), int(other))
    zammad.store.links.clear()
    with pytest.raises(OutcomeUnknown, match="fusionné"):
        await zammad.system.find_reply(number, KEY)


@pytest.mark.parametrize("status", [401, 403])
async def test_a_right_that_is_missing_is_no_refusal_of_the_reply(
    zammad: ZammadWorld, number: str, status: int
) -> None:
    zammad.suffer(Fault(POST, answer=lambda: JSONResponse({"error": "Not authorized"}, status)))
    with pytest.raises(NotAllowed):
        await zammad.system.post_reply(number, REPLY, KEY)


@pytest.mark.parametrize(("status", "permanent"), [(422, True), (404, True), (429, False)])
async def test_a_refusal_in_json_is_a_rejection(
    zammad: ZammadWorld, number: str, status: int, *, permanent: bool
) -> None:
    said = JSONResponse({"error": "Error ID 8hN2: Please contact."}, status)
    zammad.suffer(Fault(POST, answer=lambda: said))
    with pytest.raises(Rejected) as refusal:
        await zammad.system.post_reply(number, REPLY, KEY)
    assert refusal.value.permanent is permanent
    assert "Error ID" not in str(refusal.value)


@pytest.mark.parametrize(
    "answer",
    [
        lambda: Response(b"", 500),
        lambda: JSONResponse({"error": "Error ID 8hN2: Please contact."}, 500),
        lambda: HTMLResponse("<html>Bad gateway</html>", 502),
        lambda: JSONResponse({"error": "busy"}, 503, headers={"Retry-After": "5"}),
        lambda: JSONResponse({"error": "timeout"}, 408),
        lambda: HTMLResponse("<html>Forbidden by a gateway</html>", 403),
        lambda: JSONResponse(["not the usual complaint"], 422),
        lambda: RedirectResponse("/", 302),
        lambda: HTMLResponse("<html>Thank you</html>", 200),
        lambda: Response(b"", 201, media_type="application/json"),
        lambda: Response(b'{"id": 2, "typ', 201, media_type="application/json"),
        lambda: JSONResponse({"id": 12}, 201),
    ],
)
async def test_an_answer_that_proves_nothing_leaves_the_outcome_unknown_and_the_reply_findable(
    zammad: ZammadWorld, number: str, answer: Callable[[], Response]
) -> None:
    zammad.suffer(Fault(POST, answer=answer, stored=True))
    with pytest.raises(OutcomeUnknown):
        await zammad.system.post_reply(number, REPLY, KEY)
    assert await zammad.system.find_reply(number, KEY) is not None
    assert zammad.server.faults.calls(POST) == 1


@pytest.mark.parametrize(
    ("fault", "stored"),
    [(Fault(POST, stored=True, cut=True), 1), (Fault(POST, cut=True), 0)],
)
async def test_a_server_that_dies_leaves_the_outcome_unknown_until_it_is_looked_up(
    zammad: ZammadWorld, number: str, fault: Fault, stored: int
) -> None:
    zammad.suffer(fault)
    with pytest.raises(OutcomeUnknown):
        await zammad.system.post_reply(number, REPLY, KEY)
    assert (await zammad.system.find_reply(number, KEY) is not None) == bool(stored)
    assert len(await zammad.sent(number)) == stored


async def test_a_mark_in_somebody_elses_message_is_not_our_reply(
    zammad: ZammadWorld, number: str
) -> None:
    customer = zammad.store.tickets[int(number)].customer
    forged = f'<p class="tk-{KEY}">Merci</p>'
    prefs = {"triage_key": KEY}
    zammad.store.write(
        int(number), customer, "Customer", forged, content_type="text/html", preferences=prefs
    )
    assert await zammad.system.find_reply(number, KEY) is None


def test_a_reply_that_is_not_there_after_the_grace_may_be_sent_again(zammad: ZammadWorld) -> None:
    assert zammad.system.resend_is_safe is True
    assert zammad.system.grace.total_seconds() > 0
