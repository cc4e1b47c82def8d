from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases.audit.trail import MACHINE, read_trail, verify
from cases.decisions.approvals import AlreadyDecided
from cases.model import CaseState, Passage
from cases.queues.undecided import read_set_aside, read_stale, read_undecided
from cases.ticket_name import TicketName
from tests.builders import ADA, CLASSIFICATION, DRAFT, Store, a_ticket, bring_to_approval, shown

QUOTING = replace(DRAFT, passages=(Passage("note.md", "Places", "12 places.", 0.9, "", "abc-0"),))


async def test_only_drafts_that_nobody_decided_of_are_undecided(store: Store) -> None:
    awaiting = await bring_to_approval(store, a_ticket("1"), QUOTING)
    decided = await bring_to_approval(store, a_ticket("2"))
    await store.approvals.approve(decided.id, shown(decided), DRAFT.text, ADA)
    await store.cases.open_case(a_ticket("3"))
    (found,) = await read_undecided(store.engine)
    assert found.ticket == TicketName(awaiting.id, "demo", "1")
    assert found.draft == awaiting.draft
    assert found.received_on == date(2026, 11, 23)


async def test_the_evidence_of_a_draft_stands_since_its_classification(store: Store) -> None:
    case = await store.cases.open_case(a_ticket())
    await store.cases.record_classification(case.id, CLASSIFICATION)
    classified = store.clock()
    store.clock.advance(timedelta(minutes=5))
    await store.cases.record_draft(case.id, QUOTING)
    (found,) = await read_undecided(store.engine)
    assert found.since == classified


async def test_a_draft_set_aside_is_stale_with_its_reason_and_one_event(store: Store) -> None:
    case = await bring_to_approval(store, a_ticket(), QUOTING)
    before = (await read_trail(store.engine))[-1].seq
    assert await store.cases.set_aside(case.id, 1, "texte changé : note.md")
    assert not await store.cases.set_aside(case.id, 1, "texte changé : note.md")
    after = await store.cases.find(case.id)
    assert (after.state, after.reason) == (CaseState.STALE, "texte changé : note.md")
    (event,) = [event for event in await read_trail(store.engine, case.id) if event.seq > before]
    assert (event.actor, event.kind) == (MACHINE, "stale")
    assert event.details == {"from": "awaiting_approval", "reason": "texte changé : note.md"}
    assert await verify(store.engine) is None


async def test_an_approval_of_a_draft_set_aside_is_refused(store: Store) -> None:
    case = await bring_to_approval(store, a_ticket(), QUOTING)
    await store.cases.set_aside(case.id, 1, "texte changé : note.md")
    with pytest.raises(AlreadyDecided) as refusal:
        await store.approvals.approve(case.id, shown(case), DRAFT.text, ADA)
    assert refusal.value.state is CaseState.STALE


async def test_what_was_approved_or_drafted_again_meanwhile_is_left_alone(store: Store) -> None:
    case = await bring_to_approval(store, a_ticket(), QUOTING)
    assert not await store.cases.set_aside(case.id, 2, "texte changé : note.md")
    await store.approvals.approve(case.id, shown(case), DRAFT.text, ADA)
    assert not await store.cases.set_aside(case.id, 1, "texte changé : note.md")
    assert (await store.cases.find(case.id)).state is CaseState.APPROVED


async def test_cases_set_aside_are_told_and_wait_until_they_are_handled(store: Store) -> None:
    case = await bring_to_approval(store, a_ticket("1"), QUOTING)
    other = await bring_to_approval(store, a_ticket("2"))
    await store.cases.move(other.id, CaseState.STALE, "nouveau message dans le ticket")
    await store.cases.set_aside(case.id, 1, "texte changé : note.md")
    named = [TicketName(case.id, "demo", "1")]
    assert await read_set_aside(store.engine, "texte changé") == named
    assert await read_stale(store.engine, "texte changé") == named
    last = (await read_trail(store.engine))[-1].seq
    await store.cases.record_classification(case.id, CLASSIFICATION)
    assert await read_stale(store.engine, "texte changé") == []
    assert await read_set_aside(store.engine, "texte changé") == named
    assert await read_set_aside(store.engine, "texte changé", after=last) == []
