"""The real Dovecot as a world: the requester has a box there too, and reads what we sent."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import EmailMessage
from email.policy import SMTP

from cases.store.database import now
from connectors.base import TicketingSystem
from connectors.mailbox import Mailbox, Security, Server, Servers, Site
from tests.contract.mailbox_world import (
    ADDRESS,
    CATEGORIES,
    SITE,
    letter,
    number,
    text_of,
    with_file,
)
from tests.contract.servers.imap_server import ACCOUNT
from tests.contract.servers.smtp_server import SmtpServer, carrying
from tests.contract.world import REQUESTER
from tests.real.mail_lab import MailLab


class RealMailWorld:
    """The connector over TLS to Dovecot, and over SMTP to a relay that puts mails into it."""

    priority = 50
    tags: tuple[str, ...] = ("rh-conges", "agenda")

    def __init__(self, lab: MailLab, relay: SmtpServer) -> None:
        self.lab = lab
        self.relay = relay
        self.system: TicketingSystem = self.connect()

    def connect(self, imap: Server | None = None, site: Site = SITE) -> Mailbox:
        servers = real_servers(self.lab, self.relay.port)
        both = Servers(imap or servers.imap, servers.smtp)
        return Mailbox(both, site, now, categories=CATEGORIES)

    async def write(self, mail: EmailMessage, sender: str = REQUESTER) -> None:
        raw = mail.as_bytes(policy=SMTP)
        said = await asyncio.to_thread(self.lab.deliver, sender, [ADDRESS], raw)
        assert said.startswith("250"), said

    async def open_ticket(self, subject: str, text: str, kind: str = "text/plain") -> str:
        mail = letter(subject, text, kind)
        await self.write(mail)
        return number(mail)

    async def open_with_file(self, name: str, data: bytes) -> str:
        mail = with_file(name, data)
        await self.write(mail)
        return number(mail)

    async def delete(self, number: str) -> None:
        del number
        await asyncio.to_thread(self._throw_away)

    async def sent(self, number: str) -> list[str]:
        received = await asyncio.to_thread(self.lab.mails, REQUESTER)
        return [text_of(mail) for mail in received if mail["X-Guichet-Ticket"] == number]

    async def notes(self, number: str) -> list[str]:
        kept = await asyncio.to_thread(self.lab.mails, ADDRESS, SITE.notes)
        return [text_of(mail) for mail in kept if mail["X-Guichet-Ticket"] == number]

    def _throw_away(self) -> None:
        with self.lab.box(ADDRESS) as client:
            client.move(client.search(), "Trash")


def real_servers(lab: MailLab, smtp_port: int) -> Servers:
    """Name the servers of a lab."""
    return Servers(
        imap=Server("localhost", lab.imaps_port, *ACCOUNT, Security.TLS, lab.authority),
        smtp=Server("127.0.0.1", smtp_port, *ACCOUNT, Security.NONE, seconds=10),
    )


@asynccontextmanager
async def real_mail_world(lab: MailLab) -> AsyncIterator[RealMailWorld]:
    """Run the relay for the length of a `with`, over emptied boxes."""

    async def deliver(sender: str, recipients: list[str], raw: bytes) -> str:
        # A mail server that took a mail delivers it, whatever becomes of who gave it.
        return await asyncio.shield(asyncio.to_thread(lab.deliver, sender, recipients, raw))

    await asyncio.to_thread(lab.empty)
    async with carrying(SmtpServer(ACCOUNT, deliver=deliver)) as relay:
        yield RealMailWorld(lab, relay)
