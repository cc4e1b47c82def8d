"""The page in a real browser: nothing is refused by its own policy, nothing is asked elsewhere."""

from dataclasses import replace

from playwright.async_api import expect

from app.question_service import NotYet
from cases.model import Case, CaseState
from cases.store.records import Decision
from tests.answers import ANSWER, Oracle
from tests.browser.watched import QUIET_MS, Watched
from tests.builders import DRAFT, Store, a_ticket, bring_to_approval
from tests.web.conftest import Sending
from web.context import PageContext


async def test_an_officer_corrects_a_letter_and_approves_it(
    browser: Watched,
    office: PageContext,
    awaiting: Case,
    sending: Sending,
) -> None:
    await browser.signs_in()
    page = browser.page
    await page.click("text=Mes congés")
    button = page.get_by_role("button", name="Approuver")
    await expect(button).to_have_text("Approuver")
    await page.fill("#lettre", DRAFT.text + "\n\nBien à vous.")
    await expect(button).to_have_text("Approuver ma version")
    await button.click()
    await expect(page.get_by_role("status").first).to_contain_text("elle part dans le ticket")
    approval = await office.approvals.current_approval(awaiting.id)
    assert approval.decision is Decision.EDITED
    assert approval.text == DRAFT.text + "\n\nBien à vous."
    assert [case.id for case in sending.asked] == [awaiting.id]
    assert browser.nothing_went_wrong()


async def test_two_keys_are_enough_and_a_key_held_down_approves_one_letter_only(
    browser: Watched,
    office: PageContext,
    sqlite_store: Store,
    awaiting: Case,
) -> None:
    later = replace(a_ticket("2"), received_at=sqlite_store.clock())
    following = await bring_to_approval(sqlite_store, later)
    await browser.signs_in()
    page = browser.page
    await page.keyboard.press("Enter")
    await page.wait_for_selector("#lettre")
    await page.wait_for_timeout(QUIET_MS)
    await page.keyboard.down("Control")
    await page.keyboard.down("Enter")
    await page.wait_for_url(f"**/dossiers/{following.id}?*")
    await page.keyboard.down("Enter")  # Still held: the browser says that it repeats.
    await page.wait_for_timeout(QUIET_MS)
    await page.keyboard.down("Enter")
    await page.wait_for_timeout(QUIET_MS)
    assert (await office.cases.find(awaiting.id)).state is CaseState.APPROVED
    assert (await office.cases.find(following.id)).state is CaseState.AWAITING_APPROVAL
    assert browser.nothing_went_wrong()


async def test_a_new_request_appears_by_itself_and_the_focus_stays(
    browser: Watched,
    sqlite_store: Store,
    awaiting: Case,
) -> None:
    await browser.signs_in()
    focused = browser.page.locator(f"#l-{awaiting.id}")
    await expect(focused).to_be_focused()
    await bring_to_approval(sqlite_store, a_ticket("2"))
    await expect(browser.page).to_have_title("(2) À approuver – Guichet RH", timeout=15_000)
    await expect(focused).to_be_focused()
    assert browser.nothing_went_wrong()


async def test_a_letter_in_hand_survives_a_colleagues_decision(
    browser: Watched,
    sqlite_store: Store,
    awaiting: Case,
) -> None:
    await browser.signs_in()
    page = browser.page
    await page.goto(f"{browser.home}dossiers/{awaiting.id}")
    await page.fill("#lettre", "Ma version.")
    await sqlite_store.cases.move(awaiting.id, CaseState.CLOSED_ELSEWHERE)
    await expect(page.locator("#nouvelles")).to_contain_text("vient de changer", timeout=15_000)
    await expect(page.locator("#lettre")).to_have_value("Ma version.")
    assert browser.nothing_went_wrong()


async def test_a_question_asked_too_early_answers_itself_and_can_be_copied(
    browser: Watched, oracle: Oracle
) -> None:
    oracle.says = NotYet()
    await browser.signs_in()
    page = browser.page
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await page.goto(f"{browser.home}questions")
    await page.fill("#question", "Quel traitement en maladie ?")
    await page.get_by_role("button", name="Poser la question").click()
    await expect(page.get_by_role("status")).to_contain_text("Préparation")
    oracle.says = ANSWER
    await expect(page.get_by_role("heading", name="Réponse")).to_be_visible(timeout=15_000)
    await page.get_by_role("button", name="Copier la réponse").click()
    await expect(page.get_by_role("button", name="Copié")).to_be_visible()
    copied = await page.evaluate("navigator.clipboard.readText()")
    assert "90 % du traitement pendant 3 mois [1]." in copied.replace("\u00a0", " ")
    assert "Quel traitement" not in page.url
    assert browser.nothing_went_wrong()
