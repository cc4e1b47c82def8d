"""GLPI at its worst: each failure ends in a named error with one clear sentence."""

import json
from collections.abc import Callable

import httpx
import pytest
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from connectors.base import BadAnswer, ConnectorError, NotAllowed, NotFound
from tests.contract.glpi_worlds import GET_TICKET, LIST, SECRETS, GlpiWorld
from tests.contract.servers.faults import Fault
from tests.contract.servers.loopback import free_port
from tests.contract.world import TOO_LATE

SECRET = "Zoé a mal au dos depuis mardi"


def complaint(status: int) -> Callable[[], Response]:
    """A refusal in the words of both APIs: each reads its own and takes the other for a proxy's."""
    body = {"status": "ERROR", "title": SECRET, "detail": SECRET}
    return lambda: JSONResponse(body, status)


def coded(code: str, status: int) -> Callable[[], Response]:
    return lambda: JSONResponse([code, SECRET], status)


def truncated() -> Response:
    return Response('{"id": 1, "na', media_type="application/json")


def of_another_shape() -> Response:
    return JSONResponse({"id": {"$ne": 1}, "status": ["open"]})


def after_a_php_notice() -> Response:
    # glpi#7823
    body = '<div><span class="b">PHP Notice (8): </span>Undefined index</div>{"id": 1}'
    return Response(body, media_type="application/json")


ANSWERS: list[tuple[Callable[[], Response], type[ConnectorError], bool]] = [
    (complaint(401), NotAllowed, True),
    (lambda: RedirectResponse("/", 302), NotAllowed, True),
    (complaint(403), NotAllowed, True),
    (coded("ERROR_RIGHT_MISSING", 403), NotAllowed, True),
    (complaint(404), NotFound, True),
    (coded("ERROR_ITEM_NOT_FOUND", 404), NotFound, True),
    (lambda: Response(b"", 404), NotFound, True),
    (complaint(400), ConnectorError, True),
    (lambda: HTMLResponse(f"<html>Authentification {SECRET}</html>"), BadAnswer, False),
    (lambda: Response(b"", 200), BadAnswer, False),
    (lambda: Response(b"", 200, media_type="application/json"), BadAnswer, False),
    (lambda: JSONResponse(None), BadAnswer, False),
    (lambda: Response(b"", 500), ConnectorError, False),
    (lambda: HTMLResponse("<b>Fatal error</b>", 500), ConnectorError, False),
    (lambda: HTMLResponse("<html>Bad gateway</html>", 502), ConnectorError, False),
    (truncated, BadAnswer, False),
    (of_another_shape, BadAnswer, False),
    (after_a_php_notice, BadAnswer, False),
]


@pytest.mark.parametrize(("answer", "error", "permanent"), ANSWERS)
async def test_a_bad_answer_is_named_for_what_it_is_and_tells_nothing(
    glpi: GlpiWorld,
    answer: Callable[[], Response],
    error: type[ConnectorError],
    *,
    permanent: bool,
) -> None:
    number = await glpi.open_ticket("Dos", SECRET)
    glpi.suffer(Fault(GET_TICKET, answer=answer))
    with pytest.raises(error) as raised:
        await glpi.system.read_ticket(number)
    assert type(raised.value) is error
    assert raised.value.permanent is permanent
    said = str(raised.value)
    assert not any(secret in said for secret in (SECRET, *SECRETS))
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("code", "status", "word"),
    [
        ("ERROR_NOT_ALLOWED_IP", 403, "adresse de cette machine"),
        ("ERROR_RIGHT_MISSING", 401, "ce droit"),
        ("ERROR_SESSION_TOKEN_MISSING", 400, "en-tête"),
    ],
)
async def test_the_legacy_api_is_understood_by_its_codes(
    legacy: GlpiWorld, code: str, status: int, word: str
) -> None:
    legacy.suffer(Fault(LIST, answer=coded(code, status)))
    with pytest.raises(NotAllowed, match=word):
        await legacy.system.changes_since(None)


async def test_a_ticket_that_answers_for_another_is_not_believed(glpi: GlpiWorld) -> None:
    number, other = await glpi.open_ticket("Un", "?"), await glpi.open_ticket("Deux", "?")
    wrong = await _record(glpi, other)
    glpi.suffer(Fault(GET_TICKET, answer=lambda: JSONResponse(wrong)))
    with pytest.raises(BadAnswer, match="autre ticket"):
        await glpi.system.read_ticket(number)


async def _record(glpi: GlpiWorld, number: str) -> object:
    """The record of a ticket as the server gives it."""
    await glpi.system.read_ticket(number)
    request = next(r for r in glpi.server.faults.seen if r.url.path.endswith(f"/Ticket/{number}"))
    async with httpx.AsyncClient() as client:
        answer = await client.get(str(request.url), headers=dict(request.headers))
    return answer.json()


async def test_a_server_that_is_down_may_be_tried_again(glpi: GlpiWorld) -> None:
    away = glpi.connect(url=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(ConnectorError, match="injoignable") as raised:
        await away.changes_since(None)
    assert not raised.value.permanent
    await away.aclose()


async def test_a_slow_server_may_be_tried_again(glpi: GlpiWorld) -> None:
    number = await glpi.open_ticket("Congés", "Combien ?")
    glpi.suffer(Fault(GET_TICKET, slow=TOO_LATE))
    with pytest.raises(ConnectorError, match="pas répondu") as raised:
        await glpi.system.read_ticket(number)
    assert not raised.value.permanent
    assert (await glpi.system.read_ticket(number)).text == "Combien ?"


async def test_a_connection_cut_in_the_middle_of_a_read_may_be_tried_again(
    glpi: GlpiWorld,
) -> None:
    number = await glpi.open_ticket("Congés", "Combien ?")
    glpi.suffer(Fault(GET_TICKET, cut=True))
    with pytest.raises(ConnectorError) as raised:
        await glpi.system.read_ticket(number)
    assert not raised.value.permanent


@pytest.mark.parametrize(("header", "least", "most"), [("7", 7, 7), ("999999", 3600, 3600)])
@pytest.mark.parametrize("status", [429, 503])
async def test_the_wait_a_server_asks_for_is_reported_within_an_hour(
    glpi: GlpiWorld, status: int, header: str, least: float, most: float
) -> None:
    refused = JSONResponse({"message": "later"}, status, headers={"Retry-After": header})
    glpi.suffer(Fault(LIST, answer=lambda: refused))
    with pytest.raises(ConnectorError) as raised:
        await glpi.system.changes_since(None)
    assert raised.value.retry_after is not None
    assert least <= raised.value.retry_after <= most
    assert not raised.value.permanent


async def test_an_answer_beyond_all_measure_is_not_read_to_the_end(glpi: GlpiWorld) -> None:
    number = await glpi.open_ticket("Congés", "Combien ?")
    huge = json.dumps({"id": 1, "name": "x" * (9 * 1024 * 1024)})
    glpi.suffer(Fault(GET_TICKET, answer=lambda: Response(huge, media_type="application/json")))
    with pytest.raises(BadAnswer, match="démesurée"):
        await glpi.system.read_ticket(number)


async def test_a_cookie_is_never_sent_back(glpi: GlpiWorld) -> None:
    number = await glpi.open_ticket("Congés", "Combien ?")
    page = JSONResponse({}, headers={"Set-Cookie": "glpi_session=1; Path=/"})
    glpi.suffer(Fault(GET_TICKET, answer=lambda: page))
    with pytest.raises(BadAnswer):
        await glpi.system.read_ticket(number)
    await glpi.system.read_ticket(number)
    assert all("cookie" not in request.headers for request in glpi.server.faults.seen)


async def test_every_request_says_who_we_are_and_goes_to_one_address(glpi: GlpiWorld) -> None:
    number = await glpi.open_ticket("Congés", "Combien ?")
    await glpi.system.changes_since(None)
    await glpi.system.read_ticket(number)
    seen = glpi.server.faults.seen
    assert {request.headers["user-agent"] for request in seen} == {"GuichetRH/0.1"}
    assert {request.url.port for request in seen} == {httpx.URL(glpi.url).port}


async def test_a_redirect_takes_the_session_nowhere(glpi: GlpiWorld) -> None:
    number = await glpi.open_ticket("Congés", "Combien ?")
    await glpi.system.changes_since(None)
    before = len(glpi.server.faults.seen)
    elsewhere = f"{glpi.url}/apirest.php/getFullSession"
    glpi.suffer(Fault(GET_TICKET, answer=lambda: RedirectResponse(elsewhere, 302)))
    with pytest.raises(NotAllowed):
        await glpi.system.read_ticket(number)
    assert len(glpi.server.faults.seen) == before + 1


@pytest.mark.parametrize("url", ["glpi.example", "ftp://glpi.example", "http://u:p@glpi.example"])
def test_an_address_that_is_none_is_refused_in_a_sentence(glpi: GlpiWorld, url: str) -> None:
    with pytest.raises(ConnectorError, match="adresse"):
        glpi.connect(url=url)
