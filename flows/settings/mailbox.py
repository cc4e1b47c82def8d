"""The settings of a shared mailbox, and the connector they make."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from connectors.mailbox import Mailbox, Security, Server, Servers, Site, is_loopback
from flows.settings.sections import Section, SystemSection

IMAP_PORTS = {Security.TLS: 993, Security.STARTTLS: 143, Security.NONE: 143}
SMTP_PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}


def _mail_address(address: str) -> str:
    if not re.fullmatch(r"[\w.+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", address, re.ASCII):
        raise PydanticCustomError("mail_address", "not a mail address")
    return address.lower()


def _whole_path(path: Path | None) -> Path | None:
    if path is not None and not path.is_absolute():
        raise PydanticCustomError("absolute_path", "not a whole path")
    return path


def _mail_address_or_none(address: str) -> str:
    return _mail_address(address) if address else ""


Address = Annotated[str, AfterValidator(_mail_address)]
AddressOrNone = Annotated[str, AfterValidator(_mail_address_or_none)]
WholePath = Annotated[Path | None, AfterValidator(_whole_path)]
Folder = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f*%]+$")]


class MailServer(Section):
    """A mail server. `port`: the usual one; `login`: the address, empty for none (SMTP alone)."""

    host: str = Field(min_length=1)
    port: int | None = Field(default=None, ge=1, le=65535)
    security: Security = Security.TLS
    login: str | None = None
    ca_file: WholePath = None
    seconds: int = Field(default=30, ge=1, le=300)
    allow_clear: bool = False

    @model_validator(mode="after")
    def _is_safe(self) -> Self:
        clear = self.security is Security.NONE and not self.allow_clear
        if clear and not is_loopback(self.host):
            raise PydanticCustomError("clear_password", "a password would travel in clear")
        return self


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


def open_mailbox(
    name: str,
    system: MailboxSystem,
    categories: tuple[str, ...],
    passwords: tuple[str, str],
    clock: Callable[[], datetime],
) -> Mailbox:
    """Make the connector; `passwords` for reading and for sending."""
    servers = Servers(
        imap=server_of(system.address, system.imap, IMAP_PORTS, passwords[0]),
        smtp=server_of(system.address, system.smtp, SMTP_PORTS, passwords[1]),
    )
    return Mailbox(servers, _site(system), clock, name=name, categories=categories)


def sending_password(name: str, environment: Mapping[str, str], reading: str) -> str:
    """Give the password for sending: its own variable, else the one for reading."""
    variable = f"GUICHET_TOKEN_{name.upper().replace('-', '_')}_SMTP"
    return environment.get(variable, "").strip() or reading


def server_of(
    address: str, server: MailServer, ports: Mapping[Security, int], password: str
) -> Server:
    """Give a server as the connector knows it; without a login of its own, `address` logs in."""
    return Server(
        host=server.host,
        port=server.port or ports[server.security],
        user=address if server.login is None else server.login,
        password=password,
        security=server.security,
        ca_file=server.ca_file,
        seconds=server.seconds,
        allow_clear=server.allow_clear,
    )


def _site(system: MailboxSystem) -> Site:
    return Site(
        address=system.address,
        sender_name=system.sender_name,
        inbox=system.inbox,
        sent=system.sent,
        treated=system.treated or "",
        trash=system.trash,
        notes=system.notes,
        colleagues=system.colleagues,
        lists=frozenset(name.strip("<> ").lower() for name in system.lists),
        history=timedelta(days=system.history_days),
        grace=timedelta(seconds=system.grace_seconds),
    )
