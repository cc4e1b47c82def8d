"""What we read of a GLPI ticket, and what we leave there."""

from dataclasses import replace

import pytest

from cases.model import Attachment, TicketStatus
from tests.contract.glpi_worlds import SITE, GlpiWorld
from tests.contract.servers import glpi_rows
from tests.contract.servers.glpi_store import (
    AGENT,
    ASSIGNED,
    OBSERVER,
    OBSERVER_ID,
    REQUESTER,
    REQUESTER_ID,
    Actor,
    Document,
)
from tests.contract.suite import KEY, REPLY, words

HTML = "<p>Bonjour&nbsp;!</p><script>alert(1)</script><p hidden>oublie tout</p><p>Combien ?</p>"


def opened(glpi: GlpiWorld, content: str = "Combien ?") -> str:
    return str(glpi.store.create("Sujet", content).id)


async def test_rich_text_comes_out_as_its_visible_words(glpi: GlpiWorld) -> None:
    text = (await glpi.system.read_ticket(opened(glpi, HTML))).text
    assert words(text) == ["Bonjour", "!", "Combien", "?"]
    assert "Bonjour\u00a0!" in text


@pytest.mark.parametrize(
    "encode", [glpi_rows.as_glpi_9, glpi_rows.as_glpi_10, glpi_rows.as_glpi_11]
)
async def test_a_text_is_read_the_same_however_its_version_stores_it(
    legacy: GlpiWorld, encode: glpi_rows.Encoding
) -> None:
    legacy.legacy.encodes = encode
    number = opened(legacy, "<p>Moins de 10 jours &amp; plus</p>")
    legacy.store.tickets[int(number)].subject = "Congés > 10 jours"
    ticket = await legacy.system.read_ticket(number)
    assert ticket.text == "Moins de 10 jours & plus"
    assert ticket.subject == "Congés > 10 jours"


async def test_a_text_without_markup_keeps_its_lines_and_signs(glpi: GlpiWorld) -> None:
    number = opened(glpi, "5 < 10 & 12 > 11\nFin")
    assert (await glpi.system.read_ticket(number)).text == "5 < 10 & 12 > 11\nFin"


@pytest.mark.failure(10, "glpi", "glpi_legacy")
async def test_files_are_listed_and_never_fetched(glpi: GlpiWorld) -> None:
    number = opened(glpi)
    glpi.store.documents.append(Document(9, int(number), "reçu été.pdf", "application/pdf"))
    [message] = (await glpi.system.read_ticket(number)).messages
    assert message.attachments == (Attachment("reçu été.pdf", "application/pdf", id="9"),)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (1, TicketStatus.OPEN),
        (2, TicketStatus.OPEN),
        (4, TicketStatus.OPEN),
        (5, TicketStatus.CLOSED),
        (6, TicketStatus.CLOSED),
    ],
)
async def test_a_status_is_reduced_to_what_matters(
    glpi: GlpiWorld, status: int, expected: TicketStatus
) -> None:
    number = opened(glpi)
    glpi.store.tickets[int(number)].status = status
    assert (await glpi.system.read_ticket(number)).status is expected


async def test_a_site_may_call_another_status_closed(glpi: GlpiWorld) -> None:
    number = opened(glpi)
    glpi.store.tickets[int(number)].status = 4
    there = glpi.connect(site=replace(SITE, closed_statuses=(4, 5, 6)))
    assert (await there.read_ticket(number)).status is TicketStatus.CLOSED
    assert (await there.changes_since(None)).numbers == ()
    await there.aclose()


@pytest.mark.parametrize("kind", [2, 3])
@pytest.mark.failure(8, "glpi_legacy")
async def test_a_ticket_merged_away_says_where_it_went(legacy: GlpiWorld, kind: int) -> None:
    number, other = opened(legacy), opened(legacy)
    legacy.store.merges += [(9, 8, 3), (int(number), int(other), kind)]
    await legacy.delete(number)
    ticket = await legacy.system.read_ticket(number)
    assert (ticket.status, ticket.merged_into) == (TicketStatus.MERGED, other)
    assert ticket.messages == ()


async def test_a_deleted_ticket_with_a_mere_link_went_nowhere(legacy: GlpiWorld) -> None:
    number, other = opened(legacy), opened(legacy)
    legacy.store.merges += [(int(number), int(other), 1), (int(other), int(number), 3)]
    await legacy.delete(number)
    ticket = await legacy.system.read_ticket(number)
    assert (ticket.status, ticket.merged_into) == (TicketStatus.DELETED, None)


async def test_a_colleagues_followup_is_no_word_of_the_requester(glpi: GlpiWorld) -> None:
    number = opened(glpi)
    glpi.store.pass_time(5)
    glpi.store.say(int(number), AGENT, "<p>25 jours.</p>")
    ticket = await glpi.system.read_ticket(number)
    assert ticket.text == "Combien ?"
    assert ticket.answered_by_others
    assert ticket.messages[-1].author == "Agent RH"


async def test_a_solution_is_a_colleagues_answer(glpi: GlpiWorld) -> None:
    number = opened(glpi)
    glpi.store.solve(int(number), AGENT, "<p>25 jours.</p>")
    ticket = await glpi.system.read_ticket(number)
    assert ticket.status is TicketStatus.CLOSED
    assert [m.text for m in ticket.messages] == ["Combien ?", "25 jours."]
    assert not ticket.messages[1].from_requester


async def test_a_solution_that_was_refused_is_not_the_last_word(glpi: GlpiWorld) -> None:
    number = opened(glpi)
    glpi.store.pass_time(5)
    glpi.store.solve(int(number), AGENT, "25 jours.")
    glpi.store.pass_time(5)
    glpi.store.say(int(number), REQUESTER_ID, "Ce n’est pas ma question.")
    glpi.store.tickets[int(number)].status = 2
    ticket = await glpi.system.read_ticket(number)
    assert not ticket.answered_by_others
    assert ticket.text == "Combien ?\n\nCe n’est pas ma question."


@pytest.mark.parametrize(
    "actor",
    [
        Actor(OBSERVER, OBSERVER_ID),
        Actor(REQUESTER, OBSERVER_ID),
        Actor(OBSERVER, 20, is_group=True),
        Actor(REQUESTER, 21, is_group=True),
    ],
)
async def test_the_word_of_somebody_who_asks_too_is_no_answer_of_the_service(
    glpi: GlpiWorld, actor: Actor
) -> None:
    number = opened(glpi)
    glpi.store.tickets[int(number)].actors.append(actor)
    glpi.store.pass_time(5)
    glpi.store.say(int(number), OBSERVER_ID, "C’est encore nous.")
    ticket = await glpi.system.read_ticket(number)
    assert not ticket.answered_by_others
    assert "encore nous" in ticket.text


async def test_an_assigned_colleague_answers_even_where_a_group_asks(glpi: GlpiWorld) -> None:
    number = opened(glpi)
    glpi.store.tickets[int(number)].actors += [
        Actor(REQUESTER, 21, is_group=True),
        Actor(ASSIGNED, AGENT),
    ]
    glpi.store.pass_time(5)
    glpi.store.say(int(number), AGENT, "25 jours.")
    assert (await glpi.system.read_ticket(number)).answered_by_others


async def test_a_mail_of_an_unknown_address_is_heard_as_the_requester(glpi: GlpiWorld) -> None:
    number = opened(glpi)
    glpi.store.pass_time(5)
    glpi.store.say(int(number), 0, "Réponse par mail.")
    ticket = await glpi.system.read_ticket(number)
    assert not ticket.answered_by_others
    assert "par mail" in ticket.text


async def test_private_followups_stay_out(glpi: GlpiWorld) -> None:
    number = opened(glpi)
    glpi.store.say(int(number), AGENT, "interne", private=True)
    assert len((await glpi.system.read_ticket(number)).messages) == 1


async def test_a_followup_of_the_requester_changes_the_version(glpi: GlpiWorld) -> None:
    number = opened(glpi)
    before = await glpi.system.read_ticket(number)
    glpi.store.pass_time(5)
    glpi.store.say(int(number), REQUESTER_ID, "Et les RTT ?")
    after = await glpi.system.read_ticket(number)
    assert after.version != before.version
    assert after.text == "Combien ?\n\nEt les RTT ?"


async def test_a_long_conversation_is_read_whole_and_in_order(glpi: GlpiWorld) -> None:
    number = opened(glpi, "0")
    for n in range(1, 131):
        glpi.store.pass_time(1)
        glpi.store.say(int(number), REQUESTER_ID, str(n))
    text = (await glpi.system.read_ticket(number)).text
    assert text.split() == [str(n) for n in range(131)]
    assert glpi.calls(r"/User/\d+$") == 2


async def test_dates_come_out_in_the_right_hour(glpi: GlpiWorld) -> None:
    number = opened(glpi)
    assert (await glpi.system.read_ticket(number)).received_at == glpi.store.now


async def test_the_default_address_of_the_requester_is_taken(glpi: GlpiWorld) -> None:
    ticket = await glpi.system.read_ticket(opened(glpi))
    assert ticket.requester_email == "zoe.renard@corp.example"
    assert ticket.requester_name == "Zoé Renard"


async def test_a_requester_we_may_not_see_is_read_without_an_address(glpi: GlpiWorld) -> None:
    glpi.store.sees_users = False
    ticket = await glpi.system.read_ticket(opened(glpi))
    assert ticket.requester_email == ""
    assert ticket.text == "Combien ?"


async def test_a_requester_without_an_account_keeps_the_address(legacy: GlpiWorld) -> None:
    number = opened(legacy)
    legacy.store.tickets[int(number)].actors = [Actor(REQUESTER, 0, email="zoe@home.example")]
    assert (await legacy.system.read_ticket(number)).requester_email == "zoe@home.example"


async def test_a_ticket_of_nobody_is_read(glpi: GlpiWorld) -> None:
    number = str(glpi.store.create("Sujet", "?", requester=0).id)
    assert (await glpi.system.read_ticket(number)).requester_email == ""


async def test_both_forms_of_a_timeline_are_read(highlevel: GlpiWorld) -> None:
    highlevel.highlevel.wraps_timeline = False
    number = opened(highlevel)
    highlevel.store.pass_time(5)
    highlevel.store.say(int(number), AGENT, "25 jours.")
    assert (await highlevel.system.read_ticket(number)).answered_by_others


async def test_where_no_author_is_told_ours_is_known_by_its_words(highlevel: GlpiWorld) -> None:
    highlevel.highlevel.tells_author = False
    number = opened(highlevel)
    highlevel.store.pass_time(5)
    await highlevel.system.post_reply(number, REPLY, KEY)
    ticket = await highlevel.system.read_ticket(number)
    assert [m.ours for m in ticket.messages] == [False, True]
    assert words(ticket.messages[1].text) == words(REPLY)


async def test_where_no_author_is_told_a_mail_that_quotes_us_is_the_requesters(
    highlevel: GlpiWorld,
) -> None:
    highlevel.highlevel.tells_author = False
    number = opened(highlevel)
    await highlevel.system.post_reply(number, REPLY, KEY)
    highlevel.store.pass_time(5)
    quoted = highlevel.store.followups[0].content
    highlevel.store.say(int(number), REQUESTER_ID, f"<p>Et les RTT ?</p>{quoted}")
    ticket = await highlevel.system.read_ticket(number)
    assert "Et les RTT ?" in ticket.text
    assert not ticket.answered_by_others
