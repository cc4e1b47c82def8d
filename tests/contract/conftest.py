"""The worlds as fixtures: `world` is each in turn, the others are one of them.

`glpi` is each of the two APIs of GLPI in turn, `highlevel` and `legacy` one of them.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from tests.contract.glpi_worlds import GlpiWorld
from tests.contract.mailbox_world import MailboxWorld, mailbox_world
from tests.contract.redmine_world import RedmineWorld
from tests.contract.servers.glpi_highlevel import HighLevelServer
from tests.contract.servers.glpi_legacy import LegacyServer
from tests.contract.servers.loopback import loopback
from tests.contract.servers.redmine import RedmineServer
from tests.contract.servers.request_tracker import RequestTrackerServer
from tests.contract.world import World
from tests.contract.worlds import DemoWorld, ServerWorld
from tests.contract.zammad_world import ZammadWorld, zammad_world

pytest.register_assert_rewrite("tests.contract.suite")


@asynccontextmanager
async def _served() -> AsyncIterator[ServerWorld]:
    server = RequestTrackerServer()
    async with loopback(server) as network:
        server.faults.cut = network.cut
        world = ServerWorld(server, network)
        yield world
        await world.system.aclose()


@pytest.fixture
def demo(tmp_path: Path) -> DemoWorld:
    return DemoWorld(tmp_path)


@pytest.fixture
async def rt() -> AsyncIterator[ServerWorld]:
    async with _served() as world:
        yield world


@asynccontextmanager
async def _served_redmine() -> AsyncIterator[RedmineWorld]:
    server = RedmineServer()
    async with loopback(server) as network:
        server.faults.cut = network.cut
        world = RedmineWorld(server, network)
        yield world
        await world.system.aclose()


@pytest.fixture
async def redmine() -> AsyncIterator[RedmineWorld]:
    async with _served_redmine() as world:
        yield world


@pytest.fixture
async def mailbox() -> AsyncIterator[MailboxWorld]:
    async with mailbox_world() as world:
        yield world


@pytest.fixture
async def zammad() -> AsyncIterator[ZammadWorld]:
    async with zammad_world() as world:
        yield world


@asynccontextmanager
async def _served_glpi(server: HighLevelServer | LegacyServer) -> AsyncIterator[GlpiWorld]:
    async with loopback(server) as network:
        server.faults.cut = network.cut
        world = GlpiWorld(server, network)
        yield world
        await world.system.aclose()


@pytest.fixture(params=["glpi", "glpi_legacy"])
async def glpi(request: pytest.FixtureRequest) -> AsyncIterator[GlpiWorld]:
    server = HighLevelServer() if request.param == "glpi" else LegacyServer()
    async with _served_glpi(server) as world:
        yield world


@pytest.fixture
async def highlevel() -> AsyncIterator[GlpiWorld]:
    async with _served_glpi(HighLevelServer()) as world:
        yield world


@pytest.fixture
async def legacy() -> AsyncIterator[GlpiWorld]:
    async with _served_glpi(LegacyServer()) as world:
        yield world


@asynccontextmanager
async def _demo(folder: Path) -> AsyncIterator[DemoWorld]:
    yield DemoWorld(folder)


OPENERS: dict[str, Callable[[Path], AbstractAsyncContextManager[World]]] = {
    "demo": _demo,
    "request_tracker": lambda _folder: _served(),
    "glpi": lambda _folder: _served_glpi(HighLevelServer()),
    "glpi_legacy": lambda _folder: _served_glpi(LegacyServer()),
    "zammad": lambda _folder: zammad_world(),
    "redmine": lambda _folder: _served_redmine(),
    "mailbox": lambda _folder: mailbox_world(),
}


@pytest.fixture(params=list(OPENERS))
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    async with OPENERS[request.param](tmp_path) as world:
        yield world
