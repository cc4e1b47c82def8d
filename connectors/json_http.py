"""JSON over HTTP with a ticketing system we do not trust: pinned address, limits, checked answers.

Nothing here ever sends a write twice; whoever calls decides what a lost answer means.
"""

import asyncio
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, TypeVar

import httpx
from pydantic import TypeAdapter, ValidationError

from connectors.base import (
    BadAnswer,
    Check,
    ConnectorError,
    NotAllowed,
    NotFound,
    OutcomeUnknown,
    Rejected,
    too_large,
)

USER_AGENT = "GuichetRH/0.1"
MAX_RETRY_AFTER = 3600.0
"""Seconds that a server may ask us to wait."""
MAX_ANSWER_BYTES = 8 * 1024 * 1024
AT_ONCE = 4
"""Requests to one system at a time."""
TOLERATED_CLOCK = timedelta(seconds=60)
"""Collections overlap by more; a webhook's age and a person's patience bear no more."""

Json = Mapping[str, object]
Shape = TypeVar("Shape")
"""A pydantic model, or a tuple of them."""
_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


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

    def complaint(self, shape: type[Shape]) -> Shape | None:
        """Read a refusal in the system's own words; None for a gateway's page."""
        if not self.is_json:
            return None
        try:
            return _parse(shape, self.body)
        except ValidationError:
            return None


def _parse(shape: type[Shape], body: bytes) -> Shape:
    """Read JSON as a shape, whose reader is made once. Raises `ValidationError`."""
    adapter: TypeAdapter[Shape] | None = _ADAPTERS.get(shape)
    if adapter is None:
        adapter = _ADAPTERS[shape] = TypeAdapter(shape)
    return adapter.validate_json(body)


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


class JsonHttp:
    """Reads that raise what the contract names, writes that report what came back."""

    def __init__(self, client: httpx.AsyncClient, system: str, limits: TimeLimits) -> None:
        self._client = client
        self._system = system
        self._limits = limits
        self._read_timeout = httpx.Timeout(limits.read, connect=limits.connect)
        self._places = asyncio.Semaphore(AT_ONCE)
        self._dated: tuple[datetime | None, datetime] = (None, datetime.now(UTC))

    @property
    def base_url(self) -> httpx.URL:
        """The one address this client talks to."""
        return self._client.base_url

    async def get(self, path: str, params: Mapping[str, str] | None = None) -> Answer:
        """Read a path below the base address; raises `ConnectorError` unless it is 2xx JSON."""
        return self.believed(await self.read(path, params))

    async def get_as(
        self, shape: type[Shape], path: str, params: Mapping[str, str] | None = None
    ) -> Shape:
        """Read a path below the base address as a shape."""
        return self.shaped(await self.get(path, params), shape)

    async def read(
        self,
        path: str,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Read a path below the base address; any status is returned."""
        request = self._client.build_request(
            "GET", path, params=params, headers=dict(headers or {}), timeout=self._read_timeout
        )
        return await self._exchange(request, self._limits.read)

    async def fetch(
        self, path: str, most_bytes: int, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Read bytes of any kind below the base address; any status is returned.

        Raises `TooLarge` as soon as more than `most_bytes` came.
        """
        request = self._client.build_request(
            "GET", path, headers=dict(headers or {}), timeout=self._read_timeout
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
        timeout = httpx.Timeout(self._limits.write, connect=self._limits.connect)
        request = self._client.build_request(
            method, path, json=body, headers=dict(headers or {}), timeout=timeout
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
            return _parse(shape, answer.body)
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
        if status == HTTPStatus.NOT_FOUND and (answer.is_json or not answer.body):
            return NotFound(f"{system} ne connaît pas cet élément.", permanent=True)
        if status == HTTPStatus.NOT_FOUND:
            # A page is a gateway's, whose server is away, or a wrong address: no ticket is gone.
            return BadAnswer(
                f"{system} n’est pas à l’adresse configurée, ou pas en ce moment : "
                "vérifier l’adresse si cela dure."
            )
        passing = status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in {
            HTTPStatus.REQUEST_TIMEOUT,
            HTTPStatus.TOO_MANY_REQUESTS,
        }
        return ConnectorError(
            f"{system} n’a pas traité la demande (code {status}).",
            permanent=not passing,
            retry_after=retry_after(answer.headers.get("retry-after")) if passing else None,
        )

    def own_refusal(self, answer: Answer, complaint: type[object]) -> ConnectorError | None:
        """Say what the system itself refused, in its own words; None when nothing proves that."""
        refused = HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR
        if not refused or answer.status == HTTPStatus.REQUEST_TIMEOUT:
            return None
        return self.refusal(answer) if answer.complaint(complaint) is not None else None

    def created(
        self, answer: Answer, shape: type[Shape], refusal: ConnectorError | None, unknown: str
    ) -> Shape:
        """Read what a creation answers; `refusal` is what the system itself said no by.

        Raises `NotAllowed` or `Rejected` when it did, `OutcomeUnknown` with the words `unknown`
        for any answer that proves neither.
        """
        if isinstance(refusal, NotAllowed | Rejected):
            # A matter of token or rights, not of this text: it may leave once that is mended.
            raise refusal
        if refusal is not None:
            raise Rejected(
                str(refusal), permanent=refusal.permanent, retry_after=refusal.retry_after
            ) from refusal
        try:
            return self.shaped(self.believed(answer), shape)
        except ConnectorError as error:
            raise OutcomeUnknown(unknown) from error

    async def _exchange(
        self, request: httpx.Request, seconds: float, most_bytes: int | None = None
    ) -> Answer:
        # httpx limits each read, not the whole: a server that drips bytes would hold us for ever.
        whole = self._limits.connect + 2 * seconds
        try:
            async with (
                self._places,
                asyncio.timeout(whole),
                # One client a request, with a jar that keeps no cookie: a kept connection that
                # the server has just closed would leave a reply's fate unknown, and a pool never
                # gives back the place of a request that was cancelled at a bad moment.
                httpx.AsyncClient(
                    cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
                    follow_redirects=False,
                    verify=_tls(),
                ) as client,
            ):
                return await self._send(client, request, most_bytes)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            raise Unreachable(f"{self._system} est injoignable à l’adresse configurée.") from None
        except (httpx.HTTPError, TimeoutError):
            raise Interrupted(f"{self._system} n’a pas répondu jusqu’au bout.") from None

    async def _send(
        self, client: httpx.AsyncClient, request: httpx.Request, most_bytes: int | None
    ) -> Answer:
        response = await client.send(request, stream=True)
        self._dated = (server_time(response.headers), datetime.now(UTC))
        body = bytearray()
        try:
            # As it came: none was asked for, and a few compressed bytes may unfold without end.
            async for chunk in response.aiter_raw():
                body += chunk
                if most_bytes is None and len(body) > MAX_ANSWER_BYTES:
                    raise BadAnswer(f"La réponse de {self._system} est démesurée.", permanent=True)
                if most_bytes is not None and len(body) > most_bytes:
                    raise too_large(most_bytes)
        finally:
            await response.aclose()
        return Answer(response.status_code, response.headers, bytes(body))


def clock_check(theirs: datetime | None, received: datetime) -> tuple[Check, ...]:
    """Compare the server's time in an answer with when it came; nothing where it tells none."""
    if theirs is None:
        return ()
    ahead = received - theirs
    seconds = round(abs(ahead).total_seconds())
    length = f"{seconds} s" if seconds < 120 else f"{seconds // 60} min"  # noqa: PLR2004 - two minutes
    what = f"Horloge ({length} {'d’avance' if ahead >= timedelta(0) else 'de retard'} ici)"
    if abs(ahead) <= TOLERATED_CLOCK:
        return (Check.of(what, ""),)
    return (Check.of(what, "Mettre à l’heure cette machine et celle du système de tickets (NTP)."),)


def server_time(headers: httpx.Headers) -> datetime | None:
    """Read the server's time when it answered; None where it does not say, or not in which zone."""
    return _time(headers.get("date", ""))


def retry_after(header: str | None) -> float | None:
    """Read a Retry-After header, seconds or HTTP date, as seconds within an hour."""
    if header is None:
        return None
    if re.fullmatch(r"[0-9]{1,9}", header.strip()):
        return min(float(header), MAX_RETRY_AFTER)
    time = _time(header)
    if time is None:
        return None
    return min(max((time - datetime.now(UTC)).total_seconds(), 0.0), MAX_RETRY_AFTER)


def _time(header: str) -> datetime | None:
    try:
        time = parsedate_to_datetime(header)
    except ValueError:
        return None
    return time if time.tzinfo else None
