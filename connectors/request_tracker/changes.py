"""Which tickets changed since a cursor: by time with overlap, by id within one look."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from pydantic import AwareDatetime, BaseModel, ConfigDict

from connectors.base import Changes, ConnectorError
from connectors.cursor import read_cursor
from connectors.http_dates import server_time
from connectors.json_http import JsonHttp
from connectors.request_tracker.records import MAX_PAGES, PER_PAGE, quoted
from connectors.request_tracker.shapes import ListedTicket, TicketPage
from connectors.request_tracker.site import Site

GRANULARITY = timedelta(seconds=2)
"""Times are whole seconds: a ticket seen within them may change again under the same time."""


class Cursor(BaseModel):
    """Where the last look ended, and the tickets already reported near that end."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: AwareDatetime
    seen: dict[str, AwareDatetime] = {}


async def changes_since(http: JsonHttp, site: Site, cursor: str | None) -> Changes:
    """List open tickets at first, then any ticket created or changed since `cursor`."""
    start = read_cursor(Cursor, cursor, "de Request Tracker")
    # A change takes its time when it begins and shows when it is committed, after its mails left.
    overlap = site.grace + GRANULARITY
    since = start.since - overlap if start else None
    tickets, now = await _look(http, _condition(site, since))
    known = start.seen if start else {}
    news = tuple(t.id for t in tickets if known.get(t.id) != t.last_updated)
    return Changes(news, _next(start, tickets, now, overlap).model_dump_json())


def _condition(site: Site, since: datetime | None) -> str:
    queues = " OR ".join(f"Queue = {quoted(queue)}" for queue in site.queues)
    if since is None:
        return f"({queues}) AND Status = '__Active__'"
    # Without a zone, Request Tracker reads a date in the time zone of the account.
    return f"({queues}) AND LastUpdated >= '{since.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC'"


async def _look(http: JsonHttp, condition: str) -> tuple[list[ListedTicket], datetime | None]:
    """Read all that match, and the server's time when the look began.

    Pages go by id: pages by time would skip a ticket when another one changes meanwhile.
    """
    found: list[ListedTicket] = []
    began: datetime | None = None
    for _ in range(MAX_PAGES):
        answer = await http.get("/tickets", _page_after(condition, found))
        began = began or server_time(answer.headers)
        page = http.shaped(answer, TicketPage)
        found += page.items
        if not page.items or page.next_page is None:
            return found, began
    raise ConnectorError(
        "Trop de tickets à relire d’un coup dans Request Tracker : réduire les files suivies.",
        permanent=True,
    )


def _page_after(condition: str, found: list[ListedTicket]) -> Mapping[str, str]:
    last = found[-1].id if found else "0"
    return {
        "query": f"{condition} AND id > {last}",
        "orderby": "id",
        "order": "ASC",
        "per_page": PER_PAGE,
        "fields": "LastUpdated",
    }


def _next(
    start: Cursor | None, tickets: list[ListedTicket], now: datetime | None, overlap: timedelta
) -> Cursor:
    """Move on to the newest change seen, never past the moment the look began."""
    newest = max((t.last_updated for t in tickets), default=None)
    since = newest or (start.since if start else datetime.fromtimestamp(0, UTC) + overlap)
    if now is not None:
        since = min(since, now)
    settled = since - GRANULARITY if now is None else now - GRANULARITY
    near = (t for t in tickets if since - overlap <= t.last_updated < settled)
    return Cursor(since=since, seen={t.id: t.last_updated for t in near})
