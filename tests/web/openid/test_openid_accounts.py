"""Whose account it is that comes back from the provider."""

from dataclasses import replace

import pytest
from fastapi import FastAPI

from cases.people.access import Role
from tests.builders import Store
from tests.web.conftest import SignIn
from tests.web.visit import Visit, with_settings
from web.context import PageContext


async def test_once_tied_an_account_is_found_without_its_address(visit: Visit) -> None:
    await visit.returns()
    visit.server.person = {"sub": "sub-ada"}
    visit.server.user_info = {"sub": "sub-ada"}
    assert (await visit.returns()).status_code == 303


@pytest.mark.parametrize("verified", [False, None, "true"])
async def test_an_address_that_is_not_verified_ties_no_account(
    visit: Visit, verified: object
) -> None:
    visit.server.person["email_verified"] = verified
    visit.server.user_info = {"sub": "sub-ada"}
    assert "aucun compte du guichet" in await visit.is_refused()


async def test_an_account_tied_to_somebody_is_not_given_to_another_of_the_same_address(
    visit: Visit, sign_in: SignIn
) -> None:
    await visit.returns()
    visit.officer = await sign_in("")
    visit.server.person["sub"] = "sub-eve"
    assert "aucun compte du guichet" in await visit.is_refused()


async def test_a_closed_account_stays_closed(visit: Visit, office: PageContext) -> None:
    await office.accounts.close("ada", "commande")
    assert "aucun compte du guichet" in await visit.is_refused()


async def test_the_provider_gives_roles_and_groups_where_the_settings_say_so(
    visit: Visit, app: FastAPI, office: PageContext, sqlite_store: Store
) -> None:
    roles = {"rh": {Role.OFFICER}, "dir": {Role.HEAD}}
    with_settings(app, sqlite_store, visit, roles=roles, groups={"rh": {"paie"}})
    visit.server.person["groups"] = ["rh", "autre", 3]
    await visit.returns()
    account = (await office.accounts.find("ada")).account
    assert account.roles == {Role.OFFICER}
    assert account.groups == {"paie"}
    visit.server.person["groups"] = []
    await visit.returns()
    assert (await visit.officer.client.get("/")).headers["location"] == "/sans-role"


async def test_an_account_is_made_without_role_where_the_settings_allow_it(
    visit: Visit, app: FastAPI, office: PageContext, sqlite_store: Store
) -> None:
    visit.server.person = {
        "sub": "sub-zoe",
        "email": "zoe@valmorel.example",
        "email_verified": True,
        "given_name": "Zoé",
        "usual_name": "Roy",
    }
    assert "aucun compte du guichet" in await visit.is_refused()
    with_settings(app, sqlite_store, visit, create_accounts=True)
    assert (await visit.returns()).status_code == 303
    standing = await office.accounts.find("zoe@valmorel.example")
    assert (standing.account.name, standing.account.roles) == ("Zoé Roy", frozenset())
    assert not standing.has_password


async def test_making_an_account_never_takes_over_one_that_exists(
    visit: Visit, app: FastAPI, sqlite_store: Store
) -> None:
    with_settings(app, sqlite_store, visit, create_accounts=True, login_claim="preferred_username")
    visit.server.person = {"sub": "sub-eve", "preferred_username": "ada"}
    visit.server.user_info = {"sub": "sub-eve"}
    assert "aucun compte du guichet" in await visit.is_refused()


async def test_whoever_came_by_the_provider_is_shown_the_way_out_there_too(visit: Visit) -> None:
    await visit.returns()
    csrf = await visit.officer.csrf()
    left = await visit.officer.client.post("/deconnexion", data={"csrf": csrf})
    assert f"{visit.server.url}/logout?id_token_hint=" in left.text
    assert (await visit.officer.client.get("/")).status_code == 303


async def test_passwords_can_be_switched_off(app: FastAPI, visit: Visit) -> None:
    app.state.context = replace(app.state.context, local_accounts=False)
    page = await visit.officer.sees("/connexion")
    assert "Mot de passe" not in page
    assert "Se connecter avec le compte de la collectivité" in page
    form = {"identifiant": "ada", "mot_de_passe": "un mot de passe long"}
    assert (await visit.officer.client.post("/connexion", data=form)).status_code == 404
