"""One Prefect server for the session; for each test a store, a system in memory, stub agents."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from prefect import Flow
from prefect.client.orchestration import PrefectClient, get_client
from prefect.settings import PREFECT_WORKER_QUERY_SECONDS, temporary_settings
from prefect.testing.utilities import prefect_test_harness

from cases.model import Case
from flows import collect_tickets as module_of_collect
from flows import delivering, start, steps, tasks, wiring, worker
from flows.handle_ticket import handle_ticket
from flows.settings import Settings
from flows.settings.systems import DemoSystem
from flows.wiring import Wiring
from flows.worker import work_for_ever
from tests.builders import ADA, DRAFT, a_ticket, shown
from tests.fakes import ScriptedSystem, a_team, stub_check, stub_classify, stub_draft
from tests.flows.runs import adds_up, declare, raises, sleeps


@pytest.fixture(scope="session", autouse=True)
def prefect_server() -> Iterator[None]:
    with prefect_test_harness(server_startup_timeout=120):
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
    made.__dict__["team"] = a_team()
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

    monkeypatch.setattr(start, "_start", record)
    return runs


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    safe = (steps.read_ticket, steps.write_triage_back, module_of_collect.list_changes)
    for step in (*safe, delivering.post_reply, delivering.look_for_reply):
        monkeypatch.setattr(step, "retry_delay_seconds", 0)
    monkeypatch.setattr(tasks, "LONGEST_RETRY_AFTER", 0)


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
def flows_of_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[str, Flow[..., Any]] = {f.name: f for f in (adds_up, raises, sleeps)}
    monkeypatch.setattr(worker, "FLOWS", known)
    monkeypatch.setattr(worker, "REST", 0.5)


@pytest.fixture
async def client(flows_of_tests: None) -> AsyncIterator[PrefectClient]:
    _ = flows_of_tests
    with temporary_settings({PREFECT_WORKER_QUERY_SECONDS: 1}):
        async with get_client() as opened:
            await declare(opened)
            yield opened


@pytest.fixture
async def working(client: PrefectClient) -> AsyncIterator[PrefectClient]:
    work = asyncio.create_task(work_for_ever("the-worker", limit=4))
    yield client
    work.cancel()
    with suppress(asyncio.CancelledError):
        await work
