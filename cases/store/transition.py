"""State machine of a case: its steps and its drafts, each inside a transaction that holds its row.

The earlier drafts stay in the record, numbered.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from cases.audit import trail
from cases.audit.trail import MACHINE
from cases.decisions.signatures import Signatures
from cases.model import OFFICER, Case, CaseState, Draft
from cases.store.records import DRAFT, case_of, to_json
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

PREPARING = frozenset({_S.RECEIVED, _S.CLASSIFIED, _S.DRAFTED, _S.STALE})
"""States that lead to a letter without anybody's doing: what was approved before is void."""

UNDECIDED = frozenset({_S.DRAFTED, _S.AWAITING_APPROVAL, _S.AWAITING_SECOND})
"""A draft stands, and not all who must have decided of it."""

IN_FLIGHT = frozenset({_S.SENDING, _S.UNKNOWN_DELIVERY})
"""A reply is on its way: news wait, unread, until it has arrived."""

WITHDRAWN = "approbation annulée"
"""Why a case awaits its approval again: whoever approved took it back before it left."""

SENT_BACK = "renvoyé par une seconde personne"
"""Why it does where that person would not confirm what the first approved."""


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


async def _read(connection: AsyncConnection, case_id: str, query: sa.Select[Any]) -> Case:
    query = query.where(cases.c.id == case_id)
    row = (await connection.execute(query)).mappings().one_or_none()
    if row is None:
        raise NoSuchCase(case_id)
    return await case_from_row(connection, row)


async def case_from_row(connection: AsyncConnection, row: RowMapping) -> Case:
    """Build a case from its row, its current draft read beside it."""
    current = (drafts.c.case_id == row["id"], drafts.c.number == row["draft_number"])
    query = sa.select(drafts).where(*current)
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
    entry = trail.Entry(case.id, step.at, step.actor, step.to.value, details)
    await trail.append(connection, entry)
    return replace(case, state=step.to, reason=reason, changed_at=step.at)


@dataclass(frozen=True, slots=True)
class Redraft:
    """A new draft that a person asked for: who, when, and what the trail calls it."""

    kind: str
    reason: str
    at: datetime
    actor: str


async def save_draft(connection: AsyncConnection, case_id: str, draft: Draft, at: datetime) -> None:
    """Keep a numbered draft and make it the case's current one."""
    await connection.execute(
        drafts.insert().values(
            case_id=case_id,
            number=draft.number,
            sha256=draft.sha256,
            outcome=draft.outcome,
            written_by=draft.written_by,
            body=to_json(DRAFT, draft),
            created_at=at,
        ),
    )
    await connection.execute(
        cases.update()
        .where(cases.c.id == case_id)
        .values(draft_number=draft.number, outcome=draft.outcome),
    )


async def save_as_read(connection: AsyncConnection, case: Case) -> None:
    """Keep the current draft with the fields that drafts have now: those that are signed."""
    if case.draft is not None:
        one = (drafts.c.case_id == case.id, drafts.c.number == case.draft.number)
        body = to_json(DRAFT, case.draft)
        await connection.execute(drafts.update().where(*one).values(body=body))


async def redraft(
    connection: AsyncConnection, case: Case, draft: Draft, why: Redraft, signatures: Signatures
) -> Case:
    """Put another draft before the approver; what was signed under the last one is revoked."""
    await signatures.revoke(connection, case.id, why.at, why.actor, why.kind)
    last = case.draft.number if case.draft else 0
    draft = replace(draft, number=last + 1, ticket_version=case.ticket.version)
    await save_draft(connection, case.id, draft, why.at)
    details = {"draft": str(draft.number), "instead_of": str(last)}
    await trail.append(connection, trail.Entry(case.id, why.at, why.actor, why.kind, details))
    case = replace(case, draft=draft)
    if case.state is not CaseState.AWAITING_APPROVAL:
        step = Step(CaseState.AWAITING_APPROVAL, why.at, why.actor, why.reason)
        return await move(connection, case, step, signatures)
    await connection.execute(
        cases.update().where(cases.c.id == case.id).values(reason=why.reason, changed_at=why.at),
    )
    return replace(case, reason=why.reason, changed_at=why.at)


def with_text(draft: Draft, text: str, words: str = "") -> Draft:
    """Replace a draft's text by what an officer wrote; its evidence stays."""
    writer = draft.written_by if text == draft.text else OFFICER
    return replace(draft, text=text, written_by=writer, words=words)
