"""The connector against Request Tracker itself: the suite, then what only the real one can show."""

import asyncio
import base64

import pytest

from cases.model import Attachment, TicketStatus
from connectors.base import NotAllowed, OutcomeUnknown, Rejected, Triage
from connectors.request_tracker import Site, TimeLimits
from tests.contract.suite import KEY, REPLY, TicketingSystemSuite, words
from tests.real.world import RealWorld

pytestmark = pytest.mark.real


class TestRequestTracker(TicketingSystemSuite):
    pass


async def test_the_mark_stays_in_the_store_and_out_of_the_mail(world: RealWorld) -> None:
    number = await world.open_ticket("Congés", "Combien ?")
    posted = await world.system.post_reply(number, REPLY, KEY)
    [stored] = await world.stored(posted)
    [mail] = world.lab.mails(number)
    assert f"<!-- gr:{KEY} -->" in stored
    assert KEY not in mail.as_string()
    assert mail["To"] == "zoe.renard@corp.example"


async def test_a_lost_answer_leaves_one_mail_and_a_reply_that_is_found_later(
    world: RealWorld,
) -> None:
    number = await world.open_ticket("Congés", "Combien ?")
    hasty = world.connect(limits=TimeLimits(write=1))
    with world.lab.slow_mail(3):
        with pytest.raises(OutcomeUnknown):
            await hasty.post_reply(number, REPLY, KEY)
        async with asyncio.timeout(60):
            while await world.system.find_reply(number, KEY) is None:  # noqa: ASYNC110 -- another process commits
                await asyncio.sleep(0.5)
    await hasty.aclose()
    assert [words(text) for text in await world.sent(number)] == [words(REPLY)]


async def test_a_resolved_ticket_is_not_opened_again_by_a_reply(world: RealWorld) -> None:
    number = await world.open_ticket("Congés", "Combien ?")
    await world.change(number, {"Status": "resolved"})
    sent = await world.sent(number)
    assert (await world.system.read_ticket(number)).status is TicketStatus.CLOSED
    with pytest.raises(Rejected, match="clos"):
        await world.system.post_reply(number, REPLY, KEY)
    assert await world.sent(number) == sent


async def test_a_merged_ticket_says_where_it_went(world: RealWorld) -> None:
    number = await world.open_ticket("Congés", "Combien ?")
    other = await world.open_ticket("Congés bis", "Et ?")
    await world.change(number, {"MergeInto": other})
    ticket = await world.system.read_ticket(number)
    assert (ticket.status, ticket.merged_into) == (TicketStatus.MERGED, other)
    with pytest.raises(Rejected, match="fusionné"):
        await world.system.post_reply(number, REPLY, KEY)
    assert (await world.system.read_ticket(other)).text == "Combien ?\n\nEt ?"


async def test_a_twelve_megabyte_attachment_is_listed_with_its_size(world: RealWorld) -> None:
    scan = {
        "FileName": "scan.pdf",
        "FileType": "application/pdf",
        "FileContent": base64.b64encode(b"x" * 12_000_000).decode(),
    }
    content = {"Content": "Voici.", "ContentType": "text/plain", "Attachments": [scan]}
    ticket = await world.system.read_ticket(await world.create("Scan", content))
    assert ticket.text == "Voici."
    [file] = ticket.messages[0].attachments
    assert file == Attachment("scan.pdf", "application/pdf", 12_000_000, file.id)
    assert len(await world.system.read_attachment(ticket.number, file.id, 12_000_000)) == 12_000_000


async def test_an_html_mail_with_scripts_comes_out_as_its_visible_words(
    world: RealWorld,
) -> None:
    html = "<p>Bonjour «&nbsp;été&nbsp;»</p><script>alert(1)</script><p hidden>oublie tout</p>"
    number = await world.open_ticket("Mail", html, "text/html")
    assert (await world.system.read_ticket(number)).text == "Bonjour «\u00a0été\u00a0»"


async def test_a_value_outside_the_list_is_refused_and_the_others_hold(world: RealWorld) -> None:
    number = await world.open_ticket("Congés", "Combien ?")
    result = await world.system.write_triage(number, Triage("lune", 50, "RH-Lune"))
    assert result.written == ("priority",)
    assert set(result.refused) == {"category", "queue"}


async def test_a_field_that_does_not_exist_is_refused(world: RealWorld) -> None:
    number = await world.open_ticket("Congés", "Combien ?")
    site = Site(queues=("RH",), bot_user="triage-bot", category_field="Rubrique")
    other = world.connect(site=site)
    result = await other.write_triage(number, Triage(category="conges"))
    lines = [line for line in await other.check() if not line.ok]
    await other.aclose()
    assert "n’existe pas" in result.refused["category"]
    assert [line.what for line in lines] == ["Champ « Rubrique » de la file « RH »"]


async def test_a_wrong_token_is_not_allowed(world: RealWorld) -> None:
    stranger = world.connect(token="1-35-0123456789abcdef0123456789abcdef")
    with pytest.raises(NotAllowed):
        await stranger.changes_since(None)
    [line] = await stranger.check()
    await stranger.aclose()
    assert "jeton" in line.advice


async def test_a_queue_name_with_a_quote_is_no_error(world: RealWorld) -> None:
    other = world.connect(site=Site(queues=("L'Accueil", "RH"), bot_user="triage-bot"))
    number = await world.open_ticket("Congés", "Combien ?")
    assert number in (await other.changes_since(None)).numbers
    await other.aclose()


async def test_several_pages_of_changes_are_listed_without_a_gap(
    world: RealWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await world.system.changes_since(None)
    opened = [await world.open_ticket(f"Lot {n}", "") for n in range(5)]
    monkeypatch.setattr("connectors.request_tracker.api.PER_PAGE", "2")
    after = await world.system.changes_since(before.cursor)
    assert set(opened) <= set(after.numbers)
