"""Start runs: every one carries the tag of its ticket, so the dashboard shows a whole journey."""

import asyncio
from collections.abc import Coroutine
from datetime import datetime, timedelta
from typing import Any

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
from prefect.client.schemas.objects import StateType
from prefect.exceptions import PrefectException
from prefect.states import Scheduled
from prefect.types import DateTime

from cases.model import Case, CaseState
from cases.store import now

PATIENCE = 5.0
"""Seconds the page waits for the orchestrator before saying that the reply will leave later."""


def replies_queue(system: str) -> str:
    """Name the work queue of a system's replies; no system has a dot in its name."""
    return f"{system}.replies"


SHADOWS = "all.shadow"
"""The work queue of what models at trial draft, for all systems together."""


def _queue_of(flow: str, system: str) -> str:
    return {"send-reply": replies_queue(system), "shadow-ticket": SHADOWS}.get(flow, system)


async def start_collecting(system: str) -> None:
    """Collect a system's tickets now, without waiting for the schedule."""
    await _start("collect-tickets", {"system": system}, (system,))


async def start_handling(system: str, number: str) -> None:
    """Start the run that brings a ticket to a draft."""
    await _start("handle-ticket", {"system": system, "number": number}, (system, number))


async def try_to_start_handling(system: str, number: str) -> bool:
    """Start the handling run; False where the orchestrator does not answer (nothing is lost)."""
    return await _try(start_handling(system, number), f"{system}-{number}")


async def start_sending(case: Case, at: datetime | None = None) -> None:
    """Start the run that sends what was approved, now or at a time to come."""
    ticket = (case.ticket.system, case.ticket.number)
    await _start("send-reply", {"case_id": case.id}, ticket, at)


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
) -> None:
    # A system's runs wait in its own work queues, whose limits spare it (see `deployments`).
    system = subject[0]
    name = "-".join(subject)
    ticket = [f"ticket:{name}"] if name != system else []
    async with get_client() as client:
        if await _waits(client, flow, ticket or [f"system:{system}"]):
            return
        deployment = await client.read_deployment_by_name(f"{flow}/{flow}")
        await client.create_flow_run_from_deployment(
            deployment.id,
            parameters=parameters,
            state=Scheduled(scheduled_time=DateTime.fromisoformat(at.isoformat())) if at else None,
            name=name,
            tags=[f"system:{system}", *ticket],
            work_queue_name=_queue_of(flow, system),
        )


async def _waits(client: PrefectClient, flow: str, tags: list[str]) -> bool:
    """Tell whether a run of these tags is due and not begun: it will see all that is new."""
    due = FlowRunFilterExpectedStartTime(before_=DateTime.fromisoformat(now().isoformat()))
    scheduled = FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED]))
    runs = await client.read_flow_runs(
        flow_filter=FlowFilter(name=FlowFilterName(any_=[flow])),
        flow_run_filter=FlowRunFilter(
            tags=FlowRunFilterTags(all_=tags),
            state=scheduled,
            expected_start_time=due,
        ),
        limit=1,
    )
    return bool(runs)
