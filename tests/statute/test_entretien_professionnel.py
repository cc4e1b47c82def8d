from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.carriere.entretien_professionnel import delais_de_l_entretien
from statute.days import is_holiday

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


TODAY = date(2026, 11, 24)


def test_all_delays_are_told_when_the_day_is_unknown(said: Said) -> None:
    told = answer(said("ENT-01"))
    assert "8 jours avant" in told
    assert "dans les 15 jours" in told
    assert "sous 15 jours francs" in told
    assert "il répond sous 15 jours" in told
    assert "sous 1 mois" in told
    assert "visé par l’employeur" in told


def test_the_report_is_due_fifteen_days_after_the_interview(said: Said) -> None:
    # 3 + 15 = 18
    told = answer(said("ENT-01", date_de_l_entretien=date(2026, 11, 3)))
    assert "au plus tard le 18 novembre 2026" in told


def test_the_fifteen_days_run_into_the_next_month(said: Said) -> None:
    # 20 November + 15 days: 10 days left in November, then 5
    told = answer(said("ENT-01", date_de_l_entretien=date(2026, 11, 20)))
    assert "au plus tard le 5 décembre 2026" in told


DAYS = st.dates(date(2023, 1, 1), date(2030, 12, 31))


@given(DAYS)
def test_a_report_is_due_fifteen_days_after_any_interview(day: date) -> None:
    report = delais_de_l_entretien(TODAY, TODAY, date_de_l_entretien=day)
    assert report.values == (day + timedelta(days=15),)


@given(DAYS)
def test_a_review_is_asked_sixteen_days_after_the_report_or_on_the_next_working_day(
    day: date,
) -> None:
    review = delais_de_l_entretien(TODAY, TODAY, date_de_notification=day)
    (last,) = review.values
    assert isinstance(last, date)
    assert day + timedelta(days=16) <= last <= day + timedelta(days=20)
    assert last.weekday() < 5
    assert not is_holiday(last)


def test_the_delays_of_a_contractual_agent_are_to_be_checked(said: Said) -> None:
    finding = said("ENT-01", statut="contractuel")
    assert outcome(finding) is FindingOutcome.TO_CHECK
    assert "15" not in answer(finding)
    assert outcome(said("ENT-01", statut="titulaire")) is FindingOutcome.VALUE


def test_the_committee_comes_only_after_the_review(said: Said) -> None:
    told = answer(said("ENT-01", statut="titulaire"))
    assert told.index("révision") < told.index("Ensuite seulement") < told.index("(CAP)")
