"""The provider of one town: its addresses and keys, the way there and back."""

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc.jwk import ECKey, RSAKey
from joserfc.jwt import Token
from pydantic import BaseModel, ValidationError

from connectors.openid.client import (
    Answer,
    Claims,
    Client,
    OpenIdError,
    UnknownKey,
    check_id_token,
    check_user_info,
    exchange,
    is_safe,
    read_signed,
    usable_keys,
)

KEPT_SECONDS = 3600
ASKED_AGAIN_SECONDS = 60
"""Keys are asked for again when a token names another, and no more often than this."""
OK = 200
CANCELLED = "La connexion a été abandonnée ou refusée par le fournisseur d’identité."


class Addresses(BaseModel):
    """What the discovery document says."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str = ""
    end_session_endpoint: str = ""
    token_endpoint_auth_methods_supported: list[str] = ["client_secret_basic"]
    authorization_response_iss_parameter_supported: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the provider vouches for. `id_token` is shown again at sign-out."""

    subject: str
    claims: Claims
    id_token: str


class Provider:
    """One provider; what it publishes is kept for an hour."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._addresses: tuple[float, Addresses] | None = None
        self._keys: tuple[float, list[RSAKey | ECKey]] | None = None
        self._asking = asyncio.Lock()

    async def addresses(self) -> Addresses:
        """Give what the provider publishes of itself. Raises `OpenIdError`."""
        async with self._asking:
            if self._addresses is None or self._addresses[0] < time.monotonic() - KEPT_SECONDS:
                self._addresses = time.monotonic(), await self._discover()
            return self._addresses[1]

    async def _discover(self) -> Addresses:
        url = self.client.issuer.rstrip("/") + "/.well-known/openid-configuration"
        answer = await exchange("GET", url)
        if answer.status != OK:
            raise OpenIdError(f"discovery {answer.status}")
        try:
            found = Addresses.model_validate_json(answer.body)
        except ValidationError:
            raise OpenIdError("discovery") from None
        if found.issuer != self.client.issuer:
            raise OpenIdError("discovery issuer")
        urls = (found.authorization_endpoint, found.token_endpoint, found.jwks_uri)
        others = (found.userinfo_endpoint, found.end_session_endpoint)
        if not all(map(is_safe, (*urls, *filter(None, others)))):
            raise OpenIdError("discovery addresses")
        return found

    async def keys(self, older_than: float = KEPT_SECONDS) -> list[RSAKey | ECKey]:
        """Give the keys that sign, asked for again after `older_than` seconds.

        Raises `OpenIdError`.
        """
        url = (await self.addresses()).jwks_uri
        async with self._asking:
            if self._keys is None or self._keys[0] < time.monotonic() - older_than:
                answer = await exchange("GET", url)
                if answer.status != OK:
                    raise OpenIdError(f"keys {answer.status}")
                self._keys = time.monotonic(), usable_keys(_json(answer))
            return self._keys[1]

    async def address_for(self, state: str, nonce: str, verifier: str) -> str:
        """Give the address at which a browser signs in. Raises `OpenIdError`."""
        url: str = prepare_grant_uri(
            (await self.addresses()).authorization_endpoint,
            client_id=self.client.client_id,
            response_type="code",
            redirect_uri=self.client.back,
            scope=" ".join(self.client.scopes),
            state=state,
            nonce=nonce,
            code_challenge=create_s256_code_challenge(verifier),
            code_challenge_method="S256",
        )
        return url

    async def identify(
        self, returned: Mapping[str, str], nonce: str, verifier: str, needed: tuple[str, ...]
    ) -> Person:
        """Say who came back with these parameters. Raises `OpenIdError`.

        Claims in `needed` that the ID token lacks are asked for apart.
        """
        found = await self.addresses()
        # Where several providers are at play, an answer of another must not pass for this one's.
        required = found.authorization_response_iss_parameter_supported
        if returned.get("iss", None if required else found.issuer) != found.issuer:
            raise OpenIdError("another_issuer")
        if "error" in returned or not returned.get("code"):
            raise OpenIdError("cancelled", CANCELLED)
        answer = await self._post(found, returned["code"], verifier)
        tokens = _json(answer)
        if answer.status != OK or not isinstance(tokens, dict):
            error = tokens.get("error") if isinstance(tokens, dict) else ""
            raise OpenIdError(
                "token_endpoint invalid_client" if error == "invalid_client" else "code"
            )
        signed = await self._read_signed(tokens.get("id_token"))
        claims = check_id_token(signed, found.issuer, self.client.client_id, nonce)
        access = tokens.get("access_token")
        if found.userinfo_endpoint and access and not all(name in claims for name in needed):
            more = await self._user_info(found, str(access))
            if more.get("sub") != claims["sub"]:
                raise OpenIdError("user_info sub")
            claims = {**more, **claims}
        return Person(str(claims["sub"]), claims, str(tokens["id_token"]))

    async def sign_out_address(self, id_token: str, back: str) -> str:
        """Give the address at which a browser signs out there; empty where there is none.

        Raises `OpenIdError`.
        """
        url = (await self.addresses()).end_session_endpoint
        if not url:
            return ""
        asked = {
            "id_token_hint": id_token,
            "client_id": self.client.client_id,
            "post_logout_redirect_uri": back,
        }
        return f"{url}{'&' if '?' in url else '?'}{urlencode(asked)}"

    async def refusal_of(self, code: str) -> str:
        """Try a code that cannot be good; give the error that is named. Raises `OpenIdError`."""
        answer = await self._post(await self.addresses(), code, "verification" * 4)
        said = _json(answer)
        return str(said.get("error", answer.status)) if isinstance(said, dict) else ""

    async def _post(self, found: Addresses, code: str, verifier: str) -> Answer:
        data = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.client.back,
            "code_verifier": verifier,
        }
        who = self.client.client_id, self.client.secret
        if "client_secret_basic" in found.token_endpoint_auth_methods_supported:
            return await exchange("POST", found.token_endpoint, data=data, basic=who)
        data |= {"client_id": who[0], "client_secret": who[1]}
        return await exchange("POST", found.token_endpoint, data=data)

    async def _read_signed(self, token: object) -> Token:
        if not isinstance(token, str):
            raise OpenIdError("no_token")
        try:
            return read_signed(token, await self.keys())
        except UnknownKey:
            pass
        try:
            return read_signed(token, await self.keys(ASKED_AGAIN_SECONDS))
        except UnknownKey:
            raise OpenIdError("unknown_key") from None

    async def _user_info(self, found: Addresses, access: str) -> Claims:
        answer = await exchange("GET", found.userinfo_endpoint, bearer=access)
        if answer.status != OK:
            raise OpenIdError(f"user_info {answer.status}")
        if answer.kind == "application/jwt":
            signed = await self._read_signed(answer.body.decode("ascii", "replace").strip())
            return check_user_info(signed.claims, found.issuer, self.client.client_id)
        said = _json(answer)
        if not isinstance(said, dict):
            raise OpenIdError("user_info")
        return said


def _json(answer: Answer) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        raise OpenIdError(f"no_json {answer.status}") from None
