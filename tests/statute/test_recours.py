from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.days import months_after
from statute.droits.recours import delais
from statute.french import day

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


def test_the_court_is_seized_in_two_months_and_silence_is_a_refusal(said: Said) -> None:
    told = answer(said("RECO-01"))
    assert "dans les 2 mois de la notification" in told
    assert "2 mois de silence de l’employeur valent refus" in told
    assert "si elle n’indique ni ce délai ni la voie de recours" in told


def test_one_month_more_from_overseas_to_a_mainland_court(said: Said) -> None:
    assert "de métropole : 1 mois de plus" in answer(said("RECO-01"))


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (date(2026, 9, 10), "10 novembre 2026"),
        (date(2026, 12, 31), "28 février 2027"),
    ],
)
def test_the_last_safe_day_is_computed(said: Said, received: date, last: str) -> None:
    finding = said("RECO-01", date_de_notification=received)
    assert f"sans risque jusqu’au {last}" in answer(finding)


def test_appeals_are_not_answered_before_the_verified_day(said: Said) -> None:
    assert said("RECO-01", on=date(2022, 2, 28)) is None
    assert outcome(said("RECO-01", on=date(2022, 3, 1))) is FindingOutcome.VALUE


@given(st.dates(date(2022, 3, 1), date(2027, 12, 31)))
def test_the_day_said_is_never_later_than_two_months_after(received: date) -> None:
    told = delais(date(2026, 11, 24), received)
    assert told is not None
    assert day(months_after(received, 2)) in told.sentence
