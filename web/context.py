"""What every page works with, handed in by whoever starts the application."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncEngine

from agents.answerer.state import Answer
from agents.drafter.state import Letterhead
from app.openid_sign_in import OpenId
from app.working_time import PARIS
from cases.decisions.approvals import Approvals
from cases.decisions.corrections import Corrections
from cases.delivery.deliveries import Deliveries
from cases.model import Attachment, Case
from cases.people.access import Group
from cases.people.accounts import Accounts
from cases.people.sessions import Sessions
from cases.store.case_store import Cases
from cases.store.database import now
from web.letters.letter_layout import SHIPPED
from web.texts.import_jobs import ImportJobs
from web.webhook.receiver import WebhookReceiver


@dataclass(frozen=True)
class PageContext:
    """The stores, the settings and the acts of one town's page.

    `categories`: id -> label. `groups`: none means that all read all.
    `systems`: the names of the ticketing systems.
    `may_import`: logins that may bring texts in and take them out. `imports`: those under way.
    `local_accounts`: whether passwords kept here let in; `openid`: the provider, if there is one.
    `start_sending` starts the run that sends what was approved, once it can no more be taken back;
    False: the orchestrator does not answer, the approval stands and the reply will leave later.
    `start_handling` starts likewise the run that drafts again, by system and number.
    `prepare_answers` begins to load what answers officers' questions, and returns at once;
    `answer` answers one by the law of a day, or raises `NotYet`, `CannotAnswer`.
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
    prepare_answers: Callable[[], None]
    answer: Callable[[str, date], Awaitable[Answer]]
    open_attachment: Callable[[Case, Attachment], Awaitable[bytes]]
    letterhead: Letterhead
    time_zone: tzinfo = PARIS
    may_import: frozenset[str] = frozenset()
    systems: tuple[str, ...] = ()
    groups: Mapping[str, Group] = field(default_factory=dict)
    letters: Path = SHIPPED
    local_accounts: bool = True
    openid: OpenId | None = None
    imports: ImportJobs = field(default_factory=ImportJobs)
    webhooks: WebhookReceiver = field(default_factory=WebhookReceiver)

    @property
    def today(self) -> date:
        """The day in the town's time zone."""
        return now().astimezone(self.time_zone).date()

    async def names(self, logins: Iterable[str]) -> Mapping[str, str]:
        """Name people by login, and every group by `group:` and its id."""
        groups = {f"group:{group.id}": group.label for group in self.groups.values()}
        return await self.accounts.display_names(set(logins)) | groups


def context_of(request: Request) -> PageContext:
    """Find the context of the application that serves a request."""
    context: PageContext = request.app.state.context
    return context


Context = Annotated[PageContext, Depends(context_of)]
