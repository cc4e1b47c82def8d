"""One step of a case, inside a transaction that holds its row."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from cases import audit
from cases.model import Case, CaseState
from cases.records import case_of
from cases.signatures import Signatures
from cases.tables import cases, drafts

_S = CaseState
_OPEN_AGAIN = frozenset({_S.STALE, _S.CLOSED_ELSEWHERE})

TRANSITIONS: dict[CaseState, frozenset[CaseState]] = {
    _S.RECEIVED: frozenset({_S.CLASSIFIED}) | _OPEN_AGAIN,
    _S.CLASSIFIED: frozenset({_S.DRAFTED, _S.HANDED_OVER}) | _OPEN_AGAIN,
    _S.DRAFTED: frozenset({_S.AWAITING_APPROVAL, _S.HANDED_OVER}) | _OPEN_AGAIN,
    _S.AWAITING_APPROVAL: frozenset(
        {_S.AWAITING_SECOND, _S.APPROVED, _S.REJECTED, _S.HANDED_OVER},
    )
    | _OPEN_AGAIN,
    _S.AWAITING_SECOND: frozenset(
        {_S.AWAITING_APPROVAL, _S.APPROVED, _S.REJECTED, _S.HANDED_OVER},
    )
    | _OPEN_AGAIN,
    _S.APPROVED: frozenset({_S.AWAITING_APPROVAL, _S.SENDING}) | _OPEN_AGAIN,
    _S.SENDING: frozenset(
        {_S.ANSWERED, _S.AWAITING_REQUESTER, _S.UNKNOWN_DELIVERY, _S.HANDED_OVER},
    ),
    _S.UNKNOWN_DELIVERY: frozenset(
        {_S.SENDING, _S.ANSWERED, _S.AWAITING_REQUESTER, _S.HANDED_OVER},
    ),
    _S.STALE: frozenset({_S.CLASSIFIED, _S.CLOSED_ELSEWHERE}),
    _S.ANSWERED: frozenset({_S.STALE}),
    _S.AWAITING_REQUESTER: _OPEN_AGAIN,
    _S.HANDED_OVER: _OPEN_AGAIN,
    _S.REJECTED: _OPEN_AGAIN,
    _S.CLOSED_ELSEWHERE: frozenset({_S.STALE}),
}
"""The arrows of the journey; the store refuses any other."""

_STILL_APPROVED = frozenset({_S.AWAITING_SECOND, _S.APPROVED, _S.SENDING, _S.UNKNOWN_DELIVERY})
"""Where what was approved holds; a step to anywhere else revokes what has not left."""

MACHINE = "guichet"
"""The actor of what no person decided."""


class NoSuchCase(Exception):
    """No case has this identifier."""


class WrongState(Exception):
    """The case stands elsewhere than the caller believed; `state` says where."""

    def __init__(self, state: CaseState, wanted: CaseState) -> None:
        super().__init__(f"no step leads from {state} to {wanted}")
        self.state = state


@dataclass(frozen=True, slots=True)
class Step:
    """Where a case goes, who moves it and why.

    `reason` is ours and enters the audit trail, as does `choice`, what a person chose of a short
    list of ours; `words` are a person's, stay on the case and may be erased with it.
    """

    to: CaseState
    at: datetime
    actor: str = MACHINE
    reason: str = ""
    words: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    """Ours too: what else the audit trail keeps."""


async def lock_case(connection: AsyncConnection, case_id: str) -> Case:
    """Read a case and hold its row until the transaction ends. Raises `NoSuchCase`."""
    return await _read(connection, case_id, sa.select(cases).with_for_update())


async def read_case(connection: AsyncConnection, case_id: str) -> Case:
    """Read a case without holding it: it may move meanwhile. Raises `NoSuchCase`."""
    return await _read(connection, case_id, sa.select(cases))


async def _read(connection: AsyncConnection, case_id: str, of_all: sa.Select[Any]) -> Case:
    query = of_all.where(cases.c.id == case_id)
    row = (await connection.execute(query)).mappings().one_or_none()
    if row is None:
        raise NoSuchCase(case_id)
    return await complete(connection, row)


async def complete(connection: AsyncConnection, row: RowMapping) -> Case:
    """Build a case from its row, its current draft read beside it."""
    query = sa.select(drafts).where(
        drafts.c.case_id == row["id"],
        drafts.c.number == row["draft_number"],
    )
    draft = (await connection.execute(query)).mappings().one_or_none()
    return case_of(row, draft)


async def move(connection: AsyncConnection, case: Case, step: Step, signatures: Signatures) -> Case:
    """Take one step and append it to the audit trail. Raises `WrongState`."""
    if step.to not in TRANSITIONS[case.state]:
        raise WrongState(case.state, step.to)
    if step.to not in _STILL_APPROVED:
        await signatures.revoke(connection, case.id, step.at, step.actor, step.to.value)
    reason = " : ".join(part for part in (step.reason, step.words) if part)
    await connection.execute(
        cases.update()
        .where(cases.c.id == case.id)
        .values(state=step.to, reason=reason, changed_at=step.at),
    )
    details = {"from": case.state.value, "reason": step.reason, **step.details}
    await audit.append(
        connection, audit.Entry(case.id, step.at, step.actor, step.to.value, details)
    )
    return replace(case, state=step.to, reason=reason, changed_at=step.at)
