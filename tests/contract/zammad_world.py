"""The contract server of Zammad and the connector pointed at it."""

from datetime import timedelta

from connectors.base import TicketingSystem
from connectors.safe_text import html_to_text
from connectors.zammad import Site, TimeLimits, Zammad, open_client
from tests.contract.servers.faults import Fault
from tests.contract.servers.loopback import Loopback
from tests.contract.servers.zammad import ZammadServer
from tests.contract.servers.zammad_store import CATEGORIES
from tests.contract.world import PATIENCE, REQUESTER

BOT_TOKEN = "bot"
SITE = Site(
    groups=("RH", "RH-Paie"),
    grace=timedelta(seconds=10),
    follow=timedelta(seconds=0.5),
    look_every=timedelta(seconds=0.02),
)


class ZammadWorld:
    """The contract server, its requester and what they got."""

    priority = 3
    tags: tuple[str, ...] = ("rh-conges", "agenda")

    def __init__(self, server: ZammadServer, network: Loopback, patience: float = PATIENCE) -> None:
        self.server = server
        self.patience = patience
        self.store = server.store
        self.url = network.url
        self.system: TicketingSystem = self.connect()

    def connect(self, token: str = BOT_TOKEN, url: str = "", site: Site = SITE) -> Zammad:
        return Zammad(
            open_client(url or self.url, token),
            site,
            categories=CATEGORIES,
            limits=TimeLimits(connect=2, read=self.patience, write=self.patience),
        )

    def suffer(self, fault: Fault) -> None:
        """Make the next matching request go wrong."""
        self.server.faults.next(fault)

    async def open_ticket(self, subject: str, text: str, kind: str = "text/plain") -> str:
        held = self.store.create("RH", REQUESTER, subject)
        self.store.write(held.id, held.customer, "Customer", text, content_type=kind)
        return str(held.id)

    async def open_with_file(self, name: str, data: bytes) -> str:
        number = await self.open_ticket("Une pièce", "Voici.")
        kind = {"Mime-Type": "application/pdf"}
        file = {"id": 9, "filename": name, "size": str(len(data)), "preferences": kind}
        self.store.articles[-1].files = [file]
        self.store.contents[9] = data
        return number

    async def delete(self, number: str) -> None:
        self.store.destroy(int(number))

    async def sent(self, number: str) -> list[str]:
        self.store.job_mail()
        mails = [(to, html) for ticket, to, html in self.store.mails if ticket == int(number)]
        return [html_to_text(html) for to, html in mails if to == REQUESTER]

    async def notes(self, number: str) -> list[str]:
        return [html_to_text(a.body) for a in self.store.of(int(number)) if a.internal]
