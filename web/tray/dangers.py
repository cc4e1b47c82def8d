"""The red line above every list: who is in danger, among the cases within reach."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from cases.access import Reach
from cases.alerts import Endangered, read_endangered
from cases.model import sha256_of
from cases.store import now
from web.office import Here, Office
from web.pages import part
from web.people.gate import Reader, reach_in

router = APIRouter()


@router.get("/alertes")
async def refresh_dangers(
    request: Request, office: Here, session: Reader, vu: str = ""
) -> Response:
    """Give the line again where it is no longer what the screen shows (`vu`)."""
    found = await read_endangered(office.engine, reach_in(office, session))
    if _mark_of(found) == vu:
        return Response(status_code=204)
    return HTMLResponse(_shown(request, found))


async def dangers_line(request: Request, office: Office, reach: Reach) -> Markup:
    """Write the line."""
    return _shown(request, await read_endangered(office.engine, reach))


def _shown(request: Request, found: Sequence[Endangered]) -> Markup:
    values = {"endangered": found, "mark": _mark_of(found), "at": now()}
    return Markup(part(request, "tray/dangers.html", values))  # noqa: S704 - escaped by its own template


def _mark_of(found: Sequence[Endangered]) -> str:
    at = now()
    parts = (f"{one} {one.is_late(at)}" for one in found)
    return sha256_of("|".join(parts))[:16]
