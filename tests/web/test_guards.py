import json
from collections.abc import AsyncIterator

import httpx
import pytest
from structlog.testing import capture_logs

from cases.model import Case, CaseState
from tests.builders import DRAFT, shown
from tests.web.conftest import Officer, Sending
from web.app import create_app
from web.context import PageContext
from web.middleware import MOST_BYTES

VERBS = ("approuver", "ecarter", "reprendre", "verifier")


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("csrf", [None, "", "faux", "é"])
async def test_a_forged_form_decides_nothing(
    ada: Officer,
    awaiting: Case,
    sending: Sending,
    verb: str,
    csrf: str | None,
) -> None:
    form = {"draft_number": "1", "draft_sha256": shown(awaiting).draft_sha256, "text": DRAFT.text}
    form |= {"choice": "moi", "found": "pas-partie"} | ({} if csrf is None else {"csrf": csrf})
    answer = await ada.client.post(f"/dossiers/{awaiting.id}/{verb}", data=form)
    assert answer.status_code == 403
    assert "n’est plus valable" in answer.text
    assert await ada.finds(awaiting) is CaseState.AWAITING_APPROVAL
    assert sending.asked == []


async def test_the_form_of_another_officer_is_forged_too(
    ada: Officer,
    bob: Officer,
    awaiting: Case,
) -> None:
    answer = await ada.decides(awaiting, "approuver", text=DRAFT.text, csrf=await bob.csrf())
    assert answer.status_code == 403


async def test_nobody_is_signed_out_by_another_site(ada: Officer) -> None:
    assert (await ada.client.post("/deconnexion")).status_code == 403
    assert (await ada.client.get("/")).status_code == 200


@pytest.mark.parametrize("path", ["/", "/connexion", "/nulle-part", "/static/style.css", "/sante"])
async def test_every_answer_carries_the_safety_headers(ada: Officer, path: str) -> None:
    headers = (await ada.client.get(path)).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    sign_in = path == "/connexion"
    assert headers["referrer-policy"] == ("same-origin" if sign_in else "no-referrer")


async def test_no_page_with_personal_data_is_kept_by_the_browser(
    ada: Officer,
    awaiting: Case,
) -> None:
    for path in ("/", "/liste", "/traites", f"/dossiers/{awaiting.id}"):
        assert (await ada.client.get(path)).headers["cache-control"] == "no-store"


async def test_no_page_holds_an_inline_script_or_style(ada: Officer, awaiting: Case) -> None:
    for path in ("/", "/connexion", f"/dossiers/{awaiting.id}"):
        text = await ada.sees(path)
        assert "<script>" not in text
        assert "style=" not in text
        assert " on" + "click" not in text


@pytest.mark.parametrize("path", ["/nulle-part", "/dossiers/" + "0" * 32, "/dossiers/%00x"])
async def test_what_does_not_exist_is_said_in_french(ada: Officer, path: str) -> None:
    answer = await ada.client.get(path)
    assert answer.status_code == 404
    assert "Cette page n’existe pas" in answer.text


async def test_the_machinery_shows_no_description_of_itself(ada: Officer) -> None:
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert (await ada.client.get(path)).status_code == 404


async def test_a_failure_shows_no_trace_and_logs_no_word_of_a_ticket(
    office: PageContext,
    ada: Officer,
) -> None:
    async def fail() -> None:
        raise RuntimeError("Combien de jours ai-je ?")

    app = create_app(office)
    app.add_api_route("/panne", fail)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url="http://guichet.example",
        cookies=ada.client.cookies,
    ) as client:
        with capture_logs() as logs:
            answer = await client.get("/panne")
    assert answer.status_code == 500
    assert "Quelque chose n’a pas marché" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "Combien" not in answer.text + json.dumps(logs)
    assert "Traceback" not in answer.text
    assert logs[0]["exception"] == "RuntimeError"
    assert "test_guards.py" in logs[0]["at"]


async def _in_pieces(form: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(form), 8192):
        yield form[start : start + 8192]


@pytest.mark.parametrize("announced", [True, False])
async def test_a_form_too_big_is_refused_with_a_sentence(ada: Officer, announced: bool) -> None:  # noqa: FBT001 - a parameter of the test
    kind = {"content-type": "application/x-www-form-urlencoded"}
    form = b"identifiant=" + b"a" * MOST_BYTES
    content = form if announced else _in_pieces(form)
    answer = await ada.client.post("/connexion", content=content, headers=kind)
    assert answer.status_code == 413
    assert "trop long" in answer.text


async def test_an_incomplete_form_is_said_in_french(ada: Officer, awaiting: Case) -> None:
    form = {"csrf": await ada.csrf(), "text": "Bonjour"}
    answer = await ada.client.post(f"/dossiers/{awaiting.id}/approuver", data=form)
    assert answer.status_code == 400
    assert "incomplet" in answer.text


async def test_health_is_told_to_whoever_asks(stranger: Officer) -> None:
    answer = await stranger.client.get("/sante")
    assert (answer.status_code, answer.text) == (200, "La page répond.")
    assert answer.headers["content-type"].startswith("text/plain")
