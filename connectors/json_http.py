"""JSON over HTTP with a ticketing system we do not trust: pinned address, limits, checked answers.

Nothing here ever sends a write twice; whoever calls decides what a lost answer means.
"""

import asyncio
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from connectors.base import (
    BadAnswer,
    Check,
    ConnectorError,
    NotAllowed,
    NotFound,
    too_large,
)
from connectors.clock import clock_check
from connectors.http_dates import retry_after, server_time

USER_AGENT = "GuichetRH/0.1"
MAX_ANSWER_BYTES = 8 * 1024 * 1024
AT_ONCE = 4
"""Requests to one system at a time."""

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
    return httpx.AsyncClient(base_url=base_url, headers=headers, verify=_tls())


@cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def _line() -> httpx.AsyncClient:
    """Open a client for one request, with a jar that keeps no cookie.

    A kept connection that the server has just closed would leave a reply's fate unknown, and a
    pool never gives back the place of a request that was cancelled at a bad moment.
    """
    return httpx.AsyncClient(
        cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
        follow_redirects=False,
        verify=_tls(),
    )


class JsonHttp:
    """Reads that raise what the contract names, writes that report what came back."""

    def __init__(self, client: httpx.AsyncClient, system: str, limits: TimeLimits) -> None:
        self._client = client
        self._system = system
        self._limits = limits
        self._places = asyncio.Semaphore(AT_ONCE)
        self._dated: tuple[datetime | None, datetime] = (None, datetime.now(UTC))

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

    async def fetch(
        self, path: str, most_bytes: int, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Read bytes of any kind below the base address; any status is returned.

        Raises `TooLarge` as soon as more than `most_bytes` came.
        """
        timeout = self._timeout(self._limits.read)
        request = self._client.build_request(
            "GET", path, headers=dict(headers or {}), timeout=timeout
        )
        return await self._exchange(request, self._limits.read, most_bytes)

    def file_in(self, answer: Answer) -> bytes:
        """Give the bytes of a file; raises what any other answer means."""
        refusal = self.refusal(answer)
        if refusal is not None:
            raise refusal
        # Who gives a file names it; a page of sign-in, ours or a gateway's, names none.
        if "content-disposition" not in answer.headers:
            raise BadAnswer(
                f"{self._system} a répondu par autre chose que la pièce : vérifier l’adresse."
            )
        return answer.body

    def check_clock(self) -> tuple[Check, ...]:
        """Compare the server's clock with ours by its last answer."""
        return clock_check(*self._dated)

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
            return self._not_found(answer)
        return self._failure(answer)

    def _not_found(self, answer: Answer) -> ConnectorError:
        if answer.is_json or not answer.body:
            return NotFound(f"{self._system} ne connaît pas cet élément.", permanent=True)
        # A page is a gateway's, whose server is away, or a wrong address: no ticket is gone.
        return BadAnswer(
            f"{self._system} n’est pas à l’adresse configurée, ou pas en ce moment : "
            "vérifier l’adresse si cela dure."
        )

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

    def _endless(self, most_bytes: int | None) -> ConnectorError:
        if most_bytes is None:
            return BadAnswer(f"La réponse de {self._system} est démesurée.", permanent=True)
        return too_large(most_bytes)

    def _timeout(self, seconds: float) -> httpx.Timeout:
        return httpx.Timeout(seconds, connect=self._limits.connect)

    async def _exchange(
        self, request: httpx.Request, seconds: float, most_bytes: int | None = None
    ) -> Answer:
        # httpx limits each read, not the whole: a server that drips bytes would hold us for ever.
        whole = self._limits.connect + 2 * seconds
        try:
            async with self._places, asyncio.timeout(whole), _line() as line:
                return await self._send(line, request, most_bytes)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            raise Unreachable(f"{self._system} est injoignable à l’adresse configurée.") from None
        except (httpx.HTTPError, TimeoutError):
            raise Interrupted(f"{self._system} n’a pas répondu jusqu’au bout.") from None

    async def _send(
        self, line: httpx.AsyncClient, request: httpx.Request, most_bytes: int | None
    ) -> Answer:
        response = await line.send(request, stream=True)
        self._dated = (server_time(response.headers), datetime.now(UTC))
        body = bytearray()
        try:
            # As it came: none was asked for, and a few compressed bytes may unfold without end.
            async for chunk in response.aiter_raw():
                body += chunk
                if len(body) > (most_bytes or MAX_ANSWER_BYTES):
                    raise self._endless(most_bytes)
        finally:
            await response.aclose()
        return Answer(response.status_code, response.headers, bytes(body))
