"""What a site tells us of its GLPI, and how to sign in there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo


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
