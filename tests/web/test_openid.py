"""Sign-in at an identity provider, against a contract server over real HTTP."""

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi import FastAPI
from starlette.responses import Response

from cases.access import Role
from cases.audit import read_trail
from cases.identities import Departures, Identities
from connectors.openid import Client, Provider
from connectors.openid.client import MOST_BYTES
from flows.openid import OpenId
from flows.page_settings import Oidc
from tests.builders import Store
from tests.contract.servers.faults import Fault
from tests.contract.servers.loopback import loopback
from tests.contract.servers.openid import CLIENT_ID, EC, FOREIGN, SECRET, OpenIdServer
from tests.web.conftest import Officer, SignIn
from web.office import Office

HOME = "http://guichet.example"
OTHER_KEY = FOREIGN


@dataclass
class Visit:
    """A browser that goes to the provider and comes back."""

    officer: Officer
    server: OpenIdServer

    async def sets_out(self, suite: str = "/") -> str:
        answer = await self.officer.client.get("/connexion/oidc", params={"suite": suite})
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    async def is_sent_back(self, address: str) -> str:
        async with httpx.AsyncClient() as there:
            return (await there.get(address)).headers["location"].removeprefix(HOME)

    async def returns(self, suite: str = "/") -> httpx.Response:
        return await self.officer.client.get(await self.is_sent_back(await self.sets_out(suite)))

    async def is_refused(self) -> str:
        answer = await self.returns()
        assert answer.status_code == 401
        assert "guichet_session" not in answer.headers.get("set-cookie", "")
        assert (await self.officer.client.get("/")).status_code == 303
        return answer.text


@pytest.fixture
async def server() -> AsyncIterator[OpenIdServer]:
    provider = OpenIdServer()
    async with loopback(provider) as running:
        provider.url = running.url
        provider.faults.cut = running.cut
        yield provider


def openid(office: Office, store: Store, url: str, **settings: Any) -> OpenId:  # noqa: ANN401 - any setting
    return OpenId(
        Oidc(issuer=url, client_id=CLIENT_ID, **settings),
        Provider(Client(url, CLIENT_ID, SECRET, f"{HOME}/connexion/oidc/retour")),
        Departures(store.engine, store.clock),
        Identities(store.engine, store.clock),
        office.accounts,
        f"{HOME}/connexion",
    )


@pytest.fixture
async def visit(
    app: FastAPI, office: Office, sqlite_store: Store, server: OpenIdServer, sign_in: SignIn
) -> Visit:
    app.state.office = replace(office, openid=openid(office, sqlite_store, server.url))
    return Visit(await sign_in(""), server)


def with_settings(app: FastAPI, store: Store, visit: Visit, **settings: Any) -> None:  # noqa: ANN401 - any setting
    office = app.state.office
    app.state.office = replace(office, openid=openid(office, store, visit.server.url, **settings))


async def test_whoever_the_provider_knows_by_a_verified_address_comes_in(visit: Visit) -> None:
    answer = await visit.returns("/traites")
    assert (answer.status_code, answer.headers["location"]) == (303, "/traites")
    assert "Ada Moreau" in await visit.officer.sees("/traites")
    told = await read_trail(visit.officer.office.engine)
    assert [event.kind for event in told[-2:]] == ["identity_tied", "signed_in"]
    assert told[-1].details == {"way": "openid"}


async def test_once_tied_an_account_is_found_without_its_address(visit: Visit) -> None:
    await visit.returns()
    visit.server.person = {"sub": "sub-ada"}
    visit.server.user_info = {"sub": "sub-ada"}
    assert (await visit.returns()).status_code == 303


@pytest.mark.parametrize(("alg", "key"), [("ES256", EC), ("PS256", None)])
async def test_the_signatures_of_the_standard_are_read(visit: Visit, alg: str, key: Any) -> None:  # noqa: ANN401 - a key or none
    visit.server.alg, visit.server.key = alg, key or visit.server.key
    if alg == "PS256":
        # A key published for RS256 alone signs nothing else.
        assert "n’est pas valable" in await visit.is_refused()
    else:
        assert (await visit.returns()).status_code == 303


@pytest.mark.parametrize(
    "lies",
    [
        {"nonce": "un autre"},
        {"nonce": None},
        {"aud": "un-autre-client"},
        {"aud": ["guichet", "un-autre-client"]},
        {"aud": None},
        {"azp": "un-autre-client"},
        {"iss": "https://ailleurs.example"},
        {"iss": None},
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"exp": "demain"},
        {"iat": int(time.time()) + 3600},
        {"sub": None},
    ],
    ids=str,
)
async def test_an_id_token_that_is_not_ours_or_not_of_now_lets_nobody_in(
    visit: Visit, lies: dict[str, Any]
) -> None:
    visit.server.lies = lies
    assert "n’est pas valable" in await visit.is_refused()


@pytest.mark.parametrize("alg", ["none", "HS256"])
async def test_an_unsigned_token_or_one_signed_by_a_published_key_lets_nobody_in(
    visit: Visit, alg: str
) -> None:
    visit.server.alg = alg
    assert "n’est pas valable" in await visit.is_refused()


async def test_a_token_signed_by_somebody_else_lets_nobody_in(visit: Visit) -> None:
    visit.server.key = OTHER_KEY
    assert "n’est pas valable" in await visit.is_refused()


async def test_a_return_serves_once(visit: Visit) -> None:
    back = await visit.is_sent_back(await visit.sets_out())
    kept = visit.officer.client.cookies["guichet_depart"]
    assert (await visit.officer.client.get(back)).status_code == 303
    visit.officer.client.cookies.clear()
    visit.officer.client.cookies.set("guichet_depart", kept)
    asked = visit.server.faults.calls("POST /token")
    answer = await visit.officer.client.get(back)
    assert answer.status_code == 401
    assert "recommencez" in answer.text
    assert visit.server.faults.calls("POST /token") == asked


async def test_the_return_of_one_browser_does_not_let_another_in(
    visit: Visit, sign_in: SignIn
) -> None:
    back = await visit.is_sent_back(await visit.sets_out())
    other = await sign_in("")
    assert (await other.client.get(back)).status_code == 401
    assert (await other.client.get("/")).status_code == 303


@pytest.mark.parametrize(
    "query", ["", "?state=x&code=y", "?code=y", "?error=access_denied&state=x"]
)
async def test_a_return_that_nobody_set_out_for_is_refused(visit: Visit, query: str) -> None:
    answer = await visit.officer.client.get(f"/connexion/oidc/retour{query}")
    assert answer.status_code == 401


async def test_an_answer_of_another_provider_is_refused(visit: Visit) -> None:
    back = await visit.is_sent_back(await visit.sets_out())
    mixed = back.replace("iss=http", "iss=https")
    assert (await visit.officer.client.get(mixed)).status_code == 401
    assert visit.server.faults.calls("POST /token") == 0


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


async def test_a_closed_account_stays_closed(visit: Visit, office: Office) -> None:
    await office.accounts.close("ada", "commande")
    assert "aucun compte du guichet" in await visit.is_refused()


async def test_what_the_token_lacks_is_asked_for_apart_signed_or_not(
    visit: Visit, app: FastAPI, sqlite_store: Store
) -> None:
    with_settings(app, sqlite_store, visit, trust_email=True)
    visit.server.person = {"sub": "sub-ada"}
    visit.server.user_info = {"sub": "sub-ada", "email": "ADA@valmorel.example"}
    visit.server.user_info_signed = True
    visit.server.auth_methods = ["client_secret_post"]
    assert (await visit.returns()).status_code == 303


@pytest.mark.parametrize("lie", [{"sub": "sub-bob"}, {"aud": "autre"}, {"iss": "x"}, {"exp": 1}])
async def test_a_signed_answer_about_somebody_else_or_for_another_is_refused(
    visit: Visit, lie: dict[str, Any]
) -> None:
    visit.server.person = {"sub": "sub-ada"}
    true = {"sub": "sub-ada", "email": "ada@valmorel.example", "email_verified": True}
    visit.server.user_info = true | lie
    visit.server.user_info_signed = True
    assert "n’est pas valable" in await visit.is_refused()


@pytest.mark.parametrize("path", ["/.well-known", "/keys", "/token", "/userinfo"])
@pytest.mark.parametrize("kind", ["cut", "huge", "moved", "no_json"])
async def test_a_provider_that_fails_lets_nobody_in_and_says_so_in_a_sentence(
    visit: Visit, path: str, kind: str
) -> None:
    visit.server.person = {"sub": "sub-ada"}
    answers: dict[str, Response] = {
        "huge": Response(b" " * (MOST_BYTES + 1), media_type="application/json"),
        "moved": Response(status_code=302, headers={"location": f"{visit.server.url}/keys"}),
        "no_json": Response(b"<html>", media_type="application/json"),
    }
    fault = Fault(path, cut=kind == "cut", times=9)
    if kind in answers:
        fault.answer = lambda: answers[kind]
    visit.server.faults.next(fault)
    out = await visit.officer.client.get("/connexion/oidc")
    if out.status_code == 303:
        back = await visit.is_sent_back(out.headers["location"])
        out = await visit.officer.client.get(back)
    assert out.status_code == 401
    assert "fournisseur d’identité" in out.text
    assert "guichet_session" not in out.headers.get("set-cookie", "")


async def test_a_renewed_key_is_asked_for_when_a_token_names_it(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    await visit.returns()
    monkeypatch.setattr("connectors.openid.provider.ASKED_AGAIN_SECONDS", -1)
    visit.server.keys = [renewed := OTHER_KEY.generate_key(2048, {"kid": "r2", "use": "sig"})]
    visit.server.key = renewed
    assert (await visit.returns()).status_code == 303


async def test_the_way_there_carries_what_protects_it_and_no_secret(visit: Visit) -> None:
    asked = parse_qs(urlsplit(await visit.sets_out("//ailleurs.example")).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"{HOME}/connexion/oidc/retour"]
    assert len(asked["state"][0]) >= 32
    assert len(asked["nonce"][0]) >= 32
    assert SECRET not in str(asked)


async def test_coming_back_never_leads_to_another_site(visit: Visit) -> None:
    assert (await visit.returns("//ailleurs.example")).headers["location"] == "/"


async def test_the_provider_gives_roles_and_groups_where_the_settings_say_so(
    visit: Visit, app: FastAPI, office: Office, sqlite_store: Store
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
    visit: Visit, app: FastAPI, office: Office, sqlite_store: Store
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
    app.state.office = replace(app.state.office, local_accounts=False)
    page = await visit.officer.sees("/connexion")
    assert "Mot de passe" not in page
    assert "Se connecter avec le compte de la collectivité" in page
    form = {"identifiant": "ada", "mot_de_passe": "un mot de passe long"}
    assert (await visit.officer.client.post("/connexion", data=form)).status_code == 404


async def test_without_a_provider_its_addresses_do_not_exist(stranger: Officer) -> None:
    for path in ("/connexion/oidc", "/connexion/oidc/retour"):
        assert (await stranger.client.get(path)).status_code == 404
