"""Correcting in a real browser: a click, a value, Enter; nothing is approved by mistake."""

from playwright.async_api import expect

from cases.model import Case, CaseState
from tests.browser.watched import QUIET_MS, Watched
from tests.web.conftest import Handling
from web.context import PageContext


async def test_a_fact_is_corrected_by_a_click_and_enter_and_the_letter_is_kept(
    browser: Watched, office: PageContext, awaiting: Case, handling: Handling
) -> None:
    await browser.signs_in()
    page = browser.page
    await page.goto(f"{browser.home}dossiers/{awaiting.id}")
    await page.fill("#lettre", "Ma version.")
    await page.get_by_text("Corriger : la catégorie").click()
    field = page.locator("#c-category")
    await expect(field).to_be_focused()
    await field.select_option("maladie")
    await page.locator("#lettre").focus()
    await page.wait_for_timeout(QUIET_MS)
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("alert")).to_contain_text("refaites d’abord la réponse")
    assert (await office.cases.find(awaiting.id)).state is CaseState.AWAITING_APPROVAL
    await field.press("Control+Enter")
    await expect(page.locator("#gardee")).to_have_value("Ma version.")
    case = await office.cases.find(awaiting.id)
    assert case.state is CaseState.STALE
    assert [(one.about, one.value) for one in case.corrections] == [("category", "maladie")]
    assert handling.asked == [("demo", "1")]
    assert browser.nothing_went_wrong()
