"""What ticketing systems over HTTP have in common, and the hooks that each one fills.

A system is a class made of the parts that fit it: `ChangesByTime`, `TriageByField`, `NoteOnce`,
`ReplyOnce`. Each part is one method of the contract (`base.py`), told once; a system whose ways
are its own writes that method itself.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, Protocol, TypeVar

import httpx
from pydantic import AwareDatetime, BaseModel, ConfigDict

from cases.model import TicketStatus
from connectors.base import (
    BadAnswer,
    Changes,
    ConnectorError,
    OutcomeUnknown,
    Rejected,
    Triage,
    TriageResult,
    checked_key,
    read_cursor,
)
from connectors.json_http import Answer, Json, JsonHttp, TimeLimits, Unreachable

GRANULARITY = timedelta(seconds=2)
"""Times are whole seconds, rounded either way: a ticket may change again under the same one."""


class ListedTicket(Protocol):
    """A ticket in a list: its number, and when it last changed."""

    @property
    def id(self) -> str:
        """Its number."""
        ...

    @property
    def changed(self) -> datetime:
        """The time of its last change."""
        ...


Listed = TypeVar("Listed", bound=ListedTicket)
Record = TypeVar("Record")


class SiteSettings(Protocol):
    """What a site tells of any system."""

    @property
    def grace(self) -> timedelta:
        """How long a write may still be on its way."""
        ...


Site = TypeVar("Site", bound=SiteSettings)


class HttpTicketing(ABC):
    """A connector of a ticketing system: what all its parts need.

    `system` is its name in sentences, `name` the one it has in the settings.
    """

    system: str

    def __init__(self, grace: timedelta, *, name: str, categories: Iterable[str]) -> None:
        self.name = name
        self.grace = grace
        self.categories = tuple(categories)


class JsonTicketing(HttpTicketing, Generic[Site]):
    """One that speaks JSON with the token of our account, and nothing besides.

    Its name in the settings is, unless they say otherwise, that of its package.
    """

    def __init__(
        self,
        client: httpx.AsyncClient,
        site: Site,
        *,
        name: str = "",
        categories: Iterable[str] = (),
        limits: TimeLimits | None = None,
    ) -> None:
        usual = self.system.lower().replace(" ", "_")
        super().__init__(site.grace, name=name or usual, categories=categories)
        self.site = site
        self.http = JsonHttp(client, self.system, limits or TimeLimits())

    async def aclose(self) -> None:
        """Close the HTTP client."""
        await self.http.aclose()


class ChangeCursor(BaseModel):
    """Where the last look ended: a time, and the tickets already reported near it.

    `seen` gives the change at which each of them was last looked at.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: AwareDatetime
    seen: dict[str, AwareDatetime] = {}


class ChangesByTime(HttpTicketing, Generic[Listed]):
    """Changes since the time of the last look, with an overlap of what may still show late.

    A change takes its time when it begins and shows when it is committed, or indexed.
    """

    clock_back = timedelta(0)
    """How far the clock that the system compares dates by may go back."""
    remembers_unsettled = False
    """Whether the cursor keeps the state last reported of a ticket that may change again."""

    @property
    def overlap(self) -> timedelta:
        """How long before the end of the last look the next one begins: whole seconds, as asked."""
        grace = timedelta(seconds=math.ceil(self.grace.total_seconds()))
        return grace + GRANULARITY + self.clock_back

    @abstractmethod
    async def list_changed(
        self, since: datetime | None
    ) -> tuple[Sequence[Listed], datetime | None]:
        """List tickets changed since then, by number; None: those not closed.

        With the server's time when the look began, where it tells it. No change that happens
        meanwhile may make a page skip a ticket.
        """

    @abstractmethod
    async def reportable(self, changed: list[Listed], start: ChangeCursor | None) -> list[Listed]:
        """Leave out what only we changed; in any doubt a ticket is reported."""

    async def changes_since(self, cursor: str | None) -> Changes:
        """List open tickets at first, then those others created or changed since `cursor`."""
        start = read_cursor(ChangeCursor, cursor, f"de {self.system}")
        listed, began = await self.list_changed(start.since - self.overlap if start else None)
        seen = start.seen if start else {}
        changed = [ticket for ticket in listed if seen.get(ticket.id) != ticket.changed]
        reported = await self.reportable(changed, start)
        following = self._next_cursor(start, listed, began)
        return Changes(tuple(ticket.id for ticket in reported), following.model_dump_json())

    def _next_cursor(
        self, start: ChangeCursor | None, listed: Sequence[Listed], began: datetime | None
    ) -> ChangeCursor:
        """Move on to the newest change seen, never past the moment the look began."""
        floor = start.since if start else datetime.fromtimestamp(0, UTC) + self.overlap
        since = max((ticket.changed for ticket in listed), default=floor)
        if began is not None:
            # In the zone of the server's own dates, which the next look is asked in.
            since = min(since, began).astimezone(since.tzinfo)
        settled = (since if began is None else began) - GRANULARITY
        near = [ticket for ticket in listed if ticket.changed >= since - self.overlap]
        seen = {ticket.id: ticket.changed for ticket in near if ticket.changed < settled}
        if start and self.remembers_unsettled:
            seen = {t.id: start.seen[t.id] for t in near if t.id in start.seen} | seen
        return ChangeCursor(since=since, seen=seen)


@dataclass(frozen=True, slots=True)
class Wish:
    """One field that a triage wants: `wanted` by people's name, `value` as the system stores it.

    `values`: those of a field that takes several. `why_not`: why it cannot even be asked for.
    """

    field: str
    wanted: str
    value: str = ""
    why_not: str = ""
    values: tuple[str, ...] = ()


class TriageByField(HttpTicketing, Generic[Record]):
    """A triage written by fields: read, compare, write what differs, read back; no 200 is believed.

    `Record` is a ticket as far as its fields go.
    """

    @abstractmethod
    async def fetch(self, number: str) -> Record:
        """Read a ticket."""

    async def fetch_again(self, number: str, before: Record) -> Record:
        """Read a ticket after it was written."""
        del before
        return await self.fetch(number)

    async def wishes(self, record: Record, triage: Triage) -> list[Wish]:
        """List the fields that a triage wants, tags among them where they are a field.

        Values are stored as they are wished, unless a system numbers them.
        """
        del record
        priority = None if triage.priority is None else str(triage.priority)
        wanted = {"category": triage.category, "priority": priority, "queue": triage.queue}
        return [Wish(name, value, value) for name, value in wanted.items() if value is not None]

    @abstractmethod
    def holds(self, record: Record, wish: Wish) -> bool:
        """Tell whether a ticket has what is wished."""

    async def write_tags(self, number: str, tags: tuple[str, ...]) -> str:
        """Add tags that are no field; return why some do not hold, empty when all do."""
        del number, tags
        return (
            f"{self.system} n’a pas d’étiquettes : mettre « tags = {{}} » dans le réglage triage "
            "de ce système."
        )

    @abstractmethod
    async def write_fields(self, number: str, record: Record, wishes: list[Wish]) -> dict[str, str]:
        """Write what is `differing`, perhaps nothing; return by field why it was refused."""

    def differing(self, record: Record, wishes: Iterable[Wish]) -> list[Wish]:
        """List what can be asked for and does not hold."""
        return [wish for wish in wishes if not (wish.why_not or self.holds(record, wish))]

    @abstractmethod
    def not_kept(self, record: Record, wish: Wish) -> str:
        """Say that a field does not hold though nothing refused it."""

    async def remarks(self, record: Record) -> dict[str, str]:
        """Say what else a person should know of the ticket as it is now, as refused fields."""
        del record
        return {}

    async def write_triage(self, number: str, triage: Triage) -> TriageResult:
        """Write the fields that differ; report what holds afterwards, whatever was answered."""
        record = await self.fetch(number)
        wishes = await self.wishes(record, triage)
        apart = () if any(wish.field == "tags" for wish in wishes) else triage.tags
        # First: a tag may change the time of a ticket without saying who did it, a field says it.
        no_tags = await self.write_tags(number, apart)
        refusals = await self.write_fields(number, record, wishes)
        after = await self.fetch_again(number, record)
        lost = [wish for wish in wishes if wish.why_not or not self.holds(after, wish)]
        reasons = {
            w.field: w.why_not or refusals.get(w.field) or self.not_kept(after, w) for w in lost
        }
        return TriageResult(
            written=tuple(wish.field for wish in wishes if wish not in lost),
            refused=reasons | await self.remarks(after),
        ).with_tags(apart, no_tags)


@dataclass(frozen=True, slots=True)
class Note:
    """A note of ours as it is found in a ticket."""

    id: str
    internal: bool = True


class NoteOnce(HttpTicketing):
    """An internal note added once per key, and looked at again."""

    @abstractmethod
    async def find_note(self, number: str, key: str) -> Note | None:
        """Find our note that carries `key`."""

    @abstractmethod
    async def write_note(self, number: str, text: str, key: str) -> None:
        """Add a note in one request.

        Raises `OutcomeUnknown`, to be looked up after the grace, when it may have been added.
        """

    async def hide_note(self, note: Note) -> None:
        """Mend a note that came out public, or raise what a person has to do."""
        del note

    def note_unseen(self) -> BadAnswer:
        """Say that a note was accepted and is not there."""
        return BadAnswer(f"{self.system} a accepté la note interne mais ne la montre pas.")

    async def add_note(self, number: str, text: str, key: str) -> None:
        """Add an internal note unless one with `key` is there, and look that it is internal."""
        checked_key(key)
        if await self.find_note(number, key):
            return
        await self.write_note(number, text, key)
        note = await self.find_note(number, key)
        if note is None:
            raise self.note_unseen()
        if not note.internal:
            await self.hide_note(note)

    async def post_note(self, http: JsonHttp, path: str, body: Json) -> None:
        """Add a note by one JSON request, for `write_note`."""
        try:
            answer = await http.write("POST", path, body)
        except Unreachable:
            raise
        except ConnectorError as error:
            raise OutcomeUnknown(str(error), retry_after=self.grace.total_seconds()) from error
        http.believed(answer)


class ReplyOnce(HttpTicketing, Generic[Record]):
    """A public reply and its mark, sent at most once in one request.

    `no_reply`: by status, why a ticket gets no reply. `unknown`: what to say when nobody knows
    whether a reply left. `Record` is a ticket as far as a reply needs it.
    """

    no_reply: Mapping[TicketStatus, str]
    unknown: str

    @abstractmethod
    async def fetch_for_reply(self, number: str) -> tuple[Record, TicketStatus]:
        """Read a ticket and its status."""

    @abstractmethod
    async def send_reply(self, number: str, record: Record, text: str, key: str) -> str:
        """Send a reply on an open ticket; return the system's id of it. Raises as `post_reply`."""

    async def post_reply(self, number: str, text: str, key: str) -> str:
        """Send the reply unless the ticket is over; return the system's id of it.

        Raises `Rejected` when it certainly did not leave, `OutcomeUnknown` when nobody knows.
        """
        checked_key(key)
        record, status = await self.fetch_for_reply(number)
        if status in self.no_reply:
            raise Rejected(self.no_reply[status], permanent=True)
        return await self.send_reply(number, record, text, key)

    async def post_once(self, http: JsonHttp, path: str, body: Json) -> Answer:
        """Send a reply by one JSON request, for `send_reply`; any status is returned."""
        try:
            return await http.write("POST", path, body)
        except Unreachable as error:
            raise Rejected(str(error)) from error
        except ConnectorError as error:
            raise OutcomeUnknown(self.unknown) from error
