"""Sections of the ticketing systems: one class each, told apart by `kind`; what is written back."""

from pathlib import Path
from typing import Annotated, Literal, Self, get_args
from zoneinfo import ZoneInfo

from pydantic import Field, HttpUrl, StringConstraints, field_validator, model_validator
from pydantic_core import PydanticCustomError

from app.settings.sections import Address, MailServer, Section
from cases.model import Classification
from connectors.base import Triage
from connectors.redmine import Markup

Tag = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Folder = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f*%]+$")]


class TriageSection(Section):
    """What is written back: category id -> queue and tags, urgency -> priority; absent: as is.

    A ticket on a sensitive matter gets no tag: not every system hides its tags from requesters.
    """

    write_category: bool = True
    queues: dict[str, str] = Field(default_factory=dict)
    priorities: dict[Literal["normale", "haute", "critique"], int] = Field(default_factory=dict)
    tags: dict[str, tuple[Tag, ...]] = Field(default_factory=dict)

    def over(self, general: Self) -> Self:
        """Give the general settings with each key that was given here in place of theirs."""
        return general.model_copy(update={key: getattr(self, key) for key in self.model_fields_set})

    def wished(self, found: Classification) -> Triage:
        """Say what to write on a ticket classified so."""
        return Triage(
            category=found.category if self.write_category else None,
            priority=self.priorities.get(found.urgency.value),
            queue=self.queues.get(found.category),
            tags=() if found.sensitive else self.tags.get(found.category, ()),
        )


class SystemSection(Section):
    """What all ticketing systems share. `triage`: what differs here from the general `[triage]`."""

    collect_every_seconds: int = Field(default=60, ge=2)
    at_once: int = Field(default=4, ge=1)
    triage: TriageSection = TriageSection()

    def beside(self, folder: Path) -> Self:
        """Give these settings with their paths taken from `folder`."""
        paths = {key: folder / value for key, value in self if isinstance(value, Path)}
        return self.model_copy(update=paths)


class DemoSystem(SystemSection):
    """The embedded ticketing system: a folder."""

    kind: Literal["demo"]
    folder: Path
    collect_every_seconds: int = Field(default=10, ge=2)


class RequestTrackerSystem(SystemSection):
    """A Request Tracker 5. `user` is the login its token belongs to.

    The token comes from GUICHET_TOKEN_<NAME> or from `token_file`.
    """

    kind: Literal["request_tracker"]
    url: HttpUrl
    user: str
    queues: tuple[str, ...] = Field(min_length=1)
    token_file: Path | None = None
    closed_statuses: tuple[str, ...] = ("resolved", "rejected")
    category_field: str = "Category"
    key_field: str = "TriageKey"
    tags_field: str = ""
    """A ticket custom field of several values that holds the tags."""
    grace_seconds: int = Field(default=120, ge=1)


class GlpiSystem(SystemSection):
    """A GLPI: 11 by its high-level API, 9.5 and 10 by the legacy one. `entity`: its number.

    Secrets come from the environment or from files: for `highlevel` GUICHET_PASSWORD_<NAME> and
    GUICHET_CLIENT_SECRET_<NAME>; for `legacy` GUICHET_TOKEN_<NAME> and, where the API client of
    the site has one, GUICHET_APP_TOKEN_<NAME>.
    """

    kind: Literal["glpi"]
    url: HttpUrl
    api: Literal["highlevel", "legacy"] = "highlevel"
    api_version: Literal["2", "2.0", "2.1", "2.2", "2.3"] = "2"
    user: str = ""
    client_id: str = ""
    password_file: Path | None = None
    client_secret_file: Path | None = None
    token_file: Path | None = None
    app_token_file: Path | None = None
    entity: int | None = Field(default=None, ge=0)
    recursive: bool = True
    profile: int | None = Field(default=None, ge=1)
    zone: str = "Europe/Paris"
    categories: dict[str, str] = Field(default_factory=dict)
    """Category id -> its name or full path in GLPI; absent: the id is the name."""
    closed_statuses: tuple[int, ...] = (5, 6)
    at_once: int = Field(default=2, ge=1)
    grace_seconds: int = Field(default=120, ge=1)

    @field_validator("zone")
    @classmethod
    def _is_known(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (OSError, ValueError, LookupError):
            raise PydanticCustomError("unknown_zone", "not a time zone") from None
        return zone

    @model_validator(mode="after")
    def _account_is_told(self) -> Self:
        if self.api == "highlevel" and not (self.user and self.client_id):
            raise PydanticCustomError("lacking_account", "no account to sign in with")
        return self


class ZammadSystem(SystemSection):
    """A Zammad 6 or later; groups and states by the names they have there.

    The token comes from GUICHET_TOKEN_<NAME> or from `token_file`.
    """

    kind: Literal["zammad"]
    url: HttpUrl
    groups: tuple[str, ...] = Field(min_length=1)
    token_file: Path | None = None
    category_attribute: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,99}$")] = "categorie_rh"
    closed_states: tuple[str, ...] = ("closed",)
    at_once: int = Field(default=2, ge=1)
    grace_seconds: int = Field(default=300, ge=1)
    """Longer than the delay of the search index, and than four attempts at a mail (150 s)."""
    follow_seconds: int = Field(default=30, ge=2)
    """How long one reply waits for its mail to leave before it is looked up later."""


class RedmineSystem(SystemSection):
    """A Redmine 6. `projects` are identifiers, `markup` the text formatting of its settings.

    The API key comes from GUICHET_TOKEN_<NAME> or from `token_file`.
    """

    kind: Literal["redmine"]
    url: HttpUrl
    projects: tuple[Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,99}$")], ...] = Field(
        min_length=1
    )
    token_file: Path | None = None
    key_field: str = "TriageKey"
    email_field: str = ""
    mail_domain: str = ""
    markup: Markup = Markup.COMMON_MARK
    follow_requester: bool = True
    grace_seconds: int = Field(default=120, ge=1)


class MailboxSystem(SystemSection):
    """A shared mailbox. Its password comes from GUICHET_TOKEN_<NAME> or from `token_file`.

    GUICHET_TOKEN_<NAME>_SMTP is the password for sending where it is another one.
    """

    kind: Literal["mailbox"]
    address: Address
    imap: MailServer
    smtp: MailServer
    sender_name: str = Field(default="", max_length=100)
    token_file: Path | None = None
    inbox: Folder = "INBOX"
    sent: Folder = "Sent"
    treated: Folder | None = None
    trash: Folder = "Trash"
    notes: Folder = "Guichet"
    colleagues: frozenset[Address] = frozenset()
    lists: frozenset[str] = frozenset()
    history_days: int = Field(default=365, ge=1, le=3650)
    at_once: int = Field(default=2, ge=1)
    grace_seconds: int = Field(default=60, ge=1)


TokenSystem = RequestTrackerSystem | ZammadSystem | RedmineSystem | MailboxSystem
System = Annotated[
    DemoSystem | RequestTrackerSystem | GlpiSystem | ZammadSystem | RedmineSystem | MailboxSystem,
    Field(discriminator="kind"),
]
KINDS = tuple(
    get_args(system.model_fields["kind"].annotation)[0] for system in get_args(get_args(System)[0])
)
