"""One API of GLPI: a session that is opened when needed, and what every API can be asked.

A session is opened again once when it expired, and closed at the end. Everything above is written
once for both APIs.
"""

import asyncio
import re
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TypeVar

from pydantic import BaseModel

from cases.model import Attachment
from connectors.base import BadAnswer, ConnectorError, NotAllowed, NotFound
from connectors.glpi.records import (
    Account,
    Choice,
    Created,
    Email,
    File,
    Followup,
    Page,
    Person,
    Site,
    TicketRecord,
)
from connectors.json_http import Answer, Json, JsonHttp, Shape
from connectors.safe_text import listed_file

UNKNOWN = "L’écriture a été confiée à GLPI, qui n’a pas dit s’il l’a faite."
NO_API = "GLPI refuse l’API : l’activer dans Configuration > Générale > API."
BUSINESS = "GLPI a refusé cette écriture (règle, droit ou valeur) : rien n’a été écrit."

PER_PAGE = 100
MAX_PAGES = 50

_RANGE = re.compile(r"[0-9]+-[0-9]+/([0-9]{1,12})$")

Headers = Mapping[str, str]
Row = TypeVar("Row", bound=BaseModel)


class BeyondTheEnd(ConnectorError):
    """A part of a list was asked for that starts after its end."""


class NotSent(ConnectorError):
    """The session had expired: GLPI looked at nothing else of the write."""


class Session(ABC):
    """Requests that carry the session, signed in again at most once each."""

    def __init__(self, http: JsonHttp, site: Site) -> None:
        self.http = http
        self.site = site
        self._lock = asyncio.Lock()
        self._headers: Headers | None = None
        self._failure: ConnectorError | None = None

    @abstractmethod
    async def sign_in(self) -> Headers:
        """Sign in; return what every request must carry. Raises `ConnectorError`."""

    @abstractmethod
    async def sign_out(self, headers: Headers) -> None:
        """Sign out."""

    @abstractmethod
    def is_stale(self, answer: Answer) -> bool:
        """Tell whether an answer says that the session is over."""

    @abstractmethod
    def refusal(self, answer: Answer) -> ConnectorError | None:
        """Say what GLPI's own words mean; None for a success and for words of others."""

    async def get(self, path: str, params: Mapping[str, str] | None = None) -> Answer:
        """Read a path; raises `ConnectorError` unless it is 2xx JSON."""
        return self.believed(await self._ask(lambda signed: self.http.read(path, params, signed)))

    async def get_as(
        self, shape: type[Shape], path: str, params: Mapping[str, str] | None = None
    ) -> Shape:
        """Read a path as a shape."""
        return self.http.shaped(await self.get(path, params), shape)

    async def fetch(self, path: str, most_bytes: int) -> bytes:
        """Read a file; raises `TooLarge` beyond `most_bytes`."""
        kind = {"Accept": "application/octet-stream"}
        answer = await self._ask(
            lambda signed: self.http.fetch(path, most_bytes, {**signed, **kind})
        )
        refusal = self.refusal(answer)
        if refusal is not None:
            raise refusal
        return self.http.file_in(answer)

    async def _ask(self, ask: Callable[[Headers], Awaitable[Answer]]) -> Answer:
        """Ask something that changes nothing, once more where the session was over."""
        headers = await self._open(None)
        answer = await ask(headers)
        return await ask(await self._open(headers)) if self.is_stale(answer) else answer

    async def write(self, method: str, path: str, body: Json) -> Answer:
        """Send a write once, whatever comes back; raises `NotSent` when the session was over."""
        headers = await self._open(None)
        answer = await self.http.write(method, path, body, headers)
        if self.is_stale(answer):
            async with self._lock:
                if self._headers is headers:
                    self._headers = None
            raise NotSent("La session GLPI avait expiré : rien n’a été écrit.")
        return answer

    def believed(self, answer: Answer) -> Answer:
        """Return a 2xx JSON answer as it is; raise what any other one means."""
        refusal = self.refusal(answer)
        if refusal is not None:
            raise refusal
        return self.http.believed(answer)

    async def aclose(self) -> None:
        """Sign out, if we are in, and release connections."""
        headers, self._headers = self._headers, None
        if headers is not None:
            # GLPI ends by itself a session nobody uses.
            with suppress(ConnectorError):
                await self.sign_out(headers)
        await self.http.aclose()

    async def _open(self, stale: Headers | None) -> Headers:
        """Return the session; where others found it stale too, one signs in, or fails, for all."""
        earlier = self._failure
        async with self._lock:
            if self._headers is None or self._headers is stale:
                if self._failure is not None and self._failure is not earlier:
                    raise self._failure
                self._headers = None
                try:
                    self._headers = await self.sign_in()
                except ConnectorError as error:
                    # Told to all who wait: one after the other they would each wait for a silent
                    # server.
                    self._failure = error
                    raise
            return self._headers


class Dialect(Session):
    """One API of GLPI. Every method raises `ConnectorError`; numbers are checked before."""

    document_shape: type[File] = File

    def __init__(self, http: JsonHttp, site: Site) -> None:
        super().__init__(http, site)
        self._me: str | None = None

    @abstractmethod
    def part(self, start: int) -> Mapping[str, str]:
        """Write the parameters that ask for `PER_PAGE` rows of a list from there on."""

    async def get_all(
        self,
        path: str,
        shape: type[tuple[Row, ...]],
        params: Mapping[str, str] | None = None,
    ) -> list[Row]:
        """Read a list part by part: unasked, GLPI gives fifty rows or so."""
        found: list[Row] = []
        for _ in range(MAX_PAGES):
            start = len(found)
            try:
                answer = await self.get(path, {**(params or {}), **self.part(start)})
            except BeyondTheEnd:
                return found
            rows = self.http.shaped(answer, shape)
            found += rows
            if not more_follows(answer, start, rows, PER_PAGE):
                return found
        raise BadAnswer("Une liste de GLPI ne finit pas.", permanent=True)

    @abstractmethod
    async def account(self) -> Account:
        """Read who we are there."""

    async def me(self) -> str:
        """Read the number of our account, asked for once."""
        if self._me is None:
            self._me = (await self.account()).id
        return self._me

    @abstractmethod
    async def tickets(self, since: datetime | None, start: int) -> Page:
        """List, by number, a part of the tickets changed since then; None: of those not closed."""

    @abstractmethod
    async def ticket(self, number: str) -> TicketRecord:
        """Read one ticket."""

    @abstractmethod
    async def merged_into(self, number: str) -> str | None:
        """Find which ticket a deleted one was merged into, where GLPI says so."""

    @abstractmethod
    async def followups(self, number: str) -> list[Followup]:
        """List all followups we may see, private ones too."""

    @abstractmethod
    async def solutions(self, number: str, dated: datetime) -> list[Followup]:
        """List solutions; `dated` stands for the date of those GLPI gives none."""

    @abstractmethod
    async def documents(self, number: str) -> list[str]:
        """List the numbers of a ticket's documents."""

    @abstractmethod
    def document_path(self, document: str, *, content: bool = False) -> str:
        """Say where a document's record is read, or its bytes."""

    async def files(self, number: str) -> tuple[Attachment, ...]:
        """List the files of a ticket without reading them."""
        try:
            documents = await self.documents(number)
        except (NotAllowed, NotFound):
            return ()
        listed = []
        for document in documents:
            try:
                file = await self.get_as(self.document_shape, self.document_path(document))
            except (NotAllowed, NotFound):
                listed.append(Attachment("document GLPI", ""))
                continue
            name = self.as_written(file.filename or file.name)
            listed.append(listed_file(name, file.mime, None, document))
        return tuple(listed)

    def as_written(self, stored: str | None) -> str:
        """Give a stored text as it was written."""
        return stored or ""

    async def file(self, document: str, most_bytes: int) -> bytes:
        """Read a document; raises `TooLarge` beyond `most_bytes`."""
        return await self.fetch(self.document_path(document, content=True), most_bytes)

    @abstractmethod
    async def person(self, number: str) -> Person | None:
        """Read a user; None when our account may not see them."""

    @abstractmethod
    async def categories(self) -> list[Choice]:
        """List the categories our account may choose."""

    @abstractmethod
    async def groups(self) -> list[Choice]:
        """List the groups our account sees."""

    @abstractmethod
    async def update(self, number: str, category: str | None, priority: int | None) -> None:
        """Write fields of a ticket; raises `Rejected` when GLPI says that it did not."""

    @abstractmethod
    async def assign(self, number: str, group: str) -> None:
        """Add a group to those a ticket is assigned to; raises `Rejected` as above."""

    @abstractmethod
    def followup_request(
        self, number: str, html: str, *, private: bool
    ) -> tuple[str, dict[str, object]]:
        """Write the path and the body that add a followup."""

    async def add_followup(self, number: str, html: str, *, private: bool) -> str:
        """Add a followup in one request; return its number.

        Raises `NotAllowed` or `Rejected` when GLPI itself refused, `Interrupted` or
        `OutcomeUnknown` when it may have been added all the same.
        """
        path, body = self.followup_request(number, html, private=private)
        answer = await self.write("POST", path, body)
        return self.http.created(answer, Created, self.refusal(answer), UNKNOWN).id


def default_address(emails: Iterable[Email]) -> str:
    """Choose the address of a user: the default one, else the first."""
    by_default = sorted(emails, key=lambda email: not email.is_default)
    return next((email.email for email in by_default if email.email), "")


def more_follows(answer: Answer, start: int, rows: Sequence[object], limit: int) -> bool:
    """Tell whether more of a list follows after these rows: it then comes with a Content-Range.

    Where the total is not told, a full part says so.
    """
    found = _RANGE.search(answer.headers.get("content-range", ""))
    if found is None:
        return len(rows) >= limit
    return bool(rows) and start + len(rows) < int(found[1])
