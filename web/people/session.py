"""Who is at the page: the cookie, the signed-in officer, the form that must be theirs."""

import secrets
from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from cases.accounts import Session
from cases.approvals import Approver
from web.office import Here

COOKIE = "guichet_session"


class SignInFirst(Exception):
    """Nobody is signed in; the answer leads to the sign-in page and back."""


class Forged(Exception):
    """A form did not come from a page we gave to this officer."""


async def visitor(request: Request, office: Here) -> Session | None:
    """Find who is signed in, if anybody."""
    token = request.cookies.get(COOKIE, "")
    session = await office.accounts.session(token) if token else None
    request.state.session = session
    return session


async def signed_in(found: Annotated[Session | None, Depends(visitor)]) -> Session:
    """Require a signed-in officer. Raises `SignInFirst`."""
    if found is None:
        raise SignInFirst
    return found


async def signed_form(request: Request, session: Annotated[Session, Depends(signed_in)]) -> Session:
    """Require a form that this officer's own page sent. Raises `SignInFirst`, `Forged`."""
    if not is_signed((await request.form()).get("csrf"), session):
        raise Forged
    return session


def is_signed(sent: object, session: Session) -> bool:
    """Tell whether a form's `csrf` field is the one this officer was given."""
    return isinstance(sent, str) and _same(sent, session.csrf)


Visitor = Annotated[Session | None, Depends(visitor)]
SignedIn = Annotated[Session, Depends(signed_in)]
SignedForm = Annotated[Session, Depends(signed_form)]


def keep_cookie(response: Response, token: str, *, secure: bool) -> None:
    """Hand the session's token to the browser, out of reach of scripts and other sites."""
    response.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=secure)


def drop_cookie(response: Response, *, secure: bool) -> None:
    """Take the token back."""
    response.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=secure)


def approver(session: Session) -> Approver:
    """Name the signed-in officer as the one who decides."""
    return Approver(session.account.login, session.account.email)


def _same(sent: str, expected: str) -> bool:
    return secrets.compare_digest(sent.encode("utf-8", "replace"), expected.encode())
