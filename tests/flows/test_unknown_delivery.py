"""Replies nobody confirmed: looked for, sent again only where that is safe, else a person looks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.wiring import Wiring
from cases.model import Case, CaseState
from connectors.base import ConnectorError, NotFound, OutcomeUnknown, Rejected
from flows.handle_ticket import handle_ticket
from flows.send_reply import send_reply
from tests.builders import ADA, a_ticket
from tests.fakes import ScriptedSystem

NEWS = replace(a_ticket().messages[0], id="m2", text="Encore un mot.")


async def test_a_reply_nobody_confirmed_is_found_and_not_sent_again(
    approved: Case,
    system: ScriptedSystem,
) -> None:
    system.trouble("after_post_reply", OutcomeUnknown("Connexion coupée."))
    assert (await send_reply(approved.id, return_state=True)).name == "Answered"
    assert len(system.replies) == 1


async def test_a_reply_that_cannot_be_found_is_left_to_a_person(
    approved: Case,
    office: Wiring,
    system: ScriptedSystem,
) -> None:
    system.hidden = True
    system.trouble("after_post_reply", OutcomeUnknown("Connexion coupée."))
    assert (await send_reply(approved.id, return_state=True)).name == "UnknownDelivery"
    assert (await send_reply(approved.id, return_state=True)).name == "UnknownDelivery"
    assert len(system.replies) == 1
    assert any("peut-être partie" in note for note in system.notes["1"].values())
    assert (await office.cases.find(approved.id)).state is CaseState.UNKNOWN_DELIVERY


async def test_a_person_who_looked_may_have_it_sent_again(
    approved: Case,
    office: Wiring,
    system: ScriptedSystem,
) -> None:
    system.trouble("post_reply", OutcomeUnknown("Connexion coupée."))
    assert (await send_reply(approved.id, return_state=True)).name == "UnknownDelivery"
    await office.deliveries.resolve(approved.id, 1, CaseState.SENDING, ADA)
    assert (await send_reply(approved.id, return_state=True)).name == "Answered"
    assert len(system.replies) == 1


async def test_a_reply_that_appeared_after_the_person_looked_is_not_sent_again(
    approved: Case,
    office: Wiring,
    system: ScriptedSystem,
) -> None:
    system.hidden = True
    system.trouble("after_post_reply", OutcomeUnknown("Connexion coupée."))
    assert (await send_reply(approved.id, return_state=True)).name == "UnknownDelivery"
    system.hidden = False
    await office.deliveries.resolve(approved.id, 1, CaseState.SENDING, ADA)
    assert (await send_reply(approved.id, return_state=True)).name == "Answered"
    assert len(system.replies) == 1


async def test_a_message_that_came_during_the_doubt_is_read_once_it_is_settled(
    approved: Case,
    office: Wiring,
    system: ScriptedSystem,
) -> None:
    system.trouble("post_reply", OutcomeUnknown("Connexion coupée."))
    await send_reply(approved.id, return_state=True)
    system.say("1", NEWS)
    await office.arrivals.announce("demo", ["1"], "2", since=None)
    assert (await handle_ticket("demo", "1", return_state=True)).name == "UnknownDelivery"
    await office.deliveries.resolve(approved.id, 1, CaseState.HANDED_OVER, ADA)
    later = office.arrivals._clock() + timedelta(minutes=3)  # noqa: SLF001 - time moves by hand
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(office.arrivals, "_clock", lambda: later)
        assert await office.arrivals.take_overdue("demo") == ["1"]
    assert (await handle_ticket("demo", "1", return_state=True)).name == "AwaitingApproval"


async def test_a_reply_does_not_follow_a_ticket_to_another_requester(
    approved: Case,
    system: ScriptedSystem,
) -> None:
    system.tickets["1"] = replace(system.tickets["1"], requester_email="eve@valmorel.example")
    assert (await send_reply(approved.id, return_state=True)).name == "Stale"
    assert system.replies == []


async def test_where_a_resend_is_safe_it_is_done_once_with_the_same_key(
    approved: Case,
    system: ScriptedSystem,
) -> None:
    system.resend_is_safe = True
    system.trouble("post_reply", OutcomeUnknown("Connexion coupée."))
    assert (await send_reply(approved.id, return_state=True)).name == "Answered"
    assert len(system.replies) == 1


async def test_where_a_resend_is_safe_two_failures_are_left_to_a_person(
    approved: Case,
    system: ScriptedSystem,
) -> None:
    system.resend_is_safe = True
    system.trouble("post_reply", OutcomeUnknown("Coupée."), OutcomeUnknown("Coupée."))
    await send_reply(approved.id, return_state=True)
    assert (await send_reply(approved.id, return_state=True)).name == "UnknownDelivery"
    assert system.replies == []


async def test_while_the_system_cannot_be_asked_nothing_is_sent_again_nor_given_up(
    approved: Case,
    office: Wiring,
    system: ScriptedSystem,
) -> None:
    system.trouble("after_post_reply", OutcomeUnknown("Connexion coupée."))
    system.trouble("find_reply", *(ConnectorError("Ne répond pas.") for _ in range(5)))
    assert (await send_reply(approved.id, return_state=True)).is_failed()
    assert (await office.cases.find(approved.id)).state is CaseState.SENDING
    assert (await send_reply(approved.id, return_state=True)).name == "Answered"
    assert len(system.replies) == 1


async def test_a_reply_that_is_there_and_whose_mail_never_leaves_is_handed_to_a_person(
    approved: Case,
    office: Wiring,
    system: ScriptedSystem,
) -> None:
    system.resend_is_safe = True
    system.trouble("after_post_reply", OutcomeUnknown("Pas encore parti."))
    system.trouble("find_reply", Rejected("Le courriel n'est pas parti.", permanent=True))
    assert (await send_reply(approved.id, return_state=True)).name == "HandedOver"
    assert (await office.cases.find(approved.id)).reason == "Le courriel n'est pas parti."
    assert (await send_reply(approved.id, return_state=True)).name == "HandedOver"
    assert len(system.replies) == 1


async def test_a_reply_that_is_there_and_still_waits_is_never_sent_again(
    approved: Case,
    office: Wiring,
    system: ScriptedSystem,
) -> None:
    system.resend_is_safe = True
    waiting = [OutcomeUnknown("Le courriel attend encore.") for _ in range(3)]
    system.trouble("after_post_reply", waiting[0])
    system.trouble("find_reply", *waiting)
    assert (await send_reply(approved.id, return_state=True)).name == "UnknownDelivery"
    assert "Guichet RH : Le courriel attend encore." in system.notes["1"].values()
    await office.deliveries.resolve(approved.id, 1, CaseState.SENDING, ADA)
    assert (await send_reply(approved.id, return_state=True)).name == "UnknownDelivery"
    await office.deliveries.resolve(approved.id, 2, CaseState.SENDING, ADA)
    assert (await send_reply(approved.id, return_state=True)).name == "Answered"
    assert len(system.replies) == 1


async def test_a_reply_that_waits_within_the_grace_is_waited_for(
    approved: Case,
    system: ScriptedSystem,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("flows.send_reply.BETWEEN_LOOKS", 0.01)
    system.grace = timedelta(seconds=30)
    system.trouble("after_post_reply", OutcomeUnknown("Pas encore parti."))
    system.trouble("find_reply", *[OutcomeUnknown("Le courriel attend encore.")] * 3)
    assert (await send_reply(approved.id, return_state=True)).name == "Answered"
    assert len(system.replies) == 1


async def test_a_ticket_that_is_gone_during_the_doubt_leaves_it_to_a_person(
    approved: Case,
    office: Wiring,
    system: ScriptedSystem,
) -> None:
    system.resend_is_safe = True
    gone = NotFound("Ce ticket n'existe plus.", permanent=True)
    system.trouble("post_reply", OutcomeUnknown("Connexion coupée."))
    system.trouble("find_reply", gone, gone, gone)
    assert (await send_reply(approved.id, return_state=True)).name == "UnknownDelivery"
    await office.deliveries.resolve(approved.id, 1, CaseState.SENDING, ADA)
    assert (await send_reply(approved.id, return_state=True)).name == "UnknownDelivery"
    assert system.replies == []
