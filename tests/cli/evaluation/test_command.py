"""`guichet evaluate` as typed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

from agents.dependencies import Dependencies
from app.agent_dependencies import build_dependencies
from app.settings.town_settings import load_settings
from guichet import app
from tests.agents.builders import ModelServer, says_raw
from tests.cli.evaluation.scored import classified_as, routes_file

TICKETS: list[dict[str, Any]] = [
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
def deps() -> Dependencies:
    return build_dependencies(load_settings())


@pytest.fixture
def server() -> Iterator[ModelServer]:
    opened = ModelServer()
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deps: Dependencies) -> Path:
    monkeypatch.setenv("GUICHET_ACTIVE_MODELS", str(tmp_path / "modeles"))
    monkeypatch.setattr("app.agent_dependencies.build_dependencies", lambda *_: deps)
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


LABELLED: list[dict[str, Any]] = [
    {
        **TICKETS[0],
        "id": f"S-{number}",
        "parts": ["computed"],
        "crisis": False,
        "questions": [
            {
                "q": "Combien de jours de congés annuels ?",
                "type": "amount",
                "verdict": None,
                "expected": TICKETS[0]["expected_facts"],
            }
        ],
    }
    for number in range(5)
]


def test_questions_are_graded_and_told_by_part(file: Path) -> None:
    file.write_text(yaml.safe_dump(LABELLED), encoding="utf-8")
    done = told(evaluate(file, "--on", "2026-11-24"))
    assert "Questions répondues juste 5 / 5 (100,0 %)" in done
    assert "computed (5)" in done
    assert "danger entendu" in done
    assert "scellé" not in done


def test_a_sealed_set_gives_its_totals_and_nothing_of_a_ticket(file: Path) -> None:
    bad = {"id": "sans texte"}
    file.write_text(yaml.safe_dump([*LABELLED, bad]), encoding="utf-8")
    done = evaluate("run", "--sealed", file, "--on", "2026-11-24")
    assert "5 tickets, jeu scellé" in told(done)
    assert "computed (5)" in told(done)
    assert "1 entrée(s) refusée(s)" in told(done)
    for secret in ("S-1", "temps plein", "Combien de jours", "25 jours", "sans texte", "ce champ"):
        assert secret not in done.output


@pytest.mark.parametrize("option", [["--show"], ["--report", "r.html"], ["--only", "S-1"]])
def test_a_sealed_set_shows_no_ticket_however_it_is_asked(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    done = evaluate("run", "--sealed", file, *option)
    assert done.exit_code == 1
    assert told(done).endswith("ni --show, ni --report, ni --only avec --sealed.")
    assert "tickets" not in told(done)
    assert not (tmp_path / "r.html").exists()


def test_show_tells_of_each_question_what_the_letter_did_with_it(file: Path) -> None:
    silent = {**LABELLED[0], "questions": [{"q": "Et le préavis ?", "type": "duration",
              "expected": [{"fact": "2 mois", "any_of": ["2 mois"]}]}],
              "missing_facts": []}  # fmt: skip
    file.write_text(yaml.safe_dump([silent]), encoding="utf-8")
    done = told(evaluate(file, "--show"))
    assert "--- sans réponse, sans que la lettre le dise : Et le préavis ?" in done


def test_help_names_both_ways() -> None:
    done = evaluate("--help")
    assert "run" in done.output
    assert "export" in done.output
