"""The sheet of the keyboard's shortcuts, for whoever has no script or wants it printed."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from web.pages import page
from web.people.session import SignedIn

router = APIRouter()


@router.get("/aide-clavier")
async def show_keys(request: Request, _session: SignedIn) -> Response:
    """Show the shortcuts."""
    return page(request, "keyboard/sheet.html")
