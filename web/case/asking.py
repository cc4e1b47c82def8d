"""Ask the requester first: the letter that asks, put in the place of the proposed answer."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import Field
from starlette.responses import RedirectResponse, Response

from agents.drafter.embedded import write_questions
from cases.model import Case, Draft, Outcome
from statute.facts import FACTS
from web.case.decisions import OnScreen
from web.case.letter import few_words
from web.case.refusals import REFUSALS, aside_for
from web.case.screen import CaseId
from web.case.shown import Aside, show_case
from web.office import Office
from web.people.gate import Desk
from web.people.session import approver

router = APIRouter()

SAY_WHAT = "Rien n’a été fait : cochez ce qui manque, ou écrivez votre question."


class AskForm(OnScreen):
    """The facts ticked, and a question in the officer's own words."""

    facts: list[str] = Field(default_factory=list)
    words: str = ""


@router.post("/dossiers/{case_id}/demander")
async def ask(case_id: CaseId, desk: Desk, form: Annotated[AskForm, Form()]) -> Response:
    """Prepare the letter that asks; it is shown to be approved, nothing leaves."""
    facts = [fact for fact in dict.fromkeys(form.facts) if fact in FACTS]
    words = few_words(form.words)
    if not facts and not words:
        aside = Aside(SAY_WHAT, status=422, open="demander")
        return await show_case(desk.request, case_id, desk.session, aside)
    case = await desk.office.cases.find(case_id)
    draft = _asking(desk.office, case, facts, words)
    who = approver(desk.session)
    try:
        await desk.office.approvals.redraft(case_id, form.shown, draft, "ask_prepared", who)
    except REFUSALS as refused:
        return await show_case(desk.request, case_id, desk.session, aside_for(refused, words))
    return RedirectResponse(f"/dossiers/{case_id}?fait=question-prete", status_code=303)


def _asking(office: Office, case: Case, facts: list[str], words: str) -> Draft:
    text = write_questions(case.ticket, facts, words, office.letterhead)
    return replace(
        case.draft or Draft(Outcome.ASK, text),
        outcome=Outcome.ASK,
        text=text,
        missing_facts=tuple(facts),
        written_by="template",
        guard_failures=(),
        words="",
    )
