"""Runs that their worker lost, gave back or left behind are run again, whoever is to run them."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import anyio
import httpx
import pytest
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.objects import FlowRun, State
from prefect.flow_engine import run_flow_async
from prefect.states import Pending, Running
from prefect.workers.base import BaseJobConfiguration

from app.processes import orphans
from app.processes import worker as module
from app.processes.orphans import POOL
from app.processes.worker import WarmWorker
from tests.flows.runs import FLOWS_OF_TESTS, name_of, running, start, until


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orphans, "LOST_AFTER", timedelta(0))


async def begun_by(client: PrefectClient, identity: str) -> UUID:
    run_id = await start(client, "adds-up")
    await client.update_flow_run(run_id, infrastructure_pid=identity)
    await client.set_flow_run_state(run_id, Running(), force=True)
    return run_id


def waits(run: FlowRun) -> bool:
    return run.state is not None and run.state.is_scheduled()


async def test_a_worker_takes_back_what_it_no_longer_runs_and_leaves_the_rest(
    client: PrefectClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = WarmWorker("the-worker", limit=2, flows=FLOWS_OF_TESTS)
    identity = worker._identity  # noqa: SLF001 - what `run` writes
    lost, in_hand = await begun_by(client, identity), await begun_by(client, identity)
    worker._scopes[in_hand] = anyio.CancelScope()  # noqa: SLF001 - as `run` does
    await worker.take_back_lost()
    assert running(await client.read_flow_run(lost))
    monkeypatch.setattr(orphans, "LOST_AFTER", timedelta(0))
    await worker.take_back_lost()
    assert waits(await client.read_flow_run(lost))
    assert running(await client.read_flow_run(in_hand))


async def test_a_run_that_prefect_failed_in_its_midst_is_run_again(
    working: PrefectClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    outages = [httpx.ConnectError("away"), httpx.ReadTimeout("away")]

    async def failing(*arguments: object, **named: object) -> object:
        if outages:
            raise outages.pop()
        return await run_flow_async(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "run_flow_async", failing)
    assert await name_of(working, await start(working, "adds-up")) == "Made3"


async def test_a_run_that_cannot_be_taken_ends_no_other(
    working: PrefectClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    sleeper = await start(working, "sleeps")
    await until(working, sleeper, running)
    outages = [httpx.ConnectError("away")]
    original = WarmWorker._propose_pending_state  # noqa: SLF001 - one of its requests

    async def failing(self: WarmWorker, flow_run: FlowRun) -> bool:
        if outages:
            raise outages.pop()
        return await original(self, flow_run)

    monkeypatch.setattr(WarmWorker, "_propose_pending_state", failing)
    assert await name_of(working, await start(working, "adds-up")) == "Made3"
    assert not outages
    assert running(await working.read_flow_run(sleeper))


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("state", [Running, Pending])
async def test_the_runs_of_a_worker_that_is_gone_are_anybodys(
    client: PrefectClient, state: Callable[[], State[None]]
) -> None:
    await client.send_worker_heartbeat(POOL, "a-living-one", 10)
    left, held = await begun_by(client, "gone:1-a"), await begun_by(client, "a-living-one:2-b")
    for run_id in (left, held):
        await client.set_flow_run_state(run_id, state(), force=True)
    worker = WarmWorker("the-worker", limit=1, flows=FLOWS_OF_TESTS)
    await worker.take_back_lost()
    assert not waits(await client.read_flow_run(left))
    await worker.take_back_lost(of_others=True)
    assert waits(await client.read_flow_run(left))
    assert not waits(await client.read_flow_run(held))


async def test_a_run_just_given_to_another_is_not_taken_for_that_of_the_one_before(
    client: PrefectClient,
) -> None:
    run_id = await begun_by(client, "gone:1-a")
    await client.set_flow_run_state(run_id, Pending(), force=True)
    await WarmWorker("the-worker", limit=1, flows=FLOWS_OF_TESTS).take_back_lost(of_others=True)
    assert not waits(await client.read_flow_run(run_id))


async def test_a_worker_that_is_told_to_stop_gives_back_what_it_has(
    client: PrefectClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FINISHES_WITHIN", 0.5)
    worker = WarmWorker("the-worker", limit=4, flows=FLOWS_OF_TESTS)
    life = asyncio.create_task(worker.start(printer=lambda _message: None))
    begun = await start(client, "sleeps")
    await until(client, begun, running)
    await worker.finish()
    assert waits(await client.read_flow_run(begun))
    taken = await client.read_flow_run(await start(client, "adds-up"))
    await client.set_flow_run_state(taken.id, Pending(), force=True)
    await worker.run(taken, BaseJobConfiguration())
    assert waits(await client.read_flow_run(taken.id))
    life.cancel()
    with suppress(asyncio.CancelledError):
        await life
