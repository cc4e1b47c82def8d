"""From a ticket to a draft that awaits approval."""

from prefect import flow
from prefect.client.schemas.objects import State

from cases.model import Case, CaseState, Ticket
from cases.store.leases import Busy
from connectors.base import NotFound
from flows import steps, ticket_files
from flows.alert_mails import alert_untold
from flows.dashboard import busy, named_state, outside
from flows.tasks import once, repeatable

TO_CLASSIFY = frozenset({CaseState.RECEIVED, CaseState.STALE})


@flow(name="handle-ticket", flow_run_name="{system}-{number}")
async def handle_ticket(system: str, number: str) -> State[None]:
    """Bring one ticket to a draft awaiting approval, from wherever its case stands."""
    try:
        ticket = await repeatable(steps.read_ticket)(system, number)
        if ticket.outside and await once(steps.leave_outside)(ticket):
            return outside()
        case = await once(steps.open_case)(ticket)
        async with steps.holding(case.id) as held:
            done = await _prepare(held, ticket)
        await steps.draw_shadow(held, done)
        return named_state(done)
    except NotFound:
        return named_state(await once(steps.forget_ticket)(system, number))
    except Busy:
        return busy()


async def _prepare(case: Case, ticket: Ticket) -> Case:
    if reason := steps.why_closed(ticket):
        return await steps.close_case(case, reason)
    if case.state in TO_CLASSIFY:
        if ticket_files.wait_in(case):
            case = await once(ticket_files.read_attachments)(case)
        case = await once(steps.classify)(case)
        await alert_untold()
    if case.state is CaseState.CLASSIFIED:
        await repeatable(steps.write_triage_back)(case)
        checked = await once(steps.check_statute)(case)
        case = await once(steps.draft_letter)(case, checked)
    if case.state is CaseState.DRAFTED:
        case = await once(steps.submit_for_approval)(case)
    return case
