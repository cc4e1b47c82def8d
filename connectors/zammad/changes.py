"""Which tickets changed since a cursor, what we changed ourselves left out."""

from datetime import datetime

from connectors.base import Changes
from connectors.cursor import read_cursor
from connectors.json_http import JsonHttp
from connectors.zammad import records
from connectors.zammad.cursor import GRANULARITY, Cursor, next_cursor
from connectors.zammad.search import look
from connectors.zammad.shapes import ListedTicket
from connectors.zammad.site import Site


async def changes_since(http: JsonHttp, site: Site, cursor: str | None) -> Changes:
    """List open tickets at first, then any ticket created or changed since `cursor`."""
    start = read_cursor(Cursor, cursor, "de Zammad")
    # The index is filled by a job: a change may show there minutes after its time.
    overlap = site.grace + GRANULARITY
    since = start.since - overlap if start else None
    seen = await look(http, site, since)
    known = start.seen if start else {}
    changed = [t for t in seen.found.values() if known.get(t.id) != t.updated_at]
    if since is not None:
        changed = await _of_others(http, site, changed, known, since)
    numbers = tuple(sorted((t.id for t in changed), key=int))
    following = next_cursor(start, seen.found.values(), seen.began, overlap)
    return Changes(numbers, following.model_dump_json())


async def _of_others(
    http: JsonHttp,
    site: Site,
    changed: list[ListedTicket],
    known: dict[str, datetime],
    since: datetime,
) -> list[ListedTicket]:
    if not changed:
        return []
    me = (await records.myself(http)).id
    return [
        ticket
        for ticket in changed
        if not await _only_ours(http, site, ticket, me, known.get(ticket.id, since))
    ]


async def _only_ours(
    http: JsonHttp, site: Site, ticket: ListedTicket, me: str, looked_at: datetime
) -> bool:
    """Whether nobody but us spoke since the last look: our own write hides whose came before."""
    over = {*site.closed_states, site.merged_state}
    if ticket.updated_by_id != me or ticket.state in over:
        return False
    # A merge brings old articles here, touched on that occasion: `updated_at`, not `created_at`.
    return not any(
        article.is_conversation and article.created_by_id != me and article.updated_at > looked_at
        for article in await records.articles(http, ticket.id)
    )
