"""One case on one screen: what is shown of it, and beside it whatever went wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo

from fastapi import Request
from starlette.responses import Response

from cases.access import Right
from cases.accounts import Session
from cases.approvals import NotApproved
from cases.audit import Event, read_trail
from cases.model import Approval, Case, CaseState, Delivery
from web import words
from web.case.history import Decided, Line, decided_by, lines_of
from web.case.letter import LONGEST_LETTER, plain
from web.case.understood import kind_of, said_of, understood_in
from web.french import moment
from web.office import Office, office_of
from web.pages import page
from web.texts.official import cited_by
from web.texts.quoted import articles_cited, quoted_by


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


NOTHING = Aside()


@dataclass(frozen=True, slots=True)
class Record:
    """What the store holds of one case."""

    case: Case
    approval: Approval | None
    delivery: Delivery | None
    trail: Sequence[Event]
    names: Mapping[str, str]

    @property
    def decided(self) -> Decided | None:
        """Who decided of the case as it stands."""
        return decided_by(self.case, self.approval, self.trail)

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


PREPARED_AGAIN = frozenset(
    {CaseState.RECEIVED, CaseState.CLASSIFIED, CaseState.DRAFTED, CaseState.STALE}
)
"""Where another reply is on its way: what was approved before must not be printed now."""


def mark_of(case: Case) -> str:
    """Name what a screen shows, so that a page can ask whether it is still so."""
    number = case.draft.number if case.draft else 0
    return f"{case.state}.{number}"


async def read_record(office: Office, case_id: str) -> Record:
    """Read all of a case. Raises `NoSuchCase`."""
    case = await office.cases.find(case_id)
    approval = await _approval_of(office, case)
    delivery = await _delivery_of(office, approval)
    trail = await read_trail(office.engine, case_id)
    names = await office.accounts.names({event.actor for event in trail})
    return Record(case, approval, delivery, trail, names)


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
    values = {
        "record": record,
        "case": record.case,
        "aside": aside,
        "notice": here_first if aside.beaten else aside.notice,
        "kept": "" if goes_on or aside.typed == draft else aside.typed,
        "letter": aside.typed if goes_on else draft,
        "draft": draft,
        "mark": mark_of(record.case),
        "own": own,
        "understood": understood_in(record.case, aside.corrections, aside.wrong),
        "correctable": decidable and session.account.may(Right.DECIDE),
        "categories": office.categories,
        "kind_of": kind_of,
        "said_of": said_of,
        "longest": LONGEST_LETTER,
        "quoted": await quoted_by(office, record.case),
        "articles": await articles_cited(office, record.case),
        "cited_by": cited_by,
        "on_paper": record.case.state not in PREPARED_AGAIN,
    }
    return page(request, "case/screen.html", values, aside.status)


async def _approval_of(office: Office, case: Case) -> Approval | None:
    if case.state is CaseState.AWAITING_APPROVAL:
        return None
    try:
        return await office.approvals.standing(case.id)
    except NotApproved:
        return None


async def _delivery_of(office: Office, approval: Approval | None) -> Delivery | None:
    if approval is None:
        return None
    found = await office.deliveries.of_case(approval.case_id)
    return next((one for one in found if one.approval_id == approval.id), None)
