"""What changed in the texts, and which drafts no longer stand on what is in force.

Nothing here rests on the last import: drafts are held against the texts as they were when their
evidence was gathered, so that a run killed anywhere and run again finds the same.
"""

from dataclasses import dataclass
from datetime import datetime

from cases import audit
from cases.audit import Entry
from cases.model import Passage
from cases.store import now
from cases.transition import MACHINE
from cases.undecided import TicketName, Undecided, read_set_aside, read_undecided
from flows.law import articles_touched
from flows.wiring import Wiring
from knowledge.revisions import Revisions, day_of

REASON = "texte changé"
"""How the reason of a case begins whose draft a text made stale."""

TOLD = "texts_told"
"""The kind of event that closes a report: the next one begins where it looked."""

_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Period:
    """From the last report to now; `after` is its place in the trail, `since` None before any."""

    since: datetime | None
    after: int
    until: datetime


async def period_to_tell(wiring: Wiring) -> Period:
    """Say of what time nothing was told yet."""
    last = await audit.read_last(wiring.engine, TOLD)
    return Period(last.at if last else None, last.seq if last else 0, now())


async def close_period(wiring: Wiring, period: Period) -> None:
    """Write down that a report told all of its period."""
    await audit.record(wiring.engine, Entry(None, period.until, MACHINE, TOLD))


async def set_aside_outdated(wiring: Wiring, at: datetime) -> int:
    """Make stale each undecided draft that a text no longer bears out; give how many were."""
    revisions = await wiring.library.revisions(at)
    done = 0
    for one in await read_undecided(wiring.engine):
        if why := await why_outdated(one, revisions):
            reason = f"{REASON} : {why}"[:_LONGEST_REASON]
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


async def tickets_redone(wiring: Wiring, period: Period) -> list[TicketName]:
    """Name the tickets whose draft a text made stale in a period."""
    return await read_set_aside(wiring.engine, REASON, period.after)


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
