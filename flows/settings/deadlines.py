"""How long officers have, whom to remind of it and how, and the server that carries it."""

from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from flows.settings.mailbox import Address, AddressOrNone, MailServer, WholePath
from flows.settings.sections import Section
from flows.working_time import end_of_working_day

LONGEST_DAYS = 250
LONGEST_HOURS = 720
LONGEST_DANGER_HOURS = 72

Days = Annotated[int, Field(ge=1, le=LONGEST_DAYS)]
Hours = Annotated[int, Field(ge=0, le=LONGEST_HOURS)]


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
        """Give the last moment at which an answer to what came at `since` is in time."""
        return end_of_working_day(since, self.days.get(category, self.default_days))

    def danger_due_at(self, since: datetime) -> datetime:
        """Give the last moment to call somebody who is in danger since an instant."""
        return since + timedelta(hours=self.danger_hours)


class Mail(MailServer):
    """The server that carries our own mails to officers, and the address they come from.

    `login`: empty for none, absent for the address. The password comes from
    GUICHET_PASSWORD_MAIL or from `password_file`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    sender: Address = Field(alias="from")
    password_file: WholePath = None
