"""What officers decide. Nothing leaves without an approval made here."""

import hashlib
import hmac
import json
import uuid
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.model import Approval, Case, CaseState, Decision, Draft, sha256_of
from cases.records import DRAFT, approval_of, to_json
from cases.store import Clock, now
from cases.tables import approvals
from cases.transition import Step, lock_case, move


class NotApproved(Exception):
    """No valid approval stands for this case: nothing may be sent."""


class Stale(Exception):
    """The officer's screen shows another draft than the one that stands now."""


class OwnRequest(Exception):
    """The approver is the requester."""


class AlreadyDecided(Exception):
    """Somebody decided before: `by` is their login, `state` where the case now stands."""

    def __init__(self, by: str, state: CaseState) -> None:
        super().__init__("already decided")
        self.by = by
        self.state = state


@dataclass(frozen=True, slots=True)
class Approver:
    """The officer who decides, as signed in."""

    login: str
    email: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What was on the officer's screen: the draft by number and hash."""

    draft_number: int
    draft_sha256: str


class Approvals:
    """Approvals, each sealed with a secret that only our own processes hold."""

    def __init__(self, engine: AsyncEngine, secret: bytes, clock: Clock = now) -> None:
        self._engine = engine
        self._secret = secret
        self._clock = clock

    async def approve(self, case_id: str, shown: Shown, text: str, who: Approver) -> Approval:
        """Approve `text` (the draft as it was, or as the officer edited it).

        Raises `AlreadyDecided`, `Stale`, `OwnRequest`, `ValueError` for an empty text.
        """
        text = text.replace("\r\n", "\n").strip()
        if not text:
            raise ValueError("an empty letter cannot be approved")
        async with self._engine.begin() as connection:
            case, draft = await self.decidable(connection, case_id, shown, who)
            approval = self._sign(case, draft, text, who.login)
            await connection.execute(
                approvals.insert().values(
                    {c.name: getattr(approval, c.name) for c in approvals.columns},
                ),
            )
            reason = f"{approval.decision} brouillon {draft.number} {approval.sha256[:12]}"
            await move(connection, case, Step(CaseState.APPROVED, self._clock(), who.login, reason))
        return approval

    async def decline(
        self,
        case_id: str,
        shown: Shown,
        who: Approver,
        to: CaseState,
        words: str,
    ) -> Case:
        """Reject a draft or hand the case over, with the officer's reason; raises as `approve`."""
        async with self._engine.begin() as connection:
            case, _ = await self.decidable(connection, case_id, shown, who)
            return await move(connection, case, Step(to, self._clock(), who.login, words=words))

    async def standing(self, case_id: str) -> Approval:
        """Give the approval of the case's current draft, its seal checked. Raises `NotApproved`."""
        async with self._engine.begin() as connection:
            case = await lock_case(connection, case_id)
            approval = await self.of_draft(connection, case)
        if approval is None:
            raise NotApproved("no approval of the current draft")
        return approval

    async def of_draft(self, connection: AsyncConnection, case: Case) -> Approval | None:
        """Give the valid approval of the case's current draft, if any."""
        if case.draft is None:
            return None
        query = sa.select(approvals).where(
            approvals.c.case_id == case.id,
            approvals.c.draft_number == case.draft.number,
        )
        row = (await connection.execute(query)).mappings().one_or_none()
        if row is None:
            return None
        approval = approval_of(row)
        genuine = hmac.compare_digest(approval.seal, self._seal(approval))
        return approval if genuine and approval.draft_sha256 == case.draft.sha256 else None

    async def decidable(
        self,
        connection: AsyncConnection,
        case_id: str,
        shown: Shown,
        who: Approver,
    ) -> tuple[Case, Draft]:
        """Hold a case whose draft this officer may decide of, as shown; raises as `approve`."""
        case = await lock_case(connection, case_id)
        if case.state is not CaseState.AWAITING_APPROVAL or case.draft is None:
            raise await self._already(connection, case)
        if (case.draft.number, case.draft.sha256) != (shown.draft_number, shown.draft_sha256):
            raise Stale(case_id)
        if who.email.casefold() == case.ticket.requester_email.casefold():
            raise OwnRequest(case_id)
        return case, case.draft

    async def _already(self, connection: AsyncConnection, case: Case) -> AlreadyDecided:
        approval = await self.of_draft(connection, case)
        return AlreadyDecided(approval.approver if approval else "", case.state)

    def _sign(self, case: Case, draft: Draft, text: str, login: str) -> Approval:
        evidence = json.dumps(to_json(DRAFT, replace(draft, text="")), sort_keys=True)
        unsealed = Approval(
            id=uuid.uuid4().hex,
            case_id=case.id,
            draft_number=draft.number,
            decision=Decision.APPROVED if text == draft.text else Decision.EDITED,
            approver=login,
            approved_at=self._clock(),
            text=text,
            draft_sha256=draft.sha256,
            evidence_sha256=sha256_of(evidence),
            seal="",
        )
        return replace(unsealed, seal=self._seal(unsealed))

    def _seal(self, approval: Approval) -> str:
        signed = "\x1f".join(
            (
                approval.id,
                approval.case_id,
                str(approval.draft_number),
                approval.decision,
                approval.approver,
                _instant(approval.approved_at),
                approval.sha256,
                approval.draft_sha256,
                approval.evidence_sha256,
            ),
        )
        return hmac.new(self._secret, signed.encode(), hashlib.sha256).hexdigest()


def _instant(at: datetime) -> str:
    return f"{at.timestamp():.6f}"
