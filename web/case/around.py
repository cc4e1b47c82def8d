"""The cases around one, in the list that it was opened from."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from cases.sessions import Session
from cases.tray import read_next
from web.case.screen import CaseId
from web.office import Here, Office
from web.people.gate import Reader, reach_in
from web.tray.asked import list_behind

router = APIRouter()


@router.get("/dossiers/{case_id}/suivante")
async def go_to_next(case_id: CaseId, request: Request, office: Here, session: Reader) -> Response:
    """Lead to the case below."""
    return await _go(request, office, session, case_id, back=False)


@router.get("/dossiers/{case_id}/precedente")
async def go_to_previous(
    case_id: CaseId, request: Request, office: Here, session: Reader
) -> Response:
    """Lead to the case above."""
    return await _go(request, office, session, case_id, back=True)


async def _go(
    request: Request, office: Office, session: Session, case_id: str, *, back: bool
) -> Response:
    asked = await list_behind(request)
    wanted = asked.wanted(office.time_zone)
    reach = reach_in(office, session)
    found = await read_next(office.engine, wanted, reach, case_id, back=back)
    path = asked.case(found) if found else asked.back(case_id, fait="fin")
    return RedirectResponse(path, status_code=303)
