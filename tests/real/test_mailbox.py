"""The connector against Dovecot itself: the suite, then what only a real server can show."""

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from cases.model import Attachment
from connectors.base import ConnectorError, NotAllowed, OutcomeUnknown, Rejected
from connectors.mailbox import Security, Server
from connectors.mailbox.site import SENT_KEYWORD
from tests.contract.mailbox_world import ADDRESS, SITE, letter, number
from tests.contract.servers.faults import Fault
from tests.contract.servers.imap_server import ACCOUNT
from tests.contract.suite import KEY, REPLY, TicketingSystemSuite, words
from tests.contract.world import REQUESTER
from tests.real import mail_lab
from tests.real.mail_lab import MailLab
from tests.real.mail_world import RealMailWorld, real_mail_world

pytestmark = pytest.mark.real

HOME = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def dovecot() -> MailLab:
    missing = mail_lab.why_not()
    if missing is not None:
        pytest.skip(f"no Dovecot can be started here: {missing}")
    return mail_lab.start()


@pytest.fixture
async def world(dovecot: MailLab) -> AsyncIterator[RealMailWorld]:
    async with real_mail_world(dovecot) as world:
        yield world


class TestMailbox(TicketingSystemSuite):
    pass


async def test_the_requester_gets_the_letter_word_for_word(world: RealMailWorld) -> None:
    mail = letter("Congés d’été", "Combien ?")
    await world.write(mail)
    posted = await world.system.post_reply(number(mail), REPLY, KEY)
    [received] = world.lab.mails(REQUESTER)
    body = received.get_body(("plain",))
    assert body is not None
    assert body.get_content().splitlines() == REPLY.splitlines()
    assert received["Message-ID"] == posted
    assert received["To"] == REQUESTER
    assert (received["Subject"], received["In-Reply-To"]) == (
        "Re: Congés d’été",
        mail["Message-ID"],
    )
    assert received["Auto-Submitted"] == "auto-replied"


async def test_the_answered_mail_is_put_away_unread_and_the_copy_marked(
    world: RealMailWorld,
) -> None:
    asked = await world.open_ticket("Congés", "Combien ?")
    await world.system.post_reply(asked, REPLY, KEY)
    assert world.lab.mails(ADDRESS) == []
    assert flags(world, "Treated") == [set()]
    assert flags(world, "Sent") == [{"\\Seen", SENT_KEYWORD}]


def flags(world: RealMailWorld, folder: str) -> list[set[str]]:
    with world.lab.box(ADDRESS, folder) as client:
        said = client.get_flags(client.search())
    return [{flag.decode() for flag in held} - {"\\Recent"} for held in said.values()]


# What the requester has after the kill, and whether we know for certain that it left.
ARROWS = {
    "before the copy": (0, False),
    "after the copy": (0, False),
    "before it is announced": (0, False),
    "before it is given": (0, False),
    "before its answer is read": (1, False),
    "after it was accepted": (1, False),
    "before the mark": (1, False),
    "after the mark": (1, True),
    "before it is put away": (1, True),
    "after it was put away": (1, True),
}


@pytest.mark.parametrize("point", ARROWS)
async def test_a_process_killed_at_any_arrow_never_makes_two_mails(
    world: RealMailWorld, point: str
) -> None:
    asked = await world.open_ticket("Congés", "Combien ?")
    await killed_at(point, world, asked)
    received, known = ARROWS[point]
    await settled(world, received)
    assert (await world.system.find_reply(asked, KEY) is not None) is known
    # Unknown and never resent: a person is asked.
    assert not world.system.resend_is_safe
    assert len(await world.sent(asked)) == received


async def killed_at(point: str, world: RealMailWorld, asked: str) -> None:
    doomed = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__).with_name("doomed_reply.py")),
        str(world.relay.port),
        asked,
        point,
        cwd=HOME,
        stdin=asyncio.subprocess.DEVNULL,
    )
    assert await asyncio.wait_for(doomed.wait(), 60) == -9


async def settled(world: RealMailWorld, received: int) -> None:
    """Give the relay the time to deliver what it took, and one that must not come the same."""
    async with asyncio.timeout(20):
        while len(world.relay.carried) < received:  # noqa: ASYNC110 -- another process sends
            await asyncio.sleep(0.1)
    await asyncio.sleep(0.5)


async def test_after_a_kill_a_person_may_have_it_sent_once(world: RealMailWorld) -> None:
    asked = await world.open_ticket("Congés", "Combien ?")
    await killed_at("before it is given", world, asked)
    await world.system.post_reply(asked, REPLY, KEY)
    assert [words(text) for text in await world.sent(asked)] == [words(REPLY)]
    assert flags(world, "Sent") == [{"\\Seen", SENT_KEYWORD}]


async def test_after_a_kill_that_came_too_late_nothing_is_sent_again(world: RealMailWorld) -> None:
    asked = await world.open_ticket("Congés", "Combien ?")
    await killed_at("before it is put away", world, asked)
    await world.system.post_reply(asked, REPLY, KEY)
    assert len(await world.sent(asked)) == 1


async def test_an_answer_lost_after_the_mail_was_taken_is_unknown(world: RealMailWorld) -> None:
    asked = await world.open_ticket("Congés", "Combien ?")
    world.relay.faults.next(Fault("DATA", stored=True, cut=True))
    with pytest.raises(OutcomeUnknown):
        await world.system.post_reply(asked, REPLY, KEY)
    assert await world.system.find_reply(asked, KEY) is None
    assert len(await world.sent(asked)) == 1


async def test_a_requester_who_has_no_box_is_refused(world: RealMailWorld) -> None:
    mail = letter("Congés", "Combien ?", sender="absent@corp.example")
    await world.write(mail)
    with pytest.raises(Rejected, match=r"550 5\.1\.1"):
        await world.system.post_reply(number(mail, "absent@corp.example"), REPLY, KEY)
    assert flags(world, "Sent") == []


async def test_a_bounce_and_an_absence_open_no_ticket(world: RealMailWorld) -> None:
    absent = letter("Réponse automatique : Congés", "Je suis absente.")
    await world.write(absent)
    await world.write(letter("Rapport", "Non remis."), sender="")
    assert (await world.system.changes_since(None)).numbers == ()


async def test_a_twelve_megabyte_attachment_is_listed_with_its_size(world: RealMailWorld) -> None:
    mail = letter("Scan", "Voici.")
    scan = b"x" * 12_000_000
    mail.add_attachment(scan, maintype="application", subtype="pdf", filename="reçu été.pdf")
    await world.write(mail)
    ticket = await world.system.read_ticket(number(mail))
    assert ticket.text == "Voici."
    [file] = ticket.messages[0].attachments
    assert replace(file, id="") == Attachment("reçu été.pdf", "application/pdf", 12_000_000)


async def test_a_folder_with_an_accent_is_found(world: RealMailWorld) -> None:
    with world.lab.box(ADDRESS) as client:
        if not client.folder_exists("Traités & classés"):
            client.create_folder("Traités & classés")
    accented = world.connect(site=replace(SITE, treated="Traités & classés"))
    asked = await world.open_ticket("Congés", "Combien ?")
    await accented.post_reply(asked, REPLY, KEY)
    assert len(world.lab.mails(ADDRESS, "Traités & classés")) == 1


async def test_starttls_works_and_an_unknown_authority_does_not(world: RealMailWorld) -> None:
    lab = world.lab
    asked = Server("localhost", lab.imap_port, *ACCOUNT, Security.STARTTLS, lab.authority)
    await world.connect(imap=asked).changes_since(None)
    for security, port in ((Security.TLS, lab.imaps_port), (Security.STARTTLS, lab.imap_port)):
        unknown = Server("localhost", port, *ACCOUNT, security)
        with pytest.raises(ConnectorError, match="certificat") as raised:
            await world.connect(imap=unknown).changes_since(None)
        assert raised.value.permanent


async def test_a_wrong_password_is_not_allowed(world: RealMailWorld) -> None:
    wrong = Server("localhost", world.lab.imaps_port, ADDRESS, "x", ca_file=world.lab.authority)
    with pytest.raises(NotAllowed):
        await world.connect(imap=wrong).changes_since(None)
