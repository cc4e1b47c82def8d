"""What an officer decides of a draft: approve, confirm, set aside, take over, ask, entrust."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import Field
from starlette.responses import RedirectResponse, Response

from agents.classifier.sender import IMPOSTOR
from agents.drafter.embedded import write_questions
from cases.decisions.approvals import AlreadyDecided
from cases.decisions.assignment import Assignment, assign
from cases.model import CaseState, Draft, Outcome
from cases.store.database import now
from cases.store.transition import WrongState
from statute.facts import FACTS
from web import labels
from web.case.case_view import (
    REFUSALS,
    Banner,
    LetterForm,
    ShownDraft,
    go_to_next_case,
    possible_assignees,
    show_again,
    show_refusal,
)
from web.case.typed_letter import few_words, plain, what_is_wrong
from web.people.permissions import CaseId, DecidePost, FormPost

router = APIRouter()

NOT_ANSWERED = "Rien n’est parti : on ne répond pas à une adresse qui imite celle de la ville."
SAY_WHY = "Rien n’a été fait : dites en quelques mots pourquoi, ou à qui vous passez la main."
SAY_WHAT_TO_REVIEW = "Rien n’a été fait : dites en quelques mots ce qui est à revoir."
SAY_WHAT_TO_ASK = "Rien n’a été fait : cochez ce qui manque, ou écrivez votre question."
SAY_WHOM = "Rien n’a été fait : choisissez à qui confier ce dossier."
TOO_LATE = "Trop tard pour annuler : voici où en est le dossier."
ALREADY_SETTLED = "Quelqu’un a déjà vérifié : voici où en est le dossier."
CHOICE_THAT_NEEDS_WORDS = "autre"

_FOUND: Mapping[str, tuple[CaseState, str]] = {
    "partie": (CaseState.ANSWERED, "constatee"),
    "pas-partie": (CaseState.SENDING, "renvoyee"),
    "moi": (CaseState.HANDED_OVER, "reprise"),
}
"""Where a reply whose fate was unknown goes by what the officer found, and what is then said."""


@dataclass(frozen=True, slots=True)
class Decline:
    """One way of not approving: where the case goes, what is then said, the reasons to choose."""

    to: CaseState
    done: str
    choices: Mapping[str, str]


DECLINES: Mapping[str, Decline] = {
    "ecarter": Decline(CaseState.REJECTED, "ecartee", labels.REASONS_TO_REJECT),
    "reprendre": Decline(CaseState.HANDED_OVER, "reprise", labels.WAYS_TO_TAKE_OVER),
}
"""By the panel of the page, which ends the address of its form too."""


class ReasonForm(ShownDraft):
    """A choice from a short list, and free words."""

    choice: str = ""
    words: str = ""


class SendBackForm(ShownDraft):
    """What is to be looked at again."""

    words: str = ""


class AskForm(ShownDraft):
    """The facts ticked, and a question in the officer's own words."""

    facts: list[str] = Field(default_factory=list)
    words: str = ""


@router.post("/dossiers/{case_id}/approuver")
async def approve(
    case_id: CaseId, post: DecidePost, form: Annotated[LetterForm, Form()]
) -> Response:
    """Approve the letter as it came back, start its sending, show the next case."""
    if wrong := what_is_wrong(form.text):
        banner = Banner(wrong, form.text, typed_goes_on=True, status=422)
        return await show_again(post, case_id, banner)
    text = plain(form.text)
    found = (await post.context.cases.find(case_id)).classification
    if found and found.refusal == IMPOSTOR:
        return await show_again(post, case_id, Banner(NOT_ANSWERED, text, status=409))
    try:
        await post.context.approvals.approve(case_id, form.shown, text, post.approver)
    except REFUSALS as refused:
        return await show_refusal(post, case_id, refused, text)
    return await _go_on_approved(post, case_id)


@router.post("/dossiers/{case_id}/annuler")
async def withdraw(
    case_id: CaseId, post: DecidePost, draft_number: Annotated[int, Form(ge=1)]
) -> Response:
    """Take one's approval back before it leaves; the approved text is in the field again."""
    try:
        await post.context.approvals.withdraw(case_id, draft_number, post.approver)
    except AlreadyDecided:
        return await show_again(post, case_id, Banner(TOO_LATE, status=409))
    except REFUSALS as refused:
        return await show_refusal(post, case_id, refused)
    return RedirectResponse(f"/dossiers/{case_id}?fait=annulee", status_code=303)


@router.post("/dossiers/{case_id}/confirmer")
async def confirm(
    case_id: CaseId, post: DecidePost, form: Annotated[ShownDraft, Form()]
) -> Response:
    """Sign, as the second person, the very text that a colleague approved; it leaves."""
    try:
        await post.context.approvals.confirm(case_id, form.shown, post.approver)
    except REFUSALS as refused:
        return await show_refusal(post, case_id, refused)
    return await _go_on_approved(post, case_id)


@router.post("/dossiers/{case_id}/reviser")
async def amend(case_id: CaseId, post: DecidePost, form: Annotated[LetterForm, Form()]) -> Response:
    """Approve, as the second person, another text, which then awaits another person."""
    if wrong := what_is_wrong(form.text):
        banner = Banner(wrong, form.text, status=422, open="corriger")
        return await show_again(post, case_id, banner)
    text = plain(form.text)
    try:
        await post.context.approvals.amend(case_id, form.shown, text, post.approver)
    except REFUSALS as refused:
        return await show_refusal(post, case_id, refused, text)
    return await _go_on_approved(post, case_id)


@router.post("/dossiers/{case_id}/renvoyer")
async def send_back(
    case_id: CaseId, post: DecidePost, form: Annotated[SendBackForm, Form()]
) -> Response:
    """Put the letter before its first approver again, with a word."""
    words = few_words(form.words)
    if not words:
        banner = Banner(SAY_WHAT_TO_REVIEW, status=422, open="renvoyer")
        return await show_again(post, case_id, banner)
    try:
        case = await post.context.approvals.send_back(case_id, form.shown, words, post.approver)
    except REFUSALS as refused:
        return await show_refusal(post, case_id, refused, words)
    return await go_to_next_case(post, case, "renvoyee-au-brouillon")


@router.post("/dossiers/{case_id}/ecarter")
@router.post("/dossiers/{case_id}/reprendre")
async def decline(
    case_id: CaseId, post: DecidePost, form: Annotated[ReasonForm, Form()]
) -> Response:
    """Set the draft aside, or take the case over, oneself or a colleague: nothing leaves."""
    panel = post.request.url.path.rpartition("/")[2]
    way, words = DECLINES[panel], few_words(form.words)
    reason = way.choices.get(form.choice, "")
    if not reason or (form.choice == CHOICE_THAT_NEEDS_WORDS and not words):
        return await show_again(post, case_id, Banner(SAY_WHY, status=422, open=panel))
    if words:
        reason = f"{reason} : {words}"
    try:
        case = await post.context.approvals.decline(
            case_id, form.shown, post.approver, way.to, reason, choice=form.choice
        )
    except REFUSALS as refused:
        return await show_refusal(post, case_id, refused)
    return await go_to_next_case(post, case, way.done)


@router.post("/dossiers/{case_id}/demander")
async def ask(case_id: CaseId, post: DecidePost, form: Annotated[AskForm, Form()]) -> Response:
    """Put a letter that asks in the place of the answer; it is to be approved, nothing leaves."""
    facts = [fact for fact in dict.fromkeys(form.facts) if fact in FACTS]
    words = few_words(form.words)
    if not facts and not words:
        return await show_again(post, case_id, Banner(SAY_WHAT_TO_ASK, status=422, open="demander"))
    case = await post.context.cases.find(case_id)
    text = write_questions(case.ticket, facts, words, post.context.letterhead)
    draft = replace(
        case.draft or Draft(Outcome.ASK, text),
        outcome=Outcome.ASK,
        text=text,
        missing_facts=tuple(facts),
        written_by="template",
        guard_failures=(),
        words="",
    )
    try:
        approvals = post.context.approvals
        await approvals.redraft(case_id, form.shown, draft, "ask_prepared", post.approver)
    except REFUSALS as refused:
        return await show_refusal(post, case_id, refused, words)
    return RedirectResponse(f"/dossiers/{case_id}?fait=question-prete", status_code=303)


@router.post("/dossiers/{case_id}/confier")
async def entrust(case_id: CaseId, post: DecidePost, to: Annotated[str, Form()] = "") -> Response:
    """Entrust the case to a colleague or to a group: its draft awaits their decision."""
    context = post.context
    case = await context.cases.find(case_id)
    kind, _, name = to.partition(":")
    assignment = None
    if kind == "groupe" and name in context.groups:
        assignment = Assignment(group=name)
    elif kind == "compte" and name in {o.login for o in await possible_assignees(context, case)}:
        assignment = Assignment(login=name)
    if assignment is None:
        return await show_again(post, case_id, Banner(SAY_WHOM, status=422, open="confier"))
    try:
        case = await assign(context.engine, now, case_id, assignment, post.approver)
    except REFUSALS as refused:
        return await show_refusal(post, case_id, refused)
    return await go_to_next_case(post, case, "confiee")


@router.post("/dossiers/{case_id}/verifier")
async def settle_doubt(
    case_id: CaseId,
    post: DecidePost,
    found: Annotated[str, Form(pattern="^(partie|pas-partie|moi)$")],
    attempt: Annotated[int, Form(ge=0)],
) -> Response:
    """Record what the officer found in the ticket of a reply whose fate is unknown.

    It is sent again only when they say that it is not there.
    """
    to, done = _FOUND[found]
    try:
        case = await post.context.deliveries.resolve(case_id, attempt, to, post.approver)
    except WrongState:
        return await show_again(post, case_id, Banner(ALREADY_SETTLED, status=409))
    except REFUSALS as refused:
        return await show_refusal(post, case_id, refused)
    if to is CaseState.SENDING and not await post.context.start_sending(case):
        done = "renvoi-en-attente"
    return await go_to_next_case(post, case, done)


async def _go_on_approved(post: FormPost, case_id: str) -> Response:
    """Start the sending, unless a second person must confirm, and go on to the next case."""
    case = await post.context.cases.find(case_id)
    if case.state is CaseState.AWAITING_SECOND:
        return await go_to_next_case(post, case, "a-confirmer")
    leaving = await post.context.start_sending(case)
    return await go_to_next_case(post, case, "approuvee" if leaving else "en-attente")
