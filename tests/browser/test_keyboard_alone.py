"""Tab, Enter and Space are enough: what a person who holds no mouse can do."""

from playwright.async_api import Page, expect

from cases.model import Case, CaseState
from tests.browser.watched import Watched
from tests.builders import DRAFT, Store
from tests.web.conftest import PASSWORD

FAR = 120
NAME = """() => {
  const one = document.activeElement;
  return one.labels?.[0]?.innerText ?? one.innerText ?? "";
}"""
SEEN = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  return one.matches(":focus-visible") && style.outlineStyle !== "none";
}"""


async def tabs_to(page: Page, name: str) -> None:
    """Press Tab until what bears this name has the focus, which must be seen."""
    for _ in range(FAR):
        await page.keyboard.press("Tab")
        if " ".join((await page.evaluate(NAME)).split()).startswith(name):
            assert await page.evaluate(SEEN), f"the focus on {name!r} is not seen"
            return
    raise AssertionError(f"Tab does not lead to {name!r}")


async def signs_in(browser: Watched) -> Page:
    page = await browser.opens("")
    await expect(page.get_by_label("Identifiant")).to_be_focused()
    await page.keyboard.type("ada")
    await page.keyboard.press("Tab")
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press("Enter")
    await page.wait_for_url(browser.home)
    return page


async def test_a_letter_is_corrected_and_approved_by_tab_and_enter(
    browser: Watched, awaiting: Case, sqlite_store: Store
) -> None:
    page = await signs_in(browser)
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"**/dossiers/{awaiting.id}")
    await tabs_to(page, "Aller à la réponse")
    await page.keyboard.press("Enter")
    await tabs_to(page, "Réponse proposée")
    await page.keyboard.press("Control+End")
    await page.keyboard.type(" Merci.")
    await tabs_to(page, "Approuver ma version")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status").first).to_contain_text("elle part dans le ticket")
    assert (
        await sqlite_store.approvals.current_approval(awaiting.id)
    ).text == f"{DRAFT.text} Merci."
    assert browser.nothing_went_wrong()


async def test_a_case_is_rejected_with_a_reason_and_the_session_ended(
    browser: Watched, awaiting: Case, sqlite_store: Store
) -> None:
    page = await signs_in(browser)
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"**/dossiers/{awaiting.id}")
    await tabs_to(page, "Écarter, sans répondre")
    await page.keyboard.press("Space")
    await tabs_to(page, "Raison")
    await page.keyboard.type("Demande en double")
    await tabs_to(page, "Écarter")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status").first).to_contain_text("Réponse écartée")
    assert (await sqlite_store.cases.find(awaiting.id)).state is CaseState.REJECTED
    await tabs_to(page, "Se déconnecter")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Identifiant")).to_be_visible()
    assert browser.nothing_went_wrong()


async def test_a_fact_is_corrected_without_a_mouse(
    browser: Watched, awaiting: Case, sqlite_store: Store
) -> None:
    page = await signs_in(browser)
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"**/dossiers/{awaiting.id}")
    await tabs_to(page, "Corriger : la catégorie")
    await page.keyboard.press("Enter")
    await expect(page.locator("#c-category")).to_be_focused()
    await page.keyboard.type("Maladie")
    await tabs_to(page, "Corriger et refaire la réponse")
    await page.keyboard.press("Enter")
    await expect(page.locator("#titre-reponse")).to_have_text("En préparation")
    corrections = (await sqlite_store.cases.find(awaiting.id)).corrections
    assert [(one.about, one.value) for one in corrections] == [("category", "maladie")]
    assert browser.nothing_went_wrong()
