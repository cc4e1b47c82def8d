"""The real Redmine as a world: requesters open tickets, an officer's key looks and deletes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from connectors.base import TicketingSystem
from connectors.redmine import Markup, Redmine, Site, open_client
from connectors.redmine.markup import to_text
from tests.contract.servers.loopback import loopback
from tests.contract.world import REQUESTER
from tests.real.redmine_lab import RedmineLab

SITE = Site(projects=("rh",))
CATEGORIES = ("conges", "maladie", "remuneration-paie", "autre")


class RealRedmine:
    """One connector, one officer, two requesters."""

    priority = 50
    tags: tuple[str, ...] = ()

    def __init__(self, lab: RedmineLab) -> None:
        self.lab = lab
        self.system: TicketingSystem = self.connect()
        self.officer = open_client(lab.url, lab.keys["officer"])
        self._opened: list[str] = []

    def connect(self, *, key: str = "", site: Site = SITE, url: str = "") -> Redmine:
        client = open_client(url or self.lab.url, key or self.lab.keys["bot"])
        return Redmine(client, site, categories=CATEGORIES)

    async def open_ticket(self, subject: str, text: str, kind: str = "text/plain") -> str:
        del kind
        return await self.open_as("zoe", subject, text)

    async def open_as(self, who: str, subject: str, text: str) -> str:
        wanted = {"project_id": "rh", "tracker_id": 3, "subject": subject, "description": text}
        async with open_client(self.lab.url, self.lab.keys[who]) as client:
            answer = await client.post("/issues.json", json={"issue": wanted}, timeout=60)
        answer.raise_for_status()
        self._opened.append(str(answer.json()["issue"]["id"]))
        return self._opened[-1]

    async def open_with_file(self, name: str, data: bytes) -> str:
        number = await self.open_ticket("Une pièce", "Voici.")
        async with open_client(self.lab.url, self.lab.keys["zoe"]) as client:
            sent = {"Content-Type": "application/octet-stream"}
            path = "/uploads.json"
            answer = await client.post(
                path, params={"filename": name}, content=data, headers=sent, timeout=60
            )
        answer.raise_for_status()
        upload = {"token": answer.json()["upload"]["token"], "filename": name}
        uploads = [upload | {"content_type": "application/pdf"}]
        await self.change(number, {"uploads": uploads}, who="zoe")
        return number

    async def change(self, number: str, fields: Mapping[str, object], who: str = "officer") -> None:
        async with open_client(self.lab.url, self.lab.keys[who]) as client:
            path = f"/issues/{number}.json"
            answer = await client.put(path, json={"issue": dict(fields)}, timeout=60)
        answer.raise_for_status()

    async def delete(self, number: str) -> None:
        path = f"/issues/{number}.json"
        (await self.officer.delete(path, timeout=60)).raise_for_status()
        self._opened.remove(number)

    async def sent(self, number: str) -> list[str]:
        return await self.mailed(number, REQUESTER)

    async def mailed(self, number: str, to: str) -> list[str]:
        words = await asyncio.to_thread(self.lab.words_mailed, number, to)
        return [to_text(text, Markup.COMMON_MARK) for text in words]

    async def notes(self, number: str) -> list[str]:
        journals = (await self.record(number))["journals"]
        private = [str(journal["notes"]) for journal in journals if journal["private_notes"]]
        return [to_text(text, Markup.COMMON_MARK) for text in private]

    async def record(self, number: str, who: str = "officer") -> dict[str, Any]:
        """A ticket as somebody sees it."""
        async with open_client(self.lab.url, self.lab.keys[who]) as client:
            params = {"include": "journals,watchers"}
            answer = await client.get(f"/issues/{number}.json", params=params, timeout=60)
        record: dict[str, Any] = answer.raise_for_status().json()["issue"]
        return record

    async def aclose(self) -> None:
        """Delete what was opened, so that the next test to collect tickets finds none of it."""
        for number in list(self._opened):
            await self.delete(number)
        await self.system.aclose()
        await self.officer.aclose()


class LosingGateway:
    """Hands every request on to Redmine, and dies of each PUT that was handed on."""

    def __init__(self, lab: RedmineLab) -> None:
        self._lab = lab
        self.cut: Callable[[], None] = lambda: None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        kept = {"x-redmine-api-key", "content-type"}
        headers = {name: v for name, v in request.headers.items() if name in kept}
        url = f"{self._lab.url}{request.url.path}?{request.url.query}"
        async with httpx.AsyncClient(timeout=60) as client:
            body = await request.body()
            answer = await client.request(request.method, url, content=body, headers=headers)
        if request.method == "PUT":
            self.cut()
        response = Response(answer.content, answer.status_code)
        response.headers["content-type"] = answer.headers.get("content-type", "")
        await response(scope, receive, send)


@asynccontextmanager
async def losing_gateway(lab: RedmineLab) -> AsyncIterator[str]:
    """Give the address of a gateway that loses the answers to writes."""
    gateway = LosingGateway(lab)
    async with loopback(gateway) as network:
        gateway.cut = network.cut
        yield network.url
