"""Collect the tickets of one system, and take up again what was left unfinished."""

from datetime import timedelta
from uuid import UUID

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed

from cases.model import PREPARING, CaseState, sha256_of
from cases.traces import forget_cleared
from connectors.base import Changes
from flows.outcome import overtaken
from flows.start import only_collection, resume_handling, start_handling, start_sending
from flows.tasks import once, repeatable, using
from flows.wiring import current

TO_SEND = frozenset({CaseState.APPROVED, CaseState.SENDING})


@flow(name="collect-tickets", flow_run_name="{system}")
async def collect_tickets(system: str) -> State[None]:
    """Start one `handle-ticket` for each new or changed ticket of a system."""
    if flow_run.id and not await only_collection(system, UUID(flow_run.id)):
        return overtaken()
    arrivals = current().arrivals
    await forget_cleared(current().engine)
    resumed = await resume_unfinished(system)
    cursor = await arrivals.cursor(system)
    changes = await list_changes(system, cursor)
    if not await arrivals.announce(system, changes.numbers, changes.cursor, since=cursor):
        return overtaken()
    await start_new(system, changes)
    found = f"{len(changes.numbers)} ticket(s) à lire, {resumed} reprise(s)"
    return Completed(name="Collected", message=found)


@repeatable
async def list_changes(system: str, cursor: str | None) -> Changes:
    """Ask a system what is new since the cursor."""
    async with using(system) as ticketing:
        return await ticketing.changes_since(cursor)


@once
async def start_new(system: str, changes: Changes) -> None:
    """Start a run for each ticket; those that cannot start now stay announced."""
    news = sha256_of(changes.cursor)[:16]
    for number in changes.numbers:
        await start_handling(system, number, news)


@once
async def resume_unfinished(system: str) -> int:
    """Start again what nobody works on any more: unread tickets, idle cases, replies to send."""
    wiring = current()
    idle = timedelta(seconds=wiring.settings.resume_after_seconds)
    overdue = await wiring.arrivals.overdue(system)
    for number in overdue:
        await resume_handling(system, number)
    abandoned = [
        case
        for case in await wiring.leases.abandoned(PREPARING | TO_SEND, idle)
        if case.ticket.system == system
    ]
    for case in abandoned:
        if case.state in TO_SEND:
            await start_sending(case)
        else:
            await resume_handling(system, case.ticket.number)
    return len(overdue) + len(abandoned)
