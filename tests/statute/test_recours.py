from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.days import is_holiday, months_after
from statute.droits.mediation_prealable import AUTRE, SANCTION
from statute.droits.recours import calendrier, delais
from statute.facts import FACTS

Said = Callable[..., Finding | None]
TODAY = date(2026, 11, 24)
SATURDAY = 5


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


def test_the_court_is_seized_in_two_months_and_silence_is_a_refusal(said: Said) -> None:
    told = answer(said("RECO-01"))
    assert "dans les 2 mois de la notification" in told
    assert "2 mois de silence valent refus" in told
    assert "si elle n’indique ni ce délai ni la voie de recours" in told


def test_one_month_more_from_overseas_to_a_mainland_court(said: Said) -> None:
    assert "la métropole, c’est 1 mois de plus" in answer(said("RECO-01"))


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (date(2026, 9, 10), "12 novembre 2026"),  # the 11th is a holiday
        (date(2026, 12, 31), "1er mars 2027"),
    ],
)
def test_the_last_useful_day_of_the_franc_delay_is_computed(
    said: Said, received: date, last: str
) -> None:
    finding = said("RECO-01", date_de_notification=received)
    assert f"{last} (2 mois francs)" in answer(finding)


def test_appeals_are_not_answered_before_the_verified_day(said: Said) -> None:
    assert said("RECO-01", on=date(2022, 2, 28)) is None
    assert outcome(said("RECO-01", on=date(2022, 3, 1))) is FindingOutcome.VALUE


@given(st.dates(date(2022, 3, 1), date(2027, 12, 31)))
def test_the_last_day_is_open_and_just_after_two_months(received: date) -> None:
    (last,) = delais(TODAY, TODAY, received).values
    assert isinstance(last, date)
    assert last.weekday() < SATURDAY
    assert not is_holiday(last)
    # The longest run of closed days: Good Friday is open, so a week-end and a Monday at most.
    assert 1 <= (last - months_after(received, 2)).days <= 4


@given(st.dates(date(2022, 3, 1), date(2027, 12, 31)), st.integers(1, 60))
def test_a_later_notification_never_ends_the_delay_earlier(received: date, days: int) -> None:
    def last(day: date) -> date:
        (found,) = delais(TODAY, TODAY, day).values
        assert isinstance(found, date)
        return found

    assert last(received) <= last(received + timedelta(days=days))


@given(st.dates(date(2023, 1, 1), date(2027, 12, 31)), st.integers(0, 61))
def test_an_appeal_to_the_employer_in_time_never_shortens_the_delay(
    received: date, days: int
) -> None:
    (without,) = calendrier(TODAY, TODAY, received).values
    after = received + timedelta(days=days)
    (with_appeal,) = calendrier(TODAY, TODAY, received, date_du_recours_gracieux=after).values
    assert isinstance(without, date)
    assert isinstance(with_appeal, date)
    assert with_appeal >= without


@pytest.mark.parametrize("rule_id", ["RECO-01", "RECO-90"])
def test_a_town_whose_agreement_is_not_known_is_asked_about_mediation(
    said: Said, rule_id: str
) -> None:
    told = answer(said(rule_id, date_de_notification=date(2026, 10, 20)))
    assert "Vérifiez si une médiation préalable est exigée" in told


def test_a_calendar_of_an_appeal_begins_with_a_day(said: Said) -> None:
    assert outcome(said("RECO-90")) is FindingOutcome.UNDECIDED


MATTERS = FACTS["objet_de_la_decision"].choices


@pytest.mark.parametrize("matter", MATTERS)
def test_mediation_is_compulsory_for_seven_matters_where_the_town_agreed(
    said: Said, matter: str
) -> None:
    agreed = said("MPO-01", convention_de_mediation="oui", objet_de_la_decision=matter)
    without = said("MPO-01", convention_de_mediation="non", objet_de_la_decision=matter)
    listed = matter not in (SANCTION, AUTRE)
    assert outcome(agreed) is (FindingOutcome.MET if listed else FindingOutcome.NOT_MET)
    assert outcome(without) is FindingOutcome.NOT_MET


def test_seven_matters_are_on_the_list() -> None:
    assert len(MATTERS) == 7 + 2
