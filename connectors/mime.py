"""An e-mail as received, read with suspicion: text made safe, files listed, nothing opened."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime

from cases.model import Attachment
from connectors.safe_text import clean, decode, html_to_text

_BLANKS = re.compile("[ \t\n]+")
_BODY_KINDS = ("text/plain", "text/html")
# What the standard library raises on headers and charsets written by spammers.
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, MessageError)


@dataclass(frozen=True, slots=True)
class Mail:
    """What we keep of an e-mail; `date` is None when it has none that can be read."""

    address: str
    name: str
    subject: str
    date: datetime | None
    text: str
    attachments: tuple[Attachment, ...]


def read_mail(raw: bytes) -> Mail:
    """Read an e-mail; never fails: what cannot be read comes out empty or replaced."""
    message = message_from_bytes(raw, policy=default)
    if author := _header(message, "From"):
        name, address = parseaddr(author)
    else:
        # A coded name with a line break in it is refused whole: the address beside it is plain.
        name, address = "", parseaddr(str(message_from_bytes(raw).get("From", "")))[1]
    parts = list(_leaves(message))
    return Mail(
        address=clean(address).strip().lower(),
        name=_line(name),
        subject=_line(_header(message, "Subject")),
        date=_date(_header(message, "Date")),
        text=_text([part for part in parts if _is_body(part)]),
        attachments=tuple(_listed(part, n) for n, part in enumerate(parts) if not _is_body(part)),
    )


def file_in(raw: bytes, attachment: str) -> bytes | None:
    """Give the bytes of a file that `read_mail` listed; None when there is no such file."""
    leaves = list(_leaves(message_from_bytes(raw, policy=default)))
    number = int(attachment) if re.fullmatch("[0-9]{1,6}", attachment) else len(leaves)
    if number >= len(leaves) or _is_body(leaves[number]):
        return None
    return _bytes(leaves[number])


def _line(text: str) -> str:
    return _BLANKS.sub(" ", clean(text)).strip()


def _header(message: Message, name: str) -> str:
    try:
        # Bytes outside ASCII in a raw header arrive as surrogates: they are most often UTF-8.
        return decode(str(message.get(name, "")).encode("utf-8", "surrogateescape"))
    except _UNREADABLE:
        return ""


def _date(header: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(header)
    except _UNREADABLE:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _leaves(message: Message) -> Iterator[Message]:
    """Go through the parts; a forwarded message is one file, its text is not the sender's."""
    if not message.is_multipart() or message.get_content_maintype() == "message":
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _leaves(part)


def _is_body(part: Message) -> bool:
    return (
        part.get_content_type() in _BODY_KINDS
        and part.get_content_disposition() != "attachment"
        and not _filename(part)
    )


def _filename(part: Message) -> str:
    try:
        return _line(part.get_filename() or "")[:200]
    except _UNREADABLE:
        return ""


def _text(body: list[Message]) -> str:
    for kind, read in zip(_BODY_KINDS, (clean, html_to_text), strict=True):
        texts = [read(_decoded(part)) for part in body if part.get_content_type() == kind]
        text = clean("\n\n".join(text for text in texts if text.strip()))
        if text:
            return text
    return ""


def _decoded(part: Message) -> str:
    try:
        charset = part.get_content_charset()
    except _UNREADABLE:
        charset = None
    return decode(_bytes(part), charset)


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _listed(part: Message, number: int) -> Attachment:
    kind, name = part.get_content_type(), _filename(part)
    if part.get_content_maintype() == "message":
        return Attachment(name or "message transféré", kind)
    return Attachment(name or "sans nom", kind, len(_bytes(part)), str(number))
