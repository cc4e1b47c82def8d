"""What the contract server remembers: tickets, articles, a late index, a mail job, as Zammad 6."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
CATEGORIES = ("autre", "conges", "maladie", "remuneration-paie")
TAGS = (*(f"conges-{n:02}" for n in range(12)), "rh-conges", "rh-paie", "agenda")
SYSTEM, BOT, AGENT = 1, 3, 4
MAIL_ATTEMPTS = 4  # app/jobs/ticket_article_communicate_email_job.rb


@dataclass
class Person:
    id: int
    login: str
    email: str
    firstname: str = ""
    lastname: str = ""
    agent: bool = False
    groups: dict[str, list[str]] = field(default_factory=dict)
    permissions: frozenset[str] = frozenset()


@dataclass
class Written:
    """An article."""

    id: int
    ticket: int
    type: str
    sender: str
    by: int
    body: str
    at: datetime
    updated: datetime
    content_type: str = "text/plain"
    internal: bool = False
    subject: str = ""
    to: str = ""
    preferences: dict[str, object] = field(default_factory=dict)
    files: list[dict[str, object]] = field(default_factory=list)


@dataclass
class Held:
    """A ticket."""

    id: int
    group: str
    title: str
    customer: int
    at: datetime
    updated: datetime
    updated_by: int
    type: str = "email"
    state: str = "new"
    priority: int = 2
    category: str | None = None
    tags: list[str] = field(default_factory=list)


@dataclass
class Indexed:
    """A ticket as the search index knows it."""

    id: int
    group: str
    state: str
    at: datetime
    updated: datetime


@dataclass
class Store:
    """Everything, and the mails that left."""

    now: datetime = START
    groups: dict[str, bool] = field(default_factory=lambda: {"RH": True, "RH-Paie": True})
    priorities: dict[int, bool] = field(
        default_factory=lambda: {1: True, 2: True, 3: True, 50: True}
    )
    people: dict[int, Person] = field(default_factory=dict)
    categories: tuple[str, ...] = CATEGORIES
    has_category: bool = True
    tags: list[str] = field(default_factory=lambda: list(TAGS))
    tickets: dict[int, Held] = field(default_factory=dict)
    articles: list[Written] = field(default_factory=list)
    last_article: int = 0
    contents: dict[int, bytes] = field(default_factory=dict)
    """The bytes of each file."""
    links: list[tuple[int, int]] = field(default_factory=list)
    """(parent, child): a merge makes the ticket it went into the parent."""
    index: dict[int, Indexed] | None = field(default_factory=dict)
    """None: no Elasticsearch."""
    index_is_late: bool = False
    mails: list[tuple[int, str, str]] = field(default_factory=list)
    """(ticket, address, HTML)"""
    mail_is_down: bool = False
    jobs_stopped: bool = False
    forbidden: dict[str, str] = field(default_factory=dict)
    """What a core workflow refuses: field, then the value."""
    keeps_preferences: bool = True

    def __post_init__(self) -> None:
        access = {"RH": ["full"], "RH-Paie": ["full"]}
        for person in (
            Person(SYSTEM, "-", ""),
            Person(
                BOT, "guichet", "guichet@rh.example", "Guichet", "RH", agent=True, groups=access
            ),
            Person(AGENT, "agent1", "agent1@rh.example", "Agent", "RH", agent=True, groups=access),
        ):
            self.people[person.id] = person

    def pass_time(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def person(self, email: str) -> Person:
        for known in self.people.values():
            if known.email == email:
                return known
        made = Person(max(self.people) + 1, email, email, "Zoé", "Renard")
        self.people[made.id] = made
        return made

    def create(self, group: str, email: str, title: str, kind: str = "email") -> Held:
        number = max(self.tickets, default=0) + 1
        customer = self.person(email).id
        held = Held(number, group, title, customer, self.now, self.now, customer, kind)
        self.tickets[number] = held
        self.job_index()
        return held

    def write(
        self, number: int, by: int, sender: str, body: str, kind: str = "email", **more: object
    ) -> Written:
        self.last_article += 1
        at = self.now
        made = Written(self.last_article, number, kind, sender, by, body, at, at)
        for name, value in more.items():
            setattr(made, name, value)
        if made.content_type == "text/html":
            made.body = sanitized(made.body)
        self.articles.append(made)
        self.touch(number, by)
        return made

    def touch(self, number: int, by: int) -> None:
        self.tickets[number].updated, self.tickets[number].updated_by = self.now, by
        self.job_index()

    def of(self, number: int) -> list[Written]:
        return [article for article in self.articles if article.ticket == number]

    def merge(self, child: int, parent: int) -> None:
        """As Ticket#merge_to: articles move, an article "merged" stays, the state says it."""
        for article in self.of(child):
            article.ticket, article.updated = parent, self.now
        self.write(child, AGENT, "Agent", "merged", "note")
        self.links = [(parent if p == child else p, c) for p, c in self.links]
        self.links.append((parent, child))
        self.tickets[child].state = "merged"
        self.touch(parent, AGENT)

    def destroy(self, number: int) -> None:
        del self.tickets[number]
        self.articles = [article for article in self.articles if article.ticket != number]
        # The index forgets it later: a search loads records from the database.

    def job_index(self, *, catch_up: bool = False) -> None:
        """Fill the index; when it is late only a catch-up does (SearchIndexJob)."""
        if self.index is None or (self.index_is_late and not catch_up):
            return
        for held in self.tickets.values():
            self.index[held.id] = Indexed(held.id, held.group, held.state, held.at, held.updated)

    def job_mail(self) -> None:
        """Send what waits, or fail; at the fourth failure write so and open the ticket again."""
        for article in list(self.articles):
            waits = article.type == "email" and article.sender == "Agent"
            if self.jobs_stopped or not waits or self._is_settled(article):
                continue
            tries = int(str(article.preferences.get("delivery_retry", 0))) + 1
            status = "fail" if self.mail_is_down or not article.to else "success"
            article.preferences |= {"delivery_retry": tries, "delivery_status": status}
            if status == "success":
                self.mails.append((article.ticket, article.to, article.body))
            elif tries == MAIL_ATTEMPTS:
                self._give_up(article)

    def _is_settled(self, article: Written) -> bool:
        tries = int(str(article.preferences.get("delivery_retry", 0)))
        return article.preferences.get("delivery_status") == "success" or tries >= MAIL_ATTEMPTS

    def _give_up(self, article: Written) -> None:
        related: dict[str, object] = {
            "delivery_article_id_related": article.id,
            "delivery_message": True,
        }
        said = f"Unable to send email to '{article.to}'"
        number = article.ticket
        self.write(number, SYSTEM, "System", said, "note", internal=True, preferences=related)
        self.tickets[number].state = "open"


def sanitized(html: str) -> str:
    """As config/initializers/html_sanitizer.rb: comments and `data-*` go, classes stay."""
    kept = re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL)
    return re.sub(r'\s(?:data-(?!signature)[\w-]+|id|style|hidden)="[^"]*"', "", kept)
