from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.conges_annuels import droit_annuel, droit_proratise
from statute.french import counted

Said = Callable[..., Finding | None]
TODAY = date(2026, 11, 24)


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("days_a_week", "days_of_leave"),
    [("5", "25 jours"), ("4", "20 jours"), ("2.5", "12,5 jours"), ("4.5", "22,5 jours")],
)
def test_a_full_year_gives_five_times_the_days_of_a_week(
    said: Said, days_a_week: str, days_of_leave: str
) -> None:
    # 5 × 5 = 25; 5 × 4 = 20; 5 × 2,5 = 12,5; 5 × 4,5 = 22,5
    assert days_of_leave in answer(said("CA-01", jours_par_semaine=Decimal(days_a_week)))


def test_without_the_days_of_a_week_the_rule_is_told_in_general(said: Said) -> None:
    assert "25 jours pour cinq jours" in answer(said("CA-01"))


def test_who_arrived_in_the_course_of_the_year_is_not_told_of_a_full_one(said: Said) -> None:
    assert said("CA-01", date_d_arrivee=date(2026, 4, 1)) is None
    assert said("CA-01", date_d_arrivee=date(2026, 1, 1)) is not None
    assert said("CA-01", date_d_arrivee=date(2019, 4, 1)) is not None


def test_arriving_on_1_july_gives_six_twelfths(said: Said) -> None:
    # July to December: 6 months; 25 × 6/12 = 12,5
    told = answer(
        said("CA-04", date_d_arrivee=date(2026, 7, 1), jours_par_semaine=Decimal(5)),
    )
    assert "12,5 jours" in told
    assert "25 × 6/12" in told


def test_a_share_that_does_not_fall_even_is_left_to_the_local_rounding(said: Said) -> None:
    # June to December: 7 months; 25 × 7/12 = 14,583...
    told = answer(
        said("CA-04", date_d_arrivee=date(2026, 6, 1), jours_par_semaine=Decimal(5)),
    )
    assert "14,58 jours avant un éventuel arrondi" in told


def test_leaving_at_the_end_of_march_gives_three_twelfths(said: Said) -> None:
    # January to March: 3 months; 20 × 3/12 = 5
    told = answer(said("CA-04", date_de_depart=date(2026, 3, 31), jours_par_semaine=Decimal(4)))
    assert "5 jours" in told


def test_a_month_begun_gives_no_figure(said: Said) -> None:
    told = answer(
        said("CA-04", date_d_arrivee=date(2026, 9, 15), jours_par_semaine=Decimal(5)),
    )
    assert "prorata" in told
    assert not any(character.isdigit() for character in told)


def test_without_any_date_the_share_is_undecided_and_the_arrival_is_asked(said: Said) -> None:
    finding = said("CA-04", jours_par_semaine=Decimal(5))
    assert finding is not None
    assert finding.outcome is FindingOutcome.UNDECIDED
    assert finding.answer == ""
    assert finding.missing[0] == "date_d_arrivee"


def test_who_arrived_in_an_earlier_year_has_no_share(said: Said) -> None:
    assert said("CA-04", date_d_arrivee=date(2024, 7, 1)) is None


@given(
    month=st.integers(2, 12),
    halves=st.integers(1, 14),
)
def test_a_share_of_the_year_is_never_more_than_the_year(month: int, halves: int) -> None:
    week = Decimal(halves) / 2
    shared = droit_proratise(TODAY, date(2026, month, 1), None, week)
    whole = droit_annuel(TODAY, week)
    assert shared is not None
    assert whole is not None
    months = 13 - month
    exact = 5 * Fraction(week) * Fraction(months, 12)
    assert counted(exact, "jour") in shared.sentence
    assert counted(5 * Fraction(week), "jour") in whole.sentence
    assert exact < 5 * Fraction(week)


@pytest.mark.parametrize(
    ("taken", "first", "second"),
    [
        ("4", FindingOutcome.NOT_MET, None),
        ("4.5", FindingOutcome.NOT_MET, None),
        ("5", FindingOutcome.MET, None),
        ("7", FindingOutcome.MET, None),
        ("7.5", FindingOutcome.MET, None),
        ("8", None, FindingOutcome.MET),
        ("12", None, FindingOutcome.MET),
    ],
)
def test_five_days_in_winter_give_one_day_and_eight_give_two(
    said: Said,
    taken: str,
    first: FindingOutcome | None,
    second: FindingOutcome | None,
) -> None:
    one = said("CA-02", jours_hors_periode=Decimal(taken))
    two = said("CA-03", jours_hors_periode=Decimal(taken))
    assert (one.outcome if one else None) is first
    assert (two.outcome if two else None) is second


def test_fractionnement_is_told_in_general_when_the_days_taken_are_unknown(said: Said) -> None:
    assert "5, 6 ou 7 jours" in answer(said("CA-02"))
    assert "deux jours supplémentaires" in answer(said("CA-03"))


def test_an_absence_lasts_31_days_at_most_two_exceptions_apart(said: Said) -> None:
    told = answer(said("CA-05"))
    assert "31 jours consécutifs" in told
    assert "congé bonifié" in told


def test_leave_is_not_carried_over_unless_authorised(said: Said) -> None:
    assert "sauf autorisation exceptionnelle" in answer(said("CA-06"))


def test_leave_lost_to_sickness_is_carried_over_since_23_june_2025(said: Said) -> None:
    assert said("CA-07", on=date(2025, 6, 22)) is None
    told = answer(said("CA-07", on=date(2025, 6, 23)))
    assert "15 mois" in told
    assert "4 premières semaines" in told
    assert "à vérifier" in told


def test_leave_lost_to_a_family_leave_knows_no_limit_of_weeks(said: Said) -> None:
    told = answer(said("CA-08"))
    assert "15 mois" in told
    assert "sans la limite de quatre semaines" in told
