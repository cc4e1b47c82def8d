"""What a site tells us of its GLPI, and what both APIs tell, in the same words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from enum import IntEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, StringConstraints

from connectors.base import NotFound

Id = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,18}$")]

INCIDENT = 1
"""The type of a ticket that is an incident; the other is a request."""


class GlpiShape(BaseModel):
    """What either API answers, as far as we read it; numbers are strings on some databases."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)


class Created(GlpiShape):
    """What a creation answers."""

    id: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,17}$")]


class Email(GlpiShape):
    """One of a user's addresses."""

    email: str | None = ""
    is_default: bool = False


class File(GlpiShape):
    """A document."""

    name: str | None = ""
    filename: str | None = ""
    mime: str | None = ""


class Role(IntEnum):
    """What an actor is to a ticket, by GLPI's own numbers."""

    REQUESTER = 1
    ASSIGNED = 2
    OBSERVER = 3


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or a group bound to a ticket. `id` is empty for a person known by e-mail alone."""

    role: Role
    is_group: bool
    id: str
    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class TicketRecord:
    """One ticket; `category` is the number of its category, empty when it has none."""

    id: str
    subject: str
    content: str
    status: int
    deleted: bool
    created: datetime
    modified: datetime
    priority: int
    category: str
    is_incident: bool
    actors: tuple[Actor, ...]

    @property
    def assigned_groups(self) -> frozenset[str]:
        """The groups the ticket is assigned to."""
        return frozenset(a.id for a in self.actors if a.is_group and a.role is Role.ASSIGNED)


@dataclass(frozen=True, slots=True)
class Followup:
    """A followup or a solution. `author`: empty for nobody known, None where GLPI does not say."""

    id: str
    author: str | None
    author_name: str
    at: datetime
    changed: datetime
    content: str
    private: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A ticket in a list."""

    id: str
    changed: datetime
    status: int


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list, whether more follows, and the server's time when it answered."""

    rows: tuple[Listed, ...]
    more: bool
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Person:
    """A user of GLPI."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A category or a group one may choose; the flags are true where GLPI does not say."""

    id: str
    name: str
    path: str
    for_incidents: bool = True
    for_requests: bool = True
    assignable: bool = True

    def is_named(self, name: str) -> bool:
        """Whether a person who writes `name` means this one."""
        plain = [
            re.sub(r"\s*>\s*", " > ", n).strip().casefold() for n in (name, self.name, self.path)
        ]
        return plain[0] in plain[1:]


@dataclass(frozen=True, slots=True)
class Account:
    """Who we are there, as what, where; `rights` by GLPI's names, None where it does not say."""

    id: str
    name: str
    profile: str
    entity: str
    now: datetime | None
    rights: Mapping[str, int] | None


def valid(number: str) -> str:
    """Return a ticket number that may enter a path or a query; raises `NotFound` otherwise."""
    if not re.fullmatch("[1-9][0-9]{0,11}", number):
        raise NotFound("Ce numéro de ticket n’en est pas un pour GLPI.", permanent=True)
    return number


@dataclass(frozen=True, slots=True)
class Site:
    """The names a site chose. `categories`: our category -> its name or full path in GLPI.

    `zone` is the time zone GLPI writes dates in when it does not say. `grace` is how long a write
    may still be running there: at least its own request limit.
    """

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Paris"))
    categories: Mapping[str, str] = field(default_factory=dict)
    closed_statuses: tuple[int, ...] = (5, 6)
    entity: int | None = None
    recursive: bool = True
    profile: int | None = None
    grace: timedelta = timedelta(seconds=120)

    def instant(self, date: datetime) -> datetime:
        """Give a date its offset where GLPI left it out."""
        offset = date.utcoffset()
        if offset is None:
            offset = date.replace(tzinfo=self.zone).utcoffset()
        # A fixed offset: in the hour that a zone repeats, no date equals itself in another zone.
        return date.replace(tzinfo=timezone(offset or timedelta()))


@dataclass(frozen=True, slots=True)
class PasswordGrant:
    """An OAuth client of GLPI 11, and the account it speaks for."""

    client_id: str
    client_secret: str = field(repr=False)
    user: str
    password: str = field(repr=False)
    version: str = "2"
    """The version of the API in its addresses: a major one, or pinned to a minor one ("2.2")."""


@dataclass(frozen=True, slots=True)
class UserToken:
    """The remote access key of an account, and the key of an API client where the site has one."""

    user_token: str = field(repr=False)
    app_token: str = field(default="", repr=False)
