"""The shapes of Zammad's answers, as far as we read them."""

import re
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,18}$")]

# What Zammad, or anybody through its API, notes beside an article: any JSON at all.
Notes = dict[str, object]


class _Shape(BaseModel):
    # Ids are numbers, sizes of files are strings: both are text here.
    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)


class ListedTicket(_Shape):
    """A ticket in a list, with the names of its group and state (`expand`)."""

    id: Id
    group: str = ""
    state: str
    changed: AwareDatetime = Field(alias="updated_at")
    created_at: AwareDatetime
    updated_by_id: Id


class TicketRecord(ListedTicket):
    """One ticket; the attributes a site added stand beside the others (`model_extra`)."""

    model_config = ConfigDict(extra="allow", frozen=True, coerce_numbers_to_str=True)

    title: str | None = ""
    priority_id: Id
    customer_id: Id
    customer: str | None = ""
    organization: str | None = ""
    create_article_type: str | None = ""


class File(_Shape):
    """A file of an article; its size is a string, or absent."""

    id: Id | None = None
    filename: str | None = ""
    size: str | None = None
    preferences: Notes | None = None

    @property
    def kind(self) -> str:
        """What the sender says it is; versions differ in where they write it."""
        known = self.preferences or {}
        return str(known.get("Mime-Type") or known.get("Content-Type") or "")

    @property
    def length(self) -> int | None:
        """Bytes, when the server says so in digits."""
        digits = self.size or ""
        return int(digits) if re.fullmatch("[0-9]{1,18}", digits) else None


class Article(_Shape):
    """One entry of a conversation."""

    id: Id
    type: str
    sender: str
    sent_from: str | None = Field(default="", alias="from")
    content_type: str | None = ""
    body: str | None = ""
    internal: bool
    preferences: Notes | None = None
    attachments: tuple[File, ...] = ()
    created_by_id: Id
    created_by: str | None = ""
    created_at: AwareDatetime
    updated_at: AwareDatetime

    def noted(self, what: str) -> str:
        """Read one of its preferences as text; empty when it has none."""
        value = (self.preferences or {}).get(what)
        return "" if value is None else str(value)

    @property
    def is_conversation(self) -> bool:
        """Whether requester and service read it; what Zammad sends by itself is no word of ours."""
        return not self.internal and self.sender in {"Customer", "Agent"}


class User(_Shape):
    """A person."""

    id: Id
    login: str | None = ""
    email: str | None = ""
    firstname: str | None = ""
    lastname: str | None = ""


class Account(User):
    """Our own account, with what it may do in which group."""

    groups: dict[str, tuple[str, ...]] = {}


class Link(_Shape):
    """What a ticket is linked to."""

    link_type: str
    link_object: str
    link_object_value: Id


class LinkList(_Shape):
    """The links of a ticket."""

    links: tuple[Link, ...] = ()


class Named(_Shape):
    """A group or a priority."""

    id: Id
    name: str
    active: bool = True


class Tags(_Shape):
    """The tags of one ticket."""

    tags: tuple[str, ...]


class FoundTag(_Shape):
    """A tag that exists."""

    value: str


class AttributeOptions(_Shape):
    """What values an attribute takes: a table, or a list of entries with a `value`."""

    options: dict[str, object] | tuple[dict[str, object], ...] = {}

    @property
    def values(self) -> frozenset[str]:
        """The values written in tickets, not the words shown for them."""
        if isinstance(self.options, dict):
            return frozenset(self.options)
        return frozenset(str(option.get("value", "")) for option in self.options)


class Attribute(_Shape):
    """An attribute of an object, as administrators see it."""

    name: str
    object: str = ""
    active: bool = True
    data_type: str = ""
    data_option: AttributeOptions | None = None


class Complaint(_Shape):
    """What a refused call answers."""

    error: str
