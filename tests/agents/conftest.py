"""A team whose every role is embedded, and one whose models answer on loopback."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from agents.checker.relevance import Relevance
from agents.classifier.embedded import EmbeddedClassifier
from agents.dependencies import Dependencies, read_categories
from agents.drafter.state import Letterhead
from agents.gateway.model_gateway import ModelGateway
from knowledge.search.procedures import Procedures
from statute.book import Book
from tests.agents.builders import ModelServer

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def deps() -> Dependencies:
    categories = read_categories(ROOT / "deploy" / "categories.yaml")
    book = Book.of()
    return Dependencies(
        categories=categories,
        gateway=ModelGateway.from_file(ROOT / "deploy" / "models.yaml", {}),
        classifier=EmbeddedClassifier.shipped(c.id for c in categories),
        book=book,
        relevance=Relevance.of(book),
        procedures=Procedures(),
        letterhead=Letterhead(
            "Ville de Valmorel-sur-Orge",
            "Direction des ressources humaines",
            "drh@valmorel.example, poste 4210",
        ),
    )


@pytest.fixture
def server() -> Iterator[ModelServer]:
    started = ModelServer()
    yield started
    started.close()


@pytest.fixture
def door_to(server: ModelServer, tmp_path: Path) -> Callable[..., ModelGateway]:
    """Open a door whose roles are served by the loopback server, sensitive tickets included."""

    def opened(timeout_seconds: float = 20, **model_info: object) -> ModelGateway:
        roles = dict.fromkeys(("classifier", "reader", "drafter"), "maison")
        routes = {
            "roles": roles,
            "sensitive": roles,
            "timeout_seconds": timeout_seconds,
            "model_list": [
                {
                    "model_name": "maison",
                    "litellm_params": {
                        "model": "openai/essai",
                        "api_base": server.url,
                        "api_key": "os.environ/ESSAI_KEY",
                    },
                    "model_info": {"local": True, **model_info},
                }
            ],
        }
        path = tmp_path / "models.yaml"
        path.write_text(yaml.safe_dump(routes), encoding="utf-8")
        return ModelGateway.from_file(path, {"ESSAI_KEY": "clef-d-essai"})

    return opened


@pytest.fixture
def team_with_models(deps: Dependencies, door_to: Callable[..., ModelGateway]) -> Dependencies:
    return replace(deps, gateway=door_to())
