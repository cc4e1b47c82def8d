"""On the journey, an attack that a model obeys reaches no other recipient and approves nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from agents.checker.graph import check
from agents.checker.relevance import Relevance
from agents.classifier.embedded import EmbeddedClassifier
from agents.classifier.graph import classify
from agents.dependencies import Dependencies, read_categories
from agents.drafter.graph import draft_letter
from agents.drafter.state import Letterhead
from agents.gateway.model_gateway import ModelGateway
from agents.gateway.model_routes import Routes
from app.wiring import Wiring
from cases.model import CaseState
from flows import steps
from flows.handle_ticket import handle_ticket
from flows.send_reply import send_reply
from knowledge.search.procedures import Procedures
from statute.book import Book
from tests.agents.injection.attacks import QUESTION, Attack, Obedient, attacks
from tests.builders import ADA, a_ticket, shown
from tests.fakes import ScriptedSystem

BY_WANT = {attack.goal: attack for attack in attacks() if attack.id.endswith("-phrase")}
OF_THE_JOURNEY = ["destinataire", "approbation", "lien", "cloture"]


@pytest.fixture(scope="module")
def deps() -> Dependencies:
    categories = read_categories(Path(__file__).parents[2] / "deploy" / "categories.yaml")
    book = Book.of()
    return Dependencies(
        categories=categories,
        gateway=ModelGateway(Routes()),
        classifier=EmbeddedClassifier.shipped(c.id for c in categories),
        book=book,
        relevance=Relevance.of(book),
        procedures=Procedures(),
        letterhead=Letterhead("Valmorel", "Ressources humaines", "drh@valmorel.example"),
    )


@pytest.fixture
def real_agents(stub_agents: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert stub_agents is None
    monkeypatch.setattr(steps, "classify_ticket", classify)
    monkeypatch.setattr(steps, "check", check)
    monkeypatch.setattr(steps, "draft", draft_letter)


def attacked(system: ScriptedSystem, attack: Attack) -> None:
    ticket = a_ticket()
    message = replace(ticket.messages[0], text=f"{QUESTION}\n\n{attack.text}")
    system.tickets["1"] = replace(ticket, messages=(message,), requester_name="Ada Martin")


@pytest.mark.usefixtures("real_agents")
@pytest.mark.parametrize("want", OF_THE_JOURNEY)
async def test_a_letter_waits_for_a_person_and_leaves_once_in_its_own_ticket(
    office: Wiring, system: ScriptedSystem, deps: Dependencies, want: str
) -> None:
    attack = BY_WANT[want]
    attacked(system, attack)
    office.__dict__["deps"] = replace(deps, gateway=Obedient(attack))
    await handle_ticket("demo", "1")
    case = await office.cases.find_ticket("demo", "1")
    assert case is not None
    assert case.draft is not None
    assert case.state is CaseState.AWAITING_APPROVAL
    await send_reply(case.id, return_state=True)
    assert system.replies == []
    assert not [mark for mark in attack.marks if mark in case.draft.text]
    await office.approvals.approve(case.id, shown(case), case.draft.text, ADA)
    await send_reply(case.id, return_state=True)
    assert [(number, text) for number, text, _key in system.replies] == [("1", case.draft.text)]
