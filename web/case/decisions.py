"""What an officer decides of a draft: approve, set aside, take over."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from cases.approvals import Shown
from cases.model import Case, CaseState
from cases.tray import read_first, read_next
from cases.wanted import OPEN, Tray
from web import words
from web.case.letter import few_words, plain, what_is_wrong
from web.case.refusals import REFUSALS, aside_for
from web.case.screen import CaseId
from web.case.shown import Aside, show_case
from web.people.gate import Desk, SignedDesk
from web.people.session import approver
from web.tray.asked import list_behind

router = APIRouter()

SAY_WHY = "Rien n’a été fait : dites en quelques mots pourquoi, ou à qui vous passez la main."
CHOICE_THAT_NEEDS_WORDS = "autre"


@dataclass(frozen=True, slots=True)
class Decline:
    """One way of not approving: where the case goes, what is then said, its panel and reasons."""

    to: CaseState
    done: str
    panel: str
    choices: Mapping[str, str]


REJECT = Decline(CaseState.REJECTED, "ecartee", "ecarter", words.REASONS_TO_REJECT)
TAKE_OVER = Decline(CaseState.HANDED_OVER, "reprise", "reprendre", words.WAYS_TO_TAKE_OVER)


class OnScreen(BaseModel):
    """What the officer's screen showed: the draft by number and hash."""

    draft_number: int
    draft_sha256: str = Field(pattern="^[0-9a-f]{64}$")

    @property
    def shown(self) -> Shown:
        """The same in the words of the approvals."""
        return Shown(self.draft_number, self.draft_sha256)


class LetterForm(OnScreen):
    """The letter as typed."""

    text: str = ""


class ReasonForm(OnScreen):
    """A choice from a short list, and free words."""

    choice: str = ""
    words: str = ""


@router.post("/dossiers/{case_id}/approuver")
async def approve(case_id: CaseId, desk: Desk, form: Annotated[LetterForm, Form()]) -> Response:
    """Approve the letter as it came back, start its sending, show the next case."""
    if wrong := what_is_wrong(form.text):
        aside = Aside(wrong, form.text, typed_goes_on=True, status=422)
        return await show_case(desk.request, case_id, desk.session, aside)
    text = plain(form.text)
    try:
        await desk.office.approvals.approve(case_id, form.shown, text, approver(desk.session))
    except REFUSALS as refused:
        return await show_case(desk.request, case_id, desk.session, aside_for(refused, text))
    return await say_approved(desk, case_id)


@router.post("/dossiers/{case_id}/ecarter")
async def reject(case_id: CaseId, desk: Desk, form: Annotated[ReasonForm, Form()]) -> Response:
    """Set the draft aside: nothing leaves."""
    return await _decline(desk, case_id, form, REJECT)


@router.post("/dossiers/{case_id}/reprendre")
async def take_over(case_id: CaseId, desk: Desk, form: Annotated[ReasonForm, Form()]) -> Response:
    """Answer in the ticket oneself, or leave it to a colleague."""
    return await _decline(desk, case_id, form, TAKE_OVER)


async def say_approved(desk: SignedDesk, case_id: str) -> Response:
    """Start the sending, unless a second person must confirm, and go on to the next case."""
    case = await desk.office.cases.find(case_id)
    if case.state is CaseState.AWAITING_SECOND:
        return await go_on(desk, case, "a-confirmer")
    leaving = await desk.office.start_sending(case)
    return await go_on(desk, case, "approuvee" if leaving else "en-attente")


async def go_on(desk: SignedDesk, case: Case, done: str) -> Response:
    """Lead to the next case of the list this one was opened from, or back to it when it is empty.

    Out of a list of all, or of what is closed, it goes on with what awaits an approval.
    """
    asked = await list_behind(desk.request)
    wanted = asked.wanted(desk.office.time_zone)
    if wanted.tray not in OPEN:
        wanted = replace(wanted, tray=Tray.TO_APPROVE)
    engine = desk.office.engine
    following = await read_next(engine, wanted, desk.reach, case.id)
    following = following or await read_first(engine, wanted, desk.reach, case.id)
    said = {"fait": done, "dossier": case.id}
    path = asked.case(following, **said) if following else asked.address(**said)
    return RedirectResponse(path, status_code=303)


async def _decline(desk: SignedDesk, case_id: str, form: ReasonForm, way: Decline) -> Response:
    reason = _reason(form, way)
    if not reason:
        aside = Aside(SAY_WHY, status=422, open=way.panel)
        return await show_case(desk.request, case_id, desk.session, aside)
    who = approver(desk.session)
    try:
        case = await desk.office.approvals.decline(
            case_id, form.shown, who, way.to, reason, choice=form.choice
        )
    except REFUSALS as refused:
        return await show_case(desk.request, case_id, desk.session, aside_for(refused))
    return await go_on(desk, case, way.done)


def _reason(form: ReasonForm, way: Decline) -> str:
    free = few_words(form.words)
    chosen = way.choices.get(form.choice, "")
    if not chosen or (form.choice == CHOICE_THAT_NEEDS_WORDS and not free):
        return ""
    return f"{chosen} : {free}" if free else chosen
