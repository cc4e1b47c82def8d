from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from app import run_starts, wiring
from app.wiring import Wiring
from cases.model import CaseState
from flows import refresh_knowledge as module
from flows import texts_report
from flows.refresh_knowledge import refresh
from tests.builders import StoppedClock
from tests.flows.upkeep import Town, settle, told_on_the_dashboard

pytestmark = pytest.mark.prefect


@pytest.fixture
def town(
    office: Wiring, clock: StoppedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Town:
    monkeypatch.setattr(wiring, "with_texts", lambda deps, *_texts: deps)
    for each in (module, texts_report):
        monkeypatch.setattr(each, "now", clock)
    return settle(office, clock, tmp_path)


async def test_by_hand_drafts_are_done_again_and_the_dashboard_told(
    town: Town, started: list[tuple[str, str]]
) -> None:
    case = await town.quoting()
    town.writes("Il y a 20 places.")
    town.clock.advance(timedelta(minutes=1))
    done = await refresh(town.wiring)
    assert (done.started, done.refused) == (True, 0)
    assert await town.state(case) is CaseState.STALE
    assert started == [("handle-ticket", "demo-1")]
    assert await told_on_the_dashboard() == done.report
    assert "demo 1" in done.report


async def test_without_an_orchestrator_nothing_is_lost(
    town: Town, monkeypatch: pytest.MonkeyPatch, started: list[tuple[str, str]]
) -> None:
    case = await town.quoting()
    town.writes("Il y a 20 places.")
    town.clock.advance(timedelta(minutes=1))

    async def away(*_arguments: object) -> None:
        raise httpx.ConnectError("no answer")

    with monkeypatch.context() as alone:
        alone.setattr(run_starts, "_start", away)
        done = await refresh(town.wiring)
    assert not done.started
    assert "demo 1" in done.report
    assert await town.state(case) is CaseState.STALE
    town.clock.advance(timedelta(minutes=1))
    again = await refresh(town.wiring)
    assert again.started
    assert "demo 1" in again.report
    assert started == [("handle-ticket", "demo-1")]
