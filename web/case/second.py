"""The second person: confirm what somebody else approved, correct it, or send it back."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from web.case.decisions import LetterForm, OnScreen, go_on, say_approved
from web.case.letter import few_words, plain, what_is_wrong
from web.case.refusals import REFUSALS, aside_for
from web.case.screen import CaseId
from web.case.shown import Aside, show_case
from web.people.gate import Desk
from web.people.session import approver

router = APIRouter()

SAY_WHAT = "Rien n’a été fait : dites en quelques mots ce qui est à revoir."


class BackForm(OnScreen):
    """What is to be looked at again."""

    words: str = ""


@router.post("/dossiers/{case_id}/confirmer")
async def confirm(case_id: CaseId, desk: Desk, form: Annotated[OnScreen, Form()]) -> Response:
    """Sign the very text that a colleague approved; it leaves."""
    try:
        await desk.office.approvals.confirm(case_id, form.shown, approver(desk.session))
    except REFUSALS as refused:
        return await show_case(desk.request, case_id, desk.session, aside_for(refused))
    return await say_approved(desk, case_id)


@router.post("/dossiers/{case_id}/reviser")
async def correct(case_id: CaseId, desk: Desk, form: Annotated[LetterForm, Form()]) -> Response:
    """Approve another text, which then awaits another person."""
    if wrong := what_is_wrong(form.text):
        aside = Aside(wrong, form.text, status=422, open="corriger")
        return await show_case(desk.request, case_id, desk.session, aside)
    text, who = plain(form.text), approver(desk.session)
    try:
        await desk.office.approvals.amend(case_id, form.shown, text, who)
    except REFUSALS as refused:
        return await show_case(desk.request, case_id, desk.session, aside_for(refused, text))
    return await say_approved(desk, case_id)


@router.post("/dossiers/{case_id}/renvoyer")
async def send_back(case_id: CaseId, desk: Desk, form: Annotated[BackForm, Form()]) -> Response:
    """Put the letter before its first approver again, with a word."""
    words = few_words(form.words)
    if not words:
        aside = Aside(SAY_WHAT, status=422, open="renvoyer")
        return await show_case(desk.request, case_id, desk.session, aside)
    who = approver(desk.session)
    try:
        case = await desk.office.approvals.send_back(case_id, form.shown, words, who)
    except REFUSALS as refused:
        return await show_case(desk.request, case_id, desk.session, aside_for(refused, words))
    return await go_on(desk, case, "renvoyee-au-brouillon")
