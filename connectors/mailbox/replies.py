"""What we write: replies, sent at most once, and internal notes.

The copy in the folder of sent mails is the memory of a reply. It is put there as a draft before
the mail is handed over, and gets `GuichetSent` once the mail was accepted. A copy with that
keyword: sent. A draft: nobody knows, a person looks. No copy: not sent.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from cases.model import TicketStatus
from connectors.base import BadAnswer, ConnectorError, OutcomeUnknown, Rejected
from connectors.mailbox import outgoing
from connectors.mailbox.carrier import carrier
from connectors.mailbox.door import session
from connectors.mailbox.index import SENT_KEYWORD
from connectors.mailbox.letters import Place
from connectors.mailbox.session import Session
from connectors.mailbox.site import Servers, Site
from connectors.mailbox.threads import Thread

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


class Desk:
    """Writes for one mailbox."""

    def __init__(self, servers: Servers, site: Site, clock: Callable[[], datetime]) -> None:
        self._servers = servers
        self._site = site
        self._clock = clock

    def post_reply(self, open_session: Session, thread: Thread, text: str, key: str) -> str:
        """Send the reply and return its Message-ID; nothing is sent that was sent before."""
        _refuse_unless_writable(thread)
        name = outgoing.message_id(self._site, thread.number, "reply", key)
        raw = outgoing.reply(self._site, thread, text, key, self._clock())
        if _sent(open_session, self._site, name):
            return name
        # Connected and logged in first: a server that is away leaves no draft behind.
        with carrier(self._servers.smtp, self._site.domain) as sender:
            self._put_draft(open_session, name, raw)
            try:
                sender.carry(self._site.address, thread.address, raw)
            except OutcomeUnknown:
                raise
            except ConnectorError:
                self._again(lambda s: _drop(s, self._site, name))
                raise
        self._again(lambda s: _mark_sent(s, self._site, name))
        self._again(lambda s: self._put_away(s, thread))
        return name

    def find_reply(self, open_session: Session, number: str, key: str) -> str | None:
        """Find the copy of a reply that was accepted for certain."""
        name = outgoing.message_id(self._site, number, "reply", key)
        return name if _sent(open_session, self._site, name) else None

    def add_note(self, open_session: Session, thread: Thread, text: str, key: str) -> None:
        """Put a note in the folder of notes unless it is there; the folder is made if need be."""
        folder = self._site.notes
        name = outgoing.message_id(self._site, thread.number, "note", key)
        if not open_session.exists(folder):
            open_session.create(folder)
        open_session.open(folder)
        if not _named(open_session, name):
            raw = outgoing.note(self._site, thread, text, key, self._clock())
            _keep(open_session, folder, name, (raw, ["\\Seen"]))

    def _put_draft(self, open_session: Session, name: str, raw: bytes) -> None:
        """Leave one draft, and only one: that of a try that failed before is replaced."""
        if not open_session.open(self._site.sent, to_write=True).takes(SENT_KEYWORD):
            raise ConnectorError(NO_KEYWORDS, permanent=True)
        open_session.delete(_named(open_session, name))
        _keep(open_session, self._site.sent, name, (raw, ["\\Draft", "\\Seen"]))

    def _put_away(self, open_session: Session, thread: Thread) -> None:
        """Move the mails that were answered; one that came meanwhile stays to be read."""
        if not self._site.treated:
            return
        opened = open_session.open(self._site.inbox, to_write=True)
        answered = [
            letter.uid
            for letter in thread.letters
            if letter.place is Place.INBOX and letter.validity == opened.validity
        ]
        if answered:
            open_session.move(answered, self._site.treated)

    def _again(self, write: Callable[[Session], None]) -> None:
        """Write what follows a reply on a connection of its own, twice if need be.

        The fate of the reply is known: that its traces are not, is no reason to say otherwise.
        """
        for _ in range(2):
            with suppress(ConnectorError), session(self._servers.imap) as new:
                write(new)
                return


def _refuse_unless_writable(thread: Thread) -> None:
    reason = NO_REPLY.get(thread.status)
    if reason is None and not outgoing.can_be_written_to(thread.address):
        reason = NO_ADDRESS
    if reason is not None:
        raise Rejected(reason, permanent=True)


def _keep(session: Session, folder: str, name: str, mail: tuple[bytes, list[str]]) -> None:
    """Put a mail and its flags in a folder, and look that it is there: a yes is no proof."""
    session.append(folder, *mail)
    session.open(folder)
    if not _named(session, name):
        raise BadAnswer(NOT_KEPT.format(folder))


def _named(open_session: Session, name: str) -> list[int]:
    return open_session.search("HEADER", "Message-ID", name, "UNDELETED")


def _sent(open_session: Session, site: Site, name: str) -> bool:
    open_session.open(site.sent)
    return bool(open_session.search("HEADER", "Message-ID", name, "KEYWORD", SENT_KEYWORD))


def _mark_sent(open_session: Session, site: Site, name: str) -> None:
    open_session.open(site.sent, to_write=True)
    # At once: at no moment is the copy neither a draft nor sent.
    open_session.set_flags(_named(open_session, name), ["\\Seen", SENT_KEYWORD])


def _drop(open_session: Session, site: Site, name: str) -> None:
    open_session.open(site.sent, to_write=True)
    open_session.delete(_named(open_session, name))
