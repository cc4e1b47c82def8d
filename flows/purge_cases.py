"""Clear the words of cases that were kept long enough, as the flow and the command both do."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed

from app.wiring import Wiring, current
from cases.audit.trail import MACHINE
from cases.model import CaseState
from cases.retention.clearing import Clearing, ClearingReason, Obstacle, read_expired
from cases.retention.traces import DatabaseBusy, forget_cleared, remove_traces
from cases.store.database import now
from flows.dashboard import withdraw_reports
from flows.tasks import once


@dataclass(frozen=True, slots=True)
class Purged:
    """How many cases of each state were cleared, how many are in a worker's hands.

    `traces`: whether the files of the database still hold traces of what was cleared.
    """

    cleared: Mapping[CaseState, int]
    busy: int
    traces: bool


@flow(name="purge-cases")
async def purge_cases() -> State[None]:
    """Clear what is older than the settings say; nothing open, nothing in doubt."""
    done = await once(clear_aged)()
    left = " Le fichier de la base en garde des traces jusqu'au prochain passage."
    message = f"{sum(done.cleared.values())} dossier(s) effacé(s), {done.busy} en cours."
    return Completed(name="Purged", message=message + left * done.traces)


async def clear_aged() -> Purged:
    """Clear one case after the other, then their traces."""
    return await purge(current(), MACHINE, now())


async def count_aged(wiring: Wiring, at: datetime) -> Mapping[CaseState, int]:
    """Count by state what would be cleared now."""
    counted: Counter[CaseState] = Counter()
    async for batch in read_expired(wiring.engine, wiring.settings.retention.before(at)):
        counted.update(one.state for one in batch)
    return counted


async def purge(wiring: Wiring, actor: str, at: datetime, user: str = "") -> Purged:
    """Clear what is old enough; killed anywhere and run again, it ends in the same place.

    Raises `DashboardAway`, what is not cleared yet being as it was.
    """
    before = wiring.settings.retention.before(at)
    cleared: Counter[CaseState] = Counter()
    busy = 0
    clearing = Clearing(ClearingReason.AGE, actor, user=user)
    async for batch in read_expired(wiring.engine, before):
        # First: once its words are gone, nothing would lead to a case's report again.
        await withdraw_reports([one.ticket for one in batch])
        for one in batch:
            due = replace(clearing, still_since=before[one.state])
            kept = await wiring.clearings.clear(one.ticket.case_id, due)
            cleared[one.state] += kept is None
            busy += kept is Obstacle.BUSY
    await forget_cleared(wiring.engine)
    return Purged(+cleared, busy, traces=not await clear_traces(wiring, at, actor))


async def clear_traces(wiring: Wiring, at: datetime, actor: str) -> bool:
    """Take what was cleared out of the database's files; False where others occupy them."""
    try:
        await remove_traces(wiring.engine, at, actor)
    except DatabaseBusy:
        return False
    return True
