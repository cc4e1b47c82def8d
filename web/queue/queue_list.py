"""The lists of requests, those in danger above: what awaits the officer first, then every other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from cases.model import sha256_of
from cases.people.access import Scope
from cases.people.sessions import Session
from cases.queues.case_list import (
    MOST_COUNTED,
    OPEN,
    PAGE_SIZE,
    Page,
    Queue,
    Row,
    count_before,
    count_open,
    read_page,
)
from cases.queues.danger_alerts import Endangered, read_endangered
from cases.store.database import now
from web import labels
from web.case.case_record import find_pending_send
from web.context import Context, PageContext
from web.pages import page, part
from web.people.permissions import HomeReader, Reader, session_scope
from web.queue.list_query import QUEUES, ListQuery, case_sought, parse_query

router = APIRouter()

_MARK = re.compile(r"(\d{1,3})\.([0-9a-f]{16})\.(\d{1,18})\.[0-9a-f]{16}", re.ASCII)


@dataclass(frozen=True, slots=True)
class QueueList:
    """A list as shown: its page, and how many wait in each of the open lists."""

    query: ListQuery
    page: Page
    counts: dict[Queue, int]
    pointed: int = 0
    """Which row of the page Enter opens."""

    @property
    def live(self) -> bool:
        """Whether the list follows what happens: the others are looked up, not watched."""
        return self.query.queue in OPEN and self.page.number == 1

    @property
    def total(self) -> str:
        """How many there are, as far as they are counted."""
        return str(self.page.total) if self.page.counted else f"plus de {self.page.total}"

    def count(self, name: str) -> str:
        """How many wait in a list, nothing for those that only grow."""
        queue = QUEUES[name]
        if queue is None or queue not in self.counts:
            return ""
        count = self.counts[queue]
        return str(count) if count <= MOST_COUNTED else f"plus de {MOST_COUNTED}"

    @property
    def waiting(self) -> str:
        """How many replies await an approval."""
        return self.count("a-approuver")


@dataclass(frozen=True, slots=True)
class ScreenMark:
    """What a screen shows of a list, so that news never move what somebody is about to choose.

    How many rows, in which order, the last change of any (microseconds since 1970).
    """

    many: int = 0
    order: str = ""
    changed: int = 0

    @classmethod
    def parse(cls, mark: str) -> "ScreenMark":
        """Read a mark back; with one that is none, nothing was seen."""
        found = _MARK.fullmatch(mark)
        return cls(int(found[1]), found[2], int(found[3])) if found else cls()

    def still_first(self, rows: Sequence[Row]) -> bool:
        """Tell whether what is on the screen is still where it stands."""
        return not self.many or self.order == order_of(rows[: self.many])

    def count_new(self, rows: Sequence[Row]) -> int:
        """Count the rows that came since."""
        return sum(_instant(row) > self.changed for row in rows)


@router.get("/")
async def show_queue(request: Request, context: Context, session: HomeReader) -> Response:
    """Show what awaits the officer, or the list that the address asks for."""
    return await _show(request, context, session, parse_query(request.query_params, context))


@router.get("/traites")
async def show_dealt_with(request: Request, context: Context, session: Reader) -> Response:
    """Show what was dealt with, the latest first."""
    query = parse_query({**request.query_params, "etat": "traitees"}, context)
    return await _show(request, context, session, query)


@router.get("/liste")
async def refresh_queue(
    request: Request, context: Context, session: Reader, vu: str = "", dit: str = ""
) -> Response:
    """Show the list again where nothing on the screen (`vu`) moves, else say what changed.

    `dit`: what was announced last; the same is not announced twice.
    """
    query = parse_query(request.query_params, context)
    listed = await _read(context, session_scope(context, session), query)
    rows = listed.page.rows
    seen = ScreenMark.parse(vu)
    values = _values(request, listed)
    if values["mark"] == vu:
        return Response(status_code=204)
    if seen.still_first(rows):
        return page(request, "queue/again.html", values)
    order = order_of(rows)
    if order == dit:
        return Response(status_code=204)
    values |= {"order": order, "new": seen.count_new(rows)}
    answer = page(request, "queue/announcement.html", values)
    answer.headers["HX-Reswap"] = "none"
    return answer


@router.get("/alertes")
async def refresh_dangers(
    request: Request, context: Context, session: Reader, vu: str = ""
) -> Response:
    """Show the red line of those in danger again where the screen shows another (`vu`)."""
    endangered = await read_endangered(context.engine, session_scope(context, session))
    if _dangers_mark(endangered) == vu:
        return Response(status_code=204)
    return HTMLResponse(_dangers_line(request, endangered))


async def _show(
    request: Request, context: PageContext, session: Session, query: ListQuery
) -> Response:
    scope = session_scope(context, session)
    listed = await _read(context, scope, query, case_sought(request.query_params))
    dealt_with = request.query_params.get("dossier", "")
    values = {
        **_values(request, listed),
        "done": labels.DONE.get(request.query_params.get("fait", ""), ""),
        "done_case": dealt_with,
        "pending": await find_pending_send(context, session, dealt_with),
        "dangers": _dangers_line(request, await read_endangered(context.engine, scope)),
    }
    answer = page(request, "queue/screen.html", values)
    if "hx-request" in request.headers:
        answer.headers["HX-Push-Url"] = listed.query.address()
    return answer


def _values(request: Request, listed: QueueList) -> dict[str, object]:
    shown = part(request, "queue/list.html", {"listed": listed})
    rows = listed.page.rows
    changed = max(map(_instant, rows), default=0)
    mark = f"{len(rows)}.{order_of(rows)}.{changed}.{sha256_of(shown)[:16]}"
    return {"listed": listed, "shown": Markup(shown), "mark": mark}  # noqa: S704 - escaped by its own template


async def _read(
    context: PageContext, scope: Scope, query: ListQuery, towards: str = ""
) -> QueueList:
    wanted = query.wanted(context.time_zone)
    pointed = 0
    if towards:
        before = await count_before(context.engine, wanted, scope, towards)
        number, pointed = 1 + before // PAGE_SIZE, before % PAGE_SIZE
        query = replace(query, number=number)
    found = await read_page(context.engine, wanted, scope, query.number)
    counts = await count_open(context.engine, scope)
    pointed = min(pointed, max(0, len(found.rows) - 1))
    return QueueList(replace(query, number=found.number), found, counts, pointed)


def order_of(rows: Sequence[Row]) -> str:
    """Hash some rows in their order: 16 hexadecimal digits."""
    return sha256_of(".".join(row.id for row in rows))[:16]


def _instant(row: Row) -> int:
    return int(row.changed_at.timestamp() * 1_000_000)


def _dangers_line(request: Request, endangered: Sequence[Endangered]) -> Markup:
    values = {"endangered": endangered, "mark": _dangers_mark(endangered), "at": now()}
    return Markup(part(request, "queue/dangers.html", values))  # noqa: S704 - escaped by its own template


def _dangers_mark(endangered: Sequence[Endangered]) -> str:
    at = now()
    parts = (f"{one} {one.is_late(at)}" for one in endangered)
    return sha256_of("|".join(parts))[:16]
