from datetime import timedelta

from cases.model import CaseState, Urgency
from cases.tray import next_after, read_latest, read_rows
from tests.builders import ALL, AWAITING, Store, a_ticket, bring_to_approval


async def test_a_line_tells_what_an_officer_chooses_by(store: Store) -> None:
    case = await bring_to_approval(store, a_ticket())
    (row,) = await read_rows(store.engine, AWAITING, ALL)
    assert (row.id, row.subject, row.requester) == (case.id, "Mes congés", "Camille Durand")
    assert (row.category, row.urgency, row.sensitive) == ("conges", Urgency.NORMALE, False)
    assert row.outcome == "answer"


async def test_a_case_without_classification_or_draft_has_its_line_too(store: Store) -> None:
    await store.cases.open_case(a_ticket())
    (row,) = await read_rows(store.engine, {CaseState.RECEIVED}, ALL)
    assert (row.category, row.outcome) == (None, None)


async def test_the_last_changed_comes_first_among_the_treated(store: Store) -> None:
    for number in ("1", "2"):
        await bring_to_approval(store, a_ticket(number))
        store.clock.advance(timedelta(minutes=1))
    latest = await read_latest(store.engine, AWAITING, ALL)
    assert latest[0].changed_at > latest[1].changed_at


async def test_after_a_decision_the_next_case_is_the_one_below(store: Store) -> None:
    cases = [await bring_to_approval(store, a_ticket(number)) for number in ("1", "2", "3")]
    rows = await read_rows(store.engine, AWAITING, ALL)
    by_id = {case.id: case for case in cases}
    following = next_after(rows, by_id[rows[0].id])
    assert following is not None
    assert following.id == rows[1].id
    last = next_after(rows, by_id[rows[2].id])
    assert last is not None
    assert last.id == rows[0].id
