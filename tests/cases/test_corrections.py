"""Corrections stay with their case: who, when, of what; the trail never says what was written."""

import json
from datetime import timedelta

import pytest

from cases.audit.trail import read_trail, verify
from cases.decisions.approvals import AlreadyDecided, Approver, DraftRef, OwnRequest, Stale
from cases.decisions.corrections import CORRECTED, REASON, Change
from cases.model import Case, CaseState, CorrectionKind, Message, current_corrections
from tests.builders import ADA, BOB, CLASSIFICATION, DRAFT, Store, a_ticket, shown

STATUT = Change("statut", CorrectionKind.VALUE, "contractuel", "titulaire")
CATEGORY = Change("category", CorrectionKind.VALUE, "maladie", "conges")


async def drafted_again(store: Store, case: Case) -> Case:
    await store.cases.record_classification(case.id, CLASSIFICATION)
    await store.cases.record_draft(case.id, DRAFT)
    return await store.cases.move(case.id, CaseState.AWAITING_APPROVAL)


async def test_corrections_are_kept_and_make_the_draft_stale(store: Store, awaiting: Case) -> None:
    case = await store.corrections.correct(awaiting.id, shown(awaiting), ADA, [STATUT, CATEGORY])
    assert case == await store.cases.find(awaiting.id)
    assert (case.state, case.reason) == (CaseState.STALE, REASON)
    one, other = case.corrections
    assert (one.about, one.kind, one.value, one.read) == (
        "statut",
        CorrectionKind.VALUE,
        "contractuel",
        "titulaire",
    )
    assert (one.by, one.at, other.about) == ("ada", store.clock(), "category")


async def test_the_trail_says_of_which_fact_and_by_whom_and_no_value(
    store: Store, awaiting: Case
) -> None:
    await store.corrections.correct(awaiting.id, shown(awaiting), ADA, [STATUT, CATEGORY])
    trail = await read_trail(store.engine, awaiting.id)
    told = [event for event in trail if event.kind == CORRECTED]
    assert [event.details for event in told] == [
        {"about": "statut", "said": "value"},
        {"about": "category", "said": "value"},
    ]
    assert [(event.kind, event.actor) for event in trail[-3:]] == [
        (CORRECTED, "ada"),
        (CORRECTED, "ada"),
        ("stale", "ada"),
    ]
    written = json.dumps([event.details for event in trail])
    assert "contractuel" not in written
    assert await verify(store.engine) is None


async def test_the_last_word_counts_and_a_withdrawn_one_no_more(
    store: Store, awaiting: Case
) -> None:
    again = awaiting
    for change in (STATUT, Change("statut", CorrectionKind.NOT_SAID, "", "contractuel"), CATEGORY):
        await store.corrections.correct(again.id, shown(again), ADA, [change])
        again = await drafted_again(store, again)
    assert current_corrections(again.corrections)["statut"].kind is CorrectionKind.NOT_SAID
    await store.corrections.correct(
        again.id, shown(again), BOB, [Change("statut", CorrectionKind.AS_READ)]
    )
    case = await store.cases.find(again.id)
    assert current_corrections(case.corrections).keys() == {"category"}
    assert len(case.corrections) == 4


async def test_a_new_message_keeps_the_corrections(store: Store, awaiting: Case) -> None:
    await store.corrections.correct(awaiting.id, shown(awaiting), ADA, [STATUT])
    again = await drafted_again(store, awaiting)
    at = store.clock() + timedelta(hours=1)
    later = Message("m2", "Camille Durand", at, "Je suis titulaire.", from_requester=True)
    case = await store.cases.open_case(a_ticket("1", later))
    assert case.state is CaseState.STALE
    assert case.corrections == again.corrections


async def test_another_draft_than_the_one_on_screen_is_not_corrected(
    store: Store, awaiting: Case
) -> None:
    screen = shown(awaiting)
    for other in (
        DraftRef(screen.draft_number + 1, screen.draft_sha256),
        DraftRef(screen.draft_number, "0" * 64),
    ):
        with pytest.raises(Stale):
            await store.corrections.correct(awaiting.id, other, ADA, [STATUT])
    assert (await store.cases.find(awaiting.id)).corrections == ()


async def test_nobody_corrects_their_own_request(store: Store, awaiting: Case) -> None:
    camille = Approver("camille", awaiting.ticket.requester_email.upper())
    with pytest.raises(OwnRequest):
        await store.corrections.correct(awaiting.id, shown(awaiting), camille, [STATUT])
    assert await store.cases.find(awaiting.id) == awaiting


@pytest.mark.parametrize("to", [CaseState.HANDED_OVER, CaseState.REJECTED])
async def test_what_was_decided_is_corrected_no_more(
    store: Store, awaiting: Case, to: CaseState
) -> None:
    await store.approvals.decline(awaiting.id, shown(awaiting), BOB, to, "Je réponds.")
    with pytest.raises(AlreadyDecided):
        await store.corrections.correct(awaiting.id, shown(awaiting), ADA, [STATUT])
    assert (await store.cases.find(awaiting.id)).state is to


async def test_a_letter_on_its_way_is_corrected_no_more(store: Store, awaiting: Case) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, BOB)
    with pytest.raises(AlreadyDecided):
        await store.corrections.correct(awaiting.id, shown(awaiting), ADA, [STATUT])


async def test_a_draft_that_was_corrected_is_not_approved(store: Store, awaiting: Case) -> None:
    await store.corrections.correct(awaiting.id, shown(awaiting), ADA, [STATUT])
    with pytest.raises(AlreadyDecided):
        await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, BOB)


async def test_no_correction_sets_nothing_aside(store: Store, awaiting: Case) -> None:
    with pytest.raises(ValueError, match="nothing to correct"):
        await store.corrections.correct(awaiting.id, shown(awaiting), ADA, [])
    assert await store.cases.find(awaiting.id) == awaiting
