"""Request Tracker at its worst: each failure ends in a named error with one clear sentence."""

import json
from collections.abc import Callable

import httpx
import pytest
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from connectors.base import BadAnswer, ConnectorError, NotAllowed, NotFound
from tests.contract.servers.faults import Fault
from tests.contract.servers.loopback import free_port
from tests.contract.world import TOO_LATE
from tests.contract.worlds import BOT_TOKEN, ServerWorld

SECRET = "Zoé a mal au dos depuis mardi"


def truncated() -> Response:
    return Response('{"id": 1, "Subj', media_type="application/json")


def of_another_shape() -> Response:
    return JSONResponse({"id": {"$ne": 1}, "Status": ["open"]})


ANSWERS: list[tuple[Callable[[], Response], type[ConnectorError], bool]] = [
    (lambda: JSONResponse({"message": "Unauthorized"}, 401), NotAllowed, True),
    (lambda: RedirectResponse("/", 302), NotAllowed, True),
    (lambda: JSONResponse({"message": "Forbidden"}, 403), NotAllowed, True),
    (lambda: JSONResponse({"message": "Not Found"}, 404), NotFound, True),
    (lambda: JSONResponse({"message": "Perl"}, 400), ConnectorError, True),
    (lambda: HTMLResponse(f"<html>Login {SECRET}</html>"), BadAnswer, False),
    (lambda: Response(b"", 200), BadAnswer, False),
    (lambda: Response(b"", 200, media_type="application/json"), BadAnswer, False),
    (lambda: Response(b"", 500), ConnectorError, False),
    (lambda: HTMLResponse("<html>Bad gateway</html>", 502), ConnectorError, False),
    (truncated, BadAnswer, False),
    (of_another_shape, BadAnswer, False),
]


@pytest.mark.parametrize(("answer", "error", "permanent"), ANSWERS)
async def test_a_bad_answer_is_named_for_what_it_is(
    rt: ServerWorld,
    answer: Callable[[], Response],
    error: type[ConnectorError],
    *,
    permanent: bool,
) -> None:
    number = await rt.open_ticket("Dos", SECRET)
    rt.suffer(Fault("GET /REST/2.0/ticket/", answer=answer))
    with pytest.raises(error) as raised:
        await rt.system.read_ticket(number)
    assert type(raised.value) is error
    assert raised.value.permanent is permanent


@pytest.mark.parametrize(("answer", "error", "permanent"), ANSWERS)
async def test_an_error_tells_neither_the_ticket_nor_the_token(
    rt: ServerWorld,
    answer: Callable[[], Response],
    error: type[ConnectorError],
    *,
    permanent: bool,
) -> None:
    del permanent
    number = await rt.open_ticket("Dos", SECRET)
    rt.suffer(Fault("GET /REST/2.0/ticket/", answer=answer))
    with pytest.raises(error) as raised:
        await rt.system.read_ticket(number)
    said = str(raised.value)
    assert SECRET not in said
    assert BOT_TOKEN not in said
    assert said.endswith(".")


async def test_a_server_that_is_down_may_be_tried_again(rt: ServerWorld) -> None:
    away = rt.connect(url=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(ConnectorError, match="injoignable") as raised:
        await away.changes_since(None)
    assert not raised.value.permanent
    await away.aclose()


async def test_a_slow_server_may_be_tried_again(rt: ServerWorld) -> None:
    number = await rt.open_ticket("Congés", "Combien ?")
    rt.suffer(Fault("GET /REST/2.0/ticket/", slow=TOO_LATE))
    with pytest.raises(ConnectorError, match="pas répondu") as raised:
        await rt.system.read_ticket(number)
    assert not raised.value.permanent
    assert (await rt.system.read_ticket(number)).text == "Combien ?"


async def test_a_connection_cut_in_the_middle_of_a_read_may_be_tried_again(
    rt: ServerWorld,
) -> None:
    number = await rt.open_ticket("Congés", "Combien ?")
    rt.suffer(Fault("GET /REST/2.0/ticket/", cut=True))
    with pytest.raises(ConnectorError) as raised:
        await rt.system.read_ticket(number)
    assert not raised.value.permanent


@pytest.mark.parametrize(
    ("header", "least", "most"),
    [
        ("7", 7, 7),
        ("999999", 3600, 3600),
        ("Wed, 25 Nov 2099 09:00:00 GMT", 3600, 3600),
        ("Wed, 25 Nov 2015 09:00:00 GMT", 0, 0),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
async def test_the_wait_a_server_asks_for_is_reported_within_an_hour(
    rt: ServerWorld, status: int, header: str, least: float, most: float
) -> None:
    refused = JSONResponse({"message": "later"}, status, headers={"Retry-After": header})
    rt.suffer(Fault("/tickets", answer=lambda: refused))
    with pytest.raises(ConnectorError) as raised:
        await rt.system.changes_since(None)
    assert raised.value.retry_after is not None
    assert least <= raised.value.retry_after <= most
    assert not raised.value.permanent


async def test_a_wait_that_cannot_be_read_is_left_to_us(rt: ServerWorld) -> None:
    refused = JSONResponse({}, 429, headers={"Retry-After": "plus tard"})
    rt.suffer(Fault("/tickets", answer=lambda: refused))
    with pytest.raises(ConnectorError) as raised:
        await rt.system.changes_since(None)
    assert raised.value.retry_after is None


async def test_an_answer_beyond_all_measure_is_not_read_to_the_end(rt: ServerWorld) -> None:
    number = await rt.open_ticket("Congés", "Combien ?")
    huge = json.dumps({"id": 1, "Status": "x" * (9 * 1024 * 1024)})
    rt.suffer(
        Fault("GET /REST/2.0/ticket/", answer=lambda: Response(huge, media_type="application/json"))
    )
    with pytest.raises(BadAnswer, match="démesurée"):
        await rt.system.read_ticket(number)


async def test_a_cookie_is_never_sent_back(rt: ServerWorld) -> None:
    number = await rt.open_ticket("Congés", "Combien ?")
    with_cookie = JSONResponse({"Version": "5.0.7"}, headers={"Set-Cookie": "RT_SID=1; Path=/"})
    rt.suffer(Fault("/rt", answer=lambda: with_cookie))
    await rt.system.check()
    await rt.system.read_ticket(number)
    assert all("cookie" not in request.headers for request in rt.server.faults.seen)


async def test_every_request_says_who_we_are_and_is_no_browser(rt: ServerWorld) -> None:
    await rt.system.changes_since(None)
    agents = {request.headers["user-agent"] for request in rt.server.faults.seen}
    assert agents == {"GuichetRH/0.1"}


async def test_a_redirect_takes_the_token_nowhere(rt: ServerWorld) -> None:
    number = await rt.open_ticket("Congés", "Combien ?")
    elsewhere = f"{rt.url}/REST/2.0/rt"
    rt.suffer(Fault("GET /REST/2.0/ticket/", answer=lambda: RedirectResponse(elsewhere, 302)))
    with pytest.raises(NotAllowed):
        await rt.system.read_ticket(number)
    assert rt.server.faults.calls("/rt$") == 0


async def test_the_next_page_of_another_origin_is_not_followed(rt: ServerWorld) -> None:
    number = await rt.open_ticket("Congés", "Combien ?")
    other = {"items": [], "next_page": "http://evil.example/REST/2.0/ticket/1/history?page=2"}
    rt.suffer(Fault("/history", answer=lambda: JSONResponse(other)))
    await rt.system.read_ticket(number)
    asked = [r for r in rt.server.faults.seen if r.url.path.endswith("/history")]
    assert [(r.url.hostname, r.query_params["page"]) for r in asked] == [
        ("127.0.0.1", "1"),
        ("127.0.0.1", "2"),
    ]


async def test_a_list_without_end_is_left(rt: ServerWorld) -> None:
    number = await rt.open_ticket("Congés", "Combien ?")
    circle = {"items": [], "next_page": f"{rt.url}?page=1"}
    rt.suffer(Fault("/history", answer=lambda: JSONResponse(circle), times=5))
    assert (await rt.system.read_ticket(number)).messages == ()
    assert rt.server.faults.calls("/history") == 1


@pytest.mark.parametrize("url", ["rt.example", "ftp://rt.example", "http://u:p@rt.example", ""])
def test_an_address_that_is_none_is_refused_in_a_sentence(rt: ServerWorld, url: str) -> None:
    with pytest.raises(ConnectorError, match="adresse"):
        rt.connect(url=url or "http://")


async def test_a_client_belongs_to_one_address(rt: ServerWorld) -> None:
    network = httpx.URL(rt.url)
    await rt.system.changes_since(None)
    assert {request.url.port for request in rt.server.faults.seen} == {network.port}
