"""From an approval to one reply. Takes a case and nothing else: the text is the approved one."""

from datetime import datetime

from prefect import flow
from prefect.client.schemas.objects import State

from cases.approvals import AWAITED, NotApproved
from cases.deliveries import TooEarly
from cases.leases import Busy
from cases.model import Case, CaseState
from cases.reply import Delivery, DeliveryState
from cases.transition import NoSuchCase
from cases.undone import was_taken_back
from flows import delivering, steps
from flows.outcome import busy, named_state, refused, undone
from flows.start import start_sending
from flows.wiring import current

ON_ITS_WAY = frozenset({CaseState.APPROVED, CaseState.SENDING})
UNSURE = frozenset({DeliveryState.SENDING, DeliveryState.UNKNOWN})


@flow(name="send-reply")
async def send_reply(case_id: str) -> State[None]:
    """Send the approved reply of a case, once, or say that a person must look."""
    try:
        async with steps.holding(case_id) as case:
            if case.state in AWAITED:
                return await _not_approved(case)
            return named_state(await _carry_on(case))
    except TooEarly as early:
        return named_state(await _wait(case_id, early.until))
    except (NotApproved, NoSuchCase):
        return refused()
    except Busy:
        return busy()


async def _wait(case_id: str, until: datetime) -> Case:
    case = await current().cases.find(case_id)
    await start_sending(case, until)
    return case


async def _not_approved(case: Case) -> State[None]:
    return undone() if await was_taken_back(current().engine, case.id) else refused()


async def _carry_on(case: Case) -> Case:
    if case.state is CaseState.APPROVED:
        await current().deliveries.check_time(case.id)
        case = await steps.look_again(case)
    if case.state not in ON_ITS_WAY:
        return case
    return await delivering.settle(await _deliver(case.id))


async def _deliver(case_id: str) -> Delivery:
    delivery = await delivering.post_reply(case_id)
    if delivery.state in UNSURE:
        delivery = await delivering.look_for_reply(delivery)
    if delivery.state is DeliveryState.PLANNED:
        # The system shows for certain that the first request did nothing: once more, same key.
        delivery = await delivering.post_reply(case_id)
    return delivery
