"""Start runs, or wake a collection: each run carries the tag of its ticket on the dashboard."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import structlog
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.exceptions import PrefectException
from prefect.states import Cancelled, Scheduled
from prefect.types import DateTime

from app.settings.sections import WrongSetting
from app.settings.town_settings import Settings
from cases.model import Case, CaseState
from cases.store.database import now

PATIENCE = 5.0
"""Seconds the page waits for the orchestrator before saying that the reply will leave later."""

AT_ONCE = 30
"""Seconds in which those who find the same letter left without a run start one between them."""

_NOT_OVER = [StateType.SCHEDULED, StateType.PENDING, StateType.RUNNING]


def replies_queue(system: str) -> str:
    """Name the work queue of a system's replies; no system has a dot in its name."""
    return f"{system}.replies"


SHADOWS = "all.shadow"
"""The work queue of what models at trial draft, for all systems together."""


async def start_collecting(system: str) -> None:
    """Collect a system's tickets now, without waiting for the schedule."""
    await _start("collect-tickets", {"system": system}, (system,))


async def start_handling(system: str, number: str, news: str = "") -> None:
    """Start the run that brings a ticket to a draft; of the same `news` there is one for ever."""
    key = f"{system}-{number}:{news}" if news else None
    asked = {"system": system, "number": number}
    await _start("handle-ticket", asked, (system, number), None, key)


async def resume_handling(
    system: str, number: str, still_waits: Callable[[], Awaitable[bool]]
) -> None:
    """Start the run that brings a ticket to a draft, unless one waits, goes on or has ended."""
    # In this order: a run that ended before the first question has left its trace for the second.
    if not await _goes_on("handle-ticket", system, number) and await still_waits():
        await start_handling(system, number)


async def resume_sending(case: Case) -> None:
    """Start the run that sends what was approved, unless one waits or goes on.

    Of all who ask at once, one starts it.
    """
    if not await _goes_on("send-reply", case.ticket.system, case.ticket.number):
        moment = int(now().timestamp() // AT_ONCE)
        await start_sending(case, key=f"{case.id}:{moment}")


async def _goes_on(flow: str, system: str, number: str) -> bool:
    async with get_client() as client:
        return bool(await _due(client, flow, _NOT_OVER, [f"ticket:{system}-{number}"]))


async def only_collection(system: str, run_id: UUID) -> bool:
    """Tell whether no collection of a system began before this run and goes on.

    Those that are due and wait are dropped: this one reads all that they would.
    """
    async with get_client() as client:
        found = await _due(client, "collect-tickets", _NOT_OVER)
        runs = [run for run in found if run.parameters.get("system") == system]
        began = {run.id: run.start_time for run in runs if run.state and run.state.is_running()}
        if run_id in began and min(began, key=lambda one: (began[one], one)) != run_id:
            return False
        for run in runs:
            if run.state and run.state.is_scheduled():
                dropped: State[None] = Cancelled(
                    message="Une lecture commencée depuis la remplace."
                )
                await client.set_flow_run_state(run.id, dropped)
    return True


async def try_to_start_handling(system: str, number: str) -> bool:
    """Start the handling run; False where the orchestrator does not answer (nothing is lost)."""
    return await _try(start_handling(system, number), f"{system}-{number}")


async def start_sending(case: Case, at: datetime | None = None, key: str | None = None) -> None:
    """Start the run that sends what was approved, now or at a time to come; one for a `key`."""
    ticket = (case.ticket.system, case.ticket.number)
    await _start("send-reply", {"case_id": case.id}, ticket, at, key)


async def try_to_start_sending(case: Case, undo: timedelta) -> bool:
    """Start the sending run once `undo` is over; False where the orchestrator is away.

    Nothing is lost then: the next collection starts it.
    """
    at = case.changed_at + undo if case.state is CaseState.APPROVED else None
    return await _try(start_sending(case, at), case.id)


async def try_to_start_shadow(case: Case) -> bool:
    """Start the run in which the models at trial draft; False where it cannot be: it is left."""
    ticket = (case.ticket.system, case.ticket.number)
    return await _try(_start("shadow-ticket", {"case_id": case.id}, ticket), case.id)


async def _try(starting: Coroutine[Any, Any, None], subject: str) -> bool:
    try:
        async with asyncio.timeout(PATIENCE):
            await starting
    except (httpx.HTTPError, PrefectException, TimeoutError, OSError) as error:
        structlog.get_logger().warning("prefect_away", case=subject, error=type(error).__name__)
        return False
    return True


async def _start(
    flow: str,
    parameters: dict[str, str],
    subject: tuple[str, ...],
    at: datetime | None = None,
    key: str | None = None,
) -> None:
    # A system's runs wait in its own work queues, whose limits spare it (see `deployments`).
    system = subject[0]
    name = "-".join(subject)
    ticket = [f"ticket:{name}"] if name != system else []
    queues = {"send-reply": replies_queue(system), "shadow-ticket": SHADOWS}
    async with get_client() as client:
        # A run that is due and not begun will see all that is new.
        tags = ticket or [f"system:{system}"]
        if await _due(client, flow, [StateType.SCHEDULED], tags):
            return
        deployment = await client.read_deployment_by_name(f"{flow}/{flow}")
        await client.create_flow_run_from_deployment(
            deployment.id,
            parameters=parameters,
            state=Scheduled(scheduled_time=DateTime.fromisoformat(at.isoformat())) if at else None,
            name=name,
            tags=[f"system:{system}", *ticket],
            idempotency_key=key,
            work_queue_name=queues.get(flow, system),
        )


async def _due(
    client: PrefectClient, flow: str, states: list[StateType], tags: list[str] | None = None
) -> list[FlowRun]:
    """Read the runs of a flow, with all `tags`, that are due and in one of `states`."""
    due = FlowRunFilterExpectedStartTime(before_=DateTime.fromisoformat(now().isoformat()))
    return await client.read_flow_runs(
        flow_filter=FlowFilter(name=FlowFilterName(any_=[flow])),
        flow_run_filter=FlowRunFilter(
            tags=FlowRunFilterTags(all_=tags) if tags else None,
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=states)),
            expected_start_time=due,
        ),
    )


BETWEEN_WAKINGS = 5.0
"""Seconds between two collections of a system that were asked for this way."""

Start = Callable[[str], Awaitable[None]]


class Waker:
    """Starts collections; of each system one at most waits, however often it is called."""

    def __init__(self, start: Start = start_collecting, between: float = BETWEEN_WAKINGS) -> None:
        self._start = start
        self._between = between
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._last: dict[str, float] = {}

    def wake(self, system: str) -> None:
        """See to it that a collection of `system` begins after this moment."""
        if system not in self._waiting:
            self._waiting[system] = asyncio.create_task(self._collect(system))

    async def _collect(self, system: str) -> None:
        since = time.monotonic() - self._last.get(system, float("-inf"))
        await asyncio.sleep(max(self._between - since, 0))
        # What is said from here on may be missed by this collection: it asks for another.
        task = self._waiting.pop(system)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        self._last[system] = time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE):
                await self._start(system)
        except (httpx.HTTPError, PrefectException, TimeoutError, OSError) as error:
            # The next round of the schedule finds the same.
            log = structlog.get_logger()
            log.warning("waking_failed", system=system, error=type(error).__name__)


def read_wake_secrets(settings: Settings, environment: Mapping[str, str]) -> dict[str, bytes]:
    """Give the secret of each system that may wake us. Raises `WrongSetting`."""
    secrets = {}
    for system, variable in settings.wake_secrets.items():
        if system not in settings.systems:
            raise WrongSetting(f"wake_secrets.{system} : aucun système de ce nom dans systems.")
        if not re.fullmatch("[A-Za-z_][A-Za-z0-9_]{0,99}", variable):
            raise WrongSetting(
                f"wake_secrets.{system} : il faut le nom d'une variable d'environnement, "
                "pas le secret lui-même.",
            )
        if value := environment.get(variable, "").strip():
            secrets[system] = value.encode()
        else:
            structlog.get_logger().warning("no_wake_secret", system=system, variable=variable)
    return secrets
