"""What the trail says became of approvals: which were signed, which left, which were revoked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from cases.approvals import CONFIRMED
from cases.model import CaseState
from cases.reply import Approval, Decision
from cases.tables import events

SIGNED = (CaseState.APPROVED, CaseState.AWAITING_SECOND)
"""The kinds of the events that say that somebody signed, and where a signed letter stands."""

_REASON = re.compile(
    rf"({'|'.join(Decision)}|{CONFIRMED}) brouillon (\d+) ([0-9a-f]{{12}})", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Signed:
    """What one event says was signed: by whom, which draft of which case, which text."""

    case_id: str
    draft_number: int
    actor: str
    decision: str
    sha256: str

    @classmethod
    def of(cls, approval: Approval) -> "Signed":
        """Give what the event of an approval says."""
        number, digest = approval.draft_number, approval.sha256[:12]
        return cls(approval.case_id, number, approval.approver, approval.decision.value, digest)


@dataclass(frozen=True, slots=True)
class Told:
    """What the trail of some cases says; what left and was revoked by case and draft number."""

    signed: frozenset[Signed]
    left: frozenset[tuple[str, int]]
    revoked: frozenset[tuple[str, int]]


async def read_told(connection: AsyncConnection, case_ids: Iterable[str]) -> Told:
    """Follow what was signed in some cases until it left, or its case went elsewhere."""
    states = events.c.kind.in_(list(CaseState))
    query = sa.select(events).where(events.c.case_id.in_(case_ids), states).order_by(events.c.seq)
    signed: set[Signed] = set()
    left: set[tuple[str, int]] = set()
    revoked: set[tuple[str, int]] = set()
    standing: dict[str, int] = {}
    for row in (await connection.execute(query)).mappings():
        if said := said_by(row):
            signed.add(said)
            standing[said.case_id] = said.draft_number
        elif row["details"].get("from") in SIGNED and row["case_id"] in standing:
            fate = left if row["kind"] == CaseState.SENDING else revoked
            fate.add((row["case_id"], standing.pop(row["case_id"])))
    return Told(frozenset(signed), frozenset(left), frozenset(revoked))


def said_by(row: RowMapping) -> Signed | None:
    """Read which signature an event speaks of, if it speaks of one."""
    found = _REASON.match(row["details"].get("reason", "")) if row["kind"] in SIGNED else None
    if found is None:
        return None
    return Signed(row["case_id"], int(found[2]), row["actor"], found[1], found[3])
