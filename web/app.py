"""The page, put together."""

from pathlib import Path

from fastapi import FastAPI
from starlette.responses import PlainTextResponse
from starlette.staticfiles import StaticFiles

from web import keyboard, questions
from web.case import (
    around,
    asking,
    assigning,
    attachments,
    correct,
    decisions,
    doubt,
    openings,
    screen,
    second,
    undo,
)
from web.errors import answer_errors
from web.figures import routes as figures
from web.letters import download
from web.office import Office
from web.pages import templates_for
from web.people import keeping, own, returning, signin
from web.record import journal
from web.record import screen as statement
from web.runs import screen as runs
from web.security import BoundedBody, NoTrace, SafeHeaders
from web.texts import importing, listing, reading, removing
from web.tray import dangers, lists
from web.waking import door


def create_app(office: Office) -> FastAPI:
    """Build the page of one office."""
    app = FastAPI(title="Guichet RH", docs_url=None, redoc_url=None, openapi_url=None)
    # Its redirects would lead to whatever host a request names.
    app.router.redirect_slashes = False
    app.state.office = office
    app.state.templates = templates_for(office)
    deciding = (decisions, asking, assigning, second, undo, doubt)
    case = (screen, around, attachments, openings, correct, *deciding, download, statement)
    people = (returning, own, keeping, runs)
    heads = (figures, journal)
    texts = (listing, importing, removing, reading)
    for part in (signin, *people, *heads, lists, dangers, *case, questions, *texts, keyboard, door):
        app.include_router(part.router)
    app.add_api_route("/sante", _health, response_class=PlainTextResponse)
    app.mount("/static", StaticFiles(directory=Path(__file__).with_name("static")))
    answer_errors(app)
    # The last one added is the outermost.
    for guard in (BoundedBody, NoTrace, SafeHeaders):
        app.add_middleware(guard)
    return app


async def _health() -> str:
    return "La page répond."
