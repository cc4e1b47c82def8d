from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from cases.audit.trail import read_trail, verify
from cases.decisions.approvals import AlreadyDecided
from cases.decisions.signatures import NotApproved
from cases.model import Case, CaseState, Message
from cases.people.access import Role
from cases.people.accounts import Account
from cases.queues import deadlines
from cases.queues.deadlines import AWAITING, EXPIRED, EXPIRED_AGAIN, Due, Head, Notice
from cases.tables import cases
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

DUE = datetime(2026, 11, 26, 22, 59, 59, tzinfo=UTC)
FAR = DUE + timedelta(days=365)


async def due_case(store: Store, number: str = "1", due_at: datetime = DUE) -> Case:
    case = await bring_to_approval(store, a_ticket(number))
    await deadlines.set_due(store.engine, case.id, due_at)
    return await store.cases.find(case.id)


async def read(store: Store, until: datetime = FAR) -> list[Due]:
    return await deadlines.read_due(store.engine, until)


async def test_a_deadline_is_kept_with_the_classification(store: Store) -> None:
    case = await store.cases.open_case(a_ticket())
    classified = await store.cases.record_classification(case.id, CLASSIFICATION, due_at=DUE)
    assert classified.due_at == (await store.cases.find(case.id)).due_at == DUE


async def test_what_awaits_a_person_is_listed_by_deadline_until_an_instant(store: Store) -> None:
    late = await due_case(store, "1", DUE - timedelta(days=1))
    near = await due_case(store, "2")
    await due_case(store, "3", DUE + timedelta(seconds=1))
    answered = await due_case(store, "4")
    await store.approvals.approve(answered.id, shown(answered), DRAFT.text, ADA)
    assert [one.ticket.case_id for one in await read(store, DUE)] == [late.id, near.id]


async def test_of_two_workers_one_tells_and_the_other_does_not(store: Store) -> None:
    await due_case(store)
    (one,) = await read(store)
    at = store.clock()
    assert await deadlines.claim(store.engine, one, Notice.REMINDED, at)
    assert not await deadlines.claim(store.engine, one, Notice.REMINDED, at)
    assert await deadlines.claim(store.engine, one, Notice.ESCALATED, at)
    (after,) = await read(store)
    assert after.notices == {Notice.REMINDED, Notice.ESCALATED}


async def test_a_case_decided_meanwhile_is_not_told(store: Store) -> None:
    case = await due_case(store)
    (one,) = await read(store)
    await store.approvals.approve(case.id, shown(case), DRAFT.text, ADA)
    assert not await deadlines.claim(store.engine, one, Notice.REMINDED, store.clock())


async def test_what_did_not_leave_can_be_claimed_again_and_another_s_claim_stays(
    store: Store,
) -> None:
    case = await due_case(store)
    (one,) = await read(store)
    at = store.clock()
    await deadlines.claim(store.engine, one, Notice.REMINDED, at)
    await deadlines.release(store.engine, [case.id], Notice.REMINDED, at - timedelta(minutes=15))
    assert not await deadlines.claim(store.engine, one, Notice.REMINDED, at)
    await deadlines.release(store.engine, [case.id], Notice.REMINDED, at)
    assert await deadlines.claim(store.engine, one, Notice.REMINDED, at)


async def test_another_deadline_is_told_anew_and_the_same_one_is_not(store: Store) -> None:
    case = await due_case(store)
    (one,) = await read(store)
    await deadlines.claim(store.engine, one, Notice.REMINDED, store.clock())
    reminded = frozenset({Notice.REMINDED})
    for due_at, told in ((DUE, reminded), (DUE + timedelta(days=5), frozenset[Notice]())):
        await store.cases.move(case.id, CaseState.STALE, "texte changé : note.md")
        await store.cases.record_classification(case.id, CLASSIFICATION, due_at=due_at)
        await store.cases.record_draft(case.id, DRAFT)
        await store.cases.move(case.id, CaseState.AWAITING_APPROVAL)
        (again,) = await read(store)
        assert (again.due_at, again.notices) == (due_at, told)


async def test_a_case_without_deadline_is_found_once(store: Store) -> None:
    case = await bring_to_approval(store, a_ticket())
    assert [one.id for one in await deadlines.read_undated(store.engine)] == [case.id]
    await deadlines.set_due(store.engine, case.id, DUE)
    await deadlines.set_due(store.engine, case.id, FAR)
    assert await deadlines.read_undated(store.engine) == []
    assert (await store.cases.find(case.id)).due_at == DUE


async def test_who_was_told_is_in_the_trail_without_an_address(store: Store) -> None:
    case = await due_case(store)
    await deadlines.record_notice(store.engine, [case.id], Notice.ESCALATED, store.clock(), "mail")
    last = (await read_trail(store.engine, case.id))[-1]
    assert (last.kind, last.details) == ("escalated", {"by": "mail"})
    assert await verify(store.engine) is None


async def expire_oldest(store: Store) -> CaseState | None:
    (old,) = await deadlines.read_old_drafts(store.engine, store.clock() + timedelta(seconds=1))
    return await expire(store, old)


async def expire(store: Store, old: deadlines.OldDraft) -> CaseState | None:
    return await deadlines.expire(store.engine, store.approvals.signatures, old, store.clock())


async def redraft(store: Store, case: Case) -> Case:
    await store.cases.record_classification(case.id, CLASSIFICATION, due_at=DUE)
    await store.cases.record_draft(case.id, DRAFT)
    return await store.cases.move(case.id, CaseState.AWAITING_APPROVAL)


async def test_an_expired_draft_is_stale_and_its_approval_refused(store: Store) -> None:
    case = await due_case(store)
    assert await expire_oldest(store) is CaseState.STALE
    assert (await store.cases.find(case.id)).reason == EXPIRED
    with pytest.raises(AlreadyDecided):
        await store.approvals.approve(case.id, shown(case), DRAFT.text, ADA)


async def test_a_second_expiry_in_a_row_goes_to_a_person_and_a_head_is_told_again(
    store: Store,
) -> None:
    case = await due_case(store)
    (one,) = await read(store)
    await deadlines.claim(store.engine, one, Notice.ESCALATED, store.clock())
    await expire_oldest(store)
    await redraft(store, case)
    assert await expire_oldest(store) is CaseState.HANDED_OVER
    (given_up,) = await read(store)
    assert (given_up.state, given_up.notices) == (CaseState.HANDED_OVER, frozenset[Notice]())
    assert (await store.cases.find(case.id)).reason == EXPIRED_AGAIN
    assert await deadlines.claim(store.engine, given_up, Notice.ESCALATED, store.clock())
    assert not await deadlines.claim(store.engine, given_up, Notice.ESCALATED, store.clock())


async def test_a_letter_that_awaits_a_second_person_is_due_and_expires_likewise(
    store: Store,
) -> None:
    case = await due_case(store)
    for ends_in in (CaseState.STALE, CaseState.HANDED_OVER):
        case = await store.cases.find(case.id)
        await store.approvals.approve(case.id, shown(case), "Vous toucherez 1 500 €.", ADA)
        (half,) = await read(store)
        assert half.state is CaseState.AWAITING_SECOND
        assert await expire_oldest(store) is ends_in
        with pytest.raises(AlreadyDecided):
            await store.approvals.confirm(case.id, shown(case), BOB)
        with pytest.raises(NotApproved):
            await store.deliveries.plan(case.id)
        if ends_in is CaseState.STALE:
            await redraft(store, case)


async def test_a_draft_that_a_text_changed_in_between_may_expire_once_more(store: Store) -> None:
    case = await due_case(store)
    await expire_oldest(store)
    await redraft(store, case)
    await store.cases.move(case.id, CaseState.STALE, "texte changé : note.md")
    await redraft(store, case)
    assert await expire_oldest(store) is CaseState.STALE


async def test_a_draft_decided_or_done_again_meanwhile_does_not_expire(store: Store) -> None:
    case = await due_case(store)
    (old,) = await deadlines.read_old_drafts(store.engine, FAR)
    assert await expire(store, replace(old, number=2)) is None
    await store.approvals.approve(case.id, shown(case), DRAFT.text, ADA)
    assert await expire(store, old) is None
    assert (await store.cases.find(case.id)).state is CaseState.APPROVED


async def test_a_draft_is_old_by_its_own_age(store: Store) -> None:
    await due_case(store)
    made = store.clock()
    assert await deadlines.read_old_drafts(store.engine, made) == []
    assert len(await deadlines.read_old_drafts(store.engine, made + timedelta(seconds=1))) == 1


async def test_heads_are_open_accounts_with_an_address(store: Store) -> None:
    head = frozenset({Role.OFFICER, Role.HEAD})
    for account in (
        Account("a", "A", "a@valmorel.example", head, frozenset({"paie"})),
        Account("b", "B", "", head),
        Account("c", "C", "c@valmorel.example"),
    ):
        await store.accounts.create(account, "un mot de passe long")
    assert await deadlines.read_heads(store.engine) == [
        Head("a@valmorel.example", frozenset({"paie"}))
    ]


def test_the_requester_waits_since_the_first_word_that_nobody_answered() -> None:
    at = datetime(2026, 12, 1, tzinfo=UTC)
    words = [
        Message(str(n), "x", at + timedelta(days=n), "", from_requester=theirs)
        for n, theirs in enumerate([True, False, True, True])
    ]
    ticket = a_ticket()
    assert deadlines.waiting_since(ticket) == ticket.received_at
    assert deadlines.waiting_since(a_ticket("1", *words)) == at + timedelta(days=2)
    assert deadlines.waiting_since(a_ticket("1", *words[:2])) == ticket.received_at


async def test_what_is_due_is_found_by_its_index(sqlite_store: Store) -> None:
    state = ",".join(f"'{each}'" for each in AWAITING)
    query = f"EXPLAIN QUERY PLAN SELECT id FROM cases WHERE state IN ({state}) AND due_at <= 'x'"  # noqa: S608 - constants
    async with sqlite_store.engine.connect() as connection:
        plan = str((await connection.execute(sa.text(query))).all())
    assert "ix_cases_state_due_at" in plan
    assert {"due_at", "reminded_at", "escalated_at"} <= set(cases.c.keys())
