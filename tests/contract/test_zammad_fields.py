"""Triage fields and the readiness check: what Zammad says is not what it did."""

import pytest
from starlette.responses import JSONResponse

from connectors.base import ConnectorError, NotAllowed, Triage, TriageResult
from tests.contract.servers.faults import Fault
from tests.contract.servers.loopback import free_port
from tests.contract.servers.zammad_store import BOT, CATEGORIES
from tests.contract.suite import wrong_lines
from tests.contract.zammad_world import ZammadWorld

PUT = "PUT .*/tickets/"


@pytest.fixture
async def number(zammad: ZammadWorld) -> str:
    return await zammad.open_ticket("Congés", "Combien ?")


def grant(zammad: ZammadWorld, *permissions: str) -> None:
    zammad.store.people[BOT].permissions = frozenset(permissions)


async def test_a_put_that_did_nothing_is_noticed(zammad: ZammadWorld, number: str) -> None:
    zammad.suffer(Fault(PUT, answer=lambda: JSONResponse({"id": 1})))
    result = await zammad.system.write_triage(number, Triage(category="conges"))
    assert result.written == ()
    assert "n’a pas gardé la valeur « conges »" in result.refused["category"]


async def test_a_value_another_agent_of_zammad_put_in_its_place_is_noticed(
    zammad: ZammadWorld, number: str
) -> None:
    held = zammad.store.tickets[int(number)]
    zammad.suffer(Fault(PUT, stored=True, meanwhile=lambda: setattr(held, "priority", 1)))
    result = await zammad.system.write_triage(number, Triage(category="conges", priority=3))
    assert result.written == ("category",)
    assert list(result.refused) == ["priority"]


async def test_a_value_outside_the_list_is_refused_and_the_others_hold(
    zammad: ZammadWorld, number: str
) -> None:
    triage = Triage(category="lune", priority=3, queue="RH-Paie")
    result = await zammad.system.write_triage(number, triage)
    assert result.written == ("priority", "queue")
    assert "« lune »" in result.refused["category"]


async def test_what_a_core_workflow_refuses_is_told_for_its_field_alone(
    zammad: ZammadWorld, number: str
) -> None:
    zammad.store.forbidden = {"group": "RH-Paie", "priority_id": "3"}
    triage = Triage(category="conges", priority=3, queue="RH-Paie")
    result = await zammad.system.write_triage(number, triage)
    assert result.written == ("category",)
    assert set(result.refused) == {"priority", "queue"}
    assert all("Core Workflow" in why for why in result.refused.values())


@pytest.mark.parametrize("priority", [7, 1])
async def test_a_priority_that_is_missing_or_switched_off_is_not_even_asked_for(
    zammad: ZammadWorld, number: str, priority: int
) -> None:
    zammad.store.priorities[1] = False
    result = await zammad.system.write_triage(number, Triage(priority=priority))
    assert "n’est plus active" in result.refused["priority"]
    assert zammad.server.faults.calls(PUT) == 0


async def test_an_unknown_group_is_refused_by_zammad_itself(
    zammad: ZammadWorld, number: str
) -> None:
    result = await zammad.system.write_triage(number, Triage(queue="RH-Lune"))
    assert "RH-Lune" in result.refused["queue"]


async def test_a_group_that_is_switched_off_is_not_even_asked_for_where_we_may_see_it(
    zammad: ZammadWorld, number: str
) -> None:
    grant(zammad, "admin.group")
    zammad.store.groups["RH-Paie"] = False
    result = await zammad.system.write_triage(number, Triage(queue="RH-Paie"))
    assert "n’est plus actif" in result.refused["queue"]
    assert zammad.server.faults.calls(PUT) == 0


async def test_an_attribute_that_does_not_exist_is_refused_before_it_is_ignored(
    zammad: ZammadWorld, number: str
) -> None:
    zammad.store.has_category = False
    result = await zammad.system.write_triage(number, Triage(category="conges"))
    assert "n’existe pas" in result.refused["category"]
    assert zammad.server.faults.calls(PUT) == 0


async def test_nothing_is_written_when_nothing_differs(zammad: ZammadWorld, number: str) -> None:
    triage = Triage(category="conges", priority=3, queue="RH")
    await zammad.system.write_triage(number, triage)
    await zammad.system.write_triage(number, triage)
    assert zammad.server.faults.calls(PUT) == 1


async def test_nothing_to_write_is_nothing_written(zammad: ZammadWorld, number: str) -> None:
    assert await zammad.system.write_triage(number, Triage()) == TriageResult()
    assert zammad.server.faults.calls(PUT) == 0


async def test_a_missing_right_is_said(zammad: ZammadWorld, number: str) -> None:
    zammad.suffer(Fault(PUT, answer=lambda: JSONResponse({"error": "Not authorized"}, 403)))
    with pytest.raises(NotAllowed):
        await zammad.system.write_triage(number, Triage(category="conges"))


async def test_a_write_that_was_cut_may_be_done_again(zammad: ZammadWorld, number: str) -> None:
    zammad.suffer(Fault(PUT, stored=True, cut=True))
    with pytest.raises(ConnectorError) as raised:
        await zammad.system.write_triage(number, Triage(category="conges"))
    assert not raised.value.permanent
    result = await zammad.system.write_triage(number, Triage(category="conges"))
    assert result.written == ("category",)
    assert zammad.server.faults.calls(PUT) == 1


async def failing(zammad: ZammadWorld) -> list[str]:
    return [f"{line.what} : {line.advice}" for line in await wrong_lines(zammad.system)]


@pytest.mark.parametrize(
    ("token", "path", "advice"),
    [("bot", None, "injoignable"), ("stranger", "", "jeton"), ("bot", "/aide", "adresse")],
)
async def test_the_check_names_what_keeps_us_from_entering(
    zammad: ZammadWorld, token: str, path: str | None, advice: str
) -> None:
    url = f"http://127.0.0.1:{free_port()}" if path is None else f"{zammad.url}{path}"
    away = zammad.connect(token=token, url=url)
    [line] = await away.check()
    await away.aclose()
    assert not line.ok
    assert advice in line.advice


async def test_the_check_says_when_tokens_are_not_admitted(zammad: ZammadWorld) -> None:
    refused = JSONResponse({"error": "Authentication required"}, 403)
    zammad.suffer(Fault("/users/me", answer=lambda: refused))
    [line] = await failing(zammad)
    assert "l’accès par jeton" in line


async def test_the_check_names_an_account_that_is_no_agent(zammad: ZammadWorld) -> None:
    zammad.store.people[BOT].agent = False
    [line] = await failing(zammad)
    assert "ticket.agent" in line


@pytest.mark.parametrize("access", [[], ["read"], ["read", "overview", "change"]])
async def test_the_check_names_a_group_we_may_not_work_in(
    zammad: ZammadWorld, access: list[str]
) -> None:
    zammad.store.people[BOT].groups = {"RH": ["read", "create", "change"], "RH-Paie": access}
    [line] = await failing(zammad)
    assert "« RH-Paie »" in line


async def test_the_check_says_when_the_search_does_not_answer(zammad: ZammadWorld) -> None:
    await zammad.open_ticket("Congés", "Combien ?")
    zammad.store.index = None
    [line] = await failing(zammad)
    assert "Elasticsearch" in line


@pytest.mark.parametrize("permissions", [(), ("admin.object",)])
async def test_the_check_names_a_missing_attribute(
    zammad: ZammadWorld, permissions: tuple[str, ...]
) -> None:
    grant(zammad, *permissions)
    await zammad.open_ticket("Congés", "Combien ?")
    zammad.store.has_category = False
    [line] = await failing(zammad)
    assert "« categorie_rh »" in line
    assert "Créer cet attribut" in line


async def test_the_check_names_the_categories_the_attribute_lacks(zammad: ZammadWorld) -> None:
    grant(zammad, "admin.object")
    zammad.store.categories = CATEGORIES[1:]
    [line] = await failing(zammad)
    assert f"Ajouter aux valeurs de l’attribut : {CATEGORIES[0]}." in line
