"""A correction read again in a real browser, as it is typed."""

from playwright.async_api import expect

from cases.model import Case
from tests.browser.watched import Watched
from tests.builders import DRAFT


async def test_a_wrong_number_is_pointed_out_while_it_is_typed_and_goes_when_it_is_mended(
    browser: Watched, awaiting: Case
) -> None:
    await browser.signs_in()
    page = browser.page
    await page.goto(f"{browser.home}dossiers/{awaiting.id}")
    await expect(page.locator("#remarques")).not_to_contain_text("aucun appui")
    await page.get_by_text("Vos changements").click()
    await page.fill("#lettre", DRAFT.text.replace("25", "28"))
    await expect(page.locator("#remarques")).to_contain_text("aucun appui ne le dit")
    await expect(page.locator("#changements ins")).to_contain_text("28")
    await expect(page.locator("#changements")).to_be_visible()
    await expect(page.locator("#lettre")).to_be_focused()
    await page.fill("#lettre", DRAFT.text)
    await expect(page.locator("#remarques")).not_to_contain_text("aucun appui")
    await expect(page.locator("#changements ins")).to_have_count(0)
    assert browser.nothing_went_wrong()


async def test_a_sentence_leads_to_its_evidence_beside_the_letter(
    browser: Watched, awaiting: Case
) -> None:
    await browser.signs_in()
    page = browser.page
    await page.goto(f"{browser.home}dossiers/{awaiting.id}")
    await page.fill("#lettre", f"{DRAFT.text} Merci.")
    await page.get_by_text("Phrase par phrase").click()
    await page.locator("#phrases").get_by_role("link", name="Appui 1").first.click()
    await expect(page.locator("#appui-1:target")).to_be_visible()
    await expect(page.locator("#lettre")).to_have_value(f"{DRAFT.text} Merci.")
    assert browser.nothing_went_wrong()
