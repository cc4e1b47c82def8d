"""Every road to a reply: only an approval opens one, and only once."""

import asyncio
from dataclasses import replace

import pytest
import sqlalchemy as sa

from app.wiring import Wiring
from cases.decisions.approvals import Approvals
from cases.model import Case, CaseState, Message, TicketStatus
from cases.store.records import DeliveryState
from cases.tables import cases as case_table
from connectors.base import ConnectorError, NotAllowed, Rejected
from flows.send_reply import send_reply
from tests.builders import ADA, DRAFT, a_ticket, shown
from tests.fakes import ScriptedSystem

NEWS = replace(a_ticket().messages[0], id="m2", text="Encore un mot.")


@pytest.mark.prefect
async def test_the_approved_text_leaves_once(
    approved: Case,
    office: Wiring,
    system: ScriptedSystem,
) -> None:
    assert (await send_reply(approved.id, return_state=True)).name == "Answered"
    assert [(number, text) for number, text, _ in system.replies] == [("1", DRAFT.text)]
    delivery = (await office.deliveries.of_case(approved.id))[0]
    assert (delivery.state, delivery.external_id) == (DeliveryState.SENT, "reply-1")


@pytest.mark.prefect
async def test_an_operators_retry_sends_nothing_more(
    approved: Case,
    office: Wiring,
    system: ScriptedSystem,
) -> None:
    for _ in range(3):
        assert (await send_reply(approved.id, return_state=True)).name == "Answered"
    assert len(system.replies) == 1
    assert len(await office.deliveries.of_case(approved.id)) == 1


async def test_the_flow_called_by_hand_without_approval_sends_nothing(
    drafted: Case,
    system: ScriptedSystem,
) -> None:
    assert (await send_reply(drafted.id, return_state=True)).name == "Refused"
    assert system.replies == []


@pytest.mark.parametrize("parameter", ["", "nothing", "1", "'; DROP TABLE cases; --"])
@pytest.mark.prefect
async def test_parameters_invented_on_the_dashboard_send_nothing(
    drafted: Case,
    office: Wiring,
    system: ScriptedSystem,
    parameter: str,
) -> None:
    assert (await send_reply(parameter, return_state=True)).name == "Refused"
    assert system.replies == []
    assert await office.cases.find(drafted.id) == drafted


@pytest.mark.prefect
async def test_a_text_cannot_be_given_as_a_parameter(
    approved: Case, system: ScriptedSystem
) -> None:
    with pytest.raises(Exception, match="unexpected keyword"):
        await send_reply(approved.id, text="Tout est accordé.")  # type: ignore[call-overload]
    assert system.replies == []


async def test_a_state_written_by_hand_into_the_database_sends_nothing(
    drafted: Case,
    office: Wiring,
    system: ScriptedSystem,
) -> None:
    for state in ("approved", "sending"):
        async with office.engine.begin() as connection:
            await connection.execute(case_table.update().values(state=state))
        assert (await send_reply(drafted.id, return_state=True)).name == "Refused"
    assert system.replies == []


async def test_an_approval_written_by_hand_into_the_database_sends_nothing(
    drafted: Case,
    office: Wiring,
    system: ScriptedSystem,
) -> None:
    forger = Approvals(office.engine, b"not the secret")
    await forger.approve(drafted.id, shown(drafted), "Tout est accordé.", ADA)
    assert (await send_reply(drafted.id, return_state=True)).name == "Refused"
    assert system.replies == []


async def test_a_draft_changed_in_the_database_after_its_approval_sends_the_approved_text_or_none(
    approved: Case,
    office: Wiring,
    system: ScriptedSystem,
) -> None:
    async with office.engine.begin() as connection:
        forged = sa.text("UPDATE drafts SET body = replace(body, '25 jours', '50 jours')")
        await connection.execute(forged)
    assert (await send_reply(approved.id, return_state=True)).name == "Refused"
    assert system.replies == []


@pytest.mark.prefect
async def test_two_workers_on_one_case_send_one_reply(
    approved: Case,
    system: ScriptedSystem,
) -> None:
    states = await asyncio.gather(
        send_reply(approved.id, return_state=True),
        send_reply(approved.id, return_state=True),
    )
    assert {state.name for state in states} == {"Answered"}
    assert len(system.replies) == 1


async def test_a_message_that_came_after_the_approval_stops_the_reply(
    approved: Case,
    system: ScriptedSystem,
    started: list[tuple[str, str]],
) -> None:
    system.say("1", NEWS)
    assert (await send_reply(approved.id, return_state=True)).name == "Stale"
    assert system.replies == []
    assert ("handle-ticket", "demo-1") in started


async def test_a_colleagues_answer_after_the_approval_stops_the_reply(
    approved: Case,
    system: ScriptedSystem,
) -> None:
    system.say("1", Message("m2", "Une collègue", NEWS.at, "C'est fait.", from_requester=False))
    assert (await send_reply(approved.id, return_state=True)).name == "ClosedElsewhere"
    assert system.replies == []


@pytest.mark.parametrize("status", [TicketStatus.DELETED, TicketStatus.CLOSED])
async def test_a_ticket_closed_after_the_approval_stops_the_reply(
    approved: Case,
    system: ScriptedSystem,
    status: TicketStatus,
) -> None:
    system.set_status("1", status)
    assert (await send_reply(approved.id, return_state=True)).name == "ClosedElsewhere"
    assert system.replies == []


@pytest.mark.prefect
async def test_a_reply_certainly_not_posted_is_tried_again(
    approved: Case,
    system: ScriptedSystem,
) -> None:
    system.trouble("post_reply", Rejected("Connexion refusée."), ConnectorError("Occupé."))
    assert (await send_reply(approved.id, return_state=True)).name == "Answered"
    assert len(system.replies) == 1


async def test_a_refusal_for_good_hands_the_case_to_a_person(
    approved: Case,
    office: Wiring,
    system: ScriptedSystem,
) -> None:
    system.trouble("post_reply", Rejected("Le demandeur n'a plus d'adresse.", permanent=True))
    assert (await send_reply(approved.id, return_state=True)).name == "HandedOver"
    assert (await office.cases.find(approved.id)).reason == "Le demandeur n'a plus d'adresse."
    assert system.replies == []


async def test_an_approval_outlives_a_token_that_expired(
    approved: Case,
    office: Wiring,
    system: ScriptedSystem,
) -> None:
    system.trouble("post_reply", NotAllowed("Le jeton est refusé.", permanent=True))
    state = await send_reply(approved.id, return_state=True)
    assert state.is_failed()
    assert "Le jeton est refusé." in (state.message or "")
    assert (await office.cases.find(approved.id)).state is CaseState.SENDING
    assert (await send_reply(approved.id, return_state=True)).name == "Answered"
    assert len(system.replies) == 1


async def test_a_ticket_that_disappeared_after_the_approval_is_closed(
    approved: Case,
    system: ScriptedSystem,
) -> None:
    del system.tickets["1"]
    assert (await send_reply(approved.id, return_state=True)).name == "ClosedElsewhere"
    assert system.replies == []
