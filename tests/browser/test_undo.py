"""Taking an approval back, in a real browser that counts the seconds."""

from playwright.async_api import expect

from cases.model import Case, CaseState
from tests.browser.watched import Watched
from tests.builders import Store, a_ticket, bring_to_approval
from tests.web.test_undo import MINE, office

__all__ = ["office"]


async def test_the_seconds_go_down_and_the_letter_comes_back_as_it_was(
    browser: Watched, sqlite_store: Store, awaiting: Case
) -> None:
    await bring_to_approval(sqlite_store, a_ticket("2"))
    await browser.signs_in()
    page = browser.page
    await page.goto(f"{browser.home}dossiers/{awaiting.id}")
    await page.fill("#lettre", MINE)
    await page.get_by_role("button", name="Approuver ma version").click()
    seconds = page.locator("[data-seconds]")
    await expect(seconds).to_have_text("10")
    await expect(seconds).not_to_have_text("10")
    await page.get_by_role("button", name="Annuler").click()
    await expect(page.locator("#lettre")).to_have_value(MINE)
    case = await sqlite_store.cases.find(awaiting.id)
    assert case.state is CaseState.AWAITING_APPROVAL
    assert browser.nothing_went_wrong()


async def test_once_the_seconds_are_over_nothing_more_is_offered(
    browser: Watched, awaiting: Case
) -> None:
    await browser.signs_in()
    page = browser.page
    await page.goto(f"{browser.home}dossiers/{awaiting.id}")
    await page.get_by_role("button", name="Approuver").click()
    said = page.get_by_role("status").first
    await expect(said).to_contain_text("elle part dans le ticket", timeout=20_000)
    await expect(page.get_by_role("button", name="Annuler")).to_be_hidden()
    assert browser.nothing_went_wrong()
