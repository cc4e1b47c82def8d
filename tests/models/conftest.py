"""An office whose agents are real and whose models are stubs on loopback; no Prefect server."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from agents.dependencies import Dependencies
from agents.gateway.litellm_router import open_router
from agents.gateway.model_gateway import ModelGateway
from agents.gateway.model_routes import Routes
from app import wiring
from app.settings.town_settings import Settings
from app.wiring import Wiring
from cases.model import Case
from flows import steps
from tests.agents.conftest import deps as deps  # noqa: PLC0414 - a fixture
from tests.models.stub import Stub, content, right

TIMEOUT = 4.0
"""Seconds: a minute of silence is cut here."""


@pytest.fixture(scope="session", autouse=True)
def warm() -> None:
    """Let LiteLLM load what its first call needs, which may take longer than a model has."""
    stub = Stub(content("{}"))
    routes = Routes.model_validate({**routes_to(stub), "timeout_seconds": 120})
    asked = open_router(routes, sensitive=False).acompletion(model="premier", messages=[])
    with suppress(Exception):
        asyncio.run(asked)
    stub.close()


@pytest.fixture
def first() -> Iterator[Stub]:
    """The model that is asked first."""
    stub = Stub(right)
    yield stub
    stub.close()


@pytest.fixture
def second() -> Iterator[Stub]:
    """The model behind it."""
    stub = Stub(right)
    yield stub
    stub.close()


def routes_to(first: Stub, second: Stub | None = None, **more: object) -> dict[str, Any]:
    """Write a `models.yaml` whose roles ask one stub, then the other."""
    stubs = {"premier": first, **({"second": second} if second else {})}
    settings: dict[str, object] = {"allowed_fails": 0}
    if second:
        settings["fallbacks"] = [{"premier": ["second"]}]
    return {
        "roles": dict.fromkeys(("classifier", "reader", "drafter"), "premier"),
        "timeout_seconds": TIMEOUT,
        "model_list": [
            {
                "model_name": name,
                "litellm_params": {"model": "openai/essai", "api_base": stub.url, "api_key": "k"},
                "model_info": {"local": True},
            }
            for name, stub in stubs.items()
        ],
        "router_settings": settings,
        **more,
    }


@pytest.fixture
def gateway_of(tmp_path: Path) -> Callable[[dict[str, Any]], ModelGateway]:
    """Open a door from the tree of a `models.yaml`."""

    def opened(tree: dict[str, Any]) -> ModelGateway:
        path = tmp_path / "models.yaml"
        path.write_text(yaml.safe_dump(tree), encoding="utf-8")
        return ModelGateway.from_file(path, {})

    return opened


@pytest.fixture
async def office(
    sqlite_file: Path, deps: Dependencies, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Wiring]:
    monkeypatch.setenv("GUICHET_SECRET", "a secret of the tests")
    monkeypatch.setenv("GUICHET_DATABASE", f"sqlite+aiosqlite:///{sqlite_file}")
    made = Wiring(Settings())
    made.__dict__["deps"] = deps
    await made.open()
    monkeypatch.setattr(wiring, "_installed", [made])

    async def unpublished(*_: object) -> None:
        pass

    monkeypatch.setattr(steps, "publish_report", unpublished)
    yield made
    await made.engine.dispose()


def served_by(office: Wiring, gateway: ModelGateway) -> None:
    """Give the office's agents another door."""
    office.__dict__["deps"] = replace(office.deps, gateway=gateway)


async def handled(case: Case) -> Case:
    """Carry a case through the steps of `handle-ticket`, each as the plain function that it is."""
    case = await steps.classify(case)
    checked = await steps.check_statute(case)
    case = await steps.draft_letter(case, checked)
    return await steps.submit_for_approval(case)
