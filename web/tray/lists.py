"""The lists of requests: what awaits the officer first, then every other."""

from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from cases.access import Reach
from cases.sessions import Session
from cases.tray import (
    MOST_COUNTED,
    ON_A_PAGE,
    Page,
    count_before,
    count_open,
    read_page,
)
from cases.wanted import OPEN, Tray
from web import words
from web.case.leaving import leaving_of
from web.office import Here, Office
from web.pages import page, part
from web.people.gate import AtHome, Reader, reach_in
from web.tray.asked import TRAYS, Asked, asked_in, case_in
from web.tray.dangers import dangers_line
from web.tray.seen import Seen, mark_of, order_of

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as shown: its page, and how many wait in each of the open lists."""

    asked: Asked
    page: Page
    counts: dict[Tray, int]
    pointed: int = 0
    """Which row of the page Enter opens."""

    @property
    def live(self) -> bool:
        """Whether the list follows what happens: the others are looked up, not watched."""
        return self.asked.tray in OPEN and self.page.number == 1

    @property
    def total(self) -> str:
        """How many there are, as far as they are counted."""
        return str(self.page.total) if self.page.counted else f"plus de {self.page.total}"

    def count(self, name: str) -> str:
        """How many wait in a list, nothing for those that only grow."""
        tray = TRAYS[name]
        if tray is None or tray not in self.counts:
            return ""
        return _up_to(self.counts[tray])

    @property
    def waiting(self) -> str:
        """How many replies await an approval."""
        return _up_to(self.counts[Tray.TO_APPROVE])


@router.get("/")
async def show_tray(request: Request, office: Here, session: AtHome) -> Response:
    """Show what awaits the officer, or the list that the address asks for."""
    return await _show(request, office, session, asked_in(request.query_params, office))


@router.get("/traites")
async def show_dealt_with(request: Request, office: Here, session: Reader) -> Response:
    """Show what was dealt with, the latest first."""
    asked = asked_in({**request.query_params, "etat": "traitees"}, office)
    return await _show(request, office, session, asked)


@router.get("/liste")
async def refresh_tray(
    request: Request, office: Here, session: Reader, vu: str = "", dit: str = ""
) -> Response:
    """Give the list again where nothing on the screen (`vu`) moves, else tell what changed.

    `dit`: what was told last; the same is not told twice.
    """
    listed = await _read(office, reach_in(office, session), asked_in(request.query_params, office))
    rows = listed.page.rows
    seen = Seen.read(vu)
    values = _values(request, listed)
    if values["mark"] == vu:
        return Response(status_code=204)
    if seen.still_first(rows):
        return page(request, "tray/again.html", values)
    told = order_of(rows)
    if told == dit:
        return Response(status_code=204)
    answer = page(request, "tray/told.html", {**values, "told": told, "new": seen.count_new(rows)})
    answer.headers["HX-Reswap"] = "none"
    return answer


async def _show(request: Request, office: Office, session: Session, asked: Asked) -> Response:
    reach = reach_in(office, session)
    listed = await _read(office, reach, asked, case_in(request.query_params))
    dealt_with = request.query_params.get("dossier", "")
    done = {
        "done": words.DONE.get(request.query_params.get("fait", ""), ""),
        "done_case": dealt_with,
        "leaving": await leaving_of(office, session, dealt_with),
        "dangers": await dangers_line(request, office, reach),
    }
    answer = page(request, "tray/screen.html", {**_values(request, listed), **done})
    if "hx-request" in request.headers:
        answer.headers["HX-Push-Url"] = listed.asked.address()
    return answer


def _values(request: Request, listed: Listed) -> dict[str, object]:
    shown = part(request, "tray/list.html", {"listed": listed})
    mark = mark_of(listed.page.rows, shown)
    return {"listed": listed, "shown": Markup(shown), "mark": mark}  # noqa: S704 - escaped by its own template


async def _read(office: Office, reach: Reach, asked: Asked, towards: str = "") -> Listed:
    wanted = asked.wanted(office.time_zone)
    pointed = 0
    if towards:
        before = await count_before(office.engine, wanted, reach, towards)
        number, pointed = 1 + before // ON_A_PAGE, before % ON_A_PAGE
        asked = replace(asked, number=number)
    found = await read_page(office.engine, wanted, reach, asked.number)
    counts = await count_open(office.engine, reach)
    pointed = min(pointed, max(0, len(found.rows) - 1))
    return Listed(replace(asked, number=found.number), found, counts, pointed)


def _up_to(count: int) -> str:
    return str(count) if count <= MOST_COUNTED else f"plus de {MOST_COUNTED}"
