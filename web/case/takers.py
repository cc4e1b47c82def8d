"""The colleagues to whom a case may be entrusted."""

from cases.approvals import NotApproved
from cases.assigning import Colleague, colleagues
from cases.model import Case, CaseState
from web.office import Office


async def takers_of(office: Office, case: Case) -> list[Colleague]:
    """List who may decide of a case as it stands: neither the requester nor who signed first."""
    requester = case.ticket.requester_email.casefold()
    first = await _first_to_sign(office, case)
    return [
        one
        for one in await colleagues(office.engine)
        if one.email.casefold() != requester and one.login != first
    ]


async def _first_to_sign(office: Office, case: Case) -> str:
    if case.state is not CaseState.AWAITING_SECOND:
        return ""
    try:
        return (await office.approvals.standing(case.id)).approver
    except NotApproved:
        return ""
