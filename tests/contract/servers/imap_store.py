"""What an IMAP server holds: folders of mails, numbered once and for all within a generation."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

STARTED = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


@dataclass
class Held:
    """One mail in a folder."""

    uid: int
    raw: bytes
    arrived: datetime
    flags: set[str] = field(default_factory=set)

    @property
    def message(self) -> EmailMessage:
        message = message_from_bytes(self.raw, policy=default)
        assert isinstance(message, EmailMessage)
        return message


@dataclass
class Folder:
    """A folder. `permanent`: what PERMANENTFLAGS announces; other keywords are forgotten."""

    validity: int = 1
    next_uid: int = 1
    mails: list[Held] = field(default_factory=list)
    permanent: tuple[str, ...] = ("\\Seen", "\\Deleted", "\\Draft", "\\*")

    def put(self, raw: bytes, arrived: datetime, flags: set[str] | None = None) -> Held:
        held = Held(self.next_uid, raw, arrived, self.kept(flags or set()))
        self.next_uid += 1
        self.mails.append(held)
        return held

    def kept(self, flags: set[str]) -> set[str]:
        return flags if "\\*" in self.permanent else flags & set(self.permanent)

    def renumber(self) -> None:
        """Do what a server does whose index was lost."""
        self.validity += 1
        for uid, held in enumerate(self.mails, 1001):
            held.uid = uid
        self.next_uid = 1001 + len(self.mails)


class MailStore:
    """The folders by name, and the server's clock."""

    def __init__(self) -> None:
        self.folders = {name: Folder() for name in ("INBOX", "Sent", "Treated", "Trash")}
        self.now = STARTED

    def deliver(self, raw: bytes) -> Held:
        self.now += timedelta(seconds=1)
        return self.folders["INBOX"].put(raw, self.now)

    def append(self, folder: str, raw: bytes, flags: set[str]) -> Held:
        self.now += timedelta(seconds=1)
        return self.folders[folder].put(raw, self.now, flags)

    def copy(self, held: Held, folder: str) -> Held:
        return self.folders[folder].put(held.raw, held.arrived, set(held.flags))

    def messages(self, folder: str) -> list[EmailMessage]:
        mails = self.folders[folder].mails if folder in self.folders else []
        return [held.message for held in mails]
