"""Clear the words of cases that were kept long enough, as the flow and the command both do."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from cases.clearing import Clearing, Kept, Why
from cases.model import CaseState
from cases.retention import read_aged
from cases.traces import Occupied, forget_cleared, remove_traces
from flows.wiring import Wiring
from flows.withdrawing import withdraw_reports


@dataclass(frozen=True, slots=True)
class Purged:
    """How many cases of each state were cleared, how many are in a worker's hands.

    `traces`: whether the files of the database still hold traces of what was cleared.
    """

    cleared: Mapping[CaseState, int]
    busy: int
    traces: bool


async def count_aged(wiring: Wiring, at: datetime) -> Mapping[CaseState, int]:
    """Count by state what would be cleared now."""
    counted: Counter[CaseState] = Counter()
    async for batch in read_aged(wiring.engine, wiring.settings.retention.before(at)):
        counted.update(one.state for one in batch)
    return counted


async def purge(wiring: Wiring, actor: str, at: datetime, user: str = "") -> Purged:
    """Clear what is old enough; killed anywhere and run again, it ends in the same place.

    Raises `DashboardAway`, what is not cleared yet being as it was.
    """
    before = wiring.settings.retention.before(at)
    cleared: Counter[CaseState] = Counter()
    busy = 0
    clearing = Clearing(Why.AGE, actor, user=user)
    async for batch in read_aged(wiring.engine, before):
        # First: once its words are gone, nothing would lead to a case's report again.
        await withdraw_reports([one.ticket for one in batch])
        for one in batch:
            due = replace(clearing, still_since=before[one.state])
            kept = await wiring.clearings.clear(one.ticket.case_id, due)
            cleared[one.state] += kept is None
            busy += kept is Kept.BUSY
    await forget_cleared(wiring.engine)
    return Purged(+cleared, busy, traces=not await traces_removed(wiring, at, actor))


async def traces_removed(wiring: Wiring, at: datetime, actor: str) -> bool:
    """Take what was cleared out of the database's files; False where others occupy them."""
    try:
        await remove_traces(wiring.engine, at, actor)
    except Occupied:
        return False
    return True
