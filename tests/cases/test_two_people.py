"""A sensitive case, or a large amount: two people, never the same one twice."""

import asyncio
from dataclasses import asdict, replace
from decimal import Decimal

import pytest

from cases.audit.trail import read_trail
from cases.decisions.approvals import AlreadyDecided, Approver, OwnRequest, SamePerson, Stale
from cases.decisions.signatures import NotApproved, Signatures
from cases.decisions.two_people import TwoPeople, amounts_in
from cases.model import OFFICER, Case, CaseState
from cases.store.records import Decision
from cases.tables import cases, second_approvals
from tests.builders import (
    ADA,
    BOB,
    CLASSIFICATION,
    DRAFT,
    Store,
    a_ticket,
    bring_to_approval,
    shown,
)

EVE = Approver("eve", "eve@valmorel.example")
DEAR = "Bonjour,\n\nVous toucherez 1 500 €."


@pytest.fixture
async def half(store: Store) -> Case:
    """A case of a large amount, that Ada has approved."""
    case = await bring_to_approval(store, a_ticket())
    await store.approvals.approve(case.id, shown(case), DEAR, ADA)
    return await store.cases.find(case.id)


async def test_a_large_amount_awaits_a_second_person_and_nothing_is_planned_before(
    store: Store, half: Case
) -> None:
    assert half.state is CaseState.AWAITING_SECOND
    with pytest.raises(NotApproved):
        await store.deliveries.plan(half.id)
    await store.approvals.confirm(half.id, shown(half), BOB)
    assert (await store.cases.find(half.id)).state is CaseState.APPROVED
    assert (await store.deliveries.plan(half.id)).text == DEAR


async def test_a_sensitive_case_awaits_a_second_person_whatever_its_letter_says(
    store: Store,
) -> None:
    case = await store.cases.open_case(a_ticket())
    found = replace(CLASSIFICATION, sensitive=True)
    await store.cases.record_classification(case.id, found)
    await store.cases.record_draft(case.id, DRAFT)
    case = await store.cases.move(case.id, CaseState.AWAITING_APPROVAL)
    approval = await store.approvals.approve(case.id, shown(case), DRAFT.text, ADA)
    assert approval.needs_second
    assert (await store.cases.find(case.id)).state is CaseState.AWAITING_SECOND


async def test_whoever_approved_does_not_confirm(store: Store, half: Case) -> None:
    with pytest.raises(SamePerson):
        await store.approvals.confirm(half.id, shown(half), ADA)
    assert (await store.cases.find(half.id)).state is CaseState.AWAITING_SECOND


async def test_the_requester_does_not_confirm_either(store: Store, half: Case) -> None:
    herself = Approver("camille", "Camille.Durand@valmorel.example")
    with pytest.raises(OwnRequest):
        await store.approvals.confirm(half.id, shown(half), herself)


async def test_of_two_second_people_at_once_one_confirms(store: Store, half: Case) -> None:
    outcomes = await asyncio.gather(
        *(store.approvals.confirm(half.id, shown(half), who) for who in (BOB, EVE)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, AlreadyDecided) for one in outcomes) == 1
    second = await store.approvals.second_of(await store.approvals.current_approval(half.id))
    assert second in outcomes


async def test_a_message_that_came_meanwhile_refuses_the_second_person(
    store: Store, half: Case
) -> None:
    later = replace(a_ticket().messages[0], id="m2", text="Et à mi-temps ?")
    await store.cases.open_case(a_ticket("1", later))
    with pytest.raises(AlreadyDecided) as refused:
        await store.approvals.confirm(half.id, shown(half), BOB)
    assert refused.value.state is CaseState.STALE
    assert (await read_trail(store.engine, half.id))[-1].details == {"why": "stale"}


async def test_what_is_sent_back_is_a_new_draft_of_the_same_text_with_its_words(
    store: Store, half: Case
) -> None:
    back = await store.approvals.send_back(half.id, shown(half), "Vérifiez le montant.", BOB)
    assert back.draft is not None
    assert (back.state, back.draft.number) == (CaseState.AWAITING_APPROVAL, 2)
    assert (back.draft.text, back.draft.written_by) == (DEAR, OFFICER)
    assert back.draft.words == "Vérifiez le montant."
    assert back.draft.findings == DRAFT.findings
    with pytest.raises(NotApproved):
        await store.approvals.current_approval(half.id)
    with pytest.raises(Stale):
        await store.approvals.approve(half.id, shown(half), DEAR, ADA)


async def test_whoever_corrects_signs_first_and_somebody_else_confirms(
    store: Store, half: Case
) -> None:
    mine = DEAR.replace("1 500", "1 450")
    approval = await store.approvals.amend(half.id, shown(half), mine, BOB)
    assert (approval.approver, approval.decision) == ("bob", Decision.EDITED)
    case = await store.cases.find(half.id)
    assert case.state is CaseState.AWAITING_SECOND
    with pytest.raises(SamePerson):
        await store.approvals.confirm(case.id, shown(case), BOB)
    await store.approvals.confirm(case.id, shown(case), ADA)
    assert (await store.deliveries.plan(case.id)).text == mine


async def test_a_second_signature_that_our_page_did_not_seal_is_none(
    store: Store, half: Case
) -> None:
    approval = await store.approvals.current_approval(half.id)
    forged = Signatures(b"another secret").sign_second(approval, "bob", store.clock())
    async with store.engine.begin() as connection:
        await connection.execute(second_approvals.insert().values(asdict(forged)))
        await connection.execute(cases.update().values(state=CaseState.APPROVED))
    assert await store.approvals.second_of(approval) is None
    with pytest.raises(NotApproved):
        await store.deliveries.plan(half.id)


async def test_every_refusal_is_in_the_trail_with_its_reason_and_without_words(
    store: Store, half: Case
) -> None:
    with pytest.raises(SamePerson):
        await store.approvals.confirm(half.id, shown(half), ADA)
    with pytest.raises(AlreadyDecided):
        await store.approvals.approve(half.id, shown(half), "Autre chose.", BOB)
    kept = [e for e in await read_trail(store.engine, half.id) if e.kind == "approval_refused"]
    assert [(event.actor, event.details) for event in kept] == [
        ("ada", {"why": "same_person"}),
        ("bob", {"why": "already_decided"}),
    ]


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("Vous toucherez 1 500 €.", "1500"),
        ("Vous toucherez 1\u202f500,50\u00a0euros.", "1500.50"),
        ("Vous toucherez 1.500 EUR.", "1500"),
        ("Vous toucherez 1.50 €.", "1.50"),
        ("Un budget de 12 k€.", "12000"),
        ("Soit € 1500.", "1500"),
    ],
)
def test_an_amount_is_read_as_french_letters_write_it(text: str, euros: str) -> None:
    assert max(amounts_in(text)) == Decimal(euros)


@pytest.mark.parametrize(
    "text",
    [
        *("1  500 €", "1\u2009500 €", "1’500 €", "2 M€", "EUR 1500", "1 500,- €", "1 500 (€)"),
        *("Quinze cents euros", "1 500 bruts, en euros", "Montant (€) : 1 500", "1500 d’euros"),
    ],
)
def test_no_way_of_writing_a_large_amount_is_overlooked(plain: Case, text: str) -> None:
    assert TwoPeople().reason(plain, f"Vous toucherez {text}.") != ""


def test_neither_a_year_nor_an_article_nor_our_telephone_is_an_amount(plain: Case) -> None:
    letter = "En 2026, 20 € (décret 85-1250, article L621-1).\n\nDRH, poste 4210"
    assert TwoPeople().reason(plain, letter) == ""


@pytest.mark.parametrize("text", ["25 jours en 2026.", "L’indice 1 500.", "Il est 18 heures."])
def test_what_is_not_euros_is_no_amount(text: str) -> None:
    assert amounts_in(text) == []


@pytest.mark.parametrize("text", ["Deux mille cinq cents euros.", "Soit 2,5 millions d’euros."])
def test_thousands_in_words_are_never_overlooked(plain: Case, text: str) -> None:
    assert TwoPeople().reason(plain, text)


def test_an_amount_at_the_limit_or_a_town_that_sets_none_needs_one_person(
    plain: Case,
) -> None:
    assert TwoPeople().reason(plain, "Soit 1 000 €.") == ""
    assert TwoPeople().reason(plain, "Soit 1 000,01 €.") != ""
    assert TwoPeople(above_eur=Decimal(0)).reason(plain, "Soit 9 000 €.") == ""


@pytest.fixture
def plain() -> Case:
    at = a_ticket().received_at
    return Case("c", a_ticket(), CaseState.AWAITING_APPROVAL, at, at, CLASSIFICATION, DRAFT)
