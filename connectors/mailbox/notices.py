"""Mails of our own to officers, in nobody's name and answering nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from connectors.base import ConnectorError, OutcomeUnknown, Rejected
from connectors.mailbox.site import Server
from connectors.mailbox.smtp import carrier

SENDER_NAME = "Guichet RH"


@dataclass(frozen=True, slots=True)
class OwnMail:
    """One mail for one officer; the same `about` to the same person is the same mail."""

    to: str
    subject: str
    text: str
    about: str


def send_all(
    server: Server, sender: str, mails: Sequence[OwnMail], at: datetime
) -> list[tuple[OwnMail, ConnectorError]]:
    """Send each mail on a connection of its own; give those that certainly did not leave, and why.

    One whose answer was lost counts as sent. A server that is away is not tried for the others.
    """
    failed: list[tuple[OwnMail, ConnectorError]] = []
    for place, mail in enumerate(mails):
        try:
            with carrier(server, _domain(sender)) as one:
                one.carry(sender, mail.to, written(sender, mail, at))
        except OutcomeUnknown:
            continue
        except Rejected as error:
            failed.append((mail, error))
        except ConnectorError as error:
            return failed + [(left, error) for left in mails[place:]]
    return failed


def written(sender: str, mail: OwnMail, at: datetime) -> bytes:
    """Write a mail; a subject stays on its line, so that no text can add a header."""
    message = EmailMessage(policy=SMTP)
    named = hashlib.sha256(f"{mail.to}|{mail.about}".encode()).hexdigest()[:32]
    message["Message-ID"] = f"<guichet.{named}@{_domain(sender)}>"
    message["Date"] = format_datetime(at)
    message["From"] = formataddr((SENDER_NAME, sender))
    message["To"] = mail.to
    message["Subject"] = " ".join(mail.subject.split())
    # Nothing that answers by itself may answer it, and no shared mailbox makes a ticket of it.
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(mail.text, cte="quoted-printable")
    return message.as_bytes()


def _domain(sender: str) -> str:
    return sender.rpartition("@")[2]
