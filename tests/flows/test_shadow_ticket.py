"""Models at trial draft beside the active ones: apart, seen by nobody, in nobody's way."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from agents.dependencies import Dependencies
from app import run_starts
from app.wiring import Wiring
from cases.audit.trail import read_trail
from cases.model import Case, CaseState
from cases.store.case_store import Cases
from cases.store.database import open_engine
from cases.tables import cases, drafts, model_calls, shadow_drafts
from flows.handle_ticket import handle_ticket
from flows.shadow_ticket import shadow_ticket
from tests.agents.builders import ModelServer, says_raw
from tests.agents.conftest import deps as deps  # noqa: PLC0414 - the fixture of the agents' tests
from tests.builders import CLASSIFICATION, DRAFT, a_ticket
from tests.cli.evaluation.scored import classified_as, routes_file
from tests.fakes import ScriptedSystem

Started = list[tuple[str, str]]


@pytest.fixture
def server() -> Iterator[ModelServer]:
    opened = ModelServer()
    opened.answer = classified_as("retraite")
    yield opened
    opened.close()


@pytest.fixture
def trial(office: Wiring, server: ModelServer, tmp_path: Path, deps: Dependencies) -> Wiring:
    """The office, with models at trial whose classifier is the stub."""
    candidate = routes_file(tmp_path / "candidat.yaml", server.url)
    office.settings = office.settings.model_copy(update={"shadow_models": candidate})
    office.__dict__["deps"] = deps
    return office


@pytest.fixture
async def on_each_database(trial: Wiring, migrated: str) -> AsyncIterator[Wiring]:
    await trial.engine.dispose()
    trial.engine = open_engine(migrated)
    trial.cases = Cases(trial.engine, trial.approvals.signatures)
    yield trial
    await trial.engine.dispose()


async def everything_of(office: Wiring) -> list[object]:
    """All that the store says of cases, but for shadows."""
    async with office.engine.connect() as connection:
        tables = (cases, drafts, model_calls)
        rows = [(await connection.execute(sa.select(t))).all() for t in tables]
    return [*rows, await read_trail(office.engine)]


async def shadows_of(office: Wiring) -> list[sa.RowMapping]:
    async with office.engine.connect() as connection:
        return list((await connection.execute(sa.select(shadow_drafts))).mappings())


async def a_case(office: Wiring, *, sensitive: bool = False) -> Case:
    case = await office.cases.open_case(a_ticket())
    found = replace(CLASSIFICATION, sensitive=sensitive)
    await office.cases.record_classification(case.id, found)
    await office.cases.record_draft(case.id, DRAFT)
    return await office.cases.move(case.id, CaseState.AWAITING_APPROVAL)


async def run(case_id: str) -> str:
    state = await shadow_ticket(case_id, return_state=True)
    return str(state.name)


@pytest.mark.prefect
async def test_a_shadow_is_kept_apart_and_changes_nothing_of_its_case(
    on_each_database: Wiring, server: ModelServer
) -> None:
    office = on_each_database
    case = await a_case(office)
    before = await everything_of(office)
    assert await run(case.id) == "Shadowed"
    assert await everything_of(office) == before
    (kept,) = await shadows_of(office)
    assert (kept["case_id"], kept["draft_number"], kept["calls"]) == (case.id, 1, 1)
    assert kept["cost_eur"] == 0
    assert len(server.received) == 1


async def test_a_draft_gets_one_shadow_of_the_same_models(
    trial: Wiring, server: ModelServer, tmp_path: Path
) -> None:
    case = await a_case(trial)
    assert [await run(case.id) for _ in range(2)] == ["Shadowed", "Skipped"]
    assert len(server.received) == 1
    routes_file(tmp_path / "candidat.yaml", server.url, lambda r: r.update(max_answer_tokens=9))
    assert await run(case.id) == "Shadowed"
    assert len(await shadows_of(trial)) == 2


async def test_a_sensitive_ticket_meets_no_model_that_serves_only_ordinary_ones(
    trial: Wiring, server: ModelServer
) -> None:
    case = await a_case(trial, sensitive=True)
    assert await run(case.id) == "Shadowed"
    assert server.received == []
    assert [row["calls"] for row in await shadows_of(trial)] == [0]


async def test_a_sensitive_ticket_meets_the_local_model_of_sensitive_ones(
    trial: Wiring, server: ModelServer, tmp_path: Path
) -> None:
    own = {"classifier": "maison"}
    routes_file(tmp_path / "candidat.yaml", server.url, lambda r: r.update(sensitive=own))
    case = await a_case(trial, sensitive=True)
    assert await run(case.id) == "Shadowed"
    assert len(server.received) == 1


async def test_the_name_of_a_requester_does_not_reach_the_models_at_trial(
    trial: Wiring, server: ModelServer
) -> None:
    await run((await a_case(trial)).id)
    assert "Durand" not in server.received[0]


@pytest.mark.parametrize("status", [500, 401])
async def test_models_at_trial_that_fail_leave_a_shadow_of_the_embedded_way(
    trial: Wiring, server: ModelServer, status: int
) -> None:
    server.answer = says_raw(status, "non")
    assert await run((await a_case(trial)).id) == "Shadowed"
    assert [row["calls"] for row in await shadows_of(trial)] == [0]


async def test_a_ticket_that_changed_since_its_draft_gets_no_shadow(trial: Wiring) -> None:
    case = await a_case(trial)
    await trial.cases.open_case(a_ticket(text="Autre chose, finalement."))
    assert await run(case.id) == "Skipped"


@pytest.mark.usefixtures("trial")
async def test_a_case_that_is_gone_ends_the_run() -> None:
    assert await run("0" * 32) == "Gone"


async def test_a_draft_that_is_deleted_takes_its_shadows_along(on_each_database: Wiring) -> None:
    case = await a_case(on_each_database)
    await run(case.id)
    assert len(await shadows_of(on_each_database)) == 1
    async with on_each_database.engine.begin() as connection:
        await connection.execute(drafts.delete())
    assert await shadows_of(on_each_database) == []


async def test_a_ticket_that_gets_a_draft_starts_its_shadow_and_only_then(
    trial: Wiring, system: ScriptedSystem, started: Started
) -> None:
    for _ in range(2):
        await handle_ticket("demo", "1")
    assert started == [("shadow-ticket", "demo-1")]
    case = await trial.cases.find_ticket("demo", "1")
    assert case is not None
    assert case.state is CaseState.AWAITING_APPROVAL
    assert system.replies == []


async def test_without_models_at_trial_nothing_is_started(office: Wiring, started: Started) -> None:
    await handle_ticket("demo", "1")
    assert started == []
    case = await office.cases.find_ticket("demo", "1")
    assert case is not None
    assert await run(case.id) == "Off"


async def test_a_shadow_that_cannot_be_started_fails_no_ticket(
    trial: Wiring, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise httpx.ConnectError("no server")

    monkeypatch.setattr(run_starts, "_start", away)
    await handle_ticket("demo", "1")
    case = await trial.cases.find_ticket("demo", "1")
    assert case is not None
    assert case.state is CaseState.AWAITING_APPROVAL
