"""Decisions of officers: approve, confirm, amend, send back, withdraw, redraft, decline.

Nothing leaves without an approval made here.
"""

from collections.abc import AsyncIterator, Collection
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.audit import trail
from cases.decisions.signatures import NotApproved, Signatures
from cases.decisions.two_people import TwoPeople
from cases.model import Case, CaseState, Draft
from cases.store.database import Clock, now, reading
from cases.store.draft_history import opened_by
from cases.store.records import Approval, SecondApproval
from cases.store.transition import (
    PREPARING,
    SENT_BACK,
    WITHDRAWN,
    Redraft,
    Step,
    lock_case,
    move,
    read_case,
    redraft,
    save_as_read,
    with_text,
)
from cases.tables import approvals, events, second_approvals

REFUSED = "approval_refused"
"""The event that says that somebody tried to decide and could not; `why` holds a `code`."""

TAKEN_BACK = "approval_withdrawn"
"""The event that says that whoever approved took it back before it left."""

CONFIRMED = "confirmé"
"""How the reason of an approval by a second person begins."""

ALONE = "alone"
"""The detail of an approval that would have needed two people, and why one was enough."""

AWAITED = frozenset({CaseState.AWAITING_APPROVAL, CaseState.AWAITING_SECOND})
"""Where a letter awaits a person's signature, the first or the second."""

_REVOCABLE = frozenset({CaseState.AWAITING_SECOND, CaseState.APPROVED})


class Refusal(Exception):
    """A decision that cannot be taken; `code` names why in the audit trail."""

    code = "refused"


class Stale(Refusal):
    """The officer's screen shows another draft than the one that stands now."""

    code = "stale"


class OwnRequest(Refusal):
    """The approver is the requester."""

    code = "own_request"


class SamePerson(Refusal):
    """Whoever approved first cannot be the second person too."""

    code = "same_person"


class NotGenuine(Refusal, NotApproved):
    """The first signature was altered, or our processes did not make it."""

    code = "not_genuine"


class NotTheApprover(Refusal):
    """Only whoever approved may take an approval back."""

    code = "not_theirs"


class AlreadyDecided(Refusal):
    """Somebody decided before: `by` is their login, `state` where the case now stands."""

    code = "already_decided"

    def __init__(self, by: str, state: CaseState) -> None:
        super().__init__("already decided")
        self.by = by
        self.state = state
        if state in PREPARING:
            self.code = Stale.code


@dataclass(frozen=True, slots=True)
class Approver:
    """The officer who decides, as signed in."""

    login: str
    email: str


@dataclass(frozen=True, slots=True)
class DraftRef:
    """What was on the officer's screen: the draft by number and hash."""

    draft_number: int
    draft_sha256: str


def check_not_own(case: Case, who: Approver) -> None:
    """Raise `OwnRequest` where `who` is the requester."""
    if who.email.casefold() == case.ticket.requester_email.casefold():
        raise OwnRequest(case.id)


@asynccontextmanager
async def decision_transaction(
    engine: AsyncEngine, case_id: str, who: Approver, at: datetime
) -> AsyncIterator[AsyncConnection]:
    """Hold a transaction for one decision; a `Refusal` is written in the trail and raised again."""
    try:
        async with engine.begin() as connection:
            yield connection
    except Refusal as refused:
        entry = trail.Entry(case_id, at, who.login, REFUSED, {"why": refused.code})
        await trail.record(engine, entry)
        raise


class Approvals:
    """Approvals, each sealed with a secret that only our own processes hold.

    What cannot be decided is refused with a `Refusal`, which the audit trail keeps.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        secret: bytes,
        clock: Clock = now,
        two_people: TwoPeople = TwoPeople(),  # noqa: B008 - it is frozen
    ) -> None:
        self._engine = engine
        self.signatures = Signatures(secret)
        self._clock = clock
        self._two_people = two_people

    async def approve(self, case_id: str, shown: DraftRef, text: str, who: Approver) -> Approval:
        """Approve `text` (the draft as it was, or as the officer edited it).

        It then awaits a second person where `TwoPeople` says so. Raises `AlreadyDecided`, `Stale`,
        `OwnRequest`, `ValueError` for an empty text.
        """
        text = _letter(text)
        async with self._deciding(case_id, who) as connection:
            case = await self.decidable(connection, case_id, shown, who)
            return await self._approve(connection, case, text, who)

    async def confirm(self, case_id: str, shown: DraftRef, who: Approver) -> SecondApproval:
        """Sign what somebody else approved. Raises as `approve`, `SamePerson`, `NotGenuine`."""
        async with self._deciding(case_id, who) as connection:
            case, approval = await self._half_signed(connection, case_id, shown, who)
            at = self._clock()
            second = self.signatures.sign_second(approval, who.login, at)
            await connection.execute(second_approvals.insert().values(asdict(second)))
            reason = f"{CONFIRMED} brouillon {approval.draft_number} {approval.sha256[:12]}"
            read = await opened_by(connection, case.id, approval.draft_number, who.login)
            step = Step(CaseState.APPROVED, at, who.login, reason, details=read)
            await move(connection, case, step, self.signatures)
        return second

    async def amend(self, case_id: str, shown: DraftRef, text: str, who: Approver) -> Approval:
        """Correct what somebody else approved: a new draft, that `who` is the first to approve.

        Raises as `confirm`, and `ValueError` for an empty text.
        """
        text = _letter(text)
        async with self._deciding(case_id, who) as connection:
            case, approval = await self._half_signed(connection, case_id, shown, who)
            why = Redraft("amended", SENT_BACK, self._clock(), who.login)
            case = await self._put_back(connection, case, approval, why)
            return await self._approve(connection, case, text, who, amended=SENT_BACK)

    async def send_back(self, case_id: str, shown: DraftRef, words: str, who: Approver) -> Case:
        """Refuse to confirm: the text awaits its first approval again. Raises as `confirm`."""
        async with self._deciding(case_id, who) as connection:
            case, approval = await self._half_signed(connection, case_id, shown, who)
            why = Redraft("sent_back", SENT_BACK, self._clock(), who.login)
            return await self._put_back(connection, case, approval, why, words)

    async def withdraw(self, case_id: str, draft_number: int, who: Approver) -> Case:
        """Take back one's approval of a draft before its sending is planned.

        The text as it was approved awaits an approval again. Raises `AlreadyDecided` (it leaves, or
        was taken back), `Stale`, `NotTheApprover`.
        """
        async with self._deciding(case_id, who) as connection:
            case = await lock_case(connection, case_id)
            approval = await self.signatures.valid_approval(connection, case)
            if case.state not in _REVOCABLE:
                raise AlreadyDecided(approval.approver if approval else "", case.state)
            if approval is None:
                raise NotGenuine(case_id)
            if approval.draft_number != draft_number:
                raise Stale(case_id)
            second = await self.signatures.second_of(connection, approval)
            if who.login not in {approval.approver, second and second.approver}:
                raise NotTheApprover(case_id)
            why = Redraft(TAKEN_BACK, WITHDRAWN, self._clock(), who.login)
            return await self._put_back(connection, case, approval, why)

    async def redraft(
        self, case_id: str, shown: DraftRef, draft: Draft, kind: str, who: Approver
    ) -> Case:
        """Put another draft in the place of the one shown; `kind` names it in the audit trail.

        Raises as `approve`.
        """
        async with self._deciding(case_id, who) as connection:
            case = await self.decidable(connection, case_id, shown, who)
            why = Redraft(kind, "", self._clock(), who.login)
            return await redraft(connection, case, draft, why, self.signatures)

    async def decline(  # noqa: PLR0913 - what an officer's decision is made of
        self,
        case_id: str,
        shown: DraftRef,
        who: Approver,
        to: CaseState,
        words: str,
        *,
        choice: str = "",
    ) -> Case:
        """Reject a draft or hand the case over, with the officer's reason; raises as `approve`.

        A letter that one person has signed may be declined too. `choice` is the id of a reason of
        a fixed list, never what somebody typed.
        """
        async with self._deciding(case_id, who) as connection:
            case = await self.decidable(connection, case_id, shown, who, AWAITED)
            number = {"draft": str(shown.draft_number)}
            chosen = {**number, "choice": choice} if choice else number
            step = Step(to, self._clock(), who.login, words=words, details=chosen)
            return await move(connection, case, step, self.signatures)

    async def current_approval(self, case_id: str) -> Approval:
        """Read the approval of the case's current draft, its seal checked. Raises `NotApproved`.

        One that still needs a second person is given as it is.
        """
        async with reading(self._engine) as connection:
            case = await read_case(connection, case_id)
            approval = await self.signatures.valid_approval(connection, case)
        if approval is None:
            raise NotApproved("no approval of the current draft")
        return approval

    async def latest_approval(self, case: Case) -> Approval | None:
        """Read the approval under a case's current draft, which may be void: to be shown."""
        async with reading(self._engine) as connection:
            return await self.signatures.genuine_approval(connection, case)

    async def second_of(self, approval: Approval) -> SecondApproval | None:
        """Read the signature of a second person under an approval, if there is one."""
        async with reading(self._engine) as connection:
            return await self.signatures.second_of(connection, approval)

    def _deciding(
        self, case_id: str, who: Approver
    ) -> AbstractAsyncContextManager[AsyncConnection]:
        return decision_transaction(self._engine, case_id, who, self._clock())

    async def decidable(
        self,
        connection: AsyncConnection,
        case_id: str,
        shown: DraftRef,
        who: Approver,
        awaited: Collection[CaseState] = (CaseState.AWAITING_APPROVAL,),
    ) -> Case:
        """Hold a case that `who` may decide, by what their screen shows. Raises as `approve`."""
        case = await lock_case(connection, case_id)
        if case.state not in awaited or case.draft is None:
            approval = await self.signatures.valid_approval(connection, case)
            raise AlreadyDecided(approval.approver if approval else "", case.state)
        if (case.draft.number, case.draft.sha256) != (shown.draft_number, shown.draft_sha256):
            raise Stale(case_id)
        check_not_own(case, who)
        return case

    async def _half_signed(
        self, connection: AsyncConnection, case_id: str, shown: DraftRef, who: Approver
    ) -> tuple[Case, Approval]:
        awaited = (CaseState.AWAITING_SECOND,)
        case = await self.decidable(connection, case_id, shown, who, awaited)
        approval = await self.signatures.valid_approval(connection, case)
        if approval is None:
            raise NotGenuine(case_id)
        if approval.approver == who.login:
            raise SamePerson(case_id)
        return case, approval

    async def _approve(
        self, connection: AsyncConnection, case: Case, text: str, who: Approver, amended: str = ""
    ) -> Approval:
        # Whatever the correction took out, two people were to sign this letter.
        why = self._two_people.reason(case, text) or amended
        at = self._clock()
        approval = self.signatures.sign(case, text, who.login, at, needs_second=bool(why))
        await save_as_read(connection, case)
        await connection.execute(approvals.insert().values(asdict(approval)))
        reason = f"{approval.decision} brouillon {approval.draft_number} {approval.sha256[:12]}"
        to = CaseState.APPROVED
        if why:
            to, reason = CaseState.AWAITING_SECOND, f"{reason}, {why}"
        read = await opened_by(connection, case.id, approval.draft_number, who.login)
        alone = {ALONE: "danger"} if self._two_people.is_waived(case, text) else {}
        step = Step(to, at, who.login, reason, details={**read, **alone})
        await move(connection, case, step, self.signatures)
        return approval

    async def _put_back(
        self,
        connection: AsyncConnection,
        case: Case,
        approval: Approval,
        why: Redraft,
        words: str = "",
    ) -> Case:
        """Put the text as it was approved before the approver again."""
        if case.draft is None:
            raise NotApproved("no draft was approved")
        last = with_text(case.draft, approval.text, words)
        return await redraft(connection, case, last, why, self.signatures)


async def was_withdrawn(engine: AsyncEngine, case_id: str) -> bool:
    """Tell whether an approval was taken back since the last letter left or was redone."""
    kinds = (TAKEN_BACK, CaseState.SENDING, CaseState.STALE)
    query = (
        sa.select(events.c.kind)
        .where(events.c.case_id == case_id, events.c.kind.in_(kinds))
        .order_by(events.c.seq.desc())
        .limit(1)
    )
    async with reading(engine) as connection:
        return await connection.scalar(query) == TAKEN_BACK


def _letter(typed: str) -> str:
    text = typed.replace("\r\n", "\n").strip()
    if not text:
        raise ValueError("an empty letter cannot be approved")
    return text
