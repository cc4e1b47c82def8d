"""Drafts of a case, each numbered after the last; the earlier ones stay in the record."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from cases import audit
from cases.model import Case, CaseState, Draft
from cases.records import DRAFT, to_json
from cases.signatures import Signatures
from cases.tables import cases, drafts
from cases.transition import Step, move

WITHDRAWN = "approbation annulée"
"""Why a case awaits its approval again: whoever approved took it back before it left."""

SENT_BACK = "renvoyé par une seconde personne"
"""Why it does where that person would not confirm what the first approved."""

OFFICER = "officer"
"""What a draft names as its writer once an officer changed its words."""


@dataclass(frozen=True, slots=True)
class Redraft:
    """A new draft that a person asked for: who, when, and what the trail calls it."""

    kind: str
    reason: str
    at: datetime
    actor: str


async def keep_draft(connection: AsyncConnection, case_id: str, draft: Draft, at: datetime) -> None:
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


async def keep_as_read(connection: AsyncConnection, case: Case) -> None:
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
    await keep_draft(connection, case.id, draft, why.at)
    details = {"draft": str(draft.number), "instead_of": str(last)}
    await audit.append(connection, audit.Entry(case.id, why.at, why.actor, why.kind, details))
    case = replace(case, draft=draft)
    if case.state is not CaseState.AWAITING_APPROVAL:
        step = Step(CaseState.AWAITING_APPROVAL, why.at, why.actor, why.reason)
        return await move(connection, case, step, signatures)
    await connection.execute(
        cases.update().where(cases.c.id == case.id).values(reason=why.reason, changed_at=why.at),
    )
    return replace(case, reason=why.reason, changed_at=why.at)


def with_text(draft: Draft, text: str, words: str = "") -> Draft:
    """Give a draft of the same evidence with another text, written by an officer."""
    writer = draft.written_by if text == draft.text else OFFICER
    return replace(draft, text=text, written_by=writer, words=words)
