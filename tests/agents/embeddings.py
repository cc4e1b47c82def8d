"""A door whose embeddings are served on loopback: far away, and on the site's machines."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from agents.gateway.model_gateway import ModelGateway, encoder_of
from knowledge.encoder import Encoder
from tests.agents.builders import ModelServer, a_ticket
from tests.encoders import DIMENSIONS, embeds

NAMES = {"name": "Oriane Zwicker", "email": "oriane.zwicker@example.org"}
SECRETS = ("Zwicker", "Oriane", "2 79 07 91 951 114 57", "0639981234")
ASKED = (
    f"Ici Oriane Zwicker, {', '.join(SECRETS[2:])}. Combien de jours de télétravail par semaine ?"
)


@pytest.fixture
def remote() -> Iterator[ModelServer]:
    started = ModelServer()
    started.answer = embeds
    yield started
    started.close()


@pytest.fixture
def gateway(server: ModelServer, remote: ModelServer, tmp_path: Path) -> ModelGateway:
    """Ordinary questions go far away, sensitive ones to the same model on the site's machines."""
    server.answer = embeds
    return opened(tmp_path, server, remote)


def opened(tmp_path: Path, own: ModelServer, remote: ModelServer, **more: object) -> ModelGateway:
    listed = [
        {
            "model_name": name,
            "litellm_params": {"model": "openai/m", "api_base": at.url, "api_key": "k"},
            "model_info": {"local": name == "maison", "output_vector_size": DIMENSIONS},
        }
        for name, at in (("maison", own), ("loin", remote))
    ]
    roles = {"roles": {"embeddings": "loin"}, "sensitive": {"embeddings": "maison"}}
    path = tmp_path / "models.yaml"
    path.write_text(yaml.safe_dump({**roles, "model_list": listed, **more}), "utf-8")
    return ModelGateway.from_file(path, {})


def of_ticket(gateway: ModelGateway, *, sensitive: bool = False) -> Encoder:
    return encoder_of(gateway, a_ticket(ASKED, **NAMES), sensitive=sensitive)


def sent_to(server: ModelServer) -> str:
    return "".join(server.received).lower()
