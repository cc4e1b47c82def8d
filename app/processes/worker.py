"""The warm worker: imports once, runs many. It outlives flows that raise, cancels and outages."""

import asyncio
import itertools
import os
import signal
import socket
import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

import anyio
import anyio.abc
import httpx
import structlog
from prefect import Flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.context import AsyncClientContext
from prefect.exceptions import PrefectException
from prefect.flow_engine import run_flow_async
from prefect.settings import PREFECT_CLIENT_MAX_RETRIES, temporary_settings
from prefect.states import Cancelled, Crashed
from prefect.workers.base import (
    BaseJobConfiguration,
    BaseVariables,
    BaseWorker,
    BaseWorkerResult,
)

from app.processes.orphans import (
    POOL,
    is_old,
    next_life,
    runs_in,
    take_back,
    take_back_of_gone,
    was_not_begun,
    worker_of,
)

log = structlog.get_logger()

Flows = Mapping[str, Flow[..., Any]]
"""Flows by name: the only code that a worker runs, whatever entry point a deployment may name."""

REPLIES_AT_ONCE = 2
"""Of one system. A worker has this much room beside its other runs."""

SHADOWS_AT_ONCE = 1
"""Of all systems, with this much room of their own: they keep no ticket waiting."""

WATCH_EVERY = 2.0
BEATS_EVERY = 10
PAUSE = 5.0
FINISHES_WITHIN = 8.0
GIVES_BACK_WITHIN = 4.0
"""Seconds. Prefect holds a worker for gone that was silent for three beats."""

QUIET_FOR = 30.0
"""Seconds without an outage before a worker says of another that it is gone."""

ASKS_AGAIN = 5
"""Times, each wait twice the last: a worker is back half a minute at most after Prefect is."""


class WarmWorker(BaseWorker[BaseJobConfiguration, BaseVariables, BaseWorkerResult]):
    """Runs the flows of the journey, and the upkeep of texts, as tasks of its own event loop."""

    type = "guichet"
    job_configuration = BaseJobConfiguration

    def __init__(self, name: str, limit: int, flows: Flows) -> None:
        super().__init__(
            work_pool_name=POOL,
            name=name,
            limit=limit,
            create_pool_if_not_found=True,
            heartbeat_interval_seconds=BEATS_EVERY,
        )
        self._flows = flows
        self._scopes: dict[UUID, anyio.CancelScope] = {}
        self._lost: set[UUID] = set()
        # One per life: a worker that starts over in its process takes back its own runs too.
        self._identity = f"{name}:{os.getpid()}-{uuid4().hex[:8]}"
        self._leaving = False

    async def get_and_submit_flow_runs(self) -> list[FlowRun]:
        """Take the runs that are due, unless this worker is about to stop."""
        return [] if self._leaving else await super().get_and_submit_flow_runs()

    async def _submit_run(self, flow_run: FlowRun) -> None:
        # What is raised here would end the worker, and with it all that it runs.
        try:
            await super()._submit_run(flow_run)
        except (httpx.HTTPError, PrefectException) as error:
            log.warning("run_not_taken", run=str(flow_run.id), error=type(error).__name__)
            self._submitting_flow_run_ids.discard(flow_run.id)
            self._release_limit_slot(flow_run.id)

    async def finish(self) -> None:
        """Take nothing more, wait a little for what goes on, and give back what is left."""
        self._leaving = True
        await self._wait_for_runs(FINISHES_WITHIN)
        for scope in self._scopes.values():
            scope.cancel()
        await self._wait_for_runs(GIVES_BACK_WITHIN)

    async def _wait_for_runs(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while self._in_hand and time.monotonic() < deadline:  # noqa: ASYNC110 - bounded, at the end
            await asyncio.sleep(0.1)

    @property
    def _in_hand(self) -> set[UUID]:
        return self._submitting_flow_run_ids | self._scopes.keys()

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
        self._scopes[flow_run.id] = anyio.CancelScope()
        try:
            await self._run_here(flow_run, self._scopes[flow_run.id])
        except Exception as error:
            # The watch takes it back as soon as Prefect answers.
            self._lost.add(flow_run.id)
            log.exception("run_lost", run=str(flow_run.id), exc_info=error)
        finally:
            self._scopes.pop(flow_run.id, None)
        return BaseWorkerResult(status_code=0, identifier=self._identity)

    async def _run_here(self, flow_run: FlowRun, scope: anyio.CancelScope) -> None:
        with scope:
            if self._leaving:
                scope.cancel()
            # Before it runs: a run that dies must be known as this worker's.
            await self.client.update_flow_run(flow_run.id, infrastructure_pid=self._identity)
            await self._run_flow(flow_run)
        if scope.cancelled_caught:
            # The engine took the cancel for a crash; who asked for it knows better.
            after = next_life(flow_run) if self._leaving else Cancelled()
            await self.client.set_flow_run_state(flow_run.id, after, force=True)

    async def _run_flow(self, flow_run: FlowRun) -> None:
        name = (await self.client.read_flow(flow_run.flow_id)).name
        if name not in self._flows:
            refused: State[None] = Crashed(message=f"Ce travailleur n'exécute pas « {name} ».")
            await self.client.set_flow_run_state(flow_run.id, refused, force=True)
            return
        await run_flow_async(
            self._flows[name],
            flow_run=flow_run,
            parameters=flow_run.parameters,
            return_type="state",
        )

    async def cancel_on_request(self) -> None:
        """Stop the runs that an operator cancelled on the dashboard."""
        async with get_client() as client:
            for run in await runs_in(client, StateType.CANCELLING):
                if scope := self._scopes.get(run.id):
                    scope.cancel()
                    log.info("run_cancelled", run=str(run.id))
                elif worker_of(run) == self.name:
                    await client.set_flow_run_state(run.id, Cancelled(), force=True)

    async def take_back_orphans(self) -> None:
        """Schedule again the runs that this worker's former life left unfinished."""
        async with get_client() as client:
            for run in await runs_in(client, StateType.RUNNING, StateType.PENDING):
                if worker_of(run) == self.name and run.infrastructure_pid != self._identity:
                    await take_back(client, run)

    async def take_back_lost(self, *, of_others: bool = False) -> None:
        """Schedule again the runs that this worker lost, and those that none ever began.

        They would hold for ever a place of their work queue and of their deployment. Where
        `of_others`, also those of workers that are gone.
        """
        # A run that ends while Prefect answers is not lost.
        in_hand = self._in_hand
        async with get_client() as client:
            unfinished = await runs_in(client, StateType.RUNNING, StateType.PENDING)
            in_hand |= self._in_hand
            for run in unfinished:
                if run.id not in in_hand and self._is_lost(run):
                    await take_back(client, run)
            self._lost &= {run.id for run in unfinished} & in_hand
            others = [run for run in unfinished if worker_of(run) not in {"", self.name}]
            if of_others and others:
                await take_back_of_gone(client, others)

    def _is_lost(self, run: FlowRun) -> bool:
        if worker_of(run) in {"", self.name} and was_not_begun(run):
            return True
        mine = run.infrastructure_pid == self._identity
        return mine and (run.id in self._lost or is_old(run))

    async def beat(self) -> None:
        """Tell Prefect that this worker lives, whatever its other loops wait for."""
        async with get_client() as client:
            await client.send_worker_heartbeat(POOL, self.name, BEATS_EVERY)


async def work_for_ever(name: str, limit: int, flows: Flows) -> None:
    """Work until SIGTERM, and start over whenever the Prefect server was away too long."""
    stop_requested = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop_requested.set)
    places = limit + REPLIES_AT_ONCE + SHADOWS_AT_ONCE
    fewer = min(ASKS_AGAIN, PREFECT_CLIENT_MAX_RETRIES.value())
    with temporary_settings({PREFECT_CLIENT_MAX_RETRIES: fewer}):
        while not stop_requested.is_set():
            worker = WarmWorker(name, places, flows)
            life = asyncio.create_task(_live(worker))
            stop = asyncio.create_task(stop_requested.wait())
            try:
                await asyncio.wait({life, stop}, return_when=asyncio.FIRST_COMPLETED)
                if stop_requested.is_set():
                    await worker.finish()
            finally:
                life.cancel()
                stop.cancel()
                await asyncio.gather(life, stop, return_exceptions=True)
            if not stop_requested.is_set():
                await asyncio.sleep(PAUSE)


async def _live(worker: WarmWorker) -> None:
    watch = asyncio.create_task(_watch(worker))
    try:
        await worker.start(printer=lambda message: log.info("worker", message=message))
    except Exception as error:  # noqa: BLE001 - whatever it was, a worker must work again
        log.warning("worker_restarts", error=type(error).__name__)
    finally:
        watch.cancel()


async def _watch(worker: WarmWorker) -> None:
    quiet_since = time.monotonic()
    # The next round asks again.
    with temporary_settings({PREFECT_CLIENT_MAX_RETRIES: 0}):
        while True:
            try:
                # One client for all rounds: each new one first asks the server for a token.
                async with AsyncClientContext.get_or_create():
                    await _look_after(worker, quiet_since)
            except (httpx.HTTPError, PrefectException, OSError, RuntimeError) as error:
                # The server is away; the worker's own loop decides when to start over.
                log.debug("watch_failed", error=type(error).__name__)
                quiet_since = time.monotonic()
            await asyncio.sleep(WATCH_EVERY)


async def _look_after(worker: WarmWorker, quiet_since: float) -> None:
    await worker.take_back_orphans()
    for number in itertools.count():
        if number % (BEATS_EVERY // WATCH_EVERY) == 0:
            await worker.beat()
        await worker.cancel_on_request()
        quiet = time.monotonic() - quiet_since > QUIET_FOR
        await worker.take_back_lost(of_others=quiet)
        await asyncio.sleep(WATCH_EVERY)


def default_name() -> str:
    """Name a worker after its host: a worker that comes back finds its own unfinished runs."""
    return f"{socket.gethostname()}-1"
