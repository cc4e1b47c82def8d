"""The audit trail of all cases: searched, verified on demand, exported."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from cases.audit.trail import (
    GENESIS,
    Chain,
    Entry,
    TrailQuery,
    last_seq,
    read_last,
    read_trail_page,
    record,
    verify_from,
)
from cases.store.database import now
from web.audit.event_labels import KINDS, TRAIL_CHECKED, describe_event, people_in
from web.audit.trail_export import MEDIA, Format, export
from web.context import Context
from web.pages import page
from web.people.permissions import TrailPost, TrailReader

router = APIRouter()

MOST_CHECKED = 100_000
"""Links verified at one press of the button: some seconds. The next press goes on."""

WHOLE, PART, BROKEN = "whole", "part", "broken"


@dataclass(frozen=True, slots=True)
class TrailForm:
    """The query of an address; a value that means nothing asks for nothing."""

    genre: str = ""
    qui: str = ""
    jour: str = ""
    dossier: str = ""

    def sought(self, zone: tzinfo, before: int | None) -> TrailQuery:
        """Say which links that is."""
        day = _day(self.jour)
        since = datetime.combine(day, time(), zone) if day else None
        until = datetime.combine(day + timedelta(days=1), time(), zone) if day else None
        kind = self.genre if self.genre in KINDS else ""
        return TrailQuery(kind, self.qui, self.dossier, since, until, before)

    def address(self, before: int) -> str:
        """Write the address of what comes before a link."""
        fields = {"genre": self.genre, "qui": self.qui, "jour": self.jour, "dossier": self.dossier}
        return "/journal?" + urlencode({k: v for k, v in fields.items() if v} | {"avant": before})


Words = Annotated[str, Query(max_length=255)]


@router.get("/journal")
async def show_trail(  # noqa: PLR0913, PLR0917 - what an address may ask
    request: Request,
    context: Context,
    _session: TrailReader,
    genre: Words = "",
    qui: Words = "",
    jour: Words = "",
    dossier: Words = "",
    avant: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
) -> Response:
    """Show the links asked for, the newest first."""
    query = TrailForm(genre, qui.strip(), jour, dossier.strip())
    found = await read_trail_page(context.engine, query.sought(context.time_zone, avant))
    checked = await read_last(context.engine, TRAIL_CHECKED)
    names = await context.names(people_in([*found.events, *([checked] if checked else [])]))
    values = {
        "query": query,
        "found": found,
        "lines": [(event, describe_event(event, names)) for event in found.events],
        "names": names,
        "kinds": KINDS,
        "people": await context.accounts.list_all(),
        "checked": checked,
        "last": await last_seq(context.engine),
        "first": avant is None,
    }
    return page(request, "audit/journal.html", values)


@router.post("/journal/verifier")
async def verify_trail(post: TrailPost) -> Response:
    """Verify the chain, as far as one press goes, and write down what was found."""
    engine = post.context.engine
    last = await read_last(engine, TRAIL_CHECKED)
    start = Chain(0, GENESIS)
    if last is not None and last.details["result"] == PART:
        # The last verification stopped for its length: it goes on from there.
        start = Chain(int(last.details["up_to"]), last.details["hash"])
    found = await verify_from(engine, start, MOST_CHECKED)
    result = BROKEN if found.broken else PART if found.more else WHOLE
    details = {"up_to": str(found.seq), "hash": found.hash, "result": result, "said": found.broken}
    await record(engine, Entry(None, now(), post.login, TRAIL_CHECKED, details))
    return RedirectResponse("/journal", status_code=303)


@router.get("/journal.jsonl")
@router.get("/journal.csv")
async def give_trail(request: Request, context: Context, session: TrailReader) -> Response:
    """Send the whole trail: to be verified elsewhere, or for a spreadsheet."""
    kind = Format(request.url.path.rpartition(".")[2])
    return StreamingResponse(
        export(context.engine, kind, session.account.login),
        media_type=MEDIA[kind],
        headers={"Content-Disposition": f'attachment; filename="journal.{kind}"'},
    )


def _day(typed: str) -> date | None:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    # The last day of all has no next one, and the first none before it in every zone.
    return day if date.min < day < date.max - timedelta(days=1) else None
