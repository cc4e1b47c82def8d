"""What the store holds of one case: its letter, who decided of it, its history, what is pending."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from app.spending import format_cost
from cases.audit.figures import Cost, read_cost
from cases.audit.trail import MACHINE, Event, read_trail
from cases.decisions.signatures import NotApproved
from cases.model import Case, CaseState
from cases.people.sessions import Session
from cases.queues.danger_alerts import Endangered, read_alarm
from cases.retention.clearing import CLEARED
from cases.retention.traces import forget_cleared
from cases.store.records import Approval, Delivery, SecondApproval, all_signed
from cases.store.transition import PREPARING, NoSuchCase
from statute.french import counted
from web import labels
from web.audit.event_labels import WHY_CLEARED, describe_event, people_in
from web.context import PageContext
from web.formatting import moment

_DECISIONS: Mapping[str, str] = {
    CaseState.REJECTED: "écarté cette réponse",
    CaseState.HANDED_OVER: "repris ce dossier",
}
_CASE_ID = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of a case's history."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class LastDecision:
    """Who decided of a case, what and when."""

    login: str
    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """What the store holds of one case."""

    case: Case
    approval: Approval | None
    second: SecondApproval | None
    delivery: Delivery | None
    trail: Sequence[Event]
    names: Mapping[str, str]
    cost: Cost
    alarm: Endangered | None

    @property
    def spent(self) -> str:
        """What was asked of models for the case, and what it cost as far as it is known."""
        calls = counted(self.cost.calls, "appel")
        return (
            f"{calls} à des modèles de langue, {format_cost(self.cost)}" if self.cost.calls else ""
        )

    @property
    def signed(self) -> bool:
        """Whether everybody signed who has to."""
        return self.approval is not None and all_signed(self.approval, self.second)

    @property
    def abandoned(self) -> bool:
        """Whether one person signed and the other never did, nor will."""
        half = self.approval is not None and not self.signed
        return half and self.case.state is not CaseState.AWAITING_SECOND

    @property
    def on_paper(self) -> bool:
        """Whether the letter may be printed: it left, or will."""
        cleared = self.approval is not None and self.approval.is_cleared
        left = self.delivery is not None or self.case.state is CaseState.APPROVED
        return self.signed and left and not cleared and self.case.state not in PREPARING

    @property
    def decided(self) -> LastDecision | None:
        """Who decided of the case as it stands; None when nobody did."""
        if self.second:
            return LastDecision(
                self.second.approver, "confirmé cette réponse", self.second.approved_at
            )
        if self.approval and not self.abandoned:
            return LastDecision(
                self.approval.approver, "approuvé cette réponse", self.approval.approved_at
            )
        last = next((e for e in reversed(self.trail) if e.kind == self.case.state), None)
        if last is None or last.actor == MACHINE or last.kind not in _DECISIONS:
            return None
        return LastDecision(last.actor, _DECISIONS[last.kind], last.at)

    @property
    def why_cleared(self) -> str:
        """Why its words were cleared the last time, in French; empty where they never were."""
        last = next((event for event in reversed(self.trail) if event.kind == CLEARED), None)
        return WHY_CLEARED.get(last.details["why"], "") if last else ""

    @property
    def history(self) -> list[HistoryLine]:
        """The case's trail in French, oldest first."""
        return [
            HistoryLine(event.at, self.names[event.actor], describe_event(event, self.names))
            for event in self.trail
        ]

    def situation(self, login: str, zone: tzinfo) -> str:
        """Say to `login` who got there first and when, or else where the case stands now."""
        if self.decided is None:
            return labels.situation(self.case)
        faster = self.decided.login
        subject = "Vous avez" if faster == login else f"{self.names[faster]} a"
        return f"{subject} déjà {self.decided.what}, le {moment(self.decided.at, zone)}."


async def read_record(context: PageContext, case_id: str) -> CaseRecord:
    """Read all of a case. Raises `NoSuchCase`."""
    await forget_cleared(context.engine)
    case = await context.cases.find(case_id)
    approval = second = delivery = None
    if case.state is not CaseState.AWAITING_APPROVAL:
        approval = await context.approvals.latest_approval(case)
    if approval:
        second = await context.approvals.second_of(approval)
        deliveries = await context.deliveries.of_case(approval.case_id)
        delivery = next((one for one in deliveries if one.approval_id == approval.id), None)
    trail = await read_trail(context.engine, case_id)
    names = await context.names(people_in(trail))
    cost = await read_cost(context.engine, case_id)
    alarm = await read_alarm(context.engine, case_id)
    return CaseRecord(case, approval, second, delivery, trail, names, cost, alarm)


@dataclass(frozen=True, slots=True)
class PendingSend:
    """An approved reply that its approver may still take back; `seconds` left are rounded up."""

    case_id: str
    draft_number: int
    seconds: int
    csrf: str


async def find_pending_send(
    context: PageContext, session: Session, case_id: str
) -> PendingSend | None:
    """Find what `session` may take back of a case, if it approved it and it has not left."""
    if not _CASE_ID.fullmatch(case_id):
        return None
    try:
        if (await context.cases.find(case_id)).state is not CaseState.APPROVED:
            return None
        approval = await context.approvals.current_approval(case_id)
        left = await context.deliveries.time_left(case_id)
    except (NoSuchCase, NotApproved):
        return None
    second = await context.approvals.second_of(approval)
    signed = {approval.approver, second and second.approver}
    if session.account.login not in signed or not left:
        return None
    seconds = math.ceil(left.total_seconds())
    return PendingSend(case_id, approval.draft_number, seconds, session.csrf)
