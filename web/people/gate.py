"""The gate before every page and form: the right it asks for, and the case within reach."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from cases.access import Reach, Right, reach_of, roles_with, within
from cases.audit import Entry, record
from cases.sessions import Session
from cases.store import now
from cases.transition import NoSuchCase
from web.office import Here, Office
from web.people.session import SignedForm, SignedIn


class NotYours(Exception):
    """The signed-in person's roles do not give what this page asks for."""


class Elsewhere(Exception):
    """The first page is not for this person; `path` is the first that is."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def reach_in(office: Office, session: Session, right: Right = Right.READ) -> Reach:
    """Give the cases of which a signed-in person may do what a right gives."""
    account = session.account
    roles = roles_with(right, account.roles)
    return reach_of(account.login, roles, account.groups, office.groups)


async def admit(request: Request, office: Office, session: Session, right: Right) -> None:
    """Let a person through, or note the refusal in the audit trail.

    Raises `NotYours`; `NoSuchCase` where the address names a case out of reach, as if it were
    not there.
    """
    if not session.account.may(right):
        await note_refusal(office, session, "access_refused", request, right)
        raise NotYours
    case_id = request.path_params.get("case_id")
    if case_id is None or await within(office.engine, reach_in(office, session, right), case_id):
        return
    await note_refusal(office, session, "case_refused", request, right)
    raise NoSuchCase(case_id)


async def note_refusal(
    office: Office, session: Session, kind: str, request: Request, asked: str
) -> None:
    """Write in the audit trail what a signed-in person was refused."""
    # The route as we wrote it: an address that somebody typed may hold anything.
    details = {"right": str(asked), "route": request.scope["route"].path}
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
    right: Right

    @property
    def reach(self) -> Reach:
        """The cases of which this person may do what the form does."""
        return reach_in(self.office, self.session, self.right)


def _desk_with(right: Right) -> Callable[..., Awaitable[SignedDesk]]:
    async def gate(request: Request, office: Here, session: SignedForm) -> SignedDesk:
        await admit(request, office, session, right)
        return SignedDesk(request, office, session, right)

    return gate


FIRST_PAGES = ((Right.READ, "/"), (Right.ACCOUNTS, "/comptes"), (Right.RUNS, "/suivi"))
NO_ROLE = "/sans-role"


async def _at_home(request: Request, office: Here, session: SignedIn) -> Session:
    may = (path for right, path in FIRST_PAGES if session.account.may(right))
    if (path := next(may, NO_ROLE)) != "/":
        raise Elsewhere(path)
    await admit(request, office, session, Right.READ)
    return session


AtHome = Annotated[Session, Depends(_at_home)]
"""Whoever reads cases, at the first page. Raises `Elsewhere` for the others."""
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
TrailDesk = Annotated[SignedDesk, Depends(_desk_with(Right.TRAIL))]
AccountsDesk = Annotated[SignedDesk, Depends(_desk_with(Right.ACCOUNTS))]
