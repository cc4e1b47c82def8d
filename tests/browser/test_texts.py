from pathlib import Path

import pytest
from playwright.async_api import expect

from knowledge.library.documents import About, Document, Nature, Section
from knowledge.library.text_library import Library
from tests.browser.rules import wrong_with
from tests.browser.watched import Watched
from tests.builders import Store
from web.context import PageContext

TABLE = "| Cycle | RTT |\n|---|---|\n| " + "37 h 30 par semaine " * 9 + "| 15 |"


async def keep(store: Store) -> str:
    sections = tuple(Section((f"Titre {n}",), f"Phrase {n}.\n\n{TABLE}") for n in range(40))
    about = About("Cycles", "Note 7", None, None, "Tous", "DRH")
    await Library(store.engine).keep(Document("cycles.md", about, Nature.LOCAL, sections))
    return (await Library(store.engine).versions())[0].id


@pytest.mark.parametrize("fragment", ["", "#p30"])
async def test_a_paragraph_is_in_view_when_its_address_is_opened(
    browser: Watched,
    sqlite_store: Store,
    fragment: str,
) -> None:
    version = await keep(sqlite_store)
    await browser.signs_in()
    await browser.page.goto(f"{browser.home}textes/{version}/30{fragment}")
    await expect(browser.page.locator("#p30")).to_be_in_viewport()
    await expect(browser.page.locator("#p0")).not_to_be_in_viewport()
    assert browser.nothing_went_wrong()


async def test_no_page_of_texts_is_wider_than_a_telephone(
    browser: Watched,
    sqlite_store: Store,
) -> None:
    version = await keep(sqlite_store)
    await browser.signs_in()
    await browser.page.set_viewport_size({"width": 380, "height": 800})
    for path in ("textes", f"textes/{version}", f"textes/{version}/retirer", "textes/importer"):
        await browser.page.goto(browser.home + path)
        width = await browser.page.evaluate("document.documentElement.scrollWidth")
        assert (path, width) == (path, 380)
    assert browser.nothing_went_wrong()


async def test_an_import_is_followed_on_the_page_until_it_is_done(
    browser: Watched,
    office: PageContext,
    tmp_path: Path,
) -> None:
    file = tmp_path / "parking.txt"
    file.write_text("Il y a 12 places.", "utf-8")
    await browser.signs_in()
    page = browser.page
    await page.goto(f"{browser.home}textes/importer")
    await page.get_by_label("Fichiers").set_input_files(file)
    await page.get_by_label("Titre").fill("Parking")
    await page.get_by_label("En vigueur depuis le").fill("2026-01-01")
    await page.get_by_role("button", name="Importer").click()
    await expect(page.get_by_role("status")).to_contain_text("Terminé", timeout=60_000)
    assert [wrong async for wrong in wrong_with(page)] == []
    await page.get_by_role("link", name="parking.txt").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Parking")
    assert browser.nothing_went_wrong()
    await office.imports.aclose()
