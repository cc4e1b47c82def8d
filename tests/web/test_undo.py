from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from cases.delivery.deliveries import Deliveries
from cases.model import Case, CaseState
from tests.builders import DRAFT, StoppedClock, Store
from tests.web.conftest import Officer
from web.context import PageContext

MINE = DRAFT.text + "\n\nBien à vous."


@pytest.fixture
def office(office: PageContext, sqlite_store: Store) -> PageContext:
    """An office where an approval may be taken back for ten seconds."""
    undo = timedelta(seconds=10)
    slow = Deliveries(sqlite_store.engine, office.approvals, sqlite_store.clock, undo)
    return replace(office, deliveries=slow)


async def takes_back(officer: Officer, case: Case, draft: str = "1") -> httpx.Response:
    form = {"csrf": await officer.csrf(), "draft_number": draft}
    return await officer.client.post(f"/dossiers/{case.id}/annuler", data=form)


async def test_the_next_page_says_in_how_many_seconds_it_leaves_and_offers_to_cancel(
    ada: Officer, awaiting: Case, clock: StoppedClock
) -> None:
    answer = await ada.approves(awaiting, MINE)
    clock.advance(timedelta(seconds=3))
    text = await ada.sees(answer.headers["location"])
    assert 'elle part dans <span data-seconds aria-live="off">7</span>' in text
    assert f'action="/dossiers/{awaiting.id}/annuler"' in text


async def test_nobody_else_is_offered_to_cancel_and_nobody_once_the_time_is_over(
    ada: Officer, bob: Officer, awaiting: Case, clock: StoppedClock
) -> None:
    where = (await ada.approves(awaiting, MINE)).headers["location"]
    assert "/annuler" not in await bob.sees(where)
    clock.advance(timedelta(seconds=10))
    assert "/annuler" not in await ada.sees(where)
    assert "elle part dans le ticket" in await ada.sees(where)


async def test_an_approval_taken_back_leaves_the_text_as_it_was_in_the_field(
    ada: Officer, awaiting: Case
) -> None:
    await ada.approves(awaiting, MINE)
    answer = await takes_back(ada, awaiting)
    text = await ada.sees(answer.headers["location"])
    assert "rien n’est parti" in text
    assert f"\n{MINE}</textarea>" in text
    assert "Approbation annulée, rien n’est parti" in text
    assert await ada.finds(awaiting) is CaseState.AWAITING_APPROVAL


async def test_an_approval_of_somebody_else_is_not_taken_back(
    ada: Officer, bob: Officer, awaiting: Case
) -> None:
    await ada.approves(awaiting, MINE)
    answer = await takes_back(bob, awaiting)
    assert answer.status_code == 403
    assert "Seule la personne qui a approuvé" in answer.text
    assert await ada.finds(awaiting) is CaseState.APPROVED


async def test_what_is_leaving_is_no_more_taken_back(
    ada: Officer, awaiting: Case, clock: StoppedClock
) -> None:
    await ada.approves(awaiting, MINE)
    clock.advance(timedelta(seconds=10))
    await ada.office.deliveries.plan(awaiting.id)
    answer = await takes_back(ada, awaiting)
    assert answer.status_code == 409
    assert "Trop tard pour annuler" in answer.text


@pytest.mark.parametrize("case_id", ["", "x", "0" * 32, "../../etc"])
async def test_an_invented_case_in_the_address_breaks_nothing(ada: Officer, case_id: str) -> None:
    answer = await ada.client.get("/", params={"fait": "approuvee", "dossier": case_id})
    assert answer.status_code == 200
    assert "/annuler" not in answer.text
