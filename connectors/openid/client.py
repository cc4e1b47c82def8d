"""What we are to the provider, and HTTP with it: bounded, no redirect, nothing kept."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from connectors.json_http import USER_AGENT

MOST_BYTES = 512 * 1024
SECONDS = 10.0
"""For one request, from the connection to the last byte."""
AWAY = "Le fournisseur d’identité ne répond pas : réessayez dans quelques minutes."
SPOILT = (
    "La réponse du fournisseur d’identité n’est pas valable : recommencez ; si cela se répète, "
    "prévenez votre service informatique."
)


class OpenIdError(Exception):
    """Somebody could not be identified; the message is a French sentence, `code` is for the log."""

    def __init__(self, code: str, sentence: str = SPOILT) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class Client:
    """Us, as registered at the provider. `back`: where browsers return to."""

    issuer: str
    client_id: str
    secret: str = field(repr=False)
    back: str
    scopes: tuple[str, ...] = ("openid", "profile", "email")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, read whole and not yet believed."""

    status: int
    kind: str
    body: bytes


async def exchange(
    method: str,
    url: str,
    *,
    data: Mapping[str, str] | None = None,
    basic: tuple[str, str] | None = None,
    bearer: str = "",
) -> Answer:
    """Send one request to the provider; any status is returned. Raises `OpenIdError`."""
    headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity"}
    if bearer:
        headers["Authorization"] = f"Bearer {bearer}"
    client = httpx.AsyncClient(follow_redirects=False, timeout=SECONDS)
    try:
        async with asyncio.timeout(SECONDS), client:
            auth = httpx.BasicAuth(*basic) if basic else None
            request = client.build_request(method, url, data=data, headers=headers)
            return await _read(await client.send(request, auth=auth, stream=True))
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError):
        raise OpenIdError("away", AWAY) from None


async def _read(response: httpx.Response) -> Answer:
    body = bytearray()
    try:
        # As it came: a few compressed bytes may unfold without end.
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > MOST_BYTES:
                raise OpenIdError("huge_answer")
    finally:
        await response.aclose()
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Answer(response.status_code, kind, bytes(body))


def is_safe(url: str) -> bool:
    """Tell whether an address is https, or on this very machine."""
    return bool(
        re.match(r"https://[^\s@/?#]+|http://(localhost|127\.0\.0\.1)([:/]|$)", url)
        and url.isprintable()
    )
