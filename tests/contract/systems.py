"""The ticketing systems that speak HTTP: a line each, and every common suite takes it in.

A mailbox, which does not, is here for what it sends.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any, Protocol

from connectors.base import TicketingSystem
from tests.contract.glpi_worlds import GlpiWorld
from tests.contract.mailbox_world import MailboxWorld, mailbox_world
from tests.contract.redmine_world import RedmineWorld
from tests.contract.servers.faults import Fault, Faults
from tests.contract.servers.glpi_highlevel import HighLevelServer
from tests.contract.servers.glpi_legacy import LegacyServer
from tests.contract.servers.imap_server import ImapFault
from tests.contract.servers.loopback import Loopback, loopback
from tests.contract.servers.redmine import RedmineServer
from tests.contract.servers.request_tracker import RequestTrackerServer
from tests.contract.servers.zammad import ZammadServer
from tests.contract.world import PATIENCE, World
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
    world: Callable[[Any, Loopback, float], HttpWorld]
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


class Sending(Protocol):
    """A system that answers on loopback, whatever it speaks, seen by what it sends."""

    @property
    def name(self) -> str: ...

    @property
    def world(self) -> World: ...

    @property
    def tells_what_left(self) -> bool:
        """Whether a reply whose answer was lost is found by looking for it."""
        ...

    def posts(self) -> int:
        """How many requests asked to store a reply or a note."""
        ...

    def suffer(self, fault: Fault) -> None:
        """Make the next request to store a reply go wrong."""
        ...

    def go_down(self, looks: int) -> Callable[[], int]:
        """Answer none of the next looks; give how many of them are still to come."""
        ...


@dataclass(frozen=True)
class Served:
    """A system that speaks HTTP and answers on loopback."""

    name: str
    kind: HttpSystem
    world: HttpWorld

    tells_what_left = True

    def posts(self) -> int:
        return self.world.server.faults.calls(f"{self.kind.reply}|{self.kind.note}")

    def suffer(self, fault: Fault) -> None:
        self.world.suffer(replace(fault, when=self.kind.reply))

    def go_down(self, looks: int) -> Callable[[], int]:
        down = Fault("GET", cut=True, times=looks)
        self.world.suffer(down)
        return lambda: down.times


@asynccontextmanager
async def served(name: str, patience: float = PATIENCE) -> AsyncIterator[Served]:
    """Serve one of the systems for the length of a `with`; `patience` is ours, in seconds."""
    kind = SYSTEMS[name]
    server = kind.server()
    async with loopback(server) as network:
        server.faults.cut = network.cut
        world = kind.world(server, network, patience)
        yield Served(name, kind, world)
        await world.system.aclose()


MAILBOX = "mailbox"


@dataclass(frozen=True)
class ServedByMail:
    """A mailbox and the server that carries its replies, and remembers none of them."""

    world: MailboxWorld
    name = MAILBOX
    tells_what_left = False

    def posts(self) -> int:
        return self.world.smtp.asked + self.world.imap.calls('^APPEND "?Guichet')

    def suffer(self, fault: Fault) -> None:
        self.world.smtp.faults.next(replace(fault, when="DATA"))

    def go_down(self, looks: int) -> Callable[[], int]:
        down = ImapFault("LOGIN", cut=True, times=looks)
        self.world.imap.faults.append(down)
        return lambda: down.times


@asynccontextmanager
async def sending_by(name: str, patience: float) -> AsyncIterator[Sending]:
    """Serve one of the systems, or a mailbox, for the length of a `with`."""
    if name == MAILBOX:
        async with mailbox_world(patience) as world:
            yield ServedByMail(world)
        return
    async with served(name, patience) as system:
        yield system
