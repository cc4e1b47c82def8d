"""JSON over HTTP with a ticketing system we do not trust: pinned address, limits, checked answers.

Nothing here ever sends a write twice; whoever calls decides what a lost answer means.
"""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from connectors.base import BadAnswer, ConnectorError, NotAllowed, NotFound

USER_AGENT = "GuichetRH/0.1"
MAX_ANSWER_BYTES = 8 * 1024 * 1024
MAX_RETRY_AFTER = 3600.0

Shape = TypeVar("Shape", bound=BaseModel)
Json = Mapping[str, object]


class Unreachable(ConnectorError):
    """No connection could be opened: certainly nothing was sent."""


class Interrupted(ConnectorError):
    """The request left, no complete answer came back."""


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """How long to wait, in seconds: for a connection, for a read, for a write."""

    connect: float = 5
    read: float = 30
    write: float = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer, read whole and not yet believed."""

    status: int
    headers: httpx.Headers
    body: bytes

    @property
    def is_json(self) -> bool:
        """Whether the answer claims to be JSON."""
        kind: str = self.headers.get("content-type", "")
        return kind.partition(";")[0].strip().lower() == "application/json"


def open_client(
    base_url: str, authorization: str | None = None, *, header: str = "Authorization"
) -> httpx.AsyncClient:
    """Open a client bound to one address: no redirect, no cookie, no reused connection.

    Without `authorization`, each request brings its own. Raises `ConnectorError` when the address
    is not an http(s) one.
    """
    if not re.match(r"https?://[^/@?#]+(/[^?#]*)?$", base_url):
        raise ConnectorError(
            "L’adresse du système de tickets doit commencer par http:// ou https:// "
            "et ne contenir ni identifiant ni paramètre.",
            permanent=True,
        )
    headers = {
        "User-Agent": USER_AGENT,
        "Accept": "application/json",
        "Accept-Encoding": "identity",
    }
    if authorization is not None:
        headers[header] = authorization
    return httpx.AsyncClient(
        base_url=base_url,
        headers=headers,
        cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
        follow_redirects=False,
        # A kept connection that the server has just closed would leave a reply's fate unknown.
        limits=httpx.Limits(max_connections=4, max_keepalive_connections=0),
    )


class JsonHttp:
    """Reads that raise what the contract names, writes that report what came back."""

    def __init__(self, client: httpx.AsyncClient, system: str, limits: TimeLimits) -> None:
        self._client = client
        self._system = system
        self._limits = limits

    @property
    def base_url(self) -> httpx.URL:
        """The one address this client talks to."""
        return self._client.base_url

    async def get(self, path: str, params: Mapping[str, str] | None = None) -> Answer:
        """Read a path below the base address; raises `ConnectorError` unless it is 2xx JSON."""
        return self.believed(await self.read(path, params))

    async def read(
        self,
        path: str,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Read a path below the base address; any status is returned."""
        request = self._client.build_request(
            "GET",
            path,
            params=params,
            headers=dict(headers or {}),
            timeout=self._timeout(self._limits.read),
        )
        return await self._exchange(request, self._limits.read)

    async def write(
        self, method: str, path: str, body: Json, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send a write once; any status is returned.

        Raises `Unreachable` when nothing left, another `ConnectorError` when that is not certain.
        """
        request = self._client.build_request(
            method,
            path,
            json=body,
            headers=dict(headers or {}),
            timeout=self._timeout(self._limits.write),
        )
        return await self._exchange(request, self._limits.write)

    async def aclose(self) -> None:
        """Close the client."""
        await self._client.aclose()

    def believed(self, answer: Answer) -> Answer:
        """Return a 2xx JSON answer as it is; raise what any other one means."""
        refusal = self.refusal(answer)
        if refusal is not None:
            raise refusal
        if not answer.is_json:
            raise BadAnswer(
                f"{self._system} a répondu par autre chose que du JSON : vérifier l’adresse."
            )
        return answer

    def shaped(self, answer: Answer, shape: type[Shape]) -> Shape:
        """Read an answer as `shape`; raises `BadAnswer` when it is truncated or is another."""
        try:
            return shape.model_validate_json(answer.body)
        except ValidationError:
            raise BadAnswer(
                f"La réponse de {self._system} est incomplète ou n’a pas la forme attendue."
            ) from None

    def refusal(self, answer: Answer) -> ConnectorError | None:
        """Say what an answer that is no success means; None for a success."""
        status, system = answer.status, self._system
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return None
        if status == HTTPStatus.UNAUTHORIZED or status < HTTPStatus.BAD_REQUEST:
            return NotAllowed(
                f"{system} ne reconnaît pas le jeton d’accès : vérifier le jeton et l’adresse.",
                permanent=True,
            )
        if status == HTTPStatus.FORBIDDEN:
            return NotAllowed(f"{system} refuse ce droit au compte du guichet.", permanent=True)
        if status == HTTPStatus.NOT_FOUND:
            return NotFound(f"{system} ne connaît pas cet élément.", permanent=True)
        return self._failure(answer)

    def _failure(self, answer: Answer) -> ConnectorError:
        passing = answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status in {
            HTTPStatus.REQUEST_TIMEOUT,
            HTTPStatus.TOO_MANY_REQUESTS,
        }
        return ConnectorError(
            f"{self._system} n’a pas traité la demande (code {answer.status}).",
            permanent=not passing,
            retry_after=retry_after(answer.headers.get("retry-after")) if passing else None,
        )

    def _timeout(self, seconds: float) -> httpx.Timeout:
        return httpx.Timeout(seconds, connect=self._limits.connect)

    async def _exchange(self, request: httpx.Request, seconds: float) -> Answer:
        # httpx limits each read, not the whole: a server that drips bytes would hold us for ever.
        whole = self._limits.connect + 2 * seconds
        try:
            async with asyncio.timeout(whole):
                return await self._send(request)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            raise Unreachable(f"{self._system} est injoignable à l’adresse configurée.") from None
        except (httpx.HTTPError, TimeoutError):
            raise Interrupted(f"{self._system} n’a pas répondu jusqu’au bout.") from None

    async def _send(self, request: httpx.Request) -> Answer:
        response = await self._client.send(request, stream=True)
        body = bytearray()
        try:
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > MAX_ANSWER_BYTES:
                    raise BadAnswer(f"La réponse de {self._system} est démesurée.", permanent=True)
        finally:
            await response.aclose()
        return Answer(response.status_code, response.headers, bytes(body))


def retry_after(header: str | None) -> float | None:
    """Read a Retry-After header, seconds or HTTP date, as seconds within an hour."""
    if header is None:
        return None
    if re.fullmatch(r"[0-9]{1,9}", header.strip()):
        return min(float(header), MAX_RETRY_AFTER)
    try:
        wait = (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):
        return None
    return min(max(wait, 0.0), MAX_RETRY_AFTER)
