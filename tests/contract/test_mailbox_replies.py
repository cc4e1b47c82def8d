"""A reply by mail leaves once, to one person, or somebody is asked."""

from dataclasses import replace

import pytest

from cases.model import TicketStatus
from connectors.base import ConnectorError, NotAllowed, OutcomeUnknown, Rejected
from connectors.mailbox.site import SENT_KEYWORD
from tests.contract.mailbox_world import ADDRESS, SITE, MailboxWorld, letter, number
from tests.contract.servers.faults import Fault
from tests.contract.servers.imap_server import ImapFault
from tests.contract.servers.imap_store import Held
from tests.contract.suite import KEY, REPLY, words
from tests.contract.world import REQUESTER, TOO_LATE


@pytest.fixture
async def asked(mailbox: MailboxWorld) -> str:
    return await mailbox.open_ticket("Congés", "Combien ?")


def copies(mailbox: MailboxWorld) -> list[Held]:
    return mailbox.store.folders["Sent"].mails


async def test_the_reply_says_what_it_answers_and_that_nobody_need_answer_by_machine(
    mailbox: MailboxWorld,
) -> None:
    mail = letter("Congés d’été", "Combien ?")
    mailbox.write(mail)
    posted = await mailbox.system.post_reply(number(mail), REPLY, KEY)
    [carried] = mailbox.smtp.carried
    sent = carried.message
    assert (carried.sender, carried.recipients) == (ADDRESS, [REQUESTER])
    assert (sent["To"], sent["Cc"], sent["Bcc"], sent["Reply-To"]) == (REQUESTER, None, None, None)
    assert sent["From"] == f"Service RH <{ADDRESS}>"
    assert sent["Subject"] == "Re: Congés d’été"
    assert sent["In-Reply-To"] == sent["References"] == mail["Message-ID"]
    assert (sent["Auto-Submitted"], sent["X-Guichet-Key"]) == ("auto-replied", KEY)
    assert sent["Message-ID"] == posted
    assert posted.startswith("<guichet.")
    assert posted.endswith("@valmorel.example>")


async def test_the_copy_is_the_mail_that_left_and_says_so(
    mailbox: MailboxWorld, asked: str
) -> None:
    await mailbox.system.post_reply(asked, REPLY, KEY)
    [copy] = copies(mailbox)
    assert copy.raw.split() == mailbox.smtp.carried[0].raw.split()
    assert copy.flags == {"\\Seen", SENT_KEYWORD}


@pytest.mark.parametrize(
    "address", ["zoe", "a@b@c.example", "zoé@corp.example", "z" * 70 + "@x.fr", "a b@x.fr"]
)
async def test_an_address_that_is_none_gets_no_reply(mailbox: MailboxWorld, address: str) -> None:
    raw = f"From: <{address}>\r\nMessage-ID: <1@x>\r\nSubject: A\r\n\r\nCombien ?\r\n"
    mailbox.store.deliver(raw.encode())
    for found in (await mailbox.system.changes_since(None)).numbers:
        with pytest.raises(Rejected, match="adresse"):
            await mailbox.system.post_reply(found, REPLY, KEY)
    assert mailbox.smtp.carried == []


async def test_the_same_key_is_sent_once(mailbox: MailboxWorld, asked: str) -> None:
    staying = mailbox.connect(site=replace(SITE, treated=""))
    first = await staying.post_reply(asked, REPLY, KEY)
    assert await staying.post_reply(asked, REPLY, KEY) == first
    assert len(mailbox.smtp.carried) == len(copies(mailbox)) == 1


async def test_an_answered_conversation_is_put_away_and_gets_no_second_reply(
    mailbox: MailboxWorld, asked: str
) -> None:
    await mailbox.system.post_reply(asked, REPLY, KEY)
    assert mailbox.store.folders["INBOX"].mails == []
    assert len(mailbox.store.folders["Treated"].mails) == 1
    with pytest.raises(Rejected, match="classée"):
        await mailbox.system.post_reply(asked, REPLY, "anotherkey")
    assert len(mailbox.smtp.carried) == 1


@pytest.mark.parametrize("capabilities", ["IMAP4rev1", "IMAP4rev1 UIDPLUS"])
async def test_a_server_that_cannot_move_copies_and_deletes(
    mailbox: MailboxWorld, asked: str, capabilities: str
) -> None:
    mailbox.imap.capabilities = capabilities
    posted = await mailbox.system.post_reply(asked, REPLY, KEY)
    left = mailbox.store.folders["INBOX"].mails
    assert all("\\Deleted" in held.flags for held in left)
    assert len(mailbox.store.folders["Treated"].mails) == 1
    assert await mailbox.system.find_reply(asked, KEY) == posted
    ticket = await mailbox.system.read_ticket(asked)
    assert (len(ticket.messages), ticket.status) == (2, TicketStatus.CLOSED)


REFUSALS = [
    ("MAIL", "552 5.3.4 too big", True),
    ("RCPT", "550 5.1.1 no such user", True),
    ("RCPT", "450 4.2.1 greylisted", False),
    ("DATA", "554 5.7.1 spam", True),
    ("DATA", "451 4.3.0 later", False),
]


@pytest.mark.parametrize(("step", "said", "permanent"), REFUSALS)
@pytest.mark.failure(4, "mailbox")
async def test_a_refusal_leaves_no_copy_and_may_be_tried_again(
    mailbox: MailboxWorld, asked: str, step: str, said: str, *, permanent: bool
) -> None:
    mailbox.smtp.refuse = {step: said}
    with pytest.raises(Rejected, match=said[:9]) as raised:
        await mailbox.system.post_reply(asked, REPLY, KEY)
    assert raised.value.permanent is permanent
    assert REQUESTER not in str(raised.value)
    assert (copies(mailbox), mailbox.smtp.carried) == ([], [])
    mailbox.smtp.refuse = {}
    await mailbox.system.post_reply(asked, REPLY, KEY)
    assert len(mailbox.smtp.carried) == 1


@pytest.mark.parametrize("step", ["MAIL", "RCPT"])
async def test_a_connection_lost_before_the_mail_is_given_is_certainly_no_reply(
    mailbox: MailboxWorld, asked: str, step: str
) -> None:
    mailbox.smtp.faults.next(Fault(step, cut=True))
    with pytest.raises(ConnectorError) as raised:
        await mailbox.system.post_reply(asked, REPLY, KEY)
    assert not isinstance(raised.value, OutcomeUnknown)
    assert not raised.value.permanent
    assert copies(mailbox) == []


@pytest.mark.parametrize("taken", [False, True])
async def test_an_answer_lost_after_the_mail_was_given_is_unknown(
    mailbox: MailboxWorld, asked: str, *, taken: bool
) -> None:
    mailbox.smtp.faults.next(Fault("DATA", cut=True, stored=taken))
    with pytest.raises(OutcomeUnknown):
        await mailbox.system.post_reply(asked, REPLY, KEY)
    assert await mailbox.system.find_reply(asked, KEY) is None
    assert [copy.flags for copy in copies(mailbox)] == [{"\\Draft", "\\Seen"}]
    assert len(mailbox.smtp.carried) == int(taken)
    assert len(mailbox.store.folders["INBOX"].mails) == 1


async def test_an_answer_that_comes_too_late_is_unknown(mailbox: MailboxWorld, asked: str) -> None:
    mailbox.smtp.faults.next(Fault("DATA", slow=TOO_LATE))
    with pytest.raises(OutcomeUnknown):
        await mailbox.system.post_reply(asked, REPLY, KEY)
    assert await mailbox.system.find_reply(asked, KEY) is None


async def test_a_draft_is_neither_said_nor_counted_as_sent(
    mailbox: MailboxWorld, asked: str
) -> None:
    before = await mailbox.system.read_ticket(asked)
    mailbox.smtp.faults.next(Fault("DATA", cut=True, stored=True))
    with pytest.raises(OutcomeUnknown):
        await mailbox.system.post_reply(asked, REPLY, KEY)
    assert await mailbox.system.read_ticket(asked) == before


async def test_when_a_person_says_that_it_did_not_leave_it_is_sent_with_the_same_id(
    mailbox: MailboxWorld, asked: str
) -> None:
    mailbox.smtp.faults.next(Fault("DATA", cut=True))
    with pytest.raises(OutcomeUnknown):
        await mailbox.system.post_reply(asked, REPLY, KEY)
    posted = await mailbox.system.post_reply(asked, REPLY, KEY)
    assert [carried.message["Message-ID"] for carried in mailbox.smtp.carried] == [posted]
    assert len(copies(mailbox)) == 1
    assert await mailbox.system.find_reply(asked, KEY) == posted


@pytest.mark.parametrize("when", ["^APPEND", "^SELECT .?Sent"])
@pytest.mark.parametrize("done", [True, False])
async def test_what_fails_before_the_mail_is_given_is_certainly_no_reply(
    mailbox: MailboxWorld, asked: str, when: str, *, done: bool
) -> None:
    mailbox.imap.faults.append(ImapFault(when, cut=True, done=done))
    with pytest.raises(ConnectorError) as raised:
        await mailbox.system.post_reply(asked, REPLY, KEY)
    assert not isinstance(raised.value, OutcomeUnknown)
    assert mailbox.smtp.carried == []
    posted = await mailbox.system.post_reply(asked, REPLY, KEY)
    assert await mailbox.system.find_reply(asked, KEY) == posted
    assert len(mailbox.smtp.carried) == len(copies(mailbox)) == 1


async def test_a_mark_that_fails_once_is_made_on_another_connection(
    mailbox: MailboxWorld, asked: str
) -> None:
    mailbox.imap.faults.append(ImapFault("UID STORE .*GuichetSent", cut=True))
    posted = await mailbox.system.post_reply(asked, REPLY, KEY)
    assert await mailbox.system.find_reply(asked, KEY) == posted


async def test_a_mark_that_never_holds_does_not_make_a_sent_reply_unsent(
    mailbox: MailboxWorld, asked: str
) -> None:
    mailbox.imap.faults.append(ImapFault("UID STORE .*GuichetSent", say="NO full", times=9))
    await mailbox.system.post_reply(asked, REPLY, KEY)
    assert [words(text) for text in await mailbox.sent(asked)] == [words(REPLY)]
    assert await mailbox.system.find_reply(asked, KEY) is None


async def test_a_conversation_that_cannot_be_put_away_was_answered_all_the_same(
    mailbox: MailboxWorld, asked: str
) -> None:
    mailbox.imap.faults.append(ImapFault("UID MOVE", say="NO quota", times=9))
    posted = await mailbox.system.post_reply(asked, REPLY, KEY)
    assert await mailbox.system.find_reply(asked, KEY) == posted
    assert len(mailbox.store.folders["INBOX"].mails) == 1


async def test_numbers_that_begin_again_meanwhile_put_no_other_mail_away(
    mailbox: MailboxWorld, asked: str
) -> None:
    await mailbox.open_ticket("Paie", "Quand ?")
    inbox = mailbox.store.folders["INBOX"]

    def renumbered() -> None:
        inbox.mails.reverse()
        inbox.validity += 1
        for uid, held in enumerate(inbox.mails, 1):
            held.uid = uid

    mailbox.imap.faults.append(ImapFault("UID STORE .*GuichetSent", done=True, then=renumbered))
    await mailbox.system.post_reply(asked, REPLY, KEY)
    assert len(mailbox.smtp.carried) == 1
    assert len(inbox.mails) == 2
    assert mailbox.store.folders["Treated"].mails == []


async def test_a_folder_that_takes_no_keywords_sends_nothing(
    mailbox: MailboxWorld, asked: str
) -> None:
    mailbox.store.folders["Sent"].permanent = ("\\Seen", "\\Draft")
    with pytest.raises(ConnectorError, match="mots-clés") as raised:
        await mailbox.system.post_reply(asked, REPLY, KEY)
    assert raised.value.permanent
    assert (copies(mailbox), mailbox.smtp.carried) == ([], [])


async def test_a_wrong_password_for_sending_leaves_no_draft(
    mailbox: MailboxWorld, asked: str
) -> None:
    with pytest.raises(NotAllowed, match="SMTP"):
        await mailbox.connect(smtp_password="faux").post_reply(asked, REPLY, KEY)
    assert copies(mailbox) == []


async def test_a_server_for_sending_that_is_down_leaves_no_draft(
    mailbox: MailboxWorld, asked: str
) -> None:
    mailbox.smtp.port = 9  # nobody listens there
    with pytest.raises(ConnectorError, match="SMTP") as raised:
        await mailbox.connect().post_reply(asked, REPLY, KEY)
    assert not raised.value.permanent
    assert copies(mailbox) == []
