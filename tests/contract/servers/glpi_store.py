"""What a GLPI remembers: tickets, actors, followups, people; both contract servers speak of it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

BOT, REQUESTER_ID, AGENT, OBSERVER_ID = 2, 5, 6, 7
CATEGORIES = ("autre", "conges", "maladie", "remuneration-paie")
REQUESTER, ASSIGNED, OBSERVER = 1, 2, 3
SOLVED, CLOSED = 5, 6


@dataclass
class User:
    id: int
    login: str
    firstname: str
    realname: str
    emails: tuple[str, ...]


@dataclass
class Category:
    id: int
    name: str
    path: str
    incidents: bool = True
    requests: bool = True


@dataclass
class Group:
    id: int
    name: str
    assignable: bool = True


@dataclass
class Actor:
    role: int
    id: int
    is_group: bool = False
    email: str = ""


@dataclass
class Entry:
    """A followup or a solution."""

    id: int
    ticket: int
    author: int
    content: str
    private: bool
    at: datetime
    changed: datetime


@dataclass
class Held:
    """A ticket."""

    id: int
    subject: str
    content: str
    created: datetime
    updated: datetime
    actors: list[Actor]
    status: int = 1
    type: int = 2
    priority: int = 3
    category: int = 0
    deleted: bool = False


@dataclass
class Document:
    id: int
    ticket: int
    filename: str
    mime: str
    content: bytes = b""


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@cache
def _wall(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S}"


@dataclass
class Store:
    """Everything, the mails that left, and what this GLPI is told to do badly."""

    now: datetime = field(default_factory=_now)
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Paris"))
    users: dict[int, User] = field(default_factory=dict)
    categories: list[Category] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    tickets: dict[int, Held] = field(default_factory=dict)
    followups: list[Entry] = field(default_factory=list)
    solutions: list[Entry] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    merges: list[tuple[int, int, int]] = field(default_factory=list)
    """Links between tickets: from, to, kind."""
    mails: list[tuple[int, str]] = field(default_factory=list)
    enabled: bool = True
    sees_private: bool = True
    sees_users: bool = True
    ignored: set[str] = field(default_factory=set)
    """Fields a write is told nothing of and that do not change."""
    refused: set[str] = field(default_factory=set)
    """Fields that make a business rule refuse the whole update."""

    def __post_init__(self) -> None:
        for user in (
            User(BOT, "guichet-rh", "Guichet", "RH", ("guichet@ville.example",)),
            User(
                REQUESTER_ID,
                "zrenard",
                "Zoé",
                "Renard",
                ("z@old.example", "zoe.renard@corp.example"),
            ),
            User(AGENT, "agent1", "Agent", "RH", ("agent1@ville.example",)),
            User(OBSERVER_ID, "zprivee", "Zoé", "privée", ("zoe@home.example",)),
        ):
            self.users[user.id] = user
        self.categories = [
            Category(n + 10, name, f"RH > {name}") for n, name in enumerate(CATEGORIES)
        ]
        self.groups = [Group(20, "RH"), Group(21, "RH-Paie")]

    def pass_time(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def create(self, subject: str, content: str, requester: int = REQUESTER_ID) -> Held:
        number = len(self.tickets) + 1
        actors = [Actor(REQUESTER, requester)] if requester else []
        self.tickets[number] = Held(number, subject, content, self.now, self.now, actors)
        return self.tickets[number]

    def say(self, number: int, author: int, content: str, *, private: bool = False) -> Entry:
        """Add a followup; a public one leaves as a mail, after it is stored (queue and cron)."""
        entry = Entry(len(self.followups) + 1, number, author, content, private, self.now, self.now)
        self.followups.append(entry)
        self.touch(number)
        if not private and author != REQUESTER_ID:
            self.mails.append((number, content))
        return entry

    def solve(self, number: int, author: int, content: str) -> Entry:
        entry = Entry(len(self.solutions) + 1, number, author, content, False, self.now, self.now)  # noqa: FBT003
        self.solutions.append(entry)
        self.tickets[number].status = SOLVED
        self.touch(number)
        return entry

    def touch(self, number: int) -> None:
        self.tickets[number].updated = self.now

    def visible(self, number: int) -> list[Entry]:
        """Private followups are left out without the right to see them, even one's own."""
        return [
            f for f in self.followups if f.ticket == number and (self.sees_private or not f.private)
        ]

    def wall(self, at: datetime) -> str:
        """A date as the database holds and compares it: the server's clock, no zone."""
        return _wall(at, self.zone)

    def update(self, held: Held, changes: dict[str, int]) -> bool:
        """Change fields; False when a rule refuses. Ignored fields change nothing, silently."""
        if self.refused & set(changes):
            return False
        for name, value in changes.items():
            if name not in self.ignored:
                setattr(held, name, value)
        self.touch(held.id)
        return True

    def assign(self, held: Held, group: int) -> bool:
        if group not in {g.id for g in self.groups}:
            return False
        held.actors.append(Actor(ASSIGNED, group, is_group=True))
        self.touch(held.id)
        return True
