"""Triage fields and the readiness check: Redmine answers 204 to what it did not do."""

from dataclasses import replace

import pytest
from starlette.responses import Response

from connectors.base import ConnectorError, NotAllowed, Triage
from tests.contract.redmine_world import SITE, RedmineWorld
from tests.contract.servers.faults import Fault
from tests.contract.servers.loopback import free_port
from tests.contract.servers.redmine_store import BOT, CATEGORIES, OFFICER, STAFF, ZOE, Person

PUT = "PUT /issues/"


@pytest.fixture
async def number(redmine: RedmineWorld) -> str:
    return await redmine.open_ticket("Congés", "Combien ?")


def without(*rights: str) -> tuple[str, ...]:
    return tuple(right for right in STAFF if right not in rights)


async def test_a_put_that_did_nothing_is_noticed(redmine: RedmineWorld, number: str) -> None:
    redmine.suffer(Fault(PUT, answer=lambda: Response(status_code=204)))
    result = await redmine.system.write_triage(number, Triage(category="conges"))
    assert result.written == ()
    assert "n’a pas gardé la catégorie « conges »" in result.refused["category"]


async def test_a_right_that_is_missing_drops_the_fields_in_silence_and_is_noticed(
    redmine: RedmineWorld, number: str
) -> None:
    redmine.store.roles[3] = without("edit_issues")
    result = await redmine.system.write_triage(number, Triage("conges", 50, "RH-Paie"))
    assert result.written == ()
    assert set(result.refused) == {"category", "priority", "queue"}


async def test_only_values_that_exist_are_asked_for(redmine: RedmineWorld, number: str) -> None:
    result = await redmine.system.write_triage(number, Triage("lune", 90, "RH-Lune"))
    assert set(result.refused) == {"category", "priority", "queue"}
    assert "l’y créer" in result.refused["category"]
    assert redmine.server.faults.calls(PUT) == 0


async def test_one_value_that_is_refused_does_not_take_the_others_with_it(
    redmine: RedmineWorld, number: str
) -> None:
    redmine.store.groups_may_be_assigned = False
    result = await redmine.system.write_triage(number, Triage("conges", 50, "RH-Paie"))
    assert result.written == ("category", "priority")
    assert "l’assignation aux groupes" in result.refused["queue"]


async def test_fields_are_written_in_one_request_and_one_journal(
    redmine: RedmineWorld, number: str
) -> None:
    await redmine.system.write_triage(number, Triage("conges", 50, "RH-Paie"))
    assert redmine.server.faults.calls(PUT) == 1
    assert len(redmine.store.issues[int(number)].journals) == 1


async def test_nothing_is_written_when_nothing_differs(redmine: RedmineWorld, number: str) -> None:
    triage = Triage(category="conges", priority=10, queue="RH-Paie")
    await redmine.system.write_triage(number, triage)
    await redmine.system.write_triage(number, triage)
    assert redmine.server.faults.calls(PUT) == 1


async def test_a_category_is_known_by_its_name_whatever_its_accents(
    redmine: RedmineWorld, number: str
) -> None:
    redmine.store.categories[2] = "Congés"
    redmine.store.categories[4] = "Rémunération paie"
    assert (await redmine.system.write_triage(number, Triage("conges"))).written == ("category",)
    result = await redmine.system.write_triage(number, Triage("remuneration-paie"))
    assert result.written == ("category",)
    assert redmine.store.issues[int(number)].category == 4


async def test_a_group_beyond_the_first_page_of_members_is_found(
    redmine: RedmineWorld, number: str
) -> None:
    group = redmine.store.people.pop(9)
    for key in range(100, 350):
        redmine.store.people[key] = Person(key, f"a{key}", f"Agent {key}", "", {1: [5]})
    redmine.store.people[9] = group
    assert (await redmine.system.write_triage(number, Triage(queue="RH-Paie"))).written == (
        "queue",
    )


async def test_a_person_with_the_name_of_a_group_is_not_put_in_charge(
    redmine: RedmineWorld, number: str
) -> None:
    redmine.store.people[9].group = False
    result = await redmine.system.write_triage(number, Triage(queue="RH-Paie"))
    assert list(result.refused) == ["queue"]


async def test_a_missing_right_is_said(redmine: RedmineWorld, number: str) -> None:
    redmine.store.roles[3] = without("edit_issues", "add_issue_notes")
    with pytest.raises(NotAllowed):
        await redmine.system.write_triage(number, Triage(category="conges"))


async def test_a_field_that_must_be_filled_first_is_told(
    redmine: RedmineWorld, number: str
) -> None:
    redmine.store.required_field_is_empty = True
    result = await redmine.system.write_triage(number, Triage("conges", 50))
    assert result.written == ()
    assert set(result.refused) == {"category", "priority"}


async def test_a_write_that_was_cut_may_be_done_again(redmine: RedmineWorld, number: str) -> None:
    redmine.suffer(Fault(PUT, stored=True, cut=True))
    with pytest.raises(ConnectorError) as raised:
        await redmine.system.write_triage(number, Triage(category="conges"))
    assert not raised.value.permanent
    result = await redmine.system.write_triage(number, Triage(category="conges"))
    assert result.written == ("category",)
    assert redmine.server.faults.calls(PUT) == 1


async def no_mail(redmine: RedmineWorld, number: str) -> str:
    return (await redmine.system.write_triage(number, Triage())).refused.get("courriel", "")


async def test_a_requester_who_can_be_written_to_gives_no_warning(
    redmine: RedmineWorld, number: str
) -> None:
    redmine.store.people[ZOE].notification = "only_assigned"
    assert await no_mail(redmine, number) == ""
    assert redmine.store.issues[int(number)].watchers == [ZOE]


async def test_a_requester_left_at_redmines_defaults_gets_no_mail_of_the_triage(
    redmine: RedmineWorld, number: str
) -> None:
    redmine.store.people[ZOE].notification = "only_assigned"
    await redmine.system.write_triage(number, Triage("conges", 50, "RH-Paie"))
    assert redmine.store.mails == []


async def test_a_requester_who_cannot_be_made_a_watcher_is_told(
    redmine: RedmineWorld, number: str
) -> None:
    redmine.store.roles[3] = without("add_issue_watchers")
    assert "Ajouter des observateurs" in await no_mail(redmine, number)


async def test_a_requester_outside_a_private_project_is_told(
    redmine: RedmineWorld, number: str
) -> None:
    redmine.store.people[ZOE].roles = {}
    assert "pas membre" in await no_mail(redmine, number)
    redmine.store.projects[1].public = True
    assert await no_mail(redmine, number) == ""


@pytest.mark.parametrize("author", [4, OFFICER])
async def test_a_requester_without_an_account_is_told(redmine: RedmineWorld, author: int) -> None:
    issue = redmine.store.create("Au guichet", "Combien ?", author=author)
    issue.fields[2] = "leo@corp.example"
    informed = redmine.connect(site=replace(SITE, email_field="Courriel"))
    refused = (await informed.write_triage(str(issue.id), Triage())).refused
    await informed.aclose()
    assert "pas de compte" in refused["courriel"]


async def failing(redmine: RedmineWorld) -> list[str]:
    return [f"{line.what} : {line.advice}" for line in await redmine.system.check() if not line.ok]


async def test_the_check_names_a_server_that_is_down(redmine: RedmineWorld) -> None:
    away = redmine.connect(url=f"http://127.0.0.1:{free_port()}")
    [line] = await away.check()
    await away.aclose()
    assert "injoignable" in line.advice


async def test_the_check_names_a_key_that_is_refused(redmine: RedmineWorld) -> None:
    stranger = redmine.connect(key="stranger")
    [line] = await stranger.check()
    await stranger.aclose()
    assert "jeton" in line.advice
    assert "API REST" in line.advice


async def test_the_check_names_an_address_that_leads_to_a_page(redmine: RedmineWorld) -> None:
    astray = redmine.connect(url=f"{redmine.url}/helpdesk")
    [line] = await astray.check()
    await astray.aclose()
    assert "adresse" in line.advice


async def test_the_check_names_a_project_we_do_not_see(redmine: RedmineWorld) -> None:
    redmine.store.people[BOT].roles = {}
    [line] = await failing(redmine)
    assert "« rh »" in line
    assert "y faire entrer le compte" in line


@pytest.mark.parametrize(
    ("right", "words"),
    [
        ("edit_issues", "Modifier les demandes"),
        ("add_issue_notes", "Ajouter des notes"),
        ("set_notes_private", "Définir une note comme privée"),
        ("add_issue_watchers", "aucun courriel"),
    ],
)
async def test_the_check_names_a_right_that_is_missing(
    redmine: RedmineWorld, right: str, words: str
) -> None:
    redmine.store.roles[3] = without(right)
    [line] = await failing(redmine)
    assert words in line


async def test_the_check_names_a_missing_key_field(redmine: RedmineWorld) -> None:
    del redmine.store.custom_fields[1]
    [line] = await failing(redmine)
    assert "« TriageKey »" in line


async def test_the_check_names_a_ticket_whose_key_field_we_do_not_see(
    redmine: RedmineWorld, number: str
) -> None:
    redmine.store.hidden_fields.add(1)
    [line] = await failing(redmine)
    assert f"Il manque au ticket {number}." in line


async def test_the_check_names_the_categories_the_project_lacks(redmine: RedmineWorld) -> None:
    del redmine.store.categories[1]
    [line] = await failing(redmine)
    assert f"Créer dans le projet les catégories : {CATEGORIES[0]}." in line


async def test_the_check_lists_the_priorities_that_may_be_written(redmine: RedmineWorld) -> None:
    lines = [line.what for line in await redmine.system.check()]
    assert "Priorités : 10 (Low), 20 (Normal), 50 (High)" in lines
