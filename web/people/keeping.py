"""The accounts, for whoever keeps them."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from cases.access import Role
from cases.accounts import Account
from cases.passwords import SHORTEST_PASSWORD, Unusable
from connectors.safe_text import clean
from web.office import Here, Office
from web.pages import page
from web.people.gate import AccountsDesk, AccountsKeeper, SignedDesk, note_refusal

router = APIRouter(prefix="/comptes")

DONE = {
    "cree": "Le compte est créé.",
    "change": "Le compte est à jour.",
    "mot-de-passe": "Le mot de passe est changé : donnez-le à la personne de vive voix.",
    "ferme": "Le compte est fermé : plus personne ne s’y connecte.",
    "ouvert": "Le compte est ouvert.",
}


class Written(BaseModel):
    """What a form says of an account."""

    identifiant: str = Field("", max_length=64)
    nom: str = Field("", max_length=255)
    adresse: str = Field("", max_length=255)
    role: frozenset[Role] = frozenset()
    groupe: frozenset[str] = frozenset()
    mot_de_passe: str = Field("", max_length=1024)

    def account(self) -> Account:
        """Give the account it describes."""
        name, email = clean(self.nom).strip(), clean(self.adresse).strip()
        return Account(clean(self.identifiant).strip(), name, email, self.role, self.groupe)


Sent = Annotated[Written, Form()]


@router.get("")
async def show_accounts(request: Request, office: Here, _session: AccountsKeeper) -> Response:
    """Show all accounts."""
    standings = await office.accounts.list_all()
    return page(request, "people/accounts.html", {"standings": standings, "groups": office.groups})


@router.get("/nouveau")
async def show_new(request: Request, office: Here, _session: AccountsKeeper) -> Response:
    """Show the form of a new account."""
    return _new_page(request, office, Account("", "", ""))


@router.post("")
async def add_account(desk: AccountsDesk, sent: Sent) -> Response:
    """Create an account; without password where one signs in elsewhere."""
    account, office = sent.account(), desk.office
    password = sent.mot_de_passe if sent.mot_de_passe or not office.openid else None
    try:
        _know(office, account.groups, Account("", "", ""))
        await office.accounts.create(account, password, desk.session.account.login)
    except Unusable as error:
        return _new_page(desk.request, office, account, str(error))
    return _done(account.login, "cree")


@router.get("/fiche")
async def show_account(
    request: Request,
    office: Here,
    session: AccountsKeeper,
    identifiant: str = "",
    fait: str = "",
) -> Response:
    """Show one account and what can be done of it."""
    own = session.account.login == identifiant
    return await _account_page(request, office, identifiant, own=own, done=DONE.get(fait, ""))


@router.post("/changer")
async def change_account(desk: AccountsDesk, sent: Sent) -> Response:
    """Change name, e-mail, roles, groups."""
    try:
        before = (await desk.office.accounts.find(sent.identifiant)).account
        account = sent.account()
        own = before.login == desk.session.account.login
        if own and not account.roles | account.groups:
            # The form of one's own account has no boxes.
            account = Account(
                account.login, account.name, account.email, before.roles, before.groups
            )
        _know(desk.office, account.groups, before)
        await desk.office.accounts.change(account, desk.session.account.login)
    except Unusable as error:
        return await _refused(desk, sent.identifiant, error)
    return _done(sent.identifiant, "change")


@router.post("/mot-de-passe")
async def give_password(desk: AccountsDesk, sent: Sent) -> Response:
    """Give an account another password."""
    by = desk.session.account.login
    if sent.identifiant == by:
        own = Unusable("Changez votre propre mot de passe à la page « Mon compte ».")
        return await _refused(desk, by, own)
    try:
        await desk.office.accounts.give_password(sent.identifiant, sent.mot_de_passe, by)
    except Unusable as error:
        return await _refused(desk, sent.identifiant, error)
    return _done(sent.identifiant, "mot-de-passe")


@router.post("/fermer")
async def close_account(desk: AccountsDesk, sent: Sent) -> Response:
    """Close an account."""
    try:
        await desk.office.accounts.close(sent.identifiant, desk.session.account.login)
    except Unusable as error:
        return await _refused(desk, sent.identifiant, error)
    return _done(sent.identifiant, "ferme")


@router.post("/rouvrir")
async def open_account(desk: AccountsDesk, sent: Sent) -> Response:
    """Open an account again."""
    try:
        await desk.office.accounts.reopen(sent.identifiant, desk.session.account.login)
    except Unusable as error:
        return await _refused(desk, sent.identifiant, error)
    return _done(sent.identifiant, "ouvert")


def _know(office: Office, groups: frozenset[str], before: Account) -> None:
    if groups - office.groups.keys() - before.groups:
        raise Unusable("Ce groupe n’est pas dans les réglages.")


async def _refused(desk: SignedDesk, login: str, why: Unusable) -> Response:
    await note_refusal(desk.office, desk.session, "change_refused", desk.request, desk.right)
    own = desk.session.account.login == login
    return await _account_page(desk.request, desk.office, login, own=own, wrong=str(why))


async def _account_page(  # noqa: PLR0913 - what the page shows
    request: Request,
    office: Office,
    login: str,
    *,
    own: bool,
    done: str = "",
    wrong: str = "",
) -> Response:
    try:
        standing = await office.accounts.find(login)
    except Unusable as error:
        return page(request, "error.html", {"title": "Compte inconnu", "advice": str(error)}, 404)
    values = {
        **_choices(office, standing.account),
        "standing": standing,
        "own": own,
        "done": done,
        "wrong": wrong,
    }
    return page(request, "people/account.html", values, 400 if wrong else 200)


def _new_page(request: Request, office: Office, account: Account, wrong: str = "") -> Response:
    values = {**_choices(office, account), "wrong": wrong, "openid": office.openid is not None}
    return page(request, "people/new_account.html", values, 400 if wrong else 200)


def _choices(office: Office, account: Account) -> dict[str, object]:
    gone = {name: f"{name} (n’est plus dans les réglages)" for name in sorted(account.groups)}
    known = {name: group.label for name, group in office.groups.items()}
    return {"account": account, "group_labels": gone | known, "shortest": SHORTEST_PASSWORD}


def _done(login: str, what: str) -> Response:
    query = urlencode({"identifiant": login, "fait": what})
    return RedirectResponse(f"/comptes/fiche?{query}", 303)
