"""Which tickets changed since a cursor: by time with overlap, by number within one look."""

from datetime import UTC, datetime, timedelta

from pydantic import AwareDatetime, BaseModel, ConfigDict

from connectors.base import BadAnswer, Changes, ConnectorError
from connectors.cursor import read_cursor
from connectors.glpi.dialect import Dialect
from connectors.glpi.marked import is_ours
from connectors.glpi.records import Listed
from connectors.glpi.site import Site

GRANULARITY = timedelta(seconds=2)
"""Times are whole seconds: a ticket seen within them may change again under the same time."""
CLOCK_BACK = timedelta(hours=1)
"""GLPI compares dates by the clock on its wall, which repeats an hour each autumn."""
MAX_PAGES = 1000
"""Each of 25 tickets or more, the first of them the last of the page before."""
LOOKS = 3


class Cursor(BaseModel):
    """Where the last look ended, and the tickets already reported near that end."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: AwareDatetime
    seen: dict[str, AwareDatetime] = {}


async def changes_since(dialect: Dialect, site: Site, cursor: str | None) -> Changes:
    """List open tickets at first, then those others created or changed since `cursor`."""
    start = read_cursor(Cursor, cursor, "de GLPI")
    overlap = site.grace + GRANULARITY + CLOCK_BACK
    since = start.since - overlap if start else None
    tickets, now = await _look(dialect, since)
    if start is None:
        listed = [t for t in tickets if t.status not in site.closed_statuses]
        return Changes(tuple(t.id for t in listed), _next(None, tickets, now, overlap))
    news = [t for t in tickets if start.seen.get(t.id) != t.modified]
    by_others = [t for t in news if not await _is_our_doing(dialect, site, start, t, overlap)]
    return Changes(tuple(t.id for t in by_others), _next(start, tickets, now, overlap))


async def _is_our_doing(
    dialect: Dialect, site: Site, start: Cursor, ticket: Listed, overlap: timedelta
) -> bool:
    """Whether our own followup explains the change and nobody else wrote since the last report.

    In any doubt the ticket is reported: reading one in vain costs less than missing a word.
    """
    if ticket.status in site.closed_statuses:
        return False
    reported = start.seen.get(ticket.id, start.since - overlap)
    try:
        return await _only_we_spoke(dialect, ticket, reported)
    except ConnectorError as error:
        if error.permanent or isinstance(error, BadAnswer):
            # This ticket's own trouble, told when it is read: it must not hide the others.
            return False
        raise


async def _only_we_spoke(dialect: Dialect, ticket: Listed, reported: datetime) -> bool:
    followups = await dialect.followups(ticket.id)
    me = await dialect.me()
    mine = [f for f in followups if is_ours(f, me)]
    theirs = [f for f in followups if not is_ours(f, me)]
    if not any(abs(f.changed - ticket.modified) <= GRANULARITY for f in mine):
        return False
    if any(max(f.at, f.changed) > reported for f in theirs):
        return False
    return (await dialect.ticket(ticket.id)).created <= reported


async def _look(dialect: Dialect, since: datetime | None) -> tuple[list[Listed], datetime | None]:
    """Read all that match, and the server's time when the look began."""
    for _ in range(LOOKS):
        found, began = await _one_look(dialect, since)
        if found is not None:
            kept = [t for t in found if since is None or t.modified >= since - GRANULARITY]
            return kept, began
    raise ConnectorError("La liste des tickets de GLPI change pendant sa lecture : à relire.")


async def _one_look(
    dialect: Dialect, since: datetime | None
) -> tuple[list[Listed] | None, datetime | None]:
    """Read page after page, each from the last ticket of the one before.

    None when that ticket is no longer there: one that left the list moved the others, and one of
    them would be skipped.
    """
    found: list[Listed] = []
    began: datetime | None = None
    for _ in range(MAX_PAGES):
        page = await dialect.tickets(since, max(len(found) - 1, 0))
        began = began or page.at
        rows = list(page.rows)
        if found:
            if not rows or rows[0].id != found[-1].id:
                return None, None
            rows = rows[1:]
        found += rows
        if not page.more:
            return found, began
        if not rows:
            raise BadAnswer("La liste des tickets de GLPI ne finit pas.", permanent=True)
    raise ConnectorError(
        "Trop de tickets à relire d’un coup dans GLPI : réduire ce que voit le compte.",
        permanent=True,
    )


def _next(
    start: Cursor | None, tickets: list[Listed], now: datetime | None, overlap: timedelta
) -> str:
    """Move on to the newest change seen, never past the moment the look began."""
    newest = max((t.modified for t in tickets), default=None)
    since = newest or (start.since if start else datetime.fromtimestamp(0, UTC) + overlap)
    if now is not None:
        # In the zone of the server's own dates, which the next look is asked in.
        since = min(since, now).astimezone(since.tzinfo)
    settled = (since if now is None else now) - GRANULARITY
    near = [t for t in tickets if t.modified >= since - overlap]
    # What is not settled will be looked at again, from the state last reported.
    earlier = {t.id: start.seen[t.id] for t in near if start and t.id in start.seen}
    seen = earlier | {t.id: t.modified for t in near if t.modified < settled}
    return Cursor(since=since, seen=seen).model_dump_json()
