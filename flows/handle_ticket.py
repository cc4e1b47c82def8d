"""From a ticket to a draft that awaits approval."""

from prefect import flow
from prefect.client.schemas.objects import State

from cases.leases import Busy
from cases.model import Case, CaseState, Ticket
from connectors.base import NotFound
from flows import steps
from flows.alerting import alert_untold
from flows.attachments import with_attachments_read
from flows.outcome import busy, named_state, outside

TO_CLASSIFY = frozenset({CaseState.RECEIVED, CaseState.STALE})


@flow(name="handle-ticket", flow_run_name="{system}-{number}")
async def handle_ticket(system: str, number: str) -> State[None]:
    """Bring one ticket to a draft awaiting approval, from wherever its case stands."""
    try:
        ticket = await steps.read_ticket(system, number)
        if ticket.outside and await steps.leave_outside(ticket):
            return outside()
        case = await steps.open_case(ticket)
        async with steps.holding(case.id) as held:
            done = await _carry_on(held, ticket)
        await steps.draw_shadow(held, done)
        return named_state(done)
    except NotFound:
        return named_state(await steps.forget_ticket(system, number))
    except Busy:
        return busy()


async def _carry_on(case: Case, ticket: Ticket) -> Case:
    if reason := steps.why_closed(ticket):
        return await steps.close_case(case, reason)
    if case.state in TO_CLASSIFY:
        case = await steps.classify(await with_attachments_read(case))
        await alert_untold()
    if case.state is CaseState.CLASSIFIED:
        await steps.write_triage_back(case)
        checked = await steps.check_statute(case)
        case = await steps.draft_letter(case, checked)
    if case.state is CaseState.DRAFTED:
        case = await steps.submit_for_approval(case)
    return case
