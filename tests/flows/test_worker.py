"""The warm worker outlives a flow that raises, a cancelled run, a former life, a lost server."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterName
from prefect.settings import (
    PREFECT_API_AUTH_STRING,
    PREFECT_API_URL,
    PREFECT_WORKER_QUERY_SECONDS,
    temporary_settings,
)
from prefect.states import Cancelling, Completed, Pending, Running

from app.processes import orphans
from app.processes.supervisor import free_port
from app.processes.worker import WarmWorker, work_for_ever
from app.run_starts import _start as really_start
from cases.store.database import now
from tests.flows.runs import FLOWS_OF_TESTS, declare, name_of, running, start, until

pytestmark = [pytest.mark.prefect, pytest.mark.usefixtures("short_rests")]

AUTH = "guichet:what opens the server"


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
    await WarmWorker("the-worker", limit=1, flows=FLOWS_OF_TESTS).take_back_orphans()
    taken, left = await client.read_flow_run(orphan), await client.read_flow_run(others)
    assert taken.state is not None
    assert taken.state.is_scheduled()
    assert running(left)


async def test_a_worker_that_starts_over_in_its_process_takes_back_its_runs(
    client: PrefectClient,
) -> None:
    run_id = await start(client, "adds-up")
    before = WarmWorker("the-worker", limit=1, flows=FLOWS_OF_TESTS)
    await client.update_flow_run(run_id, infrastructure_pid=before._identity)  # noqa: SLF001 - what `run` writes
    await client.set_flow_run_state(run_id, Running(), force=True)
    await before.take_back_orphans()
    assert running(await client.read_flow_run(run_id))
    await WarmWorker("the-worker", limit=1, flows=FLOWS_OF_TESTS).take_back_orphans()
    taken = await client.read_flow_run(run_id)
    assert taken.state is not None
    assert taken.state.is_scheduled()


async def test_a_run_that_some_worker_took_and_never_began_is_scheduled_again(
    client: PrefectClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run_id = await start(client, "adds-up")
    await client.set_flow_run_state(run_id, Pending(), force=True)
    worker = WarmWorker("the-worker", limit=1, flows=FLOWS_OF_TESTS)
    await worker.take_back_lost()
    young = await client.read_flow_run(run_id)
    assert young.state is not None
    assert young.state.is_pending()
    monkeypatch.setattr(orphans, "LOST_AFTER", timedelta(0))
    await worker.take_back_lost()
    taken = await client.read_flow_run(run_id)
    assert taken.state is not None
    assert taken.state.is_scheduled()


@pytest.mark.parametrize("subject", [("once", "7"), ("elsewhere",)])
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


async def test_the_same_news_of_a_ticket_have_one_run_whatever_became_of_it(
    client: PrefectClient,
) -> None:
    named = FlowRunFilter(name=FlowRunFilterName(any_=["same-news-9"]))

    async def starts(key: str) -> int:
        await really_start("adds-up", {"number": "3"}, ("same-news", "9"), key=key)
        return len(await client.read_flow_runs(flow_run_filter=named))

    assert await starts("one") == 1
    (run,) = await client.read_flow_runs(flow_run_filter=named)
    await client.set_flow_run_state(run.id, Running(), force=True)
    assert await starts("one") == 1
    await client.set_flow_run_state(run.id, Completed(), force=True)
    assert await starts("one") == 1
    assert await starts("other") == 2


async def test_a_run_started_for_later_is_due_then(client: PrefectClient) -> None:
    at = now() + timedelta(hours=1)
    await really_start("adds-up", {"number": "3"}, ("later", "8"), at)
    named = FlowRunFilter(name=FlowRunFilterName(any_=["later-8"]))
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
        "PREFECT_SERVER_API_AUTH_STRING": AUTH,
        "PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED": "true",
        "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
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
    settings = {
        PREFECT_API_URL: f"http://127.0.0.1:{port}/api",
        PREFECT_API_AUTH_STRING: AUTH,
        PREFECT_WORKER_QUERY_SECONDS: 1,
    }
    with temporary_settings(settings):
        async with get_client() as client:
            await declare(client)
            work = asyncio.create_task(work_for_ever("the-worker", limit=4, flows=FLOWS_OF_TESTS))
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
