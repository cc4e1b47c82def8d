"""Proof: what was approved and sent is what the audit trail says, and our processes signed it."""

import re
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.audit.trail import MACHINE, event_of
from cases.decisions.approvals import CONFIRMED
from cases.decisions.signatures import Signatures
from cases.model import CaseState, sha256_of
from cases.retention.clearing import CLEARED, is_clearing_genuine, last_draft_cleared
from cases.store.database import fetch, reading, snapshot
from cases.store.records import (
    DRAFT,
    Approval,
    Decision,
    Revocation,
    SecondApproval,
    approval_of,
    evidence_of,
    to_json,
)
from cases.tables import approvals, deliveries, drafts, events, revocations, second_approvals

BATCH = 200
"""Approvals, with their letters, in memory at a time."""

_SIGNED = (CaseState.APPROVED, CaseState.AWAITING_SECOND)
"""The kinds of the events that say that somebody signed, and where a signed letter stands."""

_REASON = re.compile(
    rf"({'|'.join(Decision)}|{CONFIRMED}) brouillon (\d+) ([0-9a-f]{{12}})", re.ASCII
)

_DraftKey = tuple[str, int]
"""Of a draft, its case and its number."""


async def first_unproven(engine: AsyncEngine, signatures: Signatures) -> str | None:
    """Name in French the first approval, letter or event of an approval that nothing bears out.

    The chain itself is verified apart (`trail.verify`).
    """
    clearings = sa.select(events).where(events.c.kind == CLEARED)
    async for rows in _batches(engine, clearings, events.c.seq):
        for row in rows:
            if not is_clearing_genuine(signatures, event_of(row)):
                return f"L'événement n° {row['seq']} dit un effacement que le guichet n'a pas fait."
    async for rows in _batches(engine, sa.select(approvals.c.id), approvals.c.id):
        async with snapshot(engine) as connection:
            # Again, as they are now: others sign, send and clear meanwhile.
            for one in await _read_approvals(connection, [row["id"] for row in rows]):
                if fault := one.first_fault(signatures):
                    return fault
    async for seq in _events_without_approval(engine):
        return f"L'événement n° {seq} parle d'une approbation que la base ne connaît pas."
    letters = (
        sa.select(deliveries.c.case_id)
        .where(~sa.exists().where(approvals.c.id == deliveries.c.approval_id))
        .order_by(deliveries.c.id)
        .limit(1)
    )
    for row in await fetch(engine, letters):
        return f"Un envoi du dossier {row['case_id']} n'a pas d'approbation."
    return None


async def _batches(
    engine: AsyncEngine, query: sa.Select[Any], key: sa.ColumnElement[Any]
) -> AsyncIterator[Sequence[RowMapping]]:
    after = None
    while True:
        beyond = query if after is None else query.where(key > after)
        rows = await fetch(engine, beyond.order_by(key).limit(BATCH))
        if rows:
            yield rows
        if len(rows) < BATCH:
            return
        after = rows[-1][key.key or ""]


async def _events_without_approval(engine: AsyncEngine) -> AsyncIterator[int]:
    query = sa.select(events).where(events.c.kind.in_(_SIGNED), events.c.actor != MACHINE)
    async for rows in _batches(engine, query, events.c.seq):
        async with reading(engine) as connection:
            known = await _read_signatures(connection, {row["case_id"] for row in rows})
        for row in rows:
            if (signature := _signature_in(row)) and signature not in known:
                yield row["seq"]


@dataclass(frozen=True, slots=True)
class _Signature:
    """What one event says was signed: by whom, which draft of which case, which text."""

    case_id: str
    draft_number: int
    actor: str
    decision: str
    sha256: str

    @classmethod
    def of(cls, approval: Approval) -> "_Signature":
        number, digest = approval.draft_number, approval.sha256[:12]
        return cls(approval.case_id, number, approval.approver, approval.decision.value, digest)

    @classmethod
    def of_second(cls, draft: _DraftKey, second: SecondApproval) -> "_Signature":
        return cls(*draft, second.approver, CONFIRMED, second.text_sha256[:12])


@dataclass(frozen=True, slots=True)
class _History:
    """What the trail of some cases says: what was signed, left, was revoked; what was cleared."""

    signed: frozenset[_Signature]
    left: frozenset[_DraftKey]
    revoked: frozenset[_DraftKey]
    cleared_up_to: Mapping[str, int]
    """By case, the number of the last draft whose words were cleared."""


@dataclass(frozen=True, slots=True)
class _Text:
    """The hash of a draft's text; of one that is absent, the hash that stands for it."""

    sha256: str
    is_absent: bool
    body: Mapping[str, object]

    def evidence(self) -> Iterator[str]:
        """Hash what the draft rests on, as it is kept; then with the fields drafts have now.

        Approvals used to be signed so, however long before the draft had been kept.
        """
        yield evidence_of(self.body)
        with suppress(ValidationError):
            yield evidence_of(to_json(DRAFT, DRAFT.validate_python(self.body)))


@dataclass(frozen=True, slots=True)
class _Approved:
    """An approval with all that must bear it out; each check says in French what does not."""

    approval: Approval
    draft: _Text | None
    second: SecondApproval | None
    letter: RowMapping | None
    revocation: Revocation | None
    history: _History

    @property
    def key(self) -> _DraftKey:
        return self.approval.case_id, self.approval.draft_number

    def first_fault(self, signatures: Signatures) -> str:
        fault = (
            self.fault_of_absence()
            or self.fault_of_signature(signatures)
            or self.fault_of_second(signatures)
            or self.fault_of_letter()
            or self.fault_of_revocation(signatures)
        )
        case_id, number = self.key
        return fault and f"L'approbation du brouillon {number} du dossier {case_id}{fault}"

    def fault_of_absence(self) -> str:
        absent = [self.approval.is_cleared, *([self.draft.is_absent] if self.draft else [])]
        absent += [not self.letter["text"]] if self.letter else []
        case_id, number = self.key
        if number > self.history.cleared_up_to.get(case_id, 0):
            gone = " : un texte a disparu, et le journal ne dit pas qu'il a été effacé."
            return gone if any(absent) else ""
        return "" if all(absent) else " : le journal le dit effacé, et un texte s'y trouve."

    def fault_of_signature(self, signatures: Signatures) -> str:
        if not signatures.is_genuine(self.approval):
            return " n'a pas le sceau du guichet : elle a été forgée ou modifiée."
        if _Signature.of(self.approval) not in self.history.signed:
            return " n'a pas, dans le journal, d'événement qui nomme ce texte."
        draft = self.draft
        if draft is None or draft.sha256 != self.approval.draft_sha256:
            return " porte sur un brouillon dont le texte a été modifié depuis."
        if not draft.is_absent and self.approval.evidence_sha256 not in draft.evidence():
            return " s'appuie sur des faits, règles ou passages modifiés depuis."
        return ""

    def fault_of_second(self, signatures: Signatures) -> str:
        if self.second is None:
            return ""
        if not signatures.is_second_genuine(self.second, self.approval):
            return " : la confirmation n'a pas le sceau du guichet pour ce texte."
        if _Signature.of_second(self.key, self.second) not in self.history.signed:
            return " : la confirmation n'a pas d'événement dans le journal."
        return ""

    def fault_of_letter(self) -> str:
        if self.letter is None:
            lost = " : le journal dit un envoi que la base ne connaît pas."
            return lost if self.key in self.history.left else ""
        if self.revocation is not None or self.key in self.history.revoked:
            return " : un envoi existe, alors qu'elle a été révoquée."
        approval, letter = self.approval, self.letter
        if letter["text"] != approval.text or letter["case_id"] != approval.case_id:
            return " : le texte de l'envoi n'est pas celui qui a été approuvé."
        if approval.needs_second and self.second is None:
            return " : un envoi existe sans la confirmation d'une seconde personne."
        return ""

    def fault_of_revocation(self, signatures: Signatures) -> str:
        in_trail = self.key in self.history.revoked
        if self.revocation is None:
            lost = " : le journal dit qu'elle ne vaut plus, et sa révocation manque."
            return lost if in_trail else ""
        if self.revocation.seal:
            genuine = signatures.is_revocation_genuine(self.revocation)
            return "" if genuine else " : sa révocation n'a pas le sceau du guichet."
        # Taken over by the migration, which has no secret: the trail alone bears it out.
        return "" if in_trail else " : sa révocation n'est ni scellée, ni dite par le journal."


async def _read_approvals(connection: AsyncConnection, ids: Sequence[str]) -> list[_Approved]:
    async def rows_by(key: sa.Column[Any]) -> Mapping[str, RowMapping]:
        query = sa.select(key.table).where(key.in_(ids))
        return {row[key.name]: row for row in (await connection.execute(query)).mappings()}

    made = [approval_of(row) for row in (await rows_by(approvals.c.id)).values()]
    letters = await rows_by(deliveries.c.approval_id)
    seconds = await rows_by(second_approvals.c.approval_id)
    revoked = await rows_by(revocations.c.approval_id)
    history = await _read_history(connection, {one.case_id for one in made})
    keys = [(one.case_id, one.draft_number) for one in made]
    query = sa.select(drafts).where(sa.tuple_(drafts.c.case_id, drafts.c.number).in_(keys))
    texts = {}
    for row in (await connection.execute(query)).mappings():
        text = row["body"].get("text", "")
        digest = sha256_of(text) if text else row["sha256"]
        texts[row["case_id"], row["number"]] = _Text(digest, not text, row["body"])
    return [
        _Approved(
            approval=one,
            draft=texts.get((one.case_id, one.draft_number)),
            second=SecondApproval(**seconds[one.id]) if one.id in seconds else None,
            letter=letters.get(one.id),
            revocation=Revocation(**revoked[one.id]) if one.id in revoked else None,
            history=history,
        )
        for one in made
    ]


async def _read_history(connection: AsyncConnection, case_ids: Iterable[str]) -> _History:
    """Follow what was signed in some cases until it left, or its case went elsewhere."""
    kinds = events.c.kind.in_([*CaseState, CLEARED])
    query = sa.select(events).where(events.c.case_id.in_(case_ids), kinds).order_by(events.c.seq)
    signed: set[_Signature] = set()
    left: set[_DraftKey] = set()
    revoked: set[_DraftKey] = set()
    cleared_up_to: dict[str, int] = {}
    current: dict[str, int] = {}
    for row in (await connection.execute(query)).mappings():
        case_id = row["case_id"]
        if row["kind"] == CLEARED:
            cleared_up_to[case_id] = last_draft_cleared(event_of(row))
        elif signature := _signature_in(row):
            signed.add(signature)
            current[case_id] = signature.draft_number
        elif row["details"].get("from") in _SIGNED and case_id in current:
            fate = left if row["kind"] == CaseState.SENDING else revoked
            fate.add((case_id, current.pop(case_id)))
    return _History(frozenset(signed), frozenset(left), frozenset(revoked), cleared_up_to)


async def _read_signatures(connection: AsyncConnection, case_ids: Iterable[str]) -> set[_Signature]:
    """Read what was signed in some cases, by the tables of approvals."""
    firsts = sa.select(approvals).where(approvals.c.case_id.in_(case_ids))
    known = {_Signature.of(approval_of(r)) for r in (await connection.execute(firsts)).mappings()}
    seconds = (
        sa.select(approvals.c.case_id, approvals.c.draft_number, second_approvals)
        .join(approvals, approvals.c.id == second_approvals.c.approval_id)
        .where(approvals.c.case_id.in_(case_ids))
    )
    for row in (await connection.execute(seconds)).mappings():
        columns = dict(row)
        draft = columns.pop("case_id"), columns.pop("draft_number")
        known.add(_Signature.of_second(draft, SecondApproval(**columns)))
    return known


def _signature_in(row: RowMapping) -> _Signature | None:
    """Read which signature an event speaks of, if it speaks of one."""
    found = _REASON.match(row["details"].get("reason", "")) if row["kind"] in _SIGNED else None
    if found is None:
        return None
    return _Signature(row["case_id"], int(found[2]), row["actor"], found[1], found[3])
