"""A mail server at its worst: each failure ends in a named error with one clear sentence."""

import logging
from pathlib import Path

import pytest

from connectors.base import BadAnswer, ConnectorError, NotAllowed
from connectors.mailbox import Mailbox, Security, Server, Servers
from tests.contract.mailbox_world import SITE, MailboxWorld
from tests.contract.servers.imap_server import ACCOUNT, ImapFault
from tests.contract.servers.loopback import free_port
from tests.contract.suite import KEY
from tests.contract.world import TOO_LATE

SECRET = "Zoé a mal au dos depuis mardi"

FAULTS = [
    (ImapFault("", say="NO [SERVERBUG] Zoé"), BadAnswer),
    (ImapFault("", say="BAD what?"), BadAnswer),
    (ImapFault("", say="OK done"), BadAnswer),
    (ImapFault("", bye=True), ConnectorError),
    (ImapFault("", cut=True), ConnectorError),
    (ImapFault("", half=True), ConnectorError),
    (ImapFault("", slow=TOO_LATE), ConnectorError),
]
STEPS = ["SELECT|EXAMINE", "UID SEARCH", "UID FETCH .*HEADER", r"UID FETCH .*PEEK\[\]"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(("fault", "error"), FAULTS)
async def test_a_bad_answer_is_named_and_reading_again_helps(
    mailbox: MailboxWorld, step: str, fault: ImapFault, error: type[ConnectorError]
) -> None:
    number = await mailbox.open_ticket("Dos", SECRET)
    if fault.say == "OK done" and step == "UID SEARCH":
        pytest.skip("an OK without a list is how some servers say that nothing was found")
    mailbox.imap.faults.append(ImapFault(**{**vars(fault), "when": step, "times": 1}))
    with pytest.raises(ConnectorError) as raised:
        await mailbox.system.read_ticket(number)
    assert type(raised.value) is error
    assert not raised.value.permanent
    said = str(raised.value)
    assert "Zoé" not in said
    assert ACCOUNT[1] not in said
    assert said.endswith(".")
    assert (await mailbox.system.read_ticket(number)).text == SECRET


async def test_a_server_that_is_down_may_be_tried_again(mailbox: MailboxWorld) -> None:
    mailbox.imap.port = free_port()
    with pytest.raises(ConnectorError, match="injoignable") as raised:
        await mailbox.connect().changes_since(None)
    assert not raised.value.permanent


async def test_a_wrong_password_is_not_tried_again(mailbox: MailboxWorld) -> None:
    with pytest.raises(NotAllowed, match="mot de passe") as raised:
        await mailbox.connect(password="faux").changes_since(None)
    assert raised.value.permanent


@pytest.mark.parametrize(
    "fault", [ImapFault("LOGIN", cut=True), ImapFault("LOGIN", say="NO [UNAVAILABLE] later")]
)
async def test_a_login_that_could_not_be_tried_is_no_wrong_password(
    mailbox: MailboxWorld, fault: ImapFault
) -> None:
    mailbox.imap.faults.append(fault)
    with pytest.raises(ConnectorError) as raised:
        await mailbox.system.changes_since(None)
    assert not isinstance(raised.value, NotAllowed)
    assert not raised.value.permanent


async def test_a_missing_folder_is_named(mailbox: MailboxWorld) -> None:
    del mailbox.store.folders["Sent"]
    with pytest.raises(ConnectorError, match="« Sent »") as raised:
        await mailbox.system.changes_since(None)
    assert raised.value.permanent


@pytest.mark.parametrize("host", ["mail.example", "10.0.0.1"])
# Nothing redirects a mail client: what it must not do is speak in clear.
@pytest.mark.failure(12, "mailbox")
async def test_a_password_never_leaves_this_machine_in_clear(host: str) -> None:
    clear = Server(host, 143, *ACCOUNT, Security.NONE)
    system = Mailbox(Servers(clear, clear), SITE, lambda: pytest.fail("asked"))
    with pytest.raises(ConnectorError, match="en clair") as raised:
        await system.changes_since(None)
    assert raised.value.permanent


async def test_a_server_that_does_not_offer_encryption_gets_no_password(
    mailbox: MailboxWorld,
) -> None:
    asked = Server("127.0.0.1", mailbox.imap.port, *ACCOUNT, Security.STARTTLS, seconds=1)
    with pytest.raises(ConnectorError):
        await Mailbox(Servers(asked, asked), SITE, lambda: mailbox.store.now).changes_since(None)
    assert mailbox.imap.calls("LOGIN") == 0


async def test_an_authority_that_is_not_there_is_named(mailbox: MailboxWorld) -> None:
    absent = Path("/nowhere/ca.pem")
    server = Server("127.0.0.1", mailbox.imap.port, *ACCOUNT, Security.TLS, absent, 1)
    lines = await Mailbox(Servers(server, server), SITE, lambda: mailbox.store.now).check()
    assert all("/nowhere/ca.pem" in line.advice for line in lines if not line.ok)


async def test_no_log_and_no_picture_of_a_server_tells_its_password_or_a_mail(
    mailbox: MailboxWorld, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    number = await mailbox.open_ticket("Dos", SECRET)
    await mailbox.system.post_reply(number, SECRET, KEY)
    await mailbox.system.check()
    assert SECRET not in caplog.text
    assert [r for r in caplog.records if r.name.startswith("imapclient")] == []
    shown = repr(Servers(Server("h", 1, *ACCOUNT), Server("h", 1, *ACCOUNT)))
    assert ACCOUNT[1] not in caplog.text + shown
    assert "tilleuls" not in caplog.text + shown


async def failing(mailbox: MailboxWorld) -> list[str]:
    lines = await mailbox.system.check()
    return [f"{line.what} : {line.advice}" for line in lines if not line.ok]


async def test_the_check_names_what_is_wrong(mailbox: MailboxWorld) -> None:
    del mailbox.store.folders["Treated"]
    mailbox.store.folders["Sent"].permanent = ("\\Seen",)
    [folder, keywords] = sorted(await failing(mailbox), key=len, reverse=True)
    assert "« Treated »" in folder + keywords
    assert "mots-clés" in folder + keywords


async def test_the_check_names_clocks_that_differ(mailbox: MailboxWorld) -> None:
    await mailbox.open_ticket("Congés", "Combien ?")
    mailbox.store.folders["INBOX"].mails[0].arrived = mailbox.store.now.replace(hour=20)
    assert any("horloges" in line for line in await failing(mailbox))


async def test_the_check_names_each_server_that_refuses(mailbox: MailboxWorld) -> None:
    stranger = mailbox.connect(password="faux", smtp_password="faux")
    advice = [line.advice for line in await stranger.check() if not line.ok]
    assert len(advice) == 2
    assert all("mot de passe" in line for line in advice)
    assert mailbox.smtp.carried == []
