"""The real Request Tracker as a world: an officer's token opens tickets for the requester."""

import base64
import json
from collections.abc import Mapping

import httpx

from connectors.base import TicketingSystem
from connectors.request_tracker import RequestTracker, Site, TimeLimits, open_client
from connectors.safe_text import html_to_text
from tests.contract.world import REQUESTER
from tests.real.lab import Lab

SITE = Site(queues=("RH", "RH-Paie"), bot_user="triage-bot")
CATEGORIES = ("conges", "maladie", "remuneration-paie", "autre")


class RealWorld:
    """One connector, one officer and one outbox."""

    priority = 50
    tags: tuple[str, ...] = ()

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self.system: TicketingSystem = self.connect()
        self.officer = open_client(lab.url, lab.agent_token)
        self._opened: list[str] = []

    def connect(
        self, *, token: str = "", site: Site = SITE, limits: TimeLimits | None = None
    ) -> RequestTracker:
        client = open_client(self.lab.url, token or self.lab.bot_token)
        return RequestTracker(client, site, categories=CATEGORIES, limits=limits)

    async def open_ticket(self, subject: str, text: str, kind: str = "text/plain") -> str:
        content = {"Content": text, "ContentType": kind} if text else {}
        return await self.create(subject, content)

    async def open_with_file(self, name: str, data: bytes) -> str:
        # A name that is not ASCII comes whole by a form only.
        form = {"Content": "Voici.", "ContentType": "text/plain"}
        ticket = {"Queue": "RH", "Requestor": REQUESTER, "Subject": "Une pièce", **form}
        files = {"Attachments": (name, data, "application/pdf")}
        answer = await self.officer.post(
            "/ticket", data={"JSON": json.dumps(ticket)}, files=files, timeout=60
        )
        answer.raise_for_status()
        self._opened.append(str(answer.json()["id"]))
        return self._opened[-1]

    async def create(self, subject: str, content: Mapping[str, object]) -> str:
        ticket = {"Queue": "RH", "Requestor": REQUESTER, "Subject": subject, **content}
        answer = await self.officer.post("/ticket", json=ticket, timeout=60)
        answer.raise_for_status()
        self._opened.append(str(answer.json()["id"]))
        return self._opened[-1]

    async def change(self, number: str, fields: Mapping[str, object]) -> None:
        answer = await self.officer.put(f"/ticket/{number}", json=fields, timeout=60)
        answer.raise_for_status()

    async def delete(self, number: str) -> None:
        (await self.officer.delete(f"/ticket/{number}", timeout=60)).raise_for_status()

    async def sent(self, number: str) -> list[str]:
        bodies = [mail.get_body(("plain",)) for mail in self.lab.mails(number)]
        return [body.get_content() for body in bodies if body is not None]

    async def notes(self, number: str) -> list[str]:
        history = await self._items(f"/ticket/{number}/history", "Type")
        comments = [entry["id"] for entry in history if entry["Type"] == "Comment"]
        return [html_to_text(text) for one in comments for text in await self.stored(one)]

    async def stored(self, transaction: str) -> list[str]:
        """The parts of a message as Request Tracker keeps them."""
        parts = await self._items(f"/transaction/{transaction}/attachments", "ContentType")
        contents = [await self._content(part["id"]) for part in parts]
        return [base64.b64decode(content).decode() for content in contents]

    async def _content(self, attachment: str) -> str:
        answer = await self.officer.get(f"/attachment/{attachment}")
        return str(answer.json()["Content"])

    async def _items(self, path: str, fields: str) -> list[dict[str, str]]:
        params = httpx.QueryParams(fields=fields, per_page=100)
        answer = await self.officer.get(path, params=params)
        items: list[dict[str, str]] = answer.json()["items"]
        return items

    async def aclose(self) -> None:
        """Delete what was opened, so that the next test to collect tickets finds none of it."""
        for number in self._opened:
            await self.officer.delete(f"/ticket/{number}", timeout=60)
        await self.system.aclose()
        await self.officer.aclose()
