"""Signatures under letters, each sealed with a secret that only our own processes hold."""

import hashlib
import hmac
import uuid
from dataclasses import asdict, replace
from datetime import datetime
from difflib import SequenceMatcher

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from cases.model import Case
from cases.store.records import (
    DRAFT,
    Approval,
    Decision,
    DeliveryState,
    Revocation,
    SecondApproval,
    approval_of,
    evidence_of,
    to_json,
)
from cases.tables import approvals, deliveries, revocations, second_approvals

_IS_REVOKED = sa.exists().where(revocations.c.approval_id == approvals.c.id)
_IS_OVER = sa.exists().where(
    deliveries.c.approval_id == approvals.c.id,
    deliveries.c.state.in_((DeliveryState.SENT, DeliveryState.REJECTED)),
)
"""Its delivery ended: it never begins again."""


class NotApproved(Exception):
    """No valid approval stands for this case: nothing may be sent."""


def share_changed(before: str, after: str) -> float:
    """Share of words, of both texts together, that are not common to both: 0 to 1."""
    if before == after:
        return 0.0
    return 1 - SequenceMatcher(None, before.split(), after.split()).ratio()


class Signatures:
    """Makes signatures, and finds those that stand under a draft; a forged one is none."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def sign(
        self, case: Case, text: str, login: str, at: datetime, *, needs_second: bool
    ) -> Approval:
        """Sign a text in the place of the case's current draft. Raises `NotApproved`."""
        draft = case.draft
        if draft is None:
            raise NotApproved("no draft to approve")
        unsealed = Approval(
            id=uuid.uuid4().hex,
            case_id=case.id,
            draft_number=draft.number,
            decision=Decision.APPROVED if text == draft.text else Decision.EDITED,
            approver=login,
            approved_at=at,
            text=text,
            draft_sha256=draft.sha256,
            evidence_sha256=evidence_of(to_json(DRAFT, draft)),
            seal="",
            needs_second=needs_second,
            edit_share=share_changed(draft.text, text),
        )
        return replace(unsealed, seal=self._seal_of(unsealed))

    def sign_second(self, approval: Approval, login: str, at: datetime) -> SecondApproval:
        """Sign the very text that somebody else approved."""
        unsealed = SecondApproval(approval.id, login, at, approval.sha256, seal="")
        return replace(unsealed, seal=self._seal_of_second(unsealed))

    async def valid_approval(self, connection: AsyncConnection, case: Case) -> Approval | None:
        """Read the valid approval of the case's current draft, if any; a revoked one is none."""
        approval = await self.genuine_approval(connection, case)
        if approval is None:
            return None
        query = sa.select(revocations).where(revocations.c.approval_id == approval.id)
        return None if (await connection.execute(query)).one_or_none() else approval

    async def genuine_approval(self, connection: AsyncConnection, case: Case) -> Approval | None:
        """Read the genuine approval under the case's current draft, though it was revoked."""
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
        same_draft = approval.draft_sha256 == case.draft.sha256
        return approval if self.is_genuine(approval) and same_draft else None

    async def second_of(
        self, connection: AsyncConnection, approval: Approval
    ) -> SecondApproval | None:
        """Read the valid signature of somebody else under an approved text, if any."""
        query = sa.select(second_approvals).where(second_approvals.c.approval_id == approval.id)
        row = (await connection.execute(query)).mappings().one_or_none()
        if row is None:
            return None
        second = SecondApproval(**row)
        return second if self.is_second_genuine(second, approval) else None

    async def complete_approval(
        self, connection: AsyncConnection, case: Case
    ) -> tuple[Approval, datetime]:
        """Read the approval of the current draft, and when its last signature was made.

        Raises `NotApproved`, also where a second person has not signed yet.
        """
        approval = await self.valid_approval(connection, case)
        if approval is None or approval.is_cleared:
            raise NotApproved("no approval of the current draft")
        if not approval.needs_second:
            return approval, approval.approved_at
        second = await self.second_of(connection, approval)
        if second is None:
            raise NotApproved("a second person must approve")
        return approval, second.approved_at

    async def revoke(
        self, connection: AsyncConnection, case_id: str, at: datetime, actor: str, kind: str
    ) -> None:
        """Revoke all that was approved in a case and has neither left nor been refused.

        A delivery that only lies there holds nothing back: anybody could have written its row.
        """
        query = sa.select(approvals.c.id).where(
            approvals.c.case_id == case_id, ~_IS_OVER, ~_IS_REVOKED
        )
        for approval_id in (await connection.execute(query)).scalars().all():
            unsealed = Revocation(approval_id, at, actor, kind, seal="")
            sealed = replace(unsealed, seal=self._seal_of_revocation(unsealed))
            await connection.execute(revocations.insert().values(asdict(sealed)))

    def is_genuine(self, approval: Approval) -> bool:
        """Tell whether our processes made an approval as it stands."""
        return hmac.compare_digest(approval.seal, self._seal_of(approval))

    def is_second_genuine(self, second: SecondApproval, approval: Approval) -> bool:
        """Tell whether our processes made a second signature, somebody else's, under that text."""
        genuine = hmac.compare_digest(second.seal, self._seal_of_second(second))
        same_text = second.text_sha256 == approval.sha256
        return genuine and same_text and second.approver != approval.approver

    def is_revocation_genuine(self, revocation: Revocation) -> bool:
        """Tell whether our processes revoked an approval as the row says."""
        return hmac.compare_digest(revocation.seal, self._seal_of_revocation(revocation))

    def seal(self, *parts: str) -> str:
        """Seal what our processes say; the first part tells one kind of saying from another."""
        return hmac.new(self._secret, "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()

    def _seal_of(self, approval: Approval) -> str:
        return self.seal(
            approval.id,
            approval.case_id,
            str(approval.draft_number),
            approval.decision,
            approval.approver,
            _instant(approval.approved_at),
            approval.sha256,
            approval.draft_sha256,
            approval.evidence_sha256,
            # Nothing is added where one person is enough: older seals hold as they are.
            *(("second",) if approval.needs_second else ()),
        )

    def _seal_of_second(self, second: SecondApproval) -> str:
        return self.seal(
            "second",
            second.approval_id,
            second.approver,
            _instant(second.approved_at),
            second.text_sha256,
        )

    def _seal_of_revocation(self, revocation: Revocation) -> str:
        return self.seal(
            "revoked",
            revocation.approval_id,
            _instant(revocation.revoked_at),
            revocation.actor,
            revocation.kind,
        )


def _instant(at: datetime) -> str:
    return f"{at.timestamp():.6f}"
