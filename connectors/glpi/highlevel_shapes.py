"""The shapes of the high-level API's answers, as far as we read them."""

import re
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field

from connectors.glpi import records
from connectors.glpi.records import (
    INCIDENT,
    Actor,
    Choice,
    Email,
    Followup,
    GlpiShape,
    Id,
    Listed,
    Role,
    Site,
    TicketRecord,
)

_HREF = re.compile(r"/(user|group)\.form\.php\?id=([0-9]{1,18})$", re.IGNORECASE)
_ROLES = {
    "requester": Role.REQUESTER,
    "assigned": Role.ASSIGNED,
    "observer": Role.OBSERVER,
    "1": Role.REQUESTER,
    "2": Role.ASSIGNED,
    "3": Role.OBSERVER,
}


class Named(GlpiShape):
    """Something referred to: a category, a status, a user."""

    id: str | None = ""
    name: str | None = ""


def _referred(value: object) -> object:
    """Accept a bare number for an object: both are seen."""
    return {"id": value} if isinstance(value, int | str) else value


Reference = Annotated[Named | None, BeforeValidator(_referred)]


class Member(GlpiShape):
    """A member of a ticket's team: no number and no e-mail, but a link that ends with one."""

    role: str
    name: str | None = ""
    realname: str | None = ""
    firstname: str | None = ""
    display_name: str | None = ""
    href: str = ""

    def actor(self) -> Actor | None:
        """Give the actor, when role and link are understood."""
        found, role = _HREF.search(self.href), _ROLES.get(self.role)
        if found is None or role is None:
            return None
        whole = f"{self.firstname or ''} {self.realname or ''}".strip()
        name = self.display_name or whole or self.name or ""
        return Actor(role, found[1].lower() == "group", found[2], name)


class Ticket(GlpiShape):
    """One ticket."""

    id: Id
    name: str | None = ""
    content: str | None = ""
    is_deleted: bool = False
    status: Annotated[Named, BeforeValidator(_referred)]
    type: int | None = None
    priority: int = 3
    category: Reference = None
    members: tuple[Member, ...] = Field(default=(), alias="team")
    date: datetime | None = None
    date_creation: datetime
    date_mod: datetime

    def record(self, site: Site) -> TicketRecord:
        """Give the ticket in the words of both APIs."""
        actors = (member.actor() for member in self.members)
        return TicketRecord(
            id=self.id,
            subject=self.name or "",
            content=self.content or "",
            status=_number(self.status),
            deleted=self.is_deleted,
            created=site.instant(self.date or self.date_creation),
            modified=site.instant(self.date_mod),
            priority=self.priority,
            category=_given(self.category),
            is_incident=self.type == INCIDENT,
            actors=tuple(actor for actor in actors if actor),
        )


class ListedTicket(GlpiShape):
    """A ticket in a list."""

    id: Id
    status: Annotated[Named, BeforeValidator(_referred)]
    date_mod: datetime

    def listed(self, site: Site) -> Listed:
        """Give the row in the words of both APIs."""
        return Listed(self.id, site.instant(self.date_mod), _number(self.status))


class _Entry(GlpiShape):
    """What followups and solutions share; 11.0 tells no author of either."""

    id: Id
    content: str | None = ""
    user: Reference = None

    def _followup(self, at: datetime, changed: datetime, *, private: bool) -> Followup:
        return Followup(
            id=self.id,
            author=_given(self.user) if "user" in self.model_fields_set else None,
            author_name=(self.user.name or "") if self.user else "",
            at=at,
            changed=changed,
            content=self.content or "",
            private=private,
        )


class FollowupEntry(_Entry):
    """A followup."""

    is_private: bool
    date_creation: datetime
    date_mod: datetime | None = None

    def followup(self, site: Site) -> Followup:
        """Give the followup in the words of both APIs."""
        at = site.instant(self.date_creation)
        changed = site.instant(self.date_mod or self.date_creation)
        return self._followup(at, changed, private=self.is_private)


class SolutionEntry(_Entry):
    """A solution: always public; the versions read give it no date."""

    date_creation: datetime | None = None

    def followup(self, site: Site, dated: datetime) -> Followup:
        """Give the solution as a followup, of that date where it has none."""
        at = site.instant(self.date_creation or dated)
        return self._followup(at, at, private=False)


def _unwrapped(value: object) -> object:
    """Accept a timeline entry with or without its {type, item} around it: both are seen."""
    return value["item"] if isinstance(value, dict) and "item" in value else value


Followups = tuple[Annotated[FollowupEntry, BeforeValidator(_unwrapped)], ...]
Solutions = tuple[Annotated[SolutionEntry, BeforeValidator(_unwrapped)], ...]


class File(records.File):
    """A document, which says its number."""

    id: Id


class Link(GlpiShape):
    """A document bound to a ticket."""

    document: Reference = None
    documents_id: Reference = None

    @property
    def number(self) -> str | None:
        """The number of the document."""
        reference = self.document or self.documents_id
        return reference.id if reference else None


Links = tuple[Annotated[Link, BeforeValidator(_unwrapped)], ...]


class User(GlpiShape):
    """A user."""

    username: str | None = ""
    realname: str | None = ""
    firstname: str | None = ""
    emails: tuple[Email, ...] = ()


class Dropdown(GlpiShape):
    """A category or a group; what may be chosen is told from version 2.2 on."""

    id: Id
    name: str | None = ""
    completename: str | None = ""
    is_incident_visible: bool = True
    is_request_visible: bool = True

    def choice(self) -> Choice:
        """Give the choice in the words of both APIs."""
        return Choice(
            id=self.id,
            name=self.name or "",
            path=self.completename or self.name or "",
            for_incidents=self.is_incident_visible,
            for_requests=self.is_request_visible,
        )


class Profile(GlpiShape):
    """The profile we act as."""

    name: str | None = ""


class Entity(GlpiShape):
    """The entity we act in."""

    complete_name: str | None = ""


class OpenSession(GlpiShape):
    """Who we are."""

    user_id: Id
    name: str | None = ""
    current_time: datetime | None = None
    active_profile: Profile = Profile()
    active_entity: Entity = Entity()


class Token(BaseModel):
    """What signing in answers."""

    access_token: str


class Complaint(BaseModel):
    """What a refused call answers; its texts may quote the ticket and are never shown."""

    status: str
    title: str = ""


def _number(status: Named) -> int:
    digits = status.id or ""
    return int(digits) if digits.isdecimal() else 0


def _given(reference: Named | None) -> str:
    """Give the number referred to; GLPI writes 0 for nothing."""
    number = (reference.id or "") if reference else ""
    return "" if number == "0" else number
