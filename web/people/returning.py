"""Sign-in at the town's identity provider: out, and back."""

import structlog
from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from connectors.openid import OpenIdError
from flows.openid import BACK, OpenId
from web.office import Here, Office
from web.people.session import drop_cookie, keep_cookie, read_cookie
from web.people.signin import let_in, sign_in_page
from web.security import local_path

router = APIRouter()

DEPARTURE = "guichet_depart"
RETURNS_WITHIN = 600
"""Seconds."""
LONGEST = 4096
"""Of what comes back; a provider's code and state are far shorter."""


@router.get("/connexion/oidc")
async def set_out(request: Request, office: Here, suite: str = "/") -> Response:
    """Send the browser to the provider."""
    openid = _openid(office)
    try:
        state, address = await openid.set_out(local_path(suite)[:2048])
    except OpenIdError as error:
        return _refused(request, office, error)
    response = RedirectResponse(address, 303)
    keep_cookie(response, office, state, DEPARTURE, RETURNS_WITHIN)
    return response


@router.get(BACK)
async def come_back(request: Request, office: Here) -> Response:
    """Check what the provider says, and let its person in."""
    openid = _openid(office)
    returned = {key: value for key, value in request.query_params.items() if len(value) <= LONGEST}
    try:
        account, person, way_back = await openid.come_back(
            returned, read_cookie(request, office, DEPARTURE)
        )
    except OpenIdError as error:
        response = _refused(request, office, error)
    else:
        response = await let_in(
            request, office, account, way_back, way="openid", id_token=person.id_token
        )
    drop_cookie(response, office, DEPARTURE)
    return response


def _openid(office: Office) -> OpenId:
    if office.openid is None:
        raise HTTPException(404)
    return office.openid


def _refused(request: Request, office: Office, error: OpenIdError) -> Response:
    structlog.get_logger().warning("sign_in_refused", way="openid", why=error.code)
    return sign_in_page(request, office, "/", notice=str(error), status=401)
