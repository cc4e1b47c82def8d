"""The whole journey on a real Redmine, nothing stubbed: a ticket in, one approved letter out."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cases.model import Case, CaseState
from cases.store.records import DeliveryState
from tests.contract.suite import words
from tests.real.officer import Officer
from tests.real.redmine_lab import RedmineLab
from tests.real.redmine_world import RealRedmine
from tests.real.town import Connected, Town, wait_until

pytestmark = [pytest.mark.real, pytest.mark.timeout(600)]


QUESTION = (
    "Bonjour, je suis fonctionnaire titulaire à temps complet, cinq jours par semaine. "
    "À combien de jours de congés annuels ai-je droit cette année ?"
)
FIELDS = re.compile("Category set to|Priority changed")
OVER = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}


@pytest.fixture
def town(redmine: RedmineLab, tmp_path: Path) -> Iterator[Town]:
    own = {"kind": "redmine", "url": redmine.url, "projects": ["rh"]}
    town = Town(Connected("redmine", redmine.keys["bot"], own), tmp_path)
    try:
        town.open()
        yield town
    finally:
        town.close()


@pytest.fixture
def officer(town: Town) -> Iterator[Officer]:
    officer = Officer(town.settings.page.url)
    officer.sign_in()
    yield officer
    officer.close()


class Outside:
    """Redmine seen by those who open a ticket there and read it."""

    def __init__(self, lab: RedmineLab) -> None:
        self._loop = asyncio.Runner()
        self._world = RealRedmine(lab)
        self.number = self._loop.run(self._world.open_ticket("Congés annuels", QUESTION))

    def category(self) -> str:
        return str(self._loop.run(self._world.record(self.number))["category"]["name"])

    def private_notes(self) -> list[str]:
        return self._loop.run(self._world.notes(self.number))

    def mails(self) -> list[str]:
        """What Redmine mailed to the requester, less what it tells of the fields by itself."""
        sent = self._loop.run(self._world.sent(self.number))
        return [mail for mail in sent if not FIELDS.match(mail)]

    def read_by_the_requester(self) -> list[str]:
        journals = self._loop.run(self._world.record(self.number, "zoe"))["journals"]
        return [journal["notes"] for journal in journals if journal["notes"]]

    def close(self) -> None:
        self._loop.run(self._world.aclose())
        self._loop.close()


@pytest.fixture
def outside(redmine: RedmineLab) -> Iterator[Outside]:
    outside = Outside(redmine)
    yield outside
    outside.close()


def brought_to(state: CaseState, town: Town, number: str) -> Case:
    def there() -> Case | None:
        case = town.case(number)
        return case if case and case.state is state else None

    found = wait_until(there, 240, f"{number} is {state}")
    assert found
    return found


def test_a_ticket_is_sorted_noted_in_private_and_answered_once_as_approved(
    town: Town, officer: Officer, outside: Outside
) -> None:
    case = brought_to(CaseState.AWAITING_APPROVAL, town, outside.number)
    assert case.classification
    assert outside.category() == case.classification.category == "conges"
    assert len(outside.private_notes()) == 1
    assert outside.read_by_the_requester() == outside.mails() == []

    letter = officer.approve(case.id)
    brought_to(CaseState.ANSWERED, town, outside.number)
    wait_until(lambda: runs_are_over(town, outside.number), 90, "no run goes on")
    [delivery] = town.ask(lambda wiring: wiring.deliveries.of_case(case.id))
    assert (delivery.state, delivery.attempt) == (DeliveryState.SENT, 1)
    assert [words(mail) for mail in wait_until(outside.mails, 60, "a mail")] == [words(letter)]
    assert [words(said) for said in outside.read_by_the_requester()] == [words(letter)]
    assert len(outside.private_notes()) == 1
    assert town.broken_trail() is None


def runs_are_over(town: Town, number: str) -> bool:
    return {run["state_type"] for run in town.runs("send-reply", number=number)} <= OVER
