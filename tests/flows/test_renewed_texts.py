"""What agents are given when the texts or the day changed."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app import wiring
from app.agent_dependencies import TextsOfADay
from app.wiring import Wiring
from knowledge.library.text_library import Library
from tests.builders import StoppedClock
from tests.flows.upkeep import settle

Given = list[tuple[dict[str, str], date]]


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Given:
    """What was given with the texts: the rules whose articles changed, and the day."""
    calls: Given = []

    def with_texts(deps: object, texts: TextsOfADay) -> object:
        calls.append((dict(texts.changed), texts.today))
        return deps

    monkeypatch.setattr(wiring, "with_texts", with_texts)
    return calls


async def test_agents_are_given_the_texts_again_when_they_or_the_day_changed(
    office: Wiring,
    given: Given,
    clock: StoppedClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wiring, "now", clock)
    town = settle(office, clock, tmp_path)
    await office.renew_texts()
    assert given == []
    await office.follow_all_texts()
    for _ in range(2):
        await office.renew_texts()
    assert given == [({}, date(2026, 11, 24))]
    clock.advance(timedelta(days=5))
    town.publishes({"L822-3": "Six mois.", "L822-4": "Neuf mois."})
    await office.follow_all_texts()
    await office.renew_texts()
    changed, today = given[-1]
    assert changed["CMO-02"] == "L822-3 (CGFP)"
    assert today == date(2026, 11, 29)
    clock.advance(timedelta(days=1))
    await office.renew_texts()
    assert given[-1] == (changed, date(2026, 11, 30))


async def test_a_worker_begins_with_the_folder_and_the_day(
    office: Wiring, given: Given, tmp_path: Path
) -> None:
    town = settle(office, StoppedClock(), tmp_path)
    office.library = Library(office.engine)
    town.writes("Il y a 20 places.")
    await office.follow_texts()
    assert [rules for rules, _ in given] == [{}]
    assert given[0][1] <= datetime.now(UTC).astimezone().date()
