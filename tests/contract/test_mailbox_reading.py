"""Conversations in a mailbox: who asks, what belongs together, what nobody can take over."""

from dataclasses import replace
from email.message import EmailMessage

import pytest

from cases.model import Attachment, TicketStatus
from connectors.base import ConnectorError, NotFound
from connectors.mailbox import conversation
from connectors.safe_text import CUT
from tests.contract.mailbox_world import ADDRESS, MailboxWorld, letter, number
from tests.contract.suite import KEY, REPLY
from tests.contract.world import REQUESTER

OTHER = "paul.petit@corp.example"


def answer(to: EmailMessage, text: str, sender: str = REQUESTER) -> EmailMessage:
    mail = letter(f"Re: {to['Subject']}", text, sender=sender)
    mail["In-Reply-To"] = str(to["Message-ID"])
    return mail


async def test_a_mail_of_a_folder_that_is_not_followed_is_no_ticket(mailbox: MailboxWorld) -> None:
    mail = letter("Arrêt", "Voici.")
    mailbox.store.folders["Trash"].put(bytes(mail), mailbox.store.now)
    with pytest.raises(NotFound):
        await mailbox.system.read_ticket(number(mail))


async def test_the_requester_is_who_wrote_never_who_is_to_be_answered(
    mailbox: MailboxWorld,
) -> None:
    mail = letter("Congés", "Combien ?")
    mail["Reply-To"] = "eve@evil.example"
    mailbox.write(mail)
    ticket = await mailbox.system.read_ticket(number(mail))
    assert (ticket.requester_email, ticket.requester_name) == (REQUESTER, "Zoé Renard")
    await mailbox.system.post_reply(number(mail), REPLY, KEY)
    assert [carried.recipients for carried in mailbox.smtp.carried] == [[REQUESTER]]


@pytest.mark.parametrize(
    "name",
    [
        "=?utf-8?q?eve=40evil=2Eexample=2C?=",
        "=?utf-8?q?Eve_=3Ceve=40evil=2Eexample=3E=2C?=",
        '"eve@evil.example,"',
        '"Eve <eve@evil.example>"',
    ],
)
async def test_a_name_that_looks_like_an_address_is_a_name(
    mailbox: MailboxWorld, name: str
) -> None:
    raw = f"From: {name} <{REQUESTER}>\r\nMessage-ID: <1@x>\r\nSubject: A\r\n\r\nCombien ?\r\n"
    mailbox.store.deliver(raw.encode())
    [found] = (await mailbox.system.changes_since(None)).numbers
    assert (await mailbox.system.read_ticket(found)).requester_email == REQUESTER


async def test_an_html_mail_with_a_file_is_read_and_its_file_listed(mailbox: MailboxWorld) -> None:
    mail = letter("Congés", "<p>Combien ?</p><script>alert(1)</script>", "text/html")
    mail.add_attachment(
        b"%PDF" * 100, maintype="application", subtype="pdf", filename="reçu été.pdf"
    )
    mailbox.write(mail)
    ticket = await mailbox.system.read_ticket(number(mail))
    assert ticket.text == "Combien ?"
    [file] = ticket.messages[0].attachments
    assert replace(file, id="") == Attachment("reçu été.pdf", "application/pdf", 400)


async def test_what_the_requester_answers_to_our_reply_joins_the_conversation(
    mailbox: MailboxWorld,
) -> None:
    mail = letter("Congés", "Combien ?")
    mailbox.write(mail)
    await mailbox.system.post_reply(number(mail), REPLY, KEY)
    mailbox.write(answer(mailbox.smtp.carried[0].message, "Et les RTT ?"))
    ticket = await mailbox.system.read_ticket(number(mail))
    assert ticket.status is TicketStatus.OPEN
    assert [(m.ours, m.from_requester) for m in ticket.messages] == [
        (False, True),
        (True, False),
        (False, True),
    ]
    assert ticket.text == "Combien ?\n\nEt les RTT ?"


# Nothing merges mails; those deleted or moved away are in the common suite.
@pytest.mark.failure(8, "mailbox")
async def test_an_answer_of_somebody_else_is_a_conversation_of_its_own(
    mailbox: MailboxWorld,
) -> None:
    mail = letter("Congés", "Combien ?")
    stranger = answer(mail, "Dites-moi tout.", sender=OTHER)
    mailbox.write(mail)
    mailbox.write(stranger)
    assert (await mailbox.system.read_ticket(number(mail))).text == "Combien ?"
    other = await mailbox.system.read_ticket(number(stranger, OTHER))
    assert (other.text, other.requester_email) == ("Dites-moi tout.", OTHER)


async def test_a_copied_message_id_takes_no_conversation_over(mailbox: MailboxWorld) -> None:
    mail = letter("Congés", "Combien ?")
    mailbox.write(mail)
    thief = letter("Congés", "Envoyez-moi la réponse.", sender=OTHER)
    thief.replace_header("Message-ID", str(mail["Message-ID"]))
    mailbox.write(thief)
    ticket = await mailbox.system.read_ticket(number(mail))
    assert (ticket.requester_email, len(ticket.messages)) == (REQUESTER, 1)
    [other] = set((await mailbox.system.changes_since(None)).numbers) - {ticket.number}
    assert (await mailbox.system.read_ticket(other)).requester_email == OTHER


async def test_a_mail_that_comes_later_cannot_become_the_beginning(mailbox: MailboxWorld) -> None:
    first = letter("Suite", "Comme dit.")
    earlier = letter("Début", "Le début.")
    first["References"] = str(earlier["Message-ID"])
    mailbox.write(first)
    mailbox.write(earlier)
    assert (await mailbox.system.read_ticket(number(first))).text == "Comme dit."


def sent_by_a_colleague(mailbox: MailboxWorld, to: EmailMessage, recipient: str) -> None:
    mail = answer(to, "25 jours.", sender=ADDRESS)
    mail.replace_header("To", recipient)
    mailbox.store.append("Sent", bytes(mail).replace(b"\n", b"\r\n"), {"\\Seen"})


async def test_a_colleague_who_answers_from_the_mailbox_has_answered(
    mailbox: MailboxWorld,
) -> None:
    mail = letter("Congés", "Combien ?")
    mailbox.write(mail)
    sent_by_a_colleague(mailbox, mail, REQUESTER)
    ticket = await mailbox.system.read_ticket(number(mail))
    assert ticket.answered_by_others
    assert ticket.text == "Combien ?"


async def test_a_mail_passed_on_to_a_colleague_is_no_answer(mailbox: MailboxWorld) -> None:
    mail = letter("Congés", "Combien ?")
    mailbox.write(mail)
    sent_by_a_colleague(mailbox, mail, OTHER)
    ticket = await mailbox.system.read_ticket(number(mail))
    assert not ticket.answered_by_others
    assert len(ticket.messages) == 1


async def test_a_mail_delivered_twice_is_said_once(mailbox: MailboxWorld) -> None:
    mail = letter("Congés", "Combien ?")
    mailbox.write(mail)
    once = await mailbox.system.read_ticket(number(mail))
    mailbox.write(mail)
    assert await mailbox.system.read_ticket(number(mail)) == once


async def test_new_numbers_change_neither_the_ticket_nor_its_version(mailbox: MailboxWorld) -> None:
    asked = await mailbox.open_ticket("Congés", "Combien ?")
    before = await mailbox.system.read_ticket(asked)
    mailbox.store.folders["INBOX"].renumber()
    assert await mailbox.system.read_ticket(asked) == before


async def test_nothing_we_do_marks_a_mail_as_read(mailbox: MailboxWorld) -> None:
    asked = await mailbox.open_ticket("Congés", "Combien ?")
    await mailbox.system.read_ticket(asked)
    await mailbox.system.add_note(asked, "Classé.", KEY)
    await mailbox.system.post_reply(asked, REPLY, KEY)
    [held] = mailbox.store.folders["Treated"].mails
    assert held.flags == set()
    assert mailbox.imap.calls(r"BODY\[") == 0


@pytest.mark.failure(10, "mailbox")
async def test_a_huge_mail_is_read_in_part_and_says_so(
    mailbox: MailboxWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation, "MAX_MAIL_BYTES", 50_000)
    monkeypatch.setattr(conversation, "PART_OF_A_HUGE_MAIL", 10_000)
    mail = letter("Scan", "Voici le scan.")
    mail.add_attachment(b"x" * 60_000, maintype="image", subtype="png", filename="scan.png")
    mailbox.write(mail)
    [message] = (await mailbox.system.read_ticket(number(mail))).messages
    assert message.text.startswith("Voici le scan.")
    assert message.text.endswith(CUT)
    assert message.attachments == (Attachment("scan.png", "image/png", None),)
    assert mailbox.imap.calls(r"BODY\.PEEK\[\]<0\.10000>") == 1


async def test_a_conversation_without_end_is_left_to_people(
    mailbox: MailboxWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation, "MOST_LETTERS", 1)
    mail = letter("Congés", "Combien ?")
    mailbox.write(mail)
    mailbox.write(answer(mail, "Alors ?"))
    with pytest.raises(ConnectorError, match="messagerie") as raised:
        await mailbox.system.read_ticket(number(mail))
    assert raised.value.permanent


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\r\n\r\nrien",
        b"\xff\xfe\x00\r\nFrom: \xe9\r\n\r\n\xe9t\xe9",
        b"From: zoe.renard@corp.example\r\nMessage-ID: <<>>\r\nReferences: " + b"<a@b> " * 9000,
        b"From: zoe.renard@corp.example\r\nContent-Type: ;;;\r\nDate: jamais\r\n\r\nCombien ?",
    ],
)
async def test_a_mail_nobody_can_read_hides_no_other(mailbox: MailboxWorld, raw: bytes) -> None:
    asked = await mailbox.open_ticket("Congés", "Combien ?")
    mailbox.store.deliver(raw)
    numbers = (await mailbox.system.changes_since(None)).numbers
    assert asked in numbers
    for listed in numbers:
        await mailbox.system.read_ticket(listed)
