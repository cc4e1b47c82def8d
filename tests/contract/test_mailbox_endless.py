"""A mail server whose answers have no end, fast or drop by drop: left in time, never held whole."""

import pytest
from starlette.responses import Response

from connectors.base import ConnectorError, OutcomeUnknown
from connectors.mailbox import bounded
from tests.contract.mailbox_world import MailboxWorld
from tests.contract.methods import METHODS
from tests.contract.servers.faults import Fault
from tests.contract.servers.imap_server import ImapFault
from tests.contract.servers.spoilt import Flood
from tests.contract.suite import KEY, REPLY

ON_ITS_WAY = 12 * 1024 * 1024
"""Bytes that may have left and not been read: what the network and the server hold."""
STEPS = "SELECT|EXAMINE"
FIFTY_MEGABYTES = b"* 1 FETCH (UID 1 BODY[] {52428800}\r\n"
FLOODS = {
    "one line": b"*" * 65_536,
    "many lines": (b"* OK " + b"x" * 8000 + b"\r\n") * 8,
    "fifty megabytes announced": FIFTY_MEGABYTES,
    "many mails": b"* 1 FETCH (UID 1 BODY[] {65536}\r\n" + b"x" * 65_536 + b")\r\n",
}
SAID = {"one line": b"2" * 65_536, "many lines": b"250-still here\r\n" * 4096}


@pytest.fixture
async def number(mailbox: MailboxWorld) -> str:
    return await mailbox.open_ticket("Congés", "Combien ?")


async def fails(mailbox: MailboxWorld, method: str, number: str) -> bool:
    """Call a method; whether it said that it failed."""
    if method == "check":
        return not all(line.ok for line in await mailbox.system.check())
    with pytest.raises(ConnectorError):
        await METHODS[method](mailbox, number)
    return True


@pytest.mark.parametrize("chunk", FLOODS.values(), ids=FLOODS)
@pytest.mark.parametrize("method", METHODS)
async def test_a_flood_is_left_after_what_the_largest_mail_would_take(
    mailbox: MailboxWorld, number: str, method: str, chunk: bytes
) -> None:
    flood = Flood(chunk=chunk)
    mailbox.imap.faults.append(ImapFault(STEPS, flood=flood.body))
    assert await fails(mailbox, method, number)
    assert 0 < flood.sent <= bounded.LONGEST_ANSWER + ON_ITS_WAY
    assert await mailbox.sent(number) == []


@pytest.mark.parametrize("method", METHODS)
async def test_a_server_that_talks_drop_by_drop_is_left(
    mailbox: MailboxWorld, number: str, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "LONGEST_SESSION", 0.3)
    mailbox.imap.faults.append(ImapFault(STEPS, flood=Flood(chunk=b"*", pause=0.05).body))
    assert await fails(mailbox, method, number)
    assert await mailbox.sent(number) == []


@pytest.mark.parametrize("chunk", SAID.values(), ids=SAID)
@pytest.mark.parametrize(("step", "left"), [("MAIL", 0), ("RCPT", 0), ("DATA", 1)])
async def test_a_flood_of_the_server_that_sends_is_left_and_told_for_what_it_is(
    mailbox: MailboxWorld, number: str, step: str, left: int, chunk: bytes
) -> None:
    flood = Flood(chunk=chunk)
    mailbox.smtp.faults.next(Fault(step, answer=lambda: flood(Response()), stored=True))
    with pytest.raises(ConnectorError) as raised:
        await mailbox.system.post_reply(number, REPLY, KEY)
    assert isinstance(raised.value, OutcomeUnknown) == bool(left)
    assert 0 < flood.sent <= bounded.LONGEST_REPLY + ON_ITS_WAY
    assert len(await mailbox.sent(number)) == left


async def test_a_server_that_sends_and_answers_drop_by_drop_is_left_and_asked_about(
    mailbox: MailboxWorld, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "LONGEST_SENDING", 1)
    drip = Flood(chunk=b"2", pause=0.05)
    mailbox.smtp.faults.next(Fault("DATA", answer=lambda: drip(Response()), stored=True))
    with pytest.raises(ConnectorError) as raised:
        await mailbox.system.post_reply(number, REPLY, KEY)
    # On a machine that stands still for that long, it was cut before it was given the mail.
    assert isinstance(raised.value, OutcomeUnknown) == bool(await mailbox.sent(number))
