"""What a route makes of a set, asked through a door that counts."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from agents.dependencies import Dependencies
from agents.gateway.routes_file import read_routes
from app.settings.town_settings import Settings
from cli.evaluation.labelled_ticket import LabelledTicket
from cli.evaluation.route_runs import routes_at, run_set, with_routes
from cli.evaluation.scores import Ran
from tests.agents.builders import ModelServer, says_raw
from tests.agents.conftest import deps as deps  # noqa: PLC0414 - the fixture of the agents' tests
from tests.cli.evaluation.scored import classified_as, routes_file

ORDINARY = LabelledTicket(id="1", text="Combien de jours de congés ai-je ?", category="conges")
SENSITIVE = LabelledTicket(
    id="2",
    text="En longue maladie depuis mars, combien serai-je payée en décembre ?",
    category="maladie",
)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    opened = ModelServer()
    opened.answer = classified_as("conges")
    yield opened
    opened.close()


def serve_sensitive_too(routes: dict[str, Any]) -> None:
    routes["sensitive"] = {"classifier": "maison"}


async def run(deps: Dependencies, path: Path | None, *tickets: LabelledTicket) -> Ran:
    own, gateway = with_routes(deps, Settings(), routes_at(path))
    return await run_set("essai", tickets, own, gateway)


async def test_no_model_is_asked_nothing_and_is_not_silent(deps: Dependencies) -> None:
    ran = await run(deps, None, ORDINARY)
    assert (ran.silent, ran.scores[0].calls, ran.scores[0].failed_calls) == ((), 0, 0)


async def test_a_model_that_answers_is_counted_with_its_ticket(
    deps: Dependencies, server: ModelServer, tmp_path: Path
) -> None:
    ran = await run(deps, routes_file(tmp_path / "r.yaml", server.url), ORDINARY, SENSITIVE)
    assert ran.silent == ()
    assert [score.calls for score in ran.scores] == [1, 0]


async def test_a_model_that_fails_now_and_then_is_no_silent_one(
    deps: Dependencies, server: ModelServer, tmp_path: Path
) -> None:
    answers = [says_raw(500, "non"), classified_as("conges")]

    def in_turn(asked: dict[str, Any]) -> tuple[int, str]:
        return answers.pop(0)(asked)

    server.answer = in_turn
    ran = await run(deps, routes_file(tmp_path / "r.yaml", server.url), ORDINARY, ORDINARY)
    assert ran.silent == ()
    assert [(score.calls, score.failed_calls) for score in ran.scores] == [(0, 1), (1, 0)]


async def test_a_role_that_the_set_never_asks_is_not_proven(
    deps: Dependencies, server: ModelServer, tmp_path: Path
) -> None:
    path = routes_file(tmp_path / "r.yaml", server.url)
    assert (await run(deps, path, SENSITIVE)).silent == ("classifier",)


async def test_a_silent_model_of_sensitive_tickets_is_told_apart(
    deps: Dependencies, server: ModelServer, tmp_path: Path
) -> None:
    path = routes_file(tmp_path / "r.yaml", server.url, serve_sensitive_too)
    own, gateway = with_routes(deps, Settings(), read_routes(path, {}))
    await run_set("essai", [ORDINARY], own, gateway)
    server.answer = says_raw(500, "non")
    ran = await run_set("essai", [SENSITIVE], own, gateway)
    assert ran.silent == ("classifier, tickets sensibles",)


def test_texts_are_read_again_only_for_another_encoder(deps: Dependencies, tmp_path: Path) -> None:
    settings = Settings().model_copy(update={"procedures": tmp_path})
    routes = routes_at(None)
    same, _ = with_routes(deps, settings, routes)
    assert same.procedures is deps.procedures
    model = {"model": "openai/bge", "api_base": "http://127.0.0.1:9/v1"}
    info = {"local": True, "output_vector_size": 4}
    sense = {"model_name": "sens", "litellm_params": model, "model_info": info}
    other = routes.model_validate({"roles": {"embeddings": "sens"}, "model_list": [sense]})
    made, gateway = with_routes(replace(deps, gateway=same.gateway), settings, other)
    assert made.procedures is not deps.procedures
    assert gateway.embedding(sensitive=False) is not None
