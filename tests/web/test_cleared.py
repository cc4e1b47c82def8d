"""A case whose words were cleared, as officers see it."""

import pytest

from cases.model import Case
from cases.retention.clearing import CLEARED
from tests.builders import Store, a_ticket
from tests.cases.clearings import (
    PERSONAL,
    REQUEST,
    a_personal_ticket,
    aged,
    answered,
    bring,
    clearings,
)
from tests.web.conftest import Officer
from web.case.typed_letter import reread


@pytest.fixture
async def cleared(sqlite_store: Store) -> Case:
    case = await answered(sqlite_store, a_personal_ticket())
    await clearings(sqlite_store).clear(case.id, aged(sqlite_store))
    return await sqlite_store.cases.find(case.id)


def words_on(page: str) -> list[str]:
    return [word for word in PERSONAL if word in page]


async def test_its_page_says_that_and_when_and_why_its_texts_were_cleared(
    cleared: Case, ada: Officer
) -> None:
    page = await ada.sees(f"/dossiers/{cleared.id}")
    assert "ont été effacés le" in page
    assert "au terme de leur durée de conservation" in page
    assert "Le texte de la lettre a été effacé." in page
    assert "Approuvée par <strong>Ada Moreau</strong>" in page
    assert "non dit" not in page
    assert words_on(page) == []


async def test_its_record_keeps_who_signed_what_hash_and_no_word(
    cleared: Case, ada: Officer
) -> None:
    page = await ada.sees(f"/dossiers/{cleared.id}/releve")
    assert "Le texte approuvé a été effacé" in page
    assert "Le texte de ce brouillon a été effacé." in page
    assert "a pas le sceau du guichet" not in page
    assert words_on(page) == []
    file = await ada.sees(f"/dossiers/{cleared.id}/releve.json")
    assert words_on(file) == []
    assert '"seal"' not in file


async def test_lists_show_it_as_cleared_and_search_finds_it_by_its_number_alone(
    cleared: Case, ada: Officer, sqlite_store: Store
) -> None:
    await answered(sqlite_store, a_ticket("2"))
    assert "(texte effacé)" in await ada.sees("/traites")
    assert cleared.id in await ada.sees("/?etat=toutes&q=1")
    assert cleared.id not in await ada.sees("/?etat=toutes&q=ornithorynque")


async def test_its_letter_is_not_printed(cleared: Case, ada: Officer) -> None:
    assert "lettre.pdf" not in await ada.sees(f"/dossiers/{cleared.id}")
    answer = await ada.client.get(f"/dossiers/{cleared.id}/lettre.pdf")
    assert answer.status_code == 404
    assert "Le texte de cette lettre a été effacé" in answer.text


async def test_a_case_erased_while_an_officer_reads_it_cannot_be_approved(
    ada: Officer, sqlite_store: Store
) -> None:
    case = await bring(sqlite_store, a_personal_ticket())
    await ada.sees(f"/dossiers/{case.id}")
    await clearings(sqlite_store).clear(case.id, REQUEST)
    answer = await ada.approves(case, "Bonjour")
    assert answer.status_code == 409
    assert "à la demande de la personne" in answer.text


async def test_the_page_forgets_the_letters_it_read_before_once_words_were_cleared(
    ada: Officer, sqlite_store: Store
) -> None:
    case = await bring(sqlite_store, a_personal_ticket())
    first = await reread(case, "Bonjour Topinambour.")
    assert await reread(case, "Bonjour Topinambour.") is first
    await clearings(sqlite_store).clear(case.id, REQUEST)
    await ada.sees(f"/dossiers/{case.id}")
    assert await reread(case, "Bonjour Topinambour.") is not first


async def test_the_history_tells_it(cleared: Case, ada: Officer) -> None:
    page = await ada.sees(f"/dossiers/{cleared.id}")
    told = "Textes du dossier effacés\u00a0: au terme de leur durée de conservation"
    assert told in page
    assert CLEARED not in page
