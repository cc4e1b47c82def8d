"""Remind officers of deadlines, tell heads of missed ones, end drafts that nobody decided of."""

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed

from app.recipients import due_at_of
from app.run_starts import start_handling
from app.wiring import current
from app.working_time import expired_before, hours_after, hours_before, is_open
from cases.queues import deadlines
from cases.queues.deadlines import Due, Notice
from cases.queues.undecided import read_stale
from cases.store.database import now
from flows.alert_mails import alert_untold
from flows.deadline_notices import Notified, notify, publish_table
from flows.tasks import once


@flow(name="watch-deadlines")
async def watch_deadlines() -> State[None]:
    """Tell of each deadline once; a draft that grew too old is never sent."""
    await alert_untold()
    await once(give_deadlines)()
    expired = await once(end_old_drafts)()
    await once(draft_again)()
    due = await once(find_due)()
    reminded = await once(remind)(due)
    escalated = await once(escalate)(due)
    await once(publish)(due)
    failed = reminded.failed + escalated.failed
    nobody = reminded.without_address + escalated.without_address
    summary = (
        f"{reminded.sent} rappel(s), {escalated.sent} retard(s) signalé(s), "
        f"{expired} brouillon(s) expiré(s), {failed} envoi(s) manqué(s), "
        f"{nobody} sans destinataire."
    )
    return Completed(name="Watched", message=summary)


async def give_deadlines() -> int:
    """Give a deadline to the cases that were open before there were any."""
    wiring = current()
    undated = await deadlines.read_undated(wiring.engine)
    for case in undated:
        due_at = due_at_of(wiring.settings, case, case.classification)
        await deadlines.set_due(wiring.engine, case.id, due_at)
    return len(undated)


async def end_old_drafts() -> int:
    """Make stale the drafts that nobody decided of in time, or hand over those redone in vain."""
    wiring, at = current(), now()
    days = wiring.settings.deadlines.expire_after_days
    if not days:
        return 0
    old = await deadlines.read_old_drafts(wiring.engine, expired_before(at, days))
    signatures = wiring.approvals.signatures
    ended = [await deadlines.expire(wiring.engine, signatures, one, at) for one in old]
    return sum(state is not None for state in ended)


async def draft_again() -> None:
    """Start one `handle-ticket` for each draft that expired, as a new message would."""
    for ticket in await read_stale(current().engine, deadlines.EXPIRED):
        await start_handling(ticket.system, ticket.number)


async def find_due() -> list[Due]:
    """List what is late, and what is near its deadline."""
    wiring = current()
    hours = wiring.settings.deadlines.remind_before_hours
    return await deadlines.read_due(wiring.engine, hours_after(now(), hours))


async def remind(due: list[Due]) -> Notified:
    """Remind the groups of what is near its deadline, while they are at work.

    Of somebody in danger they are reminded at any hour.
    """
    at = now()
    near = [one for one in due if one.due_at >= at and (one.in_danger or is_open(at))]
    return await notify(current(), near, Notice.REMINDED, at)


async def escalate(due: list[Due]) -> Notified:
    """Tell the heads of what is late, while they are at work.

    Where somebody is in danger they are told as soon as it is late, at any hour.
    """
    wiring, at = current(), now()
    since = hours_before(at, wiring.settings.deadlines.escalate_after_hours)
    late = [
        one
        for one in due
        if (one.due_at < at if one.in_danger else one.due_at < since and is_open(at))
    ]
    return await notify(wiring, late, Notice.ESCALATED, at)


async def publish(due: list[Due]) -> None:
    """Put what is late or near on the dashboard, where it changed."""
    await publish_table(current(), due, now())
