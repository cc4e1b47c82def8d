"""Flows for a worker to run, and how their runs are started and waited for."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import UUID

from prefect import Flow, flow
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.objects import FlowRun
from prefect.states import Completed

from app.processes.orphans import POOL

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


FLOWS_OF_TESTS: dict[str, Flow[..., Any]] = {f.name: f for f in (adds_up, raises, sleeps)}


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


async def name_of(client: PrefectClient, run_id: UUID) -> str | None:
    run = await until(client, run_id, final)
    return run.state.name if run.state else None
