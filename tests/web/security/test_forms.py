"""Forms and sessions as somebody would forge them."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from fastapi import FastAPI

from cases.model import Case
from cases.tables import metadata
from tests.web.conftest import PASSWORD, Officer, SignIn
from tests.web.test_forced_browsing import PUBLIC, address, doors_of
from web.context import PageContext


async def everything(office: PageContext) -> dict[str, list[tuple[object, ...]]]:
    async with office.engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, await connection.execute(sa.select(table))), key=str)
            for table in metadata.sorted_tables
        }


FORGERIES: dict[str, tuple[str, dict[str, str]]] = {
    "no token": ("", {}),
    "a token of nobody": ("x" * 43, {}),
    "another session's token": ("another", {}),
    "the right token from another site": ("own", {"origin": "https://elsewhere.example"}),
    "the right token from a site beside": ("own", {"sec-fetch-site": "same-site"}),
    "the right token from another page": ("own", {"sec-fetch-site": "cross-site"}),
}


@pytest.mark.parametrize("forgery", FORGERIES)
async def test_no_forged_form_changes_anything_anywhere(
    app: FastAPI, zoe: Officer, bob: Officer, awaiting: Case, forgery: str
) -> None:
    office = zoe.office
    app.state.context = replace(office, may_import=frozenset({"zoe"}))
    which, headers = FORGERIES[forgery]
    csrf = {"own": zoe, "another": bob}.get(which)
    form = {"csrf": await csrf.csrf() if csrf else which, "text": "Bonjour", "identifiant": "bob"}
    before = await everything(office)
    knocked = 0
    for gateway in doors_of(app):
        if gateway.method == "GET" or gateway.name in PUBLIC:
            continue
        files = {"fichiers": ("a.txt", b"Un.")} if "importer" in gateway.name else None
        path = address(gateway, awaiting)
        answer = await zoe.client.post(path, data=form, files=files, headers=headers)
        assert answer.status_code == 403, gateway.name
        assert "n’est plus valable" in answer.text, gateway.name
        knocked += 1
    assert knocked > 20
    assert await everything(office) == before


async def test_our_own_form_under_no_referrer_is_taken(zoe: Officer) -> None:
    form = {"csrf": await zoe.csrf(), "question": ""}
    headers = {"origin": "null", "sec-fetch-site": "same-origin"}
    assert (await zoe.client.post("/questions", data=form, headers=headers)).status_code == 422


async def test_a_session_that_somebody_planted_is_never_signed_in(
    app: FastAPI, office: PageContext, sign_in: SignIn, ada: Officer
) -> None:
    _ = app
    stranger = await sign_in("")
    planted = "planted-by-somebody-else"
    stranger.client.cookies.set("guichet_session", planted, domain="guichet.example")
    form = {"identifiant": "bob", "mot_de_passe": PASSWORD}
    answer = await stranger.client.post("/connexion", data=form)
    assert answer.status_code == 303
    given = answer.headers["set-cookie"].split("=", 1)[1].split(";")[0]
    assert given not in {"", planted}
    assert await office.sessions.find(planted) is None
    theirs = ada.client.cookies["guichet_session"]
    assert theirs != given


@pytest.mark.parametrize("secure", [True, False])
async def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(
    app: FastAPI, office: PageContext, stranger: Officer, *, secure: bool
) -> None:
    app.state.context = replace(office, secure_cookies=secure)
    form = {"identifiant": "ada", "mot_de_passe": PASSWORD}
    said = (await stranger.client.post("/connexion", data=form)).headers["set-cookie"]
    name, _, attributes = said.partition("=")
    flags = {one.strip().lower() for one in attributes.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/"} <= flags
    assert ("secure" in flags) is secure
    assert name.startswith("__Host-") is secure
    assert not [one for one in flags if one.startswith("domain")]


@pytest.mark.parametrize("way", ["/deconnexion", "/deconnexion/partout"])
async def test_a_token_kept_after_signing_out_opens_nothing(
    ada: Officer, sign_in: SignIn, way: str
) -> None:
    token = ada.client.cookies["guichet_session"]
    assert (await ada.client.post(way, data={"csrf": await ada.csrf()})).status_code == 303
    thief = await sign_in("")
    thief.client.cookies.set("guichet_session", token, domain="guichet.example")
    assert (await thief.client.get("/")).status_code == 303


@pytest.mark.parametrize("path", ["/textes/", "/comptes/", "/connexion/"])
async def test_no_answer_leads_to_the_host_that_a_request_names(ada: Officer, path: str) -> None:
    answer = await ada.client.get(path, headers={"host": "elsewhere.example"})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "wanted",
    ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "/\t/elsewhere",
     "javascript:alert(1)", "\\/elsewhere.example", "/x\r\nset-cookie: a=b", "/\x00"],
)  # fmt: skip
async def test_signing_in_leads_nowhere_else(stranger: Officer, wanted: str) -> None:
    form = {"identifiant": "ada", "mot_de_passe": PASSWORD, "suite": wanted}
    answer = await stranger.client.post("/connexion", data=form)
    assert answer.headers.get("location", "/") == "/"
    assert "a=b" not in answer.headers.get("set-cookie", "")
