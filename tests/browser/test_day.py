"""A whole day of an officer, from signing in to an empty tray."""

from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.async_api import Page, expect

from cases.model import Case, CaseState, Passage
from knowledge.library.documents import About, Document, Nature, Section
from knowledge.library.text_library import Library
from tests.browser.conftest import Visit
from tests.builders import CLASSIFICATION, DRAFT, FINDING, Store, a_ticket, bring_to_approval
from tests.web.conftest import Handling, Sending
from tests.web.test_undo import MINE, office

__all__ = ["office"]

RULE = "Les congés se posent quinze jours avant."
FOUND, ASKED, ENTRUSTED, REJECTED, TAKEN = range(5)


@pytest.fixture
async def morning(sqlite_store: Store) -> list[Case]:
    """Five requests, the oldest first, whose letters cite a note of the town."""
    about = About("Congés", "Note 7", None, None, "Tous", "DRH")
    note = Document("conges.md", about, Nature.LOCAL, (Section(("Délai",), RULE),))
    await Library(sqlite_store.engine).keep(note)
    version = (await Library(sqlite_store.engine).versions())[0].id
    passage = Passage("conges.md", "Délai", RULE, 0.9, "Note 7", f"{version}-0")
    finding = replace(FINDING, missing=("statut",))
    draft = replace(DRAFT, findings=(finding,), passages=(passage,))
    cases = []
    for n in range(5):
        one = a_ticket(str(n + 1))
        at = one.received_at + timedelta(hours=n)
        ticket = replace(one, subject=f"Demande {n}", received_at=at)
        cases.append(await bring_to_approval(sqlite_store, ticket, draft))
    return cases


async def drafts_again(store: Store, case: Case) -> None:
    """Do what the run started by a correction does."""
    await store.cases.record_classification(case.id, CLASSIFICATION)
    await store.cases.record_draft(case.id, case.draft or DRAFT)
    await store.cases.move(case.id, CaseState.AWAITING_APPROVAL)


async def says(page: Page, words: str) -> None:
    await expect(page.get_by_role("status").first).to_contain_text(words)


async def finds_and_opens_by_keyboard(page: Page) -> None:
    await page.get_by_text("Filtrer et trier").click()
    await page.select_option("#f-urgence", "haute")
    await expect(page.locator(".row-link")).to_have_count(0)
    await page.get_by_role("link", name="Tout retirer").click()
    await expect(page.locator(".row-link")).to_have_count(5)
    # Rows are there before the script that gives keys their work.
    await page.wait_for_load_state("load")
    await page.keyboard.press("/")
    await expect(page.get_by_role("searchbox")).to_be_focused()
    await page.keyboard.type(f"demande {FOUND}")
    await page.keyboard.press("Enter")
    await expect(page.locator(".row-link")).to_have_count(1)
    await page.keyboard.press("Escape")
    await page.keyboard.press("j")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text(f"Demande {FOUND}")


async def corrects_a_fact(page: Page, store: Store, case: Case) -> None:
    await page.get_by_text("Corriger : la catégorie").click()
    await page.select_option("#c-category", "maladie")
    await page.get_by_role("button", name="Corriger et refaire la réponse").click()
    await expect(page.locator("#titre-reponse")).to_have_text("En préparation")
    await drafts_again(store, case)
    await expect(page.locator("#lettre")).to_be_visible(timeout=15_000)  # By itself.


async def opens_evidence_and_comes_back(page: Page) -> None:
    await page.locator("figure.passage a").click()
    await expect(page.locator("section.wanted")).to_contain_text(RULE)
    await page.go_back()
    await expect(page.locator("#lettre")).to_be_visible()


async def approves_undoes_and_approves_again(page: Page) -> None:
    await page.fill("#lettre", MINE)
    await page.get_by_role("button", name="Approuver ma version").click()
    await page.get_by_role("button", name="Annuler").click()
    await expect(page.locator("#lettre")).to_have_value(MINE)
    await page.get_by_role("button", name="Approuver", exact=True).click()
    await says(page, "Réponse approuvée")


async def asks(page: Page) -> None:
    await page.get_by_text("Demander une précision", exact=True).click()
    await page.get_by_label("Statut", exact=True).check()
    await page.get_by_role("button", name="Préparer la lettre").click()
    await says(page, "La demande de précision est prête")
    await page.get_by_role("button", name="Approuver", exact=True).click()
    await says(page, "Réponse approuvée")


async def entrusts(page: Page) -> None:
    await page.get_by_text("Confier à un ou une collègue, à un groupe", exact=True).click()
    await page.select_option("#confier", "compte:bob")
    await page.get_by_role("button", name="Confier", exact=True).click()
    await says(page, "Dossier confié")


async def rejects(page: Page) -> None:
    await page.get_by_text("Écarter, sans répondre", exact=True).click()
    await page.select_option("#raison", "double")
    await page.get_by_role("button", name="Écarter", exact=True).click()
    await says(page, "Réponse écartée")


async def takes_over(page: Page) -> None:
    await page.get_by_text("Répondre dans le ticket, sans le guichet", exact=True).click()
    await page.get_by_role("button", name="Reprendre le dossier").click()
    await says(page, "Dossier repris")


async def test_the_whole_day_of_an_officer(
    visit: Visit,
    morning: list[Case],
    sqlite_store: Store,
    sending: Sending,
    handling: Handling,
) -> None:
    ada = await visit()
    await ada.signs_in()
    page = ada.page
    await finds_and_opens_by_keyboard(page)
    await corrects_a_fact(page, sqlite_store, morning[FOUND])
    await opens_evidence_and_comes_back(page)
    await approves_undoes_and_approves_again(page)
    for n, does in ((ASKED, asks), (ENTRUSTED, entrusts), (REJECTED, rejects), (TAKEN, takes_over)):
        await ada.opens("?q=")
        await page.locator(f"#l-{morning[n].id}").click()
        await does(page)
    bob = await visit()
    await bob.signs_in("bob")
    await bob.page.locator(".row-link").click()
    await bob.page.get_by_role("button", name="Approuver", exact=True).click()
    await says(bob.page, "Réponse approuvée")
    await ada.opens("?q=")
    await expect(page.locator(".empty")).to_contain_text("Tout est à jour")
    await page.get_by_role("button", name="Se déconnecter").click()
    await expect(page.get_by_label("Identifiant")).to_be_visible()
    states = [(await sqlite_store.cases.find(case.id)).state for case in morning]
    approved, gone = CaseState.APPROVED, (CaseState.REJECTED, CaseState.HANDED_OVER)
    assert states == [approved, approved, approved, *gone]
    assert {case.id for case in sending.asked} == {case.id for case in morning[:3]}
    assert handling.asked == [("demo", "1")]
    assert ada.nothing_went_wrong()
    assert bob.nothing_went_wrong()
