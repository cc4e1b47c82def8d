"""The Prefect server as `guichet up` starts it: closed to strangers, open to us."""

import asyncio
import json
import os
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from unittest.mock import patch
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio
from prefect.blocks.webhook import Webhook
from prefect.client.orchestration import get_client
from prefect.events import Event
from prefect.events.actions import CallWebhook
from prefect.events.clients import get_events_client
from prefect.events.filters import EventFilter, EventNameFilter
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.events.schemas.events import Resource
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings
from pydantic import SecretStr
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from app.environment import set_environment
from app.processes.supervisor import answers, children_of, free_port
from app.processes.up import find_prefect_openings
from app.settings.town_settings import Prefect, Settings

STRANGER = {"Origin": "https://site-quelconque.example"}
TO_ANYBODY = {"/api/health", "/api/ready"}
"""What a watchman of machines asks: both tell that the server answers, nothing else."""

LISTENING = (
    "events/in",
    "events/out",
    "logs/out",
    "task_runs/subscriptions/scheduled",
    "work_pools/guichet/workers/connect",
)
REFUSED = {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}
AT_ONCE = 10
RESOURCE = Resource({"prefect.resource.id": "guichet.canary"})

pytestmark = [pytest.mark.prefect, pytest.mark.asyncio(loop_scope="module")]


@dataclass(frozen=True)
class Guarded:
    """Where the server is, and what opens it."""

    url: str
    auth: str

    @property
    def credentials(self) -> httpx.BasicAuth:
        return httpx.BasicAuth(*self.auth.split(":"))


@dataclass
class Canary:
    """A private address that nobody should call."""

    url: str = ""
    called: list[bytes] = field(default_factory=list)

    async def hear(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.called.append(await reader.readline())
        writer.write(b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n")
        writer.close()


@asynccontextmanager
async def a_canary() -> AsyncIterator[Canary]:
    canary = Canary()
    async with await asyncio.start_server(canary.hear, "127.0.0.1", 0) as server:
        canary.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        yield canary


@pytest.fixture(scope="module")
def environment() -> Iterator[None]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    with patch.dict(os.environ, clean, clear=True):
        yield


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(
    environment: None, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Guarded]:
    """The first child of `guichet up`, in the environment that it gives its children."""
    _ = environment
    home = tmp_path_factory.mktemp("prefect")
    settings = Settings().model_copy(
        update={"prefect": Prefect(port=free_port(4320)), "secret_file": home / "secret"}
    )
    set_environment(settings, home)
    running = asyncio.create_task(children_of(settings, home / "log")[0].keep_alive())
    async with asyncio.timeout(120):
        while not await answers(f"{settings.prefect.url}/api/health"):  # noqa: ASYNC110 - another process starts
            await asyncio.sleep(0.2)
    yield Guarded(settings.prefect.url, (home / "prefect-auth").read_text("utf-8"))
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def routes(server: Guarded) -> list[tuple[str, str]]:
    """List all that the server answers to: a method and a path with some id in it."""
    async with httpx.AsyncClient(
        base_url=server.url, auth=server.credentials, timeout=60
    ) as client:
        described = (await client.get("/api/openapi.json")).raise_for_status().json()
    return [
        (method.upper(), "/api" + re.sub(r"\{[^}]*\}", str(uuid4()), path))
        for path, methods in described["paths"].items()
        for method in methods
    ] + [("GET", "/api/openapi.json"), ("GET", "/api/docs")]


@pytest_asyncio.fixture(loop_scope="module")
async def stranger(server: Guarded) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody's page in a browser on this machine."""
    limits = httpx.Limits(max_connections=AT_ONCE)
    async with httpx.AsyncClient(
        base_url=server.url, headers=STRANGER, limits=limits, timeout=60
    ) as client:
        yield client


async def let_in(client: httpx.AsyncClient, server: Guarded, headers: dict[str, str]) -> list[str]:
    """Try every route; list those that did anything but refuse."""

    async def tried(method: str, path: str) -> str:
        answer = await client.request(method, path, json={}, headers=headers)
        told = answer.headers.get("access-control-allow-origin")
        refused = answer.status_code in REFUSED and told is None
        return "" if refused else f"{method} {path} {answer.status_code} {told}"

    every = [route for route in await routes(server) if route[1] not in TO_ANYBODY]
    assert len(every) > 150
    return [told for told in await asyncio.gather(*(tried(*route) for route in every)) if told]


async def test_no_route_serves_a_foreign_page_or_whoever_has_no_credentials(
    server: Guarded, stranger: httpx.AsyncClient
) -> None:
    assert await let_in(stranger, server, {}) == []


async def test_a_token_against_forged_requests_is_no_credential(
    server: Guarded, stranger: httpx.AsyncClient
) -> None:
    asked = {"client": "une-page"}
    assert (await stranger.get("/api/csrf-token", params=asked)).status_code in REFUSED
    answer = await stranger.get("/api/csrf-token", params=asked, auth=server.credentials)
    token = {
        "Prefect-Csrf-Client": "une-page",
        "Prefect-Csrf-Token": answer.raise_for_status().json()["token"],
    }
    assert await let_in(stranger, server, token) == []


async def test_no_browser_is_told_that_a_foreign_page_may_ask(
    server: Guarded, stranger: httpx.AsyncClient
) -> None:
    async def is_refused(method: str, path: str) -> bool:
        answer = await stranger.options(path, headers={"Access-Control-Request-Method": method})
        return answer.is_client_error and "access-control-allow-origin" not in answer.headers

    asked = [is_refused(*route) for route in await routes(server)]
    assert set(await asyncio.gather(*asked)) == {True}


async def test_what_is_open_to_anybody_tells_nothing(stranger: httpx.AsyncClient) -> None:
    for path in TO_ANYBODY:
        answer = await stranger.get(path)
        assert answer.json() in (True, {"message": "OK"})
        assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", LISTENING)
@pytest.mark.parametrize("said", [{"type": "auth"}, {"type": "auth", "token": "guichet:x"}])
async def test_nobody_listens_nor_speaks_without_credentials(
    server: Guarded, path: str, said: dict[str, str]
) -> None:
    url = f"{server.url.replace('http', 'ws', 1)}/api/{path}"
    async with connect(url, subprotocols=[Subprotocol("prefect")]) as socket:
        await socket.send(json.dumps(said))
        with pytest.raises(ConnectionClosed):
            await socket.recv()


@pytest.fixture
def ours(server: Guarded) -> Iterator[None]:
    """Prefect's clients of this process ask as those of our processes do."""
    given = {PREFECT_API_URL: f"{server.url}/api", PREFECT_API_AUTH_STRING: server.auth}
    with temporary_settings(given):
        yield


@pytest.mark.usefixtures("ours")
async def test_our_own_clients_write_what_a_stranger_cannot() -> None:
    async with get_client() as client:
        assert await client.create_flow_from_name("handle-ticket")
    assert await find_prefect_openings() == []


async def test_an_open_server_is_told_in_french() -> None:
    # The server of all other tests here, which Prefect starts as it comes.
    to_anybody, to_any_page = await find_prefect_openings()
    assert "PREFECT_SERVER_API_AUTH_STRING" in to_anybody
    assert "PREFECT_SERVER_API_CORS_ALLOWED_ORIGINS" in to_any_page


@pytest.mark.usefixtures("ours")
async def test_no_automation_makes_the_server_call_a_private_address() -> None:
    async with a_canary() as canary, get_client() as client:
        webhook = Webhook(url=SecretStr(canary.url), allow_private_urls=True)
        block = await webhook.asave("canary")
        trigger = EventTrigger(expect={"guichet.sings"}, posture=Posture.Reactive, threshold=1)
        action = CallWebhook(block_document_id=block)
        made = await client.create_automation(
            AutomationCore(name="canary", trigger=trigger, actions=[action])
        )
        assert (await client.read_automation(made)) is not None
        async with get_events_client() as events:
            await events.emit(Event(event="guichet.sings", resource=RESOURCE))
        # What is kept of an event is written after what it triggers was begun.
        named = EventFilter(event=EventNameFilter(name=["guichet.sings"]))
        async with asyncio.timeout(60):
            while not (await client.read_events(named, limit=1)).events:  # noqa: ASYNC110 - another process writes it
                await asyncio.sleep(0.2)
        assert canary.called == []
