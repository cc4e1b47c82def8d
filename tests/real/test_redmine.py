"""The connector against Redmine itself: the suite, then what only the real one can show."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from cases.model import TicketStatus
from connectors.base import ConnectorError, NotAllowed, OutcomeUnknown, Rejected, Triage
from tests.contract.suite import KEY, REPLY, TicketingSystemSuite, words
from tests.real.redmine_lab import RedmineLab
from tests.real.redmine_world import SITE, RealRedmine, losing_gateway

pytestmark = pytest.mark.real

ALICE = "alice@corp.example"


@pytest.fixture
async def world(redmine: RedmineLab) -> AsyncIterator[RealRedmine]:
    world = RealRedmine(redmine)
    yield world
    await world.aclose()


class TestRedmine(TicketingSystemSuite):
    pass


async def test_the_key_stands_in_the_journal_of_the_reply_and_out_of_the_mail(
    world: RealRedmine,
) -> None:
    number = await world.open_ticket("Congés", "Combien ?")
    posted = await world.system.post_reply(number, REPLY, KEY)
    [journal] = [j for j in (await world.record(number))["journals"] if str(j["id"]) == posted]
    assert [detail["new_value"] for detail in journal["details"]] == [KEY]
    assert len(await world.sent(number)) == 1
    [mail] = world.lab.mails(number, "zoe.renard@corp.example")
    assert KEY not in mail.as_string()


async def test_the_requester_sees_neither_the_key_nor_the_private_note(world: RealRedmine) -> None:
    number = await world.open_ticket("Congés", "Combien ?")
    await world.system.add_note(number, "Classé.", KEY)
    await world.system.post_reply(number, REPLY, KEY)
    seen = await world.record(number, "zoe")
    assert [words(journal["notes"]) for journal in seen["journals"]] == [words(REPLY)]
    assert "custom_fields" not in seen
    assert seen["journals"][0]["details"] == []


async def test_each_of_several_replies_is_found_by_its_own_key(world: RealRedmine) -> None:
    number = await world.open_ticket("Congés", "Combien ?")
    first = await world.system.post_reply(number, "Un.", "key-1")
    second = await world.system.post_reply(number, "Deux.", "key-2")
    assert await world.system.find_reply(number, "key-1") == first
    assert await world.system.find_reply(number, "key-2") == second


async def test_a_key_that_was_posted_is_not_posted_again(world: RealRedmine) -> None:
    number = await world.open_ticket("Congés", "Combien ?")
    first = await world.system.post_reply(number, REPLY, KEY)
    assert await world.system.post_reply(number, REPLY, KEY) == first
    assert len(await world.sent(number)) == 1


async def test_a_lost_answer_leaves_one_reply_that_is_found(world: RealRedmine) -> None:
    number = await world.open_ticket("Congés", "Combien ?")
    async with losing_gateway(world.lab) as url:
        through = world.connect(url=url)
        with pytest.raises(OutcomeUnknown):
            await through.post_reply(number, REPLY, KEY)
        await through.aclose()
    posted = await world.system.find_reply(number, KEY)
    assert await world.system.post_reply(number, REPLY, KEY) == posted
    assert len(await world.sent(number)) == 1


async def test_a_requester_left_at_redmines_defaults_gets_the_reply_by_mail(
    world: RealRedmine,
) -> None:
    number = await world.open_as("alice", "Congés", "Combien ?")
    result = await world.system.write_triage(number, Triage(category="conges"))
    await world.system.post_reply(number, REPLY, KEY)
    assert result.refused == {}
    assert [words(text) for text in await world.mailed(number, ALICE)] == [words(REPLY)]
    assert len(world.lab.mails(number, ALICE)) == 1


async def test_without_being_made_a_watcher_that_requester_gets_nothing(
    world: RealRedmine,
) -> None:
    number = await world.open_as("alice", "Congés", "Combien ?")
    apart = world.connect(site=replace(SITE, follow_requester=False))
    await apart.post_reply(number, REPLY, KEY)
    await apart.aclose()
    assert await world.mailed(number, ALICE) == []


async def test_a_hidden_address_is_made_of_login_and_domain(world: RealRedmine) -> None:
    number = await world.open_as("alice", "Congés", "Combien ?")
    assert (await world.system.read_ticket(number)).requester_email == ""
    informed = world.connect(site=replace(SITE, mail_domain="corp.example"))
    ticket = await informed.read_ticket(number)
    await informed.aclose()
    assert (ticket.requester_email, ticket.requester_name) == (ALICE, "Alice Martin")


async def test_an_account_without_the_rights_writes_nothing_public_by_mistake(
    world: RealRedmine,
) -> None:
    number = await world.open_ticket("Congés", "Combien ?")
    weak = world.connect(key=world.lab.keys["weak"])
    with pytest.raises(NotAllowed, match="Définir une note comme privée"):
        await weak.add_note(number, "Classé.", KEY)
    # Its role does not see the key field: without it no reply may leave.
    with pytest.raises(ConnectorError, match="TriageKey"):
        await weak.post_reply(number, REPLY, KEY)
    lines = [line.advice for line in await weak.check() if not line.ok]
    await weak.aclose()
    rights, field = lines
    assert "Modifier les demandes" in rights
    assert "aucun courriel" in rights
    assert "Il manque au ticket" in field
    assert (await world.record(number))["journals"] == []


async def test_a_closed_ticket_gets_no_reply(world: RealRedmine) -> None:
    number = await world.open_ticket("Congés", "Combien ?")
    await world.change(number, {"status_id": 5})
    assert (await world.system.read_ticket(number)).status is TicketStatus.CLOSED
    with pytest.raises(Rejected, match="clos"):
        await world.system.post_reply(number, REPLY, KEY)


async def test_values_that_do_not_exist_are_refused_and_the_others_hold(
    world: RealRedmine,
) -> None:
    number = await world.open_ticket("Congés", "Combien ?")
    result = await world.system.write_triage(number, Triage("lune", 50, "RH-Lune"))
    assert result.written == ("priority",)
    assert set(result.refused) == {"category", "queue"}


async def test_our_own_writing_is_no_change_and_the_requesters_is(world: RealRedmine) -> None:
    number = await world.open_ticket("Congés", "Combien ?")
    seen = await world.system.changes_since(None)
    await world.system.add_note(number, "Classé.", KEY)
    ours = await world.system.changes_since(seen.cursor)
    await world.change(number, {"notes": "Et les RTT ?"}, "zoe")
    theirs = await world.system.changes_since(ours.cursor)
    assert number in seen.numbers
    assert number not in ours.numbers
    assert number in theirs.numbers
    ticket = await world.system.read_ticket(number)
    assert ticket.text == "Combien ?\n\nEt les RTT ?"


async def test_an_officers_public_note_is_an_answer_and_their_private_one_is_not(
    world: RealRedmine,
) -> None:
    number = await world.open_ticket("Congés", "Combien ?")
    await world.change(number, {"notes": "À voir.", "private_notes": True})
    assert not (await world.system.read_ticket(number)).answered_by_others
    await world.change(number, {"notes": "25 jours."})
    assert (await world.system.read_ticket(number)).answered_by_others


async def test_a_wrong_key_is_not_allowed(world: RealRedmine) -> None:
    stranger = world.connect(key="0123456789abcdef0123456789abcdef01234567")
    with pytest.raises(NotAllowed):
        await stranger.changes_since(None)
    [line] = await stranger.check()
    await stranger.aclose()
    assert "jeton" in line.advice


async def test_markup_in_an_approved_text_is_shown_as_text(world: RealRedmine) -> None:
    number = await world.open_ticket("Congés", "Combien ?")
    letter = "# 12\n*non* <script>x</script> [a](http://b) a_b\n    4 espaces\n---"
    await world.system.post_reply(number, letter, KEY)
    assert await world.sent(number)
    [mail] = world.lab.mails(number, "zoe.renard@corp.example")
    page = mail.get_body(("html",))
    assert page is not None
    shown = page.get_content()
    assert "# 12<br>" in shown
    assert "*non* &lt;script&gt;x&lt;/script&gt;" in shown
    assert "<script" not in shown


async def test_several_pages_of_changes_are_listed_without_a_gap(
    world: RealRedmine, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await world.system.changes_since(None)
    opened = [await world.open_ticket(f"Lot {n}", "") for n in range(5)]
    monkeypatch.setattr("connectors.redmine.changes.PER_PAGE", 2)
    after = await world.system.changes_since(before.cursor)
    assert set(opened) <= set(after.numbers)
