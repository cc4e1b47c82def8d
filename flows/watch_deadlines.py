"""Remind officers of deadlines, tell heads of missed ones, end drafts that nobody decided of."""

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed

from cases import deadlines
from cases.deadlines import Due, Notice
from cases.store import now
from cases.undecided import read_waiting
from flows import deadlines_report
from flows.alerting import alert_untold
from flows.reminding import due_at_of
from flows.start import start_handling
from flows.tasks import once
from flows.telling import Told, tell_of
from flows.wiring import current
from flows.working_time import expired_before, hours_after, hours_before, is_open


@flow(name="watch-deadlines")
async def watch_deadlines() -> State[None]:
    """Tell of each deadline once; a draft that grew too old is never sent."""
    await alert_untold()
    await give_deadlines()
    expired = await end_old_drafts()
    await draft_again()
    due = await find_due()
    reminded = await remind(due)
    escalated = await escalate(due)
    await publish(due)
    return Completed(name="Watched", message=_summary(expired, reminded, escalated))


@once
async def give_deadlines() -> int:
    """Give a deadline to the cases that were open before there were any."""
    wiring = current()
    undated = await deadlines.read_undated(wiring.engine)
    for case in undated:
        due_at = due_at_of(wiring.settings, case, case.classification)
        await deadlines.set_due(wiring.engine, case.id, due_at)
    return len(undated)


@once
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


@once
async def draft_again() -> None:
    """Start one `handle-ticket` for each draft that expired, as a new message would."""
    for ticket in await read_waiting(current().engine, deadlines.EXPIRED):
        await start_handling(ticket.system, ticket.number)


@once
async def find_due() -> list[Due]:
    """List what is late, and what is near its deadline."""
    wiring = current()
    hours = wiring.settings.deadlines.remind_before_hours
    return await deadlines.read_due(wiring.engine, hours_after(now(), hours))


@once
async def remind(due: list[Due]) -> Told:
    """Remind the groups of what is near its deadline, while they are at work.

    Of somebody in danger they are reminded at any hour.
    """
    at = now()
    near = [one for one in due if one.due_at >= at and (one.in_danger or is_open(at))]
    return await tell_of(current(), near, Notice.REMINDED, at)


@once
async def escalate(due: list[Due]) -> Told:
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
    return await tell_of(wiring, late, Notice.ESCALATED, at)


@once
async def publish(due: list[Due]) -> None:
    """Put what is late or near on the dashboard, where it changed."""
    await deadlines_report.publish(current(), due, now())


def _summary(expired: int, reminded: Told, escalated: Told) -> str:
    failed = reminded.failed + escalated.failed
    nobody = reminded.without_address + escalated.without_address
    return (
        f"{reminded.told} rappel(s), {escalated.told} retard(s) signalé(s), "
        f"{expired} brouillon(s) expiré(s), {failed} envoi(s) manqué(s), "
        f"{nobody} sans destinataire."
    )
