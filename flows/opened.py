"""What the Prefect server lets strangers do, seen by asking it as one."""

import httpx
from prefect.settings import PREFECT_API_URL

A_STRANGER = "https://ailleurs.example"

_TO_ANYBODY = (
    "Attention : Prefect obéit à qui ne s'identifie pas. Donnez-lui "
    "PREFECT_SERVER_API_AUTH_STRING, et ici la même valeur dans PREFECT_API_AUTH_STRING."
)
_TO_ANY_PAGE = (
    "Attention : Prefect répond aux pages de n'importe quel site. Donnez-lui "
    "PREFECT_SERVER_API_CORS_ALLOWED_ORIGINS, l'adresse de son tableau de bord."
)


async def open_doors() -> list[str]:
    """Say in French what is open on the server; nothing where it does not answer."""
    try:
        async with httpx.AsyncClient(timeout=10) as client:
            answer = await client.get(
                f"{PREFECT_API_URL.value()}/admin/version", headers={"Origin": A_STRANGER}
            )
    except httpx.HTTPError:
        return []
    told = [_TO_ANYBODY] if answer.is_success else []
    if answer.headers.get("access-control-allow-origin") in {"*", A_STRANGER}:
        told.append(_TO_ANY_PAGE)
    return told
