"""The warm worker: imports once, runs many. It outlives flows that raise, cancels and outages."""

import asyncio
import os
import socket
from typing import Any
from uuid import UUID

import anyio
import anyio.abc
import httpx
import structlog
from prefect import Flow
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    WorkPoolFilter,
    WorkPoolFilterName,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.exceptions import PrefectException
from prefect.flow_engine import run_flow_async
from prefect.states import AwaitingRetry, Cancelled, Crashed
from prefect.workers.base import (
    BaseJobConfiguration,
    BaseVariables,
    BaseWorker,
    BaseWorkerResult,
)

from flows.collect_tickets import collect_tickets
from flows.handle_ticket import handle_ticket
from flows.send_reply import send_reply

log = structlog.get_logger()

POOL = "guichet"
FLOWS: dict[str, Flow[..., Any]] = {
    flow.name: flow for flow in (collect_tickets, handle_ticket, send_reply)
}
"""The only code this worker runs, whatever entry point a deployment may name."""

MOST_LIVES = 4
"""A run that killed its worker this often is given up."""

WATCH_EVERY = 2.0
REST = 5.0
"""Seconds."""


class WarmWorker(BaseWorker[BaseJobConfiguration, BaseVariables, BaseWorkerResult]):
    """Runs the three flows of the journey as tasks of its own event loop."""

    type = "guichet"
    job_configuration = BaseJobConfiguration

    def __init__(self, name: str, limit: int) -> None:
        super().__init__(work_pool_name=POOL, name=name, limit=limit, create_pool_if_not_found=True)
        self._scopes: dict[UUID, anyio.CancelScope] = {}
        self._identity = f"{name}:{os.getpid()}"

    async def run(
        self,
        flow_run: FlowRun,
        configuration: BaseJobConfiguration,
        task_status: anyio.abc.TaskStatus[Any] | None = None,
    ) -> BaseWorkerResult:
        """Run one flow run here, and never let what it raises reach the worker."""
        _ = configuration
        if task_status:
            task_status.started(self._identity)
        with anyio.CancelScope() as scope:
            self._scopes[flow_run.id] = scope
            try:
                await self._run_flow(flow_run)
            except Exception as error:
                log.exception("run_lost", run=str(flow_run.id), exc_info=error)
            finally:
                self._scopes.pop(flow_run.id, None)
        if scope.cancelled_caught:
            # The engine took the cancel for a crash; the operator knows better.
            await self.client.set_flow_run_state(flow_run.id, Cancelled(), force=True)
        return BaseWorkerResult(status_code=0, identifier=self._identity)

    async def _run_flow(self, flow_run: FlowRun) -> None:
        name = (await self.client.read_flow(flow_run.flow_id)).name
        if name not in FLOWS:
            refused: State[None] = Crashed(message=f"Ce travailleur n'exécute pas « {name} ».")
            await self.client.set_flow_run_state(flow_run.id, refused, force=True)
            return
        await run_flow_async(
            FLOWS[name],
            flow_run=flow_run,
            parameters=flow_run.parameters,
            return_type="state",
        )

    async def cancel_on_request(self) -> None:
        """Stop the runs that an operator cancelled on the dashboard."""
        async with get_client() as client:
            for run in await _runs_in(client, StateType.CANCELLING):
                if scope := self._scopes.get(run.id):
                    scope.cancel()
                    log.info("run_cancelled", run=str(run.id))
                elif _was_of(run, self.name):
                    await client.set_flow_run_state(run.id, Cancelled(), force=True)

    async def take_back_orphans(self) -> None:
        """Schedule again the runs that this worker's former life left unfinished."""
        async with get_client() as client:
            for run in await _runs_in(client, StateType.RUNNING, StateType.PENDING):
                if not _was_of(run, self.name) or run.infrastructure_pid == self._identity:
                    continue
                state = _next_life(run)
                await client.set_flow_run_state(run.id, state, force=True)
                log.warning("run_taken_back", run=str(run.id), lives=run.run_count)


async def work_for_ever(name: str, limit: int) -> None:
    """Work, and start over whenever the Prefect server was away too long for the worker's loop."""
    while True:
        worker = WarmWorker(name, limit)
        try:
            async with asyncio.TaskGroup() as group:
                watch = group.create_task(_watch(worker))
                await worker.start(printer=lambda message: log.info("worker", message=message))
                watch.cancel()
        except Exception as error:  # noqa: BLE001 - whatever it was, a worker must work again
            log.warning("worker_restarts", error=type(error).__name__)
        await asyncio.sleep(REST)


async def _watch(worker: WarmWorker) -> None:
    orphans_done = False
    while True:
        try:
            if not orphans_done:
                await worker.take_back_orphans()
                orphans_done = True
            await worker.cancel_on_request()
        except (httpx.HTTPError, PrefectException, OSError) as error:
            # The server is away; the worker's own loop decides when to start over.
            log.debug("watch_failed", error=type(error).__name__)
        await asyncio.sleep(WATCH_EVERY)


async def _runs_in(client: PrefectClient, *types: StateType) -> list[FlowRun]:
    return await client.read_flow_runs(
        flow_run_filter=FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types))),
        ),
        work_pool_filter=WorkPoolFilter(name=WorkPoolFilterName(any_=[POOL])),
    )


def _next_life(run: FlowRun) -> State[None]:
    if run.run_count >= MOST_LIVES:
        return Crashed(message="Ce passage a arrêté le travailleur trop souvent.")
    return AwaitingRetry(message="Le travailleur s'était arrêté : reprise.")


def _was_of(run: FlowRun, worker: str) -> bool:
    return (run.infrastructure_pid or "").rpartition(":")[0] == worker


def default_name() -> str:
    """Name a worker after its host: a worker that comes back finds its own unfinished runs."""
    return f"{socket.gethostname()}-1"
