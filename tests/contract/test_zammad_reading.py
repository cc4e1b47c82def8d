"""What we read of a Zammad ticket, and what we leave there."""

from dataclasses import replace

import pytest
from starlette.responses import HTMLResponse, JSONResponse, Response

from cases.model import Attachment, TicketStatus
from connectors.base import BadAnswer, NotAllowed
from tests.contract.servers import zammad_shapes
from tests.contract.servers.faults import Fault
from tests.contract.servers.zammad_store import AGENT, SYSTEM
from tests.contract.suite import KEY
from tests.contract.world import REQUESTER
from tests.contract.zammad_world import SITE, ZammadWorld


@pytest.fixture
async def number(zammad: ZammadWorld) -> str:
    return await zammad.open_ticket("Congés", "Combien ?")


async def test_an_html_mail_comes_out_as_its_visible_words(zammad: ZammadWorld) -> None:
    html = "<style>p{}</style><p>25&nbsp;jours « de&nbsp;congés »</p><script>alert(1)</script>"
    number = await zammad.open_ticket("Congés", html, "text/html")
    ticket = await zammad.system.read_ticket(number)
    assert ticket.text == "25\u00a0jours « de\u00a0congés »"


@pytest.mark.parametrize(("groups", "outside"), [(("RH",), False), (("Accueil",), True)])
async def test_a_ticket_of_a_group_that_is_not_followed_says_so(
    zammad: ZammadWorld, number: str, groups: tuple[str, ...], *, outside: bool
) -> None:
    system = zammad.connect(site=replace(SITE, groups=groups))
    assert (await system.read_ticket(number)).outside is outside
    await system.aclose()


async def test_markup_in_a_plain_mail_is_text(zammad: ZammadWorld) -> None:
    number = await zammad.open_ticket("Congés", "1 < 2 & <b>gras</b>")
    assert (await zammad.system.read_ticket(number)).text == "1 < 2 & <b>gras</b>"


@pytest.mark.parametrize(
    ("size", "expected"), [("12000000", 12_000_000), (None, None), ("beaucoup", None), ("-1", None)]
)
@pytest.mark.failure(10, "zammad")
async def test_a_file_is_listed_with_the_size_it_may_have_and_never_read(
    zammad: ZammadWorld, number: str, size: str | None, expected: int | None
) -> None:
    file = {"id": 9, "filename": "reçu été.pdf", "preferences": {"Mime-Type": "application/pdf"}}
    zammad.store.articles[0].files = [file | ({"size": size} if size else {})]
    [message] = (await zammad.system.read_ticket(number)).messages
    listed = Attachment("reçu été.pdf", "application/pdf", expected, "1-9")
    assert message.attachments == (listed,)
    assert zammad.server.faults.calls("attachment") == 0


async def test_the_requester_has_a_name(zammad: ZammadWorld, number: str) -> None:
    ticket = await zammad.system.read_ticket(number)
    assert (ticket.requester_email, ticket.requester_name) == (REQUESTER, "Zoé Renard")
    assert ticket.requester_service == "Voirie"


async def test_a_requester_whose_record_is_closed_keeps_the_address_of_the_login(
    zammad: ZammadWorld, number: str
) -> None:
    customer = zammad.store.tickets[int(number)].customer
    zammad.suffer(Fault(f"/users/{customer}$", answer=_forbidden))
    ticket = await zammad.system.read_ticket(number)
    assert (ticket.requester_email, ticket.requester_name) == (REQUESTER, "")


def _forbidden() -> Response:
    return JSONResponse({"error": "Not authorized"}, 403)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("new", TicketStatus.OPEN),
        ("pending reminder", TicketStatus.OPEN),
        ("closed", TicketStatus.CLOSED),
        ("merged", TicketStatus.MERGED),
    ],
)
async def test_a_state_is_reduced_to_what_matters(
    zammad: ZammadWorld, number: str, state: str, expected: TicketStatus
) -> None:
    zammad.store.tickets[int(number)].state = state
    assert (await zammad.system.read_ticket(number)).status is expected


async def test_a_merged_ticket_says_where_it_went(zammad: ZammadWorld, number: str) -> None:
    other = await zammad.open_ticket("Congés", "Et les RTT ?")
    zammad.store.merge(int(number), int(other))
    ticket = await zammad.system.read_ticket(number)
    assert (ticket.status, ticket.merged_into) == (TicketStatus.MERGED, other)
    assert ticket.messages == ()
    assert "Combien ?" in (await zammad.system.read_ticket(other)).text


@pytest.mark.failure(8, "zammad")
async def test_a_ticket_merged_twice_says_where_it_is_now(zammad: ZammadWorld, number: str) -> None:
    second, third = [await zammad.open_ticket("Suite", "?") for _ in range(2)]
    zammad.store.merge(int(number), int(second))
    zammad.store.merge(int(second), int(third))
    assert (await zammad.system.read_ticket(number)).merged_into == third


async def test_a_ticket_merged_into_one_that_is_gone_is_merged_all_the_same(
    zammad: ZammadWorld, number: str
) -> None:
    other = await zammad.open_ticket("Suite", "?")
    zammad.store.merge(int(number), int(other))
    zammad.store.destroy(int(other))
    ticket = await zammad.system.read_ticket(number)
    assert (ticket.status, ticket.merged_into) == (TicketStatus.MERGED, None)


async def test_internal_notes_and_what_zammad_sends_by_itself_stay_out(
    zammad: ZammadWorld, number: str
) -> None:
    zammad.store.write(int(number), AGENT, "Agent", "interne", "note", internal=True)
    zammad.store.write(int(number), SYSTEM, "System", "Bien reçu : Ticket#66001", "email")
    ticket = await zammad.system.read_ticket(number)
    assert [message.text for message in ticket.messages] == ["Combien ?"]
    assert not ticket.answered_by_others


async def test_a_colleagues_reply_is_an_answer_of_the_service(
    zammad: ZammadWorld, number: str
) -> None:
    zammad.store.write(int(number), AGENT, "Agent", "25 jours.", "email", to=REQUESTER)
    ticket = await zammad.system.read_ticket(number)
    assert ticket.answered_by_others
    assert ticket.text == "Combien ?"


async def test_the_word_of_somebody_in_copy_is_heard_as_the_requesters(
    zammad: ZammadWorld, number: str
) -> None:
    other = zammad.store.person("zoe.privee@elsewhere.example").id
    zammad.store.write(int(number), other, "Customer", "C'est encore moi.")
    ticket = await zammad.system.read_ticket(number)
    assert not ticket.answered_by_others
    assert "encore moi" in ticket.text


@pytest.mark.parametrize(
    ("kind", "is_request"), [("phone", True), ("note", True), ("email", False)]
)
async def test_what_an_officer_opens_is_a_request_unless_it_is_a_mail_to_somebody(
    zammad: ZammadWorld, kind: str, *, is_request: bool
) -> None:
    held = zammad.store.create("RH", REQUESTER, "Vu au guichet", kind)
    zammad.store.write(held.id, AGENT, "Agent", "Combien ?", kind)
    ticket = await zammad.system.read_ticket(str(held.id))
    assert ticket.messages[0].from_requester is is_request
    assert ticket.answered_by_others is not is_request


async def test_a_follow_up_changes_the_version(zammad: ZammadWorld, number: str) -> None:
    before = await zammad.system.read_ticket(number)
    zammad.store.write(int(number), 5, "Customer", "Et les RTT ?")
    after = await zammad.system.read_ticket(number)
    assert after.version != before.version
    assert after.text == "Combien ?\n\nEt les RTT ?"


async def test_odd_notes_beside_an_article_do_not_hide_the_ticket(
    zammad: ZammadWorld, number: str
) -> None:
    zammad.store.articles[0].preferences = {"triage_key": {"$ne": 1}, "delivery_retry": "x"}
    assert (await zammad.system.read_ticket(number)).text == "Combien ?"


async def test_another_ticket_than_the_one_asked_for_is_no_answer(
    zammad: ZammadWorld, number: str
) -> None:
    other = await zammad.open_ticket("Paie", "Quand ?")
    held = zammad.store.tickets[int(other)]
    answer = zammad_shapes.ticket(zammad.store, held, expand=True)
    zammad.suffer(Fault(f"/tickets/{number}$", answer=lambda: JSONResponse(answer)))
    with pytest.raises(BadAnswer, match="autre ticket"):
        await zammad.system.read_ticket(number)


async def test_a_ticket_in_a_group_that_is_closed_to_us_is_a_matter_of_rights(
    zammad: ZammadWorld, number: str
) -> None:
    zammad.store.groups["Direction"] = True
    zammad.store.tickets[int(number)].group = "Direction"
    with pytest.raises(NotAllowed):
        await zammad.system.read_ticket(number)


async def test_a_reply_in_html_is_read_without_its_mark(zammad: ZammadWorld, number: str) -> None:
    await zammad.system.post_reply(number, "Bonjour", KEY)
    assert all(KEY not in m.text for m in (await zammad.system.read_ticket(number)).messages)


async def test_a_page_in_place_of_a_file_is_no_file(zammad: ZammadWorld) -> None:
    number = await zammad.open_with_file("a.pdf", b"%PDF")
    zammad.suffer(Fault("/ticket_attachment/", answer=lambda: HTMLResponse("<html>Connexion")))
    with pytest.raises(BadAnswer, match="adresse"):
        await zammad.system.read_attachment(number, "1-9", 1000)


async def test_a_file_of_another_ticket_is_refused(zammad: ZammadWorld) -> None:
    await zammad.open_with_file("a.pdf", b"%PDF")
    other = await zammad.open_ticket("Congés", "Combien ?")
    with pytest.raises(NotAllowed):
        await zammad.system.read_attachment(other, "1-9", 1000)
