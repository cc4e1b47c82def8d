"""Whatever a mail or a letter says, no header is added to the reply."""

import pytest

from tests.contract.mailbox_world import MailboxWorld
from tests.contract.suite import KEY, REPLY
from tests.contract.world import REQUESTER


@pytest.mark.parametrize(
    "subject",
    [
        "A\r\nBcc: eve@evil.example",
        "=?utf-8?q?A=0D=0ABcc=3A_eve=40evil=2Eexample?=",
        "=?utf-8?b?QQpCY2M6IGV2ZUBldmlsLmV4YW1wbGU=?=",
        "=?utf-8?q?A=E2=80=A8Bcc=3A_eve=40evil=2Eexample?=",
        "=?utf-8?q?A=E2=80=A9Bcc=3A_eve=40evil=2Eexample?=",
        "=?utf-8?q?A=C2=85Bcc=3A_eve=40evil=2Eexample?=",
        "=?utf-8?q?A=0B=0C=1C=1DBcc=3A_eve=40evil=2Eexample?=",
        "=?utf-8?q?A=0D?= =?utf-8?q?=0ABcc=3A_eve=40evil=2Eexample?=",
        "A\u2028Bcc: eve@evil.example",
        "x" * 5000,
    ],
)
async def test_a_subject_adds_no_header(mailbox: MailboxWorld, subject: str) -> None:
    head = f"From: {REQUESTER}\r\nMessage-ID: <1@x>\r\nSubject: "
    mailbox.store.deliver(f"{head}{subject}\r\n\r\nCombien ?\r\n".encode())
    [found] = (await mailbox.system.changes_since(None)).numbers
    await mailbox.system.post_reply(found, REPLY, KEY)
    [carried] = mailbox.smtp.carried
    assert carried.recipients == [REQUESTER]
    assert carried.message["Bcc"] is None
    assert b"\nBcc" not in carried.raw
    assert len(str(carried.message["Subject"])) < 210


@pytest.mark.parametrize("between", ["=0D=0A", "=0A", "=E2=80=A8", "=C2=85", "=0B"])
async def test_an_author_s_name_adds_no_header(mailbox: MailboxWorld, between: str) -> None:
    name = f"=?utf-8?q?Zo=C3=A9{between}Bcc=3A_eve=40evil=2Eexample?="
    head = f"From: {name} <{REQUESTER}>\r\nMessage-ID: <1@x>\r\nSubject: A"
    mailbox.store.deliver(f"{head}\r\n\r\nCombien ?\r\n".encode())
    [found] = (await mailbox.system.changes_since(None)).numbers
    await mailbox.system.post_reply(found, REPLY, KEY)
    [carried] = mailbox.smtp.carried
    assert carried.recipients == [REQUESTER]
    assert (carried.message["To"], carried.message["Bcc"]) == (REQUESTER, None)
    assert b"evil" not in carried.raw.partition(b"\r\n\r\n")[0]


@pytest.mark.parametrize("between", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x0b"])
async def test_lines_of_a_letter_that_look_like_headers_stay_in_it(
    mailbox: MailboxWorld, between: str
) -> None:
    asked = await mailbox.open_ticket("Congés", "Combien ?")
    text = f"{between}Bcc: eve@evil.example{between}{between}Bonjour,"
    await mailbox.system.post_reply(asked, text, KEY)
    [carried] = mailbox.smtp.carried
    assert carried.recipients == [REQUESTER]
    assert carried.message["Bcc"] is None
    assert b"evil" not in carried.raw.partition(b"\r\n\r\n")[0]
