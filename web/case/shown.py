"""One case on one screen: what is shown of it, and beside it whatever went wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo

from fastapi import Request
from starlette.responses import Response

from cases.access import Right
from cases.alerts import Endangered, read_alarm
from cases.assigning import assignment_of
from cases.audit import Event, read_trail
from cases.clearing import CLEARED
from cases.counted import Cost
from cases.figures import read_cost
from cases.model import PREPARING, Case, CaseState
from cases.reply import Approval, Delivery
from cases.sessions import Session
from cases.signatures import SecondApproval, all_signed
from cases.traces import forget_cleared
from flows.spent import told
from statute.french import counted
from web import words
from web.case.addresses import address_of
from web.case.askable import facts_to_ask
from web.case.conversation import parts_of
from web.case.history import Decided, Line, decided_by, lines_of
from web.case.leaving import leaving_of
from web.case.letter import LONGEST_LETTER, plain
from web.case.rereading import reread
from web.case.takers import takers_of
from web.case.understood import kind_of, said_of, understood_in
from web.french import moment
from web.names import names_in
from web.office import Office, office_of
from web.pages import page
from web.texts.official import cited_by
from web.texts.quoted import articles_cited, quoted_by
from web.told import WHY_CLEARED
from web.tray.asked import list_behind


@dataclass(frozen=True, slots=True)
class Aside:
    """What is said above a case: what was just done of another, or why nothing was done here.

    `typed`: the officer's own text, which must not be lost; it stays in the letter's field if it
    `typed_goes_on`. `beaten`: somebody was faster. `open`: the panel that lacks a word.
    `corrections`: what an officer typed of facts and is not kept; `wrong` says why, where it is.
    """

    notice: str = ""
    typed: str = ""
    typed_goes_on: bool = False
    beaten: bool = False
    status: int = 200
    done: str = ""
    done_case: str = ""
    open: str = ""
    corrections: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)


_READERS = {
    "address_of": address_of,
    "cited_by": cited_by,
    "kind_of": kind_of,
    "parts_of": parts_of,
    "said_of": said_of,
}
"""What the templates ask of a finding, a fact, a message."""

NOTHING = Aside()


@dataclass(frozen=True, slots=True)
class Record:
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
        return f"{calls} à des modèles de langue, {told(self.cost)}" if self.cost.calls else ""

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
    def decided(self) -> Decided | None:
        """Who decided of the case as it stands."""
        approval = None if self.abandoned else self.approval
        return decided_by(self.case, approval, self.second, self.trail)

    @property
    def why_cleared(self) -> str:
        """Why its words were cleared the last time, in French; empty where they never were."""
        last = next((event for event in reversed(self.trail) if event.kind == CLEARED), None)
        return WHY_CLEARED.get(last.details["why"], "") if last else ""

    @property
    def history(self) -> list[Line]:
        """The case's trail in French."""
        return lines_of(self.trail, self.names)

    def situation(self, login: str, zone: tzinfo) -> str:
        """Say to `login` who got there first and when, or else where the case stands now."""
        if self.decided is None:
            return words.situation(self.case)
        faster = self.decided.login
        subject = "Vous avez" if faster == login else f"{self.names[faster]} a"
        return f"{subject} déjà {self.decided.what}, le {moment(self.decided.at, zone)}."


def mark_of(case: Case) -> str:
    """Name what a screen shows, so that a page can ask whether it is still so."""
    number = case.draft.number if case.draft else 0
    return f"{case.state}.{number}"


async def read_record(office: Office, case_id: str) -> Record:
    """Read all of a case. Raises `NoSuchCase`."""
    await forget_cleared(office.engine)
    case = await office.cases.find(case_id)
    approval = await _approval_of(office, case)
    second = await office.approvals.second_of(approval) if approval else None
    delivery = await _delivery_of(office, approval)
    trail = await read_trail(office.engine, case_id)
    names = await names_in(office, trail)
    cost = await read_cost(office.engine, case_id)
    alarm = await read_alarm(office.engine, case_id)
    return Record(case, approval, second, delivery, trail, names, cost, alarm)


async def show_case(
    request: Request,
    case_id: str,
    session: Session,
    aside: Aside = NOTHING,
) -> Response:
    """Show a case as it stands now."""
    office = office_of(request)
    record = await read_record(office, case_id)
    draft = plain(record.case.draft.text) if record.case.draft else ""
    goes_on = aside.typed_goes_on and record.case.state is CaseState.AWAITING_APPROVAL
    here_first = record.situation(session.account.login, office.time_zone)
    own = session.account.email.casefold() == record.case.ticket.requester_email.casefold()
    decidable = record.case.state is CaseState.AWAITING_APPROVAL and not own
    letter = aside.typed if goes_on else draft
    values = {
        "record": record,
        "case": record.case,
        "aside": aside,
        "notice": here_first if aside.beaten else aside.notice,
        "kept": "" if goes_on or aside.typed == draft else aside.typed,
        "letter": letter,
        "draft": draft,
        "mark": mark_of(record.case),
        "leaving": await leaving_of(office, session, aside.done_case),
        "askable": facts_to_ask(record.case),
        **await _entrusting(office, record.case, session),
        "own": own,
        "understood": understood_in(record.case, aside.corrections, aside.wrong),
        "correctable": decidable and session.account.may(Right.DECIDE),
        "categories": office.categories,
        "longest": LONGEST_LETTER,
        "quoted": await quoted_by(office, record.case),
        "articles": await articles_cited(office, record.case),
        "on_paper": record.on_paper,
        **_READERS,
        "reread": await reread(record.case, letter),
        "behind": await list_behind(request),
    }
    return page(request, "case/screen.html", values, aside.status)


async def _entrusting(office: Office, case: Case, session: Session) -> dict[str, object]:
    """Say to whom the case is entrusted, and to whom it could be."""
    held = await assignment_of(office.engine, case.id)
    group = office.groups.get(held.group)
    names = await office.accounts.names({held.login}) if held.login else {}
    others = [o for o in await takers_of(office, case) if o.login != session.account.login]
    return {
        "entrusted_to": group.label if group else names.get(held.login, ""),
        "colleagues": others,
        "groups": office.groups.values(),
    }


async def _approval_of(office: Office, case: Case) -> Approval | None:
    if case.state is CaseState.AWAITING_APPROVAL:
        return None
    return await office.approvals.last_signed(case)


async def _delivery_of(office: Office, approval: Approval | None) -> Delivery | None:
    if approval is None:
        return None
    found = await office.deliveries.of_case(approval.case_id)
    return next((one for one in found if one.approval_id == approval.id), None)
