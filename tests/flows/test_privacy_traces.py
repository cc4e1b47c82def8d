"""What a run leaves besides the case: no log, trace, artifact or cache holds what was found."""

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import prefect.settings
import pytest
import sqlalchemy as sa
import yaml

from agents.checker.graph import check
from agents.classifier.graph import classify
from agents.dependencies import Dependencies
from agents.drafter.graph import draft_letter
from agents.privacy.pseudonyms import Pseudonyms
from app.agent_dependencies import build_dependencies
from app.logs import configure_logs
from app.wiring import Wiring
from cases.model import Classification, Danger, Draft
from cases.tables import audit_head, events, model_calls
from connectors.base import TriageResult
from flows import steps, tasks
from flows.handle_ticket import handle_ticket
from flows.tasks import StepFailed
from tests.agents.builders import ModelServer, says
from tests.agents.privacy.measured import DEVELOPMENT, marked_sentences, marked_tickets
from tests.builders import CLASSIFICATION, DRAFT, FINDING, a_ticket
from tests.fakes import ScriptedSystem

pytestmark = pytest.mark.prefect

SECRET = "Oriane Zwicker, 06 39 98 12 34"
IN_ONE_TICKET = 16


def mirrored(asked: dict[str, object]) -> tuple[int, str]:
    """Answer every role with something of its form that repeats the question."""
    told = json.dumps(asked, ensure_ascii=False)
    if "DEMANDE" in told:
        return says(json.dumps({"body": told[-3000:]}))(asked)
    if '"facts"' in told:
        return says('{"facts": []}')(asked)
    answer = {"category": "conges", "confidence": 0.9, "urgency": "normale", "reason": told[-300:]}
    return says(json.dumps(answer))(asked)


@pytest.fixture
def models() -> Iterator[ModelServer]:
    server = ModelServer()
    server.answer = mirrored
    yield server
    server.close()


@pytest.fixture
def deps(office: Wiring, models: ModelServer, tmp_path: Path) -> Dependencies:
    """Real agents whose models, for every role, answer on loopback."""
    roles = dict.fromkeys(("classifier", "reader", "drafter"), "maison")
    params = {"model": "openai/m", "api_base": models.url, "api_key": "k"}
    listed = [{"model_name": "maison", "litellm_params": params, "model_info": {"local": True}}]
    routes = {"roles": roles, "sensitive": roles, "model_list": listed}
    (tmp_path / "models.yaml").write_text(yaml.safe_dump(routes), "utf-8")
    settings = office.settings.model_copy(update={"models": tmp_path / "models.yaml"})
    made = build_dependencies(settings)
    office.__dict__["deps"] = made
    return made


@pytest.fixture
def real_agents(deps: Dependencies, monkeypatch: pytest.MonkeyPatch) -> Dependencies:
    monkeypatch.setattr(steps, "classify_ticket", classify)
    monkeypatch.setattr(steps, "check", check)
    monkeypatch.setattr(steps, "draft", draft_letter)
    return deps


def texts() -> list[str]:
    """Give every text with something to hide, sixteen in a ticket."""
    if not DEVELOPMENT.exists():
        pytest.skip("the development tickets are not beside the project (../shared)")
    told = [*marked_tickets(), *marked_sentences("sentences.yaml")]
    marked = [one.text for one in (*told, *marked_sentences("kept_aside.yaml")) if one.spans]
    parts = range(0, len(marked), IN_ONE_TICKET)
    return ["\n\n".join(marked[start : start + IN_ONE_TICKET]) for start in parts]


@pytest.mark.timeout(1200)  # whole runs of the journey: not a measure, a busy machine is slow
@pytest.mark.usefixtures("real_agents")
async def test_no_log_trace_artifact_or_cache_holds_what_was_found(
    office: Wiring,
    system: ScriptedSystem,
    models: ModelServer,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    configure_logs(logging.DEBUG)
    found: set[str] = set()
    for number, text in enumerate(texts(), 1):
        ticket = replace(a_ticket(str(number), text=text), requester_name="", requester_email="")
        system.tickets[str(number)] = ticket
        found |= {text[s:e] for s, e, _ in Pseudonyms.for_ticket(ticket).find(text)}
        await handle_ticket("demo", str(number))
    shown = capfd.readouterr()
    left = {
        "models": "".join(asked_of(models)),
        "logs": shown.out + shown.err + caplog.text,
        "notes": json.dumps(system.notes, ensure_ascii=False),
        "database": await traces_of(office),
        "prefect": prefect_database(),
        "files of prefect": files_under(prefect.settings.PREFECT_HOME.value()),
    }
    assert len(found) > 200
    assert models.received
    assert "ticket-demo-1" in left["prefect"]
    assert "classified" in left["logs"]
    told = {place: [w for w in found if stands_in(w, kept)] for place, kept in left.items()}
    assert told == {place: [] for place in left}


async def test_what_a_library_raises_in_a_step_is_recorded_without_its_words(
    office: Wiring,
    system: ScriptedSystem,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def stumbles(*_told: object) -> None:
        raise ValueError(f"cannot read: {SECRET}")

    assert office
    system.tickets["666"] = a_ticket("666", text=SECRET)
    monkeypatch.setattr(steps, "classify_ticket", stumbles)
    with pytest.raises(StepFailed, match=r"ValueError, .*test_privacy_traces"):
        await handle_ticket("demo", "666")
    shown = capfd.readouterr()
    assert "ValueError" in shown.err + caplog.text
    for kept in (shown.out, shown.err, caplog.text, prefect_database()):
        assert "Zwicker" not in kept


async def test_no_log_nor_dashboard_tells_what_a_case_is_about(
    office: Wiring,
    system: ScriptedSystem,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    configure_logs(logging.DEBUG)

    async def judged(*_: object) -> tuple[Classification, tuple[()]]:
        found = replace(CLASSIFICATION, category="sujet-temoin", reason="motif-temoin")
        return replace(found, sensitive=True, danger=Danger.HOME), ()

    async def written(*_: object) -> tuple[Draft, tuple[()]]:
        return replace(DRAFT, findings=(replace(FINDING, title="titre-temoin"),)), ()

    async def refused(*_: object) -> TriageResult:
        return TriageResult(refused={"category": "La valeur « sujet-temoin » n’existe pas."})

    system.tickets["667"] = a_ticket("667")
    monkeypatch.setattr(steps, "classify_ticket", judged)
    monkeypatch.setattr(steps, "draft", written)
    monkeypatch.setattr(system, "write_triage", refused)
    await handle_ticket("demo", "667")
    shown = capfd.readouterr()
    logs = shown.out + shown.err + caplog.text
    assert ["classified" in logs, "triage_refused" in logs] == [True, True]
    assert "ticket-demo-667" in prefect_database()
    assert not [kept for kept in (logs, prefect_database()) if "-temoin" in kept]
    assert "sujet-temoin" in str(system.notes["667"])
    assert await office.cases.find_ticket("demo", "667")


async def test_our_own_errors_pass_through_a_step_as_they_are() -> None:
    @tasks.once
    async def refuses() -> None:
        raise StepFailed("as it is")

    with pytest.raises(StepFailed, match=r"^as it is$"):
        await refuses.fn()


def stands_in(words: str, kept: str) -> bool:
    if len(words) <= len("Rose") or words not in kept:
        return False  # a plain search is a hundred times as fast as the pattern
    # Prefect's database holds microseconds: six digits after a point are nobody's number.
    before = r"(?<![\w.])" if words.isdigit() else r"(?<!\w)"
    return bool(re.search(rf"{before}{re.escape(words)}(?!\w)", kept))


def asked_of(models: ModelServer) -> Iterator[str]:
    for body in models.received:
        yield json.loads(body)["messages"][1]["content"]


async def traces_of(office: Wiring) -> str:
    """Give the tables that tell what was done; the case itself holds its ticket, by its purpose."""
    async with office.engine.connect() as connection:
        rows = [
            list((await connection.execute(sa.select(table))).all())
            for table in (model_calls, events, audit_head)
        ]
    assert all(rows)
    return str(rows)


def prefect_database() -> str:
    url = str(prefect.settings.PREFECT_SERVER_DATABASE_CONNECTION_URL.value())
    return files_under(Path(url.partition("///")[2]).parent)


def files_under(folder: Path) -> str:
    files = (file for file in folder.rglob("*") if file.is_file())
    return "".join(file.read_bytes().decode("utf-8", "replace") for file in files)
