"""Without a mouse, a case goes to a colleague, or back to who asked."""

import re
from dataclasses import replace

from playwright.async_api import Page, expect

from cases.decisions.assignment import Assignment, assignment_of
from cases.model import Case, CaseState, Outcome
from tests.browser.test_keyboard_alone import signs_in, tabs_to
from tests.browser.watched import Watched
from tests.builders import DRAFT, FINDING, Store, a_ticket, bring_to_approval


async def opens(browser: Watched, case: Case) -> Page:
    page = await signs_in(browser)
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"**/dossiers/{case.id}")
    return page


async def test_a_case_is_entrusted_to_a_colleague(
    browser: Watched, awaiting: Case, sqlite_store: Store
) -> None:
    page = await opens(browser, awaiting)
    await tabs_to(page, "Confier à un ou une collègue")
    await page.keyboard.press("Space")
    await tabs_to(page, "À qui")
    await page.keyboard.type("Basile")
    await tabs_to(page, "Confier")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status").first).to_contain_text("Dossier confié")
    assert await assignment_of(sqlite_store.engine, awaiting.id) == Assignment(login="bob")
    assert (await sqlite_store.cases.find(awaiting.id)).state is CaseState.AWAITING_APPROVAL
    assert browser.nothing_went_wrong()


async def test_the_requester_is_asked_for_what_is_missing_and_the_letter_leaves(
    browser: Watched, sqlite_store: Store
) -> None:
    finding = replace(FINDING, missing=("statut",))
    unsure = await bring_to_approval(sqlite_store, a_ticket(), replace(DRAFT, findings=(finding,)))
    page = await opens(browser, unsure)
    await tabs_to(page, "Demander une précision")
    await page.keyboard.press("Enter")
    await tabs_to(page, "Statut")
    await page.keyboard.press("Space")
    await tabs_to(page, "Votre question")
    await page.keyboard.type("Depuis quand ?")
    await tabs_to(page, "Préparer la lettre")
    await page.keyboard.press("Enter")
    await expect(page.locator("#lettre")).to_have_value(re.compile("Depuis quand"))
    case = await sqlite_store.cases.find(unsure.id)
    assert case.draft
    assert (case.draft.outcome, case.draft.missing_facts) == (Outcome.ASK, ("statut",))
    await tabs_to(page, "Approuver")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status").first).to_contain_text("elle part dans le ticket")
    assert (await sqlite_store.approvals.current_approval(unsure.id)).text == case.draft.text
    assert browser.nothing_went_wrong()
