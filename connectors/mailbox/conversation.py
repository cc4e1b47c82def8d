"""A conversation as the journey reads it: what was said, files listed only."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from cases.model import Attachment, Message, Ticket, TicketStatus
from connectors.base import ConnectorError, NotFound, too_large
from connectors.mailbox.imap import Session
from connectors.mailbox.threads import Letter, Thread, is_asked
from connectors.mime import file_in, read_mail
from connectors.safe_text import CUT, clean

MAX_MAIL_BYTES = 25 * 1024 * 1024
PART_OF_A_HUGE_MAIL = 1024 * 1024
MOST_LETTERS = 200

TOO_LONG = (
    f"La conversation compte plus de {MOST_LETTERS} courriels : la traiter dans la messagerie."
)


def read_ticket(session: Session, thread: Thread, system: str) -> Ticket:
    """Read a conversation; one that was deleted comes without its words."""
    if len(thread.letters) > MOST_LETTERS:
        raise ConnectorError(TOO_LONG, permanent=True)
    first = thread.asked[0]
    gone = thread.status is TicketStatus.DELETED
    return Ticket(
        system=system,
        number=thread.number,
        subject=clean(first.subject),
        requester_email=thread.address,
        requester_name=first.name,
        received_at=first.arrived,
        status=thread.status,
        messages=() if gone else _messages(session, thread),
    )


def read_file(session: Session, thread: Thread, attachment: str, most_bytes: int) -> bytes:
    """Read a file of one of the mails; raises `NotFound`, or `TooLarge` beyond `most_bytes`."""
    named, _, place = attachment.partition(":")
    for at, raw in _contents(session, thread.letters):
        if _id(thread.letters[at], raw) != named or _is_huge(thread.letters[at]):
            continue
        found = file_in(raw, place)
        if found is not None and len(found) > most_bytes:
            raise too_large(most_bytes)
        if found is not None:
            return found
    raise NotFound("Cette pièce jointe n’est plus dans la boîte.", permanent=True)


def _messages(session: Session, thread: Thread) -> tuple[Message, ...]:
    """Read mail after mail, one in memory at a time; a mail delivered twice is read once."""
    read: dict[int, Message] = {}
    for place, raw in _contents(session, thread.letters):
        read[place] = _message(thread.letters[place], raw, thread)
    by_id = {read[place].id: read[place] for place in sorted(read, reverse=True)}
    return tuple(reversed(by_id.values()))


def _contents(session: Session, letters: list[Letter]) -> Iterator[tuple[int, bytes]]:
    """Go folder by folder; each mail comes with its place in the conversation."""
    by_folder = sorted(enumerate(letters), key=lambda numbered: numbered[1].folder)
    for folder, here in groupby(by_folder, key=lambda numbered: numbered[1].folder):
        session.open(folder)
        for place, letter in here:
            most = PART_OF_A_HUGE_MAIL if _is_huge(letter) else MAX_MAIL_BYTES
            yield place, session.content(letter.uid, most)


def _is_huge(letter: Letter) -> bool:
    return letter.size > MAX_MAIL_BYTES


def _message(letter: Letter, raw: bytes, thread: Thread) -> Message:
    mail, named = read_mail(raw), _id(letter, raw)
    files = tuple(replace(f, id=f.id and f"{named}:{f.id}") for f in mail.attachments)
    if _is_huge(letter):
        # Only the beginning was read: the size of what was cut is not known.
        files = tuple(Attachment(file.name, file.content_type) for file in mail.attachments)
    return Message(
        id=named,
        author=mail.name or mail.address,
        at=letter.arrived,
        text=f"{mail.text}\n{CUT}" if _is_huge(letter) else mail.text,
        from_requester=is_asked(letter, thread),
        attachments=files,
        ours=bool(letter.key),
    )


def _id(letter: Letter, raw: bytes) -> str:
    """Name a mail by what does not change when it is moved, delivered twice or renumbered."""
    body = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[-1]
    named = f"{letter.message_id}\x00{hashlib.sha256(body).hexdigest()}"
    return hashlib.sha256(named.encode()).hexdigest()[:24]
