"""Start runs: every one carries the tag of its ticket, so the dashboard shows a whole journey."""

import asyncio

import httpx
import structlog
from prefect.client.orchestration import get_client
from prefect.exceptions import PrefectException

from cases.model import Case

PATIENCE = 5.0
"""Seconds the page waits for the orchestrator before saying that the reply will leave later."""


async def start_collecting(system: str) -> None:
    """Collect a system's tickets now, without waiting for the schedule."""
    await _start("collect-tickets", {"system": system}, (system,))


async def start_handling(system: str, number: str) -> None:
    """Start the run that brings a ticket to a draft."""
    await _start("handle-ticket", {"system": system, "number": number}, (system, number))


async def start_sending(case: Case) -> None:
    """Start the run that sends what was approved."""
    ticket = (case.ticket.system, case.ticket.number)
    await _start("send-reply", {"case_id": case.id}, ticket)


async def try_to_start_sending(case: Case) -> bool:
    """Start the sending run; False where the orchestrator does not answer (nothing is lost)."""
    try:
        async with asyncio.timeout(PATIENCE):
            await start_sending(case)
    except (httpx.HTTPError, PrefectException, TimeoutError, OSError) as error:
        structlog.get_logger().warning("prefect_away", case=case.id, error=type(error).__name__)
        return False
    return True


async def _start(flow: str, parameters: dict[str, str], subject: tuple[str, ...]) -> None:
    # A system's runs wait in its own work queue, whose limit spares it (see `deployments`).
    system = subject[0]
    name = "-".join(subject)
    tags = [f"system:{system}", *([f"ticket:{name}"] if name != system else [])]
    async with get_client() as client:
        deployment = await client.read_deployment_by_name(f"{flow}/{flow}")
        await client.create_flow_run_from_deployment(
            deployment.id,
            parameters=parameters,
            name=name,
            tags=tags,
            work_queue_name=system,
        )
