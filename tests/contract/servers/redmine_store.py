"""What the contract server remembers: projects, people, tickets and journals as Redmine 6.0.5 does.

Its traps were read in Redmine's source (the file is named beside each) and seen on a real one.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.contract.world import REQUESTER

START = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
CATEGORIES = ("autre", "conges", "maladie", "remuneration-paie")
BOT, OFFICER, ZOE, GROUP = 5, 6, 7, 9
STAFF = (
    "view_issues",
    "edit_issues",
    "add_issue_notes",
    "set_notes_private",
    "view_private_notes",
    "view_issue_watchers",
    "add_issue_watchers",
)
STATUSES = {1: ("New", False), 2: ("In Progress", False), 5: ("Closed", True)}
PRIORITIES = {10: "Low", 20: "Normal", 50: "High", 90: "Old"}
INACTIVE = 90
KEY_FIELD, MAIL_FIELD = 1, 2


@dataclass
class Person:
    id: int
    login: str
    name: str
    mail: str
    roles: dict[int, list[int]] = field(default_factory=dict)
    hides_mail: bool = False
    notification: str = "only_my_events"
    locked: bool = False
    group: bool = False


@dataclass
class Project:
    id: int
    identifier: str
    parent: int | None = None
    public: bool = False
    modules: tuple[str, ...] = ("issue_tracking",)


@dataclass
class Journal:
    id: int
    user: int
    notes: str
    at: datetime
    private: bool = False
    details: list[dict[str, str | None]] = field(default_factory=list)


@dataclass
class File:
    id: int
    name: str
    size: int
    content_type: str


@dataclass
class Issue:
    id: int
    project: int
    author: int
    subject: str
    description: str
    created: datetime
    updated: datetime
    status: int = 1
    priority: int = 20
    category: int | None = None
    assigned: int | None = None
    fields: dict[int, str] = field(default_factory=dict)
    journals: list[Journal] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    watchers: list[int] = field(default_factory=list)


def _people() -> dict[int, Person]:
    bot = Person(BOT, "triage-bot", "Triage Bot", "bot@rh.example", {1: [3], 2: [3]})
    officer = Person(OFFICER, "agent1", "Agent RH", "agent1@rh.example", {1: [4], 2: [4]})
    zoe = Person(ZOE, "zoe", "Zoé Renard", REQUESTER, {1: [5], 2: [5]})
    group = Person(GROUP, "", "RH-Paie", "", {1: [4]}, group=True)
    return {person.id: person for person in (bot, officer, zoe, group)}


@dataclass
class Store:
    """Everything, and the mails that left: to whom, about which ticket, which words."""

    now: datetime = START
    people: dict[int, Person] = field(default_factory=_people)
    projects: dict[int, Project] = field(
        default_factory=lambda: {1: Project(1, "rh"), 2: Project(2, "rh-interne")}
    )
    roles: dict[int, tuple[str, ...]] = field(
        default_factory=lambda: {3: STAFF, 4: STAFF, 5: ("view_issues", "add_issue_notes")}
    )
    categories: dict[int, str] = field(default_factory=lambda: dict(enumerate(CATEGORIES, 1)))
    custom_fields: dict[int, str] = field(
        default_factory=lambda: {KEY_FIELD: "TriageKey", MAIL_FIELD: "Courriel"}
    )
    read_only_fields: set[int] = field(default_factory=set)
    hidden_fields: set[int] = field(default_factory=set)
    required_field_is_empty: bool = False
    groups_may_be_assigned: bool = True
    issues: dict[int, Issue] = field(default_factory=dict)
    mails: list[tuple[int, int, str]] = field(default_factory=list)
    _numbers: int = 0
    _journals: int = 0

    def pass_time(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def second(self) -> datetime:
        return self.now.replace(microsecond=0)

    def create(
        self, subject: str, description: str, *, author: int = ZOE, project: int = 1
    ) -> Issue:
        self._numbers += 1
        now = self.second()
        issue = Issue(self._numbers, project, author, subject, description, now, now)
        self.issues[issue.id] = issue
        return issue

    def may(self, person: int, permission: str, project: int) -> bool:
        roles = self.people[person].roles.get(project, [])
        return any(permission in self.roles[role] for role in roles)

    def record(
        self,
        issue: Issue,
        user: int,
        notes: str = "",
        *,
        private: bool = False,
        details: list[dict[str, str | None]] | None = None,
    ) -> Journal | None:
        """Write what happened; nothing at all where nothing changed.

        Private notes never share a journal with changes: those get a public one of their own
        (app/models/journal.rb, split_private_notes).
        """
        if not notes and not details:
            return None
        if private and notes and details:
            self.record(issue, user, details=details)
            details = None
        self._journals += 1
        journal = Journal(
            self._journals, user, notes, self.second(), private and bool(notes), details or []
        )
        issue.journals.append(journal)
        issue.updated = self.second()
        self._send(issue, journal)
        return journal

    def attach(self, issue: Issue, file: File, user: int, notes: str = "") -> Journal | None:
        issue.files.append(file)
        added: dict[str, str | None] = {
            "property": "attachment",
            "name": str(file.id),
            "old_value": None,
            "new_value": file.name,
        }
        return self.record(issue, user, notes, details=[added])

    def _send(self, issue: Issue, journal: Journal) -> None:
        """Write to author, assignee and watchers (app/models/issue.rb, user.rb notify_about?)."""
        for person in self.people.values():
            mine = person.notification == "only_my_events" and person.id == issue.author
            watching = person.id in issue.watchers and person.notification != "none"
            if not (mine or watching) or person.id == journal.user or person.locked:
                continue
            if journal.private and not self.may(person.id, "view_private_notes", issue.project):
                continue
            if self.sees(person.id, issue.project):
                self.mails.append((person.id, issue.id, journal.notes))

    def sees(self, person: int, project: int) -> bool:
        return self.projects[project].public or self.may(person, "view_issues", project)
