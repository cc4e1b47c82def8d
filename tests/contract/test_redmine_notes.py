"""Internal notes in Redmine stay inside, or are not written."""

import pytest

from connectors.base import NotAllowed
from tests.contract.redmine_world import RedmineWorld
from tests.contract.servers.faults import Fault
from tests.contract.servers.redmine_store import STAFF, ZOE, Issue
from tests.contract.suite import KEY

PUT = "PUT /issues/"
WITHOUT = tuple(right for right in STAFF if right != "set_notes_private")


@pytest.fixture
async def number(redmine: RedmineWorld) -> str:
    return await redmine.open_ticket("Congés", "Combien ?")


@pytest.fixture
def issue(redmine: RedmineWorld, number: str) -> Issue:
    return redmine.store.issues[int(number)]


async def test_a_note_is_never_written_where_it_would_come_out_public(
    redmine: RedmineWorld, number: str, issue: Issue
) -> None:
    redmine.store.roles[3] = WITHOUT
    with pytest.raises(NotAllowed, match="Définir une note comme privée"):
        await redmine.system.add_note(number, "Classé.", KEY)
    assert issue.journals == []


async def test_a_note_that_came_out_public_all_the_same_is_told(
    redmine: RedmineWorld, number: str
) -> None:
    def taken() -> None:
        redmine.store.roles[3] = WITHOUT

    redmine.suffer(Fault("GET /roles/", stored=True, meanwhile=taken))
    with pytest.raises(NotAllowed, match="rendu publique") as trouble:
        await redmine.system.add_note(number, "Classé.", KEY)
    assert trouble.value.permanent


async def test_a_note_holds_no_field_that_would_go_into_a_public_journal(
    redmine: RedmineWorld, number: str, issue: Issue
) -> None:
    await redmine.system.add_note(number, "Classé.", KEY)
    [journal] = issue.journals
    assert (journal.private, journal.details) == (True, [])
    assert ZOE not in {to for to, _, _ in redmine.store.mails}
