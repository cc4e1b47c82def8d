"""The worlds as fixtures: `world` is each in turn, the others one of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.contract.servers.loopback import loopback
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


@pytest.fixture
async def zammad() -> AsyncIterator[ZammadWorld]:
    async with zammad_world() as world:
        yield world


@pytest.fixture(params=["demo", "request_tracker", "zammad"])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    if request.param == "demo":
        yield DemoWorld(tmp_path)
        return
    if request.param == "zammad":
        async with zammad_world() as served:
            yield served
        return
    async with _served() as world:
        yield world
