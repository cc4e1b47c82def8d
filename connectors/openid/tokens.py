"""What a provider signed: believed only by its keys, for us, now, and for this very sign-in."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey, import_key

from connectors.openid.client import OpenIdError

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
