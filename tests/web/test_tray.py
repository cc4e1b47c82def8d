from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cases.model import Case, CaseState, FindingOutcome, Outcome, Urgency
from cases.model import Verification as Verified
from cases.store.records import DeliveryState
from tests.builders import CLASSIFICATION, DRAFT, Store, a_ticket, bring_to_approval
from tests.web.conftest import Officer
from web import formatting, labels

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


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
    assert '<span class="count" id="total">1</span>' in text


async def test_a_sensitive_request_is_marked(ada: Officer, sqlite_store: Store) -> None:
    case = await sqlite_store.cases.open_case(a_ticket())
    sensitive = replace(CLASSIFICATION, sensitive=True, urgency=Urgency.CRITIQUE)
    await sqlite_store.cases.record_classification(case.id, sensitive)
    await sqlite_store.cases.move(case.id, CaseState.HANDED_OVER, "sujet sensible")
    text = await ada.sees("/?etat=a-traiter")
    assert ">Sensible<" in text
    assert "sujet sensible" in text


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
    assert formatting.ago(at, NOON).replace("\u00a0", " ") == said


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
    assert formatting.size(octets).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        (labels.STATES, CaseState),
        (labels.SITUATIONS, CaseState),
        (labels.OUTCOMES, Outcome),
        (labels.URGENCIES, Urgency),
        (labels.FINDINGS, FindingOutcome),
        (labels.VERIFICATIONS, Verified),
        (labels.DELIVERIES, DeliveryState),
    ],
)
def test_everything_that_can_be_shown_has_its_french_words(
    table: Mapping[str, str],
    keys: type[CaseState],
) -> None:
    assert set(table) == set(keys)
