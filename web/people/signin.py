"""Sign in, sign out."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from cases.accounts import Refused
from connectors.safe_text import clean
from web.office import Here
from web.pages import page
from web.people.session import COOKIE, Forged, SignedForm, Visitor, drop_cookie, keep_cookie
from web.security import SIGN_IN, comes_from_here, local_path

router = APIRouter()


@router.get(SIGN_IN)
async def show_sign_in(request: Request, found: Visitor, suite: str = "/") -> Response:
    """Show the sign-in form, or go on when somebody is signed in already."""
    if found:
        return RedirectResponse(local_path(suite), status_code=303)
    return page(
        request, "people/signin.html", {"suite": local_path(suite), "login": "", "notice": ""}
    )


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
    login = clean(identifiant).strip()
    try:
        token = await office.accounts.sign_in(login, mot_de_passe)
    except Refused as refused:
        values = {"suite": local_path(suite), "login": login, "notice": str(refused)}
        return page(request, "people/signin.html", values, 401)
    response = RedirectResponse(local_path(suite), status_code=303)
    keep_cookie(response, token, secure=office.secure_cookies)
    return response


@router.post("/deconnexion")
async def sign_out(request: Request, office: Here, _session: SignedForm) -> Response:
    """End the session."""
    await office.accounts.sign_out(request.cookies[COOKIE])
    response = RedirectResponse(SIGN_IN, status_code=303)
    drop_cookie(response, secure=office.secure_cookies)
    return response
