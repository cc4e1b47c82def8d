"""What the sections of the settings share, and the sections about data.

Shared are mail addresses and servers, paths, schedules. Data are the staff directory, how long
words are kept, attachments, the gate of the models.
"""

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from cases.model import CaseState
from connectors.mailbox import Security, is_loopback


class WrongSetting(Exception):
    """A start is refused; the message is one French sentence that names the key."""


class Section(BaseModel):
    """A part of the settings."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _schedule(cron: str) -> str:
    if cron and not re.fullmatch(r"[\d*/,A-Za-z-]+( [\d*/,A-Za-z-]+){4}", cron):
        raise PydanticCustomError("cron", "not a schedule")
    return cron


Cron = Annotated[str, AfterValidator(_schedule)]
"""Five cron fields, hours of Paris; empty: never by itself."""


def _mail_address(address: str) -> str:
    if not re.fullmatch(r"[\w.+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", address, re.ASCII):
        raise PydanticCustomError("mail_address", "not a mail address")
    return address.lower()


def _whole_path(path: Path | None) -> Path | None:
    if path is not None and not path.is_absolute():
        raise PydanticCustomError("absolute_path", "not a whole path")
    return path


Address = Annotated[str, AfterValidator(_mail_address)]
AddressOrNone = Annotated[
    str, AfterValidator(lambda address: _mail_address(address) if address else "")
]
WholePath = Annotated[Path | None, AfterValidator(_whole_path)]


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


_MOST_PEOPLE = 100_000
_LONGEST = 120
"""Characters of one line."""

LONGEST_RETENTION_DAYS = 36_500
DEFAULT_RETENTION_DAYS = 1_095
RetentionDays = Annotated[int, Field(ge=0, le=LONGEST_RETENTION_DAYS)]

Points = Annotated[float, Field(ge=0, le=100)]
"""Hundredths of a share: 2 is from 90 % down to 88 %."""


class WrongDirectory(ValueError):
    """The staff directory cannot be used; the message is one French sentence without a name."""


class Privacy(Section):
    """`directory`: a text file of the town's staff, one name a line; none: nobody is known."""

    directory: Path | None = None

    def beside(self, folder: Path) -> Self:
        """Take the path of these settings from `folder`."""
        path = folder / self.directory if self.directory else None
        return self.model_copy(update={"directory": path})

    def staff(self) -> tuple[str, ...]:
        """Read the staff's names. Raises `WrongDirectory`, and `OSError` for a missing file."""
        if self.directory is None:
            return ()
        try:
            lines = self.directory.read_text(encoding="utf-8-sig").splitlines()
        except UnicodeDecodeError:
            raise WrongDirectory(
                f"privacy.directory : {self.directory} n'est pas en UTF-8, enregistrez-le ainsi."
            ) from None
        if len(lines) > _MOST_PEOPLE:
            raise WrongDirectory(f"privacy.directory : pas plus de {_MOST_PEOPLE} lignes.")
        return tuple(_name(line, number) for number, line in enumerate(lines, 1) if line.strip())


def _name(line: str, number: int) -> str:
    # Other columns would be taken for names, and their words hidden from every question.
    if len(line) > _LONGEST or any(c.isdigit() or c in ";,\t@" for c in line):
        raise WrongDirectory(
            f"privacy.directory : la ligne {number} n'est pas un nom. Mettez une personne par "
            "ligne, prénom et nom, sans autre colonne."
        )
    return line.strip()


class Retention(Section):
    """Days since the case last changed; 0 for never. An open case, or one in doubt, has none.

    `schedule`: when what is older is cleared.
    """

    answered_days: RetentionDays = DEFAULT_RETENTION_DAYS
    awaiting_requester_days: RetentionDays = DEFAULT_RETENTION_DAYS
    rejected_days: RetentionDays = DEFAULT_RETENTION_DAYS
    closed_elsewhere_days: RetentionDays = DEFAULT_RETENTION_DAYS
    schedule: Cron = "30 2 * * *"

    def before(self, at: datetime) -> dict[CaseState, datetime]:
        """Compute by state the instant before which a case must have changed last to be cleared."""
        days = {
            CaseState.ANSWERED: self.answered_days,
            CaseState.AWAITING_REQUESTER: self.awaiting_requester_days,
            CaseState.REJECTED: self.rejected_days,
            CaseState.CLOSED_ELSEWHERE: self.closed_elsewhere_days,
        }
        return {state: at - timedelta(days=kept) for state, kept in days.items() if kept}


class AttachmentLimits(Section):
    """Whether files are read, and how much of a ticket's; sizes in megabytes."""

    read: bool = True
    most_megabytes: int = Field(default=10, ge=1, le=50)
    most_megabytes_a_ticket: int = Field(default=20, ge=1, le=200)
    most_files: int = Field(default=10, ge=1, le=50)
    most_seconds: int = Field(default=30, ge=2, le=300)
    """For reading one file, once it is here."""

    @property
    def most_bytes(self) -> int:
        """The most that is read of one file."""
        return self.most_megabytes * 1_000_000


class Gate(Section):
    """The sets to pass and the margins. Each is how much worse is still let through.

    `forbidden`: tickets whose letter newly holds a forbidden sentence. `cost_eur`, `seconds`: more
    per ticket, on average. `unanswered`: of the questions to its models, those without a usable
    answer, whatever the active route does.
    """

    sets: tuple[Path, ...] = ()
    least_tickets: int = Field(default=50, ge=1)
    forbidden: int = Field(default=0, ge=0)
    category: Points = 2.0
    facts: Points = 2.0
    articles: Points = 2.0
    abstention: Points = 0.0
    answers: Points = 5.0
    edits: Points = 5.0
    guards: Points = 20.0
    unanswered: Points = 5.0
    cost_eur: float = Field(default=0.02, ge=0)
    seconds: float = Field(default=20.0, ge=0)

    def beside(self, folder: Path) -> Self:
        """Take the paths of these settings from `folder`."""
        return self.model_copy(update={"sets": tuple(folder / path for path in self.sets)})
