import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from cases.audit.trail import read_trail
from cases.model import Case, CaseState, Message
from cases.people.accounts import Account
from cases.store.records import Decision, DeliveryState
from tests.builders import (
    ADA,
    DRAFT,
    StoppedClock,
    Store,
    a_ticket,
    bring_to_approval,
    shown,
)
from tests.web.conftest import PASSWORD, Officer, Sending, SignIn
from web.case.typed_letter import LONGEST_LETTER
from web.context import PageContext

MINE = DRAFT.text + "\n\nBien à vous."


async def test_an_unchanged_letter_is_approved_and_its_sending_starts_once(
    ada: Officer,
    awaiting: Case,
    sending: Sending,
) -> None:
    answer = await ada.approves(awaiting, DRAFT.text.replace("\n", "\r\n"))
    assert answer.headers["location"] == f"/?fait=approuvee&dossier={awaiting.id}"
    assert "elle part dans le ticket" in await ada.sees(answer.headers["location"])
    approval = await ada.office.approvals.current_approval(awaiting.id)
    assert (approval.decision, approval.approver) == (Decision.APPROVED, "ada")
    assert [(case.id, case.state) for case in sending.asked] == [(awaiting.id, CaseState.APPROVED)]


async def test_a_corrected_letter_is_what_is_approved_made_plain(
    ada: Officer,
    awaiting: Case,
) -> None:
    await ada.approves(awaiting, "  Bonjour,\r\nCafe\u0301 a\u0300 midi.\x07\u202e \r\n")
    approval = await ada.office.approvals.current_approval(awaiting.id)
    assert approval.decision is Decision.EDITED
    assert approval.text == "Bonjour,\nCafé à midi."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "La lettre est vide"),
        (" \r\n\u200b ", "La lettre est vide"),
        ("a" * (LONGEST_LETTER + 1), "raccourcissez-la"),
    ],
)
async def test_an_empty_or_endless_letter_is_not_approved_and_not_lost(
    ada: Officer,
    awaiting: Case,
    sending: Sending,
    text: str,
    sentence: str,
) -> None:
    answer = await ada.approves(awaiting, text)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert text.strip() in answer.text
    assert await ada.finds(awaiting) is CaseState.AWAITING_APPROVAL
    assert sending.asked == []


async def test_an_approval_stands_when_the_orchestrator_is_away(
    ada: Officer,
    awaiting: Case,
    sending: Sending,
) -> None:
    sending.there = False
    answer = await ada.approves(awaiting)
    assert "la réponse partira plus tard" in await ada.sees(answer.headers["location"])
    assert await ada.finds(awaiting) is CaseState.APPROVED


async def test_approving_leads_to_the_next_case_and_says_what_was_done(
    ada: Officer,
    sqlite_store: Store,
    awaiting: Case,
) -> None:
    following = await bring_to_approval(sqlite_store, a_ticket("2"))
    answer = await ada.approves(awaiting)
    assert answer.headers["location"].startswith(f"/dossiers/{following.id}?")
    text = await ada.sees(answer.headers["location"])
    assert "elle part dans le ticket" in text
    assert f'href="/dossiers/{awaiting.id}"' in text


async def test_of_two_officers_at_once_the_slower_is_told_who_was_faster(
    ada: Officer,
    bob: Officer,
    awaiting: Case,
    sending: Sending,
) -> None:
    answers = await asyncio.gather(ada.approves(awaiting, MINE), bob.approves(awaiting, MINE))
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    winner = "Ada Moreau" if answers[0].status_code == 303 else "Basile Petit"
    loser = next(answer for answer in answers if answer.status_code == 409)
    assert f"{winner} a déjà approuvé cette réponse" in loser.text
    assert len(sending.asked) == 1


async def test_a_second_click_tells_the_officer_it_was_done(
    ada: Officer,
    awaiting: Case,
    sending: Sending,
) -> None:
    await ada.approves(awaiting)
    again = await ada.approves(awaiting, MINE)
    said = "Vous avez déjà approuvé cette réponse, le 24 novembre 2026 à 10 h 00."
    assert said in again.text.replace("\u00a0", " ")
    assert len(sending.asked) == 1


@pytest.mark.parametrize(
    ("verb", "sentence"),
    [
        ("ecarter", "Ada Moreau a déjà écarté cette réponse"),
        ("reprendre", "Ada Moreau a déjà repris ce dossier"),
    ],
)
async def test_what_was_declined_first_is_named_too_and_the_text_kept(
    ada: Officer,
    bob: Officer,
    awaiting: Case,
    verb: str,
    sentence: str,
) -> None:
    await ada.decides(awaiting, verb, choice="autre", words="voir avec la paie")
    late = await bob.approves(awaiting, MINE)
    assert late.status_code == 409
    assert sentence in late.text
    assert f"\n{MINE}</textarea>" in late.text


async def test_an_outdated_screen_shows_the_new_draft_and_keeps_the_officers_text(
    ada: Officer,
    sqlite_store: Store,
    awaiting: Case,
    sending: Sending,
) -> None:
    at = sqlite_store.clock()
    later = Message("m2", "Camille Durand", at, "Et à mi-temps ?", from_requester=True)
    redrafted = replace(DRAFT, text="Une tout autre lettre.")
    await sqlite_store.cases.open_case(a_ticket("1", later))
    await bring_to_approval(sqlite_store, a_ticket("1", later), redrafted)
    answer = await ada.approves(awaiting, MINE)
    assert answer.status_code == 409
    assert "Une nouvelle réponse a été préparée" in answer.text
    assert "\nUne tout autre lettre.</textarea>" in answer.text
    assert f"\n{MINE}</textarea>" in answer.text
    assert sending.asked == []


async def test_a_conversation_that_changed_is_said_while_the_new_draft_is_prepared(
    ada: Officer,
    sqlite_store: Store,
    awaiting: Case,
) -> None:
    at = sqlite_store.clock()
    later = Message("m2", "Camille Durand", at, "Et à mi-temps ?", from_requester=True)
    await sqlite_store.cases.open_case(a_ticket("1", later))
    news = await ada.sees(f"/dossiers/{awaiting.id}/nouvelles?vu=awaiting_approval.1")
    assert "cette lettre ne peut plus partir" in news
    answer = await ada.approves(awaiting, MINE)
    assert "La conversation a changé" in answer.text
    assert f"\n{MINE}</textarea>" in answer.text


async def test_nobody_approves_the_reply_to_her_own_request(
    sign_in: SignIn,
    ada: Officer,
    awaiting: Case,
    sending: Sending,
) -> None:
    camille = Account("camille", "Camille Durand", "Camille.Durand@Valmorel.example")
    await ada.office.accounts.create(camille, PASSWORD)
    herself = await sign_in("camille")
    assert "<textarea" not in await herself.sees(f"/dossiers/{awaiting.id}")
    answer = await herself.approves(awaiting)
    assert answer.status_code == 403
    assert "Cette demande est la vôtre" in answer.text
    assert sending.asked == []


async def test_a_rejected_draft_keeps_its_reason_and_sends_nothing(
    ada: Officer,
    awaiting: Case,
    sending: Sending,
) -> None:
    answer = await ada.decides(awaiting, "ecarter", choice="double", words="voir le 12")
    assert "rien ne partira" in await ada.sees(answer.headers["location"])
    case = await ada.office.cases.find(awaiting.id)
    assert (case.state, case.reason) == (
        CaseState.REJECTED,
        "Demande en double\u00a0: voir le 12",
    )
    text = await ada.sees(f"/dossiers/{awaiting.id}")
    assert "voir le 12" in text
    assert "Ada Moreau, le 24 novembre 2026" in text.replace("\u00a0", " ")
    assert sending.asked == []


async def test_a_case_taken_over_waits_in_its_own_list(
    ada: Officer,
    awaiting: Case,
    sending: Sending,
) -> None:
    await ada.decides(awaiting, "reprendre", choice="autre", words="au service paie")
    assert await ada.finds(awaiting) is CaseState.HANDED_OVER
    queue = await ada.sees("/?etat=a-traiter")
    assert "Je passe la main\u00a0: au service paie" in queue
    assert sending.asked == []


@pytest.mark.parametrize("verb", ["ecarter", "reprendre"])
@pytest.mark.parametrize("choice", ["autre", "", "inconnu"])
async def test_declining_needs_a_reason(
    ada: Officer,
    awaiting: Case,
    verb: str,
    choice: str,
) -> None:
    answer = await ada.decides(awaiting, verb, choice=choice, words="  ")
    assert answer.status_code == 422
    assert "dites en quelques mots pourquoi" in answer.text
    assert '<details name="autrement" open>' in answer.text
    assert await ada.finds(awaiting) is CaseState.AWAITING_APPROVAL


async def test_a_sent_case_shows_the_reply_who_approved_it_and_where_it_is(
    ada: Officer,
    sqlite_store: Store,
    awaiting: Case,
    clock: StoppedClock,
) -> None:
    await sqlite_store.approvals.approve(awaiting.id, shown(awaiting), MINE, ADA)
    clock.advance(timedelta(minutes=1))
    delivery = await sqlite_store.deliveries.start(
        await sqlite_store.deliveries.plan(awaiting.id),
    )
    assert delivery
    await sqlite_store.deliveries.settle(
        await sqlite_store.deliveries.record(delivery, DeliveryState.SENT),
    )
    text = (await ada.sees(f"/dossiers/{awaiting.id}")).replace("\u00a0", " ")
    assert "Approuvée par <strong>Ada Moreau</strong> le 24 novembre 2026 à 10 h 00" in text
    assert "après correction" in text
    assert "elle est dans le ticket (dernier essai le 24 novembre 2026 à 10 h 01)" in text
    assert MINE in text
    assert "<textarea" not in text
    assert "Réponse approuvée après correction" in text


async def test_the_reason_chosen_of_the_list_enters_the_trail_without_the_words(
    ada: Officer, office: PageContext, awaiting: Case
) -> None:
    await ada.decides(awaiting, "ecarter", choice="double", words="voir Camille")
    last = (await read_trail(office.engine, awaiting.id))[-1]
    assert last.details["choice"] == "double"
    assert "Camille" not in str(last.details)
