"""The route for embeddings, against a real HTTP server that misbehaves and listens."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from agents.gateway.model_answer import Failure, ModelFailure
from agents.gateway.model_gateway import ModelGateway, encoder_of_texts
from agents.gateway.usage import Account
from knowledge.encoder import E5, NoMeaning
from tests.agents.builders import Answer, ModelServer, says_raw
from tests.agents.embeddings import ASKED, of_ticket, opened
from tests.agents.embeddings import gateway as gateway  # noqa: PLC0414 - a fixture
from tests.agents.embeddings import remote as remote  # noqa: PLC0414 - a fixture
from tests.encoders import DIMENSIONS, counted, embeds, said

FAILS = says_raw(500, "en panne")


def test_rows_come_back_in_the_order_of_the_texts_and_of_length_one(gateway: ModelGateway) -> None:
    texts = [f"texte numéro {'x' * number} train" for number in range(70)]
    rows = encoder_of_texts(gateway).of_passages(texts)
    assert rows.shape == (70, DIMENSIONS)
    assert (rows**2).sum(axis=1) == pytest.approx(1, abs=1e-5)
    for text, row in zip(texts, rows, strict=True):
        expected = np.array(counted(text))
        assert row == pytest.approx(expected / np.linalg.norm(expected), abs=1e-5)


def test_no_text_is_no_request(gateway: ModelGateway, remote: ModelServer) -> None:
    assert encoder_of_texts(gateway).of_passages([]).shape == (0, DIMENSIONS)
    assert not remote.received


def one_row(embedding: object, index: object = 0) -> Answer:
    return lambda _asked: said([{"object": "embedding", "index": index, "embedding": embedding}])


GOOD = [1.0] * DIMENSIONS


@pytest.mark.parametrize(
    "answer",
    [
        says_raw(429, '{"error": {"message": "Zwicker"}}'),
        says_raw(500, "en panne, dossier de Zwicker"),
        says_raw(200, "<html>Connexion</html>"),
        says_raw(200, "{}"),
        lambda asked: embeds(asked, DIMENSIONS + 1),
        lambda _asked: said([]),
        one_row([float("nan")] * DIMENSIONS),
        one_row([float("inf"), *GOOD[1:]]),
        one_row([10**400, *GOOD[1:]]),
        one_row([0.0] * DIMENSIONS),
        one_row(["1.0"] * DIMENSIONS),
        one_row(None),
        one_row("AAAAAAAA"),
        one_row(GOOD, index=1),
        lambda _asked: said([{"index": 0, "embedding": GOOD}] * 2),
    ],
)
# LiteLLM itself is astonished by numbers that are none.
@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
def test_what_is_not_the_expected_vectors_is_no_meaning_and_quotes_nothing(
    gateway: ModelGateway, remote: ModelServer, answer: Answer
) -> None:
    remote.answer = answer
    with pytest.raises(NoMeaning) as failure:
        of_ticket(gateway).of_question(ASKED)
    assert "Zwicker" not in str(failure.value)


def test_tiny_numbers_are_vectors_too(gateway: ModelGateway, remote: ModelServer) -> None:
    remote.answer = one_row([1e-200] * DIMENSIONS)
    assert (of_ticket(gateway).of_question("Bonjour") ** 2).sum() == pytest.approx(1)


def test_a_route_that_says_nothing_is_given_up_and_left_alone_for_a_while(
    server: ModelServer, remote: ModelServer, tmp_path: Path
) -> None:
    remote.answer = says_raw(200, "{}", after=1.5)
    gateway = opened(tmp_path, server, remote, timeout_seconds=0.3)
    with pytest.raises(NoMeaning):
        of_ticket(gateway).of_question(ASKED)
    heard = len(remote.received)
    with pytest.raises(NoMeaning):
        of_ticket(gateway).of_question(ASKED)
    assert len(remote.received) == heard


async def kinds(gateway: ModelGateway, times: int, every: float = 0) -> list[Failure | None]:
    """Ask for the same vectors so many times, and tell what each came to."""
    told: list[Failure | None] = []
    for _ in range(times):
        try:
            await gateway.embed(["Bonjour"], hide=None, sensitive=False)
            told.append(None)
        except ModelFailure as failure:
            told.append(failure.kind)
        await asyncio.sleep(every)
    return told


async def test_a_route_that_works_again_comes_back_though_it_is_asked_all_the_time(
    server: ModelServer, remote: ModelServer, tmp_path: Path
) -> None:
    remote.answer = FAILS
    gateway = opened(tmp_path, server, remote, router_settings={"cooldown_time": 1})
    assert await kinds(gateway, 2) == [Failure.BROKEN, Failure.COOLING_DOWN]
    remote.answer = embeds
    told = await kinds(gateway, 30, every=0.1)
    assert set(told) == {Failure.COOLING_DOWN, None}
    assert told[-1] is None


async def test_a_route_that_still_fails_after_its_rest_rests_again(
    server: ModelServer, remote: ModelServer, tmp_path: Path
) -> None:
    remote.answer = FAILS
    settings = {"cooldown_time": 2, "allowed_fails": 10}
    gateway = opened(tmp_path, server, remote, router_settings=settings)
    assert await kinds(gateway, 2) == [Failure.BROKEN, Failure.COOLING_DOWN]
    await asyncio.sleep(2)
    assert await kinds(gateway, 2) == [Failure.BROKEN, Failure.COOLING_DOWN]


@pytest.mark.parametrize("status", [429, 500, 503])
@pytest.mark.parametrize("retries", [0, 1])
async def test_a_failing_route_is_asked_no_more_often_than_the_file_says(
    server: ModelServer, remote: ModelServer, tmp_path: Path, status: int, retries: int
) -> None:
    remote.answer = says_raw(status, "{}")
    settings = {"num_retries": retries}
    await kinds(opened(tmp_path, server, remote, router_settings=settings), 1)
    assert len(remote.received) == 1 + retries


async def test_vectors_whose_tokens_the_server_does_not_count_are_counted_by_their_texts(
    gateway: ModelGateway, remote: ModelServer
) -> None:
    def uncounted(asked: dict[str, Any]) -> tuple[int, str]:
        status, body = embeds(asked)
        return status, json.dumps({**json.loads(body), "usage": None})

    remote.answer = uncounted
    account = Account()
    await gateway.on_account(account).embed(["x" * 10, "y" * 50], hide=None, sensitive=False)
    assert [(call.tokens_in, call.tokens_out) for call in account.calls] == [(20, 0)]


def test_no_more_of_a_text_leaves_than_the_model_reads(
    gateway: ModelGateway, remote: ModelServer
) -> None:
    of_ticket(gateway).of_question("train " * 2_000)
    (asked,) = json.loads(remote.received[0])["input"]
    assert len(asked) == 3 * 512


def test_without_a_route_the_embedded_encoder_serves(door_to: Callable[..., Any]) -> None:
    assert encoder_of_texts(door_to()) is E5
    assert of_ticket(door_to(), sensitive=True) is E5
