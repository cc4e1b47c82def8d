"""Sign-in at an identity provider, against a contract server over real HTTP."""

import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi import FastAPI
from starlette.responses import Response

from cases.audit.trail import read_trail
from connectors.openid.client import MOST_BYTES
from tests.builders import Store
from tests.contract.servers.faults import Fault
from tests.contract.servers.openid import EC, FOREIGN, SECRET
from tests.web.conftest import Officer, SignIn
from tests.web.visit import HOME, Visit, with_settings


async def test_whoever_the_provider_knows_by_a_verified_address_comes_in(visit: Visit) -> None:
    answer = await visit.returns("/traites")
    assert (answer.status_code, answer.headers["location"]) == (303, "/traites")
    assert "Ada Moreau" in await visit.officer.sees("/traites")
    told = await read_trail(visit.officer.office.engine)
    assert [event.kind for event in told[-2:]] == ["identity_tied", "signed_in"]
    assert told[-1].details == {"way": "openid"}


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
        # Named, since two workers that read the clock a second apart would name two tests.
        pytest.param({"exp": int(time.time()) - 3600}, id="exp an hour ago"),
        {"exp": None},
        {"exp": "demain"},
        pytest.param({"iat": int(time.time()) + 3600}, id="iat in an hour"),
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
    visit.server.key = FOREIGN
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
    visit.server.keys = [renewed := FOREIGN.generate_key(2048, {"kid": "r2", "use": "sig"})]
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


async def test_without_a_provider_its_addresses_do_not_exist(stranger: Officer) -> None:
    for path in ("/connexion/oidc", "/connexion/oidc/retour"):
        assert (await stranger.client.get(path)).status_code == 404
