"""The pages of accounts: all of them, for whoever keeps them; one's own, for everybody."""

from collections.abc import Awaitable
from dataclasses import replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from cases.people.access import Role
from cases.people.accounts import SHORTEST_PASSWORD, Account, AccountError, SignInRefused
from connectors.safe_text import clean
from web.context import Context, PageContext
from web.pages import page
from web.people.permissions import (
    AccountsKeeper,
    AccountsPost,
    FormPost,
    SignedForm,
    SignedIn,
    note_refusal,
)
from web.people.sign_in import open_session

router = APIRouter()

DONE = {
    "cree": "Le compte est créé.",
    "change": "Le compte est à jour.",
    "mot-de-passe": "Le mot de passe est changé : donnez-le à la personne de vive voix.",
    "ferme": "Le compte est fermé : plus personne ne s’y connecte.",
    "ouvert": "Le compte est ouvert.",
}

OWN_PASSWORD = "Changez votre propre mot de passe à la page « Mon compte »."  # noqa: S105
NOT_YOURS = (
    "Le mot de passe actuel n’est pas le bon, ou il y a eu trop d’essais : réessayez dans "
    "quinze minutes."
)


class AccountForm(BaseModel):
    """What a form says of an account."""

    identifiant: str = Field("", max_length=64)
    nom: str = Field("", max_length=255)
    adresse: str = Field("", max_length=255)
    role: frozenset[Role] = frozenset()
    groupe: frozenset[str] = frozenset()
    mot_de_passe: str = Field("", max_length=1024)

    def account(self) -> Account:
        """Build the account it describes."""
        name, email = clean(self.nom).strip(), clean(self.adresse).strip()
        return Account(clean(self.identifiant).strip(), name, email, self.role, self.groupe)


Sent = Annotated[AccountForm, Form()]


@router.get("/comptes")
async def show_accounts(request: Request, context: Context, _session: AccountsKeeper) -> Response:
    """Show all accounts."""
    standings = await context.accounts.list_all()
    return page(request, "people/accounts.html", {"standings": standings, "groups": context.groups})


@router.get("/comptes/nouveau")
async def show_new(request: Request, context: Context, _session: AccountsKeeper) -> Response:
    """Show the form of a new account."""
    return _new_page(request, context, Account("", "", ""))


@router.post("/comptes")
async def add_account(post: AccountsPost, sent: Sent) -> Response:
    """Create an account; without password where one signs in elsewhere."""
    account, context = sent.account(), post.context
    password = sent.mot_de_passe if sent.mot_de_passe or not context.openid else None
    try:
        _check_groups(context, account.groups)
        await context.accounts.create(account, password, post.login)
    except AccountError as error:
        return _new_page(post.request, context, account, str(error))
    return _show_done(account.login, "cree")


@router.get("/comptes/fiche")
async def show_account(
    request: Request,
    context: Context,
    session: AccountsKeeper,
    identifiant: str = "",
    fait: str = "",
) -> Response:
    """Show one account and what can be done of it."""
    own = session.account.login == identifiant
    return await _account_page(request, context, identifiant, own=own, done=DONE.get(fait, ""))


@router.post("/comptes/changer")
async def change_account(post: AccountsPost, sent: Sent) -> Response:
    """Change name, e-mail, roles, groups."""
    accounts, account = post.context.accounts, sent.account()

    async def change() -> None:
        before = (await accounts.find(sent.identifiant)).account
        wanted = account
        if before.login == post.login and not account.roles | account.groups:
            # The form of one's own account has no boxes.
            wanted = replace(account, roles=before.roles, groups=before.groups)
        _check_groups(post.context, wanted.groups - before.groups)
        await accounts.change(wanted, post.login)

    return await _apply(post, sent.identifiant, change(), "change")


@router.post("/comptes/mot-de-passe")
async def give_password(post: AccountsPost, sent: Sent) -> Response:
    """Give an account another password."""
    if sent.identifiant == post.login:
        return await _refuse(post, post.login, OWN_PASSWORD)
    given = post.context.accounts.set_password(sent.identifiant, sent.mot_de_passe, post.login)
    return await _apply(post, sent.identifiant, given, "mot-de-passe")


@router.post("/comptes/fermer")
async def close_account(post: AccountsPost, sent: Sent) -> Response:
    """Close an account."""
    closed = post.context.accounts.close(sent.identifiant, post.login)
    return await _apply(post, sent.identifiant, closed, "ferme")


@router.post("/comptes/rouvrir")
async def open_account(post: AccountsPost, sent: Sent) -> Response:
    """Open an account again."""
    reopened = post.context.accounts.reopen(sent.identifiant, post.login)
    return await _apply(post, sent.identifiant, reopened, "ouvert")


@router.get("/mon-compte")
async def show_own(
    request: Request, context: Context, session: SignedIn, fait: str = ""
) -> Response:
    """Show one's roles and groups, and the form for a new password."""
    done = "Votre mot de passe est changé." if fait == "mot-de-passe" else ""
    return await _own_page(request, context, session.account.login, done=done)


@router.post("/mon-compte/mot-de-passe")
async def change_password(  # noqa: PLR0913, PLR0917 - the fields of a form
    request: Request,
    context: Context,
    session: SignedForm,
    actuel: Annotated[str, Form(max_length=1024)] = "",
    nouveau: Annotated[str, Form(max_length=1024)] = "",
    encore: Annotated[str, Form(max_length=1024)] = "",
) -> Response:
    """Change one's password; other sessions end, this one goes on under a new token."""
    login = session.account.login
    if nouveau != encore:
        return await _own_page(request, context, login, wrong="Les deux mots de passe diffèrent.")
    try:
        await context.accounts.change_password(login, actuel, nouveau)
    except SignInRefused:
        return await _own_page(request, context, login, wrong=NOT_YOURS)
    except AccountError as error:
        return await _own_page(request, context, login, wrong=str(error))
    return await open_session(request, context, session.account, "/mon-compte?fait=mot-de-passe")


def _check_groups(context: PageContext, groups: frozenset[str]) -> None:
    if groups - context.groups.keys():
        raise AccountError("Ce groupe n’est pas dans les réglages.")


async def _apply(post: FormPost, login: str, change: Awaitable[object], done: str) -> Response:
    """Await a change of an account, then show the account, changed or with what refused it."""
    try:
        await change
    except AccountError as error:
        return await _refuse(post, login, str(error))
    return _show_done(login, done)


async def _refuse(post: FormPost, login: str, why: str) -> Response:
    await note_refusal(post.context, post.session, "change_refused", post.request, post.right)
    return await _account_page(
        post.request, post.context, login, own=post.login == login, wrong=why
    )


async def _account_page(  # noqa: PLR0913 - what the page shows
    request: Request,
    context: PageContext,
    login: str,
    *,
    own: bool,
    done: str = "",
    wrong: str = "",
) -> Response:
    try:
        standing = await context.accounts.find(login)
    except AccountError as error:
        return page(request, "error.html", {"title": "Compte inconnu", "advice": str(error)}, 404)
    values = {
        **_choices(context, standing.account),
        "standing": standing,
        "own": own,
        "done": done,
        "wrong": wrong,
    }
    return page(request, "people/account.html", values, 400 if wrong else 200)


def _new_page(
    request: Request, context: PageContext, account: Account, wrong: str = ""
) -> Response:
    values = {**_choices(context, account), "wrong": wrong, "openid": context.openid is not None}
    return page(request, "people/new_account.html", values, 400 if wrong else 200)


def _choices(context: PageContext, account: Account) -> dict[str, object]:
    gone = {name: f"{name} (n’est plus dans les réglages)" for name in sorted(account.groups)}
    known = {name: group.label for name, group in context.groups.items()}
    return {"account": account, "group_labels": gone | known, "shortest": SHORTEST_PASSWORD}


def _show_done(login: str, what: str) -> Response:
    query = urlencode({"identifiant": login, "fait": what})
    return RedirectResponse(f"/comptes/fiche?{query}", 303)


async def _own_page(
    request: Request, context: PageContext, login: str, *, done: str = "", wrong: str = ""
) -> Response:
    values = {
        "standing": await context.accounts.find(login),
        "groups": context.groups,
        "local_accounts": context.local_accounts,
        "shortest": SHORTEST_PASSWORD,
        "done": done,
        "wrong": wrong,
    }
    return page(request, "people/own.html", values, 400 if wrong else 200)
