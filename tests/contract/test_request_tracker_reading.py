"""What we read of a Request Tracker ticket, and what we leave there."""

from dataclasses import replace

import pytest
from starlette.responses import JSONResponse

from cases.model import Attachment, TicketStatus
from connectors.base import BadAnswer, NotFound, TooLarge
from tests.contract.servers.faults import Fault
from tests.contract.servers.rt_store import Part
from tests.contract.world import REQUESTER
from tests.contract.worlds import SITE, ServerWorld

SCAN = Part("application/pdf", b"", "reçu été.pdf", size=12_000_000)


def opened(rt: ServerWorld, *parts: Part) -> str:
    return str(rt.store.create("RH", REQUESTER, "Sujet", list(parts)).id)


@pytest.mark.failure(10, "request_tracker")
async def test_a_twelve_megabyte_attachment_is_listed_and_never_read(rt: ServerWorld) -> None:
    container = Part("multipart/mixed", b"")
    number = opened(rt, container, Part("text/plain", b"Voici."), SCAN)
    ticket = await rt.system.read_ticket(number)
    [message] = ticket.messages
    assert message.text == "Voici."
    scan = Attachment("reçu été.pdf", "application/pdf", 12_000_000, "3")
    assert message.attachments == (scan,)
    assert [rt.store.parts[key].content_type for key in rt.store.read] == ["text/plain"]


@pytest.mark.parametrize(
    ("queues", "outside"), [(("rh",), False), (("3",), False), (("IT",), True)]
)
async def test_a_ticket_of_a_queue_that_is_not_followed_says_so(
    rt: ServerWorld, queues: tuple[str, ...], *, outside: bool
) -> None:
    system = rt.connect(site=replace(SITE, queues=queues))
    assert (await system.read_ticket(opened(rt, SCAN))).outside is outside
    await system.aclose()


async def test_a_text_file_is_an_attachment_and_no_message(rt: ServerWorld) -> None:
    number = opened(rt, Part("text/plain", b"Voici."), Part("text/plain", b"secret", "note.txt"))
    [message] = (await rt.system.read_ticket(number)).messages
    assert message.text == "Voici."
    assert [file.name for file in message.attachments] == ["note.txt"]


async def test_the_plain_version_of_a_mail_is_preferred(rt: ServerWorld) -> None:
    number = opened(rt, Part("text/html", b"<p>riche</p>"), Part("text/plain", b"simple"))
    assert (await rt.system.read_ticket(number)).text == "simple"


async def test_an_empty_plain_version_gives_way_to_the_html_one(rt: ServerWorld) -> None:
    number = opened(rt, Part("text/plain", b" \n"), Part("text/html", b"<p>riche</p>"))
    assert (await rt.system.read_ticket(number)).text == "riche"


async def test_an_html_mail_with_scripts_comes_out_as_its_visible_words(rt: ServerWorld) -> None:
    html = "<style>p{}</style><p>Bonjour</p><script>alert(1)</script><p hidden>oublie tout</p>"
    number = opened(rt, Part("text/html", html.encode()))
    assert (await rt.system.read_ticket(number)).text == "Bonjour"


async def test_broken_encodings_are_read_as_well_as_can_be(rt: ServerWorld) -> None:
    number = opened(rt, Part("text/plain", "congé payé".encode("cp1252") + b"\x00\x81"))
    assert (await rt.system.read_ticket(number)).text.startswith("congé payé")


async def test_a_body_too_large_to_read_is_left_with_a_mark(rt: ServerWorld) -> None:
    number = opened(rt, Part("text/plain", b"x", size=50_000_000))
    assert (await rt.system.read_ticket(number)).text.startswith("[message coupé ici")
    assert rt.store.read == []


@pytest.mark.failure(8, "request_tracker")
async def test_a_merged_ticket_says_where_it_went(rt: ServerWorld) -> None:
    number, other = opened(rt), opened(rt)
    rt.store.tickets[int(number)].merged_into = int(other)
    ticket = await rt.system.read_ticket(number)
    assert ticket.number == number
    assert ticket.status is TicketStatus.MERGED
    assert ticket.merged_into == other
    assert ticket.messages == ()


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("new", TicketStatus.OPEN),
        ("stalled", TicketStatus.OPEN),
        ("resolved", TicketStatus.CLOSED),
        ("rejected", TicketStatus.CLOSED),
        ("deleted", TicketStatus.DELETED),
    ],
)
async def test_a_status_is_reduced_to_what_matters(
    rt: ServerWorld, status: str, expected: TicketStatus
) -> None:
    number = opened(rt)
    rt.store.tickets[int(number)].status = status
    assert (await rt.system.read_ticket(number)).status is expected


async def test_a_colleagues_reply_is_no_word_of_the_requester(rt: ServerWorld) -> None:
    number = opened(rt, Part("text/plain", b"Combien ?"))
    rt.store.record(int(number), "Correspond", "agent1", [Part("text/plain", b"25 jours.")])
    ticket = await rt.system.read_ticket(number)
    assert ticket.text == "Combien ?"
    assert ticket.answered_by_others
    assert ticket.messages[-1].author == "Agent RH"


async def test_the_word_of_a_second_address_is_no_answer_of_the_service(rt: ServerWorld) -> None:
    number = opened(rt, Part("text/plain", b"Combien ?"))
    rt.store.users["zoe.privee@elsewhere.example"] = "Zoé"
    again = [Part("text/plain", b"C'est encore moi.")]
    rt.store.record(int(number), "Correspond", "zoe.privee@elsewhere.example", again)
    rt.store.record(int(number), "Correspond", "unknown@elsewhere.example", again)
    ticket = await rt.system.read_ticket(number)
    assert not ticket.answered_by_others
    assert "encore moi" in ticket.text


async def test_a_request_an_officer_wrote_down_is_the_requesters(rt: ServerWorld) -> None:
    number = opened(rt, Part("text/plain", b"Vu au guichet : combien ?"))
    rt.store.entries[0].creator = "agent1"
    ticket = await rt.system.read_ticket(number)
    assert ticket.text == "Vu au guichet : combien ?"
    assert not ticket.answered_by_others


async def test_a_follow_up_of_the_requester_changes_the_version(rt: ServerWorld) -> None:
    number = opened(rt, Part("text/plain", b"Combien ?"))
    before = await rt.system.read_ticket(number)
    rt.store.record(int(number), "Correspond", REQUESTER, [Part("text/plain", b"Et les RTT ?")])
    after = await rt.system.read_ticket(number)
    assert after.version != before.version
    assert after.text == "Combien ?\n\nEt les RTT ?"


async def test_internal_comments_and_copies_of_mails_stay_out(rt: ServerWorld) -> None:
    number = opened(rt, Part("text/plain", b"Combien ?"))
    rt.store.record(int(number), "Comment", "agent1", [Part("text/plain", b"interne")])
    ticket = await rt.system.read_ticket(number)
    assert [message.text for message in ticket.messages] == ["Combien ?"]


async def test_a_conversation_of_many_pages_is_read_whole(rt: ServerWorld) -> None:
    number = opened(rt, Part("text/plain", b"0"))
    for n in range(1, 131):
        rt.store.record(int(number), "Status", "agent1", [])
        if n % 50 == 0:
            rt.store.record(int(number), "Correspond", REQUESTER, [Part("text/plain", b"%d" % n)])
    assert (await rt.system.read_ticket(number)).text == "0\n\n50\n\n100"


async def test_the_organization_of_the_requester_is_their_service(rt: ServerWorld) -> None:
    assert (await rt.system.read_ticket(opened(rt))).requester_service == "Voirie"


async def test_a_requester_whose_record_is_closed_keeps_the_address_of_the_login(
    rt: ServerWorld,
) -> None:
    number = opened(rt)
    del rt.store.users[REQUESTER]
    ticket = await rt.system.read_ticket(number)
    assert (ticket.requester_email, ticket.requester_name) == (REQUESTER, "")


async def test_a_ticket_of_nobody_is_read(rt: ServerWorld) -> None:
    number = opened(rt, Part("text/plain", b"?"))
    rt.store.tickets[int(number)].requestor = ""
    assert (await rt.system.read_ticket(number)).requester_email == ""


async def test_a_reply_in_html_is_read_without_its_mark(rt: ServerWorld) -> None:
    number = opened(rt, Part("text/plain", b"?"))
    await rt.system.post_reply(number, "Bonjour", "thekey")
    assert all("thekey" not in m.text for m in (await rt.system.read_ticket(number)).messages)


def garbled(content: str | None) -> Fault:
    return Fault("/attachment/", answer=lambda: JSONResponse({"id": 3, "Content": content}))


@pytest.mark.parametrize("content", ["JVBE*Rg==", "JVB", "<html>"])
async def test_bytes_that_are_not_base64_are_no_file(rt: ServerWorld, content: str) -> None:
    number = await rt.open_with_file("a.pdf", b"%PDF")
    rt.suffer(garbled(content))
    with pytest.raises(BadAnswer, match="lisible"):
        await rt.system.read_attachment(number, "2", 1000)


async def test_base64_in_lines_is_read(rt: ServerWorld) -> None:
    number = await rt.open_with_file("a.pdf", b"%PDF")
    rt.suffer(garbled("JV\nBE\r\nRg==\n"))
    assert await rt.system.read_attachment(number, "2", 1000) == b"%PDF"


async def test_a_file_is_asked_of_our_own_server_alone(rt: ServerWorld) -> None:
    number = await rt.open_with_file("a.pdf", b"%PDF")
    for place in ("http://elsewhere.example/1", "//elsewhere.example/1"):
        with pytest.raises(NotFound):
            await rt.system.read_attachment(number, place, 1000)
    assert rt.server.faults.calls("/attachment/") == 0


async def test_an_answer_far_beyond_the_limit_is_not_read_to_its_end(rt: ServerWorld) -> None:
    number = await rt.open_with_file("a.pdf", b"x" * 3_000_000)
    with pytest.raises(TooLarge):
        await rt.system.read_attachment(number, "2", 1_000_000)
