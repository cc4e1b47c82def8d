"""What the page works with, handed in by whoever starts it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.accounts import Accounts
from cases.approvals import Approvals
from cases.deliveries import Deliveries
from cases.model import Case
from cases.store import Cases
from web.doorbell import Doorbell

PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True)
class Office:
    """The officers' desk. `categories`: id -> label.

    `start_sending` starts the run that sends what was approved; False: the orchestrator does not
    answer, the approval stands and the reply will leave later.
    """

    engine: AsyncEngine
    cases: Cases
    approvals: Approvals
    deliveries: Deliveries
    accounts: Accounts
    categories: Mapping[str, str]
    start_sending: Callable[[Case], Awaitable[bool]]
    dashboard_url: str
    town: str
    secure_cookies: bool
    time_zone: tzinfo = PARIS
    doorbell: Doorbell = field(default_factory=Doorbell)


def office_of(request: Request) -> Office:
    """Find the office of the application that serves this request."""
    office: Office = request.app.state.office
    return office


Here = Annotated[Office, Depends(office_of)]
