"""One case on one screen: what is shown of it, and above it whatever was done or went wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from fastapi import Request
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from cases.decisions.approvals import (
    AlreadyDecided,
    DraftRef,
    NotTheApprover,
    OwnRequest,
    SamePerson,
    Stale,
)
from cases.decisions.assignment import assignment_of, colleagues
from cases.decisions.signatures import NotApproved
from cases.model import Case, CaseState, Outcome
from cases.people.access import Right
from cases.people.accounts import Account
from cases.people.sessions import Session
from cases.queues.case_list import OPEN, Queue, read_first, read_next
from cases.queues.earlier import read_earlier
from statute.book import Book
from statute.facts import FACTS
from web.case.case_evidence import evidence_url, read_articles, read_passages
from web.case.case_record import find_pending_send, read_record
from web.case.quoted_mail import parts_of
from web.case.typed_letter import LONGEST_LETTER, plain, reread
from web.case.understanding import format_fact, input_kind, periods_example, understand
from web.context import PageContext, context_of
from web.labels import NOT_GENUINE
from web.pages import page
from web.people.permissions import FormPost, session_scope
from web.queue.list_query import origin_list
from web.texts.text_links import cited_by

NEW_DRAFT = "Une nouvelle réponse a été préparée pendant que vous lisiez : la voici. Relisez-la."
OWN_REQUEST = "Cette demande est la vôtre : un ou une collègue doit en décider."
SAME_PERSON = "Vous avez déjà approuvé cette lettre : une autre personne doit la confirmer."
NOT_THEIRS = "Seule la personne qui a approuvé cette lettre peut annuler son approbation."

REFUSALS = (AlreadyDecided, NotApproved, NotTheApprover, OwnRequest, SamePerson, Stale)
"""What a decision may meet; each is already in the audit trail."""


class ShownDraft(BaseModel):
    """The draft that the officer's screen showed, as its forms name it: number and hash."""

    draft_number: int
    draft_sha256: str = Field(pattern="^[0-9a-f]{64}$")

    @property
    def shown(self) -> DraftRef:
        """The same in the words of the approvals."""
        return DraftRef(self.draft_number, self.draft_sha256)


class LetterForm(ShownDraft):
    """The letter as typed."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Banner:
    """What is said above a case: what was just done of another, or why nothing was done here.

    `typed`: the officer's own text, which must not be lost; it stays in the letter's field if it
    `typed_goes_on`. `beaten`: somebody was faster. `open`: the panel that lacks a word.
    `corrections`: what an officer typed of facts and is not kept; `wrong` says why, where it is.
    """

    text: str = ""
    typed: str = ""
    typed_goes_on: bool = False
    beaten: bool = False
    status: int = 200
    done: str = ""
    done_case: str = ""
    open: str = ""
    corrections: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)


NO_BANNER = Banner()


async def show_case(
    request: Request, case_id: str, session: Session, banner: Banner = NO_BANNER
) -> Response:
    """Show a case as it stands now. Raises `NoSuchCase`."""
    context = context_of(request)
    record = await read_record(context, case_id)
    case = record.case
    draft = plain(case.draft.text) if case.draft else ""
    goes_on = banner.typed_goes_on and case.state is CaseState.AWAITING_APPROVAL
    own = session.account.email.casefold() == case.ticket.requester_email.casefold()
    decidable = case.state is CaseState.AWAITING_APPROVAL and not own
    letter = banner.typed if goes_on else draft
    faster = record.situation(session.account.login, context.time_zone)
    assignment = await assignment_of(context.engine, case.id)
    group = context.groups.get(assignment.group)
    names = await context.accounts.display_names({assignment.login}) if assignment.login else {}
    values = {
        "record": record,
        "case": case,
        "banner": banner,
        "notice": faster if banner.beaten else banner.text,
        "kept": "" if goes_on or banner.typed == draft else banner.typed,
        "letter": letter,
        "draft": draft,
        "mark": mark_of(case),
        "pending": await find_pending_send(context, session, banner.done_case),
        "askable": facts_to_ask(case),
        "entrusted_to": group.label if group else names.get(assignment.login, ""),
        "colleagues": [
            one
            for one in await possible_assignees(context, case)
            if one.login != session.account.login
        ],
        "groups": context.groups.values(),
        "own": own,
        "understood": understand(case, banner.corrections, banner.wrong),
        "correctable": decidable and session.account.may(Right.DECIDE),
        "categories": context.categories,
        "longest": LONGEST_LETTER,
        "quoted": await read_passages(context, case),
        "articles": await read_articles(context, case),
        "on_paper": record.on_paper,
        "evidence_url": evidence_url,
        "cited_by": cited_by,
        "input_kind": input_kind,
        "periods_example": periods_example,
        "parts_of": parts_of,
        "format_fact": format_fact,
        "earlier": await read_earlier(context.engine, case, session_scope(context, session)),
        "reread": await reread(case, letter),
        "behind": await origin_list(request),
    }
    return page(request, "case/screen.html", values, banner.status)


async def show_again(post: FormPost, case_id: str, banner: Banner) -> Response:
    """Show a case again to whoever sent a form, and why nothing was done."""
    return await show_case(post.request, case_id, post.session, banner)


async def show_refusal(
    post: FormPost, case_id: str, refusal: Exception, typed: str = ""
) -> Response:
    """Show a case again, and why nothing was done; what the officer typed is kept."""
    return await show_again(post, case_id, refusal_banner(refusal, typed))


def refusal_banner(refusal: Exception, typed: str = "") -> Banner:
    """Say why nothing was done."""
    match refusal:
        case Stale():
            return Banner(NEW_DRAFT, typed, status=409)
        case OwnRequest():
            return Banner(OWN_REQUEST, typed, status=403)
        case SamePerson():
            return Banner(SAME_PERSON, typed, status=403)
        case NotTheApprover():
            return Banner(NOT_THEIRS, typed, status=403)
        case NotApproved():
            return Banner(NOT_GENUINE, typed, status=409)
        case _:
            return Banner(typed=typed, beaten=True, status=409)


async def go_to_next_case(post: FormPost, case: Case, done: str) -> Response:
    """Lead to the next case of the list this one was opened from, or back to it when it is empty.

    Out of a list of all, or of what is closed, it goes on with what awaits an approval.
    """
    query = await origin_list(post.request)
    wanted = query.wanted(post.context.time_zone)
    if wanted.queue not in OPEN:
        wanted = replace(wanted, queue=Queue.TO_APPROVE)
    engine = post.context.engine
    following = await read_next(engine, wanted, post.scope, case.id)
    following = following or await read_first(engine, wanted, post.scope, case.id)
    also = {"fait": done, "dossier": case.id}
    path = query.case(following, **also) if following else query.address(**also)
    return RedirectResponse(path, status_code=303)


def mark_of(case: Case) -> str:
    """Name what a screen shows, so that a page can ask whether it is still so."""
    number = case.draft.number if case.draft else 0
    return f"{case.state}.{number}"


async def possible_assignees(context: PageContext, case: Case) -> list[Account]:
    """List who may decide of a case as it stands: neither the requester nor who signed first."""
    requester = case.ticket.requester_email.casefold()
    first = ""
    if case.state is CaseState.AWAITING_SECOND:
        try:
            first = (await context.approvals.current_approval(case.id)).approver
        except NotApproved:
            first = ""
    return [
        one
        for one in await colleagues(context.engine)
        if one.email.casefold() != requester and one.login != first
    ]


def facts_to_ask(case: Case) -> list[str]:
    """List which facts the requester may be asked for: those that the rules of the matter need.

    Those that are missing first; none where the letter asks already.
    """
    draft = case.draft
    if draft is None or draft.outcome is Outcome.ASK:
        return []
    facts = [*draft.missing_facts, *(fact for found in draft.findings for fact in found.missing)]
    for found in draft.findings:
        rule = _book().version(found.rule, found.on)
        facts += [*rule.needs, *rule.welcomes] if rule else []
    return [fact for fact in dict.fromkeys(facts) if fact in FACTS]


@cache
def _book() -> Book:
    return Book.of()
