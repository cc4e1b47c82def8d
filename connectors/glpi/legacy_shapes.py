"""The shapes of the legacy API's answers, as far as we read them."""

import re
from datetime import datetime

from pydantic import BaseModel, Field, RootModel, field_validator

from connectors.glpi.records import (
    INCIDENT,
    Actor,
    Choice,
    Followup,
    GlpiShape,
    Id,
    Listed,
    Role,
    Site,
    TicketRecord,
)

_STORED = {"&#60;": "<", "&#62;": ">", "&#38;": "&"}
_ENCODED_TAG = re.compile(r"&lt;/?[a-zA-Z]")


def as_written(stored: str | None) -> str:
    """Undo the encoding in which GLPI 9.5 and 10 keep texts; a text with markup has none."""
    text = stored or ""
    if "<" in text:
        return text
    if any(code in text for code in _STORED):
        return re.sub("&#(?:60|62|38);", lambda found: _STORED[found[0]], text)
    if _ENCODED_TAG.search(text):
        return text.replace("&lt;", "<").replace("&gt;", ">")
    return text


class Ticket(GlpiShape):
    """One ticket; its dates have no zone."""

    id: Id
    name: str | None = ""
    content: str | None = ""
    is_deleted: bool = False
    status: int
    type: int | None = None
    priority: int = 3
    itilcategories_id: Id = "0"
    date: datetime | None = None
    date_creation: datetime
    date_mod: datetime

    def record(self, site: Site, actors: tuple[Actor, ...]) -> TicketRecord:
        """Give the ticket in the words of both APIs."""
        return TicketRecord(
            id=self.id,
            subject=as_written(self.name),
            content=as_written(self.content),
            status=self.status,
            deleted=self.is_deleted,
            created=site.instant(self.date or self.date_creation),
            modified=site.instant(self.date_mod),
            priority=self.priority,
            category=_given(self.itilcategories_id),
            is_incident=self.type == INCIDENT,
            actors=actors,
        )


class TicketUser(GlpiShape):
    """A person bound to a ticket, or an e-mail address without an account."""

    users_id: Id = "0"
    type: int
    alternative_email: str | None = ""

    def actor(self) -> Actor:
        """Give the actor; a role we do not know counts as an observer."""
        email = self.alternative_email or ""
        return Actor(_role(self.type), is_group=False, id=_given(self.users_id), email=email)


class TicketGroup(GlpiShape):
    """A group bound to a ticket."""

    groups_id: Id
    type: int

    def actor(self) -> Actor:
        """Give the actor."""
        return Actor(_role(self.type), is_group=True, id=self.groups_id)


class Row(GlpiShape):
    """A ticket in a search; fields go by number."""

    id: Id = Field(alias="2")
    status: int = Field(alias="12")
    date_mod: datetime = Field(alias="19")

    def listed(self, site: Site) -> Listed:
        """Give the row in the words of both APIs."""
        return Listed(self.id, site.instant(self.date_mod), self.status)


class Found(GlpiShape):
    """What a search answers; without a row there is no `data`."""

    totalcount: int
    data: tuple[Row, ...] = ()

    @field_validator("data", mode="before")
    @classmethod
    def _as_list(cls, value: object) -> object:
        # A mapping of rows and a list of them are both seen.
        return list(value.values()) if isinstance(value, dict) else value


class Entry(GlpiShape):
    """A followup or a solution; solutions are always public."""

    id: Id
    users_id: Id = "0"
    content: str | None = ""
    is_private: bool = False
    date: datetime | None = None
    date_creation: datetime
    date_mod: datetime | None = None

    def followup(self, site: Site) -> Followup:
        """Give the entry in the words of both APIs."""
        at = self.date or self.date_creation
        return Followup(
            id=self.id,
            author=_given(self.users_id),
            author_name="",
            at=site.instant(at),
            changed=site.instant(self.date_mod or at),
            content=as_written(self.content),
            private=self.is_private,
        )


class FollowupEntry(Entry):
    """A followup, which says whether it is private."""

    is_private: bool


class Link(GlpiShape):
    """A document bound to a ticket."""

    documents_id: Id


class Merge(GlpiShape):
    """A link between two tickets."""

    tickets_id_1: Id
    tickets_id_2: Id
    link: int


class User(GlpiShape):
    """A user."""

    name: str | None = ""
    realname: str | None = ""
    firstname: str | None = ""


class Dropdown(GlpiShape):
    """A category or a group, with what each may be chosen for."""

    id: Id
    name: str | None = ""
    completename: str | None = ""
    is_incident: bool = True
    is_request: bool = True
    is_assign: bool = True

    def choice(self) -> Choice:
        """Give the choice in the words of both APIs."""
        return Choice(
            id=self.id,
            name=as_written(self.name),
            path=as_written(self.completename or self.name),
            for_incidents=self.is_incident,
            for_requests=self.is_request,
            assignable=self.is_assign,
        )


class Profile(GlpiShape):
    """The profile we act as, with its rights on tickets and followups."""

    name: str | None = ""
    ticket: int = 0
    followup: int = 0


class FullSession(GlpiShape):
    """Who we are."""

    user_id: Id = Field(alias="glpiID")
    name: str | None = Field(default="", alias="glpiname")
    now: datetime | None = Field(default=None, alias="glpi_currenttime")
    profile: Profile = Field(default=Profile(), alias="glpiactiveprofile")
    entity: str | None = Field(default="", alias="glpiactive_entity_name")


class Session(GlpiShape):
    """What a full session is wrapped in."""

    session: FullSession


class Opened(BaseModel):
    """What signing in answers."""

    session_token: str


class Updated(RootModel[tuple[dict[str, bool | str], ...]]):
    """What an update answers: for each ticket its number and whether it took, and a sentence."""

    def took(self, number: str) -> bool:
        """Whether this ticket was updated."""
        return any(one.get(number) is True for one in self.root)


def _given(number: str) -> str:
    """GLPI writes 0 for nothing."""
    return "" if number == "0" else number


def _role(number: int) -> Role:
    return Role(number) if number in {role.value for role in Role} else Role.OBSERVER
