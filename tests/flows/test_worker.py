"""The warm worker outlives a flow that raises, a cancelled run, a former life, a lost server."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from prefect import Flow, flow
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterName
from prefect.client.schemas.objects import FlowRun
from prefect.settings import (
    PREFECT_API_URL,
    PREFECT_WORKER_QUERY_SECONDS,
    temporary_settings,
)
from prefect.states import Cancelling, Completed, Pending, Running

from cases.store import now
from flows import start as module_of_start
from flows import taking_back
from flows import worker as module
from flows.start import _start as really_start
from flows.supervisor import free_port
from flows.taking_back import POOL
from flows.worker import WarmWorker, work_for_ever

ENOUGH = 90.0
"""Seconds after which a run that should have ended is a failure."""


@flow(name="adds-up")
async def adds_up(number: int) -> Any:  # noqa: ANN401 - a Prefect state
    return Completed(name=f"Made{number}")


@flow(name="raises")
async def raises(number: int) -> None:
    raise RuntimeError(f"the flow raised {number}")


@flow(name="sleeps")
async def sleeps(number: int) -> None:
    await asyncio.sleep(60 * number)


@flow(name="stranger")
async def stranger(number: int) -> None:
    raise AssertionError(number)


@pytest.fixture(autouse=True)
def test_flows(monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[str, Flow[..., Any]] = {f.name: f for f in (adds_up, raises, sleeps)}
    monkeypatch.setattr(module, "FLOWS", known)
    monkeypatch.setattr(module, "REST", 0.5)


@pytest.fixture
async def client() -> AsyncIterator[PrefectClient]:
    with temporary_settings({PREFECT_WORKER_QUERY_SECONDS: 1}):
        async with get_client() as opened:
            await declare(opened)
            yield opened


async def declare(client: PrefectClient) -> None:
    await client.create_work_pool(WorkPoolCreate(name=POOL, type="guichet"), overwrite=True)
    for known in (adds_up, raises, sleeps, stranger):
        flow_id = await client.create_flow_from_name(known.name)
        await client.create_deployment(flow_id, known.name, work_pool_name=POOL)


async def start(client: PrefectClient, name: str) -> UUID:
    deployment = await client.read_deployment_by_name(f"{name}/{name}")
    run = await client.create_flow_run_from_deployment(deployment.id, parameters={"number": 3})
    return run.id


async def until(
    client: PrefectClient,
    run_id: UUID,
    reached: Callable[[FlowRun], bool],
) -> FlowRun:
    async with asyncio.timeout(ENOUGH):
        while not reached(run := await client.read_flow_run(run_id)):  # noqa: ASYNC110 - the state changes in another process
            await asyncio.sleep(0.2)
    return run


def final(run: FlowRun) -> bool:
    return run.state is not None and run.state.is_final()


def running(run: FlowRun) -> bool:
    return run.state is not None and run.state.is_running()


@pytest.fixture
async def working(client: PrefectClient) -> AsyncIterator[PrefectClient]:
    work = asyncio.create_task(work_for_ever("the-worker", limit=4))
    yield client
    work.cancel()
    with suppress(asyncio.CancelledError):
        await work


async def name_of(client: PrefectClient, run_id: UUID) -> str | None:
    run = await until(client, run_id, final)
    return run.state.name if run.state else None


async def test_a_flow_that_raises_fails_alone(working: PrefectClient) -> None:
    bad, good = await start(working, "raises"), await start(working, "adds-up")
    assert await name_of(working, bad) == "Failed"
    assert await name_of(working, good) == "Made3"
    assert await name_of(working, await start(working, "adds-up")) == "Made3"


async def test_a_run_cancelled_on_the_dashboard_stops_and_the_worker_goes_on(
    working: PrefectClient,
) -> None:
    sleeper = await start(working, "sleeps")
    await until(working, sleeper, running)
    await working.set_flow_run_state(sleeper, Cancelling())
    await until(working, sleeper, lambda run: run.state is not None and run.state.is_cancelled())
    assert await name_of(working, await start(working, "adds-up")) == "Made3"


async def test_code_that_is_not_the_journeys_is_not_run(working: PrefectClient) -> None:
    assert await name_of(working, await start(working, "stranger")) == "Crashed"


async def test_a_worker_takes_back_what_its_former_life_left(client: PrefectClient) -> None:
    orphan, others = await start(client, "adds-up"), await start(client, "sleeps")
    for run_id, worker in ((orphan, "the-worker"), (others, "another")):
        await client.update_flow_run(run_id, infrastructure_pid=f"{worker}:1")
        await client.set_flow_run_state(run_id, Running(), force=True)
    await WarmWorker("the-worker", limit=1).take_back_orphans()
    taken, left = await client.read_flow_run(orphan), await client.read_flow_run(others)
    assert taken.state is not None
    assert taken.state.is_scheduled()
    assert running(left)


async def test_a_worker_that_starts_over_in_its_process_takes_back_its_runs(
    client: PrefectClient,
) -> None:
    run_id = await start(client, "adds-up")
    before = WarmWorker("the-worker", limit=1)
    await client.update_flow_run(run_id, infrastructure_pid=before._identity)  # noqa: SLF001 - what `run` writes
    await client.set_flow_run_state(run_id, Running(), force=True)
    await before.take_back_orphans()
    assert running(await client.read_flow_run(run_id))
    await WarmWorker("the-worker", limit=1).take_back_orphans()
    taken = await client.read_flow_run(run_id)
    assert taken.state is not None
    assert taken.state.is_scheduled()


async def test_a_run_that_some_worker_took_and_never_began_is_scheduled_again(
    client: PrefectClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run_id = await start(client, "adds-up")
    await client.set_flow_run_state(run_id, Pending(), force=True)
    worker = WarmWorker("the-worker", limit=1)
    await worker.take_back_lost()
    young = await client.read_flow_run(run_id)
    assert young.state is not None
    assert young.state.is_pending()
    monkeypatch.setattr(taking_back, "LOST_AFTER", timedelta(0))
    await worker.take_back_lost()
    taken = await client.read_flow_run(run_id)
    assert taken.state is not None
    assert taken.state.is_scheduled()


@pytest.mark.parametrize("subject", [("demo", "7"), ("elsewhere",)])
async def test_a_ticket_or_system_whose_run_has_not_begun_gets_no_second_one(
    client: PrefectClient, subject: tuple[str, ...]
) -> None:
    named = FlowRunFilter(name=FlowRunFilterName(any_=["-".join(subject)]))

    async def starts() -> int:
        await really_start("adds-up", {"number": "3"}, subject)
        return len(await client.read_flow_runs(flow_run_filter=named))

    assert await starts() == 1
    assert await starts() == 1
    for run in await client.read_flow_runs(flow_run_filter=named):
        await client.set_flow_run_state(run.id, Running(), force=True)
    assert await starts() == 2


async def test_a_run_started_for_later_is_due_then(client: PrefectClient) -> None:
    at = now() + timedelta(hours=1)
    await really_start("adds-up", {"number": "3"}, ("demo", "8"), at)
    named = FlowRunFilter(name=FlowRunFilterName(any_=["demo-8"]))
    (run,) = await client.read_flow_runs(flow_run_filter=named)
    assert run.state is not None
    assert run.state.is_scheduled()
    assert run.expected_start_time == at


@pytest.fixture
def own_server(tmp_path: Path) -> tuple[int, Callable[[], subprocess.Popen[bytes]]]:
    port = free_port(4300)
    environment = os.environ | {
        "PREFECT_HOME": str(tmp_path),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{tmp_path / 'prefect.db'}",
    }
    command = [sys.executable, "-m", "prefect", "server", "start", "--port", str(port)]

    def begin() -> subprocess.Popen[bytes]:
        server = subprocess.Popen(  # noqa: S603 - our own Prefect
            command,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(600):
            with suppress(httpx.HTTPError):
                if httpx.get(f"http://127.0.0.1:{port}/api/health").is_success:
                    return server
            time.sleep(0.2)
        pytest.fail("the Prefect server did not start")

    return port, begin


async def test_a_worker_carries_on_when_a_lost_server_is_back(
    own_server: tuple[int, Callable[[], subprocess.Popen[bytes]]],
) -> None:
    port, begin = own_server
    server = begin()
    settings = {PREFECT_API_URL: f"http://127.0.0.1:{port}/api", PREFECT_WORKER_QUERY_SECONDS: 1}
    with temporary_settings(settings):
        async with get_client() as client:
            await declare(client)
            work = asyncio.create_task(work_for_ever("the-worker", limit=4))
            try:
                assert await name_of(client, await start(client, "adds-up")) == "Made3"
                server.kill()
                server.wait()
                await asyncio.sleep(10)
                assert not work.done()
                server = begin()
                assert await name_of(client, await start(client, "adds-up")) == "Made3"
            finally:
                work.cancel()
                with suppress(asyncio.CancelledError):
                    await work
                server.kill()
                server.wait()
