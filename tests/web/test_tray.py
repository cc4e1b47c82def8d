import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cases.model import Case, CaseState, FindingOutcome, Outcome, Urgency
from cases.model import Verification as Verified
from cases.reply import DeliveryState
from cases.tray import next_after, read_latest, read_rows
from tests.builders import ALL, CLASSIFICATION, DRAFT, Store, a_ticket, bring_to_approval
from tests.web.conftest import Officer
from web import french, words

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


async def bring(store: Store, number: str, urgency: Urgency, hours: int) -> Case:
    ticket = replace(a_ticket(number), received_at=NOON - timedelta(hours=hours))
    case = await store.cases.open_case(ticket)
    await store.cases.record_classification(case.id, replace(CLASSIFICATION, urgency=urgency))
    await store.cases.record_draft(case.id, DRAFT)
    return await store.cases.move(case.id, CaseState.AWAITING_APPROVAL)


async def test_the_most_urgent_comes_first_then_the_oldest(store: Store) -> None:
    young = await bring(store, "1", Urgency.NORMALE, hours=1)
    old = await bring(store, "2", Urgency.NORMALE, hours=9)
    high = await bring(store, "3", Urgency.HAUTE, hours=2)
    critical = await bring(store, "4", Urgency.CRITIQUE, hours=1)
    rows = await read_rows(store.engine, {CaseState.AWAITING_APPROVAL}, ALL)
    assert [row.id for row in rows] == [case.id for case in (critical, high, old, young)]
    assert (rows[0].outcome, rows[0].sensitive, rows[0].subject) == ("answer", False, "Mes congés")


async def test_the_latest_change_comes_first_among_what_was_dealt_with(store: Store) -> None:
    first = await store.cases.open_case(a_ticket("1"))
    store.clock.advance(timedelta(minutes=1))
    second = await store.cases.open_case(a_ticket("2"))
    rows = await read_latest(store.engine, {CaseState.RECEIVED}, ALL)
    assert [row.id for row in rows] == [second.id, first.id]
    assert (rows[0].category, rows[0].outcome) == (None, None)


async def test_next_is_the_one_below_then_the_top_again(sqlite_store: Store) -> None:
    cases = [await bring(sqlite_store, str(n), Urgency.NORMALE, hours=9 - n) for n in range(3)]
    rows = await read_rows(sqlite_store.engine, {CaseState.AWAITING_APPROVAL}, ALL)
    following = [next_after(rows, case) for case in cases]
    assert [row and row.id for row in following] == [cases[1].id, cases[2].id, cases[0].id]
    assert next_after([], cases[0]) is None


async def test_an_empty_tray_says_so_kindly(ada: Officer) -> None:
    assert "Tout est à jour" in await ada.sees("/")
    assert "Rien n’a encore été traité" in await ada.sees("/traites")


async def test_a_line_says_who_asks_what_how_urgent_and_what_is_proposed(
    ada: Officer,
    sqlite_store: Store,
) -> None:
    await bring_to_approval(sqlite_store, a_ticket(), replace(DRAFT, outcome=Outcome.ASK))
    text = await ada.sees("/")
    for word in ("Mes congés", "Camille Durand", "Congés annuels", "Normale", "il y a "):
        assert word in text
    assert "Demande une précision" in text
    assert '<span class="count">1</span>' in text


async def test_a_sensitive_request_is_marked(ada: Officer, sqlite_store: Store) -> None:
    case = await sqlite_store.cases.open_case(a_ticket())
    sensitive = replace(CLASSIFICATION, sensitive=True, urgency=Urgency.CRITIQUE)
    await sqlite_store.cases.record_classification(case.id, sensitive)
    await sqlite_store.cases.move(case.id, CaseState.HANDED_OVER, "sujet sensible")
    text = await ada.sees("/")
    assert ">Sensible<" in text
    assert "sujet sensible" in text


async def test_the_list_is_sent_again_only_when_it_changed(
    ada: Officer,
    sqlite_store: Store,
    awaiting: Case,
) -> None:
    _ = awaiting
    seen = re.search(r'hx-get="(/liste\?vu=\w+)"', await ada.sees("/"))
    assert seen
    assert (await ada.client.get(seen[1])).status_code == 204
    await bring_to_approval(sqlite_store, a_ticket("2"))
    again = await ada.client.get(seen[1])
    assert again.status_code == 200
    assert "<title>(2) À faire" in again.text


@pytest.mark.parametrize(
    ("seen", "status"),
    [("awaiting_approval.1", 204), ("awaiting_approval.0", 286), ("approved.1", 200)],
)
async def test_an_open_case_is_told_when_it_changed(
    ada: Officer,
    awaiting: Case,
    seen: str,
    status: int,
) -> None:
    news = await ada.client.get(f"/dossiers/{awaiting.id}/nouvelles?vu={seen}")
    assert news.status_code == status
    assert ("hx-refresh" in news.headers) is (status == 200)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-5, "à l’instant"),
        (59, "à l’instant"),
        (60, "il y a 1 min"),
        (7200, "il y a 2 h"),
        (86400, "il y a 1 jour"),
        (86400 * 59, "il y a 59 jours"),
        (86400 * 70, "il y a 2 mois"),
    ],
)
def test_an_age_is_said_as_people_say_it(seconds: int, said: str) -> None:
    at = NOON - timedelta(seconds=seconds)
    assert french.ago(at, NOON).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("octets", "said"),
    [
        (None, "taille inconnue"),
        (0, "0 octet"),
        (999, "999 octets"),
        (1000, "1 ko"),
        (184_320, "184 ko"),
        (12_345_678, "12,3 Mo"),
    ],
)
def test_a_size_is_said_as_people_say_it(octets: int | None, said: str) -> None:
    assert french.size(octets).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        (words.STATES, CaseState),
        (words.SITUATIONS, CaseState),
        (words.OUTCOMES, Outcome),
        (words.URGENCIES, Urgency),
        (words.FINDINGS, FindingOutcome),
        (words.VERIFICATIONS, Verified),
        (words.DELIVERIES, DeliveryState),
    ],
)
def test_everything_that_can_be_shown_has_its_french_words(
    table: Mapping[str, str],
    keys: type[CaseState],
) -> None:
    assert set(table) == set(keys)
