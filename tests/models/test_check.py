"""`guichet models check`: each model tried, what it can do, where the words go."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from agents.gateway.model_trial import SENTENCE
from cli.model_commands import ADVICE, models
from tests.models import stub
from tests.models.conftest import routes_to
from tests.models.stub import Handler, Json, Stub

QUESTION = "Combien de jours de congés par an ?"
CHOICE: Json = {
    "category": "conges",
    "confidence": 0.9,
    "urgency": "normale",
    "questions": [{"words": QUESTION, "rules": ["CA-01"]}],
}
FACTS: Json = {
    "facts": [{"fact": "jours_par_semaine", "value": "4", "words": "4 jours par semaine"}]
}


def sky(handler: Handler, asked: Json, choice: Json = CHOICE) -> None:
    """Answer as a good model does, or with another choice."""
    letter = {"body": "Vous avez droit à 20 jours ouvrés de congés annuels."}
    by_role = {"classifier": choice, "reader": FACTS, "drafter": letter}
    is_sky = SENTENCE in json.dumps(asked, ensure_ascii=False)
    told = {"couleur": "bleu"} if is_sky else by_role[stub.role_of(asked)]
    handler.send(200, stub.completion(json.dumps(told)))


def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tree: dict[str, Any]) -> Any:  # noqa: ANN401 - Typer's result
    path = tmp_path / "models.yaml"
    path.write_text(yaml.safe_dump(tree), encoding="utf-8")
    monkeypatch.setenv("GUICHET_MODELS", str(path))
    return CliRunner().invoke(models, ["check"])


def test_a_good_model_is_told_with_its_delay_cost_and_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: Stub
) -> None:
    first.way = sky
    tree = routes_to(first)
    rates = {"cost_eur_per_input_token": 0.001, "cost_eur_per_output_token": 0.0}
    tree["model_list"][0]["model_info"].update(rates)
    result = checked(tmp_path, monkeypatch, tree)
    assert result.exit_code == 0
    for said in (
        "bon premier (openai/essai)",
        "JSON oui (schéma dans la consigne)",
        "0,100000 €",
        "CO₂ inconnu",
        "données vers 127.0.0.1 (vos machines)",
        "sert à classifier : juste, reader : juste, drafter : juste",
    ):
        assert said in result.output
    assert SENTENCE in first.received[0]
    assert [stub.role_of_text(asked) for asked in first.received[1:]] == [
        "classifier",
        "reader",
        "drafter",
    ]


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({**CHOICE, "questions": [{"words": QUESTION, "rules": ["CET-02"]}]}, "faux"),
        ({**CHOICE, "questions": []}, "faux"),
        ({"rules": []}, "hors du format"),
    ],
)
def test_a_model_that_does_a_role_wrong_is_told_to_leave_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: Stub, choice: Json, said: str
) -> None:
    first.way = lambda handler, asked: sky(handler, asked, choice)
    result = checked(tmp_path, monkeypatch, routes_to(first))
    assert result.exit_code == 1
    told = " ".join(result.output.split())
    assert f"classifier : {said}, reader : juste" in told
    assert "Laissez embarqué : classifier" in told


@pytest.mark.parametrize(
    ("way", "said"),
    [
        (stub.status(401), "La clé ou les droits"),
        (stub.status(404), "Le modèle ou l’adresse"),
        (stub.status(429, retry_after="60"), "trop de demandes"),
        (stub.status(400), "refuse la demande"),
        (stub.status(500), "en erreur"),
        (stub.half, "coupe la connexion"),
        (stub.content("bleu"), "ne suit pas le format"),
        (stub.silence, "temps imparti"),
        (stub.white_space, "ne finit pas"),
    ],
)
def test_each_failure_has_its_sentence_and_a_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: Stub, way: stub.Way, said: str
) -> None:
    first.way = way
    result = checked(tmp_path, monkeypatch, {**routes_to(first), "timeout_seconds": 2})
    assert result.exit_code == 1
    assert "NON premier" in result.output
    assert said in " ".join(result.output.split())


def test_a_model_elsewhere_is_said_to_be_elsewhere_even_when_it_claims_to_be_local(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: Stub
) -> None:
    tree = routes_to(first)
    tree["model_list"][0]["model_info"]["local"] = False
    first.way = sky
    assert "hors de chez vous" in checked(tmp_path, monkeypatch, tree).output


def test_no_model_at_all_is_a_good_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = checked(tmp_path, monkeypatch, {})
    assert result.exit_code == 0
    assert "tout est embarqué" in result.output


def test_a_file_that_could_leak_is_refused_before_any_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: Stub
) -> None:
    tree = routes_to(first, litellm_settings={"success_callback": ["langfuse"]})
    result = checked(tmp_path, monkeypatch, tree)
    assert result.exit_code == 1
    assert "success_callback" in result.output
    assert first.received == []


def test_every_failure_a_call_may_end_in_has_its_advice() -> None:
    unseen = {"NO_ROUTE", "CLOSED", "COOLING_DOWN"}
    assert {kind.name for kind in type(next(iter(ADVICE)))} - unseen == {k.name for k in ADVICE}
