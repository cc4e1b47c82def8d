"""Where the page listens, and how people sign in."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from cases.access import Role
from flows.settings.decisions import Decisions
from flows.settings.sections import Section


def _web_address(address: str) -> str:
    if address and not re.fullmatch(r"https?://[^\s/\\?#]\S*", address, re.IGNORECASE):
        raise PydanticCustomError("url_parsing", "not a web address")
    return address


def _issuer(address: str) -> str:
    # By http, whoever sits on the way could sign people in as they please.
    if not re.fullmatch(r"https://[^\s?#@]+|http://(localhost|127\.0\.0\.1)[:/][^\s?#@]*", address):
        raise PydanticCustomError("not_https", "not an https address")
    return address


class Oidc(Section):
    """An OpenID Connect provider. `label`: what its button says.

    `trust_email`: take its e-mail addresses as verified though it does not say so.
    `create_accounts`: make an account, without role, for whoever has none; its login is
    `login_claim`. Where `roles` is given, roles and groups are the provider's to give: at each
    sign-in those of the values in `groups_claim`, and no others.
    """

    issuer: Annotated[str, AfterValidator(_issuer)]
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


class Page(Decisions):
    """Where the approval page listens. `address` is the one people type, if another.

    `may_import`: logins that may bring texts in and take them out, which decides what letters say.
    """

    host: str = "127.0.0.1"
    port: int = Field(default=8350, ge=1, le=65535)
    address: Annotated[str, AfterValidator(_web_address)] = ""
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

    @model_validator(mode="after")
    def _has_a_way_in(self) -> Self:
        if not self.local_accounts and self.oidc is None:
            raise PydanticCustomError("no_way_in", "nobody could sign in")
        return self

    def beside(self, folder: Path) -> "Page":
        """Give these settings with their paths taken from `folder`."""
        if self.oidc is None or self.oidc.client_secret_file is None:
            return self
        file = folder / self.oidc.client_secret_file
        return self.model_copy(
            update={"oidc": self.oidc.model_copy(update={"client_secret_file": file})}
        )
