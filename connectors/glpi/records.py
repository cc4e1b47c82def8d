"""What both APIs of GLPI tell, in the same words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from connectors.base import NotFound


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
    modified: datetime
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
        return _plain(name) in {_plain(self.name), _plain(self.path)}


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


def _plain(name: str) -> str:
    return re.sub(r"\s*>\s*", " > ", name).strip().casefold()
