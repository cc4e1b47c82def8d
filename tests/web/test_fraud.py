"""A probable fraud is said before the letter; nobody answers an impostor."""

from dataclasses import replace

import pytest

from agents.classifier.refusal import BANK, THIRD_PARTY
from agents.classifier.sender import IMPOSTOR
from cases.model import Case, CaseState, Outcome
from tests.builders import CLASSIFICATION, DRAFT, Store, a_ticket
from tests.web.conftest import Officer


async def bring_refused(store: Store, refusal: str) -> Case:
    case = await store.cases.open_case(a_ticket())
    found = replace(CLASSIFICATION, refusal=refusal)
    await store.cases.record_classification(case.id, found)
    await store.cases.record_draft(case.id, replace(DRAFT, outcome=Outcome.REFUSE))
    return await store.cases.move(case.id, CaseState.AWAITING_APPROVAL)


@pytest.mark.parametrize("refusal", [BANK, THIRD_PARTY, IMPOSTOR])
async def test_a_fraud_is_said_once_before_the_answer(
    ada: Officer, sqlite_store: Store, refusal: str
) -> None:
    case = await bring_refused(sqlite_store, refusal)
    page = await ada.sees(f"/dossiers/{case.id}")
    assert page.count(refusal) == 1
    assert page.index(refusal) < page.index('id="titre-reponse"')
    assert "par un moyen déjà connu" in page


async def test_an_ordinary_case_speaks_of_no_fraud(ada: Officer, sqlite_store: Store) -> None:
    case = await bring_refused(sqlite_store, "")
    assert 'id="titre-fraude"' not in await ada.sees(f"/dossiers/{case.id}")


async def test_an_impostor_gets_no_answer_and_the_case_can_be_set_aside(
    ada: Officer, sqlite_store: Store
) -> None:
    case = await bring_refused(sqlite_store, IMPOSTOR)
    page = await ada.sees(f"/dossiers/{case.id}")
    assert f"/dossiers/{case.id}/approuver" not in page
    assert "Aucune réponse proposée" in page
    answer = await ada.approves(case)
    assert answer.status_code == 409
    assert "on ne répond pas à une adresse qui imite" in answer.text
    assert await ada.finds(case) is CaseState.AWAITING_APPROVAL
    await ada.decides(case, "ecarter", choice="fraude")
    assert await ada.finds(case) is CaseState.REJECTED
