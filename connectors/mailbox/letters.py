"""The mails of the boxes we look at, each reduced to what its headers tell."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from email.utils import getaddresses
from enum import IntEnum

from connectors.mailbox.automatic import is_automatic
from connectors.mailbox.session import Header, Opened
from connectors.mailbox.site import Site
from connectors.mime import read_mail

MOST_REFERENCES = 50

_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{1,250}>")
_NUMBER = re.compile("[0-9a-f]{20}")


class Place(IntEnum):
    """Where a mail lies. Of two that came within one second, the one put away came first."""

    TREATED = 1
    INBOX = 2
    SENT = 3
    GONE = 4


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail, unread. `references`: the mails it answers, nearest first; `key`: ours alone.

    `uid` names it in its folder as long as that folder keeps the same `validity`.
    """

    place: Place
    folder: str
    uid: int
    validity: int
    arrived: datetime
    size: int
    message_id: str
    references: tuple[str, ...]
    address: str
    name: str
    subject: str
    recipients: frozenset[str]
    automatic: bool
    key: str = ""
    ticket: str = ""


def read_letter(header: Header, place: Place, folder: Opened, site: Site) -> Letter:
    """Read what the headers tell; never fails."""
    message = message_from_bytes(header.raw)
    mail = read_mail(header.raw)
    ticket = _text(message, "X-Guichet-Ticket").strip()
    return Letter(
        place=place,
        folder=folder.name,
        uid=header.uid,
        validity=folder.validity,
        arrived=header.arrived,
        size=header.size,
        message_id=_message_id(message, header.raw),
        references=_references(message),
        address=mail.address,
        name=mail.name,
        subject=mail.subject,
        recipients=_recipients(message),
        automatic=is_automatic(message, mail.address, mail.subject, site),
        key=_text(message, "X-Guichet-Key").strip(),
        ticket=ticket if _NUMBER.fullmatch(ticket) else "",
    )


def number_of(message_id: str, address: str) -> str:
    """Name the conversation that a mail opens; who asks is part of it, for an id can be copied."""
    return hashlib.sha256(f"{message_id}\x00{address}".encode()).hexdigest()[:20]


def _message_id(message: Message, raw: bytes) -> str:
    found = _ID.search(_text(message, "Message-ID"))
    return found[0] if found else f"<{hashlib.sha256(raw).hexdigest()[:32]}@none.invalid>"


def _references(message: Message) -> tuple[str, ...]:
    nearest = _ID.findall(_text(message, "In-Reply-To"))
    others = _ID.findall(_text(message, "References"))[-MOST_REFERENCES:]
    return tuple(dict.fromkeys([*nearest[:1], *reversed(others)]))


def _recipients(message: Message) -> frozenset[str]:
    try:
        named = getaddresses([_text(message, "To"), _text(message, "Cc")])
    except (ValueError, TypeError, MessageError):
        return frozenset()
    return frozenset(address.lower() for _, address in named if "@" in address)


def _text(message: Message, name: str) -> str:
    return str(message.get(name, ""))
