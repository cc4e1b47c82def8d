"""Runs that nobody works on any more, and how they are scheduled again."""

from datetime import timedelta

import structlog
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    WorkPoolFilter,
    WorkPoolFilterName,
)
from prefect.client.schemas.objects import FlowRun, State, StateType, WorkerStatus
from prefect.states import AwaitingRetry, Crashed

from cases.store.database import now

log = structlog.get_logger()

POOL = "guichet"

MOST_LIVES = 4
"""A run that killed its worker this often is given up."""

LOST_AFTER = timedelta(seconds=20)
"""A run taken and not begun for so long is no longer about to begin."""


async def runs_in(client: PrefectClient, *types: StateType) -> list[FlowRun]:
    """Read the runs of our work pool that are in such a state."""
    return await client.read_flow_runs(
        flow_run_filter=FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types))),
        ),
        work_pool_filter=WorkPoolFilter(name=WorkPoolFilterName(any_=[POOL])),
    )


async def take_back(client: PrefectClient, run: FlowRun) -> None:
    """Schedule a run again, for whichever worker is free."""
    await client.set_flow_run_state(run.id, next_life(run), force=True)
    log.warning("run_taken_back", run=str(run.id), lives=run.run_count)


async def take_back_of_gone(client: PrefectClient, runs: list[FlowRun]) -> None:
    """Schedule again those of `runs` whose worker Prefect has not heard of for three beats."""
    workers = await client.read_workers_for_work_pool(POOL)
    living = {one.name for one in workers if one.status is WorkerStatus.ONLINE}
    for run in runs:
        # A run just given to a worker still bears the name of the one before.
        begun = run.state is not None and run.state.is_running()
        if worker_of(run) not in living and (begun or was_not_begun(run)):
            await take_back(client, run)


def next_life(run: FlowRun) -> State[None]:
    """Give the state in which a run waits to go on, or is given up."""
    if run.run_count >= MOST_LIVES:
        return Crashed(message="Ce passage a arrêté le travailleur trop souvent.")
    return AwaitingRetry(message="Le travailleur s'était arrêté : reprise.")


def is_old(run: FlowRun) -> bool:
    """Tell whether a run has been in its state for long."""
    return run.state is not None and now() - run.state.timestamp > LOST_AFTER


def was_not_begun(run: FlowRun) -> bool:
    """Tell whether a run was taken long ago and never begun."""
    return run.state is not None and run.state.is_pending() and is_old(run)


def worker_of(run: FlowRun) -> str:
    """Name the worker that a run was last begun by; empty where none was."""
    return (run.infrastructure_pid or "").rpartition(":")[0]
