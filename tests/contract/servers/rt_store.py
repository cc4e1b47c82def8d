"""What the contract server remembers: tickets, transactions and attachments as RT 5.0.7 does."""

import base64
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
CATEGORIES = ("autre", "conges", "maladie", "remuneration-paie")
TAGS = ("rh-conges", "rh-paie", "agenda")


@dataclass
class Part:
    content_type: str
    content: bytes
    filename: str = ""
    size: int | None = None
    """What the server says of its size, when that is not the length of `content`."""


@dataclass
class Entry:
    """A transaction."""

    id: int
    ticket: int
    type: str
    creator: str
    at: datetime
    parts: list[int] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)


@dataclass
class Held:
    """A ticket."""

    id: int
    queue: str
    subject: str
    requestor: str
    created: datetime
    updated: datetime
    status: str = "new"
    priority: int = 0
    category: str = ""
    tags: list[str] = field(default_factory=list)
    merged_into: int | None = None


@dataclass
class Store:
    """Everything, and the mails that left."""

    now: datetime = START
    queues: tuple[str, ...] = ("RH", "RH-Paie")
    users: dict[str, str] = field(
        default_factory=lambda: {"triage-bot": "Triage Bot", "agent1": "Agent RH"}
    )
    categories: tuple[str, ...] = CATEGORIES
    has_category_field: bool = True
    has_tags_field: bool = True
    tickets: dict[int, Held] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    parts: dict[int, Part] = field(default_factory=dict)
    read: list[int] = field(default_factory=list)
    """Attachments whose content was asked for."""
    mails: list[tuple[int, str]] = field(default_factory=list)

    def pass_time(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def create(self, queue: str, requestor: str, subject: str, parts: list[Part]) -> Held:
        number = len(self.tickets) + 1
        self.users.setdefault(requestor, "Zoé Renard")
        held = Held(number, queue, subject, requestor, self._second(), self._second())
        self.tickets[number] = held
        self.record(number, "Create", requestor, parts)
        self.record(number, "EmailRecord", "RT_System", [Part("text/plain", b"copy of a mail")])
        return held

    def record(self, number: int, kind: str, creator: str, parts: list[Part]) -> Entry:
        entry = Entry(len(self.entries) + 1, number, kind, creator, self._second())
        for part in parts:
            key = len(self.parts) + 1
            self.parts[key] = part
            entry.parts.append(key)
        self.entries.append(entry)
        self.touch(number)
        return entry

    def touch(self, number: int) -> None:
        self.tickets[number].updated = self._second()

    def resolve(self, number: int) -> Held | None:
        """Follow a merge, as loading a ticket does."""
        held = self.tickets.get(number)
        return self.tickets[held.merged_into] if held and held.merged_into else held

    def history(self, number: int) -> list[Entry]:
        """What happened to a ticket and to those merged into it."""
        family = {number, *(t.id for t in self.tickets.values() if t.merged_into == number)}
        return [entry for entry in self.entries if entry.ticket in family]

    def etag(self, number: int) -> str:
        return f'"{max(entry.id for entry in self.entries if entry.ticket == number)}"'

    def _second(self) -> datetime:
        return self.now.replace(microsecond=0)


def stored(part: Part) -> str:
    return base64.b64encode(part.content).decode()
