"""What we read of a Redmine ticket, and what we leave there."""

from dataclasses import replace

import pytest

from cases.model import Attachment, TicketStatus
from connectors.base import BadAnswer, NotAllowed
from tests.contract.redmine_world import SITE, RedmineWorld
from tests.contract.servers.redmine_store import (
    BOT,
    MAIL_FIELD,
    OFFICER,
    ZOE,
    File,
    Issue,
    Person,
)
from tests.contract.world import REQUESTER

SCAN = File(31, "reçu été.pdf", 12_000_000, "application/pdf")


@pytest.fixture
def issue(redmine: RedmineWorld) -> Issue:
    return redmine.store.create("Sujet", "Combien ?")


@pytest.mark.parametrize(
    ("projects", "outside"), [(("rh",), False), (("1",), False), (("it",), True)]
)
async def test_a_ticket_of_a_project_that_is_not_followed_says_so(
    redmine: RedmineWorld, issue: Issue, projects: tuple[str, ...], *, outside: bool
) -> None:
    system = redmine.connect(site=replace(SITE, projects=projects))
    assert (await system.read_ticket(str(issue.id))).outside is outside
    await system.aclose()


@pytest.mark.failure(10, "redmine")
async def test_files_are_listed_with_the_message_they_came_with_and_never_read(
    redmine: RedmineWorld, issue: Issue
) -> None:
    issue.files.append(File(30, "note.txt", 3, "text/plain"))
    redmine.store.attach(issue, SCAN, ZOE, "Voici.")
    first, second = (await redmine.system.read_ticket(str(issue.id))).messages
    assert first.attachments == (Attachment("note.txt", "text/plain", 3, "30"),)
    scan = Attachment("reçu été.pdf", "application/pdf", 12_000_000, str(SCAN.id))
    assert second.attachments == (scan,)
    assert redmine.server.faults.calls("attachments") == 0


async def test_a_file_without_a_word_is_a_message_of_the_requester(
    redmine: RedmineWorld, issue: Issue
) -> None:
    redmine.store.attach(issue, SCAN, ZOE)
    last = (await redmine.system.read_ticket(str(issue.id))).messages[-1]
    assert (last.text, len(last.attachments), last.from_requester) == ("", 1, True)


async def test_private_notes_and_bare_changes_stay_out(redmine: RedmineWorld, issue: Issue) -> None:
    redmine.store.record(issue, OFFICER, "interne", private=True)
    redmine.store.record(issue, OFFICER, details=[{"property": "attr", "name": "priority_id"}])
    ticket = await redmine.system.read_ticket(str(issue.id))
    assert [message.text for message in ticket.messages] == ["Combien ?"]
    assert not ticket.answered_by_others


async def test_a_note_made_private_later_keeps_its_words_inside(
    redmine: RedmineWorld, issue: Issue
) -> None:
    redmine.store.attach(issue, SCAN, OFFICER, "interne")
    issue.journals[0].private = True
    ticket = await redmine.system.read_ticket(str(issue.id))
    assert [message.text for message in ticket.messages] == ["Combien ?", ""]


async def test_a_requester_who_names_an_address_keeps_their_name(
    redmine: RedmineWorld, issue: Issue
) -> None:
    issue.fields[MAIL_FIELD] = "zoe.privee@corp.example"
    informed = redmine.connect(site=replace(SITE, email_field="Courriel"))
    ticket = await informed.read_ticket(str(issue.id))
    await informed.aclose()
    assert (ticket.requester_email, ticket.requester_name) == (
        "zoe.privee@corp.example",
        "Zoé Renard",
    )


async def test_a_colleagues_note_is_no_word_of_the_requester(
    redmine: RedmineWorld, issue: Issue
) -> None:
    redmine.store.record(issue, OFFICER, "25 jours.")
    ticket = await redmine.system.read_ticket(str(issue.id))
    assert ticket.text == "Combien ?"
    assert ticket.answered_by_others
    assert ticket.messages[-1].author == "Agent RH"


@pytest.mark.parametrize("locked", [False, True])
async def test_somebody_in_copy_is_heard_as_the_requester(
    redmine: RedmineWorld, issue: Issue, *, locked: bool
) -> None:
    redmine.store.people[8] = Person(8, "bob", "Bob", "", {1: [5]}, locked=locked)
    redmine.store.record(issue, 8, "Moi aussi.")
    ticket = await redmine.system.read_ticket(str(issue.id))
    assert ticket.text == "Combien ?\n\nMoi aussi."
    assert not ticket.answered_by_others


async def test_a_follow_up_of_the_requester_changes_the_version(
    redmine: RedmineWorld, issue: Issue
) -> None:
    before = await redmine.system.read_ticket(str(issue.id))
    redmine.store.record(issue, ZOE, "Et les RTT ?")
    after = await redmine.system.read_ticket(str(issue.id))
    assert after.version != before.version


async def test_a_request_an_officer_wrote_down_is_of_the_person_named_in_the_field(
    redmine: RedmineWorld,
) -> None:
    issue = redmine.store.create("Vu au guichet", "Combien ?", author=OFFICER)
    issue.fields[MAIL_FIELD] = "leo@corp.example"
    redmine.store.record(issue, OFFICER, "25 jours.")
    informed = redmine.connect(site=replace(SITE, email_field="Courriel"))
    ticket = await informed.read_ticket(str(issue.id))
    await informed.aclose()
    assert (ticket.requester_email, ticket.requester_name) == ("leo@corp.example", "")
    assert ticket.text == "Combien ?"
    assert ticket.answered_by_others


@pytest.mark.parametrize(
    ("login", "domain", "expected"),
    [
        ("zoe", "", ""),
        ("zoe", "corp.example", "zoe@corp.example"),
        ("zoe.renard@corp.example", "", REQUESTER),
    ],
)
async def test_a_hidden_address_is_the_login_or_made_of_it(
    redmine: RedmineWorld, issue: Issue, login: str, domain: str, expected: str
) -> None:
    redmine.store.people[ZOE].hides_mail = True
    redmine.store.people[ZOE].login = login
    informed = redmine.connect(site=replace(SITE, mail_domain=domain))
    assert (await informed.read_ticket(str(issue.id))).requester_email == expected
    await informed.aclose()


async def test_a_ticket_of_an_anonymous_sender_is_read(redmine: RedmineWorld) -> None:
    issue = redmine.store.create("Par courriel", "Combien ?", author=4)
    ticket = await redmine.system.read_ticket(str(issue.id))
    assert (ticket.requester_email, ticket.requester_name) == ("", "Anonymous")
    assert ticket.text == "Combien ?"


@pytest.mark.parametrize(
    ("status", "expected"),
    [(1, TicketStatus.OPEN), (2, TicketStatus.OPEN), (5, TicketStatus.CLOSED)],
)
async def test_a_status_is_reduced_to_what_matters(
    redmine: RedmineWorld, issue: Issue, status: int, expected: TicketStatus
) -> None:
    issue.status = status
    assert (await redmine.system.read_ticket(str(issue.id))).status is expected


@pytest.mark.failure(8, "redmine")
async def test_a_ticket_moved_out_of_our_sight_is_not_allowed(
    redmine: RedmineWorld, issue: Issue
) -> None:
    del redmine.store.people[BOT].roles[2]
    issue.project = 2
    with pytest.raises(NotAllowed):
        await redmine.system.read_ticket(str(issue.id))


async def test_an_answer_about_another_ticket_is_not_believed(
    redmine: RedmineWorld, issue: Issue
) -> None:
    other = redmine.store.create("Autre", "Le secret d'un autre.")
    redmine.store.issues[issue.id] = other
    with pytest.raises(BadAnswer, match="autre ticket"):
        await redmine.system.read_ticket(str(issue.id))


async def test_hidden_characters_are_dropped_and_no_break_spaces_kept(
    redmine: RedmineWorld,
) -> None:
    issue = redmine.store.create(
        "Su\u200bjet\u202e", "5\u00a0000 \u00ab\u202foui\u202f\u00bb\u200b"
    )
    ticket = await redmine.system.read_ticket(str(issue.id))
    assert ticket.subject == "Sujet"
    assert ticket.text == "5\u00a0000 \u00ab\u202foui\u202f\u00bb"
