"""One's own account: what it may do, its password."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from cases.accounts import Refused
from cases.passwords import SHORTEST_PASSWORD, Unusable
from web.office import Here, Office
from web.pages import page
from web.people.session import SignedForm, SignedIn
from web.people.signin import let_in

router = APIRouter()

WRONG = (
    "Le mot de passe actuel n’est pas le bon, ou il y a eu trop d’essais : réessayez dans "
    "quinze minutes."
)


@router.get("/mon-compte")
async def show_own(request: Request, office: Here, session: SignedIn, fait: str = "") -> Response:
    """Show one's roles and groups, and the form for a new password."""
    done = "Votre mot de passe est changé." if fait == "mot-de-passe" else ""
    return await _own_page(request, office, session.account.login, done=done)


@router.post("/mon-compte/mot-de-passe")
async def change_password(  # noqa: PLR0913, PLR0917 - the fields of a form
    request: Request,
    office: Here,
    session: SignedForm,
    actuel: Annotated[str, Form(max_length=1024)] = "",
    nouveau: Annotated[str, Form(max_length=1024)] = "",
    encore: Annotated[str, Form(max_length=1024)] = "",
) -> Response:
    """Change one's password; other sessions end, this one goes on under a new token."""
    login = session.account.login
    if nouveau != encore:
        return await _own_page(request, office, login, wrong="Les deux mots de passe diffèrent.")
    try:
        await office.accounts.change_password(login, actuel, nouveau)
    except Refused:
        return await _own_page(request, office, login, wrong=WRONG)
    except Unusable as error:
        return await _own_page(request, office, login, wrong=str(error))
    return await let_in(request, office, session.account, "/mon-compte?fait=mot-de-passe")


async def _own_page(
    request: Request, office: Office, login: str, *, done: str = "", wrong: str = ""
) -> Response:
    values = {
        "standing": await office.accounts.find(login),
        "groups": office.groups,
        "local_accounts": office.local_accounts,
        "shortest": SHORTEST_PASSWORD,
        "done": done,
        "wrong": wrong,
    }
    return page(request, "people/own.html", values, 400 if wrong else 200)
