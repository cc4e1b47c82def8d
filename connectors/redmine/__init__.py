"""Redmine 6, through its REST API."""

from collections.abc import Iterable

import httpx

from cases.model import Ticket
from connectors import json_http
from connectors.base import Changes, Check, Triage, TriageResult
from connectors.json_http import JsonHttp, TimeLimits
from connectors.redmine import changes, checks, conversation, fields, records, replies
from connectors.redmine.site import Markup, Site

__all__ = ["Markup", "Redmine", "Site", "TimeLimits", "open_client"]


def open_client(url: str, key: str) -> httpx.AsyncClient:
    """Open a client for the web address of a Redmine, with the API key of our account."""
    return json_http.open_client(url.rstrip("/"), key, header="X-Redmine-API-Key")


class Redmine:
    """A `TicketingSystem`. A reply and its key are one commit, the mail leaves afterwards."""

    resend_is_safe = True

    def __init__(
        self,
        client: httpx.AsyncClient,
        site: Site,
        *,
        name: str = "redmine",
        categories: Iterable[str] = (),
        limits: TimeLimits | None = None,
    ) -> None:
        self.name = name
        self.grace = site.grace
        self.clock = changes.clock
        self._client = client
        self._site = site
        self._categories = tuple(categories)
        self._http = JsonHttp(client, "Redmine", limits or TimeLimits())

    async def changes_since(self, cursor: str | None) -> Changes:
        """List open tickets at first, then any that others created or changed since `cursor`."""
        return await changes.changes_since(self._http, self._site, cursor, self.clock)

    async def read_ticket(self, number: str) -> Ticket:
        """Read a ticket and its public conversation."""
        return await conversation.read_ticket(self._http, self._site, self.name, number)

    async def read_attachment(self, number: str, attachment: str, most_bytes: int) -> bytes:
        """Read a file by its id; Redmine gives it by that alone."""
        records.valid(number)
        return await records.file(self._http, attachment, most_bytes)

    async def write_triage(self, number: str, triage: Triage) -> TriageResult:
        """Write category, priority and group in charge where they differ, and read them back."""
        return await fields.write_triage(self._http, self._site, number, triage)

    async def add_note(self, number: str, text: str, key: str) -> None:
        """Add a private note once per key."""
        await replies.add_note(self._http, self._site, number, text, key)

    async def post_reply(self, number: str, text: str, key: str) -> str:
        """Post the public reply; return the number of its journal."""
        return await replies.post_reply(self._http, self._site, number, text, key)

    async def find_reply(self, number: str, key: str) -> str | None:
        """Find our reply by the journal of its key; None when Redmine shows none now."""
        return await replies.find_reply(self._http, self._site, number, key)

    async def check(self) -> tuple[Check, ...]:
        """Test address, key, projects, rights, key field and categories."""
        return await checks.check(self._http, self._site, self._categories)

    async def aclose(self) -> None:
        """Close the HTTP client."""
        await self._client.aclose()
