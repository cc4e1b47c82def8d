"""The door to models, against a real HTTP server that misbehaves and listens."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from agents.gateway.model_answer import ModelFailure
from agents.gateway.model_gateway import ModelGateway
from agents.privacy.pseudonyms import Pseudonyms
from tests.agents.builders import ModelServer, a_ticket, says, says_raw

SECRETS = (
    "Zwicker",
    "Oriane",
    "2 79 07 91 951 114 57",
    "0639981234",
    "FR7630006000011234567890188",
)


class Reply(BaseModel):
    colour: str


async def ask(gateway: ModelGateway, text: str = "Bonjour", *, sensitive: bool = False) -> Reply:
    ticket = a_ticket(text, name="Oriane Zwicker", email="oriane.zwicker@example.org")
    reply, _ = await gateway.ask(
        "drafter",
        system="Réponds.",
        user=text,
        answer=Reply,
        hide=Pseudonyms.for_ticket(ticket),
        sensitive=sensitive,
    )
    return reply


async def test_a_good_answer_comes_back_checked_and_counted(
    server: ModelServer, door_to: Callable[..., ModelGateway]
) -> None:
    server.answer = says('{"colour": "bleu"}')
    reply, call = await door_to().ask(
        "reader",
        system="Réponds.",
        user="Bonjour",
        answer=Reply,
        hide=Pseudonyms(),
        sensitive=False,
    )
    assert reply == Reply(colour="bleu")
    assert (call.role, call.tokens_in, call.tokens_out) == ("reader", 100, 10)
    assert call.route == "maison (openai/essai)"
    assert call.cost_eur is None


async def test_a_cost_is_told_only_when_the_contract_says_it(
    server: ModelServer, door_to: Callable[..., ModelGateway]
) -> None:
    server.answer = says('{"colour": "bleu"}')
    gateway = door_to(cost_eur_per_input_token=0.001, cost_eur_per_output_token=0.01)
    _, call = await gateway.ask(
        "reader", system="", user="", answer=Reply, hide=Pseudonyms(), sensitive=False
    )
    assert call.cost_eur == pytest.approx(0.2)
    assert call.gco2e is None


async def test_grams_of_co2_are_told_only_when_the_site_gives_them(
    server: ModelServer, door_to: Callable[..., ModelGateway]
) -> None:
    server.answer = says('{"colour": "bleu"}')
    gateway = door_to(gco2e_per_input_token=0.002, gco2e_per_output_token=0.01)
    _, call = await gateway.ask(
        "reader", system="", user="", answer=Reply, hide=Pseudonyms(), sensitive=False
    )
    assert call.gco2e == pytest.approx(0.3)
    assert call.cost_eur is None


async def test_a_schema_is_sent_natively_only_where_the_model_takes_it(
    server: ModelServer, door_to: Callable[..., ModelGateway]
) -> None:
    server.answer = says('{"colour": "bleu"}')
    await ask(door_to(supports_response_schema=True))
    await ask(door_to())
    assert "json_schema" in server.received[0]
    assert "json_schema" not in server.received[1]
    system = yaml.safe_load(server.received[1])["messages"][0]["content"]
    assert "Réponds par un seul objet JSON" in system


@pytest.mark.parametrize(
    "content",
    [
        "", "Je ne sais pas.", "[]", '{"colour": 3}', '{"color": "bleu"}', '{"colour": "bleu"',
        "<html>oops</html>", "null", '{"colour": "' + "x" * 30_000 + '"}',
    ],
)  # fmt: skip
async def test_an_answer_that_is_not_the_schema_is_a_failure_that_quotes_nothing(
    server: ModelServer, door_to: Callable[..., ModelGateway], content: str
) -> None:
    server.answer = says(content)
    with pytest.raises(ModelFailure) as failure:
        await ask(door_to(), "Mon secret")
    assert "secret" not in str(failure.value)
    assert failure.value.__context__ is None or failure.value.__suppress_context__


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, "en panne, dossier de Zwicker"),
        (401, '{"error": {"message": "no"}}'),
        (404, ""),
        (200, "<html><body>Connexion</body></html>"),
        (200, '{"choices": []}'),
        (200, ""),
        (200, '{"choices": [{"message": {"role": "assistant"}}]}'),
    ],
)
async def test_a_server_that_misbehaves_is_a_failure(
    server: ModelServer, door_to: Callable[..., ModelGateway], status: int, body: str
) -> None:
    server.answer = says_raw(status, body)
    with pytest.raises(ModelFailure) as failure:
        await ask(door_to())
    assert "Zwicker" not in str(failure.value)


async def test_a_server_that_does_not_answer_in_time_is_a_failure(
    server: ModelServer, door_to: Callable[..., ModelGateway]
) -> None:
    server.answer = says_raw(200, "{}", after=1.5)
    with pytest.raises(ModelFailure):
        await ask(door_to(timeout_seconds=0.3))


async def test_a_server_that_is_gone_is_a_failure(
    server: ModelServer, door_to: Callable[..., ModelGateway]
) -> None:
    gateway = door_to()
    server.close()
    with pytest.raises(ModelFailure):
        await ask(gateway)


async def test_a_provider_that_litellm_does_not_know_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "models.yaml"
    listed = {"model_name": "loin", "litellm_params": {"model": "fournisseur-inconnu/m"}}
    routes = {"roles": {"drafter": "loin"}, "model_list": [listed]}
    path.write_text(yaml.safe_dump(routes), encoding="utf-8")
    with pytest.raises(ModelFailure):
        await ask(ModelGateway.from_file(path, {}))


async def test_json_in_a_code_fence_is_understood(
    server: ModelServer, door_to: Callable[..., ModelGateway]
) -> None:
    server.answer = says('```json\n{"colour": "vert"}\n```')
    assert (await ask(door_to())).colour == "vert"


async def test_the_server_never_receives_a_secret(
    server: ModelServer, door_to: Callable[..., ModelGateway]
) -> None:
    server.answer = says('{"colour": "bleu"}')
    text = f"Ici Oriane Zwicker ({', '.join(SECRETS[2:])}), oriane.zwicker@example.org"
    await ask(door_to(), text)
    await ask(door_to(), text, sensitive=True)
    assert len(server.received) == 2
    for secret in (*SECRETS, "oriane.zwicker"):
        assert all(secret.lower() not in body.lower() for body in server.received)


async def test_a_sensitive_question_never_reaches_a_model_that_is_not_local(
    server: ModelServer, tmp_path: Path
) -> None:
    remote = ModelServer()
    listed = [
        {
            "model_name": name,
            "litellm_params": {"model": "openai/m", "api_base": s.url, "api_key": "k"},
            "model_info": {"local": name == "maison"},
        }
        for name, s in (("maison", server), ("loin", remote))
    ]
    path = tmp_path / "models.yaml"
    routes = {
        "roles": {"drafter": "loin"},
        "sensitive": {"drafter": "maison"},
        "model_list": listed,
        "router_settings": {"fallbacks": [{"loin": ["maison"]}]},
    }
    path.write_text(yaml.safe_dump(routes), encoding="utf-8")
    gateway = ModelGateway.from_file(path, {})
    server.answer = says_raw(500, "en panne")
    with pytest.raises(ModelFailure):
        await ask(gateway, "Ma chimio commence", sensitive=True)
    assert server.received
    assert not remote.received
    remote.close()


async def test_a_role_without_a_model_says_so_before_any_call(tmp_path: Path) -> None:
    path = tmp_path / "models.yaml"
    path.write_text("roles: {drafter: embedded}", encoding="utf-8")
    gateway = ModelGateway.from_file(path, {})
    assert not gateway.serves("drafter", sensitive=False)
    with pytest.raises(ModelFailure):
        await ask(gateway)


async def test_questions_may_be_asked_at_the_same_time(
    server: ModelServer, door_to: Callable[..., ModelGateway]
) -> None:
    server.answer = says('{"colour": "bleu"}')
    gateway = door_to()
    replies = await asyncio.gather(*(ask(gateway) for _ in range(5)))
    assert [reply.colour for reply in replies] == ["bleu"] * 5
