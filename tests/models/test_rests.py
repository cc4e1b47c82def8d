"""A model that fails is left alone for a while, whatever LiteLLM makes of its failure."""

import socket
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import BaseModel

from agents.gateway.litellm_router import open_router
from agents.gateway.model_answer import Failure, ModelFailure
from agents.gateway.model_gateway import ModelGateway
from agents.gateway.model_routes import Routes
from agents.privacy.pseudonyms import Pseudonyms
from tests.models import stub
from tests.models.conftest import routes_to
from tests.models.stub import Stub, Way

Opens = Callable[[dict[str, Any]], ModelGateway]
FOREVER = 3600


class Reply(BaseModel):
    colour: str


def tree_of(first: Stub, model: str = "openai/essai", **settings: object) -> dict[str, Any]:
    """Write routes to one stub, of any provider."""
    tree = routes_to(first)
    tree["model_list"][0]["litellm_params"]["model"] = model
    tree["router_settings"] = {"allowed_fails": 1, "cooldown_time": FOREVER, **settings}
    return tree


async def failures(gateway: ModelGateway, times: int) -> list[Failure | None]:
    """Ask so many times, one after the other, and tell what each came to."""
    told: list[Failure | None] = []
    for _ in range(times):
        try:
            await gateway.ask(
                "drafter", system="s", user="u", answer=Reply, hide=Pseudonyms(), sensitive=False
            )
            told.append(None)
        except ModelFailure as failure:
            told.append(failure.kind)
    return told


@pytest.mark.parametrize(
    ("model", "way"),
    [
        ("openai/essai", stub.status(403)),
        ("mistral/essai", stub.status(403)),
        ("openai/essai", stub.half),
        ("ollama/essai", stub.half),
        ("ollama_chat/essai", stub.half),
    ],
)
@pytest.mark.parametrize("allowed", [0, 1])
async def test_a_server_that_refuses_or_hangs_up_rests_after_the_failures_allowed(
    first: Stub, gateway_of: Opens, model: str, way: Way, allowed: int
) -> None:
    first.way = way
    told = await failures(gateway_of(tree_of(first, model, allowed_fails=allowed)), allowed + 3)
    assert told[allowed + 1 :] == [Failure.COOLING_DOWN] * 2
    assert len(first.received) == allowed + 1


@pytest.mark.parametrize("model", ["openai/essai", "ollama/essai", "ollama_chat/essai"])
async def test_a_server_that_is_not_there_rests(first: Stub, gateway_of: Opens, model: str) -> None:
    tree = tree_of(first, model)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        tree["model_list"][0]["litellm_params"]["api_base"] = f"http://127.0.0.1:{port}/v1"
        told = await failures(gateway_of(tree), 3)
    assert told == [Failure.UNREACHABLE, Failure.UNREACHABLE, Failure.COOLING_DOWN]


async def test_failures_with_an_answer_between_rest_nobody(first: Stub, gateway_of: Opens) -> None:
    gateway = gateway_of(tree_of(first))
    for _ in range(3):
        first.way = stub.status(403)
        assert await failures(gateway, 1) == [Failure.REFUSED]
        first.way = stub.content('{"colour": "bleu"}')
        assert await failures(gateway, 1) == [None]


async def test_a_group_comes_back_when_its_rest_is_over(first: Stub, gateway_of: Opens) -> None:
    first.way = stub.status(403)
    gateway = gateway_of(tree_of(first, allowed_fails=0, cooldown_time=0.01))
    assert await failures(gateway, 1) == [Failure.REFUSED]
    first.way = stub.content('{"colour": "bleu"}')
    told = await failures(gateway, 50)
    assert told[-1] is None


@pytest.mark.parametrize("way", [stub.status(403), stub.half, stub.status(500)])
async def test_without_a_rest_every_question_is_asked(
    first: Stub, gateway_of: Opens, way: Way
) -> None:
    first.way = way
    await failures(gateway_of(tree_of(first, allowed_fails=0, cooldown_time=0)), 4)
    assert len(first.received) == 4


async def test_the_question_s_own_error_rests_nobody(first: Stub, gateway_of: Opens) -> None:
    first.way = stub.status(400)
    told = await failures(gateway_of(tree_of(first, allowed_fails=0)), 3)
    assert told == [Failure.REJECTED] * 3


async def test_of_two_models_in_a_group_the_one_that_works_is_still_asked(
    first: Stub, second: Stub, gateway_of: Opens
) -> None:
    first.way, second.way = stub.status(403), stub.content('{"colour": "bleu"}')
    tree = routes_to(first, second)
    for deployment in tree["model_list"]:
        deployment["model_name"] = "premier"
    tree["router_settings"] = {"allowed_fails": 0, "cooldown_time": FOREVER}
    told = await failures(gateway_of(tree), 20)
    assert Failure.COOLING_DOWN not in told
    assert None in told


async def test_a_silence_as_long_as_the_rest_is_not_forgotten_in_the_next_one(
    first: Stub, gateway_of: Opens
) -> None:
    first.way = stub.silence
    tree = tree_of(first, allowed_fails=3, cooldown_time=3)
    told = await failures(gateway_of({**tree, "timeout_seconds": 1}), 3)
    assert told[1:] == [Failure.COOLING_DOWN] * 2
    assert len(first.received) == 1


@pytest.mark.parametrize(
    ("allowed", "limit", "rest", "silences"),
    [
        (1, 30, 60, 1),
        (2, 30, 60, 0),
        (1, 60, 60, 0),
        (1, 59, 60, 1),
        (3, 120, 60, 0),
        (0, 300, 60, 0),
        (5, 10, 3600, 5),
    ],
)
def test_silences_are_allowed_only_where_they_can_be_counted(
    first: Stub, allowed: int, limit: float, rest: float, silences: int
) -> None:
    tree = tree_of(first, allowed_fails=allowed, cooldown_time=rest)
    routes = Routes.model_validate({**tree, "timeout_seconds": limit})
    policy = open_router(routes, sensitive=False).settings().allowed_fails_policy
    assert policy.TimeoutErrorAllowedFails == silences
    assert policy.InternalServerErrorAllowedFails == allowed
