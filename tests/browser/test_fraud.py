"""The banner of a fraud is on the screen when the case opens, and breaks no rule of access."""

import pytest
from playwright.async_api import expect

from agents.classifier.refusal import BANK
from agents.classifier.sender import IMPOSTOR
from tests.browser.conftest import Visit
from tests.browser.rules import wrong_with
from tests.builders import Store
from tests.web.test_fraud import bring_refused

WIDTH, HEIGHT = 1366, 625
"""Pixels of the smallest screen at a town's desks."""


@pytest.mark.parametrize("refusal", [BANK, IMPOSTOR])
async def test_a_fraud_is_seen_without_scrolling(
    visit: Visit, sqlite_store: Store, refusal: str
) -> None:
    case = await bring_refused(sqlite_store, refusal)
    officer = await visit(width=WIDTH)
    await officer.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    await officer.signs_in()
    page = await officer.opens(f"dossiers/{case.id}")
    banner = page.get_by_role("note")
    await expect(banner).to_contain_text(refusal)
    await expect(banner).to_be_in_viewport(ratio=1)
    assert [wrong async for wrong in wrong_with(page)] == []
