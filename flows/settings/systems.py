"""Settings of the ticketing systems: one class each, told apart by `kind`."""

from pathlib import Path
from typing import Annotated, Literal, Self, get_args
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, HttpUrl, model_validator
from pydantic_core import PydanticCustomError

from connectors.redmine import Markup
from flows.settings.mailbox import MailboxSystem
from flows.settings.sections import SystemSection


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


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        raise PydanticCustomError("unknown_zone", "not a time zone") from None
    return name


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
    zone: Annotated[str, AfterValidator(_zone)] = "Europe/Paris"
    categories: dict[str, str] = Field(default_factory=dict)
    """Category id -> its name or full path in GLPI; absent: the id is the name."""
    closed_statuses: tuple[int, ...] = (5, 6)
    at_once: int = Field(default=2, ge=1)
    grace_seconds: int = Field(default=120, ge=1)

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


TokenSystem = RequestTrackerSystem | ZammadSystem | RedmineSystem | MailboxSystem
System = Annotated[
    DemoSystem | RequestTrackerSystem | GlpiSystem | ZammadSystem | RedmineSystem | MailboxSystem,
    Field(discriminator="kind"),
]
KINDS = tuple(
    get_args(system.model_fields["kind"].annotation)[0] for system in get_args(get_args(System)[0])
)
