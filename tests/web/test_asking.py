from dataclasses import replace

import pytest

from cases.model import Case, CaseState, Outcome
from tests.builders import DRAFT, FINDING, Store, a_ticket, bring_to_approval
from tests.web.conftest import Officer, Sending


@pytest.fixture
async def unsure(sqlite_store: Store) -> Case:
    """An answer whose rule lacked a fact."""
    finding = replace(FINDING, missing=("statut",))
    return await bring_to_approval(sqlite_store, a_ticket(), replace(DRAFT, findings=(finding,)))


async def test_the_facts_that_the_rules_lack_are_offered(ada: Officer, unsure: Case) -> None:
    text = await ada.sees(f"/dossiers/{unsure.id}")
    assert '<input type="checkbox" name="facts" value="statut" > Statut' in text


async def test_the_letter_that_asks_awaits_approval_and_nothing_leaves(
    ada: Officer, unsure: Case, sending: Sending
) -> None:
    answer = await ada.decides(unsure, "demander", facts="statut", words="Depuis quand ?")
    text = await ada.sees(answer.headers["location"])
    assert "La demande de précision est prête" in text
    assert "Quel est votre statut" in text
    assert "Depuis quand" in text
    case = await ada.office.cases.find(unsure.id)
    assert case.draft is not None
    assert (case.state, case.draft.number) == (CaseState.AWAITING_APPROVAL, 2)
    assert (case.draft.outcome, case.draft.missing_facts) == (Outcome.ASK, ("statut",))
    assert case.draft.text.endswith("le guichet")
    assert sending.asked == []
    assert "Demande de précision préparée" in text
    assert "/demander" not in text


@pytest.mark.parametrize("facts", ["", "mot-de-passe"])
async def test_asking_nothing_changes_nothing(ada: Officer, unsure: Case, facts: str) -> None:
    answer = await ada.decides(unsure, "demander", facts=facts, words=" ")
    assert answer.status_code == 422
    assert "cochez ce qui manque" in answer.text
    assert (await ada.office.cases.find(unsure.id)) == unsure


async def test_an_outdated_screen_asks_nothing_and_keeps_the_question(
    ada: Officer, bob: Officer, unsure: Case
) -> None:
    await bob.decides(unsure, "demander", words="Depuis quand ?")
    answer = await ada.decides(unsure, "demander", words="Et où ?")
    assert answer.status_code == 409
    assert "Une nouvelle réponse a été préparée" in answer.text
    assert "\nEt où ?</textarea>" in answer.text
