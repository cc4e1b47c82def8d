"""Collect the tickets of one system, and take up again what was left unfinished."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed

from app.run_starts import only_collection, resume_handling, resume_sending, start_handling
from app.wiring import current
from cases.model import Case, CaseState, sha256_of
from cases.retention.traces import forget_cleared
from cases.store.transition import PREPARING
from connectors.base import Changes
from flows.alert_mails import alert_untold
from flows.dashboard import overtaken
from flows.tasks import once, repeatable, using

TO_SEND = frozenset({CaseState.APPROVED, CaseState.SENDING})

UNSENT_AFTER = timedelta(seconds=20)
"""An approved letter whose case nobody holds for so long may have no run left."""


@flow(name="collect-tickets", flow_run_name="{system}")
async def collect_tickets(system: str) -> State[None]:
    """Start one `handle-ticket` for each new or changed ticket of a system."""
    # First, and in each collection: no letter waits behind one that finds thousands of tickets.
    unsent = await once(resume_unsent)(system)
    if flow_run.id and not await only_collection(system, UUID(flow_run.id)):
        return overtaken()
    arrivals = current().arrivals
    await forget_cleared(current().engine)
    resumed = await once(resume_unfinished)(system)
    await alert_untold()
    cursor = await arrivals.cursor(system)
    changes = await repeatable(list_changes)(system, cursor)
    if not await arrivals.announce(system, changes.numbers, changes.cursor, since=cursor):
        return overtaken()
    await once(start_new)(system, changes)
    found = f"{len(changes.numbers)} ticket(s) à lire, {unsent + resumed} reprise(s)"
    return Completed(name="Collected", message=found)


async def list_changes(system: str, cursor: str | None) -> Changes:
    """Ask a system what is new since the cursor."""
    async with using(system) as ticketing:
        return await ticketing.changes_since(cursor)


async def start_new(system: str, changes: Changes) -> None:
    """Start a run for each ticket; those that cannot start now stay announced."""
    news = sha256_of(changes.cursor)[:16]
    for number in changes.numbers:
        await start_handling(system, number, news)


async def resume_unsent(system: str) -> int:
    """Start again the sending of approved letters that nobody works on any more."""
    settings = current().settings
    idle = min(timedelta(seconds=settings.resume_after_seconds), UNSENT_AFTER)
    unsent = await _abandoned(system, TO_SEND, settings.page.undo + idle)
    for case in unsent:
        await resume_sending(case)
    return len(unsent)


async def resume_unfinished(system: str) -> int:
    """Start again what nobody works on any more: unread tickets, idle cases."""
    wiring = current()
    overdue = await wiring.arrivals.take_overdue(system)
    for number in overdue:
        await resume_handling(system, number, partial(wiring.arrivals.waits, system, number))
    idle = timedelta(seconds=wiring.settings.resume_after_seconds)
    unfinished = await _abandoned(system, PREPARING, idle)
    for case in unfinished:
        await resume_handling(system, case.ticket.number, partial(_is_unfinished, case.id))
    return len(overdue) + len(unfinished)


async def _is_unfinished(case_id: str) -> bool:
    return (await current().cases.find(case_id)).state in PREPARING


async def _abandoned(system: str, states: frozenset[CaseState], idle: timedelta) -> list[Case]:
    cases = await current().leases.list_abandoned(states, idle)
    return [case for case in cases if case.ticket.system == system]
