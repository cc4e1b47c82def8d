"""What the page works with, handed in by whoever starts it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo
from pathlib import Path
from typing import Annotated, Protocol

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncEngine

from agents.answerer import Answered
from agents.team import Letterhead
from cases.access import Group
from cases.accounts import Accounts
from cases.approvals import Approvals
from cases.attachment import Attachment
from cases.corrections import Corrections
from cases.deliveries import Deliveries
from cases.model import Case
from cases.sessions import Sessions
from cases.store import Cases
from flows.openid import OpenId
from flows.working_time import PARIS
from web.letters.templates import SHIPPED
from web.texts.imports import Imports
from web.waking.doorbell import Doorbell


class Answering(Protocol):
    """What answers officers' questions (see `flows/questions.py`)."""

    def prepare(self) -> None:
        """Begin to load what answers; returns at once."""
        ...

    async def ask(self, question: str, on: date) -> Answered:
        """Answer by the law of a day. Raises `NotYet`, `CannotAnswer`."""
        ...

    async def aclose(self) -> None:
        """Release connections."""
        ...


@dataclass(frozen=True)
class Office:
    """The officers' desk. `categories`: id -> label. `groups`: none means that all read all.

    `systems`: the names of the ticketing systems.
    `may_import`: logins that may bring texts in and take them out. `imports`: those under way.
    `local_accounts`: whether passwords kept here let in; `openid`: the provider, if there is one.
    `start_sending` starts the run that sends what was approved, once it can no more be taken back;
    False: the orchestrator does not answer, the approval stands and the reply will leave later.
    `start_handling` starts likewise the run that drafts again, by system and number.
    `letters`: the folder of the town's own templates of letters.
    `open_attachment` fetches a file from the ticketing system, or raises `ConnectorError`.
    """

    engine: AsyncEngine
    cases: Cases
    approvals: Approvals
    corrections: Corrections
    deliveries: Deliveries
    accounts: Accounts
    sessions: Sessions
    categories: Mapping[str, str]
    start_sending: Callable[[Case], Awaitable[bool]]
    start_handling: Callable[[str, str], Awaitable[bool]]
    dashboard_url: str
    town: str
    secure_cookies: bool
    questions: Answering
    open_attachment: Callable[[Case, Attachment], Awaitable[bytes]]
    letterhead: Letterhead
    time_zone: tzinfo = PARIS
    may_import: frozenset[str] = frozenset()
    systems: tuple[str, ...] = ()
    groups: Mapping[str, Group] = field(default_factory=dict)
    letters: Path = SHIPPED
    local_accounts: bool = True
    openid: OpenId | None = None
    imports: Imports = field(default_factory=Imports)
    doorbell: Doorbell = field(default_factory=Doorbell)


def office_of(request: Request) -> Office:
    """Find the office of the application that serves this request."""
    office: Office = request.app.state.office
    return office


Here = Annotated[Office, Depends(office_of)]
