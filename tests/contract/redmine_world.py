"""The contract server of Redmine, its requester and its officers."""

from datetime import UTC, datetime, timedelta

from connectors.base import TicketingSystem
from connectors.redmine import Markup, Redmine, Site, TimeLimits, open_client
from connectors.redmine.markup import to_text
from tests.contract.servers.faults import Fault
from tests.contract.servers.loopback import Loopback
from tests.contract.servers.redmine import RedmineServer
from tests.contract.servers.redmine_store import CATEGORIES, ZOE, File
from tests.contract.world import PATIENCE

BOT_KEY = "bot-key"
SITE = Site(projects=("rh",), grace=timedelta(seconds=10))


class RedmineWorld:
    """The contract server and the connector pointed at it."""

    priority = 50
    tags: tuple[str, ...] = ()

    def __init__(
        self, server: RedmineServer, network: Loopback, patience: float = PATIENCE
    ) -> None:
        self.server = server
        self.patience = patience
        self.store = server.store
        self.url = network.url
        self.system: TicketingSystem = self.connect()

    def connect(self, key: str = BOT_KEY, url: str = "", site: Site = SITE) -> Redmine:
        made = Redmine(
            open_client(url or self.url, key),
            site,
            categories=CATEGORIES,
            limits=TimeLimits(connect=2, read=self.patience, write=self.patience),
        )
        made.clock = self.our_time
        return made

    def our_time(self) -> datetime:
        """Let our time go with the server's, an hour apart: only its length counts."""
        return self.store.now.astimezone(UTC) + timedelta(hours=1)

    def suffer(self, fault: Fault) -> None:
        """Make the next matching request go wrong."""
        self.server.faults.next(fault)

    async def open_ticket(self, subject: str, text: str, kind: str = "text/plain") -> str:
        del kind
        return str(self.store.create(subject, text).id)

    async def open_with_file(self, name: str, data: bytes) -> str:
        issue = self.store.create("Une pièce", "Voici.")
        issue.files.append(File(30, name, len(data), "application/pdf"))
        self.store.contents[30] = data
        return str(issue.id)

    async def delete(self, number: str) -> None:
        del self.store.issues[int(number)]

    async def sent(self, number: str) -> list[str]:
        return [
            to_text(notes, Markup.COMMON_MARK)
            for to, issue, notes in self.store.mails
            if (to, issue) == (ZOE, int(number)) and notes
        ]

    async def notes(self, number: str) -> list[str]:
        journals = self.store.issues[int(number)].journals
        return [to_text(j.notes, Markup.COMMON_MARK) for j in journals if j.private]
