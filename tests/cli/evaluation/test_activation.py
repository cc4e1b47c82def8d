"""`guichet models activate` and `rollback`, as typed, with a stub model over real HTTP."""

import asyncio
import json
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

from agents.dependencies import Dependencies
from app.agent_dependencies import build_dependencies
from app.model_files import sha256_of_bytes
from app.settings.sections import WrongSetting
from app.settings.town_settings import load_settings
from app.wiring import Wiring
from cases.audit.activations import ACTIVATED, ROLLED_BACK
from cases.audit.trail import Event, read_trail
from cases.store.database import open_engine
from guichet import app
from tests.agents.builders import ModelServer, says_raw
from tests.cli.evaluation.scored import classified_as, routes_file

SET = [
    {"id": f"T-{n}", "text": text, "category": "conges", "date": "2026-11-24"}
    for n, text in enumerate(
        [
            "Bonjour, combien de jours de congés annuels ai-je par an ?",
            "Bonjour, une question : à qui dois-je remettre le formulaire ?",
            "Puis-je reporter mes congés de l'an dernier ?",
        ]
    )
]


@pytest.fixture(scope="module")
def deps() -> Dependencies:
    return build_dependencies(load_settings())


@pytest.fixture
def server() -> Iterator[ModelServer]:
    opened = ModelServer()
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def town(
    tmp_path: Path, sqlite_file: Path, monkeypatch: pytest.MonkeyPatch, deps: Dependencies
) -> Path:
    file = tmp_path / "guichet.toml"
    database = f"sqlite+aiosqlite:///{sqlite_file}"
    file.write_text(
        f'database = "{database}"\nsecret_file = "secret"\nactive_models = "modeles"\n'
        'models = "reglages.yaml"\n[gate]\nsets = ["jeu.yaml"]\nleast_tickets = 3\n',
        encoding="utf-8",
    )
    (tmp_path / "reglages.yaml").write_text("roles: {}\n", encoding="utf-8")
    (tmp_path / "jeu.yaml").write_text(yaml.safe_dump(SET), encoding="utf-8")
    monkeypatch.setenv("GUICHET_SETTINGS", str(file))
    # Which routes it asks is what these tests replace; the rest of a team costs seconds.
    monkeypatch.setattr("app.agent_dependencies.build_dependencies", lambda *_: deps)
    return tmp_path


def models(*words: str) -> Result:
    return CliRunner().invoke(app, ["models", *words])


def told(done: Result) -> str:
    return " ".join(done.output.split())


def trail(town: Path) -> list[Event]:
    async def read() -> list[Event]:
        engine = open_engine(f"sqlite+aiosqlite:///{town / 'guichet.db'}")
        found = [e for e in await read_trail(engine) if e.kind in {ACTIVATED, ROLLED_BACK}]
        await engine.dispose()
        return found

    return asyncio.run(read())


async def start() -> None:
    """Begin as a worker or the page does. Raises `WrongSetting`."""
    wiring = Wiring(load_settings())
    try:
        await wiring.open()
        await wiring.check_models()
    finally:
        await wiring.aclose()


def test_a_worse_candidate_is_refused_with_its_figures_and_changes_nothing(
    town: Path, server: ModelServer
) -> None:
    server.answer = classified_as("retraite")
    done = models("activate", str(routes_file(town / "pire.yaml", server.url)))
    assert done.exit_code == 1
    assert "Refusé, rien n’a changé" in told(done)
    assert re.search(r"catégorie juste : \d+,\d % avant, 0,0 % avec le candidat", told(done))
    assert load_settings().model_files.in_use() == town / "reglages.yaml"
    assert not (town / "modeles").exists()
    assert trail(town) == []


def test_a_better_candidate_becomes_active_and_the_trail_says_on_what_figures(
    town: Path, server: ModelServer
) -> None:
    server.answer = classified_as("conges")
    candidate = routes_file(town / "mieux.yaml", server.url)
    done = models("activate", str(candidate), "--report", str(town / "rapport.html"))
    assert done.exit_code == 0, done.output
    active = load_settings().model_files.in_use()
    assert active.read_bytes() == candidate.read_bytes()
    assert stat.S_IMODE(active.stat().st_mode) == 0o600
    (event,) = trail(town)
    assert (event.kind, event.actor) == (ACTIVATED, "commande")
    assert event.details["route"] == str(candidate)
    assert event.details["sha256"] == sha256_of_bytes(candidate.read_bytes())
    before_it = town / "reglages.yaml"
    assert event.details["replaces"] == str(before_it)
    assert event.details["replaces_sha256"] == sha256_of_bytes(before_it.read_bytes())
    assert event.details["set"] == f"{town / 'jeu.yaml'} (3 tickets)"
    before, after = (json.loads(event.details[side]) for side in ("before", "after"))
    assert before["category"] < after["category"] == 1.0
    assert (town / "rapport.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    asyncio.run(start())


def test_rollback_is_one_command_back_each_time_as_far_as_the_settings(
    town: Path, server: ModelServer
) -> None:
    server.answer = classified_as("conges")
    first = routes_file(town / "un.yaml", server.url)
    second = routes_file(town / "deux.yaml", server.url, lambda r: r.update(max_answer_tokens=900))
    for candidate in (first, second):
        assert models("activate", str(candidate)).exit_code == 0
    assert load_settings().model_files.in_use().read_bytes() == second.read_bytes()
    assert models("rollback").exit_code == 0
    assert load_settings().model_files.in_use().read_bytes() == first.read_bytes()
    asyncio.run(start())
    assert models("rollback").exit_code == 0
    assert load_settings().model_files.in_use() == town / "reglages.yaml"
    asyncio.run(start())
    done = models("rollback")
    assert done.exit_code == 1
    assert "Aucun modèle n'a été activé" in told(done)
    kinds = [event.kind for event in trail(town)]
    assert kinds == [ACTIVATED, ACTIVATED, ROLLED_BACK, ROLLED_BACK]


@pytest.mark.parametrize(
    ("status", "body"), [(500, "en panne"), (200, "<html></html>"), (429, "{}")]
)
def test_a_candidate_whose_model_never_answers_is_refused(
    town: Path, server: ModelServer, status: int, body: str
) -> None:
    server.answer = says_raw(status, body)
    done = models("activate", str(routes_file(town / "mort.yaml", server.url)))
    assert done.exit_code == 1
    assert "aucun modèle n’a répondu pour le rôle « classifier »" in told(done)
    assert trail(town) == []


def test_a_candidate_of_unknown_cost_is_refused_and_told_where_to_write_it(
    town: Path, server: ModelServer
) -> None:
    def forget_the_price(routes: dict[str, Any]) -> None:
        routes["model_list"][0]["model_info"] = {"local": True}

    server.answer = classified_as("conges")
    candidate = routes_file(town / "sans-prix.yaml", server.url, forget_the_price)
    done = models("activate", str(candidate))
    assert done.exit_code == 1
    assert "inscrivez cost_eur_per_input_token" in told(done)


def test_embedded_is_a_candidate_like_another(town: Path) -> None:
    done = models("activate", "embedded")
    assert done.exit_code == 0, done.output
    assert yaml.safe_load(load_settings().model_files.in_use().read_text("utf-8")) == {"roles": {}}
    assert trail(town)[0].details["route"] == "embedded"


@pytest.fixture
def activated() -> Path:
    assert models("activate", "embedded").exit_code == 0
    return load_settings().model_files.in_use()


@pytest.mark.usefixtures("activated")
def test_the_file_of_the_settings_counts_no_more_once_another_was_activated(town: Path) -> None:
    (town / "reglages.yaml").write_text("pas du tout: [des routes", encoding="utf-8")
    asyncio.run(start())
    assert load_settings().model_files.in_use().parent == town / "modeles"


def test_an_altered_active_file_refuses_to_start_and_rollback_helps(activated: Path) -> None:
    activated.write_text("roles: {}\n# changé\n", encoding="utf-8")
    with pytest.raises(WrongSetting, match="a été modifié depuis son activation"):
        asyncio.run(start())
    done = models("rollback")
    assert done.exit_code == 0, done.output
    asyncio.run(start())


def test_a_missing_active_file_refuses_to_start(activated: Path) -> None:
    activated.unlink()
    with pytest.raises(WrongSetting, match="manque ou ne peut être lu"):
        asyncio.run(start())


@pytest.mark.parametrize(
    ("pointer", "sentence"),
    [
        ("0" * 64, "ne nomme pas le fichier de modèles activé"),
        ("../../etc/passwd", "n'est pas lisible"),
        ("é", "n'est pas lisible"),
    ],
)
def test_a_pointer_that_was_tampered_with_refuses_to_start(
    activated: Path, pointer: str, sentence: str
) -> None:
    (activated.parent / "active").write_text(pointer, encoding="utf-8")
    with pytest.raises(WrongSetting, match=sentence):
        asyncio.run(start())


def test_routes_that_nobody_activated_refuse_to_start(activated: Path) -> None:
    other = b"roles: {}\n# un autre\n"
    (activated.parent / f"{sha256_of_bytes(other)}.yaml").write_bytes(other)
    (activated.parent / "active").write_text(sha256_of_bytes(other), encoding="ascii")
    with pytest.raises(WrongSetting, match="ne nomme pas le fichier de modèles activé"):
        asyncio.run(start())


def test_a_pointer_that_the_trail_never_heard_of_refuses_to_start(
    town: Path, activated: Path
) -> None:
    (town / "guichet.db").unlink()
    assert activated.exists()
    with pytest.raises(WrongSetting, match="que le journal ne dit pas activé"):
        asyncio.run(start())


def test_a_candidate_is_held_against_nothing_but_what_the_trail_says_counts(
    town: Path, activated: Path, server: ModelServer
) -> None:
    weaker = b"roles: {}\n# plus faible\n"
    (activated.parent / f"{sha256_of_bytes(weaker)}.yaml").write_bytes(weaker)
    (activated.parent / "active").write_text(sha256_of_bytes(weaker), encoding="ascii")
    server.answer = classified_as("conges")
    done = models("activate", str(routes_file(town / "un.yaml", server.url)))
    assert done.exit_code == 1
    assert "ne nomme pas le fichier de modèles activé" in told(done)
    assert server.received == []


@pytest.mark.usefixtures("activated")
def test_what_is_active_is_not_activated_twice(town: Path) -> None:
    done = models("activate", "embedded")
    assert done.exit_code == 1
    assert "est déjà actif" in told(done)
    assert len(trail(town)) == 1


def test_a_rollback_to_a_file_that_is_gone_says_which_and_does_nothing(
    town: Path, activated: Path, server: ModelServer
) -> None:
    server.answer = classified_as("conges")
    assert models("activate", str(routes_file(town / "un.yaml", server.url))).exit_code == 0
    activated.unlink()
    done = models("rollback")
    assert done.exit_code == 1
    assert activated.name in told(done).replace(" ", "")
    assert [event.kind for event in trail(town)] == [ACTIVATED, ACTIVATED]
