from datetime import timedelta
from pathlib import Path

import pytest

from app import wiring
from app.wiring import Wiring
from cases.audit.trail import read_trail, verify
from cases.decisions.approvals import AlreadyDecided
from cases.model import Case, CaseState
from flows import refresh_knowledge as module
from flows import texts_report
from flows.handle_ticket import handle_ticket
from flows.refresh_knowledge import refresh_knowledge
from tests.builders import ADA, DRAFT, StoppedClock, a_ticket, shown
from tests.fakes import ScriptedSystem
from tests.flows.upkeep import Town, settle, told_on_the_dashboard

Runs = list[tuple[str, str]]


@pytest.fixture
def town(
    office: Wiring, clock: StoppedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Town:
    monkeypatch.setattr(wiring, "with_texts", lambda deps, *_texts: deps)
    for each in (module, texts_report):
        monkeypatch.setattr(each, "now", clock)
    return settle(office, clock, tmp_path)


async def refreshed(town: Town) -> str:
    town.clock.advance(timedelta(minutes=1))
    state = await refresh_knowledge(return_state=True)
    assert state.name == "Refreshed"
    return state.message or ""


@pytest.mark.prefect
async def test_a_draft_that_quotes_a_changed_procedure_is_done_again(
    town: Town, started: Runs
) -> None:
    case = await town.quoting()
    town.writes("Il y a 20 places.")
    await refreshed(town)
    stale = await town.wiring.cases.find(case.id)
    assert (stale.state, stale.reason) == (CaseState.STALE, "texte changé : parking.md")
    assert started == [("handle-ticket", "demo-1")]
    with pytest.raises(AlreadyDecided):
        await town.wiring.approvals.approve(case.id, shown(case), DRAFT.text, ADA)
    assert (await handle_ticket("demo", "1", return_state=True)).name == "AwaitingApproval"
    kinds = [event.kind for event in await read_trail(town.wiring.engine, case.id)]
    drafted_again = ["classified", "drafted", "awaiting_approval"]
    assert kinds[-5:] == ["stale", "approval_refused", *drafted_again]
    await refreshed(town)
    assert len(started) == 1
    assert await verify(town.wiring.engine) is None


async def test_texts_that_did_not_change_make_nothing_stale(town: Town, started: Runs) -> None:
    quoting, citing = await town.quoting("1"), await town.citing("2")
    await refreshed(town)
    assert "0 texte(s) changé(s)" in await refreshed(town)
    assert await town.state(quoting) is await town.state(citing) is CaseState.AWAITING_APPROVAL
    assert started == []


@pytest.mark.prefect
async def test_a_file_that_became_unreadable_stays_in_use_and_is_told(
    town: Town, started: Runs
) -> None:
    case = await town.quoting()
    path = town.folder / "parking.md"
    path.write_text(path.read_text("utf-8").replace("2026-01-01", "2026-02-31"), "utf-8")
    assert "1 refus" in await refreshed(town)
    report = await told_on_the_dashboard()
    assert "Fichiers refusés" in report
    assert "parking.md" in report
    assert await town.state(case) is CaseState.AWAITING_APPROVAL
    assert started == []


async def test_a_procedure_whose_last_day_has_passed_makes_its_drafts_stale(
    town: Town, started: Runs
) -> None:
    town.writes("Il y a 12 places.", until="2026-11-24")
    case = await town.quoting()
    await refreshed(town)
    assert await town.state(case) is CaseState.AWAITING_APPROVAL
    town.clock.advance(timedelta(days=1))
    await refreshed(town)
    assert await town.state(case) is CaseState.STALE
    assert started == [("handle-ticket", "demo-1")]


async def test_a_draft_that_quotes_a_past_version_as_past_is_not_done_again(
    town: Town, started: Runs
) -> None:
    town.writes("Il y a 12 places.", until="2026-11-24")
    town.clock.advance(timedelta(days=3))
    case = await town.quoting()
    await refreshed(town)
    assert await town.state(case) is CaseState.AWAITING_APPROVAL
    assert started == []


@pytest.mark.prefect
async def test_a_changed_article_makes_stale_what_rests_on_it_and_names_its_rules(
    town: Town, started: Runs
) -> None:
    town.writes("Selon l’article L822-3, il y a 12 places.", "arrets.md")
    citing, quoting = await town.citing("1"), await town.quoting("2")
    await refreshed(town)
    town.clock.advance(timedelta(days=10))
    town.publishes({"L822-3": "Six mois.", "L822-5": "Cinq ans."})
    await refreshed(town)
    assert (await town.wiring.cases.find(citing.id)).reason == "texte changé : CGFP L822-3"
    assert await town.state(quoting) is CaseState.AWAITING_APPROVAL
    assert started == [("handle-ticket", "demo-1")]
    report = await told_on_the_dashboard()
    assert "modifiés L822-3 ; ajoutés L822-5 ; abrogés L822-4" in report
    assert "Règles du statut à relire" in report
    assert "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000044416551) L822-3" in report
    assert "Textes de la ville qui citent ces articles\n\n- Parking : L822-3" in report
    assert f"demo 1 (dossier {citing.id})" in report


@pytest.mark.prefect
async def test_a_rule_is_to_be_read_again_until_it_has_been(town: Town) -> None:
    await town.wiring.follow_all_texts()
    town.clock.advance(timedelta(days=10))
    town.publishes({"L822-3": "Six mois.", "L822-4": "Neuf mois."})
    first = await refreshed(town)
    assert "0 règle(s) à relire" not in first
    again = await refreshed(town)
    assert again.split(", ")[1] == first.split(", ")[1]
    assert "modifiés L822-3" not in await told_on_the_dashboard()


@pytest.mark.prefect
async def test_the_report_holds_no_personal_data(town: Town) -> None:
    await town.quoting()
    town.writes("Il y a 20 places.")
    await refreshed(town)
    report = await told_on_the_dashboard()
    assert "Parking (parking.md)" in report
    assert "demo 1" in report
    for personal in ("Durand", "camille", "Combien de jours", "25 jours", "Mes congés"):
        assert personal not in report


async def killed_at(town: Town, step: str, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Bring a draft, change its text, and let the first run die where a step begins."""
    case = await town.quoting()
    await refreshed(town)
    town.writes("Il y a 20 places.")

    async def die(*_arguments: object) -> None:
        raise RuntimeError("the worker was killed")

    where = {
        "set_aside_outdated": module,
        "start_handling": module,
        "publish": texts_report,
        "close_period": texts_report,
    }
    town.clock.advance(timedelta(minutes=1))
    with monkeypatch.context() as dying:
        dying.setattr(where[step], step, die)
        assert (await refresh_knowledge(return_state=True)).is_failed()
    return case


@pytest.mark.parametrize(
    "step", ["set_aside_outdated", "start_handling", "publish", "close_period"]
)
async def test_a_run_killed_anywhere_and_run_again_ends_in_the_same_place(
    town: Town, started: Runs, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    case = await killed_at(town, step, monkeypatch)
    assert "1 texte(s) changé(s)" in (message := await refreshed(town))
    assert "1 brouillon(s) refait(s)" in message
    assert await town.state(case) is CaseState.STALE
    assert set(started) == {("handle-ticket", "demo-1")}
    stale = [e for e in await read_trail(town.wiring.engine, case.id) if e.kind == "stale"]
    assert len(stale) == 1
    assert "0 texte(s) changé(s)" in await refreshed(town)


async def test_a_draft_approved_before_the_run_goes_its_way(
    town: Town, system: ScriptedSystem, started: Runs
) -> None:
    system.tickets["1"] = a_ticket()
    case = await town.quoting()
    await town.wiring.approvals.approve(case.id, shown(case), DRAFT.text, ADA)
    town.writes("Il y a 20 places.")
    await refreshed(town)
    assert await town.state(case) is CaseState.APPROVED
    assert started == []
