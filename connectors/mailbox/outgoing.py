"""The mails we write: headers from checked values only, so that no text can add one."""

import hashlib
import re
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from connectors.key import checked
from connectors.mailbox.site import Site
from connectors.mailbox.threads import Thread

MOST_REFERENCES = 10
MAX_SUBJECT = 200
MAX_ADDRESS = 254

_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
_AGAIN = re.compile(r"\s*(re|rép|tr)\s*:", re.IGNORECASE)


def message_id(site: Site, number: str, kind: str, key: str) -> str:
    """Name what we write; the same words in the same place always get the same name."""
    named = f"{site.address}|{number}|{kind}|{checked(key)}"
    return f"<guichet.{hashlib.sha256(named.encode()).hexdigest()[:32]}@{site.domain}>"


def can_be_written_to(address: str) -> bool:
    """Whether an address is one that every mail server takes."""
    return len(address) <= MAX_ADDRESS and _ADDRESS.fullmatch(address) is not None


def reply(site: Site, thread: Thread, text: str, key: str, now: datetime) -> bytes:
    """Write the reply to the requester, and to nobody else."""
    message = _mail(site, thread, "reply", key, now)
    subject = _line(thread.asked[-1].subject)
    message["Subject"] = subject if _AGAIN.match(subject) else f"Re: {subject}"
    message["To"] = thread.address
    # A person approved it, but nothing that answers by itself may answer it (RFC 3834).
    message["Auto-Submitted"] = "auto-replied"
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    return _written(message, text)


def note(site: Site, thread: Thread, text: str, key: str, now: datetime) -> bytes:
    """Write an internal note; it is put in a folder and never sent."""
    message = _mail(site, thread, "note", key, now)
    message["Subject"] = f"Note interne : {_line(thread.asked[0].subject)}"
    message["To"] = site.address
    message["Auto-Submitted"] = "auto-generated"
    return _written(message, text)


def _mail(site: Site, thread: Thread, kind: str, key: str, now: datetime) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["Message-ID"] = message_id(site, thread.number, kind, key)
    message["Date"] = format_datetime(now)
    message["From"] = formataddr((_line(site.sender_name), site.address))
    message["X-Guichet-Key"] = checked(key)
    message["X-Guichet-Ticket"] = thread.number
    chain = [letter.message_id for letter in thread.asked]
    message["In-Reply-To"] = chain[-1]
    message["References"] = " ".join([*chain[:1], *chain[1:][-MOST_REFERENCES:]])
    return message


def _written(message: EmailMessage, text: str) -> bytes:
    message.set_content(text.replace("\r\n", "\n"), cte="quoted-printable")
    return message.as_bytes()


def _line(text: str) -> str:
    return " ".join(text.split())[:MAX_SUBJECT]
