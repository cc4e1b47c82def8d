"""For each test a store, a system in memory, stub agents; flows are called as functions.

A test marked `prefect` runs its flows through a server of Prefect's, one for the session.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from prefect.client.orchestration import PrefectClient, get_client
from prefect.settings import (
    PREFECT_API_URL,
    PREFECT_WORKER_QUERY_SECONDS,
    temporary_settings,
)
from prefect.testing.utilities import prefect_test_harness

from app import run_starts, wiring
from app.processes import worker
from app.processes.worker import work_for_ever
from app.settings.system_sections import DemoSystem
from app.settings.town_settings import Settings
from app.wiring import Wiring
from cases.model import Case
from flows import collect_tickets as module_of_collect
from flows import send_reply, steps, tasks
from flows.handle_ticket import handle_ticket
from tests.builders import ADA, DRAFT, a_ticket, shown
from tests.fakes import ScriptedSystem, fake_deps, stub_check, stub_classify, stub_draft
from tests.flows.plain import call_plainly
from tests.flows.runs import FLOWS_OF_TESTS, declare

NOBODY = "http://127.0.0.1:9/api"
"""Where no Prefect answers."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whatever uses a client of Prefect's; the mark stands on the other tests that need it."""
    for item in items:
        if isinstance(item, pytest.Function) and "client" in item.fixturenames:
            item.add_marker("prefect")


@pytest.fixture(scope="session", autouse=True)
def no_server() -> Iterator[None]:
    """Let a test that asks Prefect without its mark fail, and start no server by itself."""
    with temporary_settings({PREFECT_API_URL: NOBODY}):
        yield


@pytest.fixture(scope="session")
def prefect_server(no_server: None) -> Iterator[None]:
    _ = no_server
    with prefect_test_harness(server_startup_timeout=240):
        yield


@pytest.fixture(autouse=True)
def runs_flows(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let flows run, through Prefect or plainly; what is tried again is tried at once."""
    monkeypatch.setattr(tasks, "LONGEST_RETRY_AFTER", 0)
    if request.node.get_closest_marker("prefect"):
        request.getfixturevalue("prefect_server")
        safe = (steps.read_ticket, steps.write_triage_back, module_of_collect.list_changes)
        for step in (*safe, send_reply.post_reply, send_reply.look_for_reply):
            monkeypatch.setattr(tasks.repeatable(step), "retry_delay_seconds", 0)
        yield
        return
    call_plainly(monkeypatch)
    yield


@pytest.fixture
def system() -> ScriptedSystem:
    return ScriptedSystem(tickets={"1": a_ticket()})


@pytest.fixture
def address(sqlite_file: Path) -> str:
    """The database of the office."""
    return f"sqlite+aiosqlite:///{sqlite_file}"


@pytest.fixture
async def office(
    address: str,
    tmp_path: Path,
    system: ScriptedSystem,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Wiring]:
    """The wiring that flows use, on an empty store."""
    monkeypatch.setenv("GUICHET_SECRET", "a secret of the tests")
    monkeypatch.setenv("GUICHET_DATABASE", address)
    monkeypatch.setenv("GUICHET_PAGE__UNDO_SECONDS", "0")
    made = Wiring(Settings(systems={"demo": DemoSystem(kind="demo", folder=tmp_path)}))
    made.__dict__["systems"] = {"demo": system}
    made.__dict__["deps"] = fake_deps()
    await made.open()
    monkeypatch.setattr(wiring, "_installed", [made])
    yield made
    await made.engine.dispose()


@pytest.fixture(autouse=True)
def stub_agents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "classify_ticket", stub_classify)
    monkeypatch.setattr(steps, "check", stub_check)
    monkeypatch.setattr(steps, "draft", stub_draft)


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The runs that would have been started: (flow, name)."""
    runs: list[tuple[str, str]] = []

    async def record(
        flow: str,
        _parameters: dict[str, str],
        subject: tuple[str, ...],
        _at: datetime | None = None,
        _key: str | None = None,
    ) -> None:
        runs.append((flow, "-".join(subject)))

    monkeypatch.setattr(run_starts, "_start", record)
    return runs


@pytest.fixture
async def drafted(office: Wiring) -> Case:
    await handle_ticket("demo", "1")
    case = await office.cases.find_ticket("demo", "1")
    assert case is not None
    return case


@pytest.fixture
async def approved(office: Wiring, drafted: Case) -> Case:
    await office.approvals.approve(drafted.id, shown(drafted), DRAFT.text, ADA)
    return await office.cases.find(drafted.id)


@pytest.fixture
def short_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "PAUSE", 0.5)


@pytest.fixture
async def client(short_rests: None) -> AsyncIterator[PrefectClient]:
    _ = short_rests
    with temporary_settings({PREFECT_WORKER_QUERY_SECONDS: 1}):
        async with get_client() as opened:
            await declare(opened)
            yield opened


@pytest.fixture
async def working(client: PrefectClient) -> AsyncIterator[PrefectClient]:
    work = asyncio.create_task(work_for_ever("the-worker", limit=4, flows=FLOWS_OF_TESTS))
    yield client
    work.cancel()
    with suppress(asyncio.CancelledError):
        await work
