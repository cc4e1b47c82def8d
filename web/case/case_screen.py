"""The screen of one case: shown, read again, kept fresh; the way to its neighbours and evidence."""

from typing import Annotated

from fastapi import APIRouter, Form, Header, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from cases.model import CaseState
from cases.people.access import Right
from cases.queues.case_list import read_next
from cases.store.database import now
from cases.store.draft_history import Opening, record_opening
from cases.store.transition import PREPARING
from web import labels
from web.case.case_evidence import Target, find_target
from web.case.case_view import Banner, mark_of, show_again, show_case
from web.case.typed_letter import plain, reread
from web.context import Context
from web.pages import error_page, page
from web.people.permissions import (
    CaseId,
    DecidePost,
    Reader,
    ReadPost,
    SignInRequired,
    Visitor,
    admit,
    session_scope,
)
from web.queue.list_query import origin_list

router = APIRouter()

STOP_ASKING = 286
"""The status by which htmx ends its polling."""

_IN_HAND = (CaseState.AWAITING_APPROVAL, CaseState.AWAITING_SECOND)
"""Where a page holds a letter that an officer works on."""

KEEPS = "garde."
"""How the mark begins of a page that keeps an officer's own text."""


@router.get("/dossiers/{case_id}")
async def show(
    request: Request,
    case_id: CaseId,
    session: Reader,
    fait: str = "",
    dossier: str = "",
) -> Response:
    """Show a case; `fait` says what was just done of the case `dossier`."""
    banner = Banner(done=labels.DONE.get(fait, ""), done_case=dossier)
    return await show_case(request, case_id, session, banner)


@router.post("/dossiers/{case_id}/garder")
async def keep_beside(
    case_id: CaseId, post: DecidePost, text: Annotated[str, Form()] = ""
) -> Response:
    """Show a case as it stands now, an officer's own letter kept beside it."""
    return await show_again(post, case_id, Banner(typed=plain(text)))


@router.post("/dossiers/{case_id}/relire")
async def read_again(
    case_id: CaseId,
    post: ReadPost,
    text: Annotated[str, Form()] = "",
    by_htmx: Annotated[str, Header(alias="HX-Request")] = "",
) -> Response:
    """Read the letter as typed beside its evidence; nothing is kept, nothing is decided."""
    if not by_htmx:
        banner = Banner(typed=text, typed_goes_on=True)
        return await show_again(post, case_id, banner)
    case = await post.context.cases.find(case_id)
    if case.state is not CaseState.AWAITING_APPROVAL:
        return Response(status_code=204)
    return page(post.request, "case/reread.html", {"reread": await reread(case, text)})


@router.get("/dossiers/{case_id}/nouvelles")
async def tell_news(
    request: Request,
    case_id: CaseId,
    context: Context,
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
        raise SignInRequired
    await admit(request, context, found, Right.READ)
    case = await context.cases.find(case_id)
    if mark_of(case) == seen or (kept and case.state in PREPARING):
        return Response(status_code=204)
    if in_hand:
        values = {"case": case, "kept": kept, "behind": await origin_list(request)}
        return page(request, "case/news.html", values, STOP_ASKING)
    return Response(headers={"HX-Refresh": "true"})


@router.get("/dossiers/{case_id}/suivante")
@router.get("/dossiers/{case_id}/precedente")
async def go_to_neighbour(
    request: Request, context: Context, session: Reader, case_id: CaseId
) -> Response:
    """Lead to the case below or above, in the list that this one was opened from."""
    back = request.url.path.endswith("/precedente")
    query = await origin_list(request)
    wanted, scope = query.wanted(context.time_zone), session_scope(context, session)
    found = await read_next(context.engine, wanted, scope, case_id, back=back)
    path = query.case(found) if found else query.back(case_id, fait="fin")
    return RedirectResponse(path, status_code=303)


@router.get("/dossiers/{case_id}/appuis/{number}")
async def open_evidence(  # noqa: PLR0913, PLR0917 - what an address may say
    request: Request,
    context: Context,
    session: Reader,
    case_id: CaseId,
    number: Annotated[int, Path(ge=1, le=999)],
    draft_number: Annotated[int, Query(alias="brouillon", ge=1)],
    article: Annotated[int, Query(ge=0, le=99)] = 0,
    where: Annotated[Target, Query(alias="ou")] = Target.HERE,
) -> Response:
    """Note which piece of evidence the officer opens, and lead there."""
    case = await context.cases.find(case_id)
    if case.draft is None or case.draft.number != draft_number:
        return RedirectResponse(f"/dossiers/{case_id}", status_code=303)
    target = await find_target(context, case, number, article, where)
    if not target:
        return error_page(request, 404)
    kind = "finding" if number <= len(case.draft.findings) else "passage"
    login = session.account.login
    await record_opening(context.engine, Opening(case.id, draft_number, number, login, kind, now()))
    return RedirectResponse(target, status_code=303)
