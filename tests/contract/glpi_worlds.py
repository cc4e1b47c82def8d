"""The contract servers of GLPI's two APIs, and the connector pointed at each."""

import re
from dataclasses import replace
from datetime import timedelta

from connectors.base import TicketingSystem
from connectors.glpi import Glpi, PasswordGrant, Site, TimeLimits, UserToken, open_dialect
from connectors.safe_text import html_to_text
from tests.contract.servers import glpi_highlevel, glpi_legacy
from tests.contract.servers.faults import Fault
from tests.contract.servers.glpi_highlevel import HighLevelServer
from tests.contract.servers.glpi_legacy import LegacyServer
from tests.contract.servers.glpi_store import CATEGORIES, Document, Store
from tests.contract.servers.loopback import Loopback
from tests.contract.world import PATIENCE

SITE = Site(grace=timedelta(seconds=10))
GRANT = PasswordGrant(
    client_id=glpi_highlevel.CLIENT_ID,
    client_secret=glpi_highlevel.CLIENT_SECRET,
    user=glpi_highlevel.USER,
    password=glpi_highlevel.PASSWORD,
)
TOKEN = UserToken(user_token=glpi_legacy.USER_TOKEN, app_token=glpi_legacy.APP_TOKEN)
SECRETS = (GRANT.client_secret, GRANT.password, TOKEN.user_token, TOKEN.app_token)

GET_TICKET = r"GET .*/Ticket/\d+$"
UPDATE = r"(PATCH|PUT) .*/Ticket/\d+$"
POST_FOLLOWUP = r"POST .*Followup$"
GET_FOLLOWUPS = r"GET .*Followup$"
LIST = r"GET .*(/Assistance|/search)/Ticket$"
SIGN_IN = r"(POST .*/token|GET .*/initSession)$"

_REFERENCE = re.compile(r"\s*Réf\. G[RN]-\S+$")


class GlpiWorld:
    """A contract server and the connector pointed at it; `api` tells which."""

    priority = 4
    tags: tuple[str, ...] = ()

    def __init__(
        self, server: HighLevelServer | LegacyServer, network: Loopback, patience: float = PATIENCE
    ) -> None:
        self.server = server
        self.patience = patience
        self.network = network
        self.url = network.url
        self.system: TicketingSystem = self.connect()

    @property
    def api(self) -> str:
        return "highlevel" if isinstance(self.server, HighLevelServer) else "legacy"

    @property
    def store(self) -> Store:
        return self.server.store

    @property
    def highlevel(self) -> HighLevelServer:
        assert isinstance(self.server, HighLevelServer)
        return self.server

    @property
    def legacy(self) -> LegacyServer:
        assert isinstance(self.server, LegacyServer)
        return self.server

    def connect(
        self,
        *,
        site: Site = SITE,
        url: str = "",
        credentials: PasswordGrant | UserToken | None = None,
    ) -> Glpi:
        usual = GRANT if self.api == "highlevel" else TOKEN
        limits = TimeLimits(connect=2, read=self.patience, write=self.patience)
        dialect = open_dialect(url or self.url, site, credentials or usual, limits)
        return Glpi(dialect, site, categories=CATEGORIES)

    def stranger(self) -> Glpi:
        """Somebody with the wrong password, or the wrong key."""
        if self.api == "highlevel":
            return self.connect(credentials=replace(GRANT, password="faux"))
        return self.connect(credentials=replace(TOKEN, user_token="faux"))

    def suffer(self, fault: Fault) -> None:
        """Make the next matching request go wrong."""
        self.server.faults.next(fault)

    def calls(self, pattern: str) -> int:
        return self.server.faults.calls(pattern)

    async def open_ticket(self, subject: str, text: str, kind: str = "text/plain") -> str:
        del kind
        return str(self.store.create(subject, text).id)

    async def open_with_file(self, name: str, data: bytes) -> str:
        number = await self.open_ticket("Une pièce", "Voici.")
        self.store.documents.append(Document(9, int(number), name, "application/pdf", data))
        return number

    async def delete(self, number: str) -> None:
        self.store.tickets[int(number)].deleted = True

    async def sent(self, number: str) -> list[str]:
        """What the requester reads, less the line that says which reply of ours it is."""
        mails = [html_to_text(html) for to, html in self.store.mails if to == int(number)]
        return [_REFERENCE.sub("", mail) for mail in mails]

    async def notes(self, number: str) -> list[str]:
        followups = [f for f in self.store.followups if f.ticket == int(number) and f.private]
        return [_REFERENCE.sub("", html_to_text(f.content)) for f in followups]
