"""A route for embeddings in the journey of texts: imports, the daily reading, what agents get."""

from pathlib import Path

import pytest
import yaml
from structlog.testing import capture_logs
from typer.testing import CliRunner

from app.agent_dependencies import TextsOfADay, encoder_of_settings
from app.processes.up import check_files
from app.settings.sections import WrongSetting
from app.settings.town_settings import Settings, load_settings
from app.wiring import Wiring
from guichet import app
from knowledge.library.documents import Nature
from tests.agents.builders import ModelServer, says_raw
from tests.builders import StoppedClock
from tests.encoders import DIMENSIONS, WordCounter, embeds
from tests.flows.upkeep import settle


async def encoded_by(office: Wiring) -> str:
    return (await office.library.corpus(Nature.LOCAL, office.encoder)).encoder


async def test_texts_read_each_day_are_encoded_by_the_route(
    office: Wiring, clock: StoppedClock, tmp_path: Path
) -> None:
    encoder = WordCounter(fails_after=0)
    office.__dict__["encoder"] = encoder
    town = settle(office, clock, tmp_path)
    with capture_logs() as logs:
        assert await office.follow_all_texts() == []
    assert [log["event"] for log in logs] == ["texts_not_encoded"]
    assert await encoded_by(office) == ""
    assert len((await office.library.corpus(Nature.LOCAL)).extracts) == 1
    encoder.fails_after = None
    await office.follow_all_texts()
    assert await encoded_by(office) == encoder.name
    town.writes("Il y a 20 places.")
    await office.follow_all_texts()
    assert encoder.asked[-1].endswith("Il y a 20 places.")
    assert await encoded_by(office) == encoder.name


async def test_agents_are_given_texts_that_the_route_has_read(
    office: Wiring, clock: StoppedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[TextsOfADay] = []
    monkeypatch.setattr("app.wiring.with_texts", lambda _deps, texts: given.append(texts))
    settle(office, clock, tmp_path)
    await office.follow_all_texts()
    encoder = WordCounter()
    office.__dict__["encoder"] = encoder
    for _ in range(2):
        await office.renew_texts()
    assert [texts.corpus.encoder for texts in given] == [encoder.name]


def settings_with(server: ModelServer, home: Path, **info: object) -> dict[str, str]:
    route = {
        "model_name": "sens",
        "litellm_params": {"model": "openai/m", "api_base": server.url, "api_key": "k"},
        "model_info": info,
    }
    models = {"roles": {"embeddings": "sens"}, "model_list": [route]}
    (home / "models.yaml").write_text(yaml.safe_dump(models), "utf-8")
    return {
        "GUICHET_DATABASE": f"sqlite+aiosqlite:///{home / 'import.db'}",
        "GUICHET_MODELS": str(home / "models.yaml"),
        "GUICHET_SECRET_FILE": str(home / "secret"),
    }


def test_an_import_whose_route_fails_keeps_the_text_and_says_one_sentence(tmp_path: Path) -> None:
    server = ModelServer()
    environment = settings_with(server, tmp_path, output_vector_size=DIMENSIONS)
    (tmp_path / "note.txt").write_text("Il y a 12 places.", "utf-8")
    server.answer = says_raw(500, "en panne")
    command = ["import", str(tmp_path / "note.txt"), "--title", "Parking"]
    done = CliRunner().invoke(app, command, env=environment)
    assert (done.exit_code, done.stdout) == (0, "nouveau : note.txt\n")
    (told,) = [line for line in done.stderr.splitlines() if line.startswith("La route")]
    assert "guichet texts refresh" in told
    server.answer = embeds
    done = CliRunner().invoke(app, command, env=environment)
    assert (done.exit_code, done.stdout) == (0, "inchangé : note.txt\n")
    assert "La route" not in done.stderr
    assert any("Il y a 12 places." in body for body in server.received)
    server.close()


def test_a_route_that_does_not_say_the_size_of_its_vectors_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = ModelServer()
    for name, value in settings_with(server, tmp_path).items():
        monkeypatch.setenv(name, value)
    settings: Settings = load_settings()
    for use in (encoder_of_settings, check_files):
        with pytest.raises(WrongSetting, match="output_vector_size"):
            use(settings)
    server.close()
