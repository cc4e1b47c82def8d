"""Sections about those who work at the page: how they sign in, decide, are told of deadlines."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from app.settings.sections import Address, AddressOrNone, MailServer, Section, WholePath
from app.working_time import end_of_working_day
from cases.decisions.two_people import TwoPeople
from cases.people.access import Group, Role

LONGEST_DAYS = 250
LONGEST_HOURS = 720
LONGEST_DANGER_HOURS = 72

Days = Annotated[int, Field(ge=1, le=LONGEST_DAYS)]
Hours = Annotated[int, Field(ge=0, le=LONGEST_HOURS)]


class Decisions(Section):
    """Seconds to take an approval back; when two people must approve (euros, 0 for never)."""

    undo_seconds: int = Field(default=10, ge=0, le=600)
    two_people_for_sensitive: bool = True
    two_people_above_eur: Decimal = Field(default=Decimal(1000), ge=0)

    @property
    def undo(self) -> timedelta:
        """How long an approval may be taken back before anything leaves."""
        return timedelta(seconds=self.undo_seconds)

    @property
    def two_people(self) -> TwoPeople:
        """Which letters one person cannot approve alone."""
        return TwoPeople(self.two_people_for_sensitive, self.two_people_above_eur)


class Oidc(Section):
    """An OpenID Connect provider. `label`: what its button says.

    `trust_email`: take its e-mail addresses as verified though it does not say so.
    `create_accounts`: make an account, without role, for whoever has none; its login is
    `login_claim`. Where `roles` is given, roles and groups are the provider's to give: at each
    sign-in those of the values in `groups_claim`, and no others.
    """

    issuer: str
    client_id: str = Field(min_length=1)
    client_secret_file: Path | None = None
    scopes: tuple[str, ...] = ("openid", "profile", "email")
    label: str = "Se connecter avec le compte de la collectivité"
    trust_email: bool = False
    create_accounts: bool = False
    login_claim: str = "email"
    groups_claim: str = "groups"
    roles: Mapping[str, frozenset[Role]] = {}
    groups: Mapping[str, frozenset[str]] = {}

    @field_validator("issuer")
    @classmethod
    def _is_secure(cls, issuer: str) -> str:
        # By http, whoever sits on the way could sign people in as they please.
        ours = r"http://(localhost|127\.0\.0\.1)[:/][^\s?#@]*"
        if not re.fullmatch(rf"https://[^\s?#@]+|{ours}", issuer):
            raise PydanticCustomError("not_https", "not an https address")
        return issuer


class Page(Decisions):
    """Where the approval page listens. `address` is the one people type, if another.

    `may_import`: logins that may bring texts in and take them out, which decides what letters say.
    """

    host: str = "127.0.0.1"
    port: int = Field(default=8350, ge=1, le=65535)
    address: str = ""
    secure_cookies: bool = False
    may_import: frozenset[str] = frozenset()
    session_hours: int = Field(default=10, ge=1, le=168)
    session_idle_minutes: int = Field(default=60, ge=5, le=1440)
    local_accounts: bool = True
    """Whether one may sign in by a password that is kept here."""
    oidc: Oidc | None = None

    @property
    def url(self) -> str:
        """The address people type; behind a proxy it is not host and port."""
        return (self.address or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def cookies_are_secure(self) -> bool:
        """Whether the cookie is for HTTPS alone: where asked for, and where people come by it."""
        return self.secure_cookies or self.address.lower().startswith("https:")

    @field_validator("address")
    @classmethod
    def _is_web_address(cls, address: str) -> str:
        if address and not re.fullmatch(r"https?://[^\s/\\?#]\S*", address, re.IGNORECASE):
            raise PydanticCustomError("url_parsing", "not a web address")
        return address

    @model_validator(mode="after")
    def _has_a_way_in(self) -> Self:
        if not self.local_accounts and self.oidc is None:
            raise PydanticCustomError("no_way_in", "nobody could sign in")
        return self

    def beside(self, folder: Path) -> "Page":
        """Take the paths of these settings from `folder`."""
        if self.oidc is None or self.oidc.client_secret_file is None:
            return self
        file = folder / self.oidc.client_secret_file
        return self.model_copy(
            update={"oidc": self.oidc.model_copy(update={"client_secret_file": file})}
        )


class GroupSettings(Section):
    """A group: the categories it deals with, and whether it reads their sensitive cases.

    `email`: where its reminders go. `models` false: no model is shown a case of its categories.
    """

    label: str
    categories: frozenset[str] = Field(min_length=1)
    sensitive: bool = False
    email: AddressOrNone = ""
    models: bool = True


def groups_of(settings: Mapping[str, GroupSettings]) -> dict[str, Group]:
    """Turn the sections of groups into the groups of the access rules, by identifier."""
    shown = {name: group.model_dump(exclude={"models"}) for name, group in settings.items()}
    return {name: Group(name, **group) for name, group in shown.items()}


class Deadlines(Section):
    """Days are working days (jours ouvrés), hours those of working days, 24 in each.

    `days`: by category, where not `default_days`. `danger_hours` are those of a clock, night and
    days off counted, wherever somebody is in danger. `expire_after_days`: of a draft that nobody
    decided of, 0 for never. `remind_by`: by mail where `[mail]` is set, else not at all.
    `email`: whoever is told where no group or head has an address.
    """

    default_days: Days = 10
    days: dict[str, Days] = Field(default_factory=dict)
    danger_hours: int = Field(default=2, ge=1, le=LONGEST_DANGER_HOURS)
    remind_before_hours: Hours = 48
    escalate_after_hours: Hours = 0
    expire_after_days: int = Field(default=20, ge=0, le=LONGEST_DAYS)
    remind_by: Literal["mail", "note", "none"] | None = None
    email: AddressOrNone = ""

    def due_at(self, category: str, since: datetime) -> datetime:
        """Compute the last moment at which an answer to what came at `since` is in time."""
        return end_of_working_day(since, self.days.get(category, self.default_days))

    def danger_due_at(self, since: datetime) -> datetime:
        """Compute the last moment to call somebody who is in danger since an instant."""
        return since + timedelta(hours=self.danger_hours)


class Mail(MailServer):
    """The server that carries our own mails to officers, and the address they come from.

    `login`: empty for none, absent for the address. The password comes from
    GUICHET_PASSWORD_MAIL or from `password_file`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    sender: Address = Field(alias="from")
    password_file: WholePath = None


class Alerts(Section):
    """`email`: one address, or a list; without any nobody is alerted by mail."""

    email: tuple[Address, ...] = ()

    @field_validator("email", mode="before")
    @classmethod
    def _as_list(cls, given: object) -> object:
        if isinstance(given, str):
            return [given] if given else []
        return given
