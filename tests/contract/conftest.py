"""The worlds as fixtures: `world` is each in turn, `demo`, `rt` and `mailbox` one of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.contract.mailbox_world import MailboxWorld, mailbox_world
from tests.contract.servers.loopback import loopback
from tests.contract.servers.request_tracker import RequestTrackerServer
from tests.contract.world import World
from tests.contract.worlds import DemoWorld, ServerWorld

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


@pytest.fixture
async def mailbox() -> AsyncIterator[MailboxWorld]:
    async with mailbox_world() as world:
        yield world


@pytest.fixture(params=["demo", "request_tracker", "mailbox"])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    if request.param == "demo":
        yield DemoWorld(tmp_path)
        return
    served = mailbox_world() if request.param == "mailbox" else _served()
    async with served as world:
        yield world
