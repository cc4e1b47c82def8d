"""The page with JavaScript switched off: everything but what arrives by itself."""

from dataclasses import replace

from playwright.async_api import expect

from cases.model import Case, CaseState, Outcome
from tests.browser.conftest import Visit
from tests.browser.watched import Watched
from tests.builders import DRAFT, Store, a_ticket, bring_to_approval
from tests.web.conftest import Handling, Sending
from tests.web.test_undo import MINE, office

__all__ = ["office"]


async def sits_down(visit: Visit, case: Case) -> Watched:
    officer = await visit(scripts=False)
    await officer.signs_in()
    await officer.page.locator(f"#l-{case.id}").click()
    return officer


async def test_signing_in_filtering_reading_and_signing_out(
    visit: Visit, awaiting: Case, sqlite_store: Store
) -> None:
    later = replace(a_ticket("2"), received_at=sqlite_store.clock())
    await bring_to_approval(sqlite_store, later)
    officer = await visit(scripts=False)
    await officer.signs_in()
    page = officer.page
    await expect(page.locator(".row-link")).to_have_count(2)
    await page.get_by_text("Filtrer et trier").click()
    await page.select_option("#f-urgence", "haute")
    await page.get_by_role("button", name="Appliquer").click()
    await expect(page.locator(".row-link")).to_have_count(0)
    await page.get_by_role("link", name="Tout retirer").click()
    await page.fill("#f-q", "Durand")
    await page.get_by_role("button", name="Chercher").click()
    await page.locator(f"#l-{awaiting.id}").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Mes congés")
    await page.get_by_role("link", name="Retour à la liste").click()
    await expect(page.locator("#f-q")).to_have_value("Durand")
    await page.get_by_role("link", name="Clavier").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Raccourcis clavier")
    await page.get_by_role("button", name="Se déconnecter").click()
    await officer.opens("")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Se connecter")
    assert officer.nothing_went_wrong()


async def test_rereading_approving_undoing_and_approving_again(
    visit: Visit, awaiting: Case, sqlite_store: Store, sending: Sending
) -> None:
    officer = await sits_down(visit, awaiting)
    page = officer.page
    await page.fill("#lettre", DRAFT.text.replace("25", "28"))
    await page.get_by_role("button", name="Relire ma version").click()
    await expect(page.locator("#remarques")).to_contain_text("aucun appui ne le dit")
    await page.fill("#lettre", MINE)
    await page.get_by_role("button", name="Approuver", exact=True).click()
    await page.get_by_role("button", name="Annuler").click()
    await expect(page.locator("#lettre")).to_have_value(MINE)
    case = await sqlite_store.cases.find(awaiting.id)
    assert case.state is CaseState.AWAITING_APPROVAL
    await page.get_by_role("button", name="Approuver", exact=True).click()
    await expect(page.get_by_role("status").first).to_contain_text("Réponse approuvée")
    assert (await sqlite_store.approvals.current_approval(awaiting.id)).text == MINE
    assert {case.id for case in sending.asked} == {awaiting.id}
    assert officer.nothing_went_wrong()


async def test_a_fact_is_corrected_and_the_letter_typed_so_far_is_kept(
    visit: Visit, awaiting: Case, sqlite_store: Store, handling: Handling
) -> None:
    officer = await sits_down(visit, awaiting)
    page = officer.page
    await page.fill("#lettre", MINE)
    await page.get_by_text("Corriger : la catégorie").click()
    await page.select_option("#c-category", "maladie")
    await page.get_by_role("button", name="Corriger et refaire la réponse").click()
    await expect(page.locator("#gardee")).to_have_value(MINE)
    case = await sqlite_store.cases.find(awaiting.id)
    assert case.state is CaseState.STALE
    assert [(one.about, one.value) for one in case.corrections] == [("category", "maladie")]
    assert handling.asked == [("demo", "1")]
    assert officer.nothing_went_wrong()


async def test_asking_for_a_precision(visit: Visit, awaiting: Case, sqlite_store: Store) -> None:
    officer = await sits_down(visit, awaiting)
    page = officer.page
    await page.get_by_text("Demander une précision", exact=True).click()
    await page.fill("#mots-demander", "Depuis quand ?")
    await page.get_by_role("button", name="Préparer la lettre").click()
    await expect(page.locator("#lettre")).to_contain_text("Depuis quand ?")
    case = await sqlite_store.cases.find(awaiting.id)
    assert case.draft is not None
    assert case.draft.outcome is Outcome.ASK
    assert officer.nothing_went_wrong()


async def test_entrusting_to_a_colleague(visit: Visit, awaiting: Case, sqlite_store: Store) -> None:
    officer = await sits_down(visit, awaiting)
    page = officer.page
    await page.get_by_text("Confier à un ou une collègue, à un groupe", exact=True).click()
    await page.select_option("#confier", "compte:bob")
    await page.get_by_role("button", name="Confier", exact=True).click()
    await expect(page.get_by_role("status").first).to_contain_text("Dossier confié")
    case = await sqlite_store.cases.find(awaiting.id)
    assert case.state is CaseState.AWAITING_APPROVAL
    assert officer.nothing_went_wrong()


async def test_rejecting_with_a_reason(visit: Visit, awaiting: Case, sqlite_store: Store) -> None:
    officer = await sits_down(visit, awaiting)
    page = officer.page
    await page.get_by_text("Écarter, sans répondre", exact=True).click()
    await page.select_option("#raison", "double")
    await page.get_by_role("button", name="Écarter", exact=True).click()
    await expect(page.get_by_role("status").first).to_contain_text("Réponse écartée")
    assert (await sqlite_store.cases.find(awaiting.id)).state is CaseState.REJECTED
    assert officer.nothing_went_wrong()


async def test_taking_over(visit: Visit, awaiting: Case, sqlite_store: Store) -> None:
    officer = await sits_down(visit, awaiting)
    page = officer.page
    await page.get_by_text("Répondre dans le ticket, sans le guichet", exact=True).click()
    await page.get_by_role("button", name="Reprendre le dossier").click()
    await expect(officer.page.get_by_role("status").first).to_contain_text("Dossier repris")
    assert (await sqlite_store.cases.find(awaiting.id)).state is CaseState.HANDED_OVER
    assert officer.nothing_went_wrong()


async def test_a_question_is_answered(visit: Visit) -> None:
    officer = await visit(scripts=False)
    await officer.signs_in()
    await officer.opens("questions")
    await officer.page.fill("#question", "Quel traitement en maladie ?")
    await officer.page.get_by_role("button", name="Poser la question").click()
    await expect(officer.page.get_by_role("heading", name="Réponse")).to_be_visible()
    assert officer.nothing_went_wrong()
