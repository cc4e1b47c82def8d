"""Sign in, with a password or at the town's identity provider; sign out."""

from typing import Annotated

import structlog
from fastapi import APIRouter, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from app.openid_sign_in import BACK, OpenId
from cases.people.accounts import Account, SignInRefused
from cases.people.sessions import Session
from connectors.openid import OpenIdError
from connectors.safe_text import clean
from web.context import Context, PageContext
from web.pages import page
from web.people.permissions import (
    NO_ROLE,
    ForgedForm,
    SignedForm,
    SignedIn,
    Visitor,
    delete_cookie,
    read_cookie,
    set_cookie,
)
from web.urls import SIGN_IN, is_same_origin, local_path

router = APIRouter()

DEPARTURE = "guichet_depart"
"""The cookie of whoever went to the provider."""
RETURNS_WITHIN = 600
"""Seconds."""
LONGEST = 4096
"""Of what comes back; a provider's code and state are far shorter."""


@router.get(SIGN_IN)
async def show_sign_in(
    request: Request, context: Context, found: Visitor, suite: str = "/"
) -> Response:
    """Show the sign-in form, or go on when somebody is signed in already."""
    if found:
        return RedirectResponse(local_path(suite), status_code=303)
    return _sign_in_page(request, context, suite)


@router.post(SIGN_IN)
async def sign_in(
    request: Request,
    context: Context,
    identifiant: Annotated[str, Form(max_length=64)] = "",
    mot_de_passe: Annotated[str, Form(max_length=1024)] = "",
    suite: Annotated[str, Form(max_length=2048)] = "/",
) -> Response:
    """Check the password, hand out the session, go where the officer was going."""
    if not is_same_origin(request):
        raise ForgedForm
    if not context.local_accounts:
        raise HTTPException(404)
    login = clean(identifiant).strip()
    try:
        account = await context.accounts.sign_in(login, mot_de_passe)
    except SignInRefused as refused:
        # Never the login: a password typed there by mistake would stay in the log.
        structlog.get_logger().warning("sign_in_refused")
        return _sign_in_page(request, context, suite, login=login, notice=str(refused), status=401)
    return await open_session(request, context, account, suite)


@router.get("/connexion/oidc")
async def go_to_provider(request: Request, context: Context, suite: str = "/") -> Response:
    """Send the browser to the provider."""
    openid = _provider(context)
    try:
        state, address = await openid.set_out(local_path(suite)[:2048])
    except OpenIdError as error:
        return _refused(request, context, error)
    response = RedirectResponse(address, 303)
    set_cookie(response, context, state, DEPARTURE, RETURNS_WITHIN)
    return response


@router.get(BACK)
async def come_back(request: Request, context: Context) -> Response:
    """Check what the provider says, and let its person in."""
    openid = _provider(context)
    returned = {key: value for key, value in request.query_params.items() if len(value) <= LONGEST}
    try:
        account, person, way_back = await openid.come_back(
            returned, read_cookie(request, context, DEPARTURE)
        )
    except OpenIdError as error:
        response = _refused(request, context, error)
    else:
        response = await open_session(
            request, context, account, way_back, way="openid", id_token=person.id_token
        )
    delete_cookie(response, context, DEPARTURE)
    return response


@router.post("/deconnexion")
async def sign_out(request: Request, context: Context, session: SignedForm) -> Response:
    """End the session."""
    await context.sessions.end(read_cookie(request, context))
    return await _say_goodbye(request, context, session)


@router.post("/deconnexion/partout")
async def sign_out_everywhere(request: Request, context: Context, session: SignedForm) -> Response:
    """End all sessions of this person."""
    await context.sessions.end_all(session.account.login)
    return await _say_goodbye(request, context, session)


@router.get(NO_ROLE)
async def show_no_role(request: Request, session: SignedIn) -> Response:
    """Say that the account opens nothing yet."""
    return page(request, "people/no_role.html", {"login": session.account.login})


async def open_session(  # noqa: PLR0913 - who came, how, and where to
    request: Request,
    context: PageContext,
    account: Account,
    suite: str,
    *,
    way: str = "password",
    id_token: str = "",
) -> Response:
    """Open a new session, whatever the browser brought, and lead to the page it wanted."""
    await context.sessions.end(read_cookie(request, context))
    token = await context.sessions.open(account, way=way, id_token=id_token)
    response = RedirectResponse(local_path(suite), status_code=303)
    set_cookie(response, context, token)
    return response


def _sign_in_page(  # noqa: PLR0913 - what the page shows
    request: Request,
    context: PageContext,
    suite: str,
    *,
    login: str = "",
    notice: str = "",
    status: int = 200,
) -> Response:
    """Show the ways to sign in; `notice` says why the last try did not do."""
    values = {
        "suite": local_path(suite),
        "login": login,
        "notice": notice,
        "local_accounts": context.local_accounts,
        "openid_label": context.openid.label if context.openid else "",
    }
    return page(request, "people/signin.html", values, status)


def _provider(context: PageContext) -> OpenId:
    if context.openid is None:
        raise HTTPException(404)
    return context.openid


def _refused(request: Request, context: PageContext, error: OpenIdError) -> Response:
    structlog.get_logger().warning("sign_in_refused", way="openid", why=error.code)
    return _sign_in_page(request, context, "/", notice=str(error), status=401)


async def _say_goodbye(request: Request, context: PageContext, session: Session) -> Response:
    """Take the cookie back; whoever came by the provider is shown the way out there too.

    A link, not a redirect: the page's own policy lets no form lead to another site.
    """
    link, openid = "", context.openid
    if openid and session.id_token:
        try:
            link = await openid.provider.sign_out_address(session.id_token, openid.after_sign_out)
        except OpenIdError:
            link = ""
    response: Response = RedirectResponse(SIGN_IN, status_code=303)
    if link:
        request.state.session = None
        response = page(request, "people/goodbye.html", {"link": link})
    delete_cookie(response, context)
    return response
