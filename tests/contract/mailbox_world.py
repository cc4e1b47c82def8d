"""A mailbox that needs no installation: both contract servers and the connector between them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import EmailMessage
from email.policy import SMTP
from uuid import uuid4

from connectors.base import TicketingSystem
from connectors.mailbox import Mailbox, Security, Server, Servers, Site
from connectors.mailbox.threads import number_of
from tests.contract.servers.imap_server import ACCOUNT, ImapServer, serving
from tests.contract.servers.imap_store import Held
from tests.contract.servers.smtp_server import SmtpServer, carrying
from tests.contract.world import PATIENCE, REQUESTER

ADDRESS = "rh@valmorel.example"
SITE = Site(address=ADDRESS, sender_name="Service RH", treated="Treated")
CATEGORIES = ("conges", "maladie", "remuneration-paie", "autre")


class MailboxWorld:
    """The requester writes into the store; what they get is what the SMTP server carried."""

    priority = 50
    tags: tuple[str, ...] = ("rh-conges", "agenda")

    def __init__(self, imap: ImapServer, smtp: SmtpServer, patience: float = PATIENCE) -> None:
        self.patience = patience
        self.imap = imap
        self.smtp = smtp
        self.store = imap.store
        self.system: TicketingSystem = self.connect()

    def connect(
        self, site: Site = SITE, password: str = ACCOUNT[1], smtp_password: str = ACCOUNT[1]
    ) -> Mailbox:
        servers = Servers(
            imap=_server(self.imap.port, password, self.patience),
            smtp=_server(self.smtp.port, smtp_password, self.patience),
        )
        return Mailbox(servers, site, lambda: self.store.now, categories=CATEGORIES)

    def write(self, mail: EmailMessage) -> Held:
        return self.store.deliver(mail.as_bytes(policy=SMTP))

    async def open_ticket(self, subject: str, text: str, kind: str = "text/plain") -> str:
        mail = letter(subject, text, kind)
        self.write(mail)
        return number(mail)

    async def open_with_file(self, name: str, data: bytes) -> str:
        mail = with_file(name, data)
        self.write(mail)
        return number(mail)

    async def delete(self, number: str) -> None:
        del number
        inbox, trash = self.store.folders["INBOX"], self.store.folders["Trash"]
        for held in inbox.mails:
            trash.put(held.raw, held.arrived)
        inbox.mails.clear()

    async def sent(self, number: str) -> list[str]:
        carried = [c for c in self.smtp.carried if c.message["X-Guichet-Ticket"] == number]
        assert all(c.recipients == [REQUESTER] for c in carried)
        return [text_of(c.message) for c in carried]

    async def notes(self, number: str) -> list[str]:
        mails = self.store.messages(SITE.notes)
        return [text_of(mail) for mail in mails if mail["X-Guichet-Ticket"] == number]


def with_file(name: str, data: bytes) -> EmailMessage:
    """Write a mail that brings a file."""
    mail = letter("Une pièce", "Voici.")
    mail.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    return mail


def letter(
    subject: str, text: str, kind: str = "text/plain", sender: str = f"Zoé Renard <{REQUESTER}>"
) -> EmailMessage:
    """Write a mail to the service."""
    mail = EmailMessage()
    mail["Message-ID"] = f"<{uuid4().hex}@corp.example>"
    mail["From"], mail["To"], mail["Subject"] = sender, ADDRESS, subject
    mail.set_content(text, subtype=kind.partition("/")[2])
    return mail


def number(mail: EmailMessage, address: str = REQUESTER) -> str:
    return number_of(str(mail["Message-ID"]), address)


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def _server(port: int, password: str, patience: float) -> Server:
    return Server("127.0.0.1", port, ACCOUNT[0], password, Security.NONE, seconds=patience)


@asynccontextmanager
async def mailbox_world(patience: float = PATIENCE) -> AsyncIterator[MailboxWorld]:
    """Run both servers for the length of a `with`; `patience` is ours, in seconds."""
    async with serving(ImapServer()) as imap, carrying(SmtpServer(ACCOUNT)) as smtp:
        yield MailboxWorld(imap, smtp, patience)
