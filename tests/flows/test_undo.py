"""A reply that may still be taken back: no run sends it, whoever starts one."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app import run_starts
from app.run_starts import try_to_start_sending
from app.wiring import Wiring
from cases.delivery.deliveries import Deliveries
from cases.model import Case, CaseState, Outcome
from flows.collect_tickets import collect_tickets
from flows.send_reply import send_reply
from tests.builders import ADA, BOB, CLASSIFICATION, DRAFT, shown
from tests.fakes import ScriptedSystem

HOUR = timedelta(hours=1)


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, datetime | None]]:
    """The runs that would have been started, and when each is due (None: at once)."""
    runs: list[tuple[str, datetime | None]] = []

    async def record(
        flow: str, _p: object, _s: object, at: datetime | None = None, _key: object = None
    ) -> None:
        runs.append((flow, at))

    monkeypatch.setattr(run_starts, "_start", record)
    return runs


@pytest.fixture
def slow(office: Wiring) -> Wiring:
    office.deliveries = Deliveries(office.engine, office.approvals, undo=HOUR)
    return office


async def test_a_run_that_begins_too_early_sends_nothing_and_is_due_again_in_time(
    approved: Case,
    slow: Wiring,
    system: ScriptedSystem,
    times: list[tuple[str, datetime | None]],
) -> None:
    assert (await send_reply(approved.id, return_state=True)).name == "Approved"
    assert system.replies == []
    assert times == [("send-reply", approved.changed_at + HOUR)]
    assert (await slow.cases.find(approved.id)).state is CaseState.APPROVED


async def test_taking_up_again_what_nobody_works_on_does_not_send_earlier(
    approved: Case,
    slow: Wiring,
    system: ScriptedSystem,
    times: list[tuple[str, datetime | None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    later = approved.changed_at + timedelta(minutes=5)
    monkeypatch.setattr(slow.leases, "_clock", lambda: later)
    await collect_tickets("demo")
    assert ("send-reply", None) in times
    await send_reply(approved.id)
    assert system.replies == []


async def test_the_page_starts_the_sending_when_the_time_is_over(
    approved: Case, times: list[tuple[str, datetime | None]]
) -> None:
    await try_to_start_sending(approved, HOUR)
    assert times == [("send-reply", approved.changed_at + HOUR)]


async def test_the_run_of_an_approval_taken_back_ends_without_alarm_and_sends_nothing(
    approved: Case, office: Wiring, system: ScriptedSystem
) -> None:
    await office.approvals.withdraw(approved.id, 1, ADA)
    state = await send_reply(approved.id, return_state=True)
    assert (state.name, state.is_completed()) == ("Undone", True)
    assert system.replies == []


async def test_it_ends_without_alarm_too_where_the_requester_is_asked_instead(
    approved: Case, office: Wiring, system: ScriptedSystem
) -> None:
    back = await office.approvals.withdraw(approved.id, 1, ADA)
    ask = replace(DRAFT, outcome=Outcome.ASK, text="Quel jour ?")
    await office.approvals.redraft(approved.id, shown(back), ask, "ask_prepared", ADA)
    assert (await send_reply(approved.id, return_state=True)).name == "Undone"
    assert system.replies == []


async def test_it_ends_without_alarm_too_where_another_text_awaits_a_second_person(
    approved: Case, office: Wiring, system: ScriptedSystem
) -> None:
    back = await office.approvals.withdraw(approved.id, 1, ADA)
    await office.approvals.approve(approved.id, shown(back), "Soit 5 000 €.", ADA)
    assert (await send_reply(approved.id, return_state=True)).name == "Undone"
    assert system.replies == []


async def test_a_draft_written_anew_after_an_approval_taken_back_is_refused_as_any(
    approved: Case, office: Wiring, system: ScriptedSystem
) -> None:
    await office.approvals.withdraw(approved.id, 1, ADA)
    await office.cases.move(approved.id, CaseState.STALE)
    await office.cases.record_classification(approved.id, CLASSIFICATION)
    await office.cases.record_draft(approved.id, DRAFT)
    await office.cases.move(approved.id, CaseState.AWAITING_APPROVAL)
    assert (await send_reply(approved.id, return_state=True)).name == "Refused"
    assert system.replies == []


async def test_what_awaits_a_second_person_is_not_sent_then_leaves_once(
    drafted: Case, office: Wiring, system: ScriptedSystem
) -> None:
    await office.approvals.approve(drafted.id, shown(drafted), "Soit 5 000 €.", ADA)
    assert (await send_reply(drafted.id, return_state=True)).name == "Refused"
    assert system.replies == []
    await office.approvals.confirm(drafted.id, shown(drafted), BOB)
    assert (await send_reply(drafted.id, return_state=True)).name == "Answered"
    assert [text for _, text, _ in system.replies] == ["Soit 5 000 €."]
