"""The worlds as fixtures: `world`, `sending`, `http` are each in turn, the others one of them.

`glpi` is each of the two APIs of GLPI in turn, `highlevel` and `legacy` one of them.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.contract.glpi_worlds import GlpiWorld
from tests.contract.mailbox_world import MailboxWorld, mailbox_world
from tests.contract.redmine_world import RedmineWorld
from tests.contract.systems import MAILBOX, SYSTEMS, Sending, Served, sending_by, served
from tests.contract.world import UNHURRIED, World
from tests.contract.worlds import DemoWorld, ServerWorld
from tests.contract.zammad_world import ZammadWorld

pytest.register_assert_rewrite(
    "tests.contract.suite", "tests.contract.collecting", "tests.contract.outcomes"
)


@pytest.fixture
def demo(tmp_path: Path) -> DemoWorld:
    return DemoWorld(tmp_path)


@pytest.fixture
async def rt() -> AsyncIterator[ServerWorld]:
    async with served("request_tracker") as system:
        assert isinstance(system.world, ServerWorld)
        yield system.world


@pytest.fixture
async def redmine() -> AsyncIterator[RedmineWorld]:
    async with served("redmine") as system:
        assert isinstance(system.world, RedmineWorld)
        yield system.world


@pytest.fixture
async def zammad() -> AsyncIterator[ZammadWorld]:
    async with served("zammad") as system:
        assert isinstance(system.world, ZammadWorld)
        yield system.world


@pytest.fixture
async def mailbox() -> AsyncIterator[MailboxWorld]:
    async with mailbox_world() as world:
        yield world


@pytest.fixture(params=["glpi", "glpi_legacy"])
async def glpi(request: pytest.FixtureRequest) -> AsyncIterator[GlpiWorld]:
    async with served(request.param) as system:
        assert isinstance(system.world, GlpiWorld)
        yield system.world


@pytest.fixture
async def highlevel() -> AsyncIterator[GlpiWorld]:
    async with served("glpi") as system:
        assert isinstance(system.world, GlpiWorld)
        yield system.world


@pytest.fixture
async def legacy() -> AsyncIterator[GlpiWorld]:
    async with served("glpi_legacy") as system:
        assert isinstance(system.world, GlpiWorld)
        yield system.world


@pytest.fixture(params=["demo", "mailbox", *SYSTEMS])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    if request.param == "demo":
        yield DemoWorld(tmp_path)
        return
    if request.param == "mailbox":
        async with mailbox_world() as by_mail:
            yield by_mail
        return
    async with served(request.param) as system:
        yield system.world


@pytest.fixture(params=[MAILBOX, *SYSTEMS])
async def sending(request: pytest.FixtureRequest) -> AsyncIterator[Sending]:
    async with sending_by(request.param, UNHURRIED) as system:
        yield system


@pytest.fixture(params=list(SYSTEMS))
async def http(request: pytest.FixtureRequest) -> AsyncIterator[Served]:
    async with served(request.param) as system:
        yield system
