"""The shapes of Request Tracker's REST 2.0 answers, as far as we read them."""

import re
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,18}$")]


class _Shape(BaseModel):
    # The same id is a string in collections and a number in records.
    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)


class Person(_Shape):
    """What is told of somebody, to whom may know."""

    real_name: str | None = Field(default=None, alias="RealName")
    email: str | None = Field(default=None, alias="EmailAddress")
    organization: str | None = Field(default=None, alias="Organization")


class User(Person):
    """A user as others refer to them: `id` is the login; the rest only when asked for."""

    id: str = ""

    @property
    def shown_name(self) -> str:
        """The name a person knows them by."""
        return self.real_name or self.id


class UserRecord(Person):
    """A user's own record: `Name` is the login."""

    name: str = Field(alias="Name")
    privileged: bool = Field(default=False, alias="Privileged")


class Queue(_Shape):
    """A queue as others refer to it."""

    id: str = ""
    name: str = Field(default="", alias="Name")


class CustomFieldValues(_Shape):
    """The values of one custom field on one ticket."""

    name: str
    values: tuple[str | None, ...] = ()


class TicketRecord(_Shape):
    """One ticket. `id` differs from the number asked for when the ticket was merged away."""

    id: Id
    subject: str | None = Field(default="", alias="Subject")
    status: str = Field(alias="Status")
    queue: Queue = Field(alias="Queue")
    requestors: tuple[User, ...] = Field(default=(), alias="Requestor")
    priority: str = Field(default="0", alias="Priority")
    created: AwareDatetime = Field(alias="Created")
    custom_fields: tuple[CustomFieldValues, ...] = Field(default=(), alias="CustomFields")
    etag: str | None = None
    """From the headers of the answer: a write may say which state of the ticket it is for."""

    def values(self, name: str) -> list[str] | None:
        """List the values of a custom field; None when the ticket shows no such field."""
        for custom_field in self.custom_fields:
            if custom_field.name == name:
                return [value or "" for value in custom_field.values]
        return None


class Page(_Shape):
    """What all lists share. `pages` and `total` are null in most: only `next_page` tells."""

    next_page: str | None = None


class ListedTicket(_Shape):
    """A ticket in a search."""

    id: Id
    changed: AwareDatetime = Field(alias="LastUpdated")


class TicketPage(Page):
    """A page of a ticket search."""

    items: tuple[ListedTicket, ...]


class Transaction(_Shape):
    """One thing that happened to a ticket."""

    id: Id
    type: str = Field(alias="Type")
    creator: User = Field(alias="Creator")
    created: AwareDatetime = Field(alias="Created")


class TransactionPage(Page):
    """A page of transactions."""

    items: tuple[Transaction, ...]


class ListedAttachment(_Shape):
    """A part of a message: its text, a file, or an empty container."""

    id: Id
    content_type: str | None = Field(default="", alias="ContentType")
    filename: str | None = Field(default="", alias="Filename")
    content_length: str | None = Field(default=None, alias="ContentLength")

    @property
    def size(self) -> int | None:
        """Bytes, when the server says so in digits."""
        digits = self.content_length or ""
        return int(digits) if re.fullmatch("[0-9]{1,18}", digits) else None


class AttachmentPage(Page):
    """A page of the parts of a message."""

    items: tuple[ListedAttachment, ...]


class AttachmentContent(_Shape):
    """The bytes of a part, in base64; null for a container."""

    content: str | None = Field(default=None, alias="Content")


class Version(_Shape):
    """What the root of the API answers."""

    version: str = Field(alias="Version")


class FieldReference(_Shape):
    """A custom field as its queue refers to it."""

    id: Id
    name: str = ""


class QueueRecord(_Shape):
    """A queue with the fields of its tickets."""

    id: Id
    name: str = Field(alias="Name")
    ticket_fields: tuple[FieldReference, ...] = Field(default=(), alias="TicketCustomFields")


class FieldRecord(_Shape):
    """A custom field and the values it accepts; no list when it accepts any."""

    type: str = Field(default="", alias="Type")
    values: tuple[str, ...] = Field(default=(), alias="Values")


class Complaint(_Shape):
    """What a refused call answers."""

    message: str
