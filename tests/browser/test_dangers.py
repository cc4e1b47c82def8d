"""The red line in a browser: readable in every look, there by itself, gone once decided."""

from typing import Any

import pytest
from playwright.async_api import expect

from cases.model import CaseState, Danger
from tests.browser.conftest import Visit
from tests.browser.rules import wrong_with
from tests.browser.test_axe import LOOKS
from tests.browser.watched import Watched
from tests.builders import ADA, Store, a_ticket, bring_to_approval, shown
from tests.cases.endangered import bring_endangered

LATE_MS = 20_000


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
async def test_neither_the_line_nor_the_case_breaks_a_rule_of_axe(
    visit: Visit, sqlite_store: Store, look: dict[str, Any]
) -> None:
    await bring_to_approval(sqlite_store, a_ticket("1"))
    for number, danger in enumerate((Danger.HOME, Danger.REPORTED), start=2):
        case = await bring_endangered(sqlite_store, a_ticket(str(number)), danger)
    officer = await visit(**look)
    await officer.signs_in()
    for path in ("", "?etat=toutes", f"dossiers/{case.id}"):
        page = await officer.opens(path)
        await expect(page.get_by_text("Appelez aujourd’hui")).to_have_count(1)
        assert [wrong async for wrong in wrong_with(page)] == []


async def test_the_line_comes_and_goes_by_itself(browser: Watched, sqlite_store: Store) -> None:
    await browser.signs_in()
    line = browser.page.get_by_role("region", name="Personnes en danger")
    await expect(line).to_have_count(0)
    case = await bring_endangered(sqlite_store, a_ticket("77"))
    await expect(line).to_contain_text("Ticket 77 (demo)", timeout=LATE_MS)
    await sqlite_store.approvals.decline(case.id, shown(case), ADA, CaseState.REJECTED, "appelée")
    await expect(line).to_have_count(0, timeout=LATE_MS)
    assert browser.nothing_went_wrong()
