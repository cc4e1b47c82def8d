"""Triage fields and the readiness check: what Request Tracker says is not what it did."""

from dataclasses import replace

import pytest
from starlette.responses import JSONResponse

from connectors.base import ConnectorError, NotAllowed, Triage
from tests.contract.servers.faults import Fault
from tests.contract.servers.loopback import free_port
from tests.contract.servers.rt_store import CATEGORIES
from tests.contract.suite import wrong_lines
from tests.contract.worlds import SITE, ServerWorld

PUT = "PUT .*/ticket/"


@pytest.fixture
async def number(rt: ServerWorld) -> str:
    return await rt.open_ticket("Congés", "Combien ?")


async def test_a_put_that_did_nothing_is_noticed(rt: ServerWorld, number: str) -> None:
    rt.suffer(Fault(PUT, answer=lambda: JSONResponse(["Category conges added"])))
    result = await rt.system.write_triage(number, Triage(category="conges"))
    assert result.written == ()
    assert "n’a pas gardé la valeur « conges »" in result.refused["category"]


async def test_a_value_outside_the_list_is_refused_and_the_others_hold(
    rt: ServerWorld, number: str
) -> None:
    result = await rt.system.write_triage(number, Triage(category="lune", priority=50))
    assert result.written == ("priority",)
    assert list(result.refused) == ["category"]


async def test_an_unknown_queue_is_refused(rt: ServerWorld, number: str) -> None:
    result = await rt.system.write_triage(number, Triage(queue="RH-Lune"))
    assert "RH-Lune" in result.refused["queue"]


async def test_a_field_the_queue_does_not_have_is_refused_before_it_is_ignored(
    rt: ServerWorld, number: str
) -> None:
    rt.store.has_category_field = False
    result = await rt.system.write_triage(number, Triage(category="conges"))
    assert "n’existe pas" in result.refused["category"]
    assert rt.server.faults.calls(PUT) == 0


async def test_nothing_is_written_when_nothing_differs(rt: ServerWorld, number: str) -> None:
    triage = Triage(category="conges", priority=10, queue="RH")
    await rt.system.write_triage(number, triage)
    await rt.system.write_triage(number, triage)
    assert rt.server.faults.calls(PUT) == 1


async def test_a_ticket_that_changed_meanwhile_is_read_again_once(
    rt: ServerWorld, number: str
) -> None:
    stale = JSONResponse({"message": "Precondition Failed"}, 412)
    rt.suffer(Fault(PUT, answer=lambda: stale))
    result = await rt.system.write_triage(number, Triage(category="conges"))
    assert result.written == ("category",)
    assert rt.server.faults.calls(PUT) == 2


async def test_a_ticket_that_never_stands_still_is_left_and_told(
    rt: ServerWorld, number: str
) -> None:
    stale = JSONResponse({"message": "Precondition Failed"}, 412)
    rt.suffer(Fault(PUT, answer=lambda: stale, times=9))
    result = await rt.system.write_triage(number, Triage(category="conges"))
    assert list(result.refused) == ["category"]
    assert rt.server.faults.calls(PUT) == 2


async def test_a_missing_right_is_said(rt: ServerWorld, number: str) -> None:
    rt.suffer(Fault(PUT, answer=lambda: JSONResponse({"message": "Forbidden"}, 403)))
    with pytest.raises(NotAllowed):
        await rt.system.write_triage(number, Triage(category="conges"))


async def test_a_write_that_was_cut_may_be_done_again(rt: ServerWorld, number: str) -> None:
    rt.suffer(Fault(PUT, stored=True, cut=True))
    with pytest.raises(ConnectorError) as raised:
        await rt.system.write_triage(number, Triage(category="conges"))
    assert not raised.value.permanent
    result = await rt.system.write_triage(number, Triage(category="conges"))
    assert result.written == ("category",)
    assert rt.server.faults.calls(PUT) == 1


async def failing(rt: ServerWorld) -> list[str]:
    return [f"{line.what} : {line.advice}" for line in await wrong_lines(rt.system)]


async def test_the_check_names_a_server_that_is_down(rt: ServerWorld) -> None:
    away = rt.connect(url=f"http://127.0.0.1:{free_port()}")
    [line] = await away.check()
    await away.aclose()
    assert not line.ok
    assert "injoignable" in line.advice


async def test_the_check_names_a_token_that_is_refused(rt: ServerWorld) -> None:
    stranger = rt.connect(token="1-99-stranger")
    [line] = await stranger.check()
    await stranger.aclose()
    assert "jeton" in line.advice


async def test_the_check_names_an_address_that_leads_elsewhere(rt: ServerWorld) -> None:
    astray = rt.connect(url=f"{rt.url}/helpdesk")
    [line] = await astray.check()
    await astray.aclose()
    assert "adresse" in line.advice


async def test_the_check_names_a_queue_the_account_does_not_see(rt: ServerWorld) -> None:
    rt.store.queues = ("RH",)
    assert any("« RH-Paie »" in line and "SeeQueue" in line for line in await failing(rt))


async def test_the_check_names_a_missing_field(rt: ServerWorld) -> None:
    rt.store.has_category_field = False
    assert any("« Category »" in line and "Créer ce champ" in line for line in await failing(rt))


async def test_the_check_names_the_categories_the_field_lacks(rt: ServerWorld) -> None:
    rt.store.categories = CATEGORIES[1:]
    [first, second] = await failing(rt)
    assert f"Ajouter à la liste du champ : {CATEGORIES[0]}." in first
    assert "« RH-Paie »" in second


async def test_the_check_names_an_account_that_does_not_exist(rt: ServerWorld) -> None:
    del rt.store.users["triage-bot"]
    [line] = await failing(rt)
    assert "« user »" in line


async def test_a_tag_is_added_beside_those_a_colleague_put(rt: ServerWorld, number: str) -> None:
    rt.store.tickets[int(number)].tags = ["rh-paie"]
    result = await rt.system.write_triage(number, Triage(category="conges", tags=("agenda",)))
    assert result.written == ("category", "tags")
    assert rt.store.tickets[int(number)].tags == ["rh-paie", "agenda"]


async def test_a_tag_outside_the_list_is_named_alone(rt: ServerWorld, number: str) -> None:
    result = await rt.system.write_triage(number, Triage(tags=("agenda", "lune")))
    assert rt.store.tickets[int(number)].tags == ["agenda"]
    assert "« lune »" in result.refused["tags"]


@pytest.mark.parametrize(("field", "advice"), [("", "tags_field"), ("Mots", "« Mots »")])
async def test_tags_without_their_field_are_not_even_asked_for(
    rt: ServerWorld, number: str, field: str, advice: str
) -> None:
    away = rt.connect(site=replace(SITE, tags_field=field))
    result = await away.write_triage(number, Triage(tags=("agenda",)))
    await away.aclose()
    assert advice in result.refused["tags"]
    assert rt.server.faults.calls(PUT) == 0


async def test_the_check_names_a_missing_field_of_tags(rt: ServerWorld) -> None:
    rt.store.has_tags_field = False
    assert any("« Tags »" in line and "Créer ce champ" in line for line in await failing(rt))
