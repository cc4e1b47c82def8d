"""The common ways of failing, as a mail server knows them; its own are in the other files."""

from dataclasses import replace

import pytest

from connectors.base import ConnectorError, NotAllowed, OutcomeUnknown, TriageResult
from tests.contract.mailbox_world import MailboxWorld
from tests.contract.methods import METHODS, WRITES, whole_triage
from tests.contract.servers.imap_server import ImapFault
from tests.contract.world import TOO_LATE

ASKED = [name for name in METHODS if name != "check"]
WRITTEN = {"write_triage": "UID STORE", "add_note": "APPEND", "post_reply": "APPEND"}


@pytest.fixture
async def number(mailbox: MailboxWorld) -> str:
    return await mailbox.open_ticket("Congés", "Combien ?")


@pytest.mark.parametrize("method", ASKED)
@pytest.mark.failure(2, "mailbox")
async def test_a_password_that_is_refused_is_told_and_tried_once(
    mailbox: MailboxWorld, number: str, method: str
) -> None:
    mailbox.system = mailbox.connect(password="ancien")
    with pytest.raises(NotAllowed) as raised:
        await METHODS[method](mailbox, number)
    assert raised.value.permanent
    assert mailbox.imap.calls("LOGIN") == 1


@pytest.mark.parametrize("method", ["add_note", "post_reply"])
@pytest.mark.failure(3, "mailbox")
async def test_a_mail_that_was_said_to_be_kept_and_was_not_is_noticed(
    mailbox: MailboxWorld, number: str, method: str
) -> None:
    mailbox.imap.faults.append(ImapFault("APPEND", say="OK done", times=9))
    with pytest.raises(ConnectorError, match="n’a pas gardé") as raised:
        await METHODS[method](mailbox, number)
    assert not isinstance(raised.value, OutcomeUnknown)
    assert await mailbox.sent(number) == []


async def test_keywords_that_were_said_to_be_kept_and_were_not_are_noticed(
    mailbox: MailboxWorld, number: str
) -> None:
    forgotten = ImapFault("UID STORE", say="OK done", times=9)
    mailbox.imap.faults.append(forgotten)
    result = await METHODS["write_triage"](mailbox, number)
    assert isinstance(result, TriageResult)
    assert (result.written, set(result.refused)) == ((), set(whole_triage(mailbox).written))
    assert forgotten.times < 9


@pytest.mark.parametrize("method", sorted(WRITES))
@pytest.mark.parametrize(
    "fault",
    [ImapFault("", cut=True), ImapFault("", say="NO [UNAVAILABLE]"), ImapFault("", slow=TOO_LATE)],
)
@pytest.mark.failure(5, "mailbox")
async def test_a_write_without_an_answer_is_not_sent_again(
    mailbox: MailboxWorld, number: str, method: str, fault: ImapFault
) -> None:
    mailbox.imap.faults.append(replace(fault, when=WRITTEN[method], times=9))
    with pytest.raises(ConnectorError) as raised:
        await METHODS[method](mailbox, number)
    assert not raised.value.permanent
    assert mailbox.imap.calls(WRITTEN[method]) == 1
    assert await mailbox.sent(number) == []


@pytest.mark.parametrize("method", ASKED)
@pytest.mark.parametrize("code", ["[UNAVAILABLE]", "[INUSE]", "[LIMIT]"])
# IMAP tells no number of seconds: the next collection asks again.
@pytest.mark.failure(6, "mailbox")
async def test_a_server_that_is_busy_may_be_asked_later_by_every_method(
    mailbox: MailboxWorld, number: str, method: str, code: str
) -> None:
    mailbox.imap.faults.append(ImapFault("LOGIN", say=f"NO {code} later"))
    with pytest.raises(ConnectorError) as raised:
        await METHODS[method](mailbox, number)
    assert not raised.value.permanent
    assert not isinstance(raised.value, NotAllowed)
