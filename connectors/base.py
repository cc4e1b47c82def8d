"""The contract of a ticketing system, the errors it may raise, and what every connector shares."""

import re
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Protocol, Self, TypeVar

from pydantic import BaseModel, ValidationError

from cases.model import Ticket

_KEY = re.compile(r"(?=.{1,128}$)[A-Za-z0-9](?:-?[A-Za-z0-9_.:])*")

CursorShape = TypeVar("CursorShape", bound=BaseModel)


class ConnectorError(Exception):
    """A ticketing system did not do what was asked. Messages hold no ticket text.

    `permanent`: trying the same thing again is useless until a person changes something.
    `retry_after`: seconds the system asked us to wait, if it did.
    """

    def __init__(
        self,
        message: str,
        *,
        permanent: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.retry_after = retry_after


class NotAllowed(ConnectorError):
    """Credentials or rights: 401, 403, or the redirect to a login page."""


class NotFound(ConnectorError):
    """No such ticket."""


class BadAnswer(ConnectorError):
    """The answer is not what the contract says: HTML, empty, truncated, wrong shape."""


class Rejected(ConnectorError):
    """The system refused the write and says so: nothing was written."""


class OutcomeUnknown(ConnectorError):
    """A write was sent and no answer tells whether it was done: look it up first."""


class TooLarge(ConnectorError):
    """An attachment holds more bytes than were asked for: what came of it is dropped."""


def too_large(most_bytes: int) -> TooLarge:
    """Say that a file is more than what is read of one."""
    return TooLarge(f"elle dépasse {most_bytes / 1_000_000:.3g} Mo", permanent=True)


@dataclass(frozen=True, slots=True)
class Changes:
    """Tickets created or changed since a cursor (with overlap), and the cursor to ask from next."""

    numbers: tuple[str, ...]
    cursor: str


@dataclass(frozen=True, slots=True)
class Triage:
    """What we write back on a ticket, in the ticketing system's own values; None leaves as is.

    `tags` are added to those the ticket has: none is ever taken off, a person may have put it.
    """

    category: str | None = None
    priority: int | None = None
    queue: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TriageResult:
    """What holds after the write, read back: fields that took, and fields that did not (why)."""

    written: tuple[str, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)

    def with_tags(self, wanted: tuple[str, ...], why_not: str) -> Self:
        """Add what became of the tags, if any was wanted; `why_not` empty: they all hold."""
        if not wanted:
            return self
        if why_not:
            return replace(self, refused={**self.refused, "tags": why_not})
        return replace(self, written=(*self.written, "tags"))


@dataclass(frozen=True, slots=True)
class Check:
    """One line of `check()`: `advice` says in French what to do when `ok` is false."""

    what: str
    ok: bool
    advice: str = ""

    @classmethod
    def of(cls, what: str, advice: str) -> Self:
        """Make a line that is well unless there is something to do."""
        return cls(what, ok=not advice, advice=advice)

    @classmethod
    async def reading(cls, what: str, reading: Awaitable[object], help_with: str = "") -> Self:
        """Make the line of something that must be readable; its error says what to do."""
        try:
            await reading
        except ConnectorError as error:
            return cls.of(what, f"{error} {help_with}".rstrip())
        return cls.of(what, "")


class TicketingSystem(Protocol):
    """What the journey needs of a ticketing system. Every method raises `ConnectorError`."""

    name: str
    resend_is_safe: bool
    """Whether a reply whose marker is not found after `grace` certainly did not leave."""
    grace: timedelta
    """How long a lost write may still be running on the server."""

    async def changes_since(self, cursor: str | None) -> Changes:
        """List numbers of tickets new or changed since `cursor`; None lists every open one."""
        ...

    async def read_ticket(self, number: str) -> Ticket:
        """Read a ticket and its public conversation; merged and deleted ones say so in `status`.

        One that lies where `changes_since` does not look says so in `outside`.
        """
        ...

    async def read_attachment(self, number: str, attachment: str, most_bytes: int) -> bytes:
        """Read a file by the id that `read_ticket` listed it under, counted while it comes.

        Raises `TooLarge` beyond `most_bytes`, `NotFound` when it is gone.
        """
        ...

    async def write_triage(self, number: str, triage: Triage) -> TriageResult:
        """Read, compare, write what differs, read back."""
        ...

    async def add_note(self, number: str, text: str, key: str) -> None:
        """Add an internal comment unless one with `key` is there; the requester never sees it."""
        ...

    async def post_reply(self, number: str, text: str, key: str) -> str:
        """Post the public reply and its marker in one request; return the system's id of it.

        Raises `OutcomeUnknown` when it cannot be known whether it left, `Rejected` when the
        system refused it; any other `ConnectorError` too means that it was certainly not posted.
        """
        ...

    async def find_reply(self, number: str, key: str) -> str | None:
        """Find the reply that carries `key`; None when the system certainly shows none now.

        Raises `Rejected` when it is there and will never reach the requester (its mail failed
        for good), `OutcomeUnknown` while it is there and not yet on its way.
        """
        ...

    async def check(self) -> tuple[Check, ...]:
        """Test address, credentials, rights and fields, for a person to read."""
        ...

    async def aclose(self) -> None:
        """Release connections."""
        ...


def checked_key(key: str) -> str:
    """Return the key of a reply or a note, which names a file or sits in a comment.

    Raises `ValueError` when it could break out of there.
    """
    if not _KEY.fullmatch(key):
        raise ValueError("A key is made of letters, digits and single hyphens, 128 at most.")
    return key


def read_cursor(shape: type[CursorShape], cursor: str | None, whose: str) -> CursorShape | None:
    """Read a cursor back, JSON of a connector's own shape; None before the first look.

    `whose` names the system in a sentence: « de GLPI ». Raises `ConnectorError` when it is none
    of ours.
    """
    if cursor is None:
        return None
    try:
        return shape.model_validate_json(cursor)
    except ValidationError:
        raise ConnectorError(
            f"Le repère de lecture {whose} est illisible : l’effacer pour tout relire.",
            permanent=True,
        ) from None
