"""Our own mails to officers: what they carry, and what becomes of them when the server fails."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from connectors.mailbox import Security, Server, Site
from connectors.mailbox.notices import OwnMail, send_all, written
from connectors.mailbox.threads import is_automatic
from tests.contract.servers.faults import Fault
from tests.contract.servers.smtp_server import SmtpServer, carrying

SENDER = "guichet@valmorel.example"
ACCOUNT = (SENDER, "a password of the tests")
AT = datetime(2026, 12, 4, 8, 30, tzinfo=UTC)
ONE = OwnMail("conges@valmorel.example", "Guichet RH : 1 demande", "Bonjour,\n\nÀ voir.\n", "a")
TWO = OwnMail("paie@valmorel.example", "Guichet RH : 1 demande", "Bonjour,\n", "a")


@pytest.fixture
async def smtp() -> AsyncIterator[SmtpServer]:
    async with carrying(SmtpServer(ACCOUNT)) as server:
        yield server


async def send(smtp: SmtpServer, *mails: OwnMail, password: str = ACCOUNT[1]) -> list[OwnMail]:
    server = Server("127.0.0.1", smtp.port, SENDER, password, Security.NONE, seconds=1)
    failed = await asyncio.to_thread(send_all, server, SENDER, mails, AT)
    smtp.refuse.clear()
    return [mail for mail, _ in failed]


async def test_each_mail_goes_to_its_own_reader(smtp: SmtpServer) -> None:
    assert await send(smtp, ONE, TWO) == []
    assert [carried.recipients for carried in smtp.carried] == [[ONE.to], [TWO.to]]
    assert smtp.carried[0].message.get_content().replace("\r\n", "\n") == ONE.text


async def test_a_refused_reader_keeps_nobody_else_from_their_mail(smtp: SmtpServer) -> None:
    smtp.refuse["DATA"] = "554 5.6.0 no"
    assert await send(smtp, ONE) == [ONE]
    assert await send(smtp, TWO) == []


async def test_a_lost_answer_counts_as_sent(smtp: SmtpServer) -> None:
    smtp.faults.next(Fault("DATA", cut=True, stored=True))
    assert await send(smtp, ONE) == []
    assert len(smtp.carried) == 1


async def test_a_wrong_password_fails_all_and_sends_none(smtp: SmtpServer) -> None:
    assert await send(smtp, ONE, TWO, password="faux") == [ONE, TWO]
    assert smtp.carried == []


def test_the_same_mail_keeps_its_name_and_another_has_its_own() -> None:
    def name(mail: OwnMail) -> str:
        return str(message_from_bytes(written(SENDER, mail, AT), policy=default)["Message-ID"])

    assert name(ONE) == name(ONE)
    assert len({name(ONE), name(TWO), name(OwnMail(ONE.to, ONE.subject, ONE.text, "b"))}) == 3


def test_no_text_adds_a_header() -> None:
    hostile = OwnMail(ONE.to, "a\r\nBcc: x@y.example", "b\n\nBcc: z@y.example\n", "a\r\nBcc: x")
    message = message_from_bytes(written(SENDER, hostile, AT), policy=default)
    assert message["Bcc"] is None
    assert message["Subject"] == "a Bcc: x@y.example"


def test_a_shared_mailbox_makes_no_ticket_of_our_own_mail() -> None:
    message = message_from_bytes(written(SENDER, ONE, AT))
    assert is_automatic(message, SENDER, ONE.subject, Site("rh@valmorel.example"))
