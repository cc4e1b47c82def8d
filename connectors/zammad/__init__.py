"""Zammad, through its REST API (version 1)."""

from collections.abc import Iterable

import httpx

from cases.model import Ticket
from connectors import json_http
from connectors.base import Changes, Check, Triage, TriageResult
from connectors.json_http import JsonHttp, TimeLimits
from connectors.zammad import changes, checks, conversation, fields, notes, records, replies
from connectors.zammad.site import Site

__all__ = ["Site", "TimeLimits", "Zammad", "open_client"]


def open_client(url: str, token: str) -> httpx.AsyncClient:
    """Open a client for the web address of a Zammad, with the token of our account."""
    return json_http.open_client(f"{url.rstrip('/')}/api/v1", f"Token token={token}")


class Zammad:
    """A `TicketingSystem`. A reply and its mark are stored together, its mail leaves afterwards.

    A reply that is not there after the grace was never stored: it may be sent once more.
    """

    resend_is_safe = True

    def __init__(
        self,
        client: httpx.AsyncClient,
        site: Site,
        *,
        name: str = "zammad",
        categories: Iterable[str] = (),
        limits: TimeLimits | None = None,
    ) -> None:
        self.name = name
        self.grace = site.grace
        self._client = client
        self._site = site
        self._categories = tuple(categories)
        self._http = JsonHttp(client, "Zammad", limits or TimeLimits())

    async def changes_since(self, cursor: str | None) -> Changes:
        """List open tickets at first, then any ticket created or changed since `cursor`."""
        return await changes.changes_since(self._http, self._site, cursor)

    async def read_ticket(self, number: str) -> Ticket:
        """Read a ticket and its public conversation; a deleted one is not found."""
        return await conversation.read_ticket(self._http, self._site, self.name, number)

    async def read_attachment(self, number: str, attachment: str, most_bytes: int) -> bytes:
        """Read a file by the ids of its article and its own."""
        return await records.file(self._http, number, attachment, most_bytes)

    async def write_triage(self, number: str, triage: Triage) -> TriageResult:
        """Write category, priority (its number in Zammad), group and tags, and read them back."""
        return await fields.write_triage(self._http, self._site, number, triage)

    async def add_note(self, number: str, text: str, key: str) -> None:
        """Add an internal note once per key."""
        await notes.add_note(self._http, self._site, number, text, key)

    async def post_reply(self, number: str, text: str, key: str) -> str:
        """Post the public reply and wait for its mail; return the id of its article."""
        return await replies.post_reply(self._http, self._site, number, text, key)

    async def find_reply(self, number: str, key: str) -> str | None:
        """Find our reply by its mark; None when Zammad shows none now."""
        return await replies.find_reply(self._http, self._site, number, key)

    async def check(self) -> tuple[Check, ...]:
        """Test address, token, rights, groups, search index and category attribute."""
        return await checks.check(self._http, self._site, self._categories)

    async def aclose(self) -> None:
        """Close the HTTP client."""
        await self._client.aclose()
