"""Signing in to GLPI: once when needed, once more when it expired, never in circles."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from starlette.responses import HTMLResponse, JSONResponse, Response

from connectors.base import BadAnswer, ConnectorError, NotAllowed, Triage
from tests.contract.glpi_worlds import (
    GET_TICKET,
    GRANT,
    POST_FOLLOWUP,
    SIGN_IN,
    SITE,
    TOKEN,
    UPDATE,
    GlpiWorld,
)
from tests.contract.servers.faults import Fault
from tests.contract.suite import KEY, REPLY


@pytest.fixture
async def number(glpi: GlpiWorld) -> str:
    return await glpi.open_ticket("Congés", "Combien ?")


async def test_many_requests_sign_in_once(glpi: GlpiWorld, number: str) -> None:
    await asyncio.gather(*(glpi.system.read_ticket(number) for _ in range(5)))
    assert glpi.calls(SIGN_IN) == 1


async def test_an_expired_session_is_opened_again_once_for_all(
    glpi: GlpiWorld, number: str
) -> None:
    await glpi.system.read_ticket(number)
    glpi.server.expire()
    read = await asyncio.gather(*(glpi.system.read_ticket(number) for _ in range(5)))
    assert {ticket.text for ticket in read} == {"Combien ?"}
    assert glpi.calls(SIGN_IN) == 2


async def test_a_sign_in_that_fails_fails_for_all_who_wait_and_is_tried_by_the_next(
    glpi: GlpiWorld, number: str
) -> None:
    glpi.suffer(Fault(SIGN_IN, cut=True))
    reads = (glpi.system.read_ticket(number) for _ in range(5))
    ended = await asyncio.gather(*reads, return_exceptions=True)
    assert all(isinstance(end, ConnectorError) and not end.permanent for end in ended)
    assert glpi.calls(SIGN_IN) == 1
    assert (await glpi.system.read_ticket(number)).text == "Combien ?"
    assert glpi.calls(SIGN_IN) == 2


async def test_a_session_that_never_holds_is_left_after_one_more_sign_in(
    glpi: GlpiWorld, number: str
) -> None:
    glpi.suffer(Fault(GET_TICKET, answer=_expired(glpi), times=99))
    with pytest.raises(NotAllowed) as raised:
        await glpi.system.read_ticket(number)
    assert raised.value.permanent
    assert glpi.calls(SIGN_IN) == 2
    assert glpi.calls(GET_TICKET) == 2


def _expired(glpi: GlpiWorld) -> Callable[[], Response]:
    if glpi.api == "highlevel":
        body = {"status": "ERROR_INVALID_PARAMETER", "title": "Invalid OAuth token"}
        return lambda: JSONResponse(body, 400)
    return lambda: JSONResponse(["ERROR_SESSION_TOKEN_INVALID", "session_token invalide"], 401)


async def test_a_write_whose_session_expired_is_not_sent_again_by_itself(
    glpi: GlpiWorld, number: str
) -> None:
    await glpi.system.find_reply(number, KEY)
    last_look = GET_TICKET if glpi.api == "highlevel" else "GET .*/Group_Ticket$"
    glpi.suffer(Fault(last_look, stored=True, meanwhile=glpi.server.expire))
    with pytest.raises(ConnectorError, match="rien n’a été écrit") as raised:
        await glpi.system.post_reply(number, REPLY, KEY)
    assert not raised.value.permanent
    assert glpi.calls(POST_FOLLOWUP) == 1
    assert await glpi.sent(number) == []
    await glpi.system.post_reply(number, REPLY, KEY)
    assert len(await glpi.sent(number)) == 1


async def test_a_stranger_is_told_so(glpi: GlpiWorld, number: str) -> None:
    stranger = glpi.stranger()
    with pytest.raises(NotAllowed) as raised:
        await stranger.read_ticket(number)
    assert raised.value.permanent
    await stranger.aclose()


async def test_a_login_page_in_place_of_a_session_is_no_session(
    glpi: GlpiWorld, number: str
) -> None:
    glpi.suffer(Fault(SIGN_IN, answer=lambda: HTMLResponse("<html>Authentification</html>")))
    with pytest.raises(BadAnswer, match="adresse"):
        await glpi.system.read_ticket(number)


async def test_a_disabled_api_is_named(glpi: GlpiWorld, number: str) -> None:
    glpi.store.enabled = False
    with pytest.raises(NotAllowed, match="l’activer"):
        await glpi.system.read_ticket(number)


async def test_a_token_without_the_scope_is_named(highlevel: GlpiWorld) -> None:
    await highlevel.system.check()
    highlevel.highlevel.tokens = {
        token: ("", until) for token, (_, until) in highlevel.highlevel.tokens.items()
    }
    with pytest.raises(NotAllowed, match="portée « api »"):
        await highlevel.system.changes_since(None)


async def test_the_sign_in_asks_for_the_scope_and_the_context_is_sent(
    highlevel: GlpiWorld,
) -> None:
    there = highlevel.connect(site=replace(SITE, entity=3, profile=6, recursive=False))
    await there.changes_since(None)
    await there.aclose()
    sign_in, asked = highlevel.server.faults.seen
    assert json.loads(await sign_in.body())["scope"] == "api"
    assert asked.headers["glpi-entity"] == "3"
    assert asked.headers["glpi-entity-recursive"] == "false"
    assert asked.headers["glpi-profile"] == "6"


async def test_the_entity_is_chosen_once_a_session_is_open(legacy: GlpiWorld) -> None:
    there = legacy.connect(site=replace(SITE, entity=3, profile=6))
    await there.changes_since(None)
    await there.changes_since(None)
    await there.aclose()
    assert legacy.legacy.entities == [
        {"profiles_id": 6},
        {"entities_id": 3, "is_recursive": True},
    ]


async def test_a_ticket_asked_for_by_its_number_is_read_within_the_entity_alone(
    glpi: GlpiWorld,
) -> None:
    there = glpi.connect(site=replace(SITE, entity=3, recursive=False))
    await there.read_ticket(str(glpi.store.create("Sujet", "Combien ?").id))
    await there.aclose()
    seen = glpi.server.faults.seen
    if glpi.api == "legacy":
        assert glpi.legacy.entities == [{"entities_id": 3, "is_recursive": False}]
    else:
        read = [one for one in seen if "/Assistance/Ticket/" in one.url.path]
        assert {one.headers["glpi-entity"] for one in read} == {"3"}


async def test_the_session_is_killed_at_the_end(legacy: GlpiWorld) -> None:
    there = legacy.connect()
    await there.changes_since(None)
    await there.aclose()
    assert (legacy.legacy.killed, legacy.legacy.sessions) == (1, set())


async def test_a_session_that_cannot_be_killed_ends_all_the_same(legacy: GlpiWorld) -> None:
    there = legacy.connect()
    await there.changes_since(None)
    legacy.suffer(Fault("killSession", cut=True))
    await there.aclose()


async def test_a_wrong_application_token_is_named(legacy: GlpiWorld) -> None:
    there = legacy.connect(credentials=replace(TOKEN, app_token="faux"))
    with pytest.raises(NotAllowed, match="jeton d’application"):
        await there.changes_since(None)
    await there.aclose()


async def test_a_pinned_version_is_in_every_address(highlevel: GlpiWorld) -> None:
    there = highlevel.connect(credentials=replace(GRANT, version="2.2"))
    with pytest.raises(ConnectorError):
        await there.changes_since(None)
    await there.aclose()
    assert highlevel.server.faults.seen[-1].url.path.startswith("/api.php/v2.2/")


async def test_every_body_has_the_exact_content_type(glpi: GlpiWorld, number: str) -> None:
    await glpi.system.write_triage(number, Triage(priority=5))
    await glpi.system.post_reply(number, REPLY, KEY)
    assert glpi.calls(UPDATE) == 1
    kinds = {r.headers["content-type"] for r in glpi.server.faults.seen if r.method != "GET"}
    assert kinds == {"application/json"}


def test_secrets_are_shown_by_no_repr() -> None:
    shown = f"{GRANT!r}{TOKEN!r}"
    assert GRANT.password not in shown
    assert TOKEN.user_token not in shown
