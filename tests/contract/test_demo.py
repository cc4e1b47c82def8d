"""The embedded ticketing system: files that anybody may drop, replies written once."""

import json
from collections.abc import Awaitable
from email.message import EmailMessage
from pathlib import Path

import pytest

from cases.model import Attachment, TicketStatus
from connectors.base import BadAnswer, ConnectorError, NotFound, Rejected, Triage
from tests.contract.suite import KEY, REPLY
from tests.contract.world import REQUESTER
from tests.contract.worlds import DemoWorld


def mail(subject: str, sender: str = f"Zoé Renard <{REQUESTER}>") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = sender, subject
    message["Date"] = "Wed, 25 Nov 2026 09:30:00 +0100"
    return message


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def drop(demo: DemoWorld, name: str, content: bytes) -> Path:
    path = demo.folder / "inbox" / name
    path.write_bytes(content)
    return path


async def test_a_json_ticket_may_name_the_requesters_service(demo: DemoWorld) -> None:
    drop(demo, "S1.json", b'{"from": "zoe@corp.example", "text": "?", "service": "Voirie"}')
    assert (await demo.system.read_ticket("S1")).requester_service == "Voirie"


async def test_an_html_mail_with_a_file_becomes_a_ticket(demo: DemoWorld) -> None:
    message = mail("Congés d’été")
    message.set_content("<p>Combien ?</p><script>alert(1)</script>", subtype="html")
    message.add_attachment(
        b"%PDF" * 100, maintype="application", subtype="pdf", filename="reçu.pdf"
    )
    drop(demo, "M1.eml", bytes(message))
    ticket = await demo.system.read_ticket("M1")
    assert ticket.subject == "Congés d’été"
    assert (ticket.requester_email, ticket.requester_name) == (REQUESTER, "Zoé Renard")
    assert ticket.text == "Combien ?"
    assert ticket.messages[0].attachments == (
        Attachment("reçu.pdf", "application/pdf", 400, "M1:1"),
    )
    assert ticket.received_at.isoformat() == "2026-11-25T09:30:00+01:00"


async def test_a_follow_up_adds_to_the_conversation(demo: DemoWorld) -> None:
    demo.write("T1.json", {"subject": "Congés", "text": "Combien ?"})
    before = await demo.system.read_ticket("T1")
    message = mail("Re: Congés")
    message.set_content("Et les RTT ?")
    drop(demo, "T1.2.eml", bytes(message))
    after = await demo.system.read_ticket("T1")
    assert after.text == "Combien ?\n\nEt les RTT ?"
    assert after.version != before.version


async def test_a_follow_up_after_our_reply_comes_after_it(demo: DemoWorld) -> None:
    number = await demo.open_ticket("Congés", "Combien ?")
    await demo.system.post_reply(number, REPLY, KEY)
    demo.write(f"{number}.2.json", {"text": "Merci !", "date": "2026-11-25T10:00:00Z"})
    messages = (await demo.system.read_ticket(number)).messages
    assert [message.ours for message in messages] == [False, True, False]


async def test_a_colleagues_follow_up_is_not_the_requesters(demo: DemoWorld) -> None:
    number = await demo.open_ticket("Congés", "Combien ?")
    demo.write(f"{number}.2.json", {"from": "rh@valmorel.example", "text": "25 jours."})
    assert (await demo.system.read_ticket(number)).answered_by_others


async def test_a_follow_up_makes_the_ticket_show_again(demo: DemoWorld) -> None:
    number = await demo.open_ticket("Congés", "Combien ?")
    cursor = (await demo.system.changes_since(None)).cursor
    assert (await demo.system.changes_since(cursor)).numbers == ()
    demo.write(f"{number}.2.json", {"text": "Merci !"})
    assert (await demo.system.changes_since(cursor)).numbers == (number,)


async def test_what_we_write_does_not_make_the_ticket_show_again(demo: DemoWorld) -> None:
    number = await demo.open_ticket("Congés", "Combien ?")
    cursor = (await demo.system.changes_since(None)).cursor
    await demo.system.write_triage(number, Triage(category="conges"))
    await demo.system.add_note(number, "Classé.", KEY)
    await demo.system.post_reply(number, REPLY, KEY)
    assert (await demo.system.changes_since(cursor)).numbers == ()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"from": 3}', b'{"unheard_of": 1}', b"\xff\xfe\x00", b'{"date": "hier"}'],
)
async def test_a_malformed_file_is_named_and_hides_no_other(
    demo: DemoWorld, content: bytes
) -> None:
    number = await demo.open_ticket("Congés", "Combien ?")
    drop(demo, "Bad.json", content)
    listed = (await demo.system.changes_since(None)).numbers
    assert set(listed) == {number, "Bad"}
    assert (await demo.system.read_ticket(number)).text == "Combien ?"
    with pytest.raises(BadAnswer, match=r"« Bad\.json »"):
        await demo.system.read_ticket("Bad")


async def test_the_check_names_malformed_and_ignored_files(demo: DemoWorld) -> None:
    drop(demo, "Bad.json", b"{")
    drop(demo, "lettre (copie).docx", b"")
    advice = [line.advice for line in await demo.system.check() if not line.ok]
    assert any("lettre (copie).docx" in line for line in advice)
    assert any("Bad.json" in line for line in advice)


async def test_a_mail_nobody_can_read_is_still_a_ticket(demo: DemoWorld) -> None:
    drop(demo, "M1.eml", b"\xff\xfe garbage \x00\nContent-Type: nonsense;;;\n\n\xe9t\xe9")
    assert (await demo.system.read_ticket("M1")).requester_email == ""


async def test_the_same_key_writes_one_reply(demo: DemoWorld) -> None:
    number = await demo.open_ticket("Congés", "Combien ?")
    first = await demo.system.post_reply(number, REPLY, KEY)
    second = await demo.system.post_reply(number, "Un autre texte", KEY)
    assert first == second
    assert await demo.sent(number) == [REPLY]


async def test_a_key_used_on_another_ticket_is_refused(demo: DemoWorld) -> None:
    one, other = await demo.open_ticket("A", "?"), await demo.open_ticket("B", "?")
    await demo.system.post_reply(one, REPLY, KEY)
    with pytest.raises(Rejected, match="clé"):
        await demo.system.post_reply(other, REPLY, KEY)


@pytest.mark.parametrize("status", ["closed", "merged", "deleted"])
async def test_a_ticket_that_is_not_open_gets_no_reply(demo: DemoWorld, status: str) -> None:
    demo.write("T1.json", {"text": "?", "status": status, "merged_into": "T2"})
    ticket = await demo.system.read_ticket("T1")
    assert ticket.status is TicketStatus(status)
    assert ticket.merged_into == "T2"
    with pytest.raises(Rejected):
        await demo.system.post_reply("T1", REPLY, KEY)
    assert await demo.sent("T1") == []


async def test_the_reply_says_to_whom_and_about_what(demo: DemoWorld) -> None:
    number = await demo.open_ticket("Congés", "Combien ?")
    await demo.system.post_reply(number, REPLY, KEY)
    reply = json.loads((demo.folder / "outbox" / f"{KEY}.json").read_text("utf-8"))
    assert (reply["to"], reply["subject"], reply["text"]) == (REQUESTER, "Congés", REPLY)


async def test_no_unfinished_file_is_left_behind(demo: DemoWorld) -> None:
    number = await demo.open_ticket("Congés", "Combien ?")
    await demo.system.write_triage(number, Triage(category="conges"))
    await demo.system.post_reply(number, REPLY, KEY)
    await demo.system.post_reply(number, REPLY, KEY)
    assert names(demo.folder / "outbox") == [f"{KEY}.json"]
    assert names(demo.folder / "state") == [f"{number}.json"]


@pytest.mark.parametrize("number", ["../outbox/x", "T9", "", ".", "T1.2"])
async def test_triage_of_a_ticket_that_is_not_there_writes_nothing(
    demo: DemoWorld, number: str
) -> None:
    with pytest.raises(NotFound):
        await demo.system.write_triage(number, Triage(category="conges"))
    assert names(demo.folder / "state") == []


async def test_triage_adds_up(demo: DemoWorld) -> None:
    number = await demo.open_ticket("Congés", "Combien ?")
    await demo.system.write_triage(number, Triage(category="conges"))
    await demo.system.write_triage(number, Triage(priority=50))
    kept = json.loads((demo.folder / "state" / f"{number}.json").read_text("utf-8"))
    assert (kept["category"], kept["priority"]) == ("conges", 50)


@pytest.mark.parametrize("cursor", ["{", "[]", "3"])
async def test_a_cursor_that_cannot_be_read_says_what_to_do(demo: DemoWorld, cursor: str) -> None:
    with pytest.raises(BadAnswer, match="repère"):
        await demo.system.changes_since(cursor)


def test_a_lost_reply_of_the_folder_may_be_written_again(demo: DemoWorld) -> None:
    assert demo.system.resend_is_safe
    assert demo.system.grace.total_seconds() == 0


async def test_tags_are_kept_once_beside_those_there(demo: DemoWorld) -> None:
    number = await demo.open_ticket("Congés", "Combien ?")
    for tags in (("rh",), ("rh", "agenda")):
        await demo.system.write_triage(number, Triage(tags=tags))
    kept = json.loads((demo.folder / "state" / f"{number}.json").read_text("utf-8"))
    assert kept["tags"] == ["rh", "agenda"]


@pytest.mark.parametrize("away", ["inbox", "outbox"])
async def test_a_folder_that_is_away_is_named_and_nothing_is_said_of_its_files(
    demo: DemoWorld, away: str
) -> None:
    number = await demo.open_ticket("Congés", "Combien ?")
    folder, elsewhere = demo.folder / away, demo.folder / "elsewhere"
    folder.rename(elsewhere)
    system = demo.system
    asked: list[Awaitable[object]] = [
        system.read_ticket(number),
        system.post_reply(number, REPLY, KEY),
        system.changes_since(None) if away == "inbox" else system.find_reply(number, KEY),
    ]
    for asking in asked:
        with pytest.raises(ConnectorError, match=f"/{away} »") as told:
            await asking
        assert not told.value.permanent
    elsewhere.rename(folder)
    assert await demo.system.find_reply(number, KEY) is None
    assert await demo.system.post_reply(number, REPLY, KEY)
