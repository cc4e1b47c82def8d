"""What changed in a mailbox: nothing twice, nothing missed, also when numbers begin again."""

from datetime import timedelta

import pytest

from connectors.base import ConnectorError, Triage
from tests.contract.mailbox_world import MailboxWorld, letter, number
from tests.contract.suite import KEY, REPLY
from tests.contract.test_mailbox_reading import answer, sent_by_a_colleague
from tests.contract.world import REQUESTER


async def test_what_did_not_change_does_not_show_again(mailbox: MailboxWorld) -> None:
    first = [await mailbox.open_ticket(f"N° {n}", "?") for n in range(120)]
    listed = await mailbox.system.changes_since(None)
    again = await mailbox.system.changes_since(listed.cursor)
    assert (listed.numbers, again.numbers) == (tuple(first), ())
    assert len(listed.cursor) < 500


@pytest.mark.failure(11, "mailbox")
async def test_what_we_write_is_no_news(mailbox: MailboxWorld) -> None:
    asked = await mailbox.open_ticket("Congés", "Combien ?")
    cursor = (await mailbox.system.changes_since(None)).cursor
    await mailbox.system.write_triage(asked, Triage("conges", 50, "RH-Paie"))
    await mailbox.system.add_note(asked, "Classé.", KEY)
    await mailbox.system.post_reply(asked, REPLY, KEY)
    assert (await mailbox.system.changes_since(cursor)).numbers == ()


async def test_an_answer_of_the_requester_shows_the_conversation_again(
    mailbox: MailboxWorld,
) -> None:
    mail = letter("Congés", "Combien ?")
    mailbox.write(mail)
    cursor = (await mailbox.system.changes_since(None)).cursor
    mailbox.write(answer(mail, "Et les RTT ?"))
    assert (await mailbox.system.changes_since(cursor)).numbers == (number(mail),)


async def test_what_a_colleague_sends_shows_the_conversation_again(mailbox: MailboxWorld) -> None:
    mail = letter("Congés", "Combien ?")
    mailbox.write(mail)
    cursor = (await mailbox.system.changes_since(None)).cursor
    sent_by_a_colleague(mailbox, mail, REQUESTER)
    assert (await mailbox.system.changes_since(cursor)).numbers == (number(mail),)


@pytest.mark.failure(7, "mailbox")
async def test_a_mail_that_appears_late_under_a_lower_number_is_not_missed(
    mailbox: MailboxWorld,
) -> None:
    inbox = mailbox.store.folders["INBOX"]
    late = await mailbox.open_ticket("Tard", "?")
    held = inbox.mails.pop()
    soon = await mailbox.open_ticket("Tôt", "?")
    listed = await mailbox.system.changes_since(None)
    inbox.mails.insert(0, held)
    again = await mailbox.system.changes_since(listed.cursor)
    assert (listed.numbers, again.numbers) == ((soon,), (late,))


async def test_new_numbers_show_every_open_conversation_and_no_other(
    mailbox: MailboxWorld,
) -> None:
    done = letter("Fait", "?")
    held = mailbox.write(done)
    sent_by_a_colleague(mailbox, done, REQUESTER)
    mailbox.store.copy(held, "Treated")
    mailbox.store.folders["INBOX"].mails.remove(held)
    kept = await mailbox.open_ticket("Congés", "Combien ?")
    cursor = (await mailbox.system.changes_since(None)).cursor
    for folder in mailbox.store.folders.values():
        folder.renumber()
    listed = await mailbox.system.changes_since(cursor)
    assert listed.numbers == (kept,)
    assert (await mailbox.system.changes_since(listed.cursor)).numbers == ()


async def test_an_emptied_inbox_still_shows_the_next_mail(mailbox: MailboxWorld) -> None:
    asked = await mailbox.open_ticket("Congés", "Combien ?")
    first = await mailbox.system.changes_since(None)
    await mailbox.delete(asked)
    empty = await mailbox.system.changes_since(first.cursor)
    following = await mailbox.open_ticket("Paie", "Quand ?")
    assert empty.numbers == ()
    assert (await mailbox.system.changes_since(empty.cursor)).numbers == (following,)


async def test_what_is_older_than_the_history_is_not_looked_at(mailbox: MailboxWorld) -> None:
    await mailbox.open_ticket("Vieux", "?")
    mailbox.store.now += timedelta(days=400)
    recent = await mailbox.open_ticket("Récent", "?")
    assert (await mailbox.system.changes_since(None)).numbers == (recent,)


async def test_headers_are_fetched_once(mailbox: MailboxWorld) -> None:
    asked = await mailbox.open_ticket("Congés", "Combien ?")
    for _ in range(3):
        await mailbox.system.read_ticket(asked)
    assert mailbox.imap.calls("HEADER.FIELDS") == 1


@pytest.mark.parametrize("cursor", ["", "{", "[]", '{"inbox": 3}', '{"since": "hier"}'])
async def test_a_cursor_that_cannot_be_read_says_what_to_do(
    mailbox: MailboxWorld, cursor: str
) -> None:
    with pytest.raises(ConnectorError, match="repère") as raised:
        await mailbox.system.changes_since(cursor)
    assert raised.value.permanent
