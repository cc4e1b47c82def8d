"""Who is at the page and what they may do: the session's cookie, the right a page asks for.

Routes take these as parameters: `Reader`, `DecidePost`... refuse whoever may not go on, before
anything is read.
"""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Path, Request
from starlette.responses import Response

from cases.audit.trail import Entry, record
from cases.decisions.approvals import Approver
from cases.people.access import Right, Scope, is_in_scope, roles_with, scope_of
from cases.people.sessions import Session
from cases.store.database import now
from cases.store.transition import NoSuchCase
from web.context import Context, PageContext
from web.urls import is_cross_site

COOKIE = "guichet_session"

BY_ITSELF = "guichet-by-itself"
"""The header by which a page tells that it asks for news, and that nobody did anything."""

CaseId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
"""A case named in an address: out of reach, it is as if it were not there."""


class SignInRequired(Exception):
    """Nobody is signed in; the answer leads to the sign-in page and back."""


class ForgedForm(Exception):
    """A form did not come from a page we gave to this officer."""


class MissingRight(Exception):
    """The signed-in person's roles do not give what this page asks for."""


class ImportForbidden(Exception):
    """The signed-in officer may read the texts, not change them."""


class NotTheirHome(Exception):
    """The first page is not for this person; `path` is the first that is."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


async def visitor(request: Request, context: Context) -> Session | None:
    """Find who is signed in, if anybody."""
    token = read_cookie(request, context)
    at_work = BY_ITSELF not in request.headers
    session = await context.sessions.find(token, at_work=at_work) if token else None
    request.state.session = session
    return session


async def signed_in(found: Annotated[Session | None, Depends(visitor)]) -> Session:
    """Require a signed-in officer. Raises `SignInRequired`."""
    if found is None:
        raise SignInRequired
    return found


async def signed_form(request: Request, session: Annotated[Session, Depends(signed_in)]) -> Session:
    """Require a form that this officer's own page sent. Raises `SignInRequired`, `ForgedForm`."""
    if not is_signed(request, (await request.form()).get("csrf"), session):
        raise ForgedForm
    return session


def is_signed(request: Request, sent: object, session: Session) -> bool:
    """Tell whether a form's `csrf` field is the one this officer was given, sent by our page."""
    if not isinstance(sent, str) or is_cross_site(request):
        return False
    return secrets.compare_digest(sent.encode("utf-8", "replace"), session.csrf.encode())


Visitor = Annotated[Session | None, Depends(visitor)]
SignedIn = Annotated[Session, Depends(signed_in)]
SignedForm = Annotated[Session, Depends(signed_form)]


def read_cookie(request: Request, context: PageContext, name: str = COOKIE) -> str:
    """Read what the browser brings back; empty where it brings nothing."""
    return request.cookies.get(_cookie_name(context, name), "")


def set_cookie(
    response: Response,
    context: PageContext,
    value: str,
    name: str = COOKIE,
    seconds: int | None = None,
) -> None:
    """Hand a secret to the browser, out of reach of scripts and other sites."""
    whole, secure = _cookie_name(context, name), context.secure_cookies
    response.set_cookie(whole, value, seconds, httponly=True, samesite="lax", secure=secure)


def delete_cookie(response: Response, context: PageContext, name: str = COOKIE) -> None:
    """Take it back."""
    whole, secure = _cookie_name(context, name), context.secure_cookies
    response.delete_cookie(whole, httponly=True, samesite="lax", secure=secure)


def _cookie_name(context: PageContext, name: str) -> str:
    # Under HTTPS a browser takes a cookie of that prefix from this very host alone.
    return f"__Host-{name}" if context.secure_cookies else name


def session_scope(context: PageContext, session: Session, right: Right = Right.READ) -> Scope:
    """List the cases of which a signed-in person may do what a right gives."""
    account = session.account
    roles = roles_with(right, account.roles)
    return scope_of(account.login, roles, account.groups, context.groups)


async def admit(request: Request, context: PageContext, session: Session, right: Right) -> None:
    """Let a person through, or note the refusal in the audit trail.

    Raises `MissingRight`; `NoSuchCase` where the address names a case out of reach, as if it were
    not there.
    """
    if not session.account.may(right):
        await note_refusal(context, session, "access_refused", request, right)
        raise MissingRight
    case_id = request.path_params.get("case_id")
    scope = session_scope(context, session, right)
    if case_id is not None and not await is_in_scope(context.engine, scope, case_id):
        await note_refusal(context, session, "case_refused", request, right)
        raise NoSuchCase(case_id)


async def note_refusal(
    context: PageContext, session: Session, kind: str, request: Request, right: str
) -> None:
    """Write in the audit trail what a signed-in person was refused."""
    # The route as we wrote it: an address that somebody typed may hold anything.
    details = {"right": str(right), "route": request.scope["route"].path}
    await record(context.engine, Entry(None, now(), session.account.login, kind, details))


def reader_with(right: Right) -> Callable[..., Awaitable[Session]]:
    """Make the dependency of pages that ask for a right."""

    async def reader(request: Request, context: Context, session: SignedIn) -> Session:
        await admit(request, context, session, right)
        return session

    return reader


@dataclass(frozen=True, slots=True)
class FormPost:
    """A form that was sent: the request, the context, the person whose form it is."""

    request: Request
    context: PageContext
    session: Session
    right: Right

    @property
    def scope(self) -> Scope:
        """The cases of which this person may do what the form does."""
        return session_scope(self.context, self.session, self.right)

    @property
    def login(self) -> str:
        """The login of whoever sent it."""
        return self.session.account.login

    @property
    def approver(self) -> Approver:
        """The signed-in officer, as the one who decides."""
        return Approver(self.login, self.session.account.email)


def post_with(right: Right) -> Callable[..., Awaitable[FormPost]]:
    """Make the dependency of forms that ask for a right."""

    async def post(request: Request, context: Context, session: SignedForm) -> FormPost:
        await admit(request, context, session, right)
        return FormPost(request, context, session, right)

    return post


FIRST_PAGES = ((Right.READ, "/"), (Right.ACCOUNTS, "/comptes"), (Right.RUNS, "/suivi"))
NO_ROLE = "/sans-role"


async def home_reader(request: Request, context: Context, session: SignedIn) -> Session:
    """Require whoever reads cases; lead the others to their own first page."""
    may = (path for right, path in FIRST_PAGES if session.account.may(right))
    if (path := next(may, NO_ROLE)) != "/":
        raise NotTheirHome(path)
    await admit(request, context, session, Right.READ)
    return session


HomeReader = Annotated[Session, Depends(home_reader)]
"""Whoever reads cases, at the first page. Raises `NotTheirHome` for the others."""
Reader = Annotated[Session, Depends(reader_with(Right.READ))]
"""Whoever may read cases. Raises `SignInRequired`, `MissingRight`, `NoSuchCase`, as all do."""
FiguresReader = Annotated[Session, Depends(reader_with(Right.FIGURES))]
TrailReader = Annotated[Session, Depends(reader_with(Right.TRAIL))]
RunsReader = Annotated[Session, Depends(reader_with(Right.RUNS))]
AccountsKeeper = Annotated[Session, Depends(reader_with(Right.ACCOUNTS))]

DecidePost = Annotated[FormPost, Depends(post_with(Right.DECIDE))]
"""A form by which an officer decides. Raises `ForgedForm` too, as all of these."""
ReadPost = Annotated[FormPost, Depends(post_with(Right.READ))]
"""A form that changes nothing of a case."""
TrailPost = Annotated[FormPost, Depends(post_with(Right.TRAIL))]
AccountsPost = Annotated[FormPost, Depends(post_with(Right.ACCOUNTS))]


def may_import(context: PageContext, session: Session) -> bool:
    """Tell whether an officer is named among those who may change the texts."""
    return session.account.login in context.may_import


async def importer(request: Request, context: Context, session: Reader) -> Session:
    """Require who may bring texts in and take them out: what letters say depends on it."""
    if not may_import(context, session):
        await note_refusal(context, session, "access_refused", request, "import")
        raise ImportForbidden
    return session


Importer = Annotated[Session, Depends(importer)]
"""The signed-in officer, who may change the texts. Raises `SignInRequired`, `ImportForbidden`."""
