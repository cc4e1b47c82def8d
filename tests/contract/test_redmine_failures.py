"""Redmine at its worst: each failure ends in a named error with one clear sentence."""

import json
from collections.abc import Callable

import pytest
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from connectors.base import BadAnswer, ConnectorError, NotAllowed, NotFound
from tests.contract.redmine_world import BOT_KEY, RedmineWorld
from tests.contract.servers.faults import Fault
from tests.contract.servers.loopback import free_port
from tests.contract.world import TOO_LATE

SECRET = "Zoé a mal au dos depuis mardi"
READ = "GET /issues/"


def truncated() -> Response:
    return Response('{"issue": {"id": 1, "subj', media_type="application/json")


ANSWERS: list[tuple[Callable[[], Response], type[ConnectorError], bool]] = [
    (lambda: Response(b"", 401, media_type="application/json"), NotAllowed, True),
    (lambda: RedirectResponse("/login", 302), NotAllowed, True),
    (lambda: Response(b"", 403, media_type="application/json"), NotAllowed, True),
    (lambda: Response(b"", 404, media_type="application/json"), NotFound, True),
    (lambda: HTMLResponse("<h1>Bad request</h1>", 400), ConnectorError, True),
    (lambda: HTMLResponse(f"<html>Login {SECRET}</html>"), BadAnswer, False),
    (lambda: Response(b"", 200), BadAnswer, False),
    (lambda: Response(b"", 200, media_type="application/json"), BadAnswer, False),
    (lambda: Response(b"", 500), ConnectorError, False),
    (lambda: HTMLResponse("<html>Bad gateway</html>", 502), ConnectorError, False),
    (truncated, BadAnswer, False),
    (lambda: JSONResponse({"issue": {"id": {"$ne": 1}}}), BadAnswer, False),
]


@pytest.mark.parametrize(("answer", "error", "permanent"), ANSWERS)
async def test_a_bad_answer_is_named_for_what_it_is_and_tells_neither_ticket_nor_key(
    redmine: RedmineWorld,
    answer: Callable[[], Response],
    error: type[ConnectorError],
    *,
    permanent: bool,
) -> None:
    number = await redmine.open_ticket("Dos", SECRET)
    redmine.suffer(Fault(READ, answer=answer))
    with pytest.raises(error) as raised:
        await redmine.system.read_ticket(number)
    assert type(raised.value) is error
    assert raised.value.permanent is permanent
    said = str(raised.value)
    assert SECRET not in said
    assert BOT_KEY not in said
    assert said.endswith(".")


async def test_a_page_instead_of_the_api_is_no_empty_list(redmine: RedmineWorld) -> None:
    astray = redmine.connect(url=f"{redmine.url}/helpdesk")
    with pytest.raises(BadAnswer, match="adresse"):
        await astray.changes_since(None)
    await astray.aclose()


async def test_a_server_that_is_down_may_be_tried_again(redmine: RedmineWorld) -> None:
    away = redmine.connect(url=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(ConnectorError, match="injoignable") as raised:
        await away.changes_since(None)
    assert not raised.value.permanent
    await away.aclose()


@pytest.mark.parametrize("fault", [Fault(READ, slow=TOO_LATE), Fault(READ, cut=True)])
async def test_a_read_without_an_answer_may_be_tried_again(
    redmine: RedmineWorld, fault: Fault
) -> None:
    number = await redmine.open_ticket("Congés", "Combien ?")
    redmine.suffer(fault)
    with pytest.raises(ConnectorError) as raised:
        await redmine.system.read_ticket(number)
    assert not raised.value.permanent
    assert (await redmine.system.read_ticket(number)).text == "Combien ?"


@pytest.mark.parametrize("status", [429, 503])
async def test_the_wait_a_server_asks_for_is_reported(redmine: RedmineWorld, status: int) -> None:
    refused = Response(b"", status, headers={"Retry-After": "7"})
    redmine.suffer(Fault("/issues.json", answer=lambda: refused))
    with pytest.raises(ConnectorError) as raised:
        await redmine.system.changes_since(None)
    assert raised.value.retry_after == 7


async def test_an_answer_beyond_all_measure_is_not_read_to_the_end(redmine: RedmineWorld) -> None:
    number = await redmine.open_ticket("Congés", "Combien ?")
    huge = json.dumps({"issue": {"subject": "x" * (9 * 1024 * 1024)}})
    redmine.suffer(Fault(READ, answer=lambda: Response(huge, media_type="application/json")))
    with pytest.raises(BadAnswer, match="démesurée"):
        await redmine.system.read_ticket(number)


async def test_the_key_goes_in_its_header_and_nowhere_else(redmine: RedmineWorld) -> None:
    number = await redmine.open_ticket("Congés", "Combien ?")
    await redmine.system.post_reply(number, "Bonjour.", "thekey")
    await redmine.system.changes_since(None)
    for request in redmine.server.faults.seen:
        assert request.headers["x-redmine-api-key"] == BOT_KEY
        assert request.headers["user-agent"] == "GuichetRH/0.1"
        assert "authorization" not in request.headers
        assert BOT_KEY not in str(request.url)


async def test_a_cookie_is_never_sent_back(redmine: RedmineWorld) -> None:
    number = await redmine.open_ticket("Congés", "Combien ?")
    redmine.suffer(
        Fault(
            "/issues.json",
            answer=lambda: JSONResponse(
                {"issues": [], "total_count": 0}, headers={"Set-Cookie": "_redmine_session=1"}
            ),
        )
    )
    await redmine.system.changes_since(None)
    await redmine.system.read_ticket(number)
    assert all("cookie" not in request.headers for request in redmine.server.faults.seen)


async def test_a_redirect_takes_the_key_nowhere(redmine: RedmineWorld) -> None:
    number = await redmine.open_ticket("Congés", "Combien ?")
    elsewhere = f"{redmine.url}/roles/3.json"
    redmine.suffer(Fault(READ, answer=lambda: RedirectResponse(elsewhere, 302)))
    with pytest.raises(NotAllowed):
        await redmine.system.read_ticket(number)
    assert redmine.server.faults.calls("/roles/3") == 0


async def test_a_list_without_end_is_left(
    redmine: RedmineWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("connectors.redmine.changes.MAX_PAGES", 3)
    one = {"id": 1, "updated_on": "2026-11-25T08:00:00Z"}
    endless = JSONResponse({"issues": [one], "total_count": 9})
    redmine.suffer(Fault("/issues.json", answer=lambda: endless, times=9))
    with pytest.raises(ConnectorError, match="Trop de tickets"):
        await redmine.system.changes_since(None)
    assert redmine.server.faults.calls("/issues.json") == 3


@pytest.mark.parametrize(
    "url", ["redmine.example", "ftp://redmine.example", "http://u:p@r.example"]
)
def test_an_address_that_is_none_is_refused_in_a_sentence(redmine: RedmineWorld, url: str) -> None:
    with pytest.raises(ConnectorError, match="adresse"):
        redmine.connect(url=url)
