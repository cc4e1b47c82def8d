"""The audit trail of a case, and who decided of it, in plain French."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cases.audit import Event
from cases.model import Case, CaseState
from cases.reply import Approval
from cases.signatures import SecondApproval
from cases.transition import MACHINE
from web.told import told

_DECIDED: Mapping[str, str] = {
    CaseState.REJECTED: "écarté cette réponse",
    CaseState.HANDED_OVER: "repris ce dossier",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a case's history."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Decided:
    """Who decided of a case, what and when."""

    login: str
    what: str
    at: datetime


def lines_of(trail: Sequence[Event], names: Mapping[str, str]) -> list[Line]:
    """Tell a case's trail, oldest first."""
    return [Line(event.at, names[event.actor], told(event, names)) for event in trail]


def decided_by(
    case: Case,
    approval: Approval | None,
    second: SecondApproval | None,
    trail: Sequence[Event],
) -> Decided | None:
    """Tell what person decided of the case as it stands; None when nobody did."""
    if second:
        return Decided(second.approver, "confirmé cette réponse", second.approved_at)
    if approval:
        return Decided(approval.approver, "approuvé cette réponse", approval.approved_at)
    last = next((event for event in reversed(trail) if event.kind == case.state), None)
    if last is None or last.actor == MACHINE or last.kind not in _DECIDED:
        return None
    return Decided(last.actor, _DECIDED[last.kind], last.at)
