"""A letter whose approval is void, its case turned back by hand: no run sends it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from app.wiring import Wiring
from cases.audit.proof import first_unproven
from cases.audit.trail import verify
from cases.model import Case, CaseState
from cases.store.records import DeliveryState
from cases.tables import cases
from flows.send_reply import send_reply
from tests.builders import ADA, BOB, DRAFT, a_ticket, shown
from tests.fakes import ScriptedSystem

NEWS = replace(a_ticket().messages[0], id="m2", text="Encore un mot.")

Road = Callable[[Wiring, Case], Awaitable[object]]


@pytest.fixture
def address(migrated: str) -> str:
    """Each kind of database in turn."""
    return migrated


async def taken_back(office: Wiring, case: Case) -> None:
    await office.approvals.withdraw(case.id, 1, ADA)


async def written_to_again(office: Wiring, case: Case) -> None:
    # The ticket still shows what it showed: the approval alone stands in the way.
    await office.cases.open_case(a_ticket("1", NEWS))
    await office.cases.open_case(case.ticket)


async def closed_elsewhere(office: Wiring, case: Case) -> None:
    await office.cases.move(case.id, CaseState.CLOSED_ELSEWHERE, "ticket clos")


async def turn_back(office: Wiring, case: Case) -> None:
    back = cases.update().where(cases.c.id == case.id)
    async with office.engine.begin() as connection:
        await connection.execute(back.values(draft_number=1, state="approved"))


async def unproven(office: Wiring) -> str | None:
    return await verify(office.engine) or await first_unproven(
        office.engine, office.approvals.signatures
    )


@pytest.mark.parametrize("road", [taken_back, written_to_again, closed_elsewhere])
async def test_a_letter_turned_back_by_hand_is_not_sent(
    approved: Case, office: Wiring, system: ScriptedSystem, road: Road
) -> None:
    await road(office, approved)
    await turn_back(office, approved)
    assert (await send_reply(approved.id, return_state=True)).name == "Refused"
    assert system.replies == []
    assert await unproven(office) is None


async def test_the_new_draft_once_approved_is_sent(
    approved: Case, office: Wiring, system: ScriptedSystem
) -> None:
    await taken_back(office, approved)
    again = await office.cases.find(approved.id)
    await office.approvals.approve(again.id, shown(again), DRAFT.text, BOB)
    assert (await send_reply(approved.id, return_state=True)).name == "Answered"
    assert [text for _, text, _ in system.replies] == [DRAFT.text]
    assert await unproven(office) is None


async def test_a_run_and_whoever_takes_the_letter_back_do_not_both_win(
    approved: Case, office: Wiring, system: ScriptedSystem
) -> None:
    state, _ = await asyncio.gather(
        send_reply(approved.id, return_state=True),
        office.approvals.withdraw(approved.id, 1, ADA),
        return_exceptions=True,
    )
    left = len(system.replies)
    await turn_back(office, approved)
    await send_reply(approved.id, return_state=True)
    assert len(system.replies) == left
    sent = [one.state for one in await office.deliveries.of_case(approved.id)]
    assert sent == [DeliveryState.SENT] * left
    assert not isinstance(state, BaseException)
    assert await unproven(office) is None
