"""Mail of machines: no ticket, no reply, no loop."""

from dataclasses import replace

import pytest

from connectors.base import NotFound
from tests.contract.mailbox_world import ADDRESS, SITE, MailboxWorld, letter, number
from tests.contract.suite import KEY, REPLY

AUTOMATIC = [
    ("Auto-Submitted", "auto-replied"),
    ("Auto-Submitted", "Auto-Generated; owner-email=rh@x"),
    ("Precedence", "bulk"),
    ("Precedence", " Junk"),
    ("Precedence", "list"),
    ("Return-Path", "<>"),
    ("List-Id", "Annonces <annonces.corp.example>"),
    ("X-Guichet-Key", "0123456789abcdef"),
]
SENDERS = ["MAILER-DAEMON@corp.example", "postmaster@corp.example", ADDRESS, "RH@Valmorel.example"]
SUBJECTS = ["Réponse automatique : Congés", "Automatic reply: Congés", "Out of Office: Congés"]


async def opened(mailbox: MailboxWorld) -> tuple[str, ...]:
    return (await mailbox.system.changes_since(None)).numbers


@pytest.mark.parametrize(("header", "value"), AUTOMATIC)
async def test_a_mail_that_says_it_is_automatic_opens_no_ticket(
    mailbox: MailboxWorld, header: str, value: str
) -> None:
    mail = letter("Congés", "Je suis absente.")
    mail[header] = value
    mailbox.write(mail)
    assert await opened(mailbox) == ()
    with pytest.raises(NotFound):
        await mailbox.system.post_reply(number(mail), REPLY, KEY)
    assert mailbox.smtp.carried == []


@pytest.mark.parametrize("sender", SENDERS)
async def test_a_machine_and_ourselves_open_no_ticket(mailbox: MailboxWorld, sender: str) -> None:
    mailbox.write(letter("Congés", "Combien ?", sender=sender))
    assert await opened(mailbox) == ()


@pytest.mark.parametrize("subject", SUBJECTS)
async def test_an_absence_message_opens_no_ticket(mailbox: MailboxWorld, subject: str) -> None:
    mailbox.write(letter(subject, "Je suis absente."))
    assert await opened(mailbox) == ()


@pytest.mark.parametrize(
    ("header", "value"),
    [("Auto-Submitted", "no"), ("Precedence", "normal"), ("Return-Path", "<zoe@corp.example>")],
)
async def test_a_mail_of_a_person_opens_one(mailbox: MailboxWorld, header: str, value: str) -> None:
    mail = letter("Absence du bureau demain", "Puis-je ?")
    mail[header] = value
    mailbox.write(mail)
    assert await opened(mailbox) == (number(mail),)


async def test_a_delivery_report_opens_none(mailbox: MailboxWorld) -> None:
    report = b"From: relay@corp.example\r\nContent-Type: multipart/report; boundary=x\r\n\r\n--x--"
    mailbox.store.deliver(report)
    assert await opened(mailbox) == ()


async def test_an_absence_message_to_our_reply_does_not_reopen_the_conversation(
    mailbox: MailboxWorld,
) -> None:
    asked = await mailbox.open_ticket("Congés", "Combien ?")
    await mailbox.system.post_reply(asked, REPLY, KEY)
    before = await mailbox.system.read_ticket(asked)
    absent = letter("Re: Congés", "Je suis absente.")
    absent["In-Reply-To"] = str(mailbox.smtp.carried[0].message["Message-ID"])
    absent["Auto-Submitted"] = "auto-replied"
    mailbox.write(absent)
    assert await mailbox.system.read_ticket(asked) == before


async def test_our_own_reply_that_comes_back_opens_no_ticket(mailbox: MailboxWorld) -> None:
    asked = await mailbox.open_ticket("Congés", "Combien ?")
    await mailbox.system.post_reply(asked, REPLY, KEY)
    cursor = (await mailbox.system.changes_since(None)).cursor
    mailbox.store.deliver(mailbox.smtp.carried[0].raw)
    assert (await mailbox.system.changes_since(cursor)).numbers == ()


async def test_a_list_that_feeds_the_mailbox_is_no_machine(mailbox: MailboxWorld) -> None:
    mail = letter("Congés", "Combien ?")
    mail["List-Id"], mail["Precedence"] = "Le service RH <rh.valmorel.example>", "list"
    mailbox.write(mail)
    fed = mailbox.connect(site=replace(SITE, lists=frozenset({"rh.valmorel.example"})))
    assert await opened(mailbox) == ()
    assert (await fed.changes_since(None)).numbers == (number(mail),)
