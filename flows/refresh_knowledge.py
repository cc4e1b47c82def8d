"""Read the texts again, redo the drafts they no longer bear out, tell what people must read."""

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed

from cases.store import now
from cases.undecided import read_waiting
from flows import texts_report, upkeep
from flows.start import start_handling
from flows.tasks import once
from flows.texts_report import Report
from flows.wiring import current


@flow(name="refresh-knowledge")
async def refresh_knowledge() -> State[None]:
    """Keep texts, drafts and rules in step; a run killed and run again ends in the same place."""
    refused = await read_texts_again()
    await set_aside_outdated_drafts()
    await start_again()
    report = await tell(refused)
    return Completed(name="Refreshed", message=f"{report.summary}.")


@once
async def read_texts_again() -> list[str]:
    """Import what the followed files hold now; give the sentences of what was refused."""
    refused = await current().follow_all_texts()
    await current().renew_texts()
    return refused


@once
async def set_aside_outdated_drafts() -> int:
    """Make stale the drafts that quote or rest on what is no longer in force."""
    return await upkeep.set_aside_outdated(current(), now())


@once
async def start_again() -> None:
    """Start one `handle-ticket` for each draft set aside, as a new message would."""
    for ticket in await read_waiting(current().engine, upkeep.REASON):
        await start_handling(ticket.system, ticket.number)


@once
async def tell(refused: list[str]) -> Report:
    """Publish what changed since the last report, then write down that it was told."""
    wiring = current()
    period = await upkeep.period_to_tell(wiring)
    report = await texts_report.make_report(wiring, period, refused)
    await texts_report.publish(report)
    await upkeep.close_period(wiring, period)
    return report
