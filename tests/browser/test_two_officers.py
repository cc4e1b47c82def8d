"""Two people at two desks, on one case: one letter leaves, and nobody loses what they typed."""

import pytest
from playwright.async_api import expect

from cases.model import Case, CaseState
from tests.browser.conftest import Visit
from tests.browser.watched import Watched
from tests.builders import CLASSIFICATION, DRAFT, Store, a_ticket, bring_to_approval
from tests.web.conftest import Sending
from web.case.case_view import NEW_DRAFT

DEAR = "Bonjour,\n\nVous toucherez 5 000 €."
APPROVE = "Approuver"


async def comes(visit: Visit, login: str, case: Case, *, scripts: bool = True) -> Watched:
    """Sit somebody down before a case."""
    officer = await visit(scripts=scripts)
    await officer.signs_in(login)
    await officer.opens(f"dossiers/{case.id}")
    return officer


@pytest.fixture
async def other(sqlite_store: Store) -> Case:
    return await bring_to_approval(sqlite_store, a_ticket("2"))


async def drafts_again(store: Store, case: Case) -> None:
    await store.cases.move(case.id, CaseState.STALE, "nouveau message")
    await store.cases.record_classification(case.id, CLASSIFICATION)
    await store.cases.record_draft(case.id, DRAFT)
    await store.cases.move(case.id, CaseState.AWAITING_APPROVAL)


@pytest.mark.parametrize("scripts", [True, False])
async def test_two_officers_approve_one_case_and_the_first_alone_is_heard(
    visit: Visit, awaiting: Case, sqlite_store: Store, sending: Sending, *, scripts: bool
) -> None:
    ada = await comes(visit, "ada", awaiting, scripts=scripts)
    bob = await comes(visit, "bob", awaiting, scripts=scripts)
    await bob.page.fill("#lettre", "La version de Basile.")
    await ada.page.get_by_role("button", name=APPROVE, exact=True).click()
    await ada.page.wait_for_url("**/?*")
    await bob.page.locator(".letter-form .main").click()
    await expect(bob.page.get_by_role("alert")).to_contain_text("Ada Moreau")
    await expect(bob.page.locator("#gardee")).to_have_value("La version de Basile.")
    assert (await sqlite_store.approvals.current_approval(awaiting.id)).approver == "ada"
    assert [case.id for case in sending.asked] == [awaiting.id]


async def test_a_case_decided_by_a_colleague_leaves_the_list_of_the_other(
    visit: Visit, awaiting: Case, other: Case
) -> None:
    bob = await visit()
    await bob.signs_in("bob")
    await expect(bob.page.locator(f"#l-{awaiting.id}")).to_be_visible()
    ada = await comes(visit, "ada", awaiting)
    await ada.page.get_by_role("button", name=APPROVE, exact=True).click()
    await expect(bob.page.get_by_role("status")).to_contain_text("ont quitté", timeout=15_000)
    await bob.page.get_by_role("link", name="Afficher").click()
    await expect(bob.page.locator(".row-link")).to_have_count(1)
    await expect(bob.page.locator(f"#l-{other.id}")).to_be_visible()
    assert bob.nothing_went_wrong()


async def test_a_letter_that_went_stale_is_announced_while_it_is_edited(
    visit: Visit, awaiting: Case, sqlite_store: Store
) -> None:
    ada = await comes(visit, "ada", awaiting)
    await ada.page.fill("#lettre", "Ma version.")
    await sqlite_store.cases.move(awaiting.id, CaseState.STALE, "nouveau message")
    news = ada.page.locator("#nouvelles")
    await expect(news).to_contain_text("cette lettre ne peut plus partir", timeout=15_000)
    await expect(ada.page.locator("#lettre")).to_have_value("Ma version.")
    assert ada.nothing_went_wrong()


async def test_an_approval_in_flight_of_a_stale_letter_is_refused_and_the_text_kept(
    visit: Visit, awaiting: Case, sqlite_store: Store, sending: Sending
) -> None:
    ada = await comes(visit, "ada", awaiting, scripts=False)
    await ada.page.fill("#lettre", "Ma version.")
    await drafts_again(sqlite_store, awaiting)
    await ada.page.get_by_role("button", name=APPROVE, exact=True).click()
    await expect(ada.page.get_by_role("alert")).to_contain_text(NEW_DRAFT)
    await expect(ada.page.locator("#gardee")).to_have_value("Ma version.")
    await expect(ada.page.locator("#lettre")).to_have_value(DRAFT.text)
    assert sending.asked == []
    await ada.page.fill("#lettre", "Ma version, sur la nouvelle.")
    await ada.page.get_by_role("button", name=APPROVE, exact=True).click()
    await ada.page.wait_for_url("**/?*")
    approval = await sqlite_store.approvals.current_approval(awaiting.id)
    assert approval.text == "Ma version, sur la nouvelle."


async def test_a_large_amount_leaves_when_a_second_person_has_confirmed_it(
    visit: Visit, awaiting: Case, sqlite_store: Store, sending: Sending
) -> None:
    ada = await comes(visit, "ada", awaiting)
    await ada.page.fill("#lettre", DEAR)
    await ada.page.get_by_role("button", name="Approuver ma version").click()
    await expect(ada.page.get_by_role("status").first).to_contain_text("une seconde personne")
    assert sending.asked == []
    await ada.opens(f"dossiers/{awaiting.id}")
    await expect(ada.page.get_by_role("button", name="Confirmer")).to_have_count(0)
    bob = await visit()
    await bob.signs_in("bob")
    await bob.page.get_by_role("link", name="À confirmer").click()
    await bob.page.locator(f"#l-{awaiting.id}").click()
    await expect(bob.page.locator(".letter.shown")).to_have_text(DEAR)
    await bob.page.get_by_role("button", name="Confirmer").click()
    await expect(bob.page.get_by_role("status").first).to_contain_text("elle part dans le ticket")
    assert [case.state for case in sending.asked] == [CaseState.APPROVED]
    assert (await sqlite_store.approvals.current_approval(awaiting.id)).text == DEAR
    assert ada.nothing_went_wrong()
    assert bob.nothing_went_wrong()
