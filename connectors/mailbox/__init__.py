"""A shared mailbox: questions come in by IMAP, replies leave by SMTP."""

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from cases.model import Ticket
from connectors.base import Changes, Check, Triage, TriageResult
from connectors.key import checked
from connectors.mailbox import changes, checks, conversation, fields
from connectors.mailbox.door import session
from connectors.mailbox.index import Contents, Index
from connectors.mailbox.replies import Desk
from connectors.mailbox.session import Session
from connectors.mailbox.site import Security, Server, Servers, Site, is_loopback
from connectors.mailbox.threads import Thread, Threads

__all__ = ["Mailbox", "Security", "Server", "Servers", "Site", "is_loopback"]


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
        self._desk = Desk(servers, site, clock)
        self._alone = threading.Lock()

    async def changes_since(self, cursor: str | None) -> Changes:
        """List open conversations at first, then any with a mail newer than `cursor`."""
        return await asyncio.to_thread(self._changes_since, cursor)

    async def read_ticket(self, number: str) -> Ticket:
        """Read a conversation: the requester's mails, colleagues' answers, our replies."""
        return await asyncio.to_thread(self._read_ticket, number)

    async def read_attachment(self, number: str, attachment: str, most_bytes: int) -> bytes:
        """Read a file of a mail by the id it was listed under."""
        return await asyncio.to_thread(self._read_file, number, attachment, most_bytes)

    async def write_triage(self, number: str, triage: Triage) -> TriageResult:
        """Write category, priority, queue and tags as keywords, and read them back."""
        return await asyncio.to_thread(self._write_triage, number, triage)

    async def add_note(self, number: str, text: str, key: str) -> None:
        """Put a note in the folder of notes once per key; it is never sent."""
        await asyncio.to_thread(self._add_note, number, text, checked(key))

    async def post_reply(self, number: str, text: str, key: str) -> str:
        """Send the reply to the requester; return its Message-ID."""
        return await asyncio.to_thread(self._post_reply, number, text, checked(key))

    async def find_reply(self, number: str, key: str) -> str | None:
        """Find the copy of a reply that the SMTP server accepted; None when none is sure."""
        return await asyncio.to_thread(self._find_reply, number, checked(key))

    async def check(self) -> tuple[Check, ...]:
        """Test both servers, the folders, their keywords and the clocks."""
        return await asyncio.to_thread(checks.check, self._servers, self._site, self._clock)

    async def aclose(self) -> None:
        """Nothing to release: each step opens and closes its own connection."""

    @contextmanager
    def _opened(self) -> Iterator[tuple[Session, Contents, Threads]]:
        with self._alone, session(self._servers.imap) as opened:
            contents = self._index.look(opened)
            yield opened, contents, Threads(contents.letters, self._site)

    @contextmanager
    def _at(self, number: str) -> Iterator[tuple[Session, Thread]]:
        with self._opened() as (opened, _, threads):
            yield opened, conversation.find_thread(threads, number)

    def _changes_since(self, cursor: str | None) -> Changes:
        with self._opened() as (_, contents, threads):
            return changes.changes_since(contents, threads, cursor)

    def _read_ticket(self, number: str) -> Ticket:
        with self._at(number) as (opened, thread):
            return conversation.read_ticket(opened, thread, self.name)

    def _read_file(self, number: str, attachment: str, most_bytes: int) -> bytes:
        with self._at(number) as (opened, thread):
            return conversation.read_file(opened, thread, attachment, most_bytes)

    def _write_triage(self, number: str, triage: Triage) -> TriageResult:
        with self._at(number) as (opened, thread):
            return fields.write_triage(opened, thread, triage, self._categories)

    def _add_note(self, number: str, text: str, key: str) -> None:
        with self._at(number) as (opened, thread):
            self._desk.add_note(opened, thread, text, key)

    def _post_reply(self, number: str, text: str, key: str) -> str:
        with self._at(number) as (opened, thread):
            return self._desk.post_reply(opened, thread, text, key)

    def _find_reply(self, number: str, key: str) -> str | None:
        with self._alone, session(self._servers.imap) as opened:
            return self._desk.find_reply(opened, number, key)
