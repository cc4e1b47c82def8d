"""The steps of a ticket, from its reading to its draft: plain functions that the flows narrate."""

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import structlog
from prefect.runtime import flow_run

from agents.checker.graph import check
from agents.checker.state import Checked
from agents.classifier.graph import classify as classify_ticket
from agents.drafter.graph import draft_letter as draft
from app.recipients import due_at_of
from app.run_starts import start_handling, try_to_start_shadow
from app.spending import on_account, open_account
from app.wiring import current
from cases.audit.figures import read_cost
from cases.model import (
    CATEGORY,
    Case,
    CaseState,
    Classification,
    Ticket,
    TicketStatus,
    current_corrections,
    sha256_of,
)
from cases.store.transition import IN_FLIGHT, TRANSITIONS
from connectors.base import ConnectorError, TriageResult
from flows.dashboard import publish_report, triage_note
from flows.tasks import using

log = structlog.get_logger()

PATIENCE = 1.5
"""Leases: longer than one, so that a dead worker's case is free before we give up."""

_CLOSED = {
    TicketStatus.CLOSED: "ticket clos",
    TicketStatus.MERGED: "ticket fusionné",
    TicketStatus.DELETED: "ticket supprimé",
}


@asynccontextmanager
async def holding(case_id: str) -> AsyncIterator[Case]:
    """Be the only run that writes a case, and read it anew. Raises `Busy`, `NoSuchCase`."""
    wiring = current()
    await wiring.cases.find(case_id)
    run = flow_run.id or "by-hand"
    owner = f"{run}:{uuid.uuid4().hex[:8]}"
    patience = timedelta(seconds=PATIENCE * wiring.settings.lease_seconds)
    with structlog.contextvars.bound_contextvars(case=case_id, run=run):
        async with wiring.leases.hold(case_id, owner, patience):
            yield await wiring.cases.find(case_id)


async def read_ticket(system: str, number: str) -> Ticket:
    """Read a ticket and its conversation."""
    async with using(system) as ticketing:
        ticket = await ticketing.read_ticket(number)
    if ticket.merged_into and ticket.merged_into != number:
        await start_handling(system, ticket.merged_into)
    return ticket


async def leave_outside(ticket: Ticket) -> bool:
    """Leave alone a ticket of a queue that is not followed, unless it has its case.

    Filing may have moved that one, by us or by a person.
    """
    wiring = current()
    if await wiring.cases.find_ticket(ticket.system, ticket.number):
        return False
    await wiring.arrivals.forget(ticket.system, ticket.number)
    log.warning("ticket_outside", system=ticket.system)
    return True


async def open_case(ticket: Ticket) -> Case:
    """Open the ticket's case or bring it up to date; from here on it cannot be lost."""
    wiring = current()
    case = await wiring.cases.open_case(ticket)
    # News that come while a reply is on its way are read again once it has arrived.
    if case.state not in IN_FLIGHT:
        await wiring.arrivals.forget(ticket.system, ticket.number)
    return case


async def forget_ticket(system: str, number: str) -> Case | None:
    """Close the case of a ticket that is no longer there, if one was open."""
    wiring = current()
    await wiring.arrivals.forget(system, number)
    case = await wiring.cases.find_ticket(system, number)
    return await close_case(case, "ticket introuvable") if case else None


def why_closed(ticket: Ticket) -> str:
    """Say why a ticket needs nothing more of us; empty when it does."""
    if ticket.answered_by_others:
        return "réponse faite dans le système de tickets"
    return _CLOSED.get(ticket.status, "")


async def close_case(case: Case, reason: str) -> Case:
    """Close a case, unless a reply is on its way or it is over already."""
    if CaseState.CLOSED_ELSEWHERE not in TRANSITIONS[case.state]:
        return case
    return await current().cases.move(case.id, CaseState.CLOSED_ELSEWHERE, reason)


async def classify(case: Case) -> Case:
    """Say what the ticket is about."""
    wiring = current()
    category = current_corrections(case.corrections).get(CATEGORY)
    corrected = category.value if category else ""
    deps = await wiring.renew_models()
    account = await open_account(wiring, case)
    found, _ = await classify_ticket(case.ticket, on_account(deps, account), corrected)
    found = replace(found, reason=" ".join((found.reason, *account.reasons)))
    calls = account.calls
    log.info("classified", confidence=found.confidence, calls=len(calls))
    due_at = due_at_of(wiring.settings, case, found)
    return await wiring.cases.record_classification(case.id, found, calls, due_at)


async def write_triage_back(case: Case) -> TriageResult:
    """Write category, queue, priority and tags in the ticket, and one internal comment.

    A lasting refusal (rights, unknown value) does not keep the requester from an answer.
    """
    settings = current().settings
    found = case.classification
    if found is None:
        return TriageResult()
    triage = settings.triage_of(case.ticket.system).wished(found)
    key = sha256_of(f"triage:{case.id}:{found.category}")[:32]
    try:
        async with using(case.ticket.system) as ticketing:
            result = await ticketing.write_triage(case.ticket.number, triage)
            note = triage_note(case, result, settings.page.url)
            await ticketing.add_note(case.ticket.number, note, key)
    except ConnectorError as error:
        if not error.permanent:
            raise
        log.warning("triage_refused", field="ticket", why=str(error))
        return TriageResult(refused={"ticket": str(error)})
    for what in result.refused:
        # Why is in the note: it may name the category.
        log.warning("triage_refused", field=what)
    return result


async def check_statute(case: Case) -> Checked:
    """Check the question against the statute and the town's procedures."""
    found = _classified(case)
    wiring = current()
    deps = await wiring.renew_texts()
    account = await open_account(wiring, case)
    deps = on_account(deps, account)
    checked = await check(case.ticket, found, deps, current_corrections(case.corrections))
    log.info("checked", findings=len(checked.findings), passages=len(checked.passages))
    return replace(checked, calls=tuple(account.calls))


async def draft_letter(case: Case, checked: Checked) -> Case:
    """Write the letter that an officer will read."""
    wiring = current()
    account = await open_account(wiring, case, checked.calls)
    deps = on_account(wiring.deps, account)
    letter, _ = await draft(case.ticket, _classified(case), checked, deps)
    letter = replace(letter, without_model=account.reasons)
    calls = (*checked.calls, *account.calls)
    log.info("drafted", outcome=letter.outcome, written_by=letter.written_by, calls=len(calls))
    return await wiring.cases.record_draft(case.id, letter, calls)


async def submit_for_approval(case: Case) -> Case:
    """Put the draft on the page, and where the case stands on the dashboard."""
    wiring = current()
    submitted = await wiring.cases.move(case.id, CaseState.AWAITING_APPROVAL)
    cost = await read_cost(wiring.engine, case.id)
    await publish_report(submitted, wiring.settings.page.url, cost)
    return submitted


async def draw_shadow(before: Case, done: Case) -> None:
    """Where models are at trial, let them draft beside a new draft, in a run of their own."""
    if current().settings.shadow_models and done.draft and done.draft != before.draft:
        await try_to_start_shadow(done)


async def look_again(ticket: Ticket) -> Case:
    """Update a case from its ticket before sending: a new message makes the approved text stale."""
    seen = await current().cases.open_case(ticket)
    if reason := why_closed(ticket):
        return await close_case(seen, reason)
    if seen.state is CaseState.STALE:
        await start_handling(ticket.system, ticket.number)
    return seen


def _classified(case: Case) -> Classification:
    if case.classification is None:
        raise ValueError(f"case {case.id} is not classified")
    return case.classification
