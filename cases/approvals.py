"""What officers decide. Nothing leaves without an approval made here."""

from collections.abc import AsyncIterator, Collection
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import asdict, dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases import audit
from cases.database import reading
from cases.model import Case, CaseState, Draft
from cases.openings import opened_by
from cases.redraft import SENT_BACK, WITHDRAWN, Redraft, keep_as_read, redraft, with_text
from cases.refusals import (
    AlreadyDecided,
    NotGenuine,
    NotTheirs,
    OwnRequest,
    Refusal,
    SamePerson,
    Stale,
)
from cases.reply import Approval
from cases.signatures import NotApproved, SecondApproval, Signatures
from cases.store import Clock, now
from cases.tables import approvals, second_approvals
from cases.transition import Step, lock_case, move, read_case
from cases.two_people import TwoPeople
from cases.undone import TAKEN_BACK

__all__ = [
    "ALONE", "AWAITED", "CONFIRMED", "REFUSED", "AlreadyDecided", "Approvals", "Approver",
    "NotApproved", "NotGenuine", "NotTheirs", "OwnRequest", "Refusal", "SamePerson", "Shown",
    "Stale", "check_not_own", "deciding",
]  # fmt: skip

REFUSED = "approval_refused"
"""The event that says that somebody tried to decide and could not; `why` holds a `code`."""

CONFIRMED = "confirmé"
"""How the reason of an approval by a second person begins."""

ALONE = "alone"
"""The detail of an approval that would have needed two people, and why one was enough."""

AWAITED = frozenset({CaseState.AWAITING_APPROVAL, CaseState.AWAITING_SECOND})
"""Where a letter awaits a person's signature, the first or the second."""

_REVOCABLE = frozenset({CaseState.AWAITING_SECOND, CaseState.APPROVED})


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


def check_not_own(case: Case, who: Approver) -> None:
    """Raise `OwnRequest` where `who` is the requester."""
    if who.email.casefold() == case.ticket.requester_email.casefold():
        raise OwnRequest(case.id)


@asynccontextmanager
async def deciding(engine: AsyncEngine, entry: audit.Entry) -> AsyncIterator[AsyncConnection]:
    """Hold a transaction for one decision; one that is refused leaves `entry` in the trail."""
    try:
        async with engine.begin() as connection:
            yield connection
    except Refusal as refused:
        await audit.record(engine, replace(entry, details={"why": refused.code}))
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

    async def approve(self, case_id: str, shown: Shown, text: str, who: Approver) -> Approval:
        """Approve `text` (the draft as it was, or as the officer edited it).

        It then awaits a second person where `TwoPeople` says so. Raises `AlreadyDecided`, `Stale`,
        `OwnRequest`, `ValueError` for an empty text.
        """
        text = _letter(text)
        async with self._deciding(case_id, who) as connection:
            case = await self.decidable(connection, case_id, shown, who)
            return await self._approve(connection, case, text, who)

    async def confirm(self, case_id: str, shown: Shown, who: Approver) -> SecondApproval:
        """Sign what somebody else approved. Raises as `approve`, `SamePerson`, `NotGenuine`."""
        async with self._deciding(case_id, who) as connection:
            case, approval = await self._half_signed(connection, case_id, shown, who)
            at = self._clock()
            second = self.signatures.sign_too(approval, who.login, at)
            await connection.execute(second_approvals.insert().values(asdict(second)))
            reason = f"{CONFIRMED} brouillon {approval.draft_number} {approval.sha256[:12]}"
            read = await opened_by(connection, case.id, approval.draft_number, who.login)
            step = Step(CaseState.APPROVED, at, who.login, reason, details=read)
            await move(connection, case, step, self.signatures)
        return second

    async def amend(self, case_id: str, shown: Shown, text: str, who: Approver) -> Approval:
        """Correct what somebody else approved: a new draft, that `who` is the first to approve.

        Raises as `confirm`, and `ValueError` for an empty text.
        """
        text = _letter(text)
        async with self._deciding(case_id, who) as connection:
            case, approval = await self._half_signed(connection, case_id, shown, who)
            why = self._redraft("amended", SENT_BACK, who)
            last = _last_text(case, approval)
            case = await redraft(connection, case, last, why, self.signatures)
            return await self._approve(connection, case, text, who, amended=SENT_BACK)

    async def send_back(self, case_id: str, shown: Shown, words: str, who: Approver) -> Case:
        """Refuse to confirm: the text awaits its first approval again. Raises as `confirm`."""
        async with self._deciding(case_id, who) as connection:
            case, approval = await self._half_signed(connection, case_id, shown, who)
            why = self._redraft("sent_back", SENT_BACK, who)
            last = _last_text(case, approval, words)
            return await redraft(connection, case, last, why, self.signatures)

    async def withdraw(self, case_id: str, draft_number: int, who: Approver) -> Case:
        """Take back one's approval of a draft before its sending is planned.

        The text as it was approved awaits an approval again. Raises `AlreadyDecided` (it leaves, or
        was taken back), `Stale`, `NotTheirs`.
        """
        async with self._deciding(case_id, who) as connection:
            case = await lock_case(connection, case_id)
            approval = await self.signatures.of_draft(connection, case)
            if case.state not in _REVOCABLE:
                raise AlreadyDecided(approval.approver if approval else "", case.state)
            if approval is None:
                raise NotGenuine(case_id)
            if approval.draft_number != draft_number:
                raise Stale(case_id)
            second = await self.signatures.second_of(connection, approval)
            if who.login not in {approval.approver, second and second.approver}:
                raise NotTheirs(case_id)
            why = self._redraft(TAKEN_BACK, WITHDRAWN, who)
            last = _last_text(case, approval)
            return await redraft(connection, case, last, why, self.signatures)

    async def redraft(
        self, case_id: str, shown: Shown, draft: Draft, kind: str, who: Approver
    ) -> Case:
        """Put another draft in the place of the one shown; `kind` names it in the audit trail.

        Raises as `approve`.
        """
        async with self._deciding(case_id, who) as connection:
            case = await self.decidable(connection, case_id, shown, who)
            why = self._redraft(kind, "", who)
            return await redraft(connection, case, draft, why, self.signatures)

    async def decline(  # noqa: PLR0913 - what an officer's decision is made of
        self,
        case_id: str,
        shown: Shown,
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

    async def standing(self, case_id: str) -> Approval:
        """Give the approval of the case's current draft, its seal checked. Raises `NotApproved`.

        One that still needs a second person is given as it is.
        """
        async with reading(self._engine) as connection:
            case = await read_case(connection, case_id)
            approval = await self.signatures.of_draft(connection, case)
        if approval is None:
            raise NotApproved("no approval of the current draft")
        return approval

    async def last_signed(self, case: Case) -> Approval | None:
        """Give the approval under a case's current draft, which may be void: to be shown."""
        async with reading(self._engine) as connection:
            return await self.signatures.under_draft(connection, case)

    async def second_of(self, approval: Approval) -> SecondApproval | None:
        """Give the signature of a second person under an approval, if there is one."""
        async with reading(self._engine) as connection:
            return await self.signatures.second_of(connection, approval)

    def _deciding(
        self, case_id: str, who: Approver
    ) -> AbstractAsyncContextManager[AsyncConnection]:
        return deciding(self._engine, audit.Entry(case_id, self._clock(), who.login, REFUSED))

    async def decidable(
        self,
        connection: AsyncConnection,
        case_id: str,
        shown: Shown,
        who: Approver,
        awaited: Collection[CaseState] = (CaseState.AWAITING_APPROVAL,),
    ) -> Case:
        """Hold a case that `who` may decide, by what their screen shows. Raises as `approve`."""
        case = await lock_case(connection, case_id)
        if case.state not in awaited or case.draft is None:
            approval = await self.signatures.of_draft(connection, case)
            raise AlreadyDecided(approval.approver if approval else "", case.state)
        if (case.draft.number, case.draft.sha256) != (shown.draft_number, shown.draft_sha256):
            raise Stale(case_id)
        check_not_own(case, who)
        return case

    async def _half_signed(
        self, connection: AsyncConnection, case_id: str, shown: Shown, who: Approver
    ) -> tuple[Case, Approval]:
        awaited = (CaseState.AWAITING_SECOND,)
        case = await self.decidable(connection, case_id, shown, who, awaited)
        approval = await self.signatures.of_draft(connection, case)
        if approval is None:
            raise NotGenuine(case_id)
        if approval.approver == who.login:
            raise SamePerson(case_id)
        return case, approval

    async def _approve(
        self, connection: AsyncConnection, case: Case, text: str, who: Approver, amended: str = ""
    ) -> Approval:
        # Whatever the correction took out, two people were to sign this letter.
        why = self._two_people.why(case, text) or amended
        approval = self.signatures.sign(
            case, text, who.login, self._clock(), needs_second=bool(why)
        )
        await keep_as_read(connection, case)
        await connection.execute(approvals.insert().values(asdict(approval)))
        reason = f"{approval.decision} brouillon {approval.draft_number} {approval.sha256[:12]}"
        to = CaseState.APPROVED
        if why:
            to, reason = CaseState.AWAITING_SECOND, f"{reason}, {why}"
        read = await opened_by(connection, case.id, approval.draft_number, who.login)
        alone = {ALONE: "danger"} if self._two_people.spares(case, text) else {}
        step = Step(to, approval.approved_at, who.login, reason, details={**read, **alone})
        await move(connection, case, step, self.signatures)
        return approval

    def _redraft(self, kind: str, reason: str, who: Approver) -> Redraft:
        return Redraft(kind, reason, self._clock(), who.login)


def _last_text(case: Case, approval: Approval, words: str = "") -> Draft:
    """Give the case's draft with the text as it was approved."""
    if case.draft is None:
        raise NotApproved("no draft was approved")
    return with_text(case.draft, approval.text, words)


def _letter(typed: str) -> str:
    text = typed.replace("\r\n", "\n").strip()
    if not text:
        raise ValueError("an empty letter cannot be approved")
    return text
