"""What the orchestration costs: agents stubbed, journey on Prefect against a bare loop.

`make bench` prints the table; nothing here asserts a time.
"""

import asyncio
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from prefect.settings import (
    PREFECT_API_URL,
    PREFECT_CLIENT_MAX_RETRIES,
    PREFECT_WORKER_QUERY_SECONDS,
    temporary_settings,
)
from rich.console import Console
from rich.table import Table

from app import wiring
from app.processes.deployments import declare
from app.processes.supervisor import free_port
from app.processes.worker import work_for_ever
from app.run_starts import start_handling
from app.settings.system_sections import DemoSystem
from app.settings.town_settings import Settings
from app.wiring import Wiring
from cases.model import CaseState
from flows import steps
from flows.deployed import FLOWS
from tests.builders import a_ticket
from tests.fakes import ScriptedSystem, fake_deps, stub_check, stub_classify, stub_draft

SIZES = (1, 10, 100)
AT_ONCE = 4
pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]


@dataclass
class Spent:
    wall: float
    worker_cpu: float
    server_cpu: float


@pytest.fixture
def server(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    port = free_port(4400)
    api = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PREFECT_API_URL": f"{api}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_DATABASE_TIMEOUT": "60",
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{tmp_path / 'prefect.db'}",
    }
    command = [sys.executable, "-m", "prefect", "server", "start", "--port", str(port)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603 - our own Prefect
        command,
        env=environment,
        stdout=quiet,
        stderr=quiet,
        start_new_session=True,
    )
    while process.poll() is None:
        with suppress(httpx.HTTPError):
            if httpx.get(f"{api}/api/health").is_success:
                break
        time.sleep(0.2)
    os.environ["PREFECT_API_URL"] = f"{api}/api"
    settings = {
        PREFECT_API_URL: f"{api}/api",
        PREFECT_WORKER_QUERY_SECONDS: 1,
        PREFECT_CLIENT_MAX_RETRIES: 10,
    }
    with temporary_settings(settings):
        yield process
    del os.environ["PREFECT_API_URL"]
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture
async def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Wiring]:
    monkeypatch.setenv("GUICHET_SECRET", "a secret of the tests")
    monkeypatch.setenv("GUICHET_DATABASE", f"sqlite+aiosqlite:///{tmp_path / 'guichet.db'}")
    monkeypatch.setattr(steps, "classify_ticket", stub_classify)
    monkeypatch.setattr(steps, "check", stub_check)
    monkeypatch.setattr(steps, "draft", stub_draft)
    folder = DemoSystem(kind="demo", folder=tmp_path, at_once=AT_ONCE)
    made = Wiring(Settings(systems={"demo": folder}))
    made.__dict__["systems"] = {"demo": ScriptedSystem()}
    made.__dict__["deps"] = fake_deps()
    await made.open()
    monkeypatch.setattr(wiring, "_installed", [made])
    yield made
    await made.engine.dispose()


def own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def cpu_of(leader: subprocess.Popen[bytes]) -> float:
    """CPU seconds of a process and of all it started, which share its session."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):
            fields = stat.read_text("utf-8").rsplit(")", 1)[1].split()
            ticks += (int(fields[11]) + int(fields[12])) * (int(fields[3]) == leader.pid)
    return ticks / os.sysconf("SC_CLK_TCK")


async def measured(
    server: subprocess.Popen[bytes],
    work: Callable[[], Awaitable[None]],
) -> Spent:
    wall, own, others = time.perf_counter(), own_cpu(), cpu_of(server)
    await work()
    return Spent(time.perf_counter() - wall, own_cpu() - own, cpu_of(server) - others)


async def bare_loop(office: Wiring, numbers: list[str]) -> None:
    """The same agents and the same store, with no orchestrator."""
    system = office.systems["demo"]
    for number in numbers:
        case = await office.cases.open_case(await system.read_ticket(number))
        found, _ = await stub_classify(case.ticket, None)
        await office.cases.record_classification(case.id, found)
        await system.add_note(number, "", number)
        checked = await stub_check(case.ticket, found, None)
        letter, _ = await stub_draft(case.ticket, found, checked, None)
        await office.cases.record_draft(case.id, letter)
        await office.cases.move(case.id, CaseState.AWAITING_APPROVAL)


async def on_prefect(office: Wiring, numbers: list[str]) -> None:
    """The journey, with server and warm worker."""
    before = (await office.cases.count_by_state()).get(CaseState.AWAITING_APPROVAL, 0)
    for number in numbers:
        await start_handling("demo", number)
    while True:  # bounded by the test's own time limit
        counted = await office.cases.count_by_state()
        if counted.get(CaseState.AWAITING_APPROVAL, 0) == before + len(numbers):
            return
        await asyncio.sleep(0.1)


def new_tickets(office: Wiring, prefix: str, size: int) -> list[str]:
    system = office.systems["demo"]
    assert isinstance(system, ScriptedSystem)
    numbers = [f"{prefix}{size}-{n}" for n in range(size)]
    system.tickets |= {number: a_ticket(number) for number in numbers}
    return numbers


async def test_cost_per_ticket(server: subprocess.Popen[bytes], office: Wiring) -> None:
    await declare(office.settings)
    work = asyncio.create_task(work_for_ever("bench", limit=AT_ONCE, flows=FLOWS))
    await on_prefect(office, new_tickets(office, "warm", 2))
    table = Table(title="Per ticket, agents stubbed (seconds; Prefect and store on SQLite)")
    columns = ("tickets", "", "wall", "worker CPU", "server CPU", "wall ratio", "CPU ratio")
    for column in columns:
        table.add_column(column, justify="right")
    for size in SIZES:
        bare = await measured(server, lambda: bare_loop(office, new_tickets(office, "b", size)))  # noqa: B023 - awaited at once
        full = await measured(server, lambda: on_prefect(office, new_tickets(office, "p", size)))  # noqa: B023 - same
        add_rows(table, size, bare, full)
    work.cancel()
    Console(width=110).print(table)
    counted = await office.cases.count_by_state()
    assert counted == {CaseState.AWAITING_APPROVAL: 2 * sum(SIZES) + 2}


def add_rows(table: Table, size: int, bare: Spent, full: Spent) -> None:
    for name, spent in (("bare loop", bare), ("Prefect", full)):
        cpu = spent.worker_cpu + spent.server_cpu
        ratios = (spent.wall / bare.wall, cpu / (bare.worker_cpu + bare.server_cpu))
        table.add_row(
            str(size),
            name,
            f"{spent.wall / size:.3f}",
            f"{spent.worker_cpu / size:.3f}",
            f"{spent.server_cpu / size:.3f}",
            *(f"{ratio:.0f}" for ratio in ratios),
        )
