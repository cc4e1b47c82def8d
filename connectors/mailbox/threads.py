"""From the headers of mails to conversations: one thread of mails, one requester.

Mail that a machine wrote opens no ticket and gets no reply, so that nothing can loop.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from email.utils import getaddresses
from enum import IntEnum

from cases.model import TicketStatus
from connectors.mailbox.site import Header, Opened, Site
from connectors.mime import read_mail

MOST_REFERENCES = 50
MACHINES = frozenset({"mailer-daemon", "postmaster"})
BULK = frozenset({"bulk", "junk", "list"})

_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{1,250}>")
_NUMBER = re.compile("[0-9a-f]{20}")
# With their colon: a person may well write "Absence du bureau demain" to the service.
_AWAY = re.compile(
    r"\s*(réponse automatique|absence du bureau|automatic reply|out of office|auto(-| )?reply)\s*:",
    re.IGNORECASE,
)


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
    ticket = _text(message, "X-Guichet-Ticket")
    named = _ID.search(_text(message, "Message-ID"))
    nearest = _ID.findall(_text(message, "In-Reply-To"))[:1]
    others = _ID.findall(_text(message, "References"))[-MOST_REFERENCES:]
    try:
        recipients = getaddresses([_text(message, "To"), _text(message, "Cc")])
    except (ValueError, TypeError, MessageError):
        recipients = []
    return Letter(
        place=place,
        folder=folder.name,
        uid=header.uid,
        validity=folder.validity,
        arrived=header.arrived,
        size=header.size,
        message_id=named[0]
        if named
        else f"<{hashlib.sha256(header.raw).hexdigest()[:32]}@none.invalid>",
        references=tuple(dict.fromkeys([*nearest, *reversed(others)])),
        address=mail.address,
        name=mail.name,
        subject=mail.subject,
        recipients=frozenset(address.lower() for _, address in recipients if "@" in address),
        automatic=is_automatic(message, mail.address, mail.subject, site),
        key=_text(message, "X-Guichet-Key"),
        ticket=ticket if _NUMBER.fullmatch(ticket) else "",
    )


def is_automatic(message: Message, address: str, subject: str, site: Site) -> bool:
    """Tell whether a machine wrote this mail, or we did ourselves."""
    listed = _text(message, "List-Id").lower()
    bulk = _word(message, "Precedence") in BULK or bool(listed)
    return (
        address in {"", site.address}
        or address.partition("@")[0] in MACHINES
        or _word(message, "Auto-Submitted") not in {"", "no"}
        or message.get("X-Guichet-Key") is not None
        or _text(message, "Return-Path") == "<>"
        or message.get_content_type() == "multipart/report"
        or (bulk and not any(f"<{name}>" in listed for name in site.lists))
        or _AWAY.match(subject) is not None
    )


def _word(message: Message, name: str) -> str:
    return _text(message, name).partition(";")[0].strip().lower()


def number_of(message_id: str, address: str) -> str:
    """Name the conversation that a mail opens; who asks is part of it, for an id can be copied."""
    return hashlib.sha256(f"{message_id}\x00{address}".encode()).hexdigest()[:20]


def _text(message: Message, name: str) -> str:
    return str(message.get(name, "")).strip()


@dataclass(slots=True)
class Thread:
    """A conversation, oldest mail first; `address` is the requester's."""

    number: str
    address: str
    letters: list[Letter] = field(default_factory=list)

    @property
    def asked(self) -> list[Letter]:
        """The requester's own mails."""
        return [letter for letter in self.letters if is_asked(letter, self)]

    @property
    def status(self) -> TicketStatus:
        """Open while a mail of the requester lies in the inbox; closed once all are put away."""
        places = {letter.place for letter in self.asked}
        if Place.INBOX in places:
            return TicketStatus.OPEN
        return TicketStatus.CLOSED if Place.TREATED in places else TicketStatus.DELETED


def is_asked(letter: Letter, thread: Thread) -> bool:
    """Whether a mail of a thread is the requester's word."""
    return letter.address == thread.address


class Threads:
    """The conversations of a mailbox by number.

    A mail joins a conversation only when it answers one of its mails and comes from its requester
    or, addressed to that requester, from the service. A mail that anybody else sends in reply
    opens a conversation of its own: their word must not pass for the requester's, nor may the
    letter written to one tell what another asked. Only what came before can be answered, so that
    no later mail takes a conversation over.
    """

    def __init__(self, letters: Iterable[Letter], site: Site) -> None:
        self._site = site
        self.by_number: dict[str, Thread] = {}
        self._named: dict[str, list[str]] = {}
        for letter in letters:
            self._place(letter)
        self.by_number = {n: t for n, t in self.by_number.items() if t.asked}

    def _place(self, letter: Letter) -> None:
        if letter.place is Place.SENT and letter.key:
            self._join(letter, letter.ticket)
        elif letter.place is Place.SENT:
            self._join(letter, self._answered_by(letter))
        elif letter.automatic:
            return
        elif letter.address in self._site.colleagues and self._known(letter):
            self._join(letter, self._answered_by(letter))
        else:
            own = (t.number for t in self._known(letter) if t.address == letter.address)
            self._join(letter, next(own, number_of(letter.message_id, letter.address)))

    def _join(self, letter: Letter, number: str) -> None:
        if not number:
            return
        # Who asks is the sender, or whom our reply went to when the question is gone.
        requester = next(iter(letter.recipients), "") if letter.key else letter.address
        thread = self.by_number.setdefault(number, Thread(number, requester))
        thread.letters.append(letter)
        numbers = self._named.setdefault(letter.message_id, [])
        if number not in numbers:
            numbers.append(number)

    def _known(self, letter: Letter) -> list[Thread]:
        numbers = (n for reference in letter.references for n in self._named.get(reference, []))
        return [self.by_number[number] for number in dict.fromkeys(numbers)]

    def _answered_by(self, letter: Letter) -> str:
        answered = (t.number for t in self._known(letter) if t.address in letter.recipients)
        return next(answered, "")
