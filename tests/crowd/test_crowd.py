"""Many officers at once over HTTP: one decision of each case, and none lost."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cases.audit.trail import Event
from cases.model import CaseState
from tests.builders import Store
from tests.crowd.day import fill, work
from tests.crowd.verdict import faults_of, second_decisions


async def test_ten_officers_who_race_for_thirty_cases_decide_each_of_them_once(
    sqlite_store: Store,
) -> None:
    logins = await fill(sqlite_store, 30, 10)
    day = await work(str(sqlite_store.engine.url), logins, 120)
    assert await faults_of(sqlite_store.engine, day.told, 30) == []
    assert {one.status for one in day.took} <= {200, 204, 286, 303, 404, 409}
    assert len({case_id for _, case_id, _ in day.told}) == 30
    assert day.late > 0


def said(seq: int, who: str, kind: str, reason: str = "") -> Event:
    return Event(seq, "c", datetime(2026, 11, 24, tzinfo=UTC), who, kind, {"reason": reason})


APPROVED, HALF = CaseState.APPROVED, CaseState.AWAITING_SECOND


@pytest.mark.parametrize(
    "trail",
    [
        [said(1, "ada", APPROVED), said(2, "bob", APPROVED)],
        [said(1, "ada", APPROVED), said(2, "bob", CaseState.REJECTED)],
        [said(1, "ada", HALF), said(2, "ada", APPROVED, "confirmé brouillon 1")],
        [said(1, "ada", APPROVED, "confirmé brouillon 1")],
        [said(1, "ada", "approval_withdrawn")],
    ],
)
def test_what_must_never_be_in_a_trail_is_told(trail: list[Event]) -> None:
    assert len(second_decisions(trail)) == 1


def test_a_second_person_and_an_approval_taken_back_are_no_second_decision() -> None:
    trail = [
        said(1, "ada", HALF),
        said(2, "bob", APPROVED, "confirmé brouillon 1"),
        said(3, "bob", "approval_withdrawn"),
        said(4, "ada", CaseState.REJECTED),
    ]
    elsewhere = replace(said(5, "ada", APPROVED), case_id="d")
    assert second_decisions([*trail, elsewhere]) == []
