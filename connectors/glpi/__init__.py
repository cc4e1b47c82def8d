"""GLPI: 11 through its high-level API, 9.5 and 10 through the legacy one."""

from collections.abc import Iterable

from cases.model import Ticket
from connectors.base import Changes, Check, Triage, TriageResult
from connectors.glpi import changes, checks, conversation, fields, replies
from connectors.glpi.dialect import Dialect
from connectors.glpi.highlevel import HighLevel
from connectors.glpi.legacy import Legacy
from connectors.glpi.site import PasswordGrant, Site, UserToken
from connectors.json_http import JsonHttp, TimeLimits, open_client

__all__ = ["Glpi", "PasswordGrant", "Site", "TimeLimits", "UserToken", "open_dialect"]


def open_dialect(
    url: str, site: Site, credentials: PasswordGrant | UserToken, limits: TimeLimits | None = None
) -> Dialect:
    """Open the API that these credentials are for, below the web address of a GLPI."""
    address = url.rstrip("/")
    if isinstance(credentials, PasswordGrant):
        http = JsonHttp(open_client(f"{address}/api.php"), "GLPI", limits or TimeLimits())
        return HighLevel(http, site, credentials)
    http = JsonHttp(open_client(f"{address}/apirest.php"), "GLPI", limits or TimeLimits())
    return Legacy(http, site, credentials)


class Glpi:
    """A `TicketingSystem`. Its mails leave after it stored: a reply not found did not leave."""

    resend_is_safe = True

    def __init__(
        self, dialect: Dialect, site: Site, *, name: str = "glpi", categories: Iterable[str] = ()
    ) -> None:
        self.name = name
        self.grace = site.grace
        self._dialect = dialect
        self._site = site
        self._categories = tuple(categories)

    async def changes_since(self, cursor: str | None) -> Changes:
        """List open tickets at first, then those others created or changed since `cursor`."""
        return await changes.changes_since(self._dialect, self._site, cursor)

    async def read_ticket(self, number: str) -> Ticket:
        """Read a ticket and its public conversation."""
        return await conversation.read_ticket(self._dialect, self._site, self.name, number)

    async def write_triage(self, number: str, triage: Triage) -> TriageResult:
        """Write category, priority and assigned group where they differ, and read them back."""
        return await fields.write_triage(self._dialect, self._site, number, triage)

    async def add_note(self, number: str, text: str, key: str) -> None:
        """Add a private followup once per key."""
        await replies.add_note(self._dialect, self._site, number, text, key)

    async def post_reply(self, number: str, text: str, key: str) -> str:
        """Post the public reply; return the number of its followup."""
        return await replies.post_reply(self._dialect, self._site, number, text, key)

    async def find_reply(self, number: str, key: str) -> str | None:
        """Find our reply by its reference; None when GLPI shows none now."""
        return await replies.find_reply(self._dialect, number, key)

    async def check(self) -> tuple[Check, ...]:
        """Test address, account, rights, clock, categories and groups."""
        return await checks.check(self._dialect, self._site, self._categories)

    async def aclose(self) -> None:
        """Close the session in GLPI and release connections."""
        await self._dialect.aclose()
