"""A session with GLPI: opened when needed, opened again once when it expired, closed at the end."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Protocol, TypeVar

from pydantic import BaseModel

from connectors.base import BadAnswer, ConnectorError, NotAllowed, OutcomeUnknown, Rejected
from connectors.json_http import Answer, Json, JsonHttp

UNKNOWN = "L’écriture a été confiée à GLPI, qui n’a pas dit s’il l’a faite."

Shape = TypeVar("Shape", bound=BaseModel)
Headers = Mapping[str, str]


class NotSent(ConnectorError):
    """The session had expired: GLPI looked at nothing else of the write."""


class Door(Protocol):
    """How one API of GLPI lets us in, and how it says no."""

    async def open(self) -> Headers:
        """Sign in; return what every request must carry. Raises `ConnectorError`."""
        ...

    async def shut(self, headers: Headers) -> None:
        """Sign out."""
        ...

    def is_stale(self, answer: Answer) -> bool:
        """Whether an answer says that the session is over."""
        ...

    def refusal(self, answer: Answer) -> ConnectorError | None:
        """Say what GLPI's own words mean; None for a success and for words of others."""
        ...


class Session:
    """Requests that carry the session, signed in again at most once each."""

    def __init__(self, http: JsonHttp, door: Door) -> None:
        self._http = http
        self._door = door
        self._lock = asyncio.Lock()
        self._headers: Headers | None = None
        self._failure: ConnectorError | None = None

    async def get(self, path: str, params: Mapping[str, str] | None = None) -> Answer:
        """Read a path; raises `ConnectorError` unless it is 2xx JSON."""
        headers = await self._open(None)
        answer = await self._http.read(path, params, headers)
        if self._door.is_stale(answer):
            headers = await self._open(headers)
            answer = await self._http.read(path, params, headers)
        return self.believed(answer)

    async def fetch(self, path: str, most_bytes: int, kind: str) -> bytes:
        """Read a file, asked for as `kind`; raises `TooLarge` beyond `most_bytes`."""
        headers = await self._open(None)
        answer = await self._http.fetch(path, most_bytes, {**headers, "Accept": kind})
        if self._door.is_stale(answer):
            headers = await self._open(headers)
            answer = await self._http.fetch(path, most_bytes, {**headers, "Accept": kind})
        refusal = self._door.refusal(answer)
        if refusal is not None:
            raise refusal
        return self._http.file_in(answer)

    async def read(
        self, path: str, shape: type[Shape], params: Mapping[str, str] | None = None
    ) -> Shape:
        """Read a path as a shape."""
        return self._http.shaped(await self.get(path, params), shape)

    def shaped(self, answer: Answer, shape: type[Shape]) -> Shape:
        """Read an answer as a shape."""
        return self._http.shaped(answer, shape)

    async def write(self, method: str, path: str, body: Json) -> Answer:
        """Send a write once, whatever comes back; raises `NotSent` when the session was over."""
        headers = await self._open(None)
        answer = await self._http.write(method, path, body, headers)
        if self._door.is_stale(answer):
            await self._forget(headers)
            raise NotSent("La session GLPI avait expiré : rien n’a été écrit.")
        return answer

    def believed(self, answer: Answer) -> Answer:
        """Return a 2xx JSON answer as it is; raise what any other one means."""
        refusal = self._door.refusal(answer)
        if refusal is not None:
            raise refusal
        return self._http.believed(answer)

    def created(self, answer: Answer, shape: type[Shape]) -> Shape:
        """Read what a creation answers.

        Raises `NotAllowed` or `Rejected` when GLPI itself refused, `OutcomeUnknown` for any
        answer that does not prove either.
        """
        refusal = self._door.refusal(answer)
        if isinstance(refusal, NotAllowed | Rejected):
            raise refusal
        if refusal is not None:
            raise Rejected(
                str(refusal), permanent=refusal.permanent, retry_after=refusal.retry_after
            ) from refusal
        try:
            return self._http.shaped(self._http.believed(answer), shape)
        except ConnectorError as error:
            raise OutcomeUnknown(UNKNOWN) from error

    async def aclose(self) -> None:
        """Sign out, if we are in, and release connections."""
        headers, self._headers = self._headers, None
        if headers is not None:
            # GLPI ends by itself a session nobody uses.
            with suppress(ConnectorError):
                await self._door.shut(headers)
        await self._http.aclose()

    async def _open(self, stale: Headers | None) -> Headers:
        """Give the session; where others found it stale too, one signs in, or fails, for all."""
        earlier = self._failure
        async with self._lock:
            if self._headers is None or self._headers is stale:
                if self._failure is not None and self._failure is not earlier:
                    raise self._failure
                self._headers = None
                self._headers = await self._sign_in()
            return self._headers

    async def _sign_in(self) -> Headers:
        try:
            return await self._door.open()
        except ConnectorError as error:
            # Told to all who wait: one after the other they would each wait for a silent server.
            self._failure = error
            raise

    async def _forget(self, stale: Headers) -> None:
        async with self._lock:
            if self._headers is stale:
                self._headers = None


def complaint(http: JsonHttp, answer: Answer, shape: type[Shape]) -> Shape | None:
    """Read an answer as GLPI's own words of refusal; a gateway's error page is none."""
    if not answer.is_json:
        return None
    try:
        return http.shaped(answer, shape)
    except BadAnswer:
        return None
