from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.outcome import Count, Outcome, Verdict
from statute.temps.conges_annuels import absence_maximale, droit_annuel, droit_proratise
from statute.temps.depart_en_cours_d_annee import conges_au_depart

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
    told = answer(said("CA-01"))
    for days in ("25 jours pour 5 jours", "20 jours pour 4 jours", "12,5 jours pour 2,5 jours"):
        assert days in told


def test_who_arrived_in_the_course_of_the_year_is_not_told_of_a_full_one(said: Said) -> None:
    assert said("CA-01", date_d_arrivee=date(2026, 4, 1)) is None
    assert said("CA-01", date_d_arrivee=date(2026, 1, 1)) is not None
    assert said("CA-01", date_d_arrivee=date(2019, 4, 1)) is not None


def test_arriving_on_1_july_gives_six_twelfths(said: Said) -> None:
    # July to December: 6 months; 25 × 6/12 = 12,5
    told = answer(
        said("CA-04", date_d_arrivee=date(2026, 7, 1), jours_par_semaine=Decimal(5)),
    )
    assert told.startswith("Le droit à congés annuels est de 12,5 jours")


def test_a_share_that_does_not_fall_even_goes_up_to_the_half_day(said: Said) -> None:
    # June to December: 7 months; 25 × 7/12 = 14,583...
    told = answer(
        said("CA-04", date_d_arrivee=date(2026, 6, 1), jours_par_semaine=Decimal(5)),
    )
    assert told.startswith("Le droit à congés annuels est de 15 jours")
    assert "arrondi à la demi-journée supérieure" in told


def test_leaving_at_the_end_of_march_gives_three_twelfths(said: Said) -> None:
    # January to March: 3 months; 20 × 3/12 = 5
    told = answer(said("CA-04", date_de_depart=date(2026, 3, 31), jours_par_semaine=Decimal(4)))
    assert "5 jours" in told


def test_a_month_begun_counts_by_its_days(said: Said) -> None:
    # 15 September to December: 3 months and 16/30, 7,36; 108 days of 365, 7,40: both give 7,5
    told = answer(
        said("CA-04", date_d_arrivee=date(2026, 9, 15), jours_par_semaine=Decimal(5)),
    )
    assert told.startswith("Le droit à congés annuels est de 7,5 jours")


def test_a_few_days_give_half_a_day_or_more(said: Said) -> None:
    # 11 days: 11/30 of a month, 0,76; 11/365 of the year, 0,75: half-days 1 and 1
    told = answer(
        said("CA-04", date_d_arrivee=date(2026, 9, 10), date_de_depart=date(2026, 9, 20)),
    )
    assert "1 jour" in told


def test_who_comes_next_year_is_told_of_next_year(said: Said) -> None:
    # March to December: 10 months; 25 × 10/12 = 20,83
    told = answer(said("CA-04", date_d_arrivee=date(2027, 3, 1)))
    assert told.startswith("Le droit à congés annuels est de 21 jours")
    assert "du 1er mars 2027 au 31 décembre 2027" in told


def test_without_any_date_the_share_is_told_in_general(said: Said) -> None:
    told = answer(said("CA-04"))
    assert "prorata" in told
    assert "6 mois donnent 12,5 jours" in told


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
    (of_year,), (of_whole,) = shared.values, whole.values
    assert isinstance(of_year, Count)
    assert isinstance(of_whole, Count)
    exact = 5 * Fraction(week) * Fraction(13 - month, 12)
    assert of_whole.number == 5 * Fraction(week)
    assert exact <= of_year.number < exact + Fraction(1, 2)


@pytest.mark.parametrize(
    ("taken", "outcome", "row"),
    [
        ("4", FindingOutcome.NOT_MET, "CA-02"),
        ("4.5", FindingOutcome.NOT_MET, "CA-02"),
        ("5", FindingOutcome.MET, "CA-02"),
        ("7", FindingOutcome.MET, "CA-02"),
        ("7.5", FindingOutcome.MET, "CA-02"),
        ("8", FindingOutcome.MET, "CA-03"),
        ("12", FindingOutcome.MET, "CA-03"),
    ],
)
def test_five_days_in_winter_give_one_day_and_eight_give_two(
    said: Said,
    taken: str,
    outcome: FindingOutcome,
    row: str,
) -> None:
    finding = said("CA-02", jours_hors_periode=Decimal(taken))
    assert finding is not None
    assert (finding.outcome, finding.rule) == (outcome, row)


def test_seven_days_and_a_half_do_not_give_the_second_day(said: Said) -> None:
    assert "1 jour de fractionnement" in answer(said("CA-03", jours_hors_periode=Decimal("7.5")))
    assert "2 jours de fractionnement" in answer(said("CA-03", jours_hors_periode=Decimal(8)))


def test_fractionnement_is_told_in_general_when_the_days_taken_are_unknown(said: Said) -> None:
    told = answer(said("CA-02"))
    assert "5 à 7 jours" in told
    assert "2 jours au total à partir de 8 jours" in told


def test_leave_was_the_same_from_the_first_day_of_the_decree(said: Said) -> None:
    for rule in ("CA-01", "CA-02", "CA-03", "CA-04", "CA-05"):
        assert said(rule, on=date(1985, 11, 29)) is None
        assert said(rule, on=date(1985, 11, 30)) is not None


def test_an_absence_lasts_31_days_at_most_two_exceptions_apart(said: Said) -> None:
    told = answer(said("CA-05"))
    assert "31 jours consécutifs" in told
    assert "congé bonifié" in told


def test_leaving_before_the_rules_of_june_2025_is_no_business_of_this_rule(said: Said) -> None:
    taken = Decimal(5)
    assert said("CA-13", on=date(2025, 6, 22), jours_de_conge_pris=taken) is None
    leaving = said("CA-13", date_de_depart=date(2026, 6, 30), jours_de_conge_pris=taken)
    assert answer(leaving).startswith(
        "Le reste de congés annuels à prendre avant le 30 juin 2026 est de 7,5 jours ouvrés"
    )


@given(st.integers(0, 25), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_one_more_day_taken_leaves_no_more_at_departure(taken: int, leaving: date) -> None:
    fewer = conges_au_depart(leaving, leaving, Decimal(taken + 1))
    more = conges_au_depart(leaving, leaving, Decimal(taken))
    assert _days(fewer) <= _days(more)


def _days(outcome: Outcome) -> Fraction:
    left = outcome.values[0] if outcome.values else None
    return Fraction(left.number) if isinstance(left, Count) else Fraction(0)


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(0, 60))
def test_an_absence_of_31_days_is_possible_and_a_longer_one_is_not(first: date, more: int) -> None:
    outcome = absence_maximale(TODAY, first, first + timedelta(days=more))
    assert outcome.verdict is (Verdict.OUI if more <= 30 else Verdict.NON)
