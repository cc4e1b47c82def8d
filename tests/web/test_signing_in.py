from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI

from cases.model import Case
from tests.builders import StoppedClock
from tests.web.conftest import PASSWORD, Officer
from web.app import create_app
from web.context import PageContext

GOOD = {"identifiant": "ada", "mot_de_passe": PASSWORD}


@pytest.mark.parametrize("path", ["/", "/liste", "/traites", "/dossiers/" + "0" * 32])
async def test_every_screen_asks_to_sign_in_and_leads_back(stranger: Officer, path: str) -> None:
    away = await stranger.client.get(path)
    assert away.status_code == 303
    form = (await stranger.client.get(away.headers["location"])).text
    assert f'name="suite" value="{path}"' in form
    back = await stranger.client.post("/connexion", data={**GOOD, "suite": path})
    assert (back.status_code, back.headers["location"]) == (303, path)


async def test_a_decision_without_a_session_is_not_made_and_leads_back_to_its_case(
    stranger: Officer,
    awaiting: Case,
) -> None:
    answer = await stranger.client.post(f"/dossiers/{awaiting.id}/approuver", data={"text": "x"})
    assert answer.headers["location"] == f"/connexion?suite=%2Fdossiers%2F{awaiting.id}"


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(stranger: Officer) -> None:
    cookie = (await stranger.client.post("/connexion", data=GOOD)).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie


async def test_behind_https_the_cookie_is_secure(app: FastAPI, office: PageContext) -> None:
    _ = app
    transport = httpx.ASGITransport(create_app(replace(office, secure_cookies=True)))
    async with httpx.AsyncClient(transport=transport, base_url="https://guichet.example") as client:
        assert "Secure" in (await client.post("/connexion", data=GOOD)).headers["set-cookie"]


async def test_a_wrong_password_is_refused_in_french_and_never_repeated(stranger: Officer) -> None:
    wrong = {"identifiant": "ada", "mot_de_passe": "pas le bon mot"}
    answer = await stranger.client.post("/connexion", data=wrong)
    assert answer.status_code == 401
    assert "Identifiant ou mot de passe inconnu, ou trop d" in answer.text
    assert "pas le bon mot" not in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("login", ["", "'; --", "\u202eada"])
async def test_an_odd_login_is_refused_and_breaks_nothing(stranger: Officer, login: str) -> None:
    form = {"identifiant": login, "mot_de_passe": "x" * 12}
    assert (await stranger.client.post("/connexion", data=form)).status_code == 401


async def test_a_login_that_no_database_can_hold_is_refused(stranger: Officer) -> None:
    form = {"identifiant": "a\x00da", "mot_de_passe": "x" * 12}
    assert (await stranger.client.post("/connexion", data=form)).status_code == 400


async def test_a_sign_in_form_of_another_site_is_refused(stranger: Officer) -> None:
    for origin in ("https://ailleurs.example", "null", "http://guichet.example.ailleurs.example"):
        answer = await stranger.client.post("/connexion", data=GOOD, headers={"Origin": origin})
        assert answer.status_code == 403
    here = {"Origin": "http://guichet.example"}
    assert (await stranger.client.post("/connexion", data=GOOD, headers=here)).status_code == 303


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://ailleurs.example/",
        "//ailleurs.example",
        "/\\ailleurs.example",
        "\\\\ailleurs.example",
        "javascript:alert(1)",
        "/\t/ailleurs.example",
        "/\n/ailleurs.example",
        "///ailleurs.example",
        "//[broken",
        "ailleurs",
    ],
)
async def test_signing_in_never_leads_to_another_site(stranger: Officer, elsewhere: str) -> None:
    answer = await stranger.client.post("/connexion", data={**GOOD, "suite": elsewhere})
    assert answer.headers["location"] == "/"
    asked = await stranger.client.get("/connexion", params={"suite": elsewhere})
    assert asked.headers["location"] == "/"


async def test_signing_out_ends_the_session_for_good(ada: Officer) -> None:
    token = ada.client.cookies["guichet_session"]
    await ada.client.post("/deconnexion", data={"csrf": await ada.csrf()})
    ada.client.cookies.set("guichet_session", token)
    assert (await ada.client.get("/")).status_code == 303


async def test_a_session_that_ended_sends_the_whole_page_to_sign_in(
    ada: Officer,
    clock: StoppedClock,
) -> None:
    clock.advance(timedelta(hours=11))
    answer = await ada.client.get("/liste", headers={"HX-Request": "true"})
    assert answer.headers["hx-redirect"] == "/connexion"


async def test_a_session_that_ended_leaves_the_letter_in_hand_and_says_so(
    ada: Officer,
    awaiting: Case,
    clock: StoppedClock,
) -> None:
    clock.advance(timedelta(hours=11))
    news = await ada.client.get(f"/dossiers/{awaiting.id}/nouvelles?vu=awaiting_approval.1")
    assert "Votre session est terminée" in news.text
    assert "hx-redirect" not in news.headers
