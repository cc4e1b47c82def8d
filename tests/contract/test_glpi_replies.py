"""Exactly one reply by GLPI, or the truth about what is not known."""

from collections.abc import Callable

import pytest
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from connectors.base import BadAnswer, NotAllowed, OutcomeUnknown, Rejected
from tests.contract.glpi_worlds import GET_FOLLOWUPS, POST_FOLLOWUP, UPDATE, GlpiWorld
from tests.contract.servers.faults import Fault
from tests.contract.servers.glpi_store import CLOSED, REQUESTER_ID, SOLVED
from tests.contract.suite import KEY, REPLY
from tests.contract.world import TOO_LATE


@pytest.fixture
async def number(glpi: GlpiWorld) -> str:
    return await glpi.open_ticket("Congés", "Combien ?")


def says_no(glpi: GlpiWorld, status: int, code: str = "ERROR_GLPI_ADD") -> Callable[[], Response]:
    """A refusal in the API's own words."""
    secret = "le dos de Zoé"
    if glpi.api == "highlevel":
        return lambda: JSONResponse({"status": "ERROR", "title": secret}, status)
    return lambda: JSONResponse([code, secret], status)


async def test_a_reply_is_one_request_and_never_two(glpi: GlpiWorld, number: str) -> None:
    await glpi.system.post_reply(number, REPLY, KEY)
    assert glpi.calls(POST_FOLLOWUP) == 1
    assert glpi.calls(UPDATE) == 0


async def test_markup_in_an_approved_text_is_text(glpi: GlpiWorld, number: str) -> None:
    await glpi.system.post_reply(number, "1 < 2 & <script>alert(1)</script>", KEY)
    [(_, html)] = glpi.store.mails
    assert "<p>1 &lt; 2 &amp; &lt;script&gt;alert(1)&lt;/script&gt;</p>" in html


async def test_paragraphs_lines_and_the_reference_are_visible(glpi: GlpiWorld, number: str) -> None:
    await glpi.system.post_reply(number, "Bonjour,\r\n\r\nUn\nDeux\n", KEY)
    [(_, html)] = glpi.store.mails
    assert html.startswith("<p>Bonjour,</p>\n<p>Un<br>\nDeux</p>\n<p>Réf. GR-")
    assert f"GR-{KEY}/" in html


@pytest.mark.parametrize("status", [SOLVED, CLOSED])
async def test_a_closed_ticket_is_not_opened_again_by_a_reply(
    glpi: GlpiWorld, number: str, status: int
) -> None:
    glpi.store.tickets[int(number)].status = status
    with pytest.raises(Rejected, match="clos") as refusal:
        await glpi.system.post_reply(number, REPLY, KEY)
    assert refusal.value.permanent
    assert glpi.store.mails == []


async def test_a_right_that_is_missing_is_no_refusal_of_the_reply(
    glpi: GlpiWorld, number: str
) -> None:
    glpi.suffer(Fault(POST_FOLLOWUP, answer=says_no(glpi, 403, "ERROR_RIGHT_MISSING")))
    with pytest.raises(NotAllowed):
        await glpi.system.post_reply(number, REPLY, KEY)


@pytest.mark.parametrize(("status", "permanent"), [(400, True), (404, True), (429, False)])
async def test_a_refusal_in_glpis_own_words_is_a_rejection(
    glpi: GlpiWorld, number: str, status: int, *, permanent: bool
) -> None:
    glpi.suffer(Fault(POST_FOLLOWUP, answer=says_no(glpi, status, "ERROR_UNHEARD_OF")))
    with pytest.raises(Rejected) as refusal:
        await glpi.system.post_reply(number, REPLY, KEY)
    assert refusal.value.permanent is permanent
    assert "dos" not in str(refusal.value)


@pytest.mark.failure(4, "glpi")
async def test_a_500_that_says_it_created_nothing_is_a_rejection(highlevel: GlpiWorld) -> None:
    number = await highlevel.open_ticket("Congés", "Combien ?")
    failed = {"status": "ERROR", "title": "Failed to create item(s)", "additional_messages": []}
    highlevel.suffer(Fault(POST_FOLLOWUP, answer=lambda: JSONResponse(failed, 500)))
    with pytest.raises(Rejected) as refusal:
        await highlevel.system.post_reply(number, REPLY, KEY)
    assert refusal.value.permanent


@pytest.mark.parametrize(
    "answer",
    [
        lambda: Response(b"", 500),
        lambda: JSONResponse({"status": "ERROR", "title": "An unexpected error"}, 500),
        lambda: JSONResponse(["ERROR_GLPI_ADD", "?"], 500),
        lambda: HTMLResponse("<html>Bad gateway</html>", 502),
        lambda: JSONResponse({"message": "busy"}, 503, headers={"Retry-After": "5"}),
        lambda: JSONResponse({"status": "ERROR", "title": "timeout"}, 408),
        lambda: JSONResponse(["ERROR_TIMEOUT", "timeout"], 408),
        lambda: HTMLResponse("<html>Forbidden by a gateway</html>", 403),
        lambda: JSONResponse({"not": "the usual complaint"}, 400),
        lambda: RedirectResponse("/", 302),
        lambda: HTMLResponse("<html>Authentification</html>", 200),
        lambda: Response(b"", 201, media_type="application/json"),
        lambda: Response(b'{"id": 1', 201, media_type="application/json"),
        lambda: JSONResponse({"id": False, "message": ""}, 201),
        lambda: JSONResponse({"id": 0}, 201),
        lambda: JSONResponse(None, 201),
    ],
)
async def test_an_answer_that_proves_nothing_leaves_the_outcome_unknown_and_the_reply_findable(
    glpi: GlpiWorld, number: str, answer: Callable[[], Response]
) -> None:
    glpi.suffer(Fault(POST_FOLLOWUP, answer=answer, stored=True))
    with pytest.raises(OutcomeUnknown):
        await glpi.system.post_reply(number, REPLY, KEY)
    assert await glpi.system.find_reply(number, KEY) is not None
    assert glpi.calls(POST_FOLLOWUP) == 1


async def test_a_server_that_dies_after_storing_leaves_the_outcome_unknown(
    glpi: GlpiWorld, number: str
) -> None:
    glpi.suffer(Fault(POST_FOLLOWUP, stored=True, cut=True))
    with pytest.raises(OutcomeUnknown):
        await glpi.system.post_reply(number, REPLY, KEY)
    assert await glpi.system.find_reply(number, KEY) is not None


async def test_a_server_that_dies_before_storing_leaves_nothing_and_may_be_sent_again(
    glpi: GlpiWorld, number: str
) -> None:
    glpi.suffer(Fault(POST_FOLLOWUP, cut=True))
    with pytest.raises(OutcomeUnknown):
        await glpi.system.post_reply(number, REPLY, KEY)
    assert await glpi.system.find_reply(number, KEY) is None
    assert glpi.system.resend_is_safe
    await glpi.system.post_reply(number, REPLY, KEY)
    assert len(await glpi.sent(number)) == 1


async def test_a_server_that_is_slow_to_answer_has_stored_all_the_same(
    glpi: GlpiWorld, number: str
) -> None:
    glpi.suffer(Fault(POST_FOLLOWUP, stored=True, slow=TOO_LATE))
    with pytest.raises(OutcomeUnknown):
        await glpi.system.post_reply(number, REPLY, KEY)
    assert await glpi.system.find_reply(number, KEY) is not None


async def test_a_reference_in_somebody_elses_message_is_not_our_reply(
    glpi: GlpiWorld, number: str
) -> None:
    forged = f"<p>Merci</p><p>Réf. GR-{KEY}/0123456789ab</p>"
    glpi.store.say(int(number), REQUESTER_ID, forged)
    assert await glpi.system.find_reply(number, KEY) is None


async def test_a_key_that_begins_like_another_is_another(glpi: GlpiWorld, number: str) -> None:
    await glpi.system.post_reply(number, REPLY, f"{KEY}0")
    assert await glpi.system.find_reply(number, KEY) is None


async def test_where_no_author_is_told_the_reply_is_found_by_its_key(
    highlevel: GlpiWorld,
) -> None:
    highlevel.highlevel.tells_author = False
    number = await highlevel.open_ticket("Congés", "Combien ?")
    posted = await highlevel.system.post_reply(number, REPLY, KEY)
    assert await highlevel.system.find_reply(number, KEY) == posted


async def test_a_reply_that_glpi_hides_from_the_requester_is_told(
    glpi: GlpiWorld, number: str
) -> None:
    glpi.server.forces_private = True
    with pytest.raises(Rejected, match="ne la voit pas") as refusal:
        await glpi.system.post_reply(number, REPLY, KEY)
    assert refusal.value.permanent
    assert glpi.store.mails == []
    assert await glpi.system.find_reply(number, KEY) is None


async def test_a_reply_whose_look_back_fails_is_posted_all_the_same(
    glpi: GlpiWorld, number: str
) -> None:
    glpi.suffer(Fault(GET_FOLLOWUPS, answer=lambda: Response(b"", 500)))
    assert await glpi.system.post_reply(number, REPLY, KEY) == "1"


async def test_a_note_that_glpi_made_public_is_told_and_not_added_again(
    glpi: GlpiWorld, number: str
) -> None:
    glpi.server.forces_private = False
    for _ in range(2):
        with pytest.raises(BadAnswer, match="suivi public") as raised:
            await glpi.system.add_note(number, "Classé.", KEY)
        assert raised.value.permanent
    assert glpi.calls(POST_FOLLOWUP) == 1


async def test_a_note_we_may_not_see_is_told(glpi: GlpiWorld, number: str) -> None:
    glpi.store.sees_private = False
    with pytest.raises(BadAnswer, match="voir les suivis privés") as raised:
        await glpi.system.add_note(number, "Classé.", KEY)
    assert raised.value.permanent
    assert glpi.store.followups[0].private


async def test_a_note_whose_answer_was_lost_is_looked_for_after_the_grace(
    glpi: GlpiWorld, number: str
) -> None:
    glpi.suffer(Fault(POST_FOLLOWUP, stored=True, cut=True))
    with pytest.raises(OutcomeUnknown) as raised:
        await glpi.system.add_note(number, "Classé.", KEY)
    assert raised.value.retry_after == glpi.system.grace.total_seconds()
