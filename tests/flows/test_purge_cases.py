"""Closed cases lose their words by age: by the flow and by hand, killed on the way or not."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from prefect import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey

from app.settings.sections import Retention
from app.wiring import Wiring
from cases.audit.proof import first_unproven
from cases.audit.trail import read_trail, verify
from cases.model import Case, CaseState, Message
from cases.retention.clearing import CLEARED, Clearing, Clearings, Obstacle
from cases.retention.traces import REMOVED
from cases.store.database import now
from flows import dashboard
from flows import purge_cases as module
from flows.dashboard import DashboardAway
from flows.handle_ticket import handle_ticket
from flows.purge_cases import count_aged, purge, purge_cases
from flows.send_reply import send_reply
from tests.builders import ADA, DRAFT, a_ticket, shown
from tests.fakes import ScriptedSystem

pytestmark = pytest.mark.prefect

LATER = timedelta(days=31)
ALL_30 = Retention(
    answered_days=30, awaiting_requester_days=30, rejected_days=30, closed_elsewhere_days=30
)


@pytest.fixture(autouse=True)
def thirty_days(office: Wiring) -> None:
    office.settings = office.settings.model_copy(update={"retention": ALL_30})


@pytest.fixture
def a_month_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.purge_cases.now", lambda: now() + LATER)


async def answered(office: Wiring, system: ScriptedSystem, number: str) -> Case:
    system.tickets[number] = a_ticket(number)
    await handle_ticket("demo", number)
    case = await office.cases.find_ticket("demo", number)
    assert case is not None
    await office.approvals.approve(case.id, shown(case), DRAFT.text, ADA)
    await send_reply(case.id)
    case = await office.cases.find(case.id)
    assert case.state is CaseState.ANSWERED
    return case


async def subjects(office: Wiring, cases: Sequence[Case]) -> list[str]:
    return [(await office.cases.find(case.id)).ticket.subject for case in cases]


async def reports_of(number: str) -> int:
    key = ArtifactFilter(key=ArtifactFilterKey(any_=[f"ticket-demo-{number}"]))
    async with get_client() as client:
        return len(await client.read_artifacts(artifact_filter=key))


async def is_proved(office: Wiring) -> bool:
    unproven = await first_unproven(office.engine, office.approvals.signatures)
    return not await verify(office.engine) and not unproven


@pytest.mark.usefixtures("a_month_later")
async def test_a_month_later_the_words_are_gone_and_what_is_open_stays(
    office: Wiring, system: ScriptedSystem, drafted: Case
) -> None:
    closed = await answered(office, system, "77")
    assert await reports_of("77") == 1
    state = await purge_cases(return_state=True)
    assert (state.name, state.message) == ("Purged", "1 dossier(s) effacé(s), 0 en cours.")
    assert await subjects(office, [closed, drafted]) == ["", "Mes congés"]
    assert await reports_of("77") == 0
    assert await is_proved(office)
    assert [event.kind for event in await read_trail(office.engine)][-2:] == [CLEARED, REMOVED]
    again = await purge_cases(return_state=True)
    assert again.message == "0 dossier(s) effacé(s), 0 en cours."


async def test_before_its_time_nothing_is_cleared(office: Wiring, system: ScriptedSystem) -> None:
    closed = await answered(office, system, "1")
    await purge_cases()
    assert await subjects(office, [closed]) == ["Mes congés"]


@pytest.mark.usefixtures("a_month_later")
async def test_a_state_that_is_kept_for_ever_is_kept(
    office: Wiring, system: ScriptedSystem
) -> None:
    closed = await answered(office, system, "1")
    never = ALL_30.model_copy(update={"answered_days": 0})
    office.settings = office.settings.model_copy(update={"retention": never})
    await purge_cases()
    assert await subjects(office, [closed]) == ["Mes congés"]


async def test_what_would_be_cleared_is_counted_by_state_and_stays(
    office: Wiring, system: ScriptedSystem
) -> None:
    closed = [await answered(office, system, number) for number in "12"]
    assert await count_aged(office, now() + LATER) == {CaseState.ANSWERED: 2}
    assert await subjects(office, closed) == ["Mes congés"] * 2


async def test_killed_in_the_middle_it_carries_on(
    office: Wiring, system: ScriptedSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = [await answered(office, system, number) for number in "1234"]
    monkeypatch.setattr("cases.retention.clearing.BATCH", 2)
    clear, left = Clearings.clear, [2]

    async def dies(self: Clearings, case_id: str, clearing: Clearing) -> Obstacle | None:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return await clear(self, case_id, clearing)

    with monkeypatch.context() as patch:
        patch.setattr(Clearings, "clear", dies)
        with pytest.raises(KeyboardInterrupt):
            await purge(office, "guichet", now() + LATER)
    assert sorted(await subjects(office, closed)) == ["", "", "Mes congés", "Mes congés"]
    assert await is_proved(office)
    done = await purge(office, "guichet", now() + LATER)
    assert (sum(done.cleared.values()), done.traces) == (2, False)
    assert await subjects(office, closed) == [""] * 4
    kinds = [event.kind for event in await read_trail(office.engine)]
    assert (kinds.count(CLEARED), kinds[-1]) == (4, REMOVED)


async def test_killed_before_the_traces_were_removed_the_next_one_removes_them(
    office: Wiring, system: ScriptedSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    await answered(office, system, "1")

    async def dies(*_args: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, "remove_traces", dies)
        with pytest.raises(KeyboardInterrupt):
            await purge(office, "guichet", now() + LATER)
    done = await purge(office, "guichet", now() + LATER)
    assert (dict(done.cleared), done.traces) == ({}, False)
    assert (await read_trail(office.engine))[-1].kind == REMOVED


async def test_two_at_once_clear_each_case_once(
    office: Wiring, system: ScriptedSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in "123":
        await answered(office, system, number)
    monkeypatch.setattr("cases.retention.clearing.BATCH", 2)
    both = (purge(office, "guichet", now() + LATER) for _ in range(2))
    done = await asyncio.gather(*both)
    assert sum(sum(one.cleared.values()) for one in done) == 3
    kinds = [event.kind for event in await read_trail(office.engine)]
    assert kinds.count(CLEARED) == 3
    assert await is_proved(office)


async def test_what_a_worker_holds_is_left_for_the_next_time(
    office: Wiring, system: ScriptedSystem
) -> None:
    held = await answered(office, system, "1")
    office.leases._lasting = LATER * 2  # noqa: SLF001 - a lease that outlives the month
    assert await office.leases.take(held.id, "a worker")
    done = await purge(office, "guichet", now() + timedelta(days=40))
    assert (dict(done.cleared), done.busy) == ({}, 1)
    assert await subjects(office, [held]) == ["Mes congés"]


async def test_while_the_dashboard_is_away_nothing_is_cleared(
    office: Wiring, system: ScriptedSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = await answered(office, system, "1")

    def away() -> object:
        raise httpx.ConnectError("no answer")

    monkeypatch.setattr(dashboard, "get_client", away)
    with pytest.raises(DashboardAway):
        await purge(office, "guichet", now() + LATER)
    assert await subjects(office, [closed]) == ["Mes congés"]


async def test_a_cleared_ticket_handled_again_stays_cleared(
    office: Wiring, system: ScriptedSystem
) -> None:
    closed = await answered(office, system, "1")
    await purge(office, "guichet", now() + LATER)
    state = await handle_ticket("demo", "1", return_state=True)
    assert state.name == "Answered"
    assert await subjects(office, [closed]) == [""]


async def test_a_new_message_opens_a_cleared_case_and_its_letter_leaves(
    office: Wiring, system: ScriptedSystem
) -> None:
    case = await answered(office, system, "1")
    await purge(office, "guichet", now() + LATER)
    ticket = system.tickets["1"]
    more = Message("m9", "Camille Durand", now(), "Et en mai ?", from_requester=True)
    system.tickets["1"] = replace(ticket, messages=(*ticket.messages, more))
    await handle_ticket("demo", "1")
    again = await office.cases.find(case.id)
    assert (again.state, again.ticket.subject) == (CaseState.AWAITING_APPROVAL, "Mes congés")
    await office.approvals.approve(case.id, shown(again), DRAFT.text, ADA)
    await send_reply(case.id)
    assert (await office.cases.find(case.id)).state is CaseState.ANSWERED
    assert await is_proved(office)
