"""What a site tells us of its shared mailbox, and what its server tells of a folder and a mail."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path

SENT_KEYWORD = "GuichetSent"
"""On the copy of a reply that the SMTP server accepted."""
MAX_ADDRESS = 254

_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")


class Security(StrEnum):
    """How a connection is protected: TLS at once, TLS asked for in clear, or nothing."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Server:
    """Where to knock. `user` empty: no login. `seconds`: the longest wait for one answer."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    security: Security = Security.TLS
    ca_file: Path | None = None
    seconds: float = 30
    allow_clear: bool = False

    @property
    def is_safe(self) -> bool:
        """Whether nobody on the way reads the password, or the site said that it may be so."""
        return self.security is not Security.NONE or self.allow_clear or is_loopback(self.host)


@dataclass(frozen=True, slots=True)
class Servers:
    """Where mails are read and put (`imap`), and what carries our replies (`smtp`)."""

    imap: Server
    smtp: Server


@dataclass(frozen=True, slots=True)
class Site:
    """The address and the folders a site chose. Mails older than `history` are not looked at.

    `treated`: where an answered conversation goes; empty leaves it where it is. `colleagues`:
    addresses whose word is the service's. `lists`: List-Id of the lists that feed this mailbox.
    """

    address: str
    sender_name: str = ""
    inbox: str = "INBOX"
    sent: str = "Sent"
    treated: str = ""
    trash: str = "Trash"
    notes: str = "Guichet"
    colleagues: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    history: timedelta = timedelta(days=365)
    grace: timedelta = timedelta(seconds=60)

    @property
    def domain(self) -> str:
        """The part of our address that names the town."""
        return self.address.rpartition("@")[2]


def is_loopback(host: str) -> bool:
    """Whether a host name stays on this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def can_be_written_to(address: str) -> bool:
    """Tell whether an address is one that every mail server takes."""
    return len(address) <= MAX_ADDRESS and _ADDRESS.fullmatch(address) is not None


@dataclass(frozen=True, slots=True)
class Opened:
    """A folder as it was opened: the generation of its numbers, the keywords it takes."""

    name: str
    validity: int
    keywords: frozenset[str]

    def takes(self, keyword: str) -> bool:
        """Whether a keyword written here is kept."""
        return "\\*" in self.keywords or keyword.casefold() in self.keywords


@dataclass(frozen=True, slots=True)
class Header:
    """What one mail says of itself before it is read; `size` in bytes."""

    uid: int
    arrived: datetime
    size: int
    raw: bytes
