"""`guichet evaluate` as typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from agents.team import Team
from flows.settings import load_settings
from flows.team import build_team
from guichet import app
from tests.agents.builders import ModelServer, says_raw
from tests.evaluation.scored import classified_as, routes_file

TICKETS = [
    {
        "id": "A-1",
        "text": "Bonjour, combien de jours de congés annuels ai-je par an ? Je suis à temps plein.",
        "category": "conges",
        "expected_facts": [{"fact": "25 jours", "any_of": ["25 jours"], "article": "L621-1"}],
    },
    {"id": "A-2", "text": "Une question sur ma situation.", "category": "autre"},
    {
        "id": "B-1",
        "text": "Je veux un avis sur un film.",
        "category": "autre",
        "should_abstain": True,
    },
]


@pytest.fixture(scope="module")
def team() -> Team:
    return build_team(load_settings())


@pytest.fixture
def server() -> Iterator[ModelServer]:
    opened = ModelServer()
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, team: Team) -> Path:
    monkeypatch.setenv("GUICHET_ACTIVE_MODELS", str(tmp_path / "modeles"))
    monkeypatch.setattr("flows.team.build_team", lambda *_: team)
    path = tmp_path / "jeu.yaml"
    path.write_text(yaml.safe_dump({"tickets": TICKETS}), encoding="utf-8")
    return path


def evaluate(*words: object) -> Result:
    return CliRunner().invoke(app, ["evaluate", *map(str, words)])


def told(done: Result) -> str:
    return " ".join(done.output.replace("│", " ").split())


def test_a_set_alone_prints_its_table(file: Path) -> None:
    done = evaluate(file, "--on", "2026-11-24")
    assert done.exit_code == 0, done.output
    assert "3 tickets" in told(done)
    assert "Faits attendus dans la lettre 1 / 1 (100,0 %) 85%" in told(done)
    assert "McNemar" not in told(done)


def test_prefixes_choose_tickets_and_several_sets_are_one(file: Path) -> None:
    assert "2 tickets" in told(evaluate(file, "--only", "A-"))
    assert "6 tickets" in told(evaluate(file, file))


def test_two_routes_are_compared_and_the_report_is_written(
    file: Path, server: ModelServer, tmp_path: Path
) -> None:
    server.answer = classified_as("retraite")
    candidate = routes_file(tmp_path / "candidat.yaml", server.url)
    report = tmp_path / "rapport.html"
    done = evaluate(file, "--routes", "embedded", "--routes", candidate, "--report", report)
    assert done.exit_code == 0, done.output
    assert "McNemar p" in told(done)
    assert "IC 95 %" in told(done)
    assert "gardez-le comme eux" in told(done)
    assert report.read_text("utf-8").count("<details>") == 3
    assert len(server.received) == 3


def test_calls_without_a_usable_answer_are_counted(
    file: Path, server: ModelServer, tmp_path: Path
) -> None:
    server.answer = says_raw(500, "non")
    done = evaluate(file, "--routes", routes_file(tmp_path / "mort.yaml", server.url))
    assert "Questions au modèle sans réponse utilisable 3 / 3" in told(done)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["absent.yaml"], "ne peut être lu"),
        (["{file}", "--on", "hier"], "n'est pas une date existante"),
        (["{file}", "--only", "Z-"], "ne contient aucun ticket"),
        (["{file}", "--routes", "absent.yaml"], "absent.yaml est illisible"),
        (["{file}", "--report", "/absent/rapport.html"], "ne peut être écrit"),
        (["export", "/absent/jeu.yaml", "--since", "hier"], "n'est pas une date existante"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(file: Path, words: list[str], sentence: str) -> None:
    done = evaluate(*(word.format(file=file) for word in words))
    assert done.exit_code == 1
    assert sentence in told(done)
    assert "Traceback" not in done.output


def test_a_bad_entry_is_named_and_the_others_are_evaluated(file: Path) -> None:
    file.write_text(yaml.safe_dump([*TICKETS, {"id": "sans texte"}]), encoding="utf-8")
    done = evaluate(file)
    assert done.exit_code == 1
    assert "entrée n° 4 refusée, text : ce champ manque" in told(done)
    assert "3 tickets" in told(done)


def test_help_names_both_ways() -> None:
    done = evaluate("--help")
    assert "run" in done.output
    assert "export" in done.output
