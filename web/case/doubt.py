"""A reply whose fate is unknown: a person looked in the ticket and says what they found."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from cases.model import CaseState
from cases.transition import WrongState
from web.case.decisions import go_on
from web.case.refusals import REFUSALS, aside_for
from web.case.screen import CaseId
from web.case.shown import Aside, show_case
from web.people.gate import Desk
from web.people.session import approver

router = APIRouter()

ALREADY_SETTLED = "Quelqu’un a déjà vérifié : voici où en est le dossier."

_FOUND: Mapping[str, tuple[CaseState, str]] = {
    "partie": (CaseState.ANSWERED, "constatee"),
    "pas-partie": (CaseState.SENDING, "renvoyee"),
    "moi": (CaseState.HANDED_OVER, "reprise"),
}


@router.post("/dossiers/{case_id}/verifier")
async def settle_doubt(
    case_id: CaseId,
    desk: Desk,
    found: Annotated[str, Form(pattern="^(partie|pas-partie|moi)$")],
    attempt: Annotated[int, Form(ge=0)],
) -> Response:
    """Record what the officer found; send again only when they say it is not in the ticket."""
    to, done = _FOUND[found]
    who = approver(desk.session)
    try:
        case = await desk.office.deliveries.resolve(case_id, attempt, to, who)
    except WrongState:
        aside = Aside(ALREADY_SETTLED, status=409)
        return await show_case(desk.request, case_id, desk.session, aside)
    except REFUSALS as refused:
        return await show_case(desk.request, case_id, desk.session, aside_for(refused))
    if to is CaseState.SENDING and not await desk.office.start_sending(case):
        done = "renvoi-en-attente"
    return await go_on(desk, case, done)
