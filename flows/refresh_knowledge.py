"""Read the texts again, redo the drafts they no longer bear out, tell what people must read.

Nothing here rests on the last import: drafts are held against the texts as they were when their
evidence was gathered, so that a run killed anywhere and run again finds the same.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime

import httpx
import structlog
from prefect import flow
from prefect.client.schemas.objects import State
from prefect.exceptions import PrefectException
from prefect.states import Completed

from app.followed_texts import articles_touched
from app.run_starts import PATIENCE, start_handling, try_to_start_handling
from app.wiring import Wiring, current
from cases.model import Passage
from cases.queues.undecided import Undecided, read_stale, read_undecided
from cases.store.database import now
from flows import texts_report
from flows.tasks import once
from flows.texts_report import TEXT_CHANGED, Report
from knowledge.library.revisions import Revisions, day_of

_LONGEST_REASON = 200


@flow(name="refresh-knowledge")
async def refresh_knowledge() -> State[None]:
    """Keep texts, drafts and rules in step; a run killed and run again ends in the same place."""
    refused = await once(read_texts_again)()
    await once(set_aside_outdated_drafts)()
    await once(start_again)()
    report = await once(tell)(refused)
    return Completed(name="Refreshed", message=f"{report.summary}.")


async def read_texts_again() -> list[str]:
    """Import what the followed files hold now; give the sentences of what was refused."""
    refused = await current().follow_all_texts()
    await current().renew_texts()
    return refused


async def set_aside_outdated_drafts() -> int:
    """Make stale the drafts that quote or rest on what is no longer in force."""
    return await set_aside_outdated(current(), now())


async def start_again() -> None:
    """Start one `handle-ticket` for each draft set aside, as a new message would."""
    for ticket in await read_stale(current().engine, TEXT_CHANGED):
        await start_handling(ticket.system, ticket.number)


async def tell(refused: list[str]) -> Report:
    """Publish what changed since the last report, then write down that it was told."""
    wiring = current()
    period = await texts_report.period_to_tell(wiring)
    report = await texts_report.make_report(wiring, period, refused)
    await texts_report.publish(report)
    await texts_report.close_period(wiring, period)
    return report


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The report in Markdown, how many files were refused, whether the orchestrator answered."""

    report: str
    refused: int
    started: bool


async def refresh(wiring: Wiring) -> Refreshed:
    """Do as the flow does, by hand (`guichet texts refresh`), with or without an orchestrator.

    Nothing is lost where it is away: what was not started or told is at the next refresh.
    """
    refused = await wiring.follow_all_texts()
    await set_aside_outdated(wiring, now())
    started = True
    for ticket in await read_stale(wiring.engine, TEXT_CHANGED):
        if not await try_to_start_handling(ticket.system, ticket.number):
            started = False
            break
    period = await texts_report.period_to_tell(wiring)
    report = await texts_report.make_report(wiring, period, refused)
    if started and await _published(report):
        await texts_report.close_period(wiring, period)
    else:
        started = False
    return Refreshed(texts_report.as_markdown(report), len(refused), started)


async def _published(report: Report) -> bool:
    try:
        async with asyncio.timeout(PATIENCE):
            await texts_report.publish_by_hand(report)
    except (httpx.HTTPError, PrefectException, TimeoutError, OSError, RuntimeError) as error:
        structlog.get_logger().warning("prefect_away", error=type(error).__name__)
        return False
    return True


async def set_aside_outdated(wiring: Wiring, at: datetime) -> int:
    """Make stale each undecided draft that a text no longer bears out; count them."""
    revisions = await wiring.library.revisions(at)
    done = 0
    for one in await read_undecided(wiring.engine):
        if why := await why_outdated(one, revisions):
            reason = f"{TEXT_CHANGED} : {why}"[:_LONGEST_REASON]
            done += await wiring.cases.set_aside(one.ticket.case_id, one.draft.number, reason)
    return done


async def why_outdated(one: Undecided, revisions: Revisions) -> str:
    """Name the text that changed under a draft; empty when it stands."""
    for passage in one.draft.passages:
        if _is_outdated(passage, one, revisions):
            return passage.source
    for citation in dict.fromkeys(c for f in one.draft.findings for c in f.citations):
        if await articles_touched(citation, one.since, revisions):
            return f"{citation.text} {citation.article}".strip()
    return ""


def _is_outdated(passage: Passage, one: Undecided, revisions: Revisions) -> bool:
    """Tell whether the version quoted was right when it was quoted, and is not any more.

    It may be right for the days of the facts, or for the day on which the letter is read. One that
    was already past when it was quoted was quoted as such.
    """
    version = passage.place.rpartition("-")[0]
    facts = {one.received_on, *(finding.on for finding in one.draft.findings)}
    days = [(day, day) for day in sorted(facts)]
    days.append((day_of(one.since), day_of(revisions.now)))
    return any(
        revisions.versions.holds(version, before, one.since)
        and not revisions.versions.holds(version, after, revisions.now)
        for before, after in days
    )
