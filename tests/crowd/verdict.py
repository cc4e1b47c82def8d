"""What a store must hold after many decided at once: one decision of each case, and none lost."""

from collections import Counter
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.audit.trail import MACHINE, Event, read_trail, verify
from cases.decisions.approvals import CONFIRMED
from cases.decisions.assignment import ASSIGNED
from cases.model import CaseState
from cases.store.database import reading
from cases.tables import approvals, cases, second_approvals

WHAT = {
    CaseState.APPROVED: "approuver",
    CaseState.AWAITING_SECOND: "approuver",
    CaseState.REJECTED: "ecarter",
    CaseState.HANDED_OVER: "reprendre",
    "approval_withdrawn": "annuler",
    ASSIGNED: "confier",
}
"""The gesture behind each event of a person."""

Gesture = tuple[str, str, str]
"""Who, which case, what."""


def gestures_in(trail: Iterable[Event]) -> Counter[Gesture]:
    """Count what the trail says was done by whom; the machine has no gestures."""
    found = ((event, _gesture(event)) for event in trail if event.case_id)
    return Counter((event.actor, event.case_id or "", what) for event, what in found if what)


def second_decisions(trail: Iterable[Event]) -> list[str]:
    """Tell, of a whole trail, each decision that came on top of one that stood."""
    standing: dict[str, Event] = {}
    faults = []
    for event in trail:
        what, case_id = _gesture(event), event.case_id or ""
        before = standing.get(case_id)
        if what in {"approuver", "ecarter", "reprendre"}:
            # A letter that one person has signed may still be set aside or taken over by another.
            half_signed = before is not None and before.kind == CaseState.AWAITING_SECOND
            if before and not (half_signed and what != "approuver"):
                faults.append(f"{case_id}: {event.actor} {what} after {before.actor}")
            standing[case_id] = event
        elif what == "confirmer":
            if not before or before.kind != CaseState.AWAITING_SECOND:
                faults.append(f"{case_id}: {event.actor} confirmed nothing")
            elif before.actor == event.actor:
                faults.append(f"{case_id}: {event.actor} alone under two signatures")
            standing[case_id] = event
        elif what == "annuler" and not standing.pop(case_id, None):
            faults.append(f"{case_id}: {event.actor} took back nothing")
    return faults


async def faults_of(engine: AsyncEngine, told: Counter[Gesture], size: int) -> list[str]:
    """Tell everything that is wrong in the store; `told`: what its page said was done."""
    trail = await read_trail(engine)
    noted = gestures_in(trail)
    faults = second_decisions(trail)
    faults += [f"said, not kept: {one}" for one in told - noted]
    faults += [f"kept, not said: {one}" for one in noted - told]
    if broken := await verify(engine):
        faults.append(broken)
    return faults + await _wrong_rows(engine, noted, size)


async def _wrong_rows(engine: AsyncEngine, noted: Counter[Gesture], size: int) -> list[str]:
    async with reading(engine) as connection:
        there = await connection.scalar(sa.select(sa.func.count()).select_from(cases))
        signed = (await connection.execute(sa.select(approvals))).mappings().all()
        seconds = (await connection.execute(sa.select(second_approvals))).mappings().all()
    first = {row["id"]: row["approver"] for row in signed}
    of_drafts = Counter((row["case_id"], row["draft_number"]) for row in signed)
    done = Counter(what for _, _, what in noted.elements())
    faults = [f"approved twice: {draft}" for draft, times in of_drafts.items() if times > 1]
    faults += [
        f"the same person twice: {row['approval_id']}"
        for row in seconds
        if first[row["approval_id"]] == row["approver"]
    ]
    kept = (there, len(signed), len(seconds))
    if kept != (expected := (size, done["approuver"], done["confirmer"])):
        faults.append(f"cases, approvals, seconds: {kept}, not {expected}")
    return faults


def _gesture(event: Event) -> str:
    if event.kind == CaseState.APPROVED and event.details["reason"].startswith(CONFIRMED):
        return "confirmer"
    if event.actor == MACHINE:
        return ""
    return WHAT.get(event.kind, "")
