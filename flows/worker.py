"""The warm worker: imports once, runs many. It outlives flows that raise, cancels and outages."""

import asyncio
import os
import signal
import socket
import time
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

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
from prefect.context import AsyncClientContext
from prefect.exceptions import PrefectException
from prefect.flow_engine import run_flow_async
from prefect.states import AwaitingRetry, Cancelled, Crashed
from prefect.workers.base import (
    BaseJobConfiguration,
    BaseVariables,
    BaseWorker,
    BaseWorkerResult,
)

from cases.store import now
from flows.collect_tickets import collect_tickets
from flows.handle_ticket import handle_ticket
from flows.purge_cases import purge_cases
from flows.refresh_knowledge import refresh_knowledge
from flows.send_reply import send_reply
from flows.shadow_ticket import shadow_ticket
from flows.watch_deadlines import watch_deadlines

log = structlog.get_logger()

POOL = "guichet"
_OF_TICKETS = (collect_tickets, handle_ticket, send_reply, shadow_ticket)
FLOWS: dict[str, Flow[..., Any]] = {
    flow.name: flow for flow in (*_OF_TICKETS, refresh_knowledge, watch_deadlines, purge_cases)
}
"""The only code this worker runs, whatever entry point a deployment may name."""

REPLIES_AT_ONCE = 2
"""Of one system. A worker has this much room beside its other runs."""

SHADOWS_AT_ONCE = 1
"""Of all systems, with this much room of their own: they keep no ticket waiting."""

MOST_LIVES = 4
"""A run that killed its worker this often is given up."""

WATCH_EVERY = 2.0
REST = 5.0
FINISHES_WITHIN = 8.0
"""Seconds."""

LOST_AFTER = timedelta(seconds=20)
"""A run taken by a worker that never said which is no longer about to begin."""


class WarmWorker(BaseWorker[BaseJobConfiguration, BaseVariables, BaseWorkerResult]):
    """Runs the flows of the journey, and the upkeep of texts, as tasks of its own event loop."""

    type = "guichet"
    job_configuration = BaseJobConfiguration

    def __init__(self, name: str, limit: int) -> None:
        super().__init__(work_pool_name=POOL, name=name, limit=limit, create_pool_if_not_found=True)
        self._scopes: dict[UUID, anyio.CancelScope] = {}
        # One per life: a worker that starts over in its process takes back its own runs too.
        self._identity = f"{name}:{os.getpid()}-{uuid4().hex[:8]}"
        self._leaving = False

    async def get_and_submit_flow_runs(self) -> list[FlowRun]:
        """Take the runs that are due, unless this worker is about to stop."""
        return [] if self._leaving else await super().get_and_submit_flow_runs()

    async def finish(self) -> None:
        """Take nothing more and wait, not for ever, until what goes on is done."""
        self._leaving = True
        deadline = time.monotonic() + FINISHES_WITHIN
        while self._scopes and time.monotonic() < deadline:  # noqa: ASYNC110 - bounded, at the end
            await asyncio.sleep(0.1)

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
                # Before it runs: a run that dies must be known as this worker's.
                await self.client.update_flow_run(flow_run.id, infrastructure_pid=self._identity)
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
                await _take_back(client, run)

    async def take_back_lost(self) -> None:
        """Schedule again the runs that some worker took and, killed, never began.

        They would hold for ever a place of their work queue and of their deployment.
        """
        async with get_client() as client:
            for run in await _runs_in(client, StateType.PENDING):
                if not run.infrastructure_pid and _is_old(run):
                    await _take_back(client, run)


async def work_for_ever(name: str, limit: int) -> None:
    """Work until SIGTERM, and start over whenever the Prefect server was away too long."""
    told_to_stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, told_to_stop.set)
    while not told_to_stop.is_set():
        worker = WarmWorker(name, limit + REPLIES_AT_ONCE + SHADOWS_AT_ONCE)
        life = asyncio.create_task(_live(worker))
        stop = asyncio.create_task(told_to_stop.wait())
        try:
            await asyncio.wait({life, stop}, return_when=asyncio.FIRST_COMPLETED)
            if told_to_stop.is_set():
                await worker.finish()
        finally:
            life.cancel()
            stop.cancel()
            await asyncio.gather(life, stop, return_exceptions=True)
        if not told_to_stop.is_set():
            await asyncio.sleep(REST)


async def _live(worker: WarmWorker) -> None:
    watch = asyncio.create_task(_watch(worker))
    try:
        await worker.start(printer=lambda message: log.info("worker", message=message))
    except Exception as error:  # noqa: BLE001 - whatever it was, a worker must work again
        log.warning("worker_restarts", error=type(error).__name__)
    finally:
        watch.cancel()


async def _watch(worker: WarmWorker) -> None:
    while True:
        try:
            # One client for all looks: each new one first asks the server for a token.
            async with AsyncClientContext.get_or_create():
                await _look_after(worker)
        except (httpx.HTTPError, PrefectException, OSError, RuntimeError) as error:
            # The server is away; the worker's own loop decides when to start over.
            log.debug("watch_failed", error=type(error).__name__)
        await asyncio.sleep(WATCH_EVERY)


async def _look_after(worker: WarmWorker) -> None:
    await worker.take_back_orphans()
    while True:
        await worker.cancel_on_request()
        await worker.take_back_lost()
        await asyncio.sleep(WATCH_EVERY)


async def _runs_in(client: PrefectClient, *types: StateType) -> list[FlowRun]:
    return await client.read_flow_runs(
        flow_run_filter=FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types))),
        ),
        work_pool_filter=WorkPoolFilter(name=WorkPoolFilterName(any_=[POOL])),
    )


async def _take_back(client: PrefectClient, run: FlowRun) -> None:
    await client.set_flow_run_state(run.id, _next_life(run), force=True)
    log.warning("run_taken_back", run=str(run.id), lives=run.run_count)


def _is_old(run: FlowRun) -> bool:
    return run.state is not None and now() - run.state.timestamp > LOST_AFTER


def _next_life(run: FlowRun) -> State[None]:
    if run.run_count >= MOST_LIVES:
        return Crashed(message="Ce passage a arrêté le travailleur trop souvent.")
    return AwaitingRetry(message="Le travailleur s'était arrêté : reprise.")


def _was_of(run: FlowRun, worker: str) -> bool:
    return (run.infrastructure_pid or "").rpartition(":")[0] == worker


def default_name() -> str:
    """Name a worker after its host: a worker that comes back finds its own unfinished runs."""
    return f"{socket.gethostname()}-1"
