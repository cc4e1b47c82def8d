"""Tags of Zammad: only those that exist, beside those the ticket has, and never a new one."""

import pytest
from starlette.responses import JSONResponse

from connectors.base import Triage
from tests.contract.servers.faults import Fault
from tests.contract.servers.zammad_store import TAGS
from tests.contract.zammad_world import ZammadWorld

ADD = "POST .*/tags/add"


@pytest.fixture
async def number(zammad: ZammadWorld) -> str:
    return await zammad.open_ticket("Congés", "Combien ?")


async def test_a_tag_is_added_beside_those_a_colleague_put(
    zammad: ZammadWorld, number: str
) -> None:
    held = zammad.store.tickets[int(number)]
    held.tags = ["rh-paie"]
    await zammad.system.write_triage(number, Triage(tags=("rh-paie", "agenda")))
    assert held.tags == ["rh-paie", "agenda"]
    assert zammad.server.faults.calls(ADD) == 1


@pytest.mark.parametrize("tag", ["conges", "Agenda", "lune"])
async def test_a_tag_that_is_not_there_by_that_very_name_is_never_made(
    zammad: ZammadWorld, number: str, tag: str
) -> None:
    result = await zammad.system.write_triage(number, Triage(tags=("agenda", tag)))
    assert f"« {tag} » n’existe pas" in result.refused["tags"]
    assert zammad.store.tickets[int(number)].tags == ["agenda"]
    assert zammad.store.tags == list(TAGS)


async def test_a_tag_is_found_behind_many_whose_names_hold_its_own(
    zammad: ZammadWorld, number: str
) -> None:
    assert sum("conges" in tag for tag in TAGS) > 10
    result = await zammad.system.write_triage(number, Triage(tags=("rh-conges", "conges-11")))
    assert result.written == ("tags",)


async def test_a_tag_that_was_not_kept_is_noticed(zammad: ZammadWorld, number: str) -> None:
    zammad.suffer(Fault(ADD, answer=lambda: JSONResponse(content=True, status_code=201)))
    result = await zammad.system.write_triage(number, Triage("conges", tags=("agenda",)))
    assert result.written == ("category",)
    assert "n’a pas gardé l’étiquette « agenda »" in result.refused["tags"]


async def test_a_tag_that_zammad_refuses_keeps_no_field_from_being_written(
    zammad: ZammadWorld, number: str
) -> None:
    refusal = JSONResponse({"error": "no"}, 422)
    zammad.suffer(Fault(ADD, answer=lambda: refusal))
    result = await zammad.system.write_triage(number, Triage("conges", tags=("agenda",)))
    assert result.written == ("category",)
    assert "refuse l’étiquette « agenda »" in result.refused["tags"]
