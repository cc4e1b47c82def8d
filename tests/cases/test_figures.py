"""What heads are shown is counted by the database, and by both of them alike."""

from dataclasses import replace
from datetime import datetime, timedelta
from importlib import import_module

import pytest
import sqlalchemy as sa

from cases.audit import trail
from cases.audit.figures import (
    Cost,
    DecisionCount,
    DraftCount,
    Figures,
    ReceivedCount,
    read_cost,
    read_figures,
)
from cases.model import Case, CaseState, Outcome, Ticket
from cases.model_call import ModelCall
from cases.people.access import Scope
from cases.store.records import DeliveryState
from cases.tables import approvals, drafts
from tests.builders import (
    ADA,
    ALL,
    CLASSIFICATION,
    DRAFT,
    Store,
    a_ticket,
    bring_to_approval,
    shown,
)

WEEK = timedelta(days=7)
CALL = ModelCall("drafter", "local (essai)", 100, 20, cost_eur=0.25, gco2e=None)


def two_weeks(store: Store) -> list[datetime]:
    start = store.clock() - timedelta(hours=1)
    return [start, start + WEEK, start + 2 * WEEK]


async def send(store: Store, case: Case, text: str = DRAFT.text) -> None:
    await store.approvals.approve(case.id, shown(case), text, ADA)
    delivery = await store.deliveries.start(await store.deliveries.plan(case.id))
    assert delivery
    await store.deliveries.settle(await store.deliveries.record(delivery, DeliveryState.SENT))


async def count(store: Store, cuts: list[datetime]) -> Figures:
    return await read_figures(store.engine, ALL, cuts)


async def test_requests_are_counted_where_they_stand_in_the_week_they_came(store: Store) -> None:
    cuts = two_weeks(store)
    await store.cases.open_case(arrived(store, "1"))
    store.clock.advance(WEEK)
    await bring_to_approval(store, arrived(store, "2"))
    await bring_to_approval(store, arrived(store, "3"))
    found = await count(store, cuts)
    assert sorted(found.received, key=lambda row: row.piece) == [
        ReceivedCount(0, None, CaseState.RECEIVED, 1),
        ReceivedCount(1, "conges", CaseState.AWAITING_APPROVAL, 2),
    ]
    assert found.drafted == (DraftCount(1, "conges", Outcome.ANSWER, 2),)


async def test_a_head_of_a_group_is_counted_the_cases_of_that_group_alone(store: Store) -> None:
    cuts = two_weeks(store)
    case = await store.cases.open_case(arrived(store, "1"))
    await store.cases.record_classification(case.id, CLASSIFICATION, [CALL])
    await store.cases.record_draft(case.id, DRAFT)
    await send(store, await store.cases.move(case.id, CaseState.AWAITING_APPROVAL))
    declined = await bring_to_approval(store, arrived(store, "2"))
    await decline(store, declined, CaseState.REJECTED, "double")
    pay, leave = (Scope("zoe", plain=frozenset({name})) for name in ("paie", "conges"))
    assert await read_figures(store.engine, pay, cuts) == Figures((), (), (), (), ())
    assert await read_figures(store.engine, leave, cuts) == await count(store, cuts)


async def test_what_happened_outside_the_period_is_left_out(store: Store) -> None:
    cuts = two_weeks(store)
    store.clock.advance(2 * WEEK)
    case = await bring_to_approval(store, arrived(store, "1"))
    await send(store, case)
    assert await count(store, cuts) == Figures((), (), (), (), ())


async def test_a_letter_counts_from_the_arrival_of_its_request_to_its_leaving(store: Store) -> None:
    cuts = two_weeks(store)
    case = await bring_to_approval(store, arrived(store, "1"))
    store.clock.advance(timedelta(hours=30))
    await send(store, case)
    (letter,) = (await count(store, cuts)).sent
    assert letter.seconds == pytest.approx(30 * 3600, abs=1)
    assert (letter.category, letter.outcome, letter.later) == ("conges", Outcome.ANSWER, False)


async def test_a_second_letter_in_one_ticket_is_told_from_the_first(store: Store) -> None:
    cuts = two_weeks(store)
    first = arrived(store, "1")
    await send(store, await bring_to_approval(store, first))
    store.clock.advance(timedelta(days=1))
    news = replace(first.messages[0], id="m2", text="Et l'an prochain ?")
    again = await bring_to_approval(store, replace(first, messages=(*first.messages, news)))
    await send(store, again)
    assert sorted(letter.later for letter in (await count(store, cuts)).sent) == [False, True]


async def test_approved_edited_rejected_and_taken_over_are_told_apart(store: Store) -> None:
    cuts = two_weeks(store)
    waiting = [await bring_to_approval(store, arrived(store, n)) for n in ("1", "2", "3", "4")]
    await store.approvals.approve(waiting[0].id, shown(waiting[0]), DRAFT.text, ADA)
    await store.approvals.approve(
        waiting[1].id, shown(waiting[1]), DRAFT.text + " Bien à vous.", ADA
    )
    await decline(store, waiting[2], CaseState.REJECTED, "double")
    await decline(store, waiting[3], CaseState.HANDED_OVER, "moi")
    found = (await count(store, cuts)).decided
    assert {(row.decision, row.choice, row.count) for row in found} == {
        ("approved", "", 1),
        ("edited", "", 1),
        ("rejected", "double", 1),
        ("handed_over", "moi", 1),
    }
    assert {(row.category, row.written_by) for row in found} == {("conges", "template")}


async def test_the_size_of_a_correction_is_kept_with_the_approval(store: Store) -> None:
    cuts = two_weeks(store)
    case = await bring_to_approval(store, arrived(store, "1"))
    await store.approvals.approve(case.id, shown(case), DRAFT.text.replace("25", "30"), ADA)
    (row,) = (await count(store, cuts)).decided
    assert (row.decision, row.band) == ("edited", 1)
    assert row.shares == pytest.approx(1 / 7)
    assert (await store.approvals.current_approval(case.id)).edit_share == pytest.approx(1 / 7)


async def test_an_approval_whose_change_was_not_measured_has_no_size(store: Store) -> None:
    cuts = two_weeks(store)
    case = await bring_to_approval(store, arrived(store, "1"))
    approval = await store.approvals.approve(case.id, shown(case), "Autre lettre.", ADA)
    other = await bring_to_approval(store, arrived(store, "2"))
    old = {c.name: getattr(approval, c.name) for c in approvals.columns}
    old |= {"id": "old", "case_id": other.id, "edit_share": None}
    async with store.engine.begin() as connection:
        await connection.execute(approvals.insert().values(old))
    assert {row.band for row in (await count(store, cuts)).decided} == {None, 3}


async def test_a_case_taken_over_and_drafted_anew_counts_the_draft_that_was_refused(
    store: Store,
) -> None:
    cuts = two_weeks(store)
    ticket = arrived(store, "1")
    case = await bring_to_approval(store, ticket, replace(DRAFT, written_by="local (essai)"))
    await decline(store, case, CaseState.REJECTED, "inexacte")
    news = replace(ticket.messages[0], id="m2", text="Alors ?")
    await bring_to_approval(store, replace(ticket, messages=(*ticket.messages, news)))
    assert (await count(store, cuts)).decided == (
        DecisionCount(0, "conges", "local (essai)", "rejected", 1, choice="inexacte"),
    )


async def test_what_the_machine_hands_over_is_no_officers_decision(store: Store) -> None:
    cuts = two_weeks(store)
    case = await bring_to_approval(store, arrived(store, "1"))
    await store.cases.move(case.id, CaseState.HANDED_OVER)
    assert (await count(store, cuts)).decided == ()


async def test_the_chosen_reason_enters_the_trail_and_the_typed_words_do_not(store: Store) -> None:
    case = await bring_to_approval(store, arrived(store, "1"))
    await decline(store, case, CaseState.REJECTED, "double")
    last = (await trail.read_trail(store.engine, case.id))[-1]
    assert last.details["choice"] == "double"
    assert "Mots de la personne" not in str(last)


async def test_calls_to_models_are_added_up_by_route_and_by_case(store: Store) -> None:
    cuts = two_weeks(store)
    case = await store.cases.open_case(arrived(store, "1"))
    await store.cases.record_classification(case.id, CLASSIFICATION, [CALL])
    await store.cases.record_draft(case.id, DRAFT, [CALL, replace(CALL, cost_eur=None)])
    (spent,) = (await count(store, cuts)).spent
    assert (spent.calls, spent.tokens_in, spent.tokens_out) == (3, 300, 60)
    assert (spent.cost_eur, spent.priced, spent.gco2e, spent.weighed) == (0.5, 2, None, 0)
    assert await read_cost(store.engine, case.id) == Cost(3, 0.5, None, None, 360)
    assert await read_cost(store.engine, "nobody") == Cost(0, None, None)


async def test_no_call_is_kept_when_its_draft_is_not(store: Store) -> None:
    cuts = two_weeks(store)
    case = await store.cases.open_case(arrived(store, "1"))
    with pytest.raises(Exception, match="no step leads"):
        await store.cases.record_draft(case.id, DRAFT, [CALL])
    assert (await count(store, cuts)).spent == ()


async def test_the_migration_fills_in_what_drafts_made_before_it_do(store: Store) -> None:
    cuts = two_weeks(store)
    await bring_to_approval(store, arrived(store, "1"), replace(DRAFT, outcome=Outcome.ASK))
    migration = import_module("cases.migrations.versions.0011_figures")
    async with store.engine.begin() as connection:
        await connection.execute(drafts.update().values(outcome="", written_by=""))
        await connection.execute(migration.FILL)
        row = (await connection.execute(sa.select(drafts))).mappings().one()
    assert (row["outcome"], row["written_by"]) == ("ask", "template")
    assert (await count(store, cuts)).drafted == (DraftCount(0, "conges", Outcome.ASK, 1),)


def arrived(store: Store, number: str) -> Ticket:
    return replace(a_ticket(number), received_at=store.clock())


async def decline(store: Store, case: Case, to: CaseState, choice: str) -> None:
    await store.approvals.decline(
        case.id, shown(case), ADA, to, "Mots de la personne", choice=choice
    )
