"""From an approval to one reply, exactly once. Takes a case and no text: it is the approved one.

Every arrow of the delivery is written down before it is taken: planned, sending, sent or unknown.
"""

import asyncio

import structlog
from prefect import flow
from prefect.client.schemas.objects import State

from app.run_starts import start_sending
from app.wiring import current
from cases.decisions.approvals import AWAITED, was_withdrawn
from cases.decisions.signatures import NotApproved
from cases.delivery.deliveries import TooEarly
from cases.model import Case, CaseState, sha256_of
from cases.store.database import now
from cases.store.leases import Busy
from cases.store.records import Delivery, DeliveryState
from cases.store.transition import NoSuchCase
from connectors.base import ConnectorError, NotFound, OutcomeUnknown, Rejected, TicketingSystem
from flows import steps
from flows.dashboard import busy, named_state, refused, undone
from flows.tasks import once, repeatable, using

log = structlog.get_logger()

ON_ITS_WAY = frozenset({CaseState.APPROVED, CaseState.SENDING})
UNSURE = frozenset({DeliveryState.SENDING, DeliveryState.UNKNOWN})
MOST_ATTEMPTS = 2
BETWEEN_LOOKS = 5.0
"""Seconds."""

NOT_FOUND = (
    "Le système de tickets n'a pas confirmé la réponse et ne la montre pas : "
    "elle est peut-être partie. Vérifiez dans le ticket."
)


class LostRace(ConnectorError):
    """Another run began this delivery first."""


@flow(name="send-reply")
async def send_reply(case_id: str) -> State[None]:
    """Send the approved reply of a case, once, or say that a person must look."""
    wiring = current()
    try:
        async with steps.holding(case_id) as case:
            if case.state in AWAITED:
                return undone() if await was_withdrawn(wiring.engine, case.id) else refused()
            return named_state(await _send(case))
    except TooEarly as early:
        waiting = await wiring.cases.find(case_id)
        await start_sending(waiting, early.until)
        return named_state(waiting)
    except (NotApproved, NoSuchCase):
        return refused()
    except Busy:
        return busy()


async def _send(case: Case) -> Case:
    if case.state is CaseState.APPROVED:
        await current().deliveries.check_time(case.id)
        case = await _look_again(case)
    if case.state not in ON_ITS_WAY:
        return case
    delivery = await repeatable(post_reply)(case.id)
    if delivery.state in UNSURE:
        delivery = await repeatable(look_for_reply)(delivery)
    if delivery.state is DeliveryState.PLANNED:
        # The system shows for certain that the first request did nothing: once more, same key.
        delivery = await repeatable(post_reply)(case.id)
    return await once(settle)(delivery)


async def _look_again(case: Case) -> Case:
    """Read the ticket once more before sending."""
    try:
        ticket = await repeatable(steps.read_ticket)(case.ticket.system, case.ticket.number)
    except NotFound:
        return await steps.close_case(case, "ticket introuvable")
    return await once(steps.look_again)(ticket)


async def post_reply(case_id: str) -> Delivery:
    """Post the approved text if it was never tried; tried again only if certainly not posted."""
    wiring = current()
    delivery = await wiring.deliveries.plan(case_id)
    if delivery.state is not DeliveryState.PLANNED:
        return delivery
    case = await wiring.cases.find(case_id)
    async with using(case.ticket.system) as ticketing:
        found: str | ConnectorError | None = None
        if delivery.attempt > 0:
            # Look before sending again, whatever anybody believes of what was tried before.
            try:
                found = await ticketing.find_reply(case.ticket.number, delivery.key)
            except (OutcomeUnknown, Rejected, NotFound) as error:
                found = error
        started = await wiring.deliveries.start(delivery)
        if started is None:
            raise LostRace("Un autre envoi a commencé.", permanent=True)
        if isinstance(found, ConnectorError):
            return await _note_not_sent(started, found)
        if found:
            return await wiring.deliveries.record(started, DeliveryState.SENT, external_id=found)
        return await _post(ticketing, case, started)


async def _post(ticketing: TicketingSystem, case: Case, delivery: Delivery) -> Delivery:
    deliveries = current().deliveries
    try:
        reply = await ticketing.post_reply(case.ticket.number, delivery.text, delivery.key)
    except OutcomeUnknown as error:
        log.warning("delivery_unknown", why=str(error))
        return await deliveries.record(delivery, DeliveryState.UNKNOWN, error=str(error))
    except ConnectorError as error:
        if error.permanent and isinstance(error, Rejected | NotFound):
            return await deliveries.record(delivery, DeliveryState.REJECTED, error=str(error))
        # Not posted for certain: it stays planned until the trouble (a lost token, say) is over.
        await deliveries.record(delivery, DeliveryState.PLANNED, error=str(error))
        raise
    return await deliveries.record(delivery, DeliveryState.SENT, external_id=reply)


async def look_for_reply(delivery: Delivery) -> Delivery:
    """Find out what became of a reply nobody confirmed, for as long as it may still appear.

    Found: sent. Not found: planned again where the system makes that safe, else unknown. Found
    and never to leave (its mail failed for good): rejected.
    """
    wiring = current()
    case = await wiring.cases.find(delivery.case_id)
    async with using(case.ticket.system) as ticketing:
        try:
            reply = await _look(ticketing, case.ticket.number, delivery)
        except (OutcomeUnknown, Rejected, NotFound) as error:
            return await _note_not_sent(delivery, error)
        if reply:
            return await wiring.deliveries.record(delivery, DeliveryState.SENT, external_id=reply)
        safe = ticketing.resend_is_safe and delivery.attempt < MOST_ATTEMPTS
    to = DeliveryState.PLANNED if safe else DeliveryState.UNKNOWN
    return await wiring.deliveries.record(delivery, to, error=NOT_FOUND)


async def _look(ticketing: TicketingSystem, number: str, delivery: Delivery) -> str | None:
    # Counted from now: nobody knows when a request that was lost, or its worker, ended.
    until = now() + ticketing.grace
    while True:
        remaining = (until - now()).total_seconds()
        try:
            reply = await ticketing.find_reply(number, delivery.key)
        except OutcomeUnknown:
            # It is there and still on its way.
            if remaining <= 0:
                raise
            reply = None
        if reply or remaining <= 0:
            return reply
        await asyncio.sleep(min(BETWEEN_LOOKS, remaining))


async def _note_not_sent(delivery: Delivery, error: ConnectorError) -> Delivery:
    """Note that a reply will not leave, or that nobody knows: what is there is never sent again."""
    to = DeliveryState.REJECTED if isinstance(error, Rejected) else DeliveryState.UNKNOWN
    return await current().deliveries.record(delivery, to, error=str(error))


async def settle(delivery: Delivery) -> Case:
    """Bring the case where its delivery stands; where nobody knows, say so in the ticket too."""
    wiring = current()
    case = await wiring.deliveries.settle(delivery)
    log.info("settled", state=case.state, attempt=delivery.attempt)
    if case.state is CaseState.UNKNOWN_DELIVERY:
        key = sha256_of(f"unknown:{delivery.key}")[:32]
        why = delivery.error or NOT_FOUND
        try:
            async with using(case.ticket.system) as ticketing:
                await ticketing.add_note(case.ticket.number, f"Guichet RH : {why}", key)
        except ConnectorError as error:
            # The page asks a person in any case; the comment is a courtesy.
            log.warning("note_not_written", why=str(error))
    return case
