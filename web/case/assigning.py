"""Entrust a draft to a colleague or to a group, who will decide of it."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from cases.assigning import Assignment, assign
from cases.model import Case
from cases.store import now
from web.case.decisions import go_on
from web.case.refusals import REFUSALS, aside_for
from web.case.screen import CaseId
from web.case.shown import Aside, show_case
from web.case.takers import takers_of
from web.office import Office
from web.people.gate import Desk
from web.people.session import approver

router = APIRouter()

SAY_WHOM = "Rien n’a été fait : choisissez à qui confier ce dossier."


@router.post("/dossiers/{case_id}/confier")
async def entrust(case_id: CaseId, desk: Desk, to: Annotated[str, Form()] = "") -> Response:
    """Entrust the case: its draft awaits their decision, nothing leaves."""
    case = await desk.office.cases.find(case_id)
    wanted = await _wanted(desk.office, to, case)
    if wanted is None:
        aside = Aside(SAY_WHOM, status=422, open="confier")
        return await show_case(desk.request, case_id, desk.session, aside)
    who = approver(desk.session)
    try:
        case = await assign(desk.office.engine, now, case_id, wanted, who)
    except REFUSALS as refused:
        return await show_case(desk.request, case_id, desk.session, aside_for(refused))
    return await go_on(desk, case, "confiee")


async def _wanted(office: Office, to: str, case: Case) -> Assignment | None:
    kind, _, name = to.partition(":")
    if kind == "groupe" and name in office.groups:
        return Assignment(group=name)
    known = {one.login for one in await takers_of(office, case)}
    return Assignment(login=name) if kind == "compte" and name in known else None
