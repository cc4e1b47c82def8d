"""The lists by keyboard alone, and live, in a real browser."""

from dataclasses import replace
from datetime import timedelta

from playwright.async_api import expect

from cases.model import Case, CaseState
from tests.browser.watched import QUIET_MS, Watched
from tests.builders import Store, a_ticket, bring_to_approval


async def three(store: Store) -> list[Case]:
    """Bring three cases, the oldest first."""
    brought = []
    for n in range(3):
        ticket = a_ticket(str(n), text="Une demande")
        ticket = replace(
            ticket, subject=f"Sujet {n}", received_at=ticket.received_at + timedelta(hours=n)
        )
        brought.append(await bring_to_approval(store, ticket))
    return brought


async def test_from_the_list_to_the_list_without_a_mouse(
    browser: Watched, sqlite_store: Store
) -> None:
    one, two, three_ = await three(sqlite_store)
    await browser.signs_in()
    page, press = browser.page, browser.page.keyboard.press
    await press("j")
    await expect(page.locator(f"#l-{two.id}")).to_be_focused()
    await press("ArrowUp")
    await expect(page.locator(f"#l-{one.id}")).to_be_focused()
    await press("k")
    await expect(page.locator(f"#l-{one.id}")).to_be_focused()
    await press("Enter")
    await page.wait_for_url(f"**/dossiers/{one.id}")
    await press("n")
    await page.wait_for_url(f"**/dossiers/{two.id}")
    await press("p")
    await page.wait_for_url(f"**/dossiers/{one.id}")
    await press("n")
    await page.wait_for_url(f"**/dossiers/{two.id}")
    await press("e")
    await expect(page.locator("#lettre")).to_be_focused()
    await page.keyboard.type("nupe?")
    assert page.url.endswith(f"/dossiers/{two.id}")
    await page.fill("#lettre", await page.locator("#lettre").evaluate("one => one.defaultValue"))
    await press("Escape")
    await press("Escape")
    await page.wait_for_url(f"**/?vers={two.id}*")
    await expect(page.locator(f"#l-{two.id}")).to_be_focused()
    await press("Enter")
    await page.wait_for_timeout(QUIET_MS)
    await press("Control+Enter")
    await page.wait_for_url(f"**/dossiers/{three_.id}?*")
    assert (await sqlite_store.cases.find(two.id)).state is CaseState.APPROVED
    await press("u")
    await expect(page.locator(f"#l-{three_.id}")).to_be_focused()
    assert browser.nothing_went_wrong()


async def test_letters_can_be_switched_off_from_the_help_sheet(
    browser: Watched, sqlite_store: Store
) -> None:
    one, two, _ = await three(sqlite_store)
    await browser.signs_in()
    page, press = browser.page, browser.page.keyboard.press
    await expect(page.locator(f"#l-{one.id}")).to_be_focused()
    await press("?")
    sheet = page.get_by_role("dialog", name="Raccourcis clavier")
    await expect(sheet).to_be_visible()
    await page.get_by_label("Raccourcis d’une seule touche").uncheck()
    await press("Escape")
    await expect(sheet).not_to_be_visible()
    await page.focus(f"#l-{one.id}")
    await press("j")
    await expect(page.locator(f"#l-{one.id}")).to_be_focused()
    await press("ArrowDown")
    await expect(page.locator(f"#l-{two.id}")).to_be_focused()
    await page.reload()
    await press("?")
    await expect(sheet).not_to_be_visible()
    assert browser.nothing_went_wrong()


async def test_an_urgent_request_is_announced_and_moves_nothing_until_asked(
    browser: Watched, sqlite_store: Store
) -> None:
    _, two, _ = await three(sqlite_store)
    await browser.signs_in()
    page = browser.page
    await page.keyboard.press("j")
    sqlite_store.clock.advance(timedelta(minutes=1))
    older = a_ticket("9")
    await bring_to_approval(
        sqlite_store, replace(older, received_at=older.received_at - timedelta(days=1))
    )
    await expect(page.get_by_role("status")).to_contain_text("1 nouvelle demande.", timeout=15_000)
    await expect(page).to_have_title("(4) À approuver – Guichet RH")
    assert await page.locator(".row-link").count() == 3
    await expect(page.locator(f"#l-{two.id}")).to_be_focused()
    await page.get_by_role("link", name="Afficher").click()
    await expect(page.locator(".row-link")).to_have_count(4)
    await expect(page.locator(f"#l-{two.id}")).to_be_focused()
    assert browser.nothing_went_wrong()


async def test_a_filter_changes_the_list_and_the_address_and_back_undoes_it(
    browser: Watched, sqlite_store: Store
) -> None:
    await three(sqlite_store)
    await browser.signs_in()
    page = browser.page
    await page.click("text=Filtrer et trier")
    await page.select_option("#f-urgence", "haute")
    await expect(page.locator(".row-link")).to_have_count(0)
    await page.wait_for_url("**/?urgence=haute")
    await page.go_back()
    await expect(page.locator(".row-link")).to_have_count(3)
    await page.wait_for_load_state("load")
    await page.keyboard.press("/")
    await page.keyboard.type("sujet 1")
    await page.keyboard.press("Enter")
    await expect(page.locator(".row-link")).to_have_count(1)
    assert browser.nothing_went_wrong()
