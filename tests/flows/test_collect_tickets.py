import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterTags
from prefect.states import Completed, Running

from app import run_starts
from app.processes.orphans import POOL
from app.run_starts import _start as really_start
from app.run_starts import resume_handling, resume_sending
from app.wiring import Wiring
from cases.model import CaseState
from cases.store.database import now
from cases.tables import cursors
from connectors.base import BadAnswer, Changes, ConnectorError
from flows.collect_tickets import collect_tickets
from flows.handle_ticket import handle_ticket
from tests.builders import ADA, DRAFT, a_ticket, shown
from tests.fakes import ScriptedSystem

Runs = list[tuple[str, str]]


async def another_run(client: PrefectClient, flow: str, asked: dict[str, str], *tags: str) -> UUID:
    flow_id = await client.create_flow_from_name(flow)
    deployment = await client.create_deployment(flow_id, flow)
    run = await client.create_flow_run_from_deployment(deployment, parameters=asked, tags=tags)
    return run.id


@pytest.mark.prefect
async def test_each_new_ticket_starts_one_run_and_old_ones_none(
    office: Wiring,
    system: ScriptedSystem,
    started: Runs,
) -> None:
    system.tickets["2"] = a_ticket("2")
    assert (await collect_tickets("demo", return_state=True)).name == "Collected"
    assert started == [("handle-ticket", "demo-1"), ("handle-ticket", "demo-2")]
    await collect_tickets("demo")
    assert len(started) == 2
    assert await office.arrivals.cursor("demo") == "2"


@pytest.mark.prefect
async def test_a_system_that_is_down_is_asked_again_from_the_same_place(
    office: Wiring,
    system: ScriptedSystem,
    started: Runs,
) -> None:
    system.trouble("changes_since", *(ConnectorError("Ne répond pas.") for _ in range(5)))
    state = await collect_tickets("demo", return_state=True)
    assert state.is_failed()
    assert "Ne répond pas." in (state.message or "")
    assert await office.arrivals.cursor("demo") is None
    assert started == []
    await collect_tickets("demo")
    assert started == [("handle-ticket", "demo-1")]


@pytest.mark.prefect
async def test_a_ticket_that_could_not_be_read_is_tried_again_later(
    office: Wiring,
    system: ScriptedSystem,
    started: Runs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await collect_tickets("demo")
    system.trouble("read_ticket", BadAnswer("Réponse illisible.", permanent=True))
    assert (await handle_ticket("demo", "1", return_state=True)).is_failed()
    later = office.arrivals._clock() + timedelta(minutes=3)  # noqa: SLF001 - time moves by hand
    monkeypatch.setattr(office.arrivals, "_clock", lambda: later)
    started.clear()
    await collect_tickets("demo")
    assert started == [("handle-ticket", "demo-1")]
    await handle_ticket("demo", "1")
    started.clear()
    await collect_tickets("demo")
    assert started == []


@pytest.mark.prefect
async def test_what_nobody_works_on_any_more_is_taken_up_again(
    office: Wiring,
    system: ScriptedSystem,
    started: Runs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    system.tickets["2"] = a_ticket("2")
    await handle_ticket("demo", "1")
    case = await office.cases.find_ticket("demo", "1")
    assert case is not None
    await office.approvals.approve(case.id, shown(case), DRAFT.text, ADA)
    await office.cases.open_case(a_ticket("2"))
    await office.arrivals.announce("demo", [], "2", since=None)
    later = office.leases._clock() + timedelta(minutes=3)  # noqa: SLF001 - time moves by hand
    monkeypatch.setattr(office.leases, "_clock", lambda: later)
    await collect_tickets("demo")
    assert sorted(started) == [("handle-ticket", "demo-2"), ("send-reply", "demo-1")]
    assert (await office.cases.find(case.id)).state is CaseState.APPROVED


async def test_a_letter_left_without_a_run_is_taken_up_at_the_next_collection(
    office: Wiring, client: PrefectClient, started: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    await handle_ticket("demo", "1")
    case = await office.cases.find_ticket("demo", "1")
    assert case is not None
    await office.approvals.approve(case.id, shown(case), DRAFT.text, ADA)
    later = office.leases._clock() + timedelta(seconds=30)  # noqa: SLF001 - time moves by hand
    monkeypatch.setattr(office.leases, "_clock", lambda: later)
    await office.arrivals.announce("demo", [], "1", since=None)
    run_id = await another_run(client, "send-reply", {}, "ticket:demo-1")
    await client.set_flow_run_state(run_id, Running(), force=True)
    await collect_tickets("demo")
    assert started == []
    await client.set_flow_run_state(run_id, Completed(), force=True)
    long = await another_run(client, "collect-tickets", {"system": "demo"})
    await client.set_flow_run_state(long, Running(), force=True)
    assert (await collect_tickets("demo", return_state=True)).name == "Busy"
    assert started == [("send-reply", "demo-1")]
    await client.set_flow_run_state(long, Completed(), force=True)


async def test_those_who_find_the_same_letter_left_start_one_run(
    office: Wiring, client: PrefectClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_starts, "_start", really_start)
    at = now()
    monkeypatch.setattr(run_starts, "now", lambda: at)
    flow_id = await client.create_flow_from_name("send-reply")
    await client.create_deployment(flow_id, "send-reply", work_pool_name=POOL)
    case = await office.cases.open_case(a_ticket("left"))
    await asyncio.gather(*(resume_sending(case) for _ in range(4)))
    tagged = FlowRunFilter(tags=FlowRunFilterTags(all_=["ticket:demo-left"]))
    (run,) = await client.read_flow_runs(flow_run_filter=tagged)
    await client.set_flow_run_state(run.id, Completed(), force=True)
    at += timedelta(seconds=run_starts.AT_ONCE)
    await resume_sending(case)
    assert len(await client.read_flow_runs(flow_run_filter=tagged)) == 2


async def test_a_system_is_collected_by_one_run_at_a_time(
    office: Wiring, client: PrefectClient, started: Runs
) -> None:
    other = await another_run(client, "collect-tickets", {"system": "demo"})
    elsewhere = await another_run(client, "collect-tickets", {"system": "elsewhere"})
    for run_id in (other, elsewhere):
        await client.set_flow_run_state(run_id, Running(), force=True)
    assert (await collect_tickets("demo", return_state=True)).name == "Busy"
    assert started == []
    assert await office.arrivals.cursor("demo") is None
    await client.set_flow_run_state(other, Completed(), force=True)
    assert (await collect_tickets("demo", return_state=True)).name == "Collected"
    assert started == [("handle-ticket", "demo-1")]
    await client.set_flow_run_state(elsewhere, Completed(), force=True)


@pytest.mark.usefixtures("office")
async def test_a_collection_stands_for_those_that_are_late(client: PrefectClient) -> None:
    late, elsewhere = [
        await another_run(client, "collect-tickets", {"system": system})
        for system in ("demo", "elsewhere")
    ]
    await collect_tickets("demo")
    states = [(await client.read_flow_run(run_id)).state for run_id in (late, elsewhere)]
    assert [state.is_cancelled() for state in states if state] == [True, False]
    await client.set_flow_run_state(elsewhere, Completed(), force=True)


async def test_news_told_again_from_the_same_place_have_one_run(
    office: Wiring,
    system: ScriptedSystem,
    client: PrefectClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run_starts, "_start", really_start)
    system.tickets = {"told": a_ticket("told")}
    flow_id = await client.create_flow_from_name("handle-ticket")
    await client.create_deployment(flow_id, "handle-ticket", work_pool_name=POOL)
    tagged = FlowRunFilter(tags=FlowRunFilterTags(all_=["ticket:demo-told"]))
    for _ in range(2):
        await collect_tickets("demo")
        (run,) = await client.read_flow_runs(flow_run_filter=tagged)
        await client.set_flow_run_state(run.id, Completed(), force=True)
        async with office.engine.begin() as connection:
            await connection.execute(cursors.delete())


async def test_a_collection_that_another_overtook_starts_nothing(
    office: Wiring, system: ScriptedSystem, started: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    list_changes = system.changes_since

    async def overtaken(cursor: str | None) -> Changes:
        await office.arrivals.announce("demo", ["1"], "1", since=cursor)
        return await list_changes(cursor)

    monkeypatch.setattr(system, "changes_since", overtaken)
    assert (await collect_tickets("demo", return_state=True)).name == "Busy"
    assert started == []


async def yes() -> bool:
    return True


async def test_a_ticket_whose_run_goes_on_is_not_taken_up_again(
    client: PrefectClient, started: Runs
) -> None:
    run_id = await another_run(client, "handle-ticket", {}, "ticket:demo-77")
    for _ in range(2):
        await resume_handling("demo", "77", yes)
        assert started == []
        await client.set_flow_run_state(run_id, Running(), force=True)
    await client.set_flow_run_state(run_id, Completed(), force=True)
    await resume_handling("demo", "77", yes)
    assert started == [("handle-ticket", "demo-77")]


@pytest.mark.prefect
async def test_a_ticket_read_while_the_others_are_asked_about_is_not_taken_up_again(
    office: Wiring, system: ScriptedSystem, started: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    system.tickets["2"] = a_ticket("2")
    await collect_tickets("demo")
    later = office.arrivals._clock() + timedelta(minutes=3)  # noqa: SLF001 - time moves by hand
    monkeypatch.setattr(office.arrivals, "_clock", lambda: later)
    take_overdue = office.arrivals.take_overdue

    async def taken_then_read(name: str) -> list[str]:
        overdue = await take_overdue(name)
        await handle_ticket("demo", "2")
        return overdue

    monkeypatch.setattr(office.arrivals, "take_overdue", taken_then_read)
    started.clear()
    await collect_tickets("demo")
    assert started == [("handle-ticket", "demo-1")]
