"""Sign in, sign out."""

from typing import Annotated

import structlog
from fastapi import APIRouter, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from cases.accounts import Account, Refused
from cases.sessions import Session
from connectors.openid import OpenIdError
from connectors.safe_text import clean
from flows.openid import OpenId
from web.office import Here, Office
from web.pages import page
from web.people.gate import NO_ROLE
from web.people.session import (
    Forged,
    SignedForm,
    SignedIn,
    Visitor,
    drop_cookie,
    keep_cookie,
    token_of,
)
from web.security import SIGN_IN, comes_from_here, local_path

router = APIRouter()


@router.get(SIGN_IN)
async def show_sign_in(
    request: Request, office: Here, found: Visitor, suite: str = "/"
) -> Response:
    """Show the sign-in form, or go on when somebody is signed in already."""
    if found:
        return RedirectResponse(local_path(suite), status_code=303)
    return sign_in_page(request, office, suite)


@router.post(SIGN_IN)
async def sign_in(
    request: Request,
    office: Here,
    identifiant: Annotated[str, Form(max_length=64)] = "",
    mot_de_passe: Annotated[str, Form(max_length=1024)] = "",
    suite: Annotated[str, Form(max_length=2048)] = "/",
) -> Response:
    """Check the password, hand out the session, go where the officer was going."""
    if not comes_from_here(request):
        raise Forged
    if not office.local_accounts:
        raise HTTPException(404)
    login = clean(identifiant).strip()
    try:
        account = await office.accounts.sign_in(login, mot_de_passe)
    except Refused as refused:
        # Never the login: a password typed there by mistake would stay in the log.
        structlog.get_logger().warning("sign_in_refused")
        return sign_in_page(request, office, suite, login=login, notice=str(refused), status=401)
    return await let_in(request, office, account, suite)


def sign_in_page(  # noqa: PLR0913 - what the page shows
    request: Request,
    office: Office,
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
        "local_accounts": office.local_accounts,
        "openid_label": office.openid.label if office.openid else "",
    }
    return page(request, "people/signin.html", values, status)


async def let_in(  # noqa: PLR0913 - who came, how, and where to
    request: Request,
    office: Office,
    account: Account,
    suite: str,
    *,
    way: str = "password",
    id_token: str = "",
) -> Response:
    """Open a new session, whatever the browser brought, and lead to the page it wanted."""
    await office.sessions.end(token_of(request, office))
    token = await office.sessions.open(account, way=way, id_token=id_token)
    response = RedirectResponse(local_path(suite), status_code=303)
    keep_cookie(response, office, token)
    return response


@router.post("/deconnexion")
async def sign_out(request: Request, office: Here, session: SignedForm) -> Response:
    """End the session."""
    await office.sessions.end(token_of(request, office))
    return await _leave(request, office, session)


@router.post("/deconnexion/partout")
async def sign_out_everywhere(request: Request, office: Here, session: SignedForm) -> Response:
    """End all sessions of this person."""
    await office.sessions.end_all(session.account.login)
    return await _leave(request, office, session)


async def _leave(request: Request, office: Office, session: Session) -> Response:
    """Take the cookie back; whoever came by the provider is shown the way out there too.

    A link, not a redirect: the page's own policy lets no form lead to another site.
    """
    link = await _way_out(office.openid, session) if office.openid and session.id_token else ""
    response: Response = RedirectResponse(SIGN_IN, status_code=303)
    if link:
        request.state.session = None
        response = page(request, "people/goodbye.html", {"link": link})
    drop_cookie(response, office)
    return response


async def _way_out(openid: OpenId, session: Session) -> str:
    try:
        return await openid.provider.sign_out_address(session.id_token, openid.after_sign_out)
    except OpenIdError:
        return ""


@router.get(NO_ROLE)
async def show_no_role(request: Request, session: SignedIn) -> Response:
    """Say that the account opens nothing yet."""
    return page(request, "people/no_role.html", {"login": session.account.login})
