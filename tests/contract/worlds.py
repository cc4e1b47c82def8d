"""The worlds that need no installation: the embedded system and a contract server."""

import json
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from connectors.base import TicketingSystem
from connectors.demo import Demo
from connectors.request_tracker import RequestTracker, Site, TimeLimits, open_client
from connectors.safe_text import html_to_text
from tests.contract.servers.faults import Fault
from tests.contract.servers.loopback import Loopback
from tests.contract.servers.request_tracker import RequestTrackerServer
from tests.contract.servers.rt_store import CATEGORIES, Part
from tests.contract.world import PATIENCE, REQUESTER

BOT_TOKEN = "1-35-bot"
SITE = Site(
    queues=("RH", "RH-Paie"),
    bot_user="triage-bot",
    tags_field="Tags",
    grace=timedelta(seconds=10),
)
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


class DemoWorld:
    """The embedded system, its requester a pair of hands in the folder."""

    priority = 50
    tags: tuple[str, ...] = ("rh-conges", "agenda")

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.system: TicketingSystem = Demo(folder, lambda: NOW)
        self._opened = 0

    def write(self, name: str, ticket: dict[str, object]) -> None:
        letter = {"from": REQUESTER, "name": "Zoé Renard", "date": "2026-11-25T08:00:00Z"}
        path = self.folder / "inbox" / name
        path.write_text(json.dumps(letter | ticket), "utf-8")

    async def open_ticket(self, subject: str, text: str, kind: str = "text/plain") -> str:
        del kind
        self._opened += 1
        self.write(f"T{self._opened}.json", {"subject": subject, "text": text})
        return f"T{self._opened}"

    async def open_with_file(self, name: str, data: bytes) -> str:
        self._opened += 1
        mail = EmailMessage()
        mail["From"], mail["Subject"] = REQUESTER, "Une pièce"
        mail.set_content("Voici.")
        mail.add_attachment(data, maintype="application", subtype="pdf", filename=name)
        (self.folder / "inbox" / f"T{self._opened}.eml").write_bytes(bytes(mail))
        return f"T{self._opened}"

    async def delete(self, number: str) -> None:
        self.write(f"{number}.json", {"status": "deleted"})

    async def sent(self, number: str) -> list[str]:
        outbox = [json.loads(p.read_text("utf-8")) for p in (self.folder / "outbox").iterdir()]
        return [reply["text"] for reply in outbox if reply["number"] == number]

    async def notes(self, number: str) -> list[str]:
        state = json.loads((self.folder / "state" / f"{number}.json").read_text("utf-8"))
        return [note["text"] for note in state["notes"]]


class ServerWorld:
    """The contract server and the connector pointed at it."""

    priority = 50
    tags: tuple[str, ...] = ("rh-conges", "agenda")

    def __init__(
        self, server: RequestTrackerServer, network: Loopback, patience: float = PATIENCE
    ) -> None:
        self.server = server
        self.patience = patience
        self.store = server.store
        self.url = network.url
        self.system: TicketingSystem = self.connect()

    def connect(self, token: str = BOT_TOKEN, url: str = "", site: Site = SITE) -> RequestTracker:
        return RequestTracker(
            open_client(url or self.url, token),
            site,
            categories=CATEGORIES,
            limits=TimeLimits(connect=2, read=self.patience, write=self.patience),
        )

    def suffer(self, fault: Fault) -> None:
        """Make the next matching request go wrong."""
        self.server.faults.next(fault)

    async def open_ticket(self, subject: str, text: str, kind: str = "text/plain") -> str:
        parts = [Part(kind, text.encode())] if text else []
        return str(self.store.create("RH", REQUESTER, subject, parts).id)

    async def open_with_file(self, name: str, data: bytes) -> str:
        parts = [Part("text/plain", b"Voici."), Part("application/pdf", data, name)]
        return str(self.store.create("RH", REQUESTER, "Une pièce", parts).id)

    async def delete(self, number: str) -> None:
        self.store.tickets[int(number)].status = "deleted"

    async def sent(self, number: str) -> list[str]:
        return [html_to_text(html) for to, html in self.store.mails if to == int(number)]

    async def notes(self, number: str) -> list[str]:
        comments = [e for e in self.store.history(int(number)) if e.type == "Comment"]
        parts = [self.store.parts[key] for comment in comments for key in comment.parts]
        return [html_to_text(part.content.decode()) for part in parts]
