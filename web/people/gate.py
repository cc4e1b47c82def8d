"""The gate before every page and form: the right it asks for, and the case within reach."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from cases.access import Reach, Right, reach_of, within
from cases.accounts import Session
from cases.audit import Entry, record
from cases.store import now
from cases.transition import NoSuchCase
from web.office import Here, Office
from web.people.session import SignedForm, SignedIn


class NotYours(Exception):
    """The signed-in person's roles do not give what this page asks for."""


def reach_in(office: Office, session: Session) -> Reach:
    """Give the cases that a signed-in person may open."""
    account = session.account
    return reach_of(account.login, account.roles, account.groups, office.groups)


async def admit(request: Request, office: Office, session: Session, right: Right) -> None:
    """Let a person through, or note the refusal in the audit trail.

    Raises `NotYours`; `NoSuchCase` where the address names a case out of reach, as if it were
    not there.
    """
    if not session.account.may(right):
        await _note(office, session, "access_refused", request, right)
        raise NotYours
    case_id = request.path_params.get("case_id")
    if case_id is None or await within(office.engine, reach_in(office, session), case_id):
        return
    await _note(office, session, "case_refused", request, right)
    raise NoSuchCase(case_id)


async def _note(
    office: Office, session: Session, kind: str, request: Request, right: Right
) -> None:
    # The route as we wrote it: an address that somebody typed may hold anything.
    details = {"right": right.value, "route": request.scope["route"].path}
    await record(office.engine, Entry(None, now(), session.account.login, kind, details))


def _reader_with(right: Right) -> Callable[..., Awaitable[Session]]:
    async def gate(request: Request, office: Here, session: SignedIn) -> Session:
        await admit(request, office, session, right)
        return session

    return gate


@dataclass(frozen=True, slots=True)
class SignedDesk:
    """Everything a form's handling needs: the request, the office, the person whose form it is."""

    request: Request
    office: Office
    session: Session

    @property
    def reach(self) -> Reach:
        """The cases this person may open."""
        return reach_in(self.office, self.session)


def _desk_with(right: Right) -> Callable[..., Awaitable[SignedDesk]]:
    async def gate(request: Request, office: Here, session: SignedForm) -> SignedDesk:
        await admit(request, office, session, right)
        return SignedDesk(request, office, session)

    return gate


Reader = Annotated[Session, Depends(_reader_with(Right.READ))]
"""Whoever may read cases. Raises `SignInFirst`, `NotYours`, `NoSuchCase`, as all of these."""
FiguresReader = Annotated[Session, Depends(_reader_with(Right.FIGURES))]
TrailReader = Annotated[Session, Depends(_reader_with(Right.TRAIL))]
RunsReader = Annotated[Session, Depends(_reader_with(Right.RUNS))]
AccountsKeeper = Annotated[Session, Depends(_reader_with(Right.ACCOUNTS))]

Desk = Annotated[SignedDesk, Depends(_desk_with(Right.DECIDE))]
"""Where an officer decides. Raises `Forged` too, as all desks."""
ReadingDesk = Annotated[SignedDesk, Depends(_desk_with(Right.READ))]
"""Where a form changes nothing of a case."""
AccountsDesk = Annotated[SignedDesk, Depends(_desk_with(Right.ACCOUNTS))]
