"""What `guichet texts refresh` does: the same as the flow, with or without an orchestrator."""

import asyncio
from dataclasses import dataclass

import httpx
import structlog
from prefect.exceptions import PrefectException

from cases.store import now
from cases.undecided import read_waiting
from flows import texts_report, upkeep
from flows.start import PATIENCE, try_to_start_handling
from flows.wiring import Wiring


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The report in Markdown, how many files were refused, whether the orchestrator answered."""

    report: str
    refused: int
    started: bool


async def refresh(wiring: Wiring) -> Refreshed:
    """Read the texts again and redo drafts; nothing is lost where the orchestrator is away."""
    refused = await wiring.follow_all_texts()
    await upkeep.set_aside_outdated(wiring, now())
    started = await _start_again(wiring)
    period = await upkeep.period_to_tell(wiring)
    report = await texts_report.make_report(wiring, period, refused)
    if started and await _published(report):
        await upkeep.close_period(wiring, period)
    else:
        started = False
    return Refreshed(texts_report.as_markdown(report), len(refused), started)


async def _start_again(wiring: Wiring) -> bool:
    for ticket in await read_waiting(wiring.engine, upkeep.REASON):
        if not await try_to_start_handling(ticket.system, ticket.number):
            return False
    return True


async def _published(report: texts_report.Report) -> bool:
    try:
        async with asyncio.timeout(PATIENCE):
            await texts_report.publish_by_hand(report)
    except (httpx.HTTPError, PrefectException, TimeoutError, OSError, RuntimeError) as error:
        structlog.get_logger().warning("prefect_away", error=type(error).__name__)
        return False
    return True
