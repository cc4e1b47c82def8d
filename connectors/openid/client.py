"""What we are to the provider, HTTP with it, and what it signed.

HTTP is bounded, follows no redirect and keeps nothing. What the provider signed is believed only
by its keys, for us, now, and for this very sign-in.
"""

import asyncio
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx
from authlib.oidc.core import CodeIDToken
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey, import_key

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
            response = await client.send(request, auth=auth, stream=True)
            body = bytearray()
            try:
                # As it came: a few compressed bytes may unfold without end.
                async for chunk in response.aiter_raw():
                    body += chunk
                    if len(body) > MOST_BYTES:
                        raise OpenIdError("huge_answer")
            finally:
                await response.aclose()
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError):
        raise OpenIdError("away", AWAY) from None
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Answer(response.status_code, kind, bytes(body))


def is_safe(url: str) -> bool:
    """Tell whether an address is https, or on this very machine."""
    return bool(
        re.match(r"https://[^\s@/?#]+|http://(localhost|127\.0\.0\.1)([:/]|$)", url)
        and url.isprintable()
    )


ALGORITHMS = ("RS256", "ES256", "PS256")
"""Never `none`, nor one whose key the provider publishes to everybody (HS256 with its RSA key)."""
LEEWAY = timedelta(minutes=1)

Claims = Mapping[str, Any]


class UnknownKey(Exception):
    """The token names a key that the provider did not publish, or not yet."""


def usable_keys(published: object) -> list[RSAKey | ECKey]:
    """Keep the keys that sign; a key of a kind we do not know is left out."""
    listed = published.get("keys") if isinstance(published, dict) else None
    if not isinstance(listed, list):
        raise OpenIdError("no_keys")
    return [key for one in listed if (key := _key(one))]


def _key(one: object) -> RSAKey | ECKey | None:
    if not isinstance(one, dict) or one.get("use", "sig") != "sig":
        return None
    if one.get("kty") not in {"RSA", "EC"} or one.get("alg", "RS256") not in ALGORITHMS:
        return None
    try:
        key = import_key(one)
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    return key if isinstance(key, RSAKey | ECKey) else None


def read_signed(token: str, keys: Iterable[RSAKey | ECKey]) -> jwt.Token:
    """Read what one of the keys signed. Raises `UnknownKey`, `OpenIdError`."""
    try:
        header = jws.extract_compact(token.encode()).headers()
    except (JoseError, ValueError, UnicodeError):
        raise OpenIdError("no_token") from None
    if header.get("alg") not in ALGORITHMS:
        raise OpenIdError("algorithm")
    kind = RSAKey if header["alg"] in {"RS256", "PS256"} else ECKey
    kid = header.get("kid")
    fitting = [key for key in keys if isinstance(key, kind) and kid in {None, key.kid}]
    if not fitting:
        raise UnknownKey
    for key in fitting:
        try:
            return jwt.decode(token, key, algorithms=list(ALGORITHMS))
        except (JoseError, ValueError):
            continue
    raise OpenIdError("signature")


def check_id_token(signed: jwt.Token, issuer: str, client_id: str, nonce: str) -> Claims:
    """Check that an ID token is this issuer's, for us, in time, of this sign-in.

    Raises `OpenIdError`.
    """
    options = {
        "iss": {"essential": True, "value": issuer},
        "aud": {"essential": True, "value": client_id},
    }
    params = {"nonce": nonce, "client_id": client_id}
    claims = CodeIDToken(signed.claims, signed.header, options, params)
    try:
        claims.validate(leeway=int(LEEWAY.total_seconds()))
    except JoseError as error:
        raise OpenIdError(f"id_token {error.error} {error.description or ''}".strip()) from None
    except (TypeError, ValueError):
        raise OpenIdError("id_token") from None
    return signed.claims


def check_user_info(claims: Claims, issuer: str, client_id: str) -> Claims:
    """Check a signed answer about a person; what it says of itself must be true.

    Raises `OpenIdError`.
    """
    registry = jwt.JWTClaimsRegistry(
        leeway=int(LEEWAY.total_seconds()),
        iss={"value": issuer},
        aud={"value": client_id},
    )
    try:
        registry.validate(dict(claims))
    except (JoseError, TypeError, ValueError):
        raise OpenIdError("user_info") from None
    return claims
