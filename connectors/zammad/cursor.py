"""Where the last look ended: a time, and the tickets already reported near it."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from pydantic import AwareDatetime, BaseModel, ConfigDict

from connectors.zammad.shapes import ListedTicket

GRANULARITY = timedelta(seconds=2)
"""A server's Date header is in whole seconds, and may have been rounded either way."""


class Cursor(BaseModel):
    """`seen` gives the change at which each ticket near the end was last looked at."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: AwareDatetime
    seen: dict[str, AwareDatetime] = {}


def next_cursor(
    start: Cursor | None,
    tickets: Iterable[ListedTicket],
    began: datetime | None,
    overlap: timedelta,
) -> Cursor:
    """Move on to the newest change seen, never past the moment the look began."""
    changes = {ticket.id: ticket.updated_at for ticket in tickets}
    floor = start.since if start else datetime.fromtimestamp(0, UTC) + overlap
    since = max(changes.values(), default=floor)
    if began is not None:
        since = min(since, began)
    settled = (since if began is None else began) - GRANULARITY
    near = {number: at for number, at in changes.items() if since - overlap <= at < settled}
    return Cursor(since=since, seen=near)
