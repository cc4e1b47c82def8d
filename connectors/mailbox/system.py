"""A shared mailbox as a ticketing system, and whether it is ready for us."""

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TypeVar

from cases.model import Ticket
from connectors.base import (
    Changes,
    Check,
    ConnectorError,
    NotFound,
    Triage,
    TriageResult,
    checked_key,
)
from connectors.mailbox import conversation, fields, folders
from connectors.mailbox.folders import Contents, Index
from connectors.mailbox.imap import Session, session
from connectors.mailbox.replies import MailWriter
from connectors.mailbox.site import SENT_KEYWORD, Server, Servers, Site
from connectors.mailbox.smtp import carrier
from connectors.mailbox.threads import Thread, Threads

SMALLEST_LIMIT = 1_000_000
CLOCKS_APART = timedelta(minutes=5)

Result = TypeVar("Result")


class Mailbox:
    """A `TicketingSystem`. An accepted mail cannot be taken back: a lost answer is never resent.

    The libraries wait for the server in a thread; one thread at a time uses the mailbox, and
    finishes what it began even when its caller is cancelled.
    """

    resend_is_safe = False

    def __init__(
        self,
        servers: Servers,
        site: Site,
        clock: Callable[[], datetime],
        *,
        name: str = "mailbox",
        categories: Iterable[str] = (),
    ) -> None:
        self.name = name
        self.grace = site.grace
        self._servers = servers
        self._site = site
        self._clock = clock
        self._categories = tuple(categories)
        self._index = Index(site, clock)
        self._writer = MailWriter(servers, site, clock)
        self._alone = threading.Lock()

    async def changes_since(self, cursor: str | None) -> Changes:
        """List open conversations at first, then any with a mail newer than `cursor`."""

        def look() -> Changes:
            with self._opened() as (_, contents, threads):
                return folders.changes_since(contents, threads, cursor)

        return await asyncio.to_thread(look)

    async def read_ticket(self, number: str) -> Ticket:
        """Read a conversation: the requester's mails, colleagues' answers, our replies."""
        return await self._at(number, lambda s, t: conversation.read_ticket(s, t, self.name))

    async def read_attachment(self, number: str, attachment: str, most_bytes: int) -> bytes:
        """Read a file of a mail by the id it was listed under."""
        return await self._at(
            number, lambda s, t: conversation.read_file(s, t, attachment, most_bytes)
        )

    async def write_triage(self, number: str, triage: Triage) -> TriageResult:
        """Write category, priority, queue and tags as keywords, and read them back."""
        return await self._at(
            number, lambda s, t: fields.write_triage(s, t, triage, self._categories)
        )

    async def add_note(self, number: str, text: str, key: str) -> None:
        """Put a note in the folder of notes once per key; it is never sent."""
        checked_key(key)
        await self._at(number, lambda s, t: self._writer.add_note(s, t, text, key))

    async def post_reply(self, number: str, text: str, key: str) -> str:
        """Send the reply to the requester; return its Message-ID."""
        checked_key(key)
        return await self._at(number, lambda s, t: self._writer.post_reply(s, t, text, key))

    async def find_reply(self, number: str, key: str) -> str | None:
        """Find the copy of a reply that the SMTP server accepted; None when none is sure."""
        checked_key(key)

        def find() -> str | None:
            with self._alone, session(self._servers.imap) as opened:
                return self._writer.find_reply(opened, number, key)

        return await asyncio.to_thread(find)

    async def check(self) -> tuple[Check, ...]:
        """Test both servers, the folders, their keywords and the clocks."""
        return await asyncio.to_thread(check, self._servers, self._site, self._clock)

    async def aclose(self) -> None:
        """Nothing to release: each step opens and closes its own connection."""

    @contextmanager
    def _opened(self) -> Iterator[tuple[Session, Contents, Threads]]:
        with self._alone, session(self._servers.imap) as opened:
            contents = self._index.look(opened)
            yield opened, contents, Threads(contents.letters, self._site)

    async def _at(self, number: str, step: Callable[[Session, Thread], Result]) -> Result:
        """Do something in a thread at a conversation; raises `NotFound` when it is gone."""

        def done() -> Result:
            with self._opened() as (opened, _, threads):
                thread = threads.by_number.get(number)
                if thread is None:
                    message = "Cette conversation n’est plus dans la boîte."
                    raise NotFound(message, permanent=True)
                return step(opened, thread)

        return await asyncio.to_thread(done)


def check(servers: Servers, site: Site, clock: Callable[[], datetime]) -> tuple[Check, ...]:
    """Test reading, then folders, keywords and clocks; and sending, without sending anything."""
    what = "Lecture (IMAP) : adresse, chiffrement, mot de passe"
    lines: list[Check] = []
    try:
        with session(servers.imap) as opened:
            lines.append(Check.of(what, ""))
            lines += [
                _folder(opened, name) for name in (site.inbox, site.sent, site.treated) if name
            ]
            made = "" if opened.exists(site.notes) else " (créé à la première note)"
            lines.append(Check.of(f"Dossier « {site.notes} »{made}", ""))
            lines.append(_clock(opened, site, clock()))
    except ConnectorError as error:
        lines.append(Check.of(what, str(error)))
    return (*lines, *_sending(servers.smtp, site))


def _folder(opened: Session, folder: str) -> Check:
    what = f"Dossier « {folder} » et ses mots-clés"
    try:
        takes = opened.open(folder, to_write=True).takes(SENT_KEYWORD)
    except ConnectorError as error:
        return Check.of(what, str(error))
    advice = "Ce dossier n’accepte pas de nouveaux mots-clés : les permettre dans la messagerie."
    return Check.of(what, "" if takes else advice)


def _clock(opened: Session, site: Site, now: datetime) -> Check:
    """Compare with the newest mail: one from the future tells that the clocks differ."""
    what = "Heure du serveur de messagerie"
    if not opened.exists(site.inbox):
        return Check.of(what, "")
    opened.open(site.inbox)
    newest = opened.search("SINCE", now.date())[-1:]
    arrived = max((header.arrived for header in opened.headers(newest)), default=now)
    advice = "L’heure du guichet et celle de la messagerie diffèrent : régler les horloges."
    return Check.of(what, advice if arrived - now > CLOCKS_APART else "")


def _sending(smtp: Server, site: Site) -> Iterator[Check]:
    what = "Envoi (SMTP) : adresse, chiffrement, mot de passe"
    try:
        with carrier(smtp, site.domain) as sender:
            limit = sender.max_bytes
    except ConnectorError as error:
        yield Check.of(what, str(error))
        return
    yield Check.of(what, "")
    small = limit is not None and 0 < limit < SMALLEST_LIMIT
    advice = f"Le serveur d’envoi ne prend que {limit} octets : relever cette limite."
    yield Check.of("Envoi : taille permise", advice if small else "")
