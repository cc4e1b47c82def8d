from dataclasses import replace

import pytest

from cases.audit.trail import read_trail
from cases.decisions.approvals import REFUSED
from cases.model import Case, CaseState
from cases.store.records import DeliveryState
from tests.builders import ADA, BOB, DRAFT, Store, a_ticket, bring_to_approval, shown
from tests.web.conftest import Officer, Sending


async def settles(officer: Officer, case: Case, found: str) -> str:
    form = {"csrf": await officer.csrf(), "found": found, "attempt": "1"}
    answer = await officer.client.post(f"/dossiers/{case.id}/verifier", data=form)
    assert answer.status_code == 303
    return await officer.sees(answer.headers["location"])


async def test_the_page_says_what_happened_and_offers_three_ways(
    ada: Officer,
    in_doubt: Case,
) -> None:
    assert "À vérifier&nbsp;: la réponse est-elle partie" in await ada.sees("/")
    text = await ada.sees(f"/dossiers/{in_doubt.id}")
    assert "n’a pas confirmé l’avoir reçue" in text
    assert text.count('name="found"') == 3
    assert "Approuvée par <strong>Basile Petit</strong>" in text


@pytest.mark.parametrize("found", ["partie", "pas-partie", "moi"])
async def test_what_the_officer_found_is_recorded(
    ada: Officer,
    in_doubt: Case,
    sending: Sending,
    found: str,
) -> None:
    state, delivery, asked = {
        "partie": (CaseState.ANSWERED, DeliveryState.SENT, 0),
        "pas-partie": (CaseState.SENDING, DeliveryState.PLANNED, 1),
        "moi": (CaseState.HANDED_OVER, DeliveryState.REJECTED, 0),
    }[found]
    await settles(ada, in_doubt, found)
    assert await ada.finds(in_doubt) is state
    assert [one.state for one in await ada.office.deliveries.of_case(in_doubt.id)] == [delivery]
    assert [case.id for case in sending.asked] == [in_doubt.id] * asked


async def test_a_resend_waits_when_the_orchestrator_is_away(
    ada: Officer,
    in_doubt: Case,
    sending: Sending,
) -> None:
    sending.there = False
    assert "la réponse partira plus tard" in await settles(ada, in_doubt, "pas-partie")


async def test_the_second_to_settle_a_doubt_changes_nothing(
    ada: Officer,
    bob: Officer,
    in_doubt: Case,
    sending: Sending,
) -> None:
    await settles(ada, in_doubt, "partie")
    form = {"csrf": await bob.csrf(), "found": "pas-partie", "attempt": "1"}
    answer = await bob.client.post(f"/dossiers/{in_doubt.id}/verifier", data=form)
    assert answer.status_code == 409
    assert "Quelqu’un a déjà vérifié" in answer.text
    assert await ada.finds(in_doubt) is CaseState.ANSWERED
    assert sending.asked == []


async def test_an_unknown_finding_is_refused(ada: Officer, in_doubt: Case) -> None:
    form = {"csrf": await ada.csrf(), "found": "approved", "attempt": "1"}
    answer = await ada.client.post(f"/dossiers/{in_doubt.id}/verifier", data=form)
    assert answer.status_code == 400


async def test_a_case_that_is_in_no_doubt_cannot_be_settled(
    ada: Officer,
    awaiting: Case,
) -> None:
    form = {"csrf": await ada.csrf(), "found": "pas-partie", "attempt": "1"}
    answer = await ada.client.post(f"/dossiers/{awaiting.id}/verifier", data=form)
    assert answer.status_code == 409
    assert await ada.finds(awaiting) is CaseState.AWAITING_APPROVAL


@pytest.mark.parametrize("found", ["partie", "pas-partie", "moi"])
async def test_nobody_settles_a_doubt_about_a_reply_to_herself(
    ada: Officer, sqlite_store: Store, sending: Sending, found: str
) -> None:
    own = await bring_to_approval(
        sqlite_store, replace(a_ticket("2"), requester_email=ADA.email.upper())
    )
    await sqlite_store.approvals.approve(own.id, shown(own), DRAFT.text, BOB)
    deliveries = sqlite_store.deliveries
    delivery = await deliveries.start(await deliveries.plan(own.id))
    assert delivery
    await deliveries.settle(await deliveries.record(delivery, DeliveryState.UNKNOWN))
    assert 'name="found"' not in await ada.sees(f"/dossiers/{own.id}")
    answer = await ada.decides(own, "verifier", found=found, attempt="1")
    assert answer.status_code == 403
    assert "Cette demande est la vôtre" in answer.text
    assert (await ada.finds(own), sending.asked) == (CaseState.UNKNOWN_DELIVERY, [])
    last = (await read_trail(ada.office.engine, own.id))[-1]
    assert (last.kind, last.actor, last.details) == (REFUSED, "ada", {"why": "own_request"})
