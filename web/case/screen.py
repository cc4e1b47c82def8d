"""The screen of one case."""

from typing import Annotated

from fastapi import APIRouter, Form, Header, Path, Request
from starlette.responses import Response

from cases.access import Right
from cases.model import PREPARING, CaseState
from web import words
from web.case.rereading import reread
from web.case.shown import Aside, mark_of, show_case
from web.office import Here
from web.pages import page
from web.people.gate import Reader, ReadingDesk, admit
from web.people.session import SignInFirst, Visitor
from web.tray.asked import list_behind

router = APIRouter()

STOP_ASKING = 286
"""The status by which htmx ends its polling."""

_IN_HAND = (CaseState.AWAITING_APPROVAL, CaseState.AWAITING_SECOND)
"""Where a page holds a letter that an officer works on."""

KEEPS = "garde."
"""How the mark begins of a page that keeps an officer's own text."""

CaseId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]


@router.get("/dossiers/{case_id}")
async def show(
    request: Request,
    case_id: CaseId,
    session: Reader,
    fait: str = "",
    dossier: str = "",
) -> Response:
    """Show a case; `fait` says what was just done of the case `dossier`."""
    aside = Aside(done=words.DONE.get(fait, ""), done_case=dossier)
    return await show_case(request, case_id, session, aside)


@router.post("/dossiers/{case_id}/relire")
async def read_again(
    case_id: CaseId,
    desk: ReadingDesk,
    text: Annotated[str, Form()] = "",
    by_htmx: Annotated[str, Header(alias="HX-Request")] = "",
) -> Response:
    """Read the letter as typed beside its evidence; nothing is kept, nothing is decided."""
    if not by_htmx:
        aside = Aside(typed=text, typed_goes_on=True)
        return await show_case(desk.request, case_id, desk.session, aside)
    case = await desk.office.cases.find(case_id)
    if case.state is not CaseState.AWAITING_APPROVAL:
        return Response(status_code=204)
    return page(desk.request, "case/reread.html", {"reread": await reread(case, text)})


@router.get("/dossiers/{case_id}/nouvelles")
async def tell_news(
    request: Request,
    case_id: CaseId,
    office: Here,
    found: Visitor,
    vu: str = "",
) -> Response:
    """Tell a page that is being read whether what it shows (`vu`) still holds.

    A page with a letter in hand gets a sentence, any other is shown again. One that keeps a text to
    be copied hears of it only once another letter is ready, or the case is settled.
    """
    kept, seen = vu.startswith(KEEPS), vu.removeprefix(KEEPS)
    in_hand = kept or seen.startswith(_IN_HAND)
    if found is None:
        if in_hand:
            return page(request, "case/news.html", {"case": None}, STOP_ASKING)
        raise SignInFirst
    await admit(request, office, found, Right.READ)
    case = await office.cases.find(case_id)
    if mark_of(case) == seen or (kept and case.state in PREPARING):
        return Response(status_code=204)
    if in_hand:
        values = {"case": case, "kept": kept, "behind": await list_behind(request)}
        return page(request, "case/news.html", values, STOP_ASKING)
    return Response(headers={"HX-Refresh": "true"})
