"""Internal notes in Zammad: one per key, and never before the eyes of the requester."""

import pytest
from starlette.responses import JSONResponse

from connectors.base import BadAnswer, ConnectorError
from connectors.json_http import Unreachable
from tests.contract.servers.faults import Fault
from tests.contract.servers.loopback import free_port
from tests.contract.servers.zammad_store import AGENT
from tests.contract.suite import KEY
from tests.contract.zammad_world import ZammadWorld

POST = "POST .*/ticket_articles"


@pytest.fixture
async def number(zammad: ZammadWorld) -> str:
    return await zammad.open_ticket("Congés", "Combien ?")


async def test_a_note_never_leaves_as_a_mail(zammad: ZammadWorld, number: str) -> None:
    await zammad.system.add_note(number, "Classé.", KEY)
    note = zammad.store.of(int(number))[-1]
    assert (note.type, note.internal) == ("note", True)
    assert await zammad.sent(number) == []


async def test_a_note_that_zammad_shows_to_the_requester_is_hidden_at_once(
    zammad: ZammadWorld, number: str
) -> None:
    def shown() -> None:
        zammad.store.of(int(number))[-1].internal = False

    zammad.suffer(Fault(POST, stored=True, meanwhile=shown))
    await zammad.system.add_note(number, "Classé.", KEY)
    assert zammad.store.of(int(number))[-1].internal


async def test_a_note_that_cannot_be_hidden_is_told_and_not_tried_again(
    zammad: ZammadWorld, number: str
) -> None:
    def shown() -> None:
        zammad.store.of(int(number))[-1].internal = False

    still = {"type": "note", "sender": "Agent", "internal": False, "created_by_id": 3}
    when = {"created_at": "2026-11-25T08:00:00Z", "updated_at": "2026-11-25T08:00:00Z"}
    zammad.suffer(Fault(POST, stored=True, meanwhile=shown))
    zammad.suffer(Fault("PUT", answer=lambda: JSONResponse({"id": 2} | still | when)))
    with pytest.raises(BadAnswer, match="la masquer à la main") as raised:
        await zammad.system.add_note(number, "Classé.", KEY)
    assert raised.value.permanent


async def test_a_note_zammad_took_and_does_not_show_is_told(
    zammad: ZammadWorld, number: str
) -> None:
    zammad.suffer(Fault(POST, answer=lambda: JSONResponse({"id": 2}, 201)))
    with pytest.raises(BadAnswer, match="ne la montre pas"):
        await zammad.system.add_note(number, "Classé.", KEY)


async def test_a_note_zammad_refuses_is_told(zammad: ZammadWorld, number: str) -> None:
    said = JSONResponse({"error": "Error ID 8hN2"}, 422)
    zammad.suffer(Fault(POST, answer=lambda: said))
    with pytest.raises(ConnectorError) as raised:
        await zammad.system.add_note(number, "Classé.", KEY)
    assert raised.value.permanent


async def test_a_colleagues_note_with_our_mark_is_not_ours(
    zammad: ZammadWorld, number: str
) -> None:
    prefs = {"triage_key": KEY}
    zammad.store.write(
        int(number), AGENT, "Agent", "copie", "note", internal=True, preferences=prefs
    )
    await zammad.system.add_note(number, "Classé.", KEY)
    assert len(await zammad.notes(number)) == 2


async def test_a_note_to_a_server_that_is_down_may_be_tried_again(zammad: ZammadWorld) -> None:
    away = zammad.connect(url=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(Unreachable) as trouble:
        await away.add_note("1", "Classé.", KEY)
    assert not trouble.value.permanent
    await away.aclose()
