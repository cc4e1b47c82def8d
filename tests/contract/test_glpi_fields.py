"""Triage fields and the readiness check: what GLPI answers is not what it did."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from starlette.responses import JSONResponse

from connectors.base import ConnectorError, NotAllowed, Triage
from tests.contract.glpi_worlds import SITE, UPDATE, GlpiWorld
from tests.contract.servers.faults import Fault
from tests.contract.servers.glpi_store import CATEGORIES, Category, Group
from tests.contract.servers.loopback import free_port

ASSIGN = r"POST .*(TeamMember|Group_Ticket)$"


@pytest.fixture
async def number(glpi: GlpiWorld) -> str:
    return await glpi.open_ticket("Congés", "Combien ?")


async def test_a_field_ignored_in_silence_is_noticed(glpi: GlpiWorld, number: str) -> None:
    glpi.store.ignored = {"priority"}
    result = await glpi.system.write_triage(number, Triage(category="conges", priority=5))
    assert result.written == ("category",)
    assert "n’a pas gardé la valeur « 5 »" in result.refused["priority"]


async def test_a_business_refusal_is_told_and_not_sent_again(glpi: GlpiWorld, number: str) -> None:
    glpi.store.refused = {"category"}
    result = await glpi.system.write_triage(number, Triage(category="conges", queue="RH-Paie"))
    assert result.written == ("queue",)
    assert "refusé" in result.refused["category"]
    assert "métier" not in result.refused["category"]
    assert glpi.calls(UPDATE) == 1


async def test_a_false_boolean_is_no_success(legacy: GlpiWorld) -> None:
    number = await legacy.open_ticket("Congés", "Combien ?")
    legacy.legacy.takes_updates = False
    result = await legacy.system.write_triage(number, Triage(category="conges"))
    assert "refusé" in result.refused["category"]


async def test_a_category_that_does_not_exist_is_refused_before_it_is_sent(
    glpi: GlpiWorld, number: str
) -> None:
    result = await glpi.system.write_triage(number, Triage(category="lune", priority=5))
    assert result.written == ("priority",)
    assert "« lune » n’existe pas" in result.refused["category"]


@pytest.mark.parametrize("name", ["RH > conges", "RH>Conges", "CONGES"])
async def test_a_category_may_be_named_by_its_path(glpi: GlpiWorld, number: str, name: str) -> None:
    there = glpi.connect(site=replace(SITE, categories={"ours": name}))
    result = await there.write_triage(number, Triage(category="ours"))
    await there.aclose()
    assert result.written == ("category",)


async def test_a_name_that_two_categories_bear_is_not_guessed(glpi: GlpiWorld, number: str) -> None:
    glpi.store.categories.append(Category(99, "conges", "Informatique > conges"))
    result = await glpi.system.write_triage(number, Triage(category="conges"))
    assert "plusieurs fois" in result.refused["category"]
    assert glpi.calls(UPDATE) == 0


@pytest.mark.parametrize(("type_", "allowed"), [(1, False), (2, True)])
async def test_a_category_for_requests_is_not_put_on_an_incident(
    glpi: GlpiWorld, number: str, type_: int, *, allowed: bool
) -> None:
    glpi.store.tickets[int(number)].type = type_
    glpi.store.categories[1].incidents = False
    result = await glpi.system.write_triage(number, Triage(category="conges"))
    assert (result.written == ("category",)) is allowed


@pytest.mark.parametrize("priority", [0, 7, 50])
async def test_a_priority_off_the_scale_is_refused(
    glpi: GlpiWorld, number: str, priority: int
) -> None:
    result = await glpi.system.write_triage(number, Triage(priority=priority))
    assert "1 à 6" in result.refused["priority"]
    assert glpi.calls(UPDATE) == 0


async def test_an_unknown_group_is_refused(glpi: GlpiWorld, number: str) -> None:
    result = await glpi.system.write_triage(number, Triage(queue="RH-Lune"))
    assert "RH-Lune" in result.refused["queue"]
    assert glpi.calls(ASSIGN) == 0


async def test_a_group_that_takes_no_tickets_is_refused(legacy: GlpiWorld) -> None:
    number = await legacy.open_ticket("Congés", "Combien ?")
    legacy.store.groups.append(Group(22, "Annuaire", assignable=False))
    result = await legacy.system.write_triage(number, Triage(queue="Annuaire"))
    assert "ne peut être choisi" in result.refused["queue"]


async def test_nothing_is_written_when_nothing_differs(glpi: GlpiWorld, number: str) -> None:
    triage = Triage(category="conges", priority=5, queue="RH")
    await glpi.system.write_triage(number, triage)
    await glpi.system.write_triage(number, triage)
    assert (glpi.calls(UPDATE), glpi.calls(ASSIGN)) == (1, 1)


async def test_only_what_differs_is_written(glpi: GlpiWorld, number: str) -> None:
    await glpi.system.write_triage(number, Triage(category="conges", priority=5))
    await glpi.system.write_triage(number, Triage(category="maladie", priority=5))
    last = [r for r in glpi.server.faults.seen if r.method in {"PATCH", "PUT"}][-1]
    assert b"priority" not in await last.body()


@pytest.mark.parametrize("tells_range", [True, False])
async def test_more_categories_than_a_page_are_all_known(
    glpi: GlpiWorld, number: str, *, tells_range: bool
) -> None:
    glpi.server.tells_range = tells_range
    glpi.store.categories += [Category(100 + n, f"c{n}", f"IT > c{n}") for n in range(250)]
    result = await glpi.system.write_triage(number, Triage(category="c249"))
    assert result.written == ("category",)


async def test_a_role_in_words_that_fails_gives_way_to_its_number(highlevel: GlpiWorld) -> None:
    number = await highlevel.open_ticket("Congés", "Combien ?")
    highlevel.highlevel.role_types = (int,)
    result = await highlevel.system.write_triage(number, Triage(queue="RH"))
    assert result.written == ("queue",)
    assert highlevel.calls(ASSIGN) == 2


async def test_a_group_that_no_role_can_assign_is_told(highlevel: GlpiWorld) -> None:
    number = await highlevel.open_ticket("Congés", "Combien ?")
    highlevel.highlevel.role_types = ()
    result = await highlevel.system.write_triage(number, Triage(priority=5, queue="RH"))
    assert result.written == ("priority",)
    assert "11.0.0 à 11.0.4" in result.refused["queue"]


async def test_a_500_after_the_group_was_assigned_does_not_assign_it_twice(
    highlevel: GlpiWorld,
) -> None:
    number = await highlevel.open_ticket("Congés", "Combien ?")
    error = {"status": "ERROR", "title": "An unexpected error has occurred"}
    highlevel.suffer(Fault(ASSIGN, stored=True, answer=lambda: JSONResponse(error, 500)))
    result = await highlevel.system.write_triage(number, Triage(queue="RH"))
    assert result.written == ("queue",)
    assert highlevel.calls(ASSIGN) == 1


async def test_a_version_that_lists_no_categories_is_told(highlevel: GlpiWorld) -> None:
    number = await highlevel.open_ticket("Congés", "Combien ?")
    highlevel.highlevel.lists_categories = False
    result = await highlevel.system.write_triage(number, Triage(category="conges", priority=5))
    assert result.written == ("priority",)
    assert "legacy" in result.refused["category"]


async def test_a_missing_right_is_said(glpi: GlpiWorld, number: str) -> None:
    body: object = {"status": "ERROR_RIGHT_MISSING", "title": "No"}
    if glpi.api == "legacy":
        body = ["ERROR_RIGHT_MISSING", "Non"]
    glpi.suffer(Fault(UPDATE, answer=lambda: JSONResponse(body, 403)))
    with pytest.raises(NotAllowed):
        await glpi.system.write_triage(number, Triage(category="conges"))


async def test_a_write_that_was_cut_may_be_done_again(glpi: GlpiWorld, number: str) -> None:
    glpi.suffer(Fault(UPDATE, stored=True, cut=True))
    with pytest.raises(ConnectorError) as raised:
        await glpi.system.write_triage(number, Triage(category="conges"))
    assert not raised.value.permanent
    result = await glpi.system.write_triage(number, Triage(category="conges"))
    assert result.written == ("category",)
    assert glpi.calls(UPDATE) == 1


async def failing(glpi: GlpiWorld) -> list[str]:
    return [f"{line.what} : {line.advice}" for line in await glpi.system.check() if not line.ok]


async def test_the_check_says_as_whom_and_where_we_act(glpi: GlpiWorld) -> None:
    lines = [line.what for line in await glpi.system.check()]
    assert "Compte « guichet-rh », profil « Guichet RH », entité « Ville > RH »" in lines


async def test_the_check_names_a_server_that_is_down(glpi: GlpiWorld) -> None:
    away = glpi.connect(url=f"http://127.0.0.1:{free_port()}")
    [line] = await away.check()
    await away.aclose()
    assert "injoignable" in line.advice


async def test_the_check_names_an_account_that_is_refused(glpi: GlpiWorld) -> None:
    stranger = glpi.stranger()
    [line] = await stranger.check()
    await stranger.aclose()
    assert "compte" in line.advice or "identifiant" in line.advice


async def test_the_check_names_an_address_that_leads_elsewhere(glpi: GlpiWorld) -> None:
    astray = glpi.connect(url=f"{glpi.url}/aide")
    [line] = await astray.check()
    await astray.aclose()
    assert "adresse" in line.advice


async def test_the_check_names_a_disabled_api(glpi: GlpiWorld) -> None:
    glpi.store.enabled = False
    [line] = await failing(glpi)
    assert "Configuration > Générale > API" in line


async def test_the_check_names_the_categories_that_are_absent(glpi: GlpiWorld) -> None:
    del glpi.store.categories[0]
    [line] = await failing(glpi)
    assert CATEGORIES[0] in line
    assert CATEGORIES[1] not in line


async def test_the_check_names_clocks_that_differ(glpi: GlpiWorld) -> None:
    glpi.store.now += timedelta(minutes=10)
    [line] = await failing(glpi)
    assert "10 min" in line


async def test_the_check_names_a_zone_that_is_another(glpi: GlpiWorld) -> None:
    glpi.store.zone = ZoneInfo("America/Cayenne")
    [line] = await failing(glpi)
    assert "zone" in line


async def test_the_check_names_users_we_may_not_see(glpi: GlpiWorld) -> None:
    glpi.store.sees_users = False
    [line] = await failing(glpi)
    assert "lecture des utilisateurs" in line


async def test_the_check_names_rights_that_the_profile_lacks(legacy: GlpiWorld) -> None:
    legacy.legacy.rights["followup"] &= ~8192
    [line] = await failing(legacy)
    assert "voir les suivis privés" in line
    assert "priorité" not in line
