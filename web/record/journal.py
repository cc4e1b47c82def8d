"""The audit trail of all cases: searched, verified on demand, exported."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from cases.audit import GENESIS, Chain, Entry, Event, read_last, record, verify_from
from cases.store import now
from cases.trail import Sought, last_seq, read_trail_page
from web.names import names_in
from web.office import Here, Office
from web.pages import page
from web.people.gate import TrailDesk, TrailReader
from web.record.files import MEDIA, Format, export
from web.told import KINDS, TRAIL_CHECKED, told

router = APIRouter()

MOST_CHECKED = 100_000
"""Links verified at one press of the button: some seconds. The next press goes on."""

WHOLE, PART, BROKEN = "whole", "part", "broken"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; a value that means nothing asks for nothing."""

    genre: str = ""
    qui: str = ""
    jour: str = ""
    dossier: str = ""

    def sought(self, zone: tzinfo, before: int | None) -> Sought:
        """Say which links that is."""
        day = _day(self.jour)
        since = datetime.combine(day, time(), zone) if day else None
        until = datetime.combine(day + timedelta(days=1), time(), zone) if day else None
        kind = self.genre if self.genre in KINDS else ""
        return Sought(kind, self.qui, self.dossier, since, until, before)

    def address(self, before: int) -> str:
        """Give the address of what comes before a link."""
        said = {"genre": self.genre, "qui": self.qui, "jour": self.jour, "dossier": self.dossier}
        return "/journal?" + urlencode({k: v for k, v in said.items() if v} | {"avant": before})


Words = Annotated[str, Query(max_length=255)]


@router.get("/journal")
async def show_trail(  # noqa: PLR0913, PLR0917 - what an address may ask
    request: Request,
    office: Here,
    _session: TrailReader,
    genre: Words = "",
    qui: Words = "",
    jour: Words = "",
    dossier: Words = "",
    avant: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
) -> Response:
    """Show the links asked for, the newest first."""
    asked = Asked(genre, qui.strip(), jour, dossier.strip())
    found = await read_trail_page(office.engine, asked.sought(office.time_zone, avant))
    checked = await read_last(office.engine, TRAIL_CHECKED)
    names = await names_in(office, [*found.events, *([checked] if checked else [])])
    values = {
        "asked": asked,
        "found": found,
        "lines": [(event, told(event, names)) for event in found.events],
        "names": names,
        "kinds": KINDS,
        "people": await office.accounts.list_all(),
        "checked": checked,
        "last": await last_seq(office.engine),
        "first": avant is None,
    }
    return page(request, "record/journal.html", values)


@router.post("/journal/verifier")
async def verify_trail(desk: TrailDesk) -> Response:
    """Verify the chain, as far as one press goes, and write down what was found."""
    engine = desk.office.engine
    found = await verify_from(
        engine, _goes_on(await read_last(engine, TRAIL_CHECKED)), MOST_CHECKED
    )
    result = BROKEN if found.broken else PART if found.more else WHOLE
    said = {"up_to": str(found.seq), "hash": found.hash, "result": result, "said": found.broken}
    await record(engine, Entry(None, now(), desk.session.account.login, TRAIL_CHECKED, said))
    return RedirectResponse("/journal", status_code=303)


@router.get("/journal.jsonl")
async def give_json_lines(office: Here, session: TrailReader) -> Response:
    """Give the whole trail, to be verified elsewhere."""
    return _file(office, Format.JSONL, session.account.login)


@router.get("/journal.csv")
async def give_spreadsheet(office: Here, session: TrailReader) -> Response:
    """Give the whole trail for a spreadsheet."""
    return _file(office, Format.CSV, session.account.login)


def _file(office: Office, kind: Format, login: str) -> Response:
    return StreamingResponse(
        export(office.engine, kind, login),
        media_type=MEDIA[kind],
        headers={"Content-Disposition": f'attachment; filename="journal.{kind}"'},
    )


def _goes_on(last: Event | None) -> Chain:
    """Go on where the last verification stopped for its length; else begin again."""
    if last is None or last.details["result"] != PART:
        return Chain(0, GENESIS)
    return Chain(int(last.details["up_to"]), last.details["hash"])


def _day(said: str) -> date | None:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    # The last day of all has no next one, and the first none before it in every zone.
    return day if date.min < day < date.max - timedelta(days=1) else None
