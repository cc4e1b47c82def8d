"""The worlds as fixtures: `world` and `http` are each in turn, the others are one of them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.contract.systems import SYSTEMS, Served, served
from tests.contract.world import World
from tests.contract.worlds import DemoWorld, ServerWorld
from tests.contract.zammad_world import ZammadWorld, zammad_world

pytest.register_assert_rewrite("tests.contract.suite", "tests.contract.collecting")


@pytest.fixture
def demo(tmp_path: Path) -> DemoWorld:
    return DemoWorld(tmp_path)


@pytest.fixture
async def rt() -> AsyncIterator[ServerWorld]:
    async with served("request_tracker") as system:
        assert isinstance(system.world, ServerWorld)
        yield system.world


@pytest.fixture
async def zammad() -> AsyncIterator[ZammadWorld]:
    async with zammad_world() as world:
        yield world


@pytest.fixture(params=["demo", *SYSTEMS])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    if request.param == "demo":
        yield DemoWorld(tmp_path)
        return
    async with served(request.param) as system:
        yield system.world


@pytest.fixture(params=list(SYSTEMS))
async def http(request: pytest.FixtureRequest) -> AsyncIterator[Served]:
    async with served(request.param) as system:
        yield system
