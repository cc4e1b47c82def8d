"""The reply on its way, exactly once: every arrow is written down before it is taken."""

import asyncio
from datetime import datetime

import structlog

from cases.model import Case, CaseState, sha256_of
from cases.reply import Delivery, DeliveryState
from cases.store import now
from connectors.base import ConnectorError, NotFound, OutcomeUnknown, Rejected, TicketingSystem
from flows.tasks import once, repeatable, using
from flows.wiring import current

log = structlog.get_logger()

MOST_ATTEMPTS = 2
BETWEEN_LOOKS = 5.0
"""Seconds."""

NOT_FOUND = (
    "Le système de tickets n'a pas confirmé la réponse et ne la montre pas : "
    "elle est peut-être partie. Vérifiez dans le ticket."
)


class LostRace(ConnectorError):
    """Another run began this delivery first."""


@repeatable
async def post_reply(case_id: str) -> Delivery:
    """Post the approved text if it was never tried; tried again only if certainly not posted."""
    wiring = current()
    delivery = await wiring.deliveries.plan(case_id)
    if delivery.state is not DeliveryState.PLANNED:
        return delivery
    case = await wiring.cases.find(case_id)
    async with using(case.ticket.system) as ticketing:
        found = await _of_an_earlier_try(ticketing, case, delivery)
        started = await wiring.deliveries.start(delivery)
        if started is None:
            raise LostRace("Un autre envoi a commencé.", permanent=True)
        if isinstance(found, ConnectorError):
            return await _not_sent(started, found)
        if found:
            return await wiring.deliveries.note(started, DeliveryState.SENT, external_id=found)
        return await _post(ticketing, case, started)


async def _of_an_earlier_try(
    ticketing: TicketingSystem, case: Case, delivery: Delivery
) -> str | ConnectorError | None:
    """Look before sending again, whatever anybody believes of what was tried before."""
    if delivery.attempt == 0:
        return None
    try:
        return await ticketing.find_reply(case.ticket.number, delivery.key)
    except (OutcomeUnknown, Rejected, NotFound) as error:
        return error


async def _post(ticketing: TicketingSystem, case: Case, delivery: Delivery) -> Delivery:
    deliveries = current().deliveries
    try:
        reply = await ticketing.post_reply(case.ticket.number, delivery.text, delivery.key)
    except OutcomeUnknown as error:
        log.warning("delivery_unknown", why=str(error))
        return await deliveries.note(delivery, DeliveryState.UNKNOWN, error=str(error))
    except ConnectorError as error:
        if error.permanent and isinstance(error, Rejected | NotFound):
            return await deliveries.note(delivery, DeliveryState.REJECTED, error=str(error))
        # Not posted for certain: it stays planned until the trouble (a lost token, say) is over.
        await deliveries.note(delivery, DeliveryState.PLANNED, error=str(error))
        raise
    return await deliveries.note(delivery, DeliveryState.SENT, external_id=reply)


@repeatable
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
            return await _not_sent(delivery, error)
        if reply:
            return await wiring.deliveries.note(delivery, DeliveryState.SENT, external_id=reply)
        safe = ticketing.resend_is_safe and delivery.attempt < MOST_ATTEMPTS
    to = DeliveryState.PLANNED if safe else DeliveryState.UNKNOWN
    return await wiring.deliveries.note(delivery, to, error=NOT_FOUND)


async def _not_sent(delivery: Delivery, error: ConnectorError) -> Delivery:
    """Note that a reply will not leave, or that nobody knows: what is there is never sent again."""
    to = DeliveryState.REJECTED if isinstance(error, Rejected) else DeliveryState.UNKNOWN
    return await current().deliveries.note(delivery, to, error=str(error))


async def _look(ticketing: TicketingSystem, number: str, delivery: Delivery) -> str | None:
    # Counted from now: nobody knows when a request that was lost, or its worker, ended.
    until = now() + ticketing.grace
    while True:
        remaining = _seconds_to(until)
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


@once
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


def _seconds_to(until: datetime) -> float:
    return (until - now()).total_seconds()
