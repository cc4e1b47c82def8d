"""What a route makes of a set, asked through a door that counts."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from agents.routes import read_routes
from agents.team import Team
from flows.evaluation.running import Ran, routes_at, run_set, with_routes
from flows.evaluation.scores import LabelledTicket
from flows.settings import Settings
from tests.agents.builders import ModelServer, says_raw
from tests.agents.conftest import team as team  # noqa: PLC0414 - the fixture of the agents' tests
from tests.evaluation.scored import classified_as, routes_file

ORDINARY = LabelledTicket(id="1", text="Combien de jours de congés ai-je ?", category="conges")
SENSITIVE = LabelledTicket(
    id="2", text="Mon chef me harcèle tous les jours, je n'en peux plus.", category="autre"
)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    opened = ModelServer()
    opened.answer = classified_as("conges")
    yield opened
    opened.close()


def serve_sensitive_too(routes: dict[str, Any]) -> None:
    routes["sensitive"] = {"classifier": "maison"}


async def run(team: Team, path: Path | None, *tickets: LabelledTicket) -> Ran:
    own, door = with_routes(team, Settings(), routes_at(path))
    return await run_set("essai", tickets, own, door)


async def test_no_model_is_asked_nothing_and_is_not_silent(team: Team) -> None:
    ran = await run(team, None, ORDINARY)
    assert (ran.silent, ran.scores[0].calls, ran.scores[0].failed_calls) == ((), 0, 0)


async def test_a_model_that_answers_is_counted_with_its_ticket(
    team: Team, server: ModelServer, tmp_path: Path
) -> None:
    ran = await run(team, routes_file(tmp_path / "r.yaml", server.url), ORDINARY, SENSITIVE)
    assert ran.silent == ()
    assert [score.calls for score in ran.scores] == [1, 0]


async def test_a_model_that_fails_now_and_then_is_no_silent_one(
    team: Team, server: ModelServer, tmp_path: Path
) -> None:
    answers = [says_raw(500, "non"), classified_as("conges")]

    def in_turn(asked: dict[str, Any]) -> tuple[int, str]:
        return answers.pop(0)(asked)

    server.answer = in_turn
    ran = await run(team, routes_file(tmp_path / "r.yaml", server.url), ORDINARY, ORDINARY)
    assert ran.silent == ()
    assert [(score.calls, score.failed_calls) for score in ran.scores] == [(0, 1), (1, 0)]


async def test_a_role_that_the_set_never_asks_is_not_proven(
    team: Team, server: ModelServer, tmp_path: Path
) -> None:
    path = routes_file(tmp_path / "r.yaml", server.url)
    assert (await run(team, path, SENSITIVE)).silent == ("classifier",)


async def test_a_silent_model_of_sensitive_tickets_is_told_apart(
    team: Team, server: ModelServer, tmp_path: Path
) -> None:
    path = routes_file(tmp_path / "r.yaml", server.url, serve_sensitive_too)
    own, door = with_routes(team, Settings(), read_routes(path, {}))
    await run_set("essai", [ORDINARY], own, door)
    server.answer = says_raw(500, "non")
    ran = await run_set("essai", [SENSITIVE], own, door)
    assert ran.silent == ("classifier, tickets sensibles",)


def test_texts_are_read_again_only_for_another_encoder(team: Team, tmp_path: Path) -> None:
    settings = Settings().model_copy(update={"procedures": tmp_path})
    routes = routes_at(None)
    same, _ = with_routes(team, settings, routes)
    assert same.procedures is team.procedures
    model = {"model": "openai/bge", "api_base": "http://127.0.0.1:9/v1"}
    info = {"local": True, "output_vector_size": 4}
    sense = {"model_name": "sens", "litellm_params": model, "model_info": info}
    other = routes.model_validate({"roles": {"embeddings": "sens"}, "model_list": [sense]})
    made, door = with_routes(replace(team, door=same.door), settings, other)
    assert made.procedures is not team.procedures
    assert door.embedding(sensitive=False) is not None
