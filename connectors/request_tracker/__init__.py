"""Request Tracker 5, through its REST 2.0 API."""

from collections.abc import Iterable

import httpx

from cases.model import Ticket
from connectors import json_http
from connectors.base import Changes, Check, Triage, TriageResult
from connectors.json_http import JsonHttp, TimeLimits
from connectors.request_tracker import changes, checks, conversation, fields, records, replies
from connectors.request_tracker.site import Site

__all__ = ["RequestTracker", "Site", "TimeLimits", "open_client"]


def open_client(url: str, token: str) -> httpx.AsyncClient:
    """Open a client for the web address of a Request Tracker, with the token of our account."""
    return json_http.open_client(f"{url.rstrip('/')}/REST/2.0", f"token {token}")


class RequestTracker:
    """A `TicketingSystem`. Its mails leave before it commits: a lost reply is never resent."""

    resend_is_safe = False

    def __init__(
        self,
        client: httpx.AsyncClient,
        site: Site,
        *,
        name: str = "request_tracker",
        categories: Iterable[str] = (),
        limits: TimeLimits | None = None,
    ) -> None:
        self.name = name
        self.grace = site.grace
        self._client = client
        self._site = site
        self._categories = tuple(categories)
        self._http = JsonHttp(client, "Request Tracker", limits or TimeLimits())

    async def changes_since(self, cursor: str | None) -> Changes:
        """List open tickets at first, then any ticket created or changed since `cursor`."""
        return await changes.changes_since(self._http, self._site, cursor)

    async def read_ticket(self, number: str) -> Ticket:
        """Read a ticket and its public conversation."""
        return await conversation.read_ticket(self._http, self._site, self.name, number)

    async def read_attachment(self, number: str, attachment: str, most_bytes: int) -> bytes:
        """Read a file by its id; Request Tracker gives it by that alone."""
        records.valid(number)
        return await records.file(self._http, attachment, most_bytes)

    async def write_triage(self, number: str, triage: Triage) -> TriageResult:
        """Write category, priority and queue where they differ, and read them back."""
        return await fields.write_triage(self._http, self._site, number, triage)

    async def add_note(self, number: str, text: str, key: str) -> None:
        """Add an internal comment once per key."""
        await replies.add_note(self._http, self._site, number, text, key)

    async def post_reply(self, number: str, text: str, key: str) -> str:
        """Post the public reply; return the number of its transaction."""
        return await replies.post_reply(self._http, self._site, number, text, key)

    async def find_reply(self, number: str, key: str) -> str | None:
        """Find our reply by its mark; None when Request Tracker shows none now."""
        return await replies.find_marked(self._http, self._site, number, "Correspond", key)

    async def check(self) -> tuple[Check, ...]:
        """Test address, token, account, queues and category field."""
        return await checks.check(self._http, self._site, self._categories)

    async def aclose(self) -> None:
        """Close the HTTP client."""
        await self._client.aclose()
