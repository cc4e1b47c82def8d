"""What cannot be shown, said in French."""

from urllib.parse import urlencode

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from cases.transition import NoSuchCase
from web.pages import error_page, page
from web.people.gate import Elsewhere, NotYours
from web.people.session import Forged, SignInFirst
from web.security import QUESTIONS, SIGN_IN
from web.texts.right import MayNotImport

log = structlog.get_logger()

MAY_NOT_IMPORT = (
    "Vous pouvez les lire. Pour en importer ou en retirer, demandez à votre service informatique "
    "de nommer votre identifiant dans le réglage « page.may_import »."
)

NOT_YOURS = (
    "Votre compte ne permet pas de l’ouvrir. Si votre travail le demande, adressez-vous à la "
    "personne qui administre les comptes."
)


def answer_errors(app: FastAPI) -> None:
    """Give each kind of refusal its page."""
    app.add_exception_handler(HTTPException, _by_status)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(NoSuchCase, _not_found)
    app.add_exception_handler(Forged, _forged)
    app.add_exception_handler(NotYours, _not_yours)
    app.add_exception_handler(Elsewhere, _elsewhere)
    app.add_exception_handler(MayNotImport, _may_not_import)
    app.add_exception_handler(SignInFirst, _to_sign_in)


async def _by_status(request: Request, error: Exception) -> Response:
    return error_page(request, error.status_code if isinstance(error, HTTPException) else 500)


async def _malformed(request: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    in_address = any(one["loc"][0] == "path" for one in found)
    return error_page(request, 404 if in_address else 400)


async def _not_found(request: Request, _error: Exception) -> Response:
    return error_page(request, 404)


async def _forged(request: Request, _error: Exception) -> Response:
    found = request.state.session if hasattr(request.state, "session") else None
    # The route as we wrote it: an address that somebody typed may hold anything.
    where = getattr(request.scope.get("route"), "path", "")
    log.warning("form_refused", login=found.account.login if found else "", route=where)
    return error_page(request, 403)


async def _not_yours(request: Request, _error: Exception) -> Response:
    values = {"title": "Cette page n’est pas dans vos droits", "advice": NOT_YOURS}
    return page(request, "error.html", values, 403)


async def _elsewhere(_request: Request, error: Exception) -> Response:
    return RedirectResponse(error.path if isinstance(error, Elsewhere) else "/", 303)


async def _may_not_import(request: Request, _error: Exception) -> Response:
    values = {"title": "Vous ne pouvez pas changer les textes", "advice": MAY_NOT_IMPORT}
    return page(request, "error.html", values, 403)


async def _to_sign_in(request: Request, _error: Exception) -> Response:
    if "hx-request" in request.headers and request.url.path.endswith("/relire"):
        # A letter is being typed: leaving the page would lose it, and its news say the rest.
        return Response(status_code=204)
    if "hx-request" in request.headers:
        # A fragment asked for by a page whose session ended: the whole page must go.
        return Response(headers={"HX-Redirect": SIGN_IN})
    return RedirectResponse(f"{SIGN_IN}?{urlencode({'suite': _way_back(request)})}", 303)


def _way_back(request: Request) -> str:
    if request.method == "GET":
        query = f"?{request.url.query}" if request.url.query else ""
        return request.url.path + query
    if request.url.path == QUESTIONS:
        return QUESTIONS
    case_id = request.path_params.get("case_id")
    return f"/dossiers/{case_id}" if case_id else "/"
