"""A contract server: an OpenID Connect provider as the specifications say, with lies on demand.

Written from OpenID Connect Core and Discovery, RFC 7636 and 9207, and the public descriptions of
Keycloak and ProConnect; neither was met.
"""

import base64
import hashlib
import json
import secrets
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.contract.servers.faults import Faults, Handler

CLIENT_ID = "guichet"
SECRET = "un secret de client"
RSA = RSAKey.generate_key(2048, {"kid": "r1", "use": "sig", "alg": "RS256"})
EC = ECKey.generate_key("P-256", {"kid": "e1", "use": "sig", "alg": "ES256"})
FOREIGN = RSAKey.generate_key(2048, {"kid": "r1", "use": "sig", "alg": "RS256"})
FOR_SECRETS = {**RSA.as_dict(private=False), "kid": "c1", "use": "enc", "alg": "RSA-OAEP"}
ADA = {"sub": "sub-ada", "email": "ada@valmorel.example", "email_verified": True}


@dataclass
class OpenIdServer:
    """`person`: who sits in front of it; `lies`: claims of the ID token that it sets or, by None,
    leaves out; `sign`: how the ID token is signed; `user_info`: what it says apart, and whether
    signed; `keys`: what it publishes.
    """

    person: dict[str, Any] = field(default_factory=lambda: dict(ADA))
    lies: dict[str, Any] = field(default_factory=dict)
    alg: str = "RS256"
    key: RSAKey | ECKey = field(default_factory=lambda: RSA)
    user_info: dict[str, Any] = field(default_factory=dict)
    user_info_signed: bool = False
    auth_methods: list[str] = field(default_factory=lambda: ["client_secret_basic"])
    keys: list[RSAKey | ECKey] = field(default_factory=lambda: [RSA, EC])
    discovery: dict[str, Any] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    url: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        table: dict[str, tuple[Handler, str]] = {
            "/.well-known/openid-configuration": (self._discover, "GET"),
            "/keys": (self._keys, "GET"),
            "/authorize": (self._authorize, "GET"),
            "/token": (self._token, "POST"),
            "/userinfo": (self._user_info, "GET"),
        }
        routes = [
            Route(path, self._faulty(handler), methods=[method])
            for path, (handler, method) in table.items()
        ]
        self._app = Starlette(routes=routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    def _faulty(self, handler: Handler) -> Handler:
        async def handle(request: Request) -> Response:
            return await self.faults.handle(request, handler)

        return handle

    async def _discover(self, _request: Request) -> Response:
        document = {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "end_session_endpoint": f"{self.url}/logout",
            "token_endpoint_auth_methods_supported": self.auth_methods,
        }
        return JSONResponse(document | self.discovery)

    async def _keys(self, _request: Request) -> Response:
        public = [key.as_dict(private=False) for key in self.keys]
        return JSONResponse({"keys": [FOR_SECRETS, {"kty": "OKP", "crv": "X"}, *public]})

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        back = {"code": code, "state": asked["state"], "iss": self.url}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(back)}", 302)

    async def _token(self, request: Request) -> Response:
        form = {key: str(value) for key, value in (await request.form()).items()}
        if self._client(request, form) != (CLIENT_ID, SECRET):
            return JSONResponse({"error": "invalid_client"}, 401)
        asked = self.codes.pop(form["code"], None)
        if asked is None or asked["redirect_uri"] != form["redirect_uri"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if asked["code_challenge"] != challenge or asked["code_challenge_method"] != "S256":
            return JSONResponse({"error": "invalid_grant"}, 400)
        token = self._signed(self._claims(asked["nonce"]))
        return JSONResponse({"access_token": "access", "token_type": "Bearer", "id_token": token})

    def _client(self, request: Request, form: dict[str, str]) -> tuple[str, str]:
        if self.auth_methods == ["client_secret_post"]:
            return form.get("client_id", ""), form.get("client_secret", "")
        kind, _, encoded = request.headers.get("authorization", "").partition(" ")
        name, _, secret = base64.b64decode(encoded).decode().partition(":")
        return (name, secret) if kind == "Basic" else ("", "")

    def _claims(self, nonce: str) -> dict[str, Any]:
        now = int(time.time())
        true = {"iss": self.url, "aud": CLIENT_ID, "iat": now, "exp": now + 300, "nonce": nonce}
        whole = true | self.person | self.lies
        return {name: value for name, value in whole.items() if value is not None}

    def _signed(self, claims: dict[str, Any]) -> str:
        if self.alg == "none":
            parts = ({"alg": "none"}, claims)
            return ".".join([*map(_encoded, parts), ""])
        header = {"alg": self.alg, "kid": self.key.kid}
        if self.alg == "HS256":
            # The trick: the published key, which everybody has, taken for a shared secret.
            shared = OctKey.import_key(RSA.as_pem(private=False))
            return jwt.encode(header, claims, shared, algorithms=["HS256"])
        return jwt.encode(header, claims, self.key, algorithms=[self.alg])

    async def _user_info(self, request: Request) -> Response:
        if request.headers.get("authorization") != "Bearer access":
            return JSONResponse({"error": "invalid_token"}, 401)
        if not self.user_info_signed:
            return JSONResponse(self.user_info)
        signed = jwt.encode({"alg": self.alg, "kid": self.key.kid}, self.user_info, self.key)
        return Response(signed, media_type="application/jwt")


def _encoded(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
