"""The web application: its routes, its refusals as French pages, and the server of one town."""

import os
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import structlog
import uvicorn
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from agents.dependencies import read_categories
from app.agent_dependencies import letterhead_of
from app.openid_sign_in import open_openid
from app.question_service import Questions
from app.run_starts import Waker, read_wake_secrets, try_to_start_handling, try_to_start_sending
from app.settings.office_sections import groups_of
from app.settings.sections import WrongSetting
from app.settings.town_settings import Settings
from app.wiring import Wiring
from cases.store.transition import NoSuchCase
from flows.ticket_files import open_attachment
from web.audit import statement, trail_page
from web.case import attachment_download, case_correction, case_decisions, case_screen
from web.context import PageContext
from web.figures import figures_page
from web.letters import letter_download
from web.middleware import BoundedBody, NoTrace, SafeHeaders
from web.pages import error_page, page, templates_for
from web.people import account_pages, sign_in
from web.people.permissions import (
    ForgedForm,
    ImportForbidden,
    MissingRight,
    NotTheirHome,
    SignedIn,
    SignInRequired,
)
from web.questions import question_page
from web.queue import operator_list, queue_list
from web.texts import import_pages, text_list, text_page
from web.urls import QUESTIONS, SIGN_IN
from web.webhook import wake_route
from web.webhook.receiver import WebhookReceiver

log = structlog.get_logger()

IMPORT_FORBIDDEN = (
    "Vous pouvez les lire. Pour en importer ou en retirer, demandez à votre service informatique "
    "de nommer votre identifiant dans le réglage « page.may_import »."
)
MISSING_RIGHT = (
    "Votre compte ne permet pas de l’ouvrir. Si votre travail le demande, adressez-vous à la "
    "personne qui administre les comptes."
)


async def serve(settings: Settings) -> None:
    """Serve the page of one town until stopped."""
    wiring = Wiring(settings)
    await wiring.open()
    await wiring.check_models()
    questions = Questions(wiring)
    context = make_context(wiring, questions)
    config = uvicorn.Config(
        create_app(context),
        host=settings.page.host,
        port=settings.page.port,
        access_log=False,
        server_header=False,
        log_level="warning",
    )
    try:
        await uvicorn.Server(config).serve()
    finally:
        await context.imports.aclose()
        await questions.aclose()
        await wiring.aclose()


def make_context(wiring: Wiring, questions: Questions) -> PageContext:
    """Make the pages' context from a process's wiring. Raises `WrongSetting`."""
    settings = wiring.settings
    categories = {c.id: c.label for c in read_categories(settings.categories)}
    for name, group in settings.groups.items():
        if unknown := sorted(group.categories - categories.keys()):
            raise WrongSetting(
                f"groups.{name}.categories : {unknown[0]} n'est pas une catégorie de "
                f"{settings.categories}.",
            )
    return PageContext(
        engine=wiring.engine,
        cases=wiring.cases,
        approvals=wiring.approvals,
        corrections=wiring.corrections,
        deliveries=wiring.deliveries,
        accounts=wiring.accounts,
        sessions=wiring.sessions,
        categories=categories,
        start_sending=partial(try_to_start_sending, undo=settings.page.undo),
        start_handling=try_to_start_handling,
        dashboard_url=settings.prefect.url,
        town=settings.town.name,
        secure_cookies=settings.page.cookies_are_secure,
        prepare_answers=questions.prepare,
        answer=questions.ask,
        open_attachment=partial(open_attachment, wiring),
        letterhead=letterhead_of(settings),
        may_import=settings.page.may_import,
        local_accounts=settings.page.local_accounts,
        openid=open_openid(wiring, os.environ),
        systems=tuple(sorted(settings.systems)),
        groups=groups_of(settings.groups),
        letters=settings.letters,
        webhooks=WebhookReceiver(read_wake_secrets(settings, os.environ), Waker().wake),
    )


def create_app(context: PageContext) -> FastAPI:
    """Build the application around a context."""
    app = FastAPI(title="Guichet RH", docs_url=None, redoc_url=None, openapi_url=None)
    # Its redirects would lead to whatever host a request names.
    app.router.redirect_slashes = False
    app.state.context = context
    app.state.templates = templates_for(context)
    people = (sign_in, account_pages, operator_list, figures_page, trail_page)
    case = (case_screen, attachment_download, case_correction, case_decisions, letter_download)
    texts = (text_list, import_pages, text_page)
    for part in (*people, queue_list, *case, statement, question_page, *texts, wake_route):
        app.include_router(part.router)
    app.add_api_route("/aide-clavier", show_keys)
    app.add_api_route("/sante", answer_health, response_class=PlainTextResponse)
    app.mount("/static", StaticFiles(directory=Path(__file__).with_name("static")))
    add_error_pages(app)
    # The last one added is the outermost.
    for guard in (BoundedBody, NoTrace, SafeHeaders):
        app.add_middleware(guard)
    return app


async def show_keys(request: Request, _session: SignedIn) -> Response:
    """Show the keyboard's shortcuts, for whoever has no script or wants them printed."""
    return page(request, "keyboard/sheet.html")


async def answer_health() -> str:
    """Say that the page answers."""
    return "La page répond."


def add_error_pages(app: FastAPI) -> None:
    """Give each kind of refusal its French page."""

    @app.exception_handler(HTTPException)
    async def by_status(request: Request, error: HTTPException) -> Response:
        return error_page(request, error.status_code)

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, error: RequestValidationError) -> Response:
        in_address = any(one["loc"][0] == "path" for one in error.errors())
        return error_page(request, 404 if in_address else 400)

    @app.exception_handler(NoSuchCase)
    async def not_found(request: Request, _error: NoSuchCase) -> Response:
        return error_page(request, 404)

    @app.exception_handler(ForgedForm)
    async def forged(request: Request, _error: ForgedForm) -> Response:
        found = request.state.session if hasattr(request.state, "session") else None
        # The route as we wrote it: an address that somebody typed may hold anything.
        route = getattr(request.scope.get("route"), "path", "")
        log.warning("form_refused", login=found.account.login if found else "", route=route)
        return error_page(request, 403)

    @app.exception_handler(MissingRight)
    async def missing_right(request: Request, _error: MissingRight) -> Response:
        values = {"title": "Cette page n’est pas dans vos droits", "advice": MISSING_RIGHT}
        return page(request, "error.html", values, 403)

    @app.exception_handler(ImportForbidden)
    async def import_forbidden(request: Request, _error: ImportForbidden) -> Response:
        values = {"title": "Vous ne pouvez pas changer les textes", "advice": IMPORT_FORBIDDEN}
        return page(request, "error.html", values, 403)

    @app.exception_handler(NotTheirHome)
    async def not_their_home(_request: Request, error: NotTheirHome) -> Response:
        return RedirectResponse(error.path, 303)

    app.add_exception_handler(SignInRequired, ask_to_sign_in)


async def ask_to_sign_in(request: Request, _error: Exception) -> Response:
    """Lead whoever is not signed in to the sign-in page, and from there back."""
    if "hx-request" in request.headers and request.url.path.endswith("/relire"):
        # A letter is being typed: leaving the page would lose it, and its news say the rest.
        return Response(status_code=204)
    if "hx-request" in request.headers:
        # A fragment asked for by a page whose session ended: the whole page must go.
        return Response(headers={"HX-Redirect": SIGN_IN})
    case_id = request.path_params.get("case_id")
    if request.method == "GET":
        back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    elif request.url.path == QUESTIONS:
        back = QUESTIONS
    else:
        # The page that the form stood on.
        back = f"/dossiers/{case_id}" if case_id else "/"
    return RedirectResponse(f"{SIGN_IN}?{urlencode({'suite': back})}", 303)
