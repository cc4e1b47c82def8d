"""Taking an approval back, while it has not left."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from cases.approvals import AlreadyDecided
from web.case.refusals import REFUSALS, aside_for
from web.case.screen import CaseId
from web.case.shown import Aside, show_case
from web.people.gate import Desk
from web.people.session import approver

router = APIRouter()

TOO_LATE = "Trop tard pour annuler : voici où en est le dossier."


@router.post("/dossiers/{case_id}/annuler")
async def take_back(
    case_id: CaseId, desk: Desk, draft_number: Annotated[int, Form(ge=1)]
) -> Response:
    """Take one's approval back; the text as it was approved is in the field again."""
    try:
        who = approver(desk.session)
        await desk.office.approvals.withdraw(case_id, draft_number, who)
    except AlreadyDecided:
        aside = Aside(TOO_LATE, status=409)
        return await show_case(desk.request, case_id, desk.session, aside)
    except REFUSALS as refused:
        return await show_case(desk.request, case_id, desk.session, aside_for(refused))
    return RedirectResponse(f"/dossiers/{case_id}?fait=annulee", status_code=303)
