"""Who is at the page: the cookie, the signed-in officer, the form that must be theirs."""

import secrets
from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from cases.approvals import Approver
from cases.sessions import Session
from web.office import Here, Office
from web.security import comes_from_elsewhere

COOKIE = "guichet_session"

BY_ITSELF = "guichet-by-itself"
"""The header by which a page tells that it asks for news, and that nobody did anything."""


class SignInFirst(Exception):
    """Nobody is signed in; the answer leads to the sign-in page and back."""


class Forged(Exception):
    """A form did not come from a page we gave to this officer."""


async def visitor(request: Request, office: Here) -> Session | None:
    """Find who is signed in, if anybody."""
    token = token_of(request, office)
    at_work = BY_ITSELF not in request.headers
    session = await office.sessions.find(token, at_work=at_work) if token else None
    request.state.session = session
    return session


async def signed_in(found: Annotated[Session | None, Depends(visitor)]) -> Session:
    """Require a signed-in officer. Raises `SignInFirst`."""
    if found is None:
        raise SignInFirst
    return found


async def signed_form(request: Request, session: Annotated[Session, Depends(signed_in)]) -> Session:
    """Require a form that this officer's own page sent. Raises `SignInFirst`, `Forged`."""
    if not is_signed(request, (await request.form()).get("csrf"), session):
        raise Forged
    return session


def is_signed(request: Request, sent: object, session: Session) -> bool:
    """Tell whether a form's `csrf` field is the one this officer was given, sent by our page."""
    ours = isinstance(sent, str) and _same(sent, session.csrf)
    return ours and not comes_from_elsewhere(request)


Visitor = Annotated[Session | None, Depends(visitor)]
SignedIn = Annotated[Session, Depends(signed_in)]
SignedForm = Annotated[Session, Depends(signed_form)]


def token_of(request: Request, office: Office) -> str:
    """Give the token that the browser keeps, if any."""
    return read_cookie(request, office, COOKIE)


def keep_cookie(
    response: Response, office: Office, value: str, name: str = COOKIE, seconds: int | None = None
) -> None:
    """Hand a secret to the browser, out of reach of scripts and other sites."""
    whole, secure = _whole(office, name), office.secure_cookies
    response.set_cookie(whole, value, seconds, httponly=True, samesite="lax", secure=secure)


def drop_cookie(response: Response, office: Office, name: str = COOKIE) -> None:
    """Take it back."""
    whole, secure = _whole(office, name), office.secure_cookies
    response.delete_cookie(whole, httponly=True, samesite="lax", secure=secure)


def read_cookie(request: Request, office: Office, name: str) -> str:
    """Read what the browser brings back; empty where it brings nothing."""
    return request.cookies.get(_whole(office, name), "")


def _whole(office: Office, name: str) -> str:
    # Under HTTPS a browser takes a cookie of that prefix from this very host alone.
    return f"__Host-{name}" if office.secure_cookies else name


def approver(session: Session) -> Approver:
    """Name the signed-in officer as the one who decides."""
    return Approver(session.account.login, session.account.email)


def _same(sent: str, expected: str) -> bool:
    return secrets.compare_digest(sent.encode("utf-8", "replace"), expected.encode())
