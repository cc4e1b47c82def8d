"""The ticketing systems that speak HTTP: a line each, and every common suite takes it in."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from connectors.base import TicketingSystem
from tests.contract.glpi_worlds import GlpiWorld
from tests.contract.redmine_world import RedmineWorld
from tests.contract.servers.faults import Fault, Faults
from tests.contract.servers.glpi_highlevel import HighLevelServer
from tests.contract.servers.glpi_legacy import LegacyServer
from tests.contract.servers.loopback import Loopback, loopback
from tests.contract.servers.redmine import RedmineServer
from tests.contract.servers.request_tracker import RequestTrackerServer
from tests.contract.servers.zammad import ZammadServer
from tests.contract.world import World
from tests.contract.worlds import ServerWorld
from tests.contract.zammad_world import ZammadWorld


class Server(Protocol):
    """A contract server, whatever it holds."""

    faults: Faults


class HttpWorld(World, Protocol):
    """A world on a contract server that can be made to fail."""

    @property
    def server(self) -> Server: ...

    @property
    def store(self) -> Any: ...  # noqa: ANN401 - what a system holds is its own

    @property
    def url(self) -> str: ...

    def suffer(self, fault: Fault) -> None: ...

    def connect(self, *, url: str) -> TicketingSystem: ...


@dataclass(frozen=True)
class HttpSystem:
    """A contract server, the world around it, and the requests by which it is written to."""

    server: Callable[[], Any]
    world: Callable[[Any, Loopback], HttpWorld]
    reply: str
    note: str
    update: str


SYSTEMS: dict[str, HttpSystem] = {
    "request_tracker": HttpSystem(
        RequestTrackerServer, ServerWorld, "POST .*/correspond", "POST .*/comment", "PUT .*/ticket/"
    ),
    "zammad": HttpSystem(
        ZammadServer,
        ZammadWorld,
        "POST .*/ticket_articles",
        "POST .*/ticket_articles",
        "PUT .*/tickets/|POST .*/tags/add",
    ),
    "redmine": HttpSystem(
        RedmineServer, RedmineWorld, "PUT .*/issues/", "PUT .*/issues/", "PUT .*/issues/"
    ),
    "glpi": HttpSystem(
        HighLevelServer,
        GlpiWorld,
        "POST .*/Timeline/Followup",
        "POST .*/Timeline/Followup",
        "PATCH .*/Assistance/Ticket/|POST .*/TeamMember",
    ),
    "glpi_legacy": HttpSystem(
        LegacyServer,
        GlpiWorld,
        "POST .*/ITILFollowup",
        "POST .*/ITILFollowup",
        "PUT .*/Ticket/|POST .*/Group_Ticket",
    ),
}


@dataclass(frozen=True)
class Served:
    """A system that answers on loopback."""

    name: str
    kind: HttpSystem
    world: HttpWorld

    def posts(self) -> int:
        """How many requests asked to store a reply or a note."""
        return self.world.server.faults.calls(f"{self.kind.reply}|{self.kind.note}")


@asynccontextmanager
async def served(name: str) -> AsyncIterator[Served]:
    """Serve one of the systems for the length of a `with`."""
    kind = SYSTEMS[name]
    server = kind.server()
    async with loopback(server) as network:
        server.faults.cut = network.cut
        world = kind.world(server, network)
        yield Served(name, kind, world)
        await world.system.aclose()
