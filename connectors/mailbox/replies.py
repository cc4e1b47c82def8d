"""What we write: replies, sent at most once, and internal notes.

The copy in the folder of sent mails is the memory of a reply. It is put there as a draft before
the mail is handed over, and gets `GuichetSent` once the mail was accepted. A copy with that
keyword: sent. A draft: nobody knows, a person looks. No copy: not sent.

Headers are made of checked values only, so that no text can add one.
"""

import hashlib
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from cases.model import TicketStatus
from connectors.base import BadAnswer, ConnectorError, OutcomeUnknown, Rejected, checked_key
from connectors.mailbox.imap import Session, session
from connectors.mailbox.site import SENT_KEYWORD, Servers, Site, can_be_written_to
from connectors.mailbox.smtp import carrier
from connectors.mailbox.threads import Place, Thread

NO_REPLY = {
    TicketStatus.DELETED: "La conversation a été supprimée : la réponse n’est pas partie.",
    TicketStatus.CLOSED: "La conversation est déjà classée : la réponse n’est pas partie.",
}
NO_ADDRESS = (
    "L’adresse du demandeur n’est pas de celles auxquelles on peut écrire : "
    "la réponse n’est pas partie."
)
NOT_KEPT = "La messagerie n’a pas gardé ce qui a été déposé dans le dossier « {} »."
NO_KEYWORDS = (
    "Le dossier des envois n’accepte pas de mots-clés : sans eux, un envoi ne peut être "
    "reconnu. Régler la messagerie ou choisir un autre dossier."
)
LONGEST_CHAIN = 10
MAX_SUBJECT = 200

_AGAIN = re.compile(r"\s*(re|rép|tr)\s*:", re.IGNORECASE)


class MailWriter:
    """Writes the replies and notes of one mailbox."""

    def __init__(self, servers: Servers, site: Site, clock: Callable[[], datetime]) -> None:
        self._servers = servers
        self._site = site
        self._clock = clock

    def post_reply(self, open_session: Session, thread: Thread, text: str, key: str) -> str:
        """Send the reply and return its Message-ID; nothing is sent that was sent before."""
        reason = NO_REPLY.get(thread.status)
        if reason is None and not can_be_written_to(thread.address):
            reason = NO_ADDRESS
        if reason is not None:
            raise Rejected(reason, permanent=True)
        name = self._message_id(thread.number, "reply", key)
        raw = self._reply(thread, text, key)
        if self._was_sent(open_session, name):
            return name

        def drop(new: Session) -> None:
            new.open(self._site.sent, to_write=True)
            new.delete(_named(new, name))

        def mark_sent(new: Session) -> None:
            new.open(self._site.sent, to_write=True)
            # At once: at no moment is the copy neither a draft nor sent.
            new.set_flags(_named(new, name), ["\\Seen", SENT_KEYWORD])

        # Connected and logged in first: a server that is away leaves no draft behind.
        with carrier(self._servers.smtp, self._site.domain) as sender:
            self._put_draft(open_session, name, raw)
            try:
                sender.carry(self._site.address, thread.address, raw)
            except OutcomeUnknown:
                raise
            except ConnectorError:
                self._twice(drop)
                raise
        self._twice(mark_sent)
        self._twice(lambda new: self._put_away(new, thread))
        return name

    def find_reply(self, open_session: Session, number: str, key: str) -> str | None:
        """Find the copy of a reply that was accepted for certain."""
        name = self._message_id(number, "reply", key)
        return name if self._was_sent(open_session, name) else None

    def add_note(self, open_session: Session, thread: Thread, text: str, key: str) -> None:
        """Put a note in the folder of notes unless it is there; the folder is made if need be."""
        folder = self._site.notes
        name = self._message_id(thread.number, "note", key)
        if not open_session.exists(folder):
            open_session.create(folder)
        open_session.open(folder)
        if not _named(open_session, name):
            message = self._mail(thread, "note", key)
            message["Subject"] = f"Note interne : {_line(thread.asked[0].subject)}"
            message["To"] = self._site.address
            message["Auto-Submitted"] = "auto-generated"
            _keep(open_session, folder, name, (_with_text(message, text), ["\\Seen"]))

    def _was_sent(self, open_session: Session, name: str) -> bool:
        open_session.open(self._site.sent)
        return bool(open_session.search("HEADER", "Message-ID", name, "KEYWORD", SENT_KEYWORD))

    def _put_draft(self, open_session: Session, name: str, raw: bytes) -> None:
        """Leave one draft, and only one: that of a try that failed before is replaced."""
        if not open_session.open(self._site.sent, to_write=True).takes(SENT_KEYWORD):
            raise ConnectorError(NO_KEYWORDS, permanent=True)
        open_session.delete(_named(open_session, name))
        _keep(open_session, self._site.sent, name, (raw, ["\\Draft", "\\Seen"]))

    def _put_away(self, new: Session, thread: Thread) -> None:
        """Move the mails that were answered; one that came meanwhile stays to be read."""
        if not self._site.treated:
            return
        opened = new.open(self._site.inbox, to_write=True)
        answered = [
            letter.uid
            for letter in thread.letters
            if letter.place is Place.INBOX and letter.validity == opened.validity
        ]
        if answered:
            new.move(answered, self._site.treated)

    def _twice(self, write: Callable[[Session], None]) -> None:
        """Write what follows a reply on a connection of its own, twice if need be.

        The fate of the reply is known: that its traces are not, is no reason to say otherwise.
        """
        for _ in range(2):
            with suppress(ConnectorError), session(self._servers.imap) as new:
                write(new)
                return

    def _message_id(self, number: str, kind: str, key: str) -> str:
        """Name what we write; the same words in the same place always get the same name."""
        named = f"{self._site.address}|{number}|{kind}|{checked_key(key)}"
        return f"<guichet.{hashlib.sha256(named.encode()).hexdigest()[:32]}@{self._site.domain}>"

    def _reply(self, thread: Thread, text: str, key: str) -> bytes:
        """Write the reply to the requester, and to nobody else."""
        message = self._mail(thread, "reply", key)
        subject = _line(thread.asked[-1].subject)
        message["Subject"] = subject if _AGAIN.match(subject) else f"Re: {subject}"
        message["To"] = thread.address
        # A person approved it, but nothing that answers by itself may answer it (RFC 3834).
        message["Auto-Submitted"] = "auto-replied"
        message["X-Auto-Response-Suppress"] = "OOF, AutoReply"
        return _with_text(message, text)

    def _mail(self, thread: Thread, kind: str, key: str) -> EmailMessage:
        message = EmailMessage(policy=SMTP)
        message["Message-ID"] = self._message_id(thread.number, kind, key)
        message["Date"] = format_datetime(self._clock())
        message["From"] = formataddr((_line(self._site.sender_name), self._site.address))
        message["X-Guichet-Key"] = checked_key(key)
        message["X-Guichet-Ticket"] = thread.number
        chain = [letter.message_id for letter in thread.asked]
        message["In-Reply-To"] = chain[-1]
        message["References"] = " ".join([*chain[:1], *chain[1:][-LONGEST_CHAIN:]])
        return message


def _keep(open_session: Session, folder: str, name: str, mail: tuple[bytes, list[str]]) -> None:
    """Put a mail and its flags in a folder, and look that it is there: a yes is no proof."""
    open_session.append(folder, *mail)
    open_session.open(folder)
    if not _named(open_session, name):
        raise BadAnswer(NOT_KEPT.format(folder))


def _named(open_session: Session, name: str) -> list[int]:
    return open_session.search("HEADER", "Message-ID", name, "UNDELETED")


def _with_text(message: EmailMessage, text: str) -> bytes:
    message.set_content(text.replace("\r\n", "\n"), cte="quoted-printable")
    return message.as_bytes()


def _line(text: str) -> str:
    return " ".join(text.split())[:MAX_SUBJECT]
