"""Zammad at its worst: each failure ends in a named error with one clear sentence."""

import json
from collections.abc import Callable

import pytest
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from connectors.base import BadAnswer, ConnectorError, NotAllowed, NotFound
from tests.contract.servers.faults import Fault
from tests.contract.servers.loopback import free_port
from tests.contract.world import TOO_LATE
from tests.contract.zammad_world import BOT_TOKEN, ZammadWorld

SECRET = "Zoé a mal au dos depuis mardi"
GET = "GET /api/v1/tickets/"


def said(error: str, status: int) -> Response:
    return JSONResponse({"error": error, "error_human": error}, status)


ANSWERS: list[tuple[Callable[[], Response], type[ConnectorError], bool]] = [
    (lambda: said("Can't find User for Token", 401), NotAllowed, True),
    (lambda: said("Not authorized (token expired)!", 401), NotAllowed, True),
    (lambda: said("Authentication required", 403), NotAllowed, True),
    (lambda: RedirectResponse("/", 302), NotAllowed, True),
    (lambda: said("Couldn't find Ticket with 'id'=1", 404), NotFound, True),
    (lambda: said(f"Error ID 8hN2: {SECRET}", 422), ConnectorError, True),
    (lambda: HTMLResponse(f"<html>Zammad {SECRET}</html>"), BadAnswer, False),
    (lambda: Response(b"", 200), BadAnswer, False),
    (lambda: Response(b"", 200, media_type="application/json"), BadAnswer, False),
    (lambda: Response(b"", 500), ConnectorError, False),
    (lambda: said("Error ID 8hN2: Please contact your administrator.", 500), ConnectorError, False),
    (lambda: HTMLResponse("<html>Bad gateway</html>", 502), ConnectorError, False),
    (lambda: Response('{"id": 1, "ti', media_type="application/json"), BadAnswer, False),
    (lambda: JSONResponse({"id": {"$ne": 1}, "state": ["open"]}), BadAnswer, False),
]


@pytest.mark.parametrize(("answer", "error", "permanent"), ANSWERS)
async def test_a_bad_answer_is_named_for_what_it_is_and_tells_nothing(
    zammad: ZammadWorld,
    answer: Callable[[], Response],
    error: type[ConnectorError],
    *,
    permanent: bool,
) -> None:
    number = await zammad.open_ticket("Dos", SECRET)
    zammad.suffer(Fault(GET, answer=answer))
    with pytest.raises(error) as raised:
        await zammad.system.read_ticket(number)
    assert type(raised.value) is error
    assert raised.value.permanent is permanent
    assert SECRET not in str(raised.value)
    assert BOT_TOKEN not in str(raised.value).split()
    assert str(raised.value).endswith(".")


@pytest.mark.parametrize(("token", "why"), [("old", "jeton"), ("stranger", "jeton")])
async def test_a_token_that_is_bad_or_expired_is_named(
    zammad: ZammadWorld, token: str, why: str
) -> None:
    stranger = zammad.connect(token=token)
    with pytest.raises(NotAllowed, match=why) as raised:
        await stranger.changes_since(None)
    assert raised.value.permanent
    await stranger.aclose()
    assert len(zammad.server.faults.seen) == 1


async def test_every_request_asks_for_json_or_errors_would_be_pages(zammad: ZammadWorld) -> None:
    with pytest.raises(NotFound):
        await zammad.system.read_ticket("999")
    assert {r.headers["accept"] for r in zammad.server.faults.seen} == {"application/json"}


async def test_a_server_that_is_down_may_be_tried_again(zammad: ZammadWorld) -> None:
    away = zammad.connect(url=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(ConnectorError, match="injoignable") as raised:
        await away.changes_since(None)
    assert not raised.value.permanent
    await away.aclose()


@pytest.mark.parametrize("fault", [Fault(GET, slow=TOO_LATE), Fault(GET, cut=True)])
async def test_a_read_that_does_not_end_may_be_tried_again(
    zammad: ZammadWorld, fault: Fault
) -> None:
    number = await zammad.open_ticket("Congés", "Combien ?")
    zammad.suffer(fault)
    with pytest.raises(ConnectorError, match="pas répondu") as raised:
        await zammad.system.read_ticket(number)
    assert not raised.value.permanent
    assert (await zammad.system.read_ticket(number)).text == "Combien ?"


@pytest.mark.parametrize(
    ("header", "least", "most"),
    [("7", 7, 7), ("999999", 3600, 3600), ("Wed, 25 Nov 2015 09:00:00 GMT", 0, 0)],
)
@pytest.mark.parametrize("status", [429, 503])
async def test_the_wait_a_server_asks_for_is_reported_within_an_hour(
    zammad: ZammadWorld, status: int, header: str, least: float, most: float
) -> None:
    refused = JSONResponse({"error": "later"}, status, headers={"Retry-After": header})
    zammad.suffer(Fault("/tickets/search", answer=lambda: refused))
    with pytest.raises(ConnectorError) as raised:
        await zammad.system.changes_since(None)
    assert raised.value.retry_after is not None
    assert least <= raised.value.retry_after <= most
    assert not raised.value.permanent


async def test_an_answer_beyond_all_measure_is_not_read_to_the_end(zammad: ZammadWorld) -> None:
    number = await zammad.open_ticket("Congés", "Combien ?")
    huge = json.dumps({"id": 1, "title": "x" * (9 * 1024 * 1024)})
    answer = Response(huge, media_type="application/json")
    zammad.suffer(Fault(GET, answer=lambda: answer))
    with pytest.raises(BadAnswer, match="démesurée"):
        await zammad.system.read_ticket(number)


async def test_a_cookie_is_never_sent_back_and_we_say_who_we_are(zammad: ZammadWorld) -> None:
    number = await zammad.open_ticket("Congés", "Combien ?")
    cookie = {"Set-Cookie": "_zammad_session=1; Path=/"}
    zammad.suffer(Fault("/users/me", answer=lambda: JSONResponse({"id": 3}, headers=cookie)))
    await zammad.system.check()
    await zammad.system.read_ticket(number)
    assert all("cookie" not in request.headers for request in zammad.server.faults.seen)
    agents = {request.headers["user-agent"] for request in zammad.server.faults.seen}
    assert agents == {"GuichetRH/0.1"}


async def test_a_redirect_takes_the_token_nowhere(zammad: ZammadWorld) -> None:
    number = await zammad.open_ticket("Congés", "Combien ?")
    elsewhere = f"{zammad.url}/api/v1/groups"
    zammad.suffer(Fault(GET, answer=lambda: RedirectResponse(elsewhere, 302)))
    with pytest.raises(NotAllowed):
        await zammad.system.read_ticket(number)
    assert zammad.server.faults.calls("/groups$") == 0


@pytest.mark.parametrize("url", ["zammad.example", "ftp://z.example", "http://u:p@z.example"])
def test_an_address_that_is_none_is_refused_in_a_sentence(zammad: ZammadWorld, url: str) -> None:
    with pytest.raises(ConnectorError, match="adresse"):
        zammad.connect(url=url)
